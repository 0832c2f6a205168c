"""The same claim has one key and id whatever its wording; what opposes it, or says it of others, has another."""

from __future__ import annotations

import pytest
from benchmarks.evidence.wordings import pairs, tellings
from hypothesis import given
from hypothesis import strategies as st

import builders as b
from detente.data import vocabulary
from detente.evidence.content import claim_id, key_of, opposed
from detente.evidence.gist import gist
from detente.evidence.words import root
from detente.reading.statement import KINDS, ActorRef


@pytest.fixture(scope="module")
def told():
    return list(pairs(list(tellings(casts=2))))


def test_wordings_of_one_claim_merge_and_near_misses_do_not(told):
    merged, same = [p for p in told if p.merged], [p for p in told if p.same]
    right = sum(p.same for p in merged)
    assert {p.one.kind for p in same} == set(KINDS)
    assert right / len(merged) >= 0.95
    assert right / len(same) >= 0.80


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"event", "position", "presence", "commitment"}))
def test_no_near_miss_merges_in_the_kinds_whose_content_the_reader_gives_in_full(told, kind):
    assert [
        (p.one.wording, p.other.wording) for p in told if p.one.kind == kind and p.merged and not p.same
    ] == []


def actors(*codes: str) -> list[ActorRef]:
    return [ActorRef(c) for c in codes]


WITHDRAWAL = [
    "A withdrawal of American troops from Syria",
    "the United States withdrew its forces from Syria",
    "Washington pulls its soldiers out of Syria",
    "a US pullout from Syria",
    "US-led troops leave Syria",
    "the departure of American forces from Syria",
]


@pytest.mark.parametrize("text", WITHDRAWAL)
def test_voice_derivation_and_names_do_not_change_a_gist(text):
    assert gist(text, actors("SYR", "USA")) == gist(WITHDRAWAL[0], actors("USA", "SYR"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a Russian attack on Ukraine", "a Ukrainian attack on Russia"),
        ("Russia attacked Ukraine", "Russia was attacked by Ukraine"),
        ("the invasion of Ukraine by Russia", "the invasion of Russia by Ukraine"),
        ("sanctions by Ukraine on Russia", "sanctions on Ukraine by Russia"),
        ("the deployment of Russian troops to Ukraine", "the withdrawal of Russian troops from Ukraine"),
        ("Russian aid to Ukraine", "no Russian aid to Ukraine"),
        ("Russian support for Ukraine", "reduced Russian support for Ukraine"),
        ("a Russian attack on Kharkiv", "a Russian attack on Odesa"),
    ],
)
def test_other_roles_deeds_or_directions_make_another_gist(one, other):
    assert gist(one, actors("RUS", "UKR")) != gist(other, actors("RUS", "UKR"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russia attacked Ukraine", "Ukraine was attacked by Russia"),
        ("the invasion of Ukraine by Russia", "the Russian invasion of Ukraine"),
        ("sanctions by Ukraine on Russia", "Ukrainian sanctions against Russia"),
        ("war between Russia and Ukraine", "Ukraine goes to war with Russia"),
        ("Ukraine's relations with Russia", "Russian-Ukrainian ties"),
        ("the economy of Ukraine", "Ukraine's economy"),
    ],
)
def test_roles_are_told_by_voice_and_preposition(one, other):
    assert gist(one, actors("RUS", "UKR")) == gist(other, actors("RUS", "UKR"))


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Turkey would be strengthened", 1),
        ("a stronger Turkey", 1),
        ("Turkey would be weakened", -1),
        ("Turkey", 0),
        ("a rise in oil prices", 1),
        ("the oil price would fall", -1),
        ("the government falls", 0),
    ],
)
def test_a_gist_tells_which_way_a_thing_goes(text, way):
    assert gist(text, actors("TUR")).direction == way


def test_two_directions_in_one_phrase_are_left_as_they_stand():
    found = gist("a weaker Turkey and growing tension", actors("TUR"))
    assert found.direction == 0
    assert len(found.words) == 3


