"""Events: who did what to whom."""

from __future__ import annotations

import pytest

from readings import said


def codes(text: str) -> set[tuple[str | None, str, str | None]]:
    return {
        (s.content.source.actor, s.content.event_type, s.content.target.actor if s.content.target else None)
        for s in said(text, "event")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brazil accused Venezuela of massing troops on the border.", ("BRA", "ACCUSE", "VEN")),
        ("Pakistan was attacked by India on Tuesday.", ("IND", "ASSAULT", "PAK")),
        ("Kenyan President William Ruto visited Uganda in March 2025.", ("KEN", "CONSULT", "UGA")),
        ("The United States imposed sanctions on Myanmar.", ("USA", "SANCTION", "MMR")),
        ("Japan urged China to withdraw its ships.", ("JPN", "REQUEST", "CHN")),
        ("Egyptian and Ethiopian ministers met in Nairobi.", ("EGY", "CONSULT", "ETH")),
        ("Thailand's army shelled Cambodian positions.", ("THA", "ASSAULT", "KHM")),
        ("Peru expelled the ambassador of Mexico.", ("PER", "SANCTION", "MEX")),
        ("The drone attack on Poland by Russia killed two people.", ("RUS", "ASSAULT", "POL")),
        ("Germany and France condemned Belarus.", ("FRA", "ACCUSE", "BLR")),
        ("Chad, which had threatened Sudan, recalled its envoy.", ("TCD", "THREATEN", "SDN")),
    ],
)
def test_an_event_has_its_source_type_and_target(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in codes(text)


def test_an_event_on_a_weekday_is_dated_before_publication() -> None:
    (event,) = [
        s for s in said("On Friday, India attacked Pakistan.", "event") if s.content.event_type == "ASSAULT"
    ]
    assert event.content.date == "2025-05-09"
    assert event.valid_from == "2025-05-09"


def test_a_vague_date_gives_a_span_and_no_day() -> None:
    (event,) = said("Ghana's president visited Togo in recent days.", "event")
    assert event.content.date is None
    assert (event.valid_from, event.valid_to) == ("2025-05-04", "2025-05-14")


def test_each_of_several_targets_keeps_its_own_date() -> None:
    found = said(
        "The French army left Mali in August 2022, Burkina Faso in February 2023 and Niger in December 2023.",
        "event",
    )
    assert {s.content.target.actor: s.content.date for s in found} == {
        "MLI": "2022-08",
        "BFA": "2023-02",
        "NER": "2023-12",
    }


def test_lifting_sanctions_is_a_concession() -> None:
    assert ("CAN", "CONCEDE", "SYR") in codes("Canada lifted sanctions on Syria's banks.")


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
    assert all(s.modality != "denied" for s in found)
    assert not [s for s in said("Serbia avoided criticising China.", "event") if not s.negated]


def test_a_threat_is_one_event_and_not_the_deed() -> None:
    assert codes("Turkey threatened to invade Syria.") == {("TUR", "THREATEN", "SYR")}


def test_a_coming_visit_is_a_forecast_and_no_event() -> None:
    assert said("The president of Chile will visit Bolivia next week.", "event") == ()
