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
