"""The examples' reference systems: they follow from their articles and curation, rest on something, and run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import detente
from detente.system.file import dump_system
from detente.system.model import Estimate, Frozen, System

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ("levant", "sahel")
ASKED = {
    "levant": {
        "us-leaves-syria", "us-leaves-the-region", "russia-loses-bases", "turkey-syria-pact", "us-russia-rapprochement",
        "europe-leaves-sanctions", "europe-joins-sanctions",
    },
    "sahel": {"russia-leaves", "turkey-niger-pact", "ecowas-reconciliation"},
}  # fmt: skip
SENTENCE = re.compile(r"^[A-Z].{18,}[.]$", re.S)


@pytest.fixture(scope="module", params=EXAMPLES)
def name(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def system(examples, name) -> System:
    return detente.load_system(examples / name / "system.yaml")


@pytest.fixture(scope="module")
def outcomes(system):
    return detente.simulate(system, runs=64, months=12, seed=0)


def estimates(part: object) -> Iterator[Estimate]:
    """Every estimate anywhere in a part of a system."""
    if isinstance(part, Estimate):
        yield part
    elif isinstance(part, Frozen):
        for field in type(part).model_fields:
            yield from estimates(getattr(part, field))
    elif isinstance(part, tuple):
        for one in part:
            yield from estimates(one)


def contrast(outcomes, scenario: str, label: str) -> float:
    at = [v.label for v in outcomes.variables].index(label)
    return float(outcomes.contrast_mean[list(outcomes.scenarios).index(scenario), at, -1])


def test_every_quote_of_a_reference_system_stands_in_its_articles(detente, examples, name):
    checked = detente("check", examples / name / "system.yaml", examples / name / "*.txt")
    assert checked.exit_code == 0, checked.stdout
    assert checked.stdout == ""
    assert "0 errors, 0 warnings" in checked.stderr


def test_a_reference_system_is_what_its_curation_and_articles_make(examples, name, root, monkeypatch):
    made = pytest.importorskip("tools.make_examples")
    monkeypatch.chdir(root)
    written = (examples / name / "system.yaml").read_text(encoding="utf8")
    assert dump_system(made.make(examples / name)) == written, "run: make examples"


def test_every_number_says_what_it_rests_on(system):
    count = Counter(e.basis for e in estimates(system))
    assert count["claims"] >= 40
    assert count["analyst"] > count["prior"]
    for e in estimates(system):
        assert e.sd > 0
        assert e.claims or e.source or e.note, e


def test_every_judgement_of_the_analyst_is_given_in_a_sentence(system):
    for e in estimates(system):
        if e.basis == "analyst":
            assert SENTENCE.match(e.note or ""), e.note


def test_what_the_articles_speak_of_rests_on_their_claims_and_can_be_had_without_them(system):
    from detente.system.assembly import assembly_of

    assembly = assembly_of(system)
    assert len(assembly.parameters) == sum(e.basis == "claims" for e in estimates(system))
    nothing = assembly.reweigh(dict.fromkeys(assembly.belief, 0.0))
    for p in assembly.parameters:
        left = getattr(getattr(nothing, p.section)[p.index], p.field)
        assert left.mean == pytest.approx(p.prior.mean, abs=2e-4)


def test_an_actor_with_a_stake_stands_somewhere_and_every_issue_has_a_status_quo(system):
    on = Counter(p.issue for p in system.positions)
    for issue in system.issues:
        assert on[issue.id] >= 5
        assert issue.reference is not None
        assert "" not in {issue.low, issue.high}
        assert issue.low != issue.high
    assert {p.actor for p in system.positions} == set(system.codes)


def test_the_scenarios_that_people_ask_for_are_there(system, name):
    assert ASKED[name] <= {s.name for s in system.scenarios}


def test_all_scenarios_run_and_change_something(system, outcomes):
    assert list(outcomes.scenarios) == ["baseline", *(s.name for s in system.scenarios)]
    assert np.isfinite(outcomes.mean).all()
    assert (abs(outcomes.contrast_mean[1:, :, -1]).max(axis=1) > 0.05).all()


def test_the_forecasts_that_the_model_can_speak_of_are_decided_by_a_rule(system, outcomes):
    decided = [i for i, f in enumerate(system.forecasts) if f.resolution]
    assert len(decided) >= 5
    chance = outcomes.forecasts[0, decided]
    assert ((chance >= 0) & (chance <= 1)).all()


@pytest.mark.parametrize("name", ["levant"], indirect=True, scope="module")
def test_an_american_withdrawal_leaves_room_that_turkey_fills_before_iran(outcomes, name):
    gained = {
        v.actors[0]: contrast(outcomes, "us-leaves-syria", v.label)
        for v in outcomes.variables
        if v.kind == "presence" and v.arena == "SYR" and v.actors[0] != "USA"
    }
    assert "TUR" in sorted(gained, key=lambda a: -gained[a])[:2]
    assert 0 < gained["IRN"] < gained["TUR"]
    assert contrast(outcomes, "us-leaves-syria", "commitment:USA>ISR") < -0.03


@pytest.mark.parametrize("name", ["levant"], indirect=True, scope="module")
def test_a_friendlier_israel_and_russia_cost_israel_goodwill_in_europe_and_kyiv(outcomes, name):
    for label in ("tie:EUROPE>ISR", "tie:UKR>ISR", "tie:IRN>RUS"):
        assert contrast(outcomes, "israel-russia-rapprochement", label) < 0


@pytest.mark.parametrize("name", ["levant"], indirect=True, scope="module")
def test_sanctions_settle_lower_without_europe(outcomes, name):
    label = "settlement:russia-sanctions"
    assert contrast(outcomes, "europe-leaves-sanctions", label) < contrast(
        outcomes, "us-russia-rapprochement", label
    )
    assert contrast(outcomes, "us-russia-rapprochement", label) < 0


@pytest.mark.parametrize("name", ["sahel"], indirect=True, scope="module")
def test_a_pact_with_turkey_leaves_niger_less_reason_to_hedge(outcomes, name):
    assert contrast(outcomes, "turkey-niger-pact", "hedging:NER") < 0
    assert contrast(outcomes, "russia-leaves", "hedging:NER") > 0


def test_a_curation_that_names_what_is_not_there_is_refused(examples, tmp_path):
    made = pytest.importorskip("tools.make_examples")
    text = (examples / "levant" / "curation.yaml").read_text(encoding="utf8")
    wrong = tmp_path / "curation.yaml"
    wrong.write_text(text.replace("cares: 0.75", "cares: 7.5", 1), encoding="utf8")
    with pytest.raises(detente.DetenteError, match=r"curation.yaml, line \d+.*less than or equal to 1"):
        made.load_curation(wrong)
    wrong.write_text(text.replace("between: [ISR, USA]", "among: [ISR, USA]", 1), encoding="utf8")
    with pytest.raises(detente.DetenteError, match="unknown key"):
        made.load_curation(wrong)
    with pytest.raises(detente.DetenteError, match="cannot be read"):
        made.load_curation(tmp_path / "none.yaml")


def test_the_scenario_file_that_the_docs_show_is_the_one_that_is_shipped():
    page = (ROOT / "docs/scenarios.md").read_text(encoding="utf8")
    shipped = (ROOT / "examples/levant/scenarios.yaml").read_text(encoding="utf8")
    (shown,) = re.findall(r"scenarios.yaml`.\n\n```yaml\n(.*?)```", page, re.DOTALL)
    assert shown == shipped.partition("\n")[2]
    system = detente.load_system(ROOT / "examples/levant/system.yaml")
    loaded = [s.name for s in detente.load_scenarios(ROOT / "examples/levant/scenarios.yaml", system)]
    assert loaded == ["thinning-out", "corps-arrives"]
    assert not set(loaded) & {s.name for s in system.scenarios}
