"""Conclusions put to the model: effects are those of running the scenario, and verdicts follow from them as stated."""

from __future__ import annotations

import numpy as np
import pytest

import detente
from detente.dynamics import simulate
from detente.dynamics.hypothesis import verdict_of
from detente.dynamics.state import Effect
from detente.dynamics.tally import holds
from detente.system.bounds import faults
from detente.system.model import Hypothesis, Resolution, Shock, Variable
from systems import region

HEDGES = Variable(kind="hedging", actors=("ALDEN",))
SIZE = {"runs": 96, "months": 12}
LEAVES = (
    Shock(kind="withdrawal", at=3, actor="NORDIA", arena="LODRA"),
    Shock(kind="commitment", at=3, actor="NORDIA", other="ALDEN", to=0.1),
)


def asked(direction="increase", **rest) -> Hypothesis:
    given = {
        "premise": LEAVES,
        "variable": HEDGES,
        "note": "made up for a test",
        "by": 12,
        "threshold": 0.004,
    }
    return Hypothesis(text="Alden hedges", direction=direction, **(given | rest))


def put(*hypotheses: Hypothesis, **rest):
    system = region().model_copy(update={"hypotheses": hypotheses})
    return detente.test_hypotheses(system, **(SIZE | rest))


def test_an_effect_is_the_scenarios_difference_to_the_baseline_in_the_same_runs():
    (found,) = put(asked())
    results = simulate(region(), scenarios=(), shocks=LEAVES, **SIZE)
    at = results.variables.index(HEDGES)
    gone, base = results.final[1, at], results.final[0, at]
    assert found.effect is not None
    assert found.effect.mean == pytest.approx(float((gone - base).mean()), abs=1e-6)
    assert found.effect.error == pytest.approx(float((gone - base).std(ddof=1)) / np.sqrt(96), rel=1e-4)
    assert found.effect.probability == pytest.approx(float((gone - base >= 0.004).mean()))
    assert found.effect.low <= found.effect.mean <= found.effect.high


def test_what_one_direction_speaks_for_the_other_speaks_against():
    up, down, still = put(asked("increase"), asked("decrease", given="x"), asked("no_change", given="y"))
    assert (up.verdict, down.verdict, still.verdict) == ("for", "against", "against")
    assert up.effect.probability == down.effect.opposite == pytest.approx(still.effect.opposite, abs=0.05)


def test_a_level_is_held_against_the_threshold_itself_and_not_its_change():
    level = {"kind": "forecast", "premise": (), "variable": Variable(kind="tie", actors=("NORDIA", "ALDEN"))}
    above, below = put(
        asked("above", threshold=0.2, **level), asked("below", threshold=0.2, given="x", **level)
    )
    assert (above.verdict, below.verdict) == ("for", "against")
    assert above.effect.probability == pytest.approx(1 - below.effect.probability)
    results = simulate(region(), scenarios=(), **SIZE)
    at = results.variables.index(level["variable"])
    assert above.effect.mean == pytest.approx(float(results.final[0, at].mean()), abs=1e-6)


def test_a_level_is_no_effect_of_a_cause_and_a_change_needs_a_size():
    told = [
        f.what
        for h in (asked("above"), asked("increase", threshold=0.0))
        for f in faults(region(forecasts=()).model_copy(update={"hypotheses": (h,)}))
    ]
    assert len(told) == 2
    assert "a cause moves something" in told[0]
    assert "above 0" in told[1]


def test_where_nothing_moves_the_model_speaks_against_an_effect():
    far = Variable(kind="tie", actors=("KESTREL", "LODRA"))
    (found,) = put(asked(variable=far, threshold=0.5))
    assert (found.verdict, found.reason) == ("against", "no effect to speak of")


def test_a_forecast_is_tested_from_month_0_and_beside_its_range():
    base = asked("no_change", kind="forecast", premise=(), threshold=0.9, probability=(0.55, 0.8))
    plain, sure = put(base, base.model_copy(update={"given": "again", "probability": None}))
    assert plain.effect.probability == 1.0
    assert (plain.verdict, plain.reason) == ("for", "the model is surer than the article")
    assert plain.expected == (0.55, 0.8)
    assert sure.verdict == "for"
    assert plain.premise == ()


