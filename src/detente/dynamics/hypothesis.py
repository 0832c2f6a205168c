"""Testing hypotheses: whether a premise moves a variable as an article concludes, by how much, with what probability.

What moves is, of a causal claim, the difference to the baseline in the same run at the same month, and of a forecast
the change since month 0; settlements enter as the means of their distributions. With P the share of runs in which it
moves the claimed way by at least the least size ε that counts (0.01 unless the hypothesis says otherwise),

    for         P >= 0.8 and the mean at least ε the claimed way
    against     the same of the other way, or P(less than ε) >= 0.8: no effect to speak of
    undecided   else

"No change" is claimed the other way round: for it speaks P(less than ε) >= 0.8, against it P(at least ε) >= 0.8.
Where a range of probability is given, as of forecasts, P stands beside it: `for` where P with its 90 % Monte Carlo
interval meets the range, or lies above one that reaches to 0.5 (the model is surer still), `against` where it lies 0.2
or more outside, else `undecided`.

All this is what this model says under the premises that it needs; it is uncalibrated.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from ..errors import SimulationError
from ..system.label import shock_label
from ..system.model import FAILING, LEVELS, Scenario
from ..version import __version__
from .ensemble import BASELINE, OWN, chunk_size, chunks, prepare
from .explain import explain_outcome
from .state import Effect, HypothesisTest, Share, Verdict
from .variables import ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..system.model import Hypothesis, Shock, System
    from .explain import Assembled

SURE = 0.8  # probability from which the model speaks for or against
FAR = 0.2  # how far outside an article's range a probability speaks against it
PREMISES = 5  # claims that an effect is said to rest on
PREMISE_RUNS = 64  # runs behind each share: means under common random numbers need few


def put_to_test(
    assembly: Assembled,
    *,
    runs: int = 500,
    months: int = 24,
    seed: int = 0,
    premises: bool = False,
) -> tuple[HypothesisTest, ...]:
    """Test every hypothesis of a system, in its order; with `premises` also find the claims that each rests on.

    A hypothesis is tested at its month, or at the last one run where that lies beyond. Raises ScenarioError for a
    number of runs or months that cannot be, or a premise that cannot be imposed.
    """
    system = assembly.system
    tests = [h for h in system.hypotheses if h.variable is not None]
    premised = list(dict.fromkeys(h.premise for h in tests if h.premise))
    inputs, samples = _run(system, tests, premised, runs, months, seed)
    found, column = [], 0
    for h in system.hypotheses:
        if h.variable is None:
            found.append(_report(system, h, None, None, (), runs, seed, inputs))
            continue
        month = min(h.by, months)
        with_it, without, start = samples[:, column]
        column += 1
        before = 0.0 if h.direction in LEVELS else start if h.kind == "forecast" else without
        moved = with_it - before
        effect = _effect(h, moved)
        rests = _rests_on(assembly, h, month, runs, months, seed) if premises else ()
        found.append(_report(system, h, month, effect, rests, runs, seed, inputs))
    return tuple(found)


def _run(
    system: System,
    tests: Sequence[Hypothesis],
    premised: Sequence[tuple[Shock, ...]],
    runs: int,
    months: int,
    seed: int,
) -> tuple[str, np.ndarray]:
    """The inputs' hash, and samples [under the premise | in the baseline | at month 0, test, run]."""
    scenarios = tuple(
        Scenario(name=f"premise-{n}", title=f"Premise {n}", shocks=shocks)
        for n, shocks in enumerate(premised, 1)
    )
    base = tuple(s for s in system.scenarios if s.name == BASELINE)
    ready = prepare(
        system.model_copy(update={"scenarios": (*base, *scenarios)}),
        scenarios=None, shocks=(), runs=runs, months=months,
    )  # fmt: skip
    samples = np.empty((3, len(tests), runs))
    if not tests:
        return ready.inputs, samples
    asked = ask([h.variable for h in tests if h.variable], ready.axes, expected=True)
    where = [1 + premised.index(h.premise) if h.premise else 0 for h in tests]
    size = chunk_size(ready.packed, months, runs)
    for first, chunk in chunks(ready, runs, seed, asked, size):
        part = slice(first, first + len(chunk[0]))
        for n, h in enumerate(tests):
            month = min(h.by, months)
            samples[0, n, part] = chunk[where[n]][:, month, n]
            samples[1, n, part] = chunk[0][:, month, n]
            samples[2, n, part] = chunk[where[n]][:, 0, n]
    if not np.isfinite(samples).all():
        bad = tests[int(np.argwhere(~np.isfinite(samples))[0][1])]
        raise SimulationError(
            f"{bad.variable.label if bad.variable else bad.text} is not finite",
            remedy="check the system's estimates, or switch its mechanisms off one by one",
        )
    return ready.inputs, samples


