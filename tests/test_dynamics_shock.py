"""Shocks in words."""

from __future__ import annotations

import pytest

from detente.dynamics.shock import EXAMPLES, parse_shock
from detente.errors import ScenarioError
from detente.system.model import Shock


@pytest.mark.parametrize(
    ("words", "shock"),
    [
        ("USA withdraws from SYR at 3", Shock(kind="withdrawal", actor="USA", arena="SYR", at=3)),
        ("usa leaves syr", Shock(kind="withdrawal", actor="USA", arena="SYR")),
        ("RUS presence in SYR 0.2 at 6", Shock(kind="presence", actor="RUS", arena="SYR", to=0.2, at=6)),
        ("RUS presence in SYR by -.1", Shock(kind="presence", actor="RUS", arena="SYR", by=-0.1)),
        ("tie ISR RUS -0.5 at 2", Shock(kind="tie", actor="ISR", other="RUS", to=-0.5, at=2)),
        ("tie ISR RUS military to 0.4", Shock(kind="tie", actor="ISR", other="RUS", domain="military", to=0.4)),
        ("USA commitment to ISR 0.3 at month 1", Shock(kind="commitment", actor="USA", other="ISR", to=0.3, at=1)),
        ("USA commitment 0.2", Shock(kind="commitment", actor="USA", to=0.2)),
        ("USA commitment to 0.2", Shock(kind="commitment", actor="USA", to=0.2)),
        ("capability TUR x1.5", Shock(kind="capability", actor="TUR", to=1.5)),
        ("capability TUR by 0.1 at 4", Shock(kind="capability", actor="TUR", by=0.1, at=4)),
        ("ISR position on keep bases in SYR 0.9 at 2",
         Shock(kind="position", actor="ISR", issue="keep bases in SYR", to=0.9, at=2)),
        ("ISR salience on bases-in-syria to 0.2", Shock(kind="salience", actor="ISR", issue="bases-in-syria", to=0.2)),
        ("USA presence in SYR 0 at 3 over 6", Shock(kind="presence", actor="USA", arena="SYR", to=0, at=3, over=6)),
        ("USA presence in SYR 0 over 6 months at 3",
         Shock(kind="presence", actor="USA", arena="SYR", to=0, at=3, over=6)),
        ("USA leaves SYR at 3 until 9", Shock(kind="withdrawal", actor="USA", arena="SYR", at=3, until=9)),
        ("USA leaves SYR at 3 for 6 months", Shock(kind="withdrawal", actor="USA", arena="SYR", at=3, until=9)),
        ("USA leaves SYR for 2", Shock(kind="withdrawal", actor="USA", arena="SYR", at=1, until=3)),
        ("tie ISR RUS by -0.3 after 3", Shock(kind="tie", actor="ISR", other="RUS", by=-0.3, at=4)),
        ("USA leaves SYR when presence:TUR@SYR > 0.5",
         Shock(kind="withdrawal", actor="USA", arena="SYR", when="presence:TUR@SYR > 0.5")),
        ("USA leaves SYR at 3 when presence:TUR@SYR > 0.5 and tie:ISR>RUS < 0",
         Shock(kind="withdrawal", actor="USA", arena="SYR", at=3, when="presence:TUR@SYR > 0.5 and tie:ISR>RUS < 0")),
        ("USA leaves SYR when presence:TUR@SYR > 0.5 from month 3 for 4",
         Shock(kind="withdrawal", actor="USA", arena="SYR", at=3, until=7, when="presence:TUR@SYR > 0.5")),
        ("EU sanctions RUS at 3", Shock(kind="tie", actor="EU", other="RUS", domain="economic", to=-0.6, at=3)),
        ("EU lifts sanctions on RUS", Shock(kind="tie", actor="EU", other="RUS", domain="economic", to=0)),
        ("EU lifts its sanctions against RUS over 12",
         Shock(kind="tie", actor="EU", other="RUS", domain="economic", to=0, over=12)),
        ("remove WAGNER at 6", Shock(kind="removal", actor="WAGNER", at=6)),
        ("wagner enters at 4", Shock(kind="entry", actor="WAGNER", at=4)),
        ("SAU position on bases-in-syria 0.9 salience 0.6 at 2",
         Shock(kind="position", actor="SAU", issue="bases-in-syria", to=0.9, salience=0.6, at=2)),
        ("SAU position on bases-in-syria 0.9 at 2 with salience 0.6",
         Shock(kind="position", actor="SAU", issue="bases-in-syria", to=0.9, salience=0.6, at=2)),
    ],
)  # fmt: skip
def test_words_become_the_shock_they_describe(words, shock):
    assert parse_shock(words) == shock


@pytest.mark.parametrize("words", EXAMPLES)
def test_every_example_is_understood(words):
    parse_shock(words)


@pytest.mark.parametrize(
    "words", ["", "USA does something", "tie ISR 0.5", "RUS presence in SYR", "capability TUR"]
)
def test_other_words_are_refused_with_examples(words):
    with pytest.raises(ScenarioError, match="USA withdraws from SYR at 3"):
        parse_shock(words)


def test_a_month_beyond_all_runs_is_refused():
    with pytest.raises(ScenarioError, match="months run from 0 to 1200"):
        parse_shock("USA withdraws from SYR at 5000")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("USA leaves SYR at 3 at 4", "says at twice"),
        ("USA leaves SYR at 3 after 4", "says its month twice"),
        ("USA leaves SYR until 9 for 4", "says its month twice"),
        ("USA leaves SYR at 9 until 3", "not after the change is complete"),
        ("USA leaves SYR at 3 over 6 until 5", "not after the change is complete, in month 8"),
        ("USA leaves SYR over 0", "over"),
        ("USA leaves SYR when presence:TUR@SYR is high", "is no condition"),
        ("USA leaves SYR when tie:ISR>RUS > 0 if tie:ISR>RUS < 1", "two conditions"),
        ("remove WAGNER over 6", "takes no to, by or over"),
        ("tie ISR RUS 0.5 salience 0.4", "takes no salience"),
        ("SAU position on bases 0.9 salience 6", "outside 0 to 1"),
        ("tie ISR RUS 5", "outside -1 to 1"),
    ],
)
def test_words_that_cannot_be_meant_end_in_one_error_that_says_why(words, says):
    with pytest.raises(ScenarioError) as error:
        parse_shock(words)
    assert says in str(error.value)
