"""Which uncertain quantities an outcome's spread over runs rests on: Sobol' indices of a system.

A run draws hundreds of numbers: every estimate of the system (also those that it says nothing of and that take a wide
prior) and every parameter of a mechanism, each from a standard normal z. Too many for Saltelli's plan, so they are
screened first, by E[(∂y/∂z_i)²]: divided by the outcome's variance this bounds the total index of z_i from above
(Poincaré inequality; Sobol' & Kucherenko 2009, Lamboni et al. 2013), also where an effect changes its sign. The
greatest have their indices worked out one by one. All other quantities together, the innovations of all months
together, and (for a settlement) the draw from its distribution are one number each: it picks the random key from which
they are drawn, so a group has its exact indices however many numbers it is made of.

With a scenario the outcome is its difference to the baseline in the same run.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

import numpy as np

from ..errors import ScenarioError, SimulationError
from ..version import __version__
from . import sobol
from .compiling import keep_compiled
from .ensemble import BASELINE, chunk_size, prepare, run_keys
from .quantities import Quantity, quantities
from .state import Part, Sensitivity
from .variables import ask

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..system.model import Shock, System, Variable
    from .ensemble import Prepared
    from .mechanism import Mechanism

SCREENED = 128
"""Runs whose gradients are taken to screen."""
CHANCE, DRAW = "chance from month to month", "how the bargaining falls out"


def outcome_sensitivity(
    system: System,
    variable: Variable,
    *,
    scenario: str = BASELINE,
    shocks: Sequence[Shock | str] = (),
    month: int | None = None,
    points: int = 1024,
    top: int = 12,
    months: int = 24,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Sensitivity:
    """What the spread of a variable at a month (the last by default) rests on, greatest total index first.

    `points` (made a power of two) times the numbers looked at and two more are run. `shocks` add the scenario "shocks",
    which `scenario` may then name. Raises ScenarioError for a scenario, variable, month, or number of points or
    quantities that cannot be, NotInstalledError without SALib, SimulationError where the outcome is not finite.
    """
    sobol.require()
    own = {s.name for s in system.scenarios}
    wanted = () if scenario == BASELINE or (shocks and scenario not in own) else (scenario,)
    ready = prepare(system, scenarios=wanted, shocks=shocks, runs=1, months=months)
    month = months if month is None else month
    for what, value, low, high in (
        ("month", month, 0, months), ("points", points, 2, 65_536), ("top", top, 1, 200),
    ):  # fmt: skip
        if not low <= value <= high:
            raise ScenarioError(
                f"{what} {value} cannot be asked for", remedy=f"choose from {low} to {high:,}"
            )
    names = [s.name for s in ready.scenarios]
    if scenario not in names:
        raise ScenarioError(f"there is no scenario {scenario}", remedy=f"choose from: {', '.join(names)}")
    engine = _Engine(ready, variable, names.index(scenario), month, months, seed)
    varying = quantities(ready.system, ready.packed, ready.axes)
    bound = engine.screened()
    ranked = sorted((q for q in varying if bound[q.at] > 0), key=lambda q: (-bound[q.at], q.at))
    single, rest = ranked[:top], len(varying) - len(ranked[:top])
    groups: list[tuple[str, Literal["rest", "chance", "draw"]]] = [
        (f"all else: {rest:,} quantities", "rest"), (CHANCE, "chance"),
    ]  # fmt: skip
    if variable.kind == "settlement":
        groups.append((DRAW, "draw"))
    total = sobol.plan_size(points) * (len(single) + len(groups) + 2)
    tell = progress or (lambda done, total: None)

    def values(plan: np.ndarray) -> np.ndarray:
        return engine.values(plan, [q.at for q in single], lambda done: tell(done, total))

    found = sobol.indices(values, len(single) + len(groups), points=points, seed=seed)
    parts: list[Part] = []
    for i, of in enumerate((*single, *groups)):
        shares = (
            float(found.first[i]), float(found.first_error[i]), float(found.total[i]), float(found.total_error[i]),
        )  # fmt: skip
        if isinstance(of, Quantity):
            grounds = (of.mean, of.sd, of.basis, of.claims, of.source, of.note)
            parts.append(Part(of.label, of.kind, *shares, *grounds))
        else:
            parts.append(Part(*of, *shares))
    return Sensitivity(
        variable=variable,
        scenario=scenario,
        month=month,
        contrast=engine.scenario > 0,
        mean=found.mean,
        sd=found.sd,
        parts=tuple(sorted(parts, key=lambda p: (-p.total, p.label))),
        points=sobol.plan_size(points),
        runs=total,
        seed=seed,
        version=__version__,
        inputs=ready.inputs,
    )


class _Engine:
    """One outcome as a function of uniform numbers: some for single quantities, one for each group."""

    def __init__(
        self, ready: Prepared, variable: Variable, scenario: int, month: int, months: int, seed: int
    ) -> None:
        self.ready, self.label, self.scenario, self.seed = ready, variable.label, scenario, seed
        self.month = np.int32(month)
        self.drawn = ask((variable,), ready.axes).only(0)
        # Gradients go through a settlement's mean, not through a draw from it.
        self.expected = ask((variable,), ready.axes, expected=True).only(0)
        self.size = chunk_size(ready.packed, months, 1 << 20)

    def _signed(self) -> tuple[tuple[int, float], ...]:
        return ((self.scenario, 1.0), (0, -1.0)) if self.scenario else ((0, 1.0),)

    def screened(self) -> np.ndarray:
        """E[(∂y/∂z)²] for every number that a run draws."""
        steep, ready, total, done = _steep(self.ready.axes.mechanisms), self.ready, np.zeros(1), 0
        size = min(self.size, 64)
        for first in range(0, SCREENED, size):
            keys = run_keys(self.seed, first, size)
            slope = sum(
                sign
                * np.asarray(
                    steep(keys, ready.packed, ready.forcings[s], self.month, self.expected), np.float64
                )
                for s, sign in self._signed()
            )
            # Where a gradient is not finite (at an edge of what a number can be) the run says nothing.
            total = total + np.square(np.nan_to_num(slope, nan=0.0, posinf=0.0, neginf=0.0)).sum(axis=0)
            done += size
        return total / done

    def values(self, plan: np.ndarray, single: list[int], tell: Callable[[int], None]) -> np.ndarray:
        """The outcome at every row of a plan: columns for the single numbers, all else, chance, and the draw."""
        ready, run = self.ready, _planned(self.ready.axes.mechanisms)
        words = np.floor(np.clip(plan, 0, 1 - 2.0**-53) * 2.0**32).astype(np.uint32)
        groups = np.zeros((len(plan), 3), np.uint32)
        groups[:, : plan.shape[1] - len(single)] = words[:, len(single) :]
        width = max(16, -(-len(single) // 16) * 16)
        at = np.full(width, np.iinfo(np.int32).max, np.int32)
        at[: len(single)] = single
        given = np.zeros((len(plan), width), np.uint32)
        given[:, : len(single)] = words[:, : len(single)]
        seed = int.from_bytes(sha256(f"sensitivity {self.seed}".encode()).digest()[:4], "little")
        result = np.empty(len(plan))
        for first in range(0, len(plan), self.size):
            rows = np.arange(first, first + self.size).clip(max=len(plan) - 1)
            values = np.zeros(self.size)
            for s, sign in self._signed():
                chosen = (given[rows], at, groups[rows], np.uint32(seed))
                values += sign * np.asarray(
                    run(*chosen, ready.packed, ready.forcings[s], self.month, self.drawn), np.float64
                )
            count = min(self.size, len(plan) - first)
            result[first : first + count] = values[:count]
            tell(first + count)
        if not np.isfinite(result).all():
            raise SimulationError(
                f"{self.label} is not finite in some run",
                remedy="`detente run` names the mechanism at fault",
            )
        return result


@cache
def _planned(mechanisms: tuple[Mechanism, ...]):
    """The compiled outcome of many runs, from the words of single numbers and one word for each group."""
    import jax
    import jax.numpy as jnp

    from .parameters import draw, draws
    from .step import course, noise_size

    keep_compiled()

    def one(given, at, groups, seed, packed, forcing, month, where):
        months, numbers = forcing.active.shape[0], draws(packed)
        outlooks = packed.frame.issue.size
        rest, chance, outlook = (
            jax.random.bits(
                jax.random.wrap_key_data(jnp.stack([seed + np.uint32(i), groups[i]])), (size,), jnp.uint32
            )
            for i, size in enumerate(
                (numbers - outlooks, months * -(-noise_size(packed.mean) // 8), outlooks)
            )
        )
        words = jnp.concatenate([rest.at[at].set(given, mode="drop"), outlook])
        reported = course(draw(packed, words), chance.reshape(months, -1), forcing, where, mechanisms)
        return reported[month, 0]

    @jax.jit
    def run(given, at, groups, seed, packed, forcing, month, where):
        with jax.default_matmul_precision("highest"):
            return jax.vmap(one, in_axes=(0, None, 0, None, None, None, None, None))(
                given, at, groups, seed, packed, forcing, month, where
            )

    return run


@cache
def _steep(mechanisms: tuple[Mechanism, ...]):
    """The compiled gradient of one place at one month in every standard normal that a run draws, run by run."""
    import jax
    import jax.numpy as jnp

    from .parameters import drawn
    from .step import course, noise_size

    keep_compiled()

    def outcome(z, key, packed, forcing, month, where):
        months, words = forcing.active.shape[0], -(-noise_size(packed.mean) // 8)
        bits = jax.random.bits(jax.random.wrap_key_data(key), (months, words), jnp.uint32)
        sample = drawn(packed, z, jnp.full_like(packed.frame.issue, 0.5))
        return course(sample, bits, forcing, where, mechanisms)[month, 0]

    def slope(key, packed, forcing, month, where):
        own, chance = jax.random.split(jax.random.wrap_key_data(key))
        z = jax.random.normal(own, (sum(q.size for q in packed.mean),), jnp.float32)
        return jax.grad(outcome)(z, jax.random.key_data(chance), packed, forcing, month, where)

    @jax.jit
    def run(keys, packed, forcing, month, where):
        with jax.default_matmul_precision("highest"):
            return jax.vmap(slope, in_axes=(0, None, None, None, None))(keys, packed, forcing, month, where)

    return run
