"""Commitments and strategies: what patrons promise, and what is done without being named."""

from __future__ import annotations

import pytest
from readings import said


@pytest.mark.parametrize(
    ("text", "patron", "client"),
    [
        ("The United States has guaranteed the defence of Japan since 1951.", "USA", "JPN"),
        ("France pledged to come to Greece's defence.", "FRA", "GRC"),
        ("Biden reaffirmed America's commitment to defend Taiwan.", "USA", "TWN"),
        ("Washington is obliged by treaty to defend the Philippines.", "USA", "PHL"),
    ],
)
def test_a_promise_is_found_in_many_wordings(text: str, patron: str, client: str) -> None:
    (found,) = said(text, "commitment")
    assert (found.content.patron.actor, found.content.client.actor) == (patron, client)
    assert found.modality == "asserted"


def test_who_doubts_a_patron_is_its_client() -> None:
    (found,) = said("Seoul doubts American protection.", "commitment")
    assert (found.content.patron.actor, found.content.client.actor, found.content.trend) == ("USA", "KOR", -1)


@pytest.mark.parametrize(
    ("text", "actor", "strategy", "toward"),
    [
        ("Brazil has offered to host talks between Peru and Colombia.", "BRA", "brokerage", {"PER", "COL"}),
        ("China is trying to lure Honduras away from Taiwan.", "CHN", "wedge", {"HND", "TWN"}),
        ("India seeks to offset Chinese power in Nepal.", "IND", "balancing", {"CHN"}),
    ],
)
def test_a_strategy_is_known_by_its_deed(text: str, actor: str, strategy: str, toward: set[str]) -> None:
    (found,) = said(text, "strategy")
    assert (found.content.actor.actor, found.content.strategy) == (actor, strategy)
    assert {t.actor for t in found.content.toward} == toward


def test_what_somebody_said_would_happen_is_a_forecast() -> None:
    (found,) = said("The minister said that Hungary would leave NATO.", "forecast")
    assert found.content.probability == (0.85, 0.99)


def test_what_would_happen_were_there_a_cause_is_none() -> None:
    assert said("The minister said that a blockade would ruin Hungary.", "forecast") == ()


@pytest.mark.parametrize(
    ("text", "holder", "arena"),
    [
        ("Eritrean troops still occupy several districts in northern Ethiopia.", "ERI", "ETH"),
        ("Chinese contractors now guard several sites in Pakistan.", "CHN", "PAK"),
        ("Burundi, which has several thousand soldiers stationed around Goma, is uneasy.", "BDI", "COD"),
        ("Abu Dhabi maintains bases on the islands of Yemen.", "ARE", "YEM"),
        ("American troops have rotated through nine Philippine bases since 2023.", "USA", "PHL"),
    ],
)
def test_presence_is_found_in_many_wordings(text: str, holder: str, arena: str) -> None:
    assert (holder, arena) in {(s.content.actor.actor, s.content.arena) for s in said(text, "presence")}


def test_an_organisation_is_nobodys_ground() -> None:
    text = "Egypt offered to send soldiers to the African Union mission in Somalia."
    assert "AU" not in {s.content.arena for s in said(text, "presence")}
