"""Shocks as the page words them."""

from __future__ import annotations

import pytest

import analyses
from detente.show.index import Index
from detente.system.model import Shock


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(analyses.analysis())


@pytest.mark.parametrize(
    ("shock", "words"),
    [
        (
            Shock(kind="withdrawal", at=3, actor="ARE", arena="BERBERA"),
            "withdraws from Berbera harbour in month 3",
        ),
        (
            Shock(kind="presence", at=3, over=6, actor="ARE", arena="BERBERA", to=0.1),
            "presence in Berbera harbour moves to 0.10 over months 3 to 8",
        ),
        (
            Shock(kind="tie", at=2, until=8, actor="ETH", other="SOM", by=0.4),
            "the tie of Ethiopia and Somalia moves by +0.40 in month 2, until month 8",
        ),
        (Shock(kind="removal", at=4, actor="TUR"), "Turkey leaves the system in month 4"),
        (Shock(kind="entry", at=4, actor="TUR"), "Turkey enters the system in month 4"),
        (
            Shock(kind="tie", at=4, until=7, actor="ETH", other="SOM", to=0, when="tie:ETH>TUR > 0.2"),
            "moves to 0.00 once Ethiopia’s overall tie to Turkey is above 0.20 (not before month 4), for 3 months",
        ),
    ],
)
def test_a_shock_is_told_with_its_timing(index, shock, words):
    assert words in index.shock(shock)