def test_what_cannot_be_tested_keeps_its_reason():
    odd = Hypothesis(text="The price of fish rises", untestable="nothing that the model holds", note="a test")
    found = put(odd, asked())
    assert [t.verdict for t in found] == ["not testable", "for"]
    assert found[0].reason == "nothing that the model holds"
    assert found[0].effect is None


def test_a_system_without_hypotheses_has_no_tests():
    assert put() == ()


def test_a_month_beyond_the_last_is_the_last():
    late, last = put(asked(by=900), asked(given="x"))
    assert late.month == last.month == 12
    assert late.effect == last.effect


def test_the_same_seed_gives_the_same_and_another_another():
    assert put(asked()) == put(asked())
    assert put(asked())[0].effect != put(asked(), seed=1)[0].effect


def test_a_single_run_has_no_standard_error():
    (found,) = put(asked(), runs=1)
    assert found.effect is not None
    assert found.effect.error is None


@pytest.mark.parametrize("way", ["increase", "decrease"])
def test_what_fails_to_come_is_the_rest_of_what_comes(way):
    """As a forecast's rule and as a test alike."""
    rest = "no_" + way
    moved = np.random.default_rng(1).normal(0.0, 0.1, (200, 13))
    comes, fails = (
        holds(Resolution(variable=Variable(kind="tie", actors=("A", "B")), comparison=c), moved)
        for c in (way, rest)
    )
    assert 0 < comes.sum() < 200
    assert (comes != fails).all()
    one, other = put(*(asked(w, kind="forecast", premise=(), threshold=0.05, given=w) for w in (way, rest)))
    assert one.effect.probability + other.effect.probability == pytest.approx(1.0)


def effect(p: float, mean: float, opposite: float = 0.0) -> Effect:
    return Effect(mean, 0.001, mean - 0.1, mean + 0.1, p, opposite, 1 - p - opposite)


@pytest.mark.parametrize(
    ("direction", "moved", "verdict"),
    [
        ("increase", effect(0.8, 0.02), "for"),
        ("increase", effect(0.79, 0.02), "undecided"),
        ("increase", effect(0.85, 0.003), "undecided"),
        ("increase", effect(0.1, -0.03, 0.9), "against"),
        ("increase", effect(0.1, 0.001, 0.1), "against"),
        ("decrease", effect(0.9, -0.02), "for"),
        ("decrease", effect(0.9, 0.02), "undecided"),
        ("no_change", effect(0.85, 0.001, 0.15), "for"),
        ("no_increase", effect(0.9, 0.01, 0.1), "for"),
        ("no_increase", effect(0.1, 0.2, 0.9), "against"),
        ("no_decrease", effect(0.6, -0.01, 0.4), "undecided"),
    ],
)
def test_verdicts_follow_from_probability_and_mean(direction, moved, verdict):
    h = asked(direction)
    if direction == "no_change":
        moved = Effect(moved.mean, 0.0, 0.0, 0.0, moved.probability, moved.opposite, moved.probability)
    assert verdict_of(h, moved, 1000)[0] == verdict


@pytest.mark.parametrize(
    ("said", "model", "verdict"),
    [
        ((0.55, 0.8), 0.6, "for"),
        ((0.55, 0.8), 0.99, "for"),
        ((0.55, 0.8), 0.45, "undecided"),
        ((0.55, 0.8), 0.1, "against"),
        ((0.05, 0.2), 0.9, "against"),
        ((0.05, 0.2), 0.3, "undecided"),
    ],
)
def test_a_probability_is_held_against_the_articles_range(said, model, verdict):
    h = asked(kind="forecast", premise=(), probability=said)
    assert verdict_of(h, effect(model, 0.0), 1000)[0] == verdict


def test_an_effect_is_led_back_to_the_claims_that_it_rests_on(levant):
    assembly = detente.assemble(levant)
    (forecast, *_) = [h for h in assembly.system.hypotheses if h.variable]
    system = assembly.system.model_copy(update={"hypotheses": (forecast,)})
    from dataclasses import replace

    (found,) = detente.test_hypotheses(replace(assembly, system=system), runs=32, months=12, premises=True)
    evidence = {e.claim for e in system.evidence}
    assert found.rests_on
    assert {s.claim for s in found.rests_on} <= evidence
    assert found.quote in {q.quote for e in system.evidence for q in e.quotes}
