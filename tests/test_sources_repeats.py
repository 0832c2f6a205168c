"""What one article prints twice is known, and which copy is the repeat."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.sources.repeats import find_repeats

QUOTE = "The army would rather lose the desert than lose the road to the sea."
BEFORE = "Nobody in the capital speaks of victory any more, and the generals least of all."
AFTER = "That is why the garrison at the crossroads was doubled in the spring."


def passages(text: str) -> list[tuple[str, str]]:
    return [(text[r.start : r.end], text[r.first_start : r.first_end]) for r in find_repeats(text)]


def test_a_pull_quote_after_its_sentence_is_the_repeat() -> None:
    text = f"{BEFORE} {QUOTE} {AFTER}\n\n{QUOTE}\n\nMore follows on another subject altogether here."
    (repeat,) = find_repeats(text)
    assert text[repeat.start : repeat.end] == QUOTE
    assert repeat.start > repeat.first_start
    assert text[repeat.first_start : repeat.first_end] == QUOTE


def test_a_pull_quote_before_its_sentence_is_the_repeat_too() -> None:
    text = f"{BEFORE}\n\n“{QUOTE}”\n\n{AFTER} {QUOTE} Winter decided the rest."
    (repeat,) = find_repeats(text)
    assert text[repeat.start : repeat.end] == f"“{QUOTE}”"
    assert repeat.start < repeat.first_start


def test_a_copy_with_a_word_changed_is_still_a_repeat() -> None:
    changed = QUOTE.replace("rather", "sooner")
    assert passages(f"{BEFORE} {QUOTE} {AFTER}\n\n{changed}") == [(changed, QUOTE)]


def test_a_paraphrase_is_no_repeat() -> None:
    other = "For the army the coastal road matters more than the desert does."
    assert passages(f"{BEFORE} {QUOTE} {AFTER}\n\n{other}") == []


def test_short_phrases_may_recur() -> None:
    assert passages("He said no to peace. Then he left.\n\nHe said no to peace.") == []


WORDS = "army road sea desert talks envoy border oil pact town said left the a of"
WORD = st.sampled_from(WORDS.split())
SENTENCE = st.lists(WORD, min_size=3, max_size=14).map(lambda w: " ".join(w).capitalize() + ".")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(SENTENCE, min_size=1, max_size=3).map(" ".join), max_size=6).map("\n\n".join))
def test_a_repeat_always_points_at_two_places_that_do_not_overlap(text: str) -> None:
    for r in find_repeats(text):
        assert 0 <= r.start < r.end <= len(text)
        assert 0 <= r.first_start < r.first_end <= len(text)
        assert r.end <= r.first_start or r.first_end <= r.start
