"""Why an outcome is what it is: what each claim and each mechanism carries of it.

The outcome is a mean under common random numbers, a settlement entering as the mean of its distribution. A claim's
share is the gradient of that mean in the system's packed estimates, integrated from the estimates without the claim
(belief zero, structure held) to the estimates as they are. Such an integral depends on its ends alone, so for the
REFINED greatest claims it is taken as the difference between its ends, exactly; the others, chosen out by a first pass,
keep the gradient at the full point times the way, which one backward run gives for all claims together.
Mechanisms are explained by switching each off; their shares need not add up to the outcome.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ..errors import ScenarioError
from .compiling import keep_compiled
from .ensemble import BASELINE, MOST_RUNS, prepare, run_keys
from .parameters import Packed, pack
from .state import Explanation, MechanismShare, Share
from .variables import place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..system.model import Shock, System, Variable
    from .ensemble import Prepared
    from .mechanism import Mechanism

REFINED = 12
LEAST = 1e-7


class Assembled(Protocol):
    """A system together with how it follows from the claims' beliefs."""

    @property
    def system(self) -> System: ...

    def reweigh(self, belief: Mapping[str, float]) -> System: ...


@cache
def _compiled(mechanisms: tuple[Mechanism, ...]):
    """Value, and value with gradient, of the mean at one month and place: (estimates, frame, keys, forcing, ...)."""
    import jax
    import jax.numpy as jnp

    from .step import trajectory

    keep_compiled()

    def mean(estimates, frame, keys, forcing, month, where, weight):
        packed = Packed(*estimates, frame)
        one = partial(trajectory, mechanisms=mechanisms)
        with jax.default_matmul_precision("highest"):
            samples = jax.vmap(one, in_axes=(0, None, None, None))(keys, packed, forcing, where)
        return (samples[:, month, 0] * weight).sum() / jnp.maximum(weight.sum(), 1)

    return jax.jit(mean), jax.jit(jax.value_and_grad(mean))


class _Outcome:
    """One outcome as a function of the packed estimates."""

    def __init__(self, ready: Prepared, chosen: tuple[tuple[int, float], ...], variable, month, runs, seed) -> None:
        self.ready, self.chosen, self.runs = ready, chosen, runs
        self.month = np.int32(month)
        self.where = np.array([place(variable, ready.axes, expected=True)], np.int32)
        size = min(256, 1 << (runs - 1).bit_length())
        self.batches = []
        for first in range(0, runs, size):
            weight = (np.arange(first, first + size) < runs).astype(np.float32)
            self.batches.append((run_keys(seed, first, size), weight))
        self.plain, self.steep = _compiled(ready.axes.mechanisms)

    def _parts(self):
        for keys, weight in self.batches:
            for s, sign in self.chosen:
                yield keys, weight, s, sign * weight.sum() / self.runs

    def value(self, packed: Packed) -> float:
        """The outcome."""
        result = 0.0
        for keys, weight, s, factor in self._parts():
            forcing = self.ready.forcings[s]
            got = self.plain((packed.mean, packed.sd), packed.frame, keys, forcing, self.month, self.where, weight)
            result += float(factor) * float(got)
        return result

    def gradient(self, packed: Packed) -> np.ndarray:
        """Its gradient in means and standard deviations, flat."""
        result = 0.0
        for keys, weight, s, factor in self._parts():
            forcing = self.ready.forcings[s]
            _, slope = self.steep((packed.mean, packed.sd), packed.frame, keys, forcing, self.month, self.where, weight)
            result = result + factor * _flat(Packed(*slope, packed.frame))
        return np.asarray(result)


