"""Events: who did what to whom, by the words that report it."""

from __future__ import annotations

import pytest

from readings import codes, said


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Spanish court issued arrest warrants for three Moroccan officers.", ("ESP", "COERCE", "MAR")),
        ("Latvia presented evidence against Belarus.", ("LVA", "ACCUSE", "BLR")),
        ("Vietnam lodged a protest with China.", ("VNM", "ACCUSE", "CHN")),
        ("Norway expressed its sympathy to Japan.", ("NOR", "SUPPORT", "JPN")),
        ("Chile and Peru restored diplomatic relations.", ("CHL", "SUPPORT", "PER")),
        ("Sri Lanka signed a trade agreement with Thailand.", ("LKA", "AGREE", "THA")),
        ("Oman granted asylum to two Yemeni officers.", ("OMN", "AID", "YEM")),
        ("Kenya provided 30 tons of food to Somalia.", ("KEN", "AID", "SOM")),
        ("Australia froze the assets of Fijian officials.", ("AUS", "SANCTION", "FJI")),
        ("Norway suspended aid to Malawi.", ("NOR", "SANCTION", "MWI")),
        ("Algeria closed its border with Morocco.", ("DZA", "SANCTION", "MAR")),
        ("Canada advised its citizens against travel to Mali.", ("CAN", "SANCTION", "MLI")),
        ("Ghana has deported sixty Liberians.", ("GHA", "COERCE", "LBR")),
        ("North Korea fired two missiles at Japan.", ("PRK", "ASSAULT", "JPN")),
        ("Indian troops engaged Chinese soldiers in a firefight.", ("IND", "ASSAULT", "CHN")),
        ("Eritrea conducted military exercises near Djibouti.", ("ERI", "MOBILIZE", "DJI")),
        ("Pakistan handed over two captured Indian soldiers.", ("PAK", "RETREAT", "IND")),
        ("Cuba released an American doctor.", ("CUB", "RETREAT", "USA")),
        ("Saudi Arabia gave Egypt permission to use the port.", ("SAU", "CONCEDE", "EGY")),
    ],
)
def test_a_verb_and_its_object_make_one_event(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in codes(text)
    assert len({kind for _, kind, _ in codes(text)}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukraine received tanks from Poland.", ("POL", "AID", "UKR")),
        ("Ethiopia faces pressure from Egypt.", ("EGY", "REQUEST", "ETH")),
        ("Estonia won assurances from Britain.", ("GBR", "AGREE", "EST")),
        ("Nepalese peacekeepers came under fire from Israel.", ("ISR", "ASSAULT", "NPL")),
    ],
)
def test_who_gives_stands_after_from(text: str, expected: tuple[str, str, str]) -> None:
    assert codes(text) == {expected}


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
    assert codes("Canada lifted sanctions on Syria's banks.") == {("CAN", "CONCEDE", "SYR")}


def test_ending_an_accord_is_no_accord() -> None:
    assert codes("Niger revoked its military agreement with France.") == {("NER", "SANCTION", "FRA")}


def test_breaking_off_relations_names_the_other_side_once() -> None:
    assert codes("Venezuela broke diplomatic ties with Colombia.") == {("VEN", "SANCTION", "COL")}


def test_those_who_meet_or_clash_do_so_with_each_other() -> None:
    assert codes("Russia, India and Brazil met on Monday.") == {
        (a, "CONSULT", b) for a in ("RUS", "IND", "BRA") for b in ("RUS", "IND", "BRA") if a != b
    }
    assert codes("Egypt hosted talks between Qatar and Chad.") >= {
        ("QAT", "CONSULT", "TCD"),
        ("TCD", "CONSULT", "QAT"),
    }
    assert codes("Kenya and Uganda attacked each other.") == {
        ("KEN", "ASSAULT", "UGA"),
        ("UGA", "ASSAULT", "KEN"),
    }


def test_what_is_talked_about_is_not_whom_one_talks_to() -> None:
    assert codes("Ghana and Togo discussed sanctions on Mali.") == {
        ("GHA", "CONSULT", "TGO"),
        ("TGO", "CONSULT", "GHA"),
    }


def test_who_condemns_an_attack_does_not_accuse_its_victim() -> None:
    assert ("GHA", "ACCUSE", "MLI") not in codes("Ghana condemned the attack on Mali.")
    assert ("IND", "ACCUSE", "PAK") in codes("India condemned Pakistan's shelling of its villages.")


def test_nobody_attacks_himself_or_leaves_by_an_idiom() -> None:
    assert codes("The general shot himself in Mali.") == set()
    assert codes("Israel and Turkey are unlikely to go to war.") == set()


def test_what_one_trusts_another_to_do_has_not_happened() -> None:
    (found,) = said("Taiwan trusts the United States to defend it.", "event")
    assert (found.content.source.actor, found.content.target.actor) == ("USA", "TWN")
    assert found.modality == "possible"


@pytest.mark.parametrize(
    "text",
    [
        "Algeria opposes the mercenaries on its border.",
        "Egypt has long opposed the dam.",
        "Vietnam, which occupies more reefs than Malaysia, has stayed silent.",
        "The United States lost a base in Niger. Ghana hosts it now.",
    ],
)
def test_opposing_and_holding_are_no_events(text: str) -> None:
    assert said(text, "event") == ()


def test_a_denial_is_not_toward_whom_it_is_about() -> None:
    assert codes("France denies that it has bases in Benin.") == {("FRA", "REJECT", None)}
