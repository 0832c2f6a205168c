"""Phrases meet whatever the grammar around their words, and the shipped vocabulary is sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import QUADS
from detente.data import vocabulary
from detente.evidence.dempster import CEILING
from detente.evidence.occasion import window_of
from detente.evidence.words import content_words, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the withdrawal of American forces", "withdrawals of an American force"),
        ("it dispatched an envoy", "dispatching envoys"),
        ("Two allies’ policies", "two ally policy"),
        ("CAFÉ talks", "cafe talk"),
    ],
)
def test_forms_of_the_same_words_meet(one, other):
    assert content_words(one) == content_words(other)


@pytest.mark.parametrize(("one", "other"), [("more aid", "less aid"), ("a withdrawal", "no withdrawal")])
def test_words_that_turn_the_meaning_are_kept(one, other):
    assert content_words(one) != content_words(other)


def test_a_name_is_the_same_with_and_without_its_article():
    assert slug("The Kremlin") == slug("Kremlin") == "kremlin"


@given(st.text(max_size=60))
def test_any_text_has_words_sorted_and_each_once(text):
    words = content_words(text)
    assert list(words) == sorted(set(words))


@pytest.mark.parametrize(
    ("text", "days"),
    [("2025", 365), ("2024", 366), ("2025-02", 28), ("2025-02-28", 1), ("2025-02-22/2025-03-01", 8)],
)
def test_a_date_covers_the_days_of_its_precision(text, days):
    window = window_of(text)
    assert window
    assert window.end - window.start + 1 == days


@given(st.one_of(st.none(), st.text(max_size=12), st.from_regex(r"\d{4}-\d\d-\d\d", fullmatch=True)))
def test_what_is_no_date_is_none_and_never_an_error(text):
    window = window_of(text)
    assert window is None or window.start <= window.end


def test_reliability_falls_from_a_to_e_and_no_letter_settles_a_claim():
    letters = vocabulary("detente.evidence", "reliability.yaml")["letters"]
    assert sorted("ABCDE", key=lambda x: -letters[x]) == list("ABCDE")
    assert all(0 < r <= CEILING for r in letters.values())
    assert letters["E"] < letters["F"] < letters["D"]


def test_every_kind_of_speaker_has_a_letter():
    ranking = vocabulary("detente.evidence", "reliability.yaml")
    assert set(ranking["kinds"].values()) <= set(ranking["letters"])
    assert set(ranking["sectors"].values()) <= set(ranking["kinds"])


def test_the_vocabulary_speaks_of_event_types_that_there_are():
    assert set(vocabulary("detente.evidence", "families.yaml")["event_types"]) <= set(QUADS)
    assert set(vocabulary("detente.evidence", "wording.yaml")["events"]) == set(QUADS)