def explain_outcome(
    assembly: Assembled,
    variable: Variable,
    *,
    scenario: str = BASELINE,
    month: int | None = None,
    runs: int = 200,
    seed: int = 0,
    months: int = 24,
    contrast: bool = False,
    shocks: Sequence[Shock | str] = (),
) -> Explanation:
    """What carries the mean of a variable at a month (the last by default) of a scenario.

    With `contrast` the outcome is the difference to the baseline in the same runs. `shocks` add the scenario "shocks",
    which `scenario` may then name.

    Raises ScenarioError for a scenario, variable or month that does not exist.
    """
    system = assembly.system
    wanted = () if scenario == BASELINE or (shocks and scenario not in _names(system)) else (scenario,)
    ready = prepare(system, scenarios=wanted, shocks=shocks, runs=runs, months=months)
    month = months if month is None else month
    if not 0 <= month <= months:
        raise ScenarioError(f"month {month} is not run", remedy=f"choose from 0 to {months}")
    if not 1 <= runs <= MOST_RUNS:
        raise ScenarioError(f"{runs} runs cannot be run", remedy=f"ask for 1 to {MOST_RUNS:,} runs")
    names = [s.name for s in ready.scenarios]
    if scenario not in names:
        raise ScenarioError(f"there is no scenario {scenario}", remedy=f"choose from: {', '.join(names)}")
    at = names.index(scenario)
    chosen = ((at, 1.0), (0, -1.0)) if contrast and at else ((at, 1.0),)
    outcome = _Outcome(ready, chosen, variable, month, runs, seed)
    if contrast and at == 0:
        return Explanation(variable, scenario, month, 0.0, (), (), contrast)
    value = outcome.value(ready.packed)
    return Explanation(
        variable, scenario, month, value,
        _claims(assembly, ready.packed, outcome, value), _mechanisms(ready, outcome, value), contrast,
    )  # fmt: skip


def _names(system: System) -> set[str]:
    return {s.name for s in system.scenarios}


def _claims(assembly: Assembled, packed: Packed, outcome: _Outcome, value: float) -> tuple[Share, ...]:
    """Shares of all claims that an estimate rests on, greatest in size first; ties in the order of their ids."""
    full = _flat(packed)
    without: dict[str, Packed] = {}
    for claim in _resting(assembly.system):
        taken, _ = pack(assembly.reweigh({claim: 0.0}))
        if np.abs(full - _flat(taken)).max(initial=0.0) > LEAST:
            without[claim] = taken
    if not without:
        return ()
    if len(without) > REFINED:
        slope = outcome.gradient(packed)
        shares = {claim: float(slope @ (full - _flat(taken))) for claim, taken in without.items()}
    else:
        shares = dict.fromkeys(without, 0.0)
    for claim in sorted(shares, key=lambda c: (-abs(shares[c]), c))[:REFINED]:
        shares[claim] = value - outcome.value(without[claim])
    return tuple(Share(claim, shares[claim]) for claim in sorted(shares, key=lambda c: (-abs(shares[c]), c)))


def _resting(system: System) -> list[str]:
    """Ids of all claims that some estimate names, in order."""
    found: dict[str, None] = {}

    def walk(part: object) -> None:
        if isinstance(part, dict):
            if part.get("basis") == "claims" or ("claims" in part and "sd" in part):
                found.update(dict.fromkeys(part["claims"]))
            for inner in part.values():
                walk(inner)
        elif isinstance(part, (list, tuple)):
            for inner in part:
                walk(inner)

    walk(system.model_dump(exclude={"evidence", "scenarios", "forecasts"}))
    return list(found)


def _mechanisms(ready: Prepared, outcome: _Outcome, value: float) -> tuple[MechanismShare, ...]:
    """What each mechanism that is on adds, greatest in size first."""
    frame, shares = ready.packed.frame, []
    for i, mechanism in enumerate(ready.axes.mechanisms):
        if not frame.switch[i]:
            continue
        switch = frame.switch.copy()
        switch[i] = 0
        off = ready.packed._replace(frame=frame._replace(switch=switch))
        shares.append(MechanismShare(mechanism.NAME, value - outcome.value(off)))
    return tuple(sorted(shares, key=lambda share: (-abs(share.share), share.mechanism)))


def _flat(packed: Packed) -> np.ndarray:
    return np.concatenate([np.asarray(a, np.float64).ravel() for a in (*packed.mean, *packed.sd)])
