"""Events in the many wordings of professional English, and what only sounds like one."""

from __future__ import annotations

import pytest

from readings import codes, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Morocco walked away from talks with Algeria.", ("MAR", "SANCTION", "DZA")),
        ("Iran pulled out of negotiations with Britain.", ("IRN", "SANCTION", "GBR")),
        ("Nicaragua pulled out of the OAS.", ("NIC", "RETREAT", "OAS")),
        ("Finland stepped up patrols along its border with Russia.", ("FIN", "MOBILIZE", "RUS")),
        ("Canada rolled out new sanctions against Belarus.", ("CAN", "SANCTION", "BLR")),
        ("Eritrea called up thousands of conscripts.", ("ERI", "MOBILIZE", None)),
        ("The EU brushed aside a complaint from Serbia.", ("EU", "REJECT", "SRB")),
        ("Ukrainian forces pushed Russian troops out of Kupiansk.", ("UKR", "ASSAULT", "RUS")),
        ("Brazil came to the defence of Cuba.", ("BRA", "SUPPORT", "CUB")),
        ("Peru held Bolivia responsible for the fires.", ("PER", "ACCUSE", "BOL")),
        ("Iran vowed retaliation against Israel.", ("IRN", "THREATEN", "ISR")),
        ("The Wagner group laid siege to a village in Mali.", ("WAGNER", "COERCE", "MLI")),
        ("Australia signed up to a security pact with Vanuatu.", ("AUS", "AGREE", "VUT")),
    ],
)
def test_a_phrase_tells_its_event(text: str, expected: tuple[str, str, str | None]) -> None:
    assert codes(text) == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Denmark summoned the American ambassador.", ("DNK", "ACCUSE", "USA")),
        ("Angola gave up its claim to the island.", ("AGO", "CONCEDE", None)),
        ("Syria reopened its border with Jordan.", ("SYR", "CONCEDE", "JOR")),
        ("Guyana granted Brazil access to its port.", ("GUY", "CONCEDE", "BRA")),
        ("Iraq let Turkish troops pass through its territory.", ("IRQ", "CONCEDE", "TUR")),
        ("Rwandan soldiers crossed the Ruzizi river.", ("RWA", "MOBILIZE", None)),
        ("Peru bought patrol boats from South Korea.", ("PER", "COOPERATE", "KOR")),
        ("A Chinese vessel rammed a Vietnamese trawler.", ("CHN", "ASSAULT", "VNM")),
        ("A Chinese freighter cut a Taiwanese cable.", ("CHN", "ASSAULT", "TWN")),
        ("Azerbaijan retook the town of Shusha from Armenia.", ("AZE", "ASSAULT", "ARM")),
        ("Slovakia stopped supplying arms to Ukraine.", ("SVK", "SANCTION", "UKR")),
        ("Croatia's pipeline operator stopped deliveries of oil to Serbia.", ("HRV", "SANCTION", "SRB")),
        ("China promised to build a railway.", ("CHN", "AGREE", None)),
        ("Kenya voted against a motion.", ("KEN", "REJECT", None)),
        ("Peruvian miners clashed with police.", ("PER", "ASSAULT", "PER")),
        ("Gabon's fleet overran a Togolese base in Benin.", ("GAB", "ASSAULT", "TGO")),
    ],
)
def test_a_deed_is_told_by_verb_and_object(text: str, expected: tuple[str, str, str | None]) -> None:
    assert codes(text) == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukraine called Belarus a puppet of Russia.", ("UKR", "ACCUSE", "BLR")),
        ("Moldova described Russia as an aggressor.", ("MDA", "ACCUSE", "RUS")),
        ("Lithuania branded Russia a terrorist state.", ("LTU", "ACCUSE", "RUS")),
    ],
)
def test_an_ill_name_is_an_accusation(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in codes(text)
    assert codes("Chad described Niger as a close friend.") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Qatar brokered a truce between Israel and Hamas.",
            {("QAT", "CONSULT", "ISR"), ("QAT", "CONSULT", "HAMAS")},
        ),
        (
            "A Kenyan envoy shuttled between Kigali and Kinshasa.",
            {("KEN", "CONSULT", "RWA"), ("KEN", "CONSULT", "COD")},
        ),
        (
            "Oman carried messages between Iran and Chile.",
            {("OMN", "CONSULT", "IRN"), ("OMN", "CONSULT", "CHL")},
        ),
        (
            "Egypt hosted talks between Qatar and Chad.",
            {
                ("EGY", "CONSULT", "QAT"),
                ("EGY", "CONSULT", "TCD"),
                ("QAT", "CONSULT", "TCD"),
                ("TCD", "CONSULT", "QAT"),
            },
        ),
        ("Russia and Ukraine swapped prisoners.", {("RUS", "RETREAT", "UKR"), ("UKR", "RETREAT", "RUS")}),
    ],
)
def test_who_stands_between_two_deals_with_both(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The capture of Bakhmut by Russia took ten months.", ("RUS", "ASSAULT", "UKR")),
        ("Russia's capture of Avdiivka took months.", ("RUS", "ASSAULT", "UKR")),
        ("Kuwait, whose foreign minister met his Iraqi counterpart, is small.", ("KWT", "CONSULT", "IRQ")),
        ("Pakistani jets struck what the army called hideouts in Afghanistan.", ("PAK", "ASSAULT", "AFG")),
        ("Protests against the French presence erupted in N'Djamena.", ("TCD", "PROTEST", "FRA")),
        ("Chile accused Peru of shelling two villages.", ("PER", "ASSAULT", None)),
    ],
)
def test_nouns_and_clauses_tell_who_did_it(text: str, expected: tuple[str, str, str | None]) -> None:
    assert expected in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru's economy was hit by falling copper prices.",
        "Brazil and Argentina share a long border.",
        "Two Peruvian officials asked not to be named.",
        "The Congolese army is too weak to force Rwanda out.",
        "Ghana made no promise to defend Togo.",
        "An agreement between Chad and Niger would help trade.",
        "French soldiers left a vacuum.",
        "The longer Chile waits, the more room it leaves to Peru.",
        "Indonesia launched a satellite to watch its forests.",
    ],
)
def test_what_only_sounds_like_a_deed_is_none(text: str) -> None:
    assert codes(text) == set()


def test_in_the_name_of_somebody_nobody_is_hit() -> None:
    assert ("HOUTHIS", "ASSAULT", "PSE") not in codes("The Houthis attacked ships in the name of Gaza.")


def test_what_is_sought_is_intended() -> None:
    (sought,) = said("Oman seeks a defence treaty with Kenya.", "event")
    assert (sought.content.event_type, sought.modality) == ("AGREE", "intended")
