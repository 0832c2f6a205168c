"""What carries an outcome: claims' shares agree with leaving them out, mechanisms' with switching them off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pytest
from benchmarks.explaining import shares_of, spearman

from detente.dynamics import explain as module
from detente.dynamics import explain_outcome, simulate
from detente.dynamics.parameters import pack
from detente.errors import ScenarioError
from detente.system.model import Estimate, Newcomers, Scenario, Shock, System, Variable
from systems import actor, only, region, ties

CLOSER = Variable(kind="tie", actors=("ALDEN", "VOSTRIA"))
SIZE = {"runs": 64, "months": 12}


@dataclass(frozen=True)
class Claimed:
    """A system whose ties rest on one claim each: without it a tie falls back to 0, as wide as unknown ties are."""

    system: System

    def reweigh(self, belief: Mapping[str, float]) -> System:
        ties = []
        for tie in self.system.ties:
            b = belief.get(tie.value.claims[0], 1.0)
            kept = b / (b + 0.2 * (1 - b))
            moved = {"mean": tie.value.mean * kept, "sd": 0.05 * kept + 0.25 * (1 - kept)}
            ties.append(tie.model_copy(update={"value": tie.value.model_copy(update=moved)}))
        return self.system.model_copy(update={"ties": tuple(ties)})


@pytest.fixture(scope="module")
def assembly() -> Claimed:
    system = region()
    ties = tuple(
        t.model_copy(
            update={"value": Estimate(mean=t.value.mean, sd=0.05, basis="claims", claims=(f"{t.a}-{t.b}",))}
        )
        for t in system.ties
    )
    return Claimed(system.model_copy(update={"ties": ties}))


def mean_of(system: System, scenario: str = "baseline") -> float:
    got = simulate(system, scenarios=(scenario,), **SIZE)
    return float(got.mean[-1, got.variables.index(CLOSER), -1])


def test_a_claims_share_is_what_leaving_it_out_changes(assembly):
    got = explain_outcome(assembly, CLOSER, scenario="nordia-leaves", **SIZE)
    assert got.value == pytest.approx(mean_of(assembly.system, "nordia-leaves"), abs=1e-5)
    for share in got.claims[:3]:
        without = mean_of(assembly.reweigh({share.claim: 0.0}), "nordia-leaves")
        assert share.share == pytest.approx(got.value - without, abs=1e-5)
    assert got.claims[0].claim in ("ALDEN-VOSTRIA", "NORDIA-ALDEN")
    sizes = [abs(share.share) for share in got.claims]
    assert sizes == sorted(sizes, reverse=True)


def test_the_first_pass_agrees_in_rank_with_leaving_out(assembly, monkeypatch):
    exact = {s.claim: s.share for s in explain_outcome(assembly, CLOSER, **SIZE).claims}
    monkeypatch.setattr(module, "DIRECT", 0)
    first = {s.claim: s.share for s in explain_outcome(assembly, CLOSER, **SIZE).claims}
    assert set(first) == set(exact)
    a, b = (np.argsort(np.argsort([abs(x[c]) for c in sorted(exact)])) for x in (first, exact))
    assert np.corrcoef(a, b)[0, 1] > 0.8


def test_the_gradient_integrated_to_zero_belief_is_the_difference_of_its_ends(assembly):
    ready = module.prepare(assembly.system, scenarios=(), shocks=(), **SIZE)
    outcome = module.Outcome(ready, assembly.system, CLOSER, scenario=0, month=12, runs=64, seed=0)
    full, (without, _) = ready.packed, pack(assembly.reweigh({"NORDIA-ALDEN": 0.0}))
    nodes, weights = np.polynomial.legendre.leggauss(4)
    way = module.flat(full) - module.flat(without)

    def between(part: float):
        def mix(a, b):
            return type(a)(*(np.float32((1 - part) * x + part * y) for x, y in zip(a, b)))

        return full._replace(mean=mix(without.mean, full.mean), sd=mix(without.sd, full.sd))

    integral = sum(w / 2 * (outcome.gradient(between((n + 1) / 2)) @ way) for n, w in zip(nodes, weights))
    assert integral == pytest.approx(outcome.value(full) - outcome.value(without), abs=2e-4, rel=0.02)


@pytest.mark.parametrize("examples", ["levant", "sahel"])
def test_on_articles_the_gradient_integrated_along_belief_agrees_with_leaving_out_and_in_rank_with_another_seed(
    examples,
):
    shares = shares_of(examples, runs=512, months=3, most=30)
    clear = shares.clear
    assert clear.sum() >= 20, f"{clear.sum()} claims of {examples} have an effect clear of chance"
    assert np.abs(shares.integral - shares.rerun).max() < 0.01 * np.abs(shares.rerun).max()
    assert spearman(shares.integral[clear], shares.other_seed[clear]) >= 0.95


def test_mechanisms_are_explained_by_switching_them_off(assembly):
    got = explain_outcome(assembly, CLOSER, scenario="nordia-leaves", contrast=True, **SIZE)
    assert got.contrast
    assert got.mechanisms[0].mechanism == "hedging"
    assert got.mechanisms[0].share == pytest.approx(got.value, abs=1e-5), (
        "without hedging the withdrawal moves nothing here"
    )
    assert got.value > 0


def test_a_mechanism_that_is_off_carries_nothing(assembly):
    alone = Claimed(assembly.system.model_copy(update={"mechanisms": only("hedging", "drift")}))
    got = explain_outcome(alone, CLOSER, **SIZE)
    assert {m.mechanism for m in got.mechanisms} == {"hedging", "drift"}


def test_the_baseline_has_no_contrast_with_itself(assembly):
    got = explain_outcome(assembly, CLOSER, contrast=True, **SIZE)
    assert (got.value, got.claims) == (0.0, ())


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"scenario": "nowhere"}, "there is no scenario nowhere"),
        ({"month": 99}, "choose from 0 to 12"),
        ({"variable": Variable(kind="presence", actors=("MARS",), arena="LODRA")}, "known: NORDIA"),
        ({"variable": Variable(kind="tie", actors=("ALDEN",))}, "tie takes 2"),
    ],
)
def test_what_is_not_there_cannot_be_explained(assembly, more, says):
    with pytest.raises(ScenarioError) as error:
        explain_outcome(assembly, **({"variable": CLOSER} | SIZE | more))
    assert says in str(error.value)


def test_scenarios_with_conditions_and_actors_that_go_and_come_are_explained_like_any(assembly):
    """The rerun without a claim holds the newcomer too, and the gradient passes conditions and absences."""
    order = Newcomers(actors=(actor("ORDER", 0.05),), ties=ties("ORDER", "ALDEN", 0.6))
    shocks = (
        Shock(kind="entry", actor="ORDER", at=4),
        Shock(kind="removal", actor="KESTREL", at=6),
        Shock(kind="withdrawal", actor="NORDIA", arena="LODRA", at=2, when="presence:NORDIA@LODRA > 0.4"),
    )
    turn = Scenario(name="turn", title="x", shocks=shocks, newcomers=order)
    whole = Claimed(assembly.system.model_copy(update={"scenarios": (turn,)}))
    got = explain_outcome(whole, CLOSER, scenario="turn", contrast=True, **SIZE)
    assert got.value == pytest.approx(mean_of(whole.system, "turn") - mean_of(whole.system), abs=2e-5)
    assert {share.claim for share in got.claims} == {t.value.claims[0] for t in whole.system.ties}
    ready = module.prepare(whole.system, scenarios=("turn",), shocks=(), **SIZE)
    outcome = module.Outcome(ready, whole.system, CLOSER, scenario=1, month=12, runs=64, seed=0)
    slope = outcome.gradient(ready.packed)
    assert np.isfinite(slope).all()
    assert np.abs(slope).max() > 0