def _effect(h: Hypothesis, moved: np.ndarray) -> Effect:
    still = float((np.abs(moved) < h.threshold).mean())
    up, down = float((moved >= h.threshold).mean()), float((moved <= -h.threshold).mean())
    ways = {
        "increase": (up, down), "decrease": (down, up), "no_increase": (1 - up, up), "no_decrease": (1 - down, down),
    }  # fmt: skip
    claimed, opposite = ways.get(h.direction or "", (still, up + down))
    if h.direction in LEVELS:
        way = 1 if h.direction == "above" else -1
        claimed = float((way * (moved - h.threshold) > 0).mean())
        opposite, still = 1 - claimed, 0.0
    low, high = np.quantile(moved, (0.05, 0.95))
    error = float(moved.std(ddof=1) / sqrt(len(moved))) if len(moved) > 1 else None
    return Effect(float(moved.mean()), error, float(low), float(high), claimed, opposite, still)


def verdict_of(h: Hypothesis, effect: Effect, runs: int) -> tuple[Verdict, str]:
    """What an effect says of a hypothesis, and why, in words."""
    if h.probability is not None:
        return _beside(h.probability, effect.probability, runs)
    if h.direction in (*LEVELS, *FAILING):
        comes = h.direction in FAILING
        if effect.probability >= SURE:
            return "for", "it does not come" if comes else "it stands there"
        if effect.opposite >= SURE:
            return "against", "it comes" if comes else "it does not stand there"
        return "undecided", f"it {'comes' if comes else 'stands there'} in some runs only"
    if h.direction == "no_change":
        if effect.still >= SURE:
            return "for", "it hardly moves"
        return (
            ("against", "it moves")
            if effect.opposite >= SURE
            else ("undecided", "it moves in some runs only")
        )
    way = 1 if h.direction == "increase" else -1
    if effect.probability >= SURE and way * effect.mean >= h.threshold:
        return "for", "it moves as claimed"
    if effect.opposite >= SURE and -way * effect.mean >= h.threshold:
        return "against", "it moves the other way"
    if effect.still >= SURE:
        return "against", "no effect to speak of"
    return "undecided", "the runs disagree"


def _beside(said: tuple[float, float], model: float, runs: int) -> tuple[Verdict, str]:
    """A probability beside the range that an article gives."""
    low, high = said
    error = 1.645 * sqrt(max(model * (1 - model), 0.25 / runs) / runs)
    if model + error >= low and model - error <= high:
        return "for", "the model's probability lies in the article's range"
    if model > high >= 0.5:
        return "for", "the model is surer than the article"
    gap = low - model if model < low else model - high
    side = "below" if model < low else "above"
    return (
        "against" if gap >= FAR else "undecided",
        f"the model's probability lies {side} the article's range",
    )


def _rests_on(
    assembly: Assembled, h: Hypothesis, month: int, runs: int, months: int, seed: int
) -> tuple[Share, ...]:
    """The claims that carry most of what moves."""
    assert h.variable is not None
    own = {s.name for s in assembly.system.scenarios}
    name = BASELINE if not h.premise else OWN if OWN not in own else f"{OWN}-asked"
    found = explain_outcome(
        assembly, h.variable, scenario=name, shocks=h.premise, contrast=h.kind == "cause",
        month=month, months=months, runs=min(runs, PREMISE_RUNS), seed=seed,
    )  # fmt: skip
    return tuple(s for s in found.claims[:PREMISES] if abs(s.share) >= 5e-4)


def _report(
    system: System,
    h: Hypothesis,
    month: int | None,
    effect: Effect | None,
    rests: tuple[Share, ...],
    runs: int,
    seed: int,
    inputs: str,
) -> HypothesisTest:
    evidence = next((e for e in system.evidence if e.claim == h.claim), None)
    quoted = evidence.quotes[0] if evidence and evidence.quotes else None
    verdict, reason = verdict_of(h, effect, runs) if effect else ("not testable", h.untestable)
    return HypothesisTest(
        kind=h.kind,
        claim=h.claim,
        text=h.text,
        quote=quoted.quote if quoted else None,
        source=", ".join(evidence.origins) if evidence and evidence.origins else h.note,
        given=h.given,
        premise=tuple(shock_label(s) for s in h.premise),
        variable=h.variable,
        direction=h.direction,
        threshold=h.threshold,
        month=month,
        effect=effect,
        expected=h.probability,
        verdict=verdict,
        reason=reason,
        rests_on=rests,
        assumed=h.assumed,
        runs=runs,
        seed=seed,
        version=__version__,
        inputs=inputs,
    )
