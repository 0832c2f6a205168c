"""Why an outcome is what it is: what each claim and each mechanism carries of it.

The outcome is a mean under common random numbers, a settlement entering as the mean of its distribution. A claim's
share is the gradient of that mean in the system's packed estimates, integrated from the estimates without the claim
(belief zero, structure held) to the estimates as they are. Such an integral depends on its ends alone, so it is taken
as the difference between them: exactly what leaving the claim out and running again shows. Where more than DIRECT
claims bear on a system, one backward run first gives all of them the gradient at the full point times the way, and the
greatest DIRECT of these are then taken exactly.

Mechanisms are explained by switching each off; their shares need not add up to the outcome.

One rerun answers for every variable and month, so reruns are remembered while the same system is asked about, and
they go through the program that `simulate` has compiled.
"""

from __future__ import annotations

from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ..errors import ScenarioError
from .compiling import keep_compiled
from .ensemble import BASELINE, chunk_size, prepare, run_keys, runner
from .parameters import Packed
from .script import pack_with
from .state import Explanation, MechanismShare, Share, SourceShare
from .variables import ask, reported

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..system.model import Shock, System, Variable
    from .ensemble import Prepared
    from .mechanism import Mechanism

DIRECT = 64
LEAST = 1e-7


class Assembled(Protocol):
    """A system together with how it follows from the claims' beliefs."""

    @property
    def system(self) -> System: ...

    def reweigh(self, belief: Mapping[str, float]) -> System: ...


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
    sources: bool = False,
) -> Explanation:
    """What carries the mean of a variable at a month (the last by default) of a scenario.

    With `contrast` the outcome is the difference to the baseline in the same runs. `shocks` add the scenario "shocks",
    which `scenario` may then name. With `sources` each origin is left out too: all claims that rest on it
    alone at once.

    Raises ScenarioError for a scenario, variable or month that does not exist.
    """
    system = assembly.system
    own = {s.name for s in system.scenarios}
    wanted = () if scenario == BASELINE or (shocks and scenario not in own) else (scenario,)
    ready = prepare(system, scenarios=wanted, shocks=shocks, runs=runs, months=months)
    month = months if month is None else month
    if not 0 <= month <= months:
        raise ScenarioError(f"month {month} is not run", remedy=f"choose from 0 to {months}")
    names = [s.name for s in ready.scenarios]
    if scenario not in names:
        raise ScenarioError(f"there is no scenario {scenario}", remedy=f"choose from: {', '.join(names)}")
    outcome = Outcome(
        ready, system, variable, scenario=names.index(scenario), month=month, runs=runs, seed=seed
    )
    if contrast and names.index(scenario) == 0:
        return Explanation(variable, scenario, month, 0.0, (), (), contrast)
    outcome.contrast = contrast
    value = outcome.value(ready.packed)
    claims, mechanisms = _claims(assembly, ready.packed, outcome, value), _mechanisms(ready, outcome, value)
    left_out = _sources(assembly, outcome, value) if sources else ()
    return Explanation(variable, scenario, month, value, claims, mechanisms, contrast, left_out)


class Outcome:
    """One outcome as a function of the packed estimates."""

    def __init__(
        self,
        ready: Prepared,
        system: System,
        variable: Variable,
        *,
        scenario: int,
        month: int,
        runs: int,
        seed: int,
    ) -> None:
        self.ready, self.scenario, self.month, self.runs, self.seed = ready, scenario, month, runs, seed
        self.contrast = False
        listed = list(reported(ready.system, [shock for s in ready.scenarios for shock in s.shocks]))
        if variable not in listed:
            listed.append(variable)
        self.column = listed.index(variable)
        self.asked = ask(listed, ready.axes, expected=True)
        self.size = chunk_size(ready.packed, ready.forcings[0].active.shape[0] - 1, runs)

    def value(self, packed: Packed) -> float:
        """The outcome, at these estimates."""
        return sum(
            sign * float(self._means(packed, s)[self.month, self.column]) for s, sign in self._signed()
        )

    def gradient(self, packed: Packed) -> np.ndarray:
        """Its gradient in all means and standard deviations, flat as `flat` gives them."""
        steep, total = _steep(self.ready.axes.mechanisms), np.zeros(1)
        for keys, count in self._keys():
            weight = (np.arange(self.size) < count).astype(np.float32) / self.runs
            for s, sign in self._signed():
                forcing, where = self.ready.forcings[s], self.asked.only(self.column)
                slope = steep(packed, keys, forcing, np.int32(self.month), where, weight)
                total = total + sign * flat(Packed(mean=slope[0], sd=slope[1], frame=packed.frame))
        return total

    def _signed(self) -> tuple[tuple[int, float], ...]:
        return ((self.scenario, 1.0), (0, -1.0)) if self.contrast else ((self.scenario, 1.0),)

    def _keys(self) -> Iterator[tuple[np.ndarray, int]]:
        for first in range(0, self.runs, self.size):
            yield run_keys(self.seed, first, self.size), min(self.size, self.runs - first)

    def _means(self, packed: Packed, s: int) -> np.ndarray:
        """Means [month, variable] over the runs of one scenario."""
        import jax

        forcing, ready = self.ready.forcings[s], self.ready
        content = [flat(packed), packed.frame.switch, *self.asked, *jax.tree.leaves(forcing)]
        digest = sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in content)).hexdigest()
        about = (ready.inputs, self.runs, self.seed, ready.axes.mechanisms)
        known = _remembered(about)
        if digest not in known:
            run, total = runner(ready.axes.mechanisms), 0.0
            for keys, count in self._keys():
                samples = np.asarray(run(keys, packed, forcing, self.asked))[:count]
                total = total + samples.sum(axis=0, dtype=np.float64)
            known[digest] = np.asarray(total / self.runs, np.float64)
        return known[digest]


