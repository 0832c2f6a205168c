"""Who takes part in an event, where the words name no actor outright."""

from __future__ import annotations

import pytest

from detente.reading.statement import ActorRef, Event
from readings import codes, said


def found(text: str) -> list[Event]:
    return [s.content for s in said(text, "event") if isinstance(s.content, Event)]


def pairs(text: str) -> list[tuple[str | None, str | None]]:
    return [(e.source.actor, e.target.actor if e.target else None) for e in found(text)]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Chad arrested two Brazilian men.", ActorRef("BRA", "CVL")),
        ("Chad arrested dozens of Nigerian students.", ActorRef("NGA", "CVL")),
        ("Chad supported exiled dissidents from Myanmar.", ActorRef("MMR", "OPP")),
        ("Chad arrested Sudan's opposition leader.", ActorRef("SDN", "OPP")),
        ("Chad bombed part of Libya's second city.", ActorRef("LBY")),
        ("Chad attacked a base in Niger.", ActorRef("NER")),
    ],
)
def test_people_and_things_stand_for_their_state(text: str, target: ActorRef) -> None:
    (event,) = found(text)
    assert event.source.actor == "TCD"
    assert event.target is not None
    assert (event.target.actor, event.target.sector) == (target.actor, target.sector)


def test_an_attack_is_whose_the_weapon_is() -> None:
    assert pairs("Turkish shells killed five Iraqi soldiers.") == [("TUR", "IRQ")]
    assert pairs("Twelve people were killed in a Saudi air strike in Yemen.") == [("SAU", "YEM")]


def test_a_claim_of_responsibility_names_the_attacker() -> None:
    assert pairs("Al-Shabaab claimed responsibility for a bombing in Nairobi.") == [("ALSHABAAB", "KEN")]


def test_rebels_without_a_state_keep_the_words_for_them() -> None:
    (event,) = found("Insurgents bombarded Mali's capital.")
    assert (event.source.actor, event.source.sector, event.source.name) == (None, "REB", "insurgents")


def test_rebels_near_a_state_are_not_its_own() -> None:
    (event,) = found("Pro-Russia rebels attacked Moldova.")
    assert event.source == ActorRef(None, "REB", "rebels")


def test_people_and_their_government_are_two_parties() -> None:
    (event,) = found("Georgian demonstrators attacked the Georgian parliament.")
    assert (event.source.sector, event.target.sector if event.target else None) == ("CVL", "LEG")
    assert found("Georgian ministers attacked the Georgian government.") == []


def test_police_arrest_their_own_people() -> None:
    (event,) = found("Police in Belarus arrested 200 protesters.")
    assert (event.source.actor, event.target) == ("BLR", ActorRef("BLR", "CVL"))


def test_protesters_who_do_damage_protest() -> None:
    (event,) = found("A Serbian protester demolished an Albanian building.")
    assert (event.source.actor, event.event_type) == ("SRB", "PROTEST")


def test_a_protest_is_by_the_people_of_the_place() -> None:
    (event,) = found("Protesters rallied in Minsk.")
    assert event.source == ActorRef("BLR", "CVL")


def test_the_place_is_where_it_was_and_no_target_of_its_own() -> None:
    (event,) = found("Three Kenyan soldiers were killed in Somalia.")
    assert event.source == ActorRef(None)
    assert event.target is not None
    assert (event.target.actor, event.place) == ("KEN", "SOM")


def test_a_list_taken_for_an_explanation_is_still_a_list() -> None:
    assert set(pairs("Chad, Niger, and Mali met yesterday.")) >= {("TCD", "NER"), ("MLI", "TCD")}


def test_a_weekday_after_a_name_is_no_part_of_it() -> None:
    assert ("IRQ", "TUR") in pairs("Iraq's adviser met with Turkish President Erdogan Tuesday.")


@pytest.mark.parametrize(
    "text",
    ["Together with France, Kenya attacked Somalia.", "Along with France, Kenya attacked Somalia."],
)
def test_who_acts_together_with_the_doer_is_no_target(text: str) -> None:
    assert codes(text) == {("KEN", "ASSAULT", "SOM")}
