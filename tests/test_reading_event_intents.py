"""Deeds that are willed, promised, refused or told of another."""

from __future__ import annotations

import pytest

from readings import codes, said


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Iran attacked Israel.", "asserted"),
        ("Iran may have attacked Israel.", "possible"),
        ("Iran plans to attack Israel.", "intended"),
        ("If Iran attacks Israel, oil prices rise.", "conditional"),
        ("Reports that Iran attacked Israel moved the markets.", "reported"),
        ("Iran denied that it had attacked Israel.", "denied"),
    ],
)
def test_modality_tells_what_happened_from_what_might(text: str, modality: str) -> None:
    found = [s for s in said(text, "event") if s.content.event_type == "ASSAULT"]
    assert [s.modality for s in found] == [modality]


def test_what_somebody_failed_to_do_is_negated() -> None:
    found = [s for s in said("Russia failed to help Armenia.", None) if s.negated]
    assert found
    assert all(s.modality != "denied" for s in found)
    assert not [s for s in said("Serbia avoided criticising China.", "event") if not s.negated]


def test_a_threat_is_one_event_and_not_the_deed() -> None:
    assert codes("Turkey threatened to invade Syria.") == {("TUR", "THREATEN", "SYR")}
    assert codes("Turkey threatened to impose tariffs on Syria.") == {("TUR", "THREATEN", "SYR")}


def test_a_coming_visit_is_intended() -> None:
    (event,) = said("The president of Chile will visit Bolivia next week.", "event")
    assert (event.content.event_type, event.modality) == ("CONSULT", "intended")


def test_what_will_perhaps_be_done_is_a_forecast_and_no_plan() -> None:
    assert codes("Chile will probably sanction Bolivia.") == set()
    assert codes("Chile will attack Bolivia.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Denmark wants to help Finland.",
        "Denmark promised to help Finland.",
        "Denmark said it would help Finland.",
        "Denmark is ready to help Finland.",
        "Denmark has offered aid to Finland.",
    ],
)
def test_a_willed_kindness_is_an_agreement(text: str) -> None:
    assert codes(text) == {("DNK", "AGREE", "FIN")}


def test_a_willed_attack_is_a_threat() -> None:
    assert codes("Denmark wants to attack Finland.") == {("DNK", "THREATEN", "FIN")}
    assert codes("Denmark said it would bomb Finland.") == {("DNK", "THREATEN", "FIN")}


def test_a_promise_to_expel_is_no_promise_to_those_expelled() -> None:
    (event,) = said("Qatar pledged to deport Egyptian students.", "event")
    assert (event.content.event_type, event.modality) == ("COERCE", "intended")


def test_who_agrees_to_lift_sanctions_concedes() -> None:
    assert codes("Brazil agreed to lift the sanctions on Peru.") == {("BRA", "CONCEDE", "PER")}


@pytest.mark.parametrize(
    "text",
    [
        "Poland said it would not provide support to Hungary.",
        "Poland refused to help Hungary.",
        "Poland said it would not give permission to Hungary to use the base.",
    ],
)
def test_a_kindness_refused_is_a_rejection(text: str) -> None:
    assert codes(text) == {("POL", "REJECT", "HUN")}


@pytest.mark.parametrize(
    "text",
    [
        "Ghana wants Togo to attack Benin.",
        "Togo is being urged by Ghana to leave Benin.",
        "Ghana said that Togo must leave Benin.",
        "Togo faces pressure from Ghana to help Benin.",
    ],
)
def test_what_is_asked_of_another_is_told_by_the_request(text: str) -> None:
    assert codes(text) == {("GHA", "REQUEST", "TGO")}


def test_who_says_that_another_attacked_him_accuses() -> None:
    assert ("SDN", "ACCUSE", "TCD") in codes("Sudan said that Chad had shelled Sudan's border.")
    assert ("KEN", "ACCUSE", "TCD") in codes("Kenya claimed that Chad had attacked Sudan.")
    assert ("TCD", "ASSAULT", "SDN") in codes("Kenya claimed that Chad had attacked Sudan.")


def test_an_outlet_or_bystander_that_tells_of_an_attack_accuses_nobody() -> None:
    assert codes("Reuters said that Chad had attacked Sudan.") == {("TCD", "ASSAULT", "SDN")}
    assert codes("Norway said that Chad had attacked Sudan.") == {("TCD", "ASSAULT", "SDN")}


def test_what_is_refused_in_a_second_clause_is_not_done() -> None:
    found = codes("China called for restraint but has refused to condemn the killings.")
    assert {event_type for _, event_type, _ in found} == {"REQUEST", "REJECT"}


def test_what_one_would_like_another_to_do_has_not_happened() -> None:
    (found,) = said("American diplomats would like India to reopen the border.", "event")
    assert found.modality == "intended"


def test_insisting_that_something_is_so_asks_for_nothing() -> None:
    assert codes("Pakistan insists that it has dismantled Lashkar-e-Taiba.") == set()
    assert codes("Pakistan insists that India reopen the border.") == {("PAK", "REQUEST", "IND")}


def test_what_is_not_let_happen_is_no_event() -> None:
    assert codes("Brazil will not allow Venezuelan troops to cross its territory.") == set()


def test_what_failed_was_not_done() -> None:
    (found,) = said("Russia failed to defend Armenia.", "event")
    assert (found.modality, found.negated) == ("asserted", True)


def test_vowing_to_stop_another_is_no_agreement_with_it() -> None:
    assert not any(
        event_type == "AGREE" for _, event_type, _ in codes("Iran vowed to stop Turkey from arming Iraq.")
    )