@given(st.text(max_size=80), st.lists(st.sampled_from(["RUS", "UKR", "XXX"]), max_size=3))
def test_any_text_has_a_gist_whatever_order_its_actors_come_in(text, codes):
    found = gist(text, actors(*codes))
    assert found == gist(text, actors(*reversed(codes)))
    assert list(found.words) == sorted(set(found.words))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("withdrawal", "withdrawals"),
        ("deployment", "deploying"),
        ("negotiate", "negotiations"),
        ("escalation", "escalated"),
        ("annexation", "annexed"),
        ("normalisation", "normalize"),
        ("improvements", "improved"),
        ("approval", "approves"),
    ],
)
def test_a_word_and_what_is_derived_from_it_have_one_root(one, other):
    assert root(one) == root(other)


@given(st.from_regex(r"[a-z]{1,14}", fullmatch=True))
def test_a_root_is_never_empty(word):
    assert root(word)


def test_weakening_somebody_is_the_opposite_of_strengthening_him_however_it_is_said():
    strengthens = b.cause("an Israeli withdrawal", "Turkey", 1, actors=["ISR"], effect_actors=["TUR"])
    said = b.cause(
        "Israel withdrew", "Turkey would be strengthened", 1, actors=["ISR"], effect_actors=["TUR"]
    )
    weakens = b.cause("Israel withdrew", "Turkey would be weakened", 1, actors=["ISR"], effect_actors=["TUR"])
    assert key_of(strengthens) == key_of(said)
    assert key_of(weakens).matter == key_of(said).matter
    assert opposed("cause", key_of(weakens).side, key_of(said).side)


def test_a_forecast_of_worsening_is_one_of_decrease_and_opposes_one_of_improvement():
    both = {"actors": ["ISR", "RUS"]}
    better = b.forecast("relations between Israel and Russia will improve", "occur", **both)
    improves = b.forecast("Israeli-Russian ties", "increase", **both)
    worse = b.forecast("relations between Russia and Israel will deteriorate", "occur", **both)
    assert key_of(better) == key_of(improves)
    assert key_of(worse).matter == key_of(better).matter
    assert opposed("forecast", key_of(worse).side, key_of(better).side)


def test_war_between_two_is_another_question_than_their_relations():
    war = b.forecast("war between Israel and Iran", "occur", actors=["ISR", "IRN"])
    ties = b.forecast("relations between Israel and Iran", "occur", actors=["ISR", "IRN"])
    assert key_of(war).matter != key_of(ties).matter


def test_who_received_whom_makes_no_two_meetings_of_one_but_an_attack_has_a_direction():
    assert key_of(b.event("ISR", "CONSULT", "RUS")) == key_of(b.event("RUS", "CONSULT", "ISR"))
    assert key_of(b.event("ISR", "ASSAULT", "IRN")) != key_of(b.event("IRN", "ASSAULT", "ISR"))


def test_joining_and_membership_are_one_issue():
    assert key_of(b.position("RUS", "join:NATO-UKR")) == key_of(b.position("RUS", "membership:NATO-UKR"))
    assert key_of(b.position("RUS", "join:EU-UKR")) != key_of(b.position("RUS", "membership:NATO-UKR"))


def test_keys_and_ids_stay_the_same_for_good():
    made = {
        "c": b.cause("US troops leave Syria", "a stronger Turkey", actors=["USA", "SYR"], effect_actors=["TUR"]),
        "f": b.forecast("Russia will attack Ukraine", "occur", actors=["RUS", "UKR"], kind="event", horizon="2026"),
        "e": b.event("RUS", "CONSULT", "ISR"),
        "p": b.position("RUS", "join:NATO-UKR", -0.9),
    }  # fmt: skip
    keys = {name: key_of(s) for name, s in made.items()}
    assert keys["c"].matter == ("USA>SYR", "withdraw", "TUR", "")
    assert keys["f"].matter == ("attack", "RUS>UKR", "", "2026")
    assert {name: claim_id(key, "2025") for name, key in keys.items()} == {
        "c": "cafca2cf0d8dfaf3b",
        "f": "c9d3e5814cb7a4a02",
        "e": "c90285b3487ccedca",
        "p": "cd60cdcc2baa5bce6",
    }


def test_the_vocabulary_of_gists_says_nothing_twice():
    held = vocabulary("detente.evidence", "gists.yaml")
    every = [w for words in held["concepts"].values() for w in words]
    assert len(every) == len(set(every))
    assert set(held["more"]).isdisjoint(held["less"])
