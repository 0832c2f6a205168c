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
    ("text", "patron", "client", "level", "trend"),
    [
        # what binds
        ("The treaty obliges the United States to aid the Philippines.", "USA", "PHL", 0.8, 0),
        ("Article 5 covers Estonia.", "NATO", "EST", 0.8, 0),
        ("Turkey is committed to the defence of Azerbaijan.", "TUR", "AZE", 0.8, 0),
        ("Britain remains the guarantor of Belize's security.", "GBR", "BLZ", 0.6, 0),
        # what is given or taken back
        ("The European Union vowed to stand with Moldova.", "EU", "MDA", 0.8, 1),
        ("India cut its aid to the Maldives.", "IND", "MDV", 0.35, -1),
        ("The United States withheld 300 million dollars in aid from Egypt.", "USA", "EGY", 0.35, -1),
        ("The Emirates have bankrolled Egypt since 2013.", "ARE", "EGY", 0.6, 0),
        ("China offered the Solomon Islands security guarantees.", "CHN", "SLB", 0.8, 1),
        # what is refused or broken
        ("The United States gave no promise to defend Taiwan.", "USA", "TWN", 0.15, 0),
        ("Russia left Armenia to fend for itself.", "RUS", "ARM", 0.15, -1),
        ("Russia stood by while Azerbaijan attacked Armenia.", "RUS", "ARM", 0.15, -1),
        ("Moscow did not come to the aid of Syria.", "RUS", "SYR", 0.15, -1),
        # what the client doubts
        ("Taiwan can no longer count on the United States.", "USA", "TWN", 0.35, -1),
        ("Poland is no longer sure that the United States would come to its aid.", "USA", "POL", 0.35, -1),
        ("Riyadh has lost faith in American protection.", "USA", "SAU", 0.35, -1),
        ("Yerevan feels betrayed by Moscow.", "RUS", "ARM", 0.15, -1),
    ],
)
def test_level_and_trend_say_how_far_a_client_can_count_on_a_patron(
    text: str, patron: str, client: str, level: float, trend: int
) -> None:
    found = {
        (
            s.content.patron.actor,
            s.content.client and s.content.client.actor,
            s.content.level,
            s.content.trend,
        )
        for s in said(text, "commitment")
    }
    assert (patron, client, level, trend) in found


def test_a_pact_of_mutual_defence_binds_both() -> None:
    found = said("France and Greece signed a mutual defence pact.", "commitment")
    assert {(s.content.patron.actor, s.content.client.actor) for s in found} == {
        ("FRA", "GRC"),
        ("GRC", "FRA"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Would the United States defend Estonia?",
        "The insurance covers damage in Estonia.",
        "Germany stood by its forecast.",
        "Turkey assured investors of stability.",
        "Sweden abandoned its neutrality.",
        "Kenya cut funding for schools.",
    ],
)
def test_what_is_promised_to_nobody_is_no_commitment(text: str) -> None:
    assert said(text, "commitment") == ()


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


@pytest.mark.parametrize(
    ("text", "patron", "client"),
    [
        ("The United States is losing interest in Ukraine.", "USA", "UKR"),
        ("France has lost its appetite for the region.", "FRA", None),
        ("China's interest in Zambia is waning.", "CHN", "ZMB"),
    ],
)
def test_a_patron_that_cares_less_is_committed_less(text: str, patron: str, client: str | None) -> None:
    (found,) = [s.content for s in said(text, "commitment")]
    assert (found.patron.actor, found.client.actor if found.client else None) == (patron, client)
    assert (found.level < 0.5, found.trend) == (True, -1)


def test_losing_interest_in_talks_is_no_commitment_lost() -> None:
    assert said("The United States has lost interest in talks.", "commitment") == ()
