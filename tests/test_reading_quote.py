"""A quote is accepted where its very words stand, and refused whatever was done to them."""

from __future__ import annotations

from collections import Counter

import pytest
from benchmarks.evidence.alterations import KINDS, alter, quotes_in
from benchmarks.evidence.prose import Newsroom
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.quote import FOLDINGS, check_quote
from detente.sources import load
from readings import said

TEXT = (
    "Egypt is unable to wait, its envoy said – “we have waited long enough.” He left on Friday.\n\n"
    "Sudan’s   minister said that Cairo’s offer was a good one. He left on Friday."
)


@pytest.fixture(scope="module")
def texts(examples) -> list[str]:
    paths = sorted(str(p) for p in examples.glob("*/*.txt"))
    return [a.text for a in load(paths)] + [a.text for a in Newsroom(3).distinct(12)]


def check(quote: str, *, at: str | None = None, fold=()):
    start = TEXT.index(at or quote)
    return check_quote(TEXT, quote, start, start + len(at or quote), fold=fold)


def test_none_of_a_thousand_altered_quotes_is_accepted(texts):
    made = [(t, *a) for i, t in enumerate(texts) for a in alter(t, quotes_in(t), i)]
    count = Counter(kind for _, kind, *_ in made)
    assert len(made) >= 1000
    assert min(count[kind] for kind in KINDS) >= 200
    assert [m for m in made if check_quote(m[0], *m[2:]).ok] == []


def test_none_is_accepted_with_every_folding_asked_for(texts):
    made = [(t, *a) for i, t in enumerate(texts) for a in alter(t, quotes_in(t), i)]
    assert [m for m in made if check_quote(m[0], *m[2:], fold=FOLDINGS).ok] == []


def test_every_refusal_of_an_altered_quote_says_why(texts):
    for i, text in enumerate(texts[:4]):
        for _, quote, start, end in alter(text, quotes_in(text), i):
            assert check_quote(text, quote, start, end).reason


def test_every_true_quote_is_accepted_and_nothing_folded(texts):
    for text in texts:
        for start, end in quotes_in(text):
            found = check_quote(text, text[start:end], start, end, fold=FOLDINGS)
            assert (found.ok, found.folded, found.reason) == (True, (), "")


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("its consul said", "swapped: 'consul' for 'envoy'"),
        ("its said", "dropped: 'envoy'"),
        ("its old envoy said", "added: 'old'"),
        ("envoy its said", "reordered"),
        ("envoy; said", "dropped: 'its'"),
        ("Its envoy said", "case"),
        ("its envoy, said", "what stands between"),
        ("ten ships sank", "other words"),
    ],
)
def test_what_was_done_to_the_words_is_told(quote, told):
    found = check(quote, at="its envoy said")
    assert not found.ok
    assert told in found.reason


def test_true_words_at_another_place_are_refused_and_their_place_told():
    start = TEXT.index("Sudan")
    found = check_quote(TEXT, "its envoy said", start, start + 14)
    assert (found.ok, found.at) == (False, TEXT.index("its envoy said"))
    assert "another sentence" in found.reason


def test_of_several_places_the_nearest_is_told():
    last = TEXT.rindex("He left")
    assert check_quote(TEXT, "He left on Friday.", last - 3, last + 15).at == last


def test_words_elsewhere_in_the_same_sentence_are_refused_too():
    start = TEXT.index("Egypt")
    found = check_quote(TEXT, "its envoy said", start, start + 14)
    assert found.at == TEXT.index("its envoy said")
    assert "another sentence" not in found.reason


@pytest.mark.parametrize("quote", ["able to wait", "Egypt is un", "gypt is unable"])
def test_a_quote_may_not_begin_or_end_inside_a_word(quote):
    found = check(quote)
    assert not found.ok
    assert "inside a word" in found.reason


def test_a_quote_may_not_leave_an_accent_behind():
    text = "They met in a cafe\u0301 there."
    assert not check_quote(text, "a cafe", 12, 18).ok
    assert check_quote(text, "a cafe\u0301", 12, 19).ok


@pytest.mark.parametrize(("start", "end"), [(-14, -1), (0, 0), (5, 3), (0, 10**6), (10**6, 10**6 + 14)])
def test_offsets_outside_the_article_are_refused(start, end):
    assert not check_quote(TEXT, "its envoy said", start, end).ok


def test_an_empty_quote_is_refused():
    assert check_quote(TEXT, " ", TEXT.index(" "), TEXT.index(" ") + 1).reason == "the quote is empty"


FOLDED = [
    ("Cairo's offer", "Cairo’s offer", "quotes"),
    ('"we have waited', "“we have waited", "quotes"),
    ("said - “we", "said – “we", "dashes"),
    ("said -- “we", "said – “we", "dashes"),
    ("Sudan’s minister", "Sudan’s   minister", "spaces"),
    ("Sudan’s\u00a0minister", "Sudan’s   minister", "spaces"),
]


@pytest.mark.parametrize(("quote", "here", "folding"), FOLDED)
def test_a_folding_lets_its_own_difference_pass_and_is_reported(quote, here, folding):
    assert check(quote, at=here, fold=[folding]).ok
    assert check(quote, at=here, fold=FOLDINGS).folded == (folding,)


@pytest.mark.parametrize(("quote", "here", "folding"), FOLDED)
def test_without_being_asked_for_it_does_not(quote, here, folding):
    found = check(quote, at=here, fold=[f for f in FOLDINGS if f != folding])
    assert not found.ok
    assert folding in found.reason


def test_several_foldings_are_reported_together():
    found = check('said - "we', at="said – “we", fold=FOLDINGS)
    assert (found.ok, found.folded) == (True, ("quotes", "dashes"))


def test_a_space_is_no_folding_of_no_space():
    assert not check("Egypt isunable", at="Egypt is unable", fold=FOLDINGS).ok


def test_a_folding_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="there are: quotes"):
        check_quote(TEXT, "Egypt", 0, 5, fold=["case"])  # type: ignore[list-item]


def test_the_reader_quotes_whole_words_of_a_sentence_too_long_to_quote():
    text = f"Russia {'cannot and will not, it says, ' * 30}accept that Ukraine joins NATO, Reuters reported."
    statements = said(text)
    assert statements
    for s in statements:
        assert len(s.quote) <= 400
        assert check_quote(text, s.quote, s.start, s.end).ok


@given(st.text(max_size=80), st.text(max_size=20), st.integers(-5, 90), st.integers(-5, 90))
def test_what_is_accepted_without_folding_is_verbatim(text, quote, start, end):
    found = check_quote(text, quote, start, end)
    assert not found.ok or (0 <= start < end <= len(text) and text[start:end] == quote)
    assert found.at is None or text[found.at : found.at + len(quote)] == quote
    assert found.ok == (found.reason == "")
