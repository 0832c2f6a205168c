"""First-hand or not, and in whose interest: what an analyst asks of a source before believing it."""

import pytest

from builders import article, commitment, event, forecast, position, presence, speaker, tie
from detente.evidence.interest import interest_of
from detente.evidence.origin import first_hand

KREMLIN = speaker("The Kremlin", "RUS", sector="GOV")
REUTERS = speaker("Reuters", name="Reuters", sector="MED")


@pytest.mark.parametrize(
    ("said", "interest"),
    [
        (event("RUS", "AID", "SYR", speakers=[KREMLIN]), "own"),
        (event("RUS", "ASSAULT", "UKR", speakers=[KREMLIN]), "against"),
        (event("RUS", "ASSAULT", "UKR", speakers=[KREMLIN], modality="denied"), "own"),
        (event("UKR", "ASSAULT", "RUS", speakers=[KREMLIN]), "own"),
        (event("UKR", "AID", "RUS", speakers=[KREMLIN]), "none"),
        (event("ISR", "ASSAULT", "SYR", speakers=[KREMLIN]), "none"),
        (event("RUS", "AID", "SYR"), "none"),
        (tie("RUS", "IRN", 1, 1, speakers=[KREMLIN]), "own"),
        (tie("RUS", "IRN", -1, speakers=[KREMLIN]), "against"),
        (presence("RUS", "SYR", trend=-1, speakers=[KREMLIN]), "against"),
        (commitment("RUS", "SYR", 0.9, speakers=[KREMLIN]), "own"),
        (forecast("ties", "decrease", actors=["RUS", "IRN"], speakers=[KREMLIN]), "against"),
        (forecast("a truce", "occur", actors=["RUS"], kind="event", speakers=[KREMLIN]), "none"),
        (position("RUS", speakers=[KREMLIN]), "none"),
    ],
)
def test_who_speaks_well_of_his_own_side_is_told(said, interest):
    assert interest_of(said) == interest


@pytest.mark.parametrize(
    ("chain", "publisher", "expected"),
    [
        ([], "Ledger", True),
        ([KREMLIN], "Ledger", True),
        ([REUTERS], "Ledger", False),
        ([REUTERS], "Reuters", True),
        ([REUTERS, KREMLIN], "Ledger", False),
        ([speaker("officials")], "Ledger", True),
        ([speaker("reports")], "Ledger", False),
    ],
)
def test_what_came_through_somebody_else_is_not_first_hand(chain, publisher, expected):
    assert first_hand(position("ISR", source=article(publisher=publisher), speakers=chain)) is expected


def test_unattributed_talk_is_not_first_hand():
    assert not first_hand(position("ISR", modality="reported"))
