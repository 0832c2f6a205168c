"""Outlets are known by name, alias, domain and in a phrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.sources import find_outlet, outlet_in
from detente.sources.outlet import outlets


@pytest.mark.parametrize(
    ("name", "standard"),
    [
        ("reuters", "Reuters"),
        ("AFP", "Agence France-Presse"),
        ("Ynet News", "Ynet"),
        ("the guardian", "The Guardian"),
        ("https://www.bbc.co.uk/news/world-1", "BBC"),
        ("news.un.org", "United Nations"),
        ("Chatham House", "Chatham House"),
        ("People's Daily", "People's Daily"),
    ],
)
def test_an_outlet_is_found_by_any_of_its_names(name: str, standard: str) -> None:
    found = find_outlet(name)
    assert found is not None
    assert found.name == standard


@pytest.mark.parametrize("name", ["", "Ministry of Nothing", "notreuters.com", "re uters"])
def test_an_unknown_name_is_no_outlet(name: str) -> None:
    assert find_outlet(name) is None


@pytest.mark.parametrize(
    ("phrase", "standard"),
    [
        ("three officials told Reuters on Monday", "Reuters"),
        ("in the Wall Street Journal", "The Wall Street Journal"),
        ("Times of Israel", "The Times of Israel"),
        ("state agency IRNA, citing Tasnim", "IRNA"),
        ("the Associated Press of Pakistan", "Associated Press of Pakistan"),
    ],
)
def test_the_first_and_longest_outlet_of_a_phrase_is_found(phrase: str, standard: str) -> None:
    found = outlet_in(phrase)
    assert found is not None
    assert found.name == standard


@pytest.mark.parametrize(
    "phrase", ["a mint in time", "reutersque", "officials who map the trend", "the nation"]
)
def test_everyday_words_are_no_outlets(phrase: str) -> None:
    assert outlet_in(phrase) is None


def test_the_table_reaches_every_region_and_says_how_far_each_is_relied_on() -> None:
    known = outlets()
    assert len(known) >= 300
    assert len({o.country for o in known}) >= 80
    assert {o.reliability for o in known if o.kind == "state_media"} <= {"C", "D", "E"}
    assert {o.reliability for o in known if o.kind == "agency"} <= {"B", "C", "D"}


def test_no_two_outlets_share_a_name_or_domain() -> None:
    names = [o.name for o in outlets()]
    domains = [d for o in outlets() for d in o.domains]
    assert len(set(names)) == len(names)
    assert sorted(d for d in set(domains) if domains.count(d) > 1) == []


@given(st.text(max_size=60))
def test_any_phrase_can_be_looked_at(text: str) -> None:
    found = outlet_in(text)
    assert found is None or find_outlet(found.name) == found
