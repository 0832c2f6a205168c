"""Ties, presence, commitments and strategies: what stands between actors."""

from __future__ import annotations

import pytest

from readings import said


def ties(text: str) -> dict[frozenset[str], tuple[str, int, int]]:
    return {
        frozenset((s.content.a.actor, s.content.b.actor)): (s.content.domain, s.content.sign, s.content.trend)
        for s in said(text, "tie")
    }


@pytest.mark.parametrize(
    ("text", "pair", "expected"),
    [
        ("India's ties with Russia are strong.", ("IND", "RUS"), ("diplomatic", 1, 0)),
        ("Japan has strengthened its alliance with the Philippines.", ("JPN", "PHL"), ("military", 1, 1)),
        ("Relations between Tbilisi and Brussels have deteriorated.", ("GEO", "EU"), ("diplomatic", 1, -1)),
        ("Trade between Brazil and China grew.", ("BRA", "CHN"), ("economic", 1, 1)),
        ("The rift between Mali and Algeria deepened.", ("MLI", "DZA"), ("diplomatic", -1, -1)),
        ("US–China relations are tense.", ("USA", "CHN"), ("diplomatic", -1, 0)),
        ("Mali broke off diplomatic relations with Ukraine.", ("MLI", "UKR"), ("diplomatic", -1, -1)),
        ("Pakistan remains a partner of China.", ("PAK", "CHN"), ("diplomatic", 1, 0)),
    ],
)
def test_a_tie_has_its_pair_domain_sign_and_trend(
    text: str, pair: tuple[str, str], expected: tuple[str, int, int]
) -> None:
    assert ties(text)[frozenset(pair)] == expected


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Relations between Egypt and Ethiopia are strained.", -1),
        ("Relations between Egypt and Sudan remain close.", 1),
        ("Egypt and Ethiopia have strained relations.", -1),
        ("Kenya and Uganda are allies.", 1),
        ("Kenya and Uganda are rivals.", -1),
    ],
)
def test_what_a_clause_says_of_a_tie_decides_its_sign(text: str, sign: int) -> None:
    assert [found[1] for found in ties(text).values()] == [sign]


@pytest.mark.parametrize(
    ("text", "pair", "sign"),
    [
        ("The Iran-backed Houthis threatened Saudi Arabia.", ("IRN", "HOUTHIS"), 1),
        ("Kenya is hostile to Ethiopia.", ("KEN", "ETH"), -1),
        ("Chad is not friendly to Sudan.", ("TCD", "SDN"), -1),
        ("Uganda is allied with Rwanda.", ("UGA", "RWA"), 1),
        ("Uganda fights the M23 in the hills.", ("UGA", "M23"), -1),
        ("Mali's fight against JNIM goes on.", ("MLI", "JNIM"), -1),
    ],
)
def test_being_backed_loyal_hostile_or_at_war_is_a_tie(text: str, pair: tuple[str, str], sign: int) -> None:
    assert [(s.content.a.actor, s.content.b.actor, s.content.sign) for s in said(text, "tie")] == [
        (*pair, sign)
    ]


def test_rather_than_a_tie_is_no_tie() -> None:
    assert ties("Ankara acted out of caution rather than friendship with Moscow.") == {}


def test_presence_names_holder_arena_form_and_trend() -> None:
    (held,) = said("About 2,000 American troops remain in eastern Syria.", "presence")
    assert (held.content.actor.actor, held.content.arena, held.content.form, held.content.trend) == (
        "USA",
        "SYR",
        "forces",
        0,
    )
    (gone,) = said("Moscow has withdrawn its forces from Mali.", "presence")
    assert (gone.content.actor.actor, gone.content.arena, gone.content.trend) == ("RUS", "MLI", -1)


def test_troops_at_home_are_no_outside_presence() -> None:
    assert said("Ghana has sent more troops to its northern border.", "presence") == ()


def test_a_commitment_rises_and_falls() -> None:
    (firm,) = said("The United States reaffirmed its commitment to Japan.", "commitment")
    assert (firm.content.patron.actor, firm.content.client.actor, firm.content.trend) == ("USA", "JPN", 1)
    (less,) = said("Washington wants to reduce American commitments in Europe.", "commitment")
    assert (less.content.patron.actor, less.content.trend, less.modality) == ("USA", -1, "intended")


@pytest.mark.parametrize(
    ("text", "actor", "strategy"),
    [
        ("Washington has pursued a policy of strategic ambiguity on Taiwan.", "USA", "ambiguity"),
        ("Vietnam is hedging against Chinese power.", "VNM", "hedging"),
        ("Qatar offered to mediate between Sudan and Chad.", "QAT", "brokerage"),
        ("China has tried to drive a wedge between Europe and the United States.", "CHN", "wedge"),
        ("India compartmentalises its relations with Russia.", "IND", "compartmentalisation"),
    ],
)
def test_a_named_strategy_has_its_actor(text: str, actor: str, strategy: str) -> None:
    assert (actor, strategy) in {(s.content.actor.actor, s.content.strategy) for s in said(text, "strategy")}
