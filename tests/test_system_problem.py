"""Checking a system against itself and against its articles."""

from __future__ import annotations

from dataclasses import replace

import pytest

import builders as b
from detente.evidence import weigh
from detente.system import assemble, check
from detente.system import model as m

TEXT = "The envoy flew home on Friday. His hosts kept their bases in the port, and meant to stay."
NEWS = b.article(TEXT, published="2025-03-01")


def system() -> m.System:
    said = [
        b.tie("ISR", "RUS", 1, source=NEWS, quote="The envoy flew home"),
        b.presence("RUS", "SYR", 0.6, source=NEWS, quote="kept their bases in the port"),
        b.position("ISR", "base:RUS-SYR", 0.9, actors=["RUS"], source=NEWS, quote="meant to stay"),
    ]
    return assemble([NEWS], said, weigh([NEWS], said)).system


def errors(made, articles=()):
    return [p for p in check(made, articles) if p.level == "error"]


def test_an_assembled_system_is_sound():
    assert errors(system(), [NEWS]) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("envoy", "consul", "do not stand in"),
        ("home on", "on home", "do not stand in"),
        (TEXT, f"Yesterday. {TEXT}", "not at"),
    ],
)
def test_a_quote_that_no_longer_stands_is_an_error(old, new, told):
    altered = replace(NEWS, text=NEWS.text.replace(old, new))
    found = errors(system(), [altered])
    assert found
    assert any(told in p.what for p in found)
    assert all(p.where.startswith("evidence[") for p in found)


def test_an_article_is_found_by_path_where_its_id_changed():
    moved = replace(NEWS, id="another", text=NEWS.text.replace("envoy", "consul"))
    assert errors(system(), [moved])
    other = replace(NEWS, id="another", path="elsewhere.txt")
    assert {p.level for p in check(system(), [other])} == {"warning"}


def change(made: m.System, section: str, **update) -> m.System:
    items = getattr(made, section)
    return made.model_copy(update={section: (items[0].model_copy(update=update), *items[1:])})


@pytest.mark.parametrize(
    ("section", "update", "where"),
    [
        ("positions", {"actor": "XXX"}, "positions[0].actor"),
        ("positions", {"issue": "none"}, "positions[0].issue"),
        ("presence", {"arena": "XXX"}, "presence[0].arena"),
        ("arenas", {"host": "XXX"}, "arenas[0].host"),
        ("ties", {"value": m.Estimate(mean=2, sd=1, basis="prior")}, "ties[0].value.mean"),
        ("ties", {"value": m.Estimate(mean=0, sd=1, basis="claims", claims=("c0",))}, "ties[0].value.claims"),
        ("scenarios", {"shocks": (m.Shock(kind="tie", actor="ISR", to=0.0),)}, "scenarios[0].shocks[0]"),
        (
            "scenarios",
            {"shocks": (m.Shock(kind="withdrawal", actor="RUS", arena="XXX"),)},
            "scenarios[0].shocks[0]",
        ),
        ("scenarios", {"shocks": (m.Shock(kind="capability", actor="RUS"),)}, "scenarios[0].shocks[0]"),
        ("scenarios", {"name": "baseline"}, "scenarios[0].name"),
        ("evidence", {"belief": 0.9, "disbelief": 0.9}, "evidence[0].belief"),
    ],
)
def test_what_refers_to_nothing_or_is_out_of_range_is_an_error(section, update, where):
    assert where in {p.where for p in errors(change(system(), section, **update))}


def test_a_collective_beside_its_member_on_one_issue_is_remarked_on():
    one = m.Estimate(mean=0.5, sd=0.1, basis="prior")
    made = m.System(
        as_of="2025",
        actors=(
            m.Actor(code="EU", name="EU", kind="organisation", capability=one, members=("DEU", "FRA")),
            m.Actor(code="DEU", name="Germany", kind="state", capability=one),
        ),
        issues=(m.Issue(id="i", text="t", low="l", high="h"),),
        positions=tuple(m.Position(actor=c, issue="i", position=one, salience=one) for c in ("EU", "DEU")),
    )
    (problem,) = check(made)
    assert problem.level == "warning"
    assert "counts twice" in problem.what


def test_a_premise_that_a_later_claim_contradicts_is_remarked_on():
    later = b.article(
        "They have fallen out.", published="2025-03-20", publisher="The Quarterly", title="Later"
    )
    said = [
        b.tie("ISR", "RUS", 1, source=NEWS, quote="The envoy flew home"),
        b.tie("ISR", "RUS", -1, source=later),
    ]
    made = assemble([NEWS, later], said, weigh([NEWS, later], said)).system
    found = [p for p in check(made) if "contradicted by the later claim" in p.what]
    assert len(found) == 1
    assert found[0].level == "warning"