_MEMORY: dict[tuple, dict[str, np.ndarray]] = {}


def _remembered(about: tuple) -> dict[str, np.ndarray]:
    """Reruns of the system and scenarios last asked about; those of the ones before are forgotten."""
    if about not in _MEMORY:
        while len(_MEMORY) >= 4:
            del _MEMORY[next(iter(_MEMORY))]
        _MEMORY[about] = {}
    return _MEMORY[about]


@cache
def _steep(mechanisms: tuple[Mechanism, ...]):
    """The compiled gradient, in means and standard deviations, of a weighted mean at one month and place."""
    import jax

    from .step import trajectory

    keep_compiled()

    def mean(estimates, frame, keys, forcing, month, where, weight):
        packed = Packed(mean=estimates[0], sd=estimates[1], frame=frame)
        one = partial(trajectory, mechanisms=mechanisms)
        with jax.default_matmul_precision("highest"):
            samples = jax.vmap(one, in_axes=(0, None, None, None))(keys, packed, forcing, where)
        return (samples[:, month, 0] * weight).sum()

    compiled = jax.jit(jax.grad(mean))

    def steep(packed: Packed, *rest):
        return compiled((packed.mean, packed.sd), packed.frame, *rest)

    return steep


def _claims(assembly: Assembled, packed: Packed, outcome: Outcome, value: float) -> tuple[Share, ...]:
    """Shares of all claims that an estimate rests on, greatest in size first; ties in the order of their ids."""
    full = flat(packed)
    without: dict[str, Packed] = {}
    for claim in _resting(assembly.system):
        taken, _ = pack_with(assembly.reweigh({claim: 0.0}), outcome.ready.scenarios)
        if np.abs(full - flat(taken)).max(initial=0.0) > LEAST:
            without[claim] = taken
    shares = dict.fromkeys(without, 0.0)
    if len(without) > DIRECT:
        slope = outcome.gradient(packed)
        shares = {claim: float(slope @ (full - flat(taken))) for claim, taken in without.items()}
    for claim in sorted(shares, key=lambda c: (-abs(shares[c]), c))[:DIRECT]:
        shares[claim] = value - outcome.value(without[claim])
    return tuple(Share(claim, shares[claim]) for claim in sorted(shares, key=lambda c: (-abs(shares[c]), c)))


def _sources(assembly: Assembled, outcome: Outcome, value: float) -> tuple[SourceShare, ...]:
    """What the outcome loses without each origin, greatest in size first; those that bear on nothing are left out."""
    resting = set(_resting(assembly.system))
    alone: dict[str, list[str]] = {}
    for e in assembly.system.evidence:
        if e.claim in resting and len(e.origins) == 1:
            alone.setdefault(e.origins[0], []).append(e.claim)
    shares = []
    for origin, claims in alone.items():
        taken, _ = pack_with(assembly.reweigh(dict.fromkeys(claims, 0.0)), outcome.ready.scenarios)
        shares.append(SourceShare(origin, tuple(claims), value - outcome.value(taken)))
    return tuple(sorted(shares, key=lambda s: (-abs(s.share), s.origin)))


def _resting(system: System) -> list[str]:
    """Ids of all claims that some estimate names, in order."""
    found: dict[str, None] = {}

    def walk(part: object) -> None:
        if isinstance(part, dict):
            if "claims" in part and "sd" in part:
                found.update(dict.fromkeys(part["claims"]))
            for inner in part.values():
                walk(inner)
        elif isinstance(part, (list, tuple)):
            for inner in part:
                walk(inner)

    walk(system.model_dump(exclude={"evidence", "scenarios", "forecasts", "grounds"}))
    return list(found)


def _mechanisms(ready: Prepared, outcome: Outcome, value: float) -> tuple[MechanismShare, ...]:
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


def flat(packed: Packed) -> np.ndarray:
    """All means, then all standard deviations, in one row of doubles."""
    return np.concatenate([np.asarray(a, np.float64).ravel() for a in (*packed.mean, *packed.sd)])
