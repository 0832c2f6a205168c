"""Who copied whom: reprints, copied passages, and which way they went."""

import random
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from benchmarks.evidence.prose import Newsroom
from benchmarks.evidence.reprints import KINDS, corpus, score
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article
from detente.evidence.alignment import Words, align, offsets, own_words
from detente.evidence.copies import (
    NEIGHBOURS,
    RUN,
    Provenance,
    candidates,
    compare,
    find_copies,
    fingerprints,
    rank_of,
)
from detente.evidence.words import fold

SUBJECTS = [
    "envoys",
    "ministers",
    "generals",
    "traders",
    "mediators",
    "farmers",
    "pilots",
    "jurists",
    "sailors",
    "bankers",
]
VERBS = ["met", "praised", "warned", "ignored", "visited", "paid", "blamed", "backed", "quoted", "shunned"]
OBJECTS = [
    "neighbours",
    "rivals",
    "partners",
    "critics",
    "donors",
    "guests",
    "hosts",
    "creditors",
    "allies",
    "observers",
]
PLACES = ["Lima", "Oslo", "Hanoi", "Quito", "Dakar", "Riga", "Suva", "Minsk", "Tunis", "Accra"]


def story(seed: int, sentences: int = 20) -> str:
    """Prose of its own for every seed, from one stock of words."""
    r = random.Random(seed)
    return " ".join(
        f"The {r.choice(SUBJECTS)} {r.choice(VERBS)} {r.randrange(2, 90)} {r.choice(OBJECTS)} "
        f"near {r.choice(PLACES)} while {r.choice(SUBJECTS)} {r.choice(VERBS)} "
        f"their {r.choice(OBJECTS)} at {r.choice(PLACES)}."
        for _ in range(sentences)
    )


def test_a_reprint_under_another_headline_is_a_copy_of_the_earlier_article():
    first = article(story(1), publisher="Agency One", published="2025-03-01")
    second = article(
        "Our readers should know this. " + story(1), publisher="Ledger", published="2025-03-02", title="Other"
    )
    (copy,) = find_copies([second, first])
    assert (copy.article, copy.original, copy.kind, copy.direction) == (
        second.id,
        first.id,
        "reprint",
        "dates",
    )
    assert copy.share > 0.95


def test_different_stories_from_the_same_words_are_no_copies():
    assert find_copies([article(story(i), published=f"2025-03-{i + 1:02}") for i in range(20)]) == ()


def test_one_word_in_ten_changed_and_half_cut_off_is_still_a_copy():
    words = story(2, 30).split()
    r = random.Random(0)
    changed = [
        w if r.random() > 0.1 else r.choice(["quietly", "often", "then"]) for w in words[: len(words) // 2]
    ]
    first = article(" ".join(words), published="2025-03-01", publisher="One")
    second = article(" ".join(changed), published="2025-03-03", publisher="Two")
    (copy,) = find_copies([first, second])
    assert (copy.original, copy.kind) == (first.id, "reprint")


def test_an_agency_paragraph_inside_a_longer_story_is_a_passage_with_exact_offsets():
    paragraph = story(3, 3)
    wire = article(story(4, 5) + "\n\n" + paragraph, publisher="Agency One", published="2025-03-01")
    paper = article(
        story(5) + "\n\n" + paragraph + "\n\n" + story(6), publisher="Ledger", published="2025-03-04"
    )
    (copy,) = find_copies([wire, paper])
    assert (copy.article, copy.original, copy.kind) == (paper.id, wire.id, "passage")
    (passage,) = copy.passages
    assert paper.text[passage.start : passage.end] in paragraph
    assert paper.text[passage.start : passage.end] == wire.text[passage.original_start : passage.original_end]
    assert passage.end - passage.start > 0.9 * len(paragraph)


def test_other_quotation_marks_and_dashes_hide_nothing():
    text = story(7)
    first = article(f'"Peace," he said. {text}', published="2025-03-01", publisher="One")
    second = article(f"“Peace,” he said – {text}".replace("'", "’"), published="2025-03-02", publisher="Two")
    assert len(find_copies([first, second])) == 1


def test_a_carrier_line_tells_the_direction_where_dates_do_not():
    first = article(story(8), publisher="Ledger", published="2025-03-01")
    carried = article(story(8), publisher="Ledger", published="2025-03-01", carried_by=["Institute"])
    (copy,) = find_copies([carried, first])
    assert (copy.article, copy.original, copy.direction) == (carried.id, first.id, "carrier")


def test_same_day_and_no_carrier_line_leaves_the_direction_unknown():
    (copy,) = find_copies(
        [article(story(9), publisher=p, published="2025-03-01", title=p) for p in ("One", "Two")]
    )
    assert copy.direction == "unknown"


def test_a_month_and_a_day_within_it_do_not_tell_the_direction():
    (copy,) = find_copies(
        [
            article(story(9), publisher="One", published="2025-03"),
            article(story(9), publisher="Two", published="2025-03-09"),
        ]
    )
    assert copy.direction == "unknown"


def test_of_five_printings_four_are_copies_of_the_first_in_whatever_order():
    printings = [article(story(10), publisher=f"P{i}", published=f"2025-03-0{i + 1}") for i in range(5)]
    found = find_copies(printings)
    assert found == find_copies(printings[::-1])
    source = Provenance.of(found)
    assert {source.source(a.id, 10, 80) for a in printings} == {printings[0].id}


def test_words_of_its_own_stay_with_the_article_that_copied_others():
    wire = article(story(11), publisher="Agency One", published="2025-03-01")
    paper = article(story(11) + "\n\n" + story(12), publisher="Ledger", published="2025-03-04")
    source = Provenance.of(find_copies([wire, paper]))
    assert source.source(paper.id, 0, 100) == wire.id
    assert source.source(paper.id, len(paper.text) - 100, len(paper.text)) == paper.id


def test_nothing_to_compare_gives_no_copies():
    assert find_copies([]) == ()
    assert find_copies([article("")]) == ()
    assert find_copies([article(""), article("Too short.")]) == ()


def test_reprints_of_five_kinds_are_found_among_articles_on_the_same_affairs():
    made = corpus(200, 2000)
    found = score(made, find_copies(made.articles))
    assert found.precision >= 0.99
    assert found.recall >= 0.95
    assert found.direction >= 0.99
    assert set(found.by_kind) == set(KINDS)
    assert min(found.by_kind.values()) >= 0.9


SPEECH = (
    "We have shown patience for eleven years and the world can see who broke the accord, and anyone who "
    "thinks otherwise should go and look at the bridge below the old town with his own eyes before winter"
)


@pytest.mark.parametrize(("left", "right"), [*zip('“„«‘"»', '”“»’"«'), ("'", "'")])
def test_two_reports_that_quote_one_speech_at_length_are_no_copies(left, right):
    first = article(
        f"{story(21, 6)} {left}{SPEECH},{right} he said. {story(22, 6)}",
        publisher="One",
        published="2025-03-01",
    )
    second = article(
        f"{story(23, 6)}\n\n“{SPEECH},” the minister told us.\n\n{story(24, 6)}",
        publisher="Two", published="2025-03-02",
    )  # fmt: skip
    assert find_copies([first, second]) == ()


def test_the_same_words_without_quotation_marks_are_a_passage():
    first = article(f"{story(21, 6)} {SPEECH}. {story(22, 6)}", publisher="One", published="2025-03-01")
    second = article(f"{story(23, 6)} {SPEECH}. {story(24, 6)}", publisher="Two", published="2025-03-02")
    (copy,) = find_copies([first, second])
    assert copy.kind == "passage"


def test_a_quotation_left_open_reaches_no_further_than_its_paragraph():
    text = f"“{SPEECH}\n\n{story(25, 6)}"
    assert own_words(text) == Words.of(story(25, 6)).words


def test_apostrophes_open_no_speech():
    text = "The generals' plan and the ministers' hopes, he said, weren't the farmers' own, or 'tis said."
    assert all(Words.of(text).own)


FOOTER = (
    "The Ledger is an independent paper that belongs to its readers and has been printed in the old harbour "
    "town since 1921. Its newsroom follows a code of conduct that can be had from the editors by post."
)


def test_a_footer_that_two_articles_end_with_is_no_copied_passage():
    articles = [
        article(f"{story(30 + i, 8)}\n\n{FOOTER}", publisher=p, published=f"2025-03-0{i + 1}")
        for i, p in enumerate(("The Ledger", "Another"))
    ]
    assert find_copies(articles) == ()


def test_an_outlets_own_background_is_no_copy_but_its_reprint_is():
    background = story(40, 4)
    first = article(f"{story(41, 6)}\n\n{background}\n\n{story(42, 6)}", published="2025-03-01")
    again = article(f"{story(43, 6)}\n\n{background}\n\n{story(44, 6)}", published="2025-03-02")
    assert find_copies([first, again]) == ()
    assert len(find_copies([first, article(first.text, published="2025-03-02", title="Again")])) == 1


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"published": "2024-12-31"}, {"published": "2025-01-01"}),
        ({"published": "2025-03"}, {"published": "2025-03-01"}),
        ({"published": "2025-03-31"}, {"published": None}),
        ({"published": "2025-03-01"}, {"published": "2025-03-01", "carried_by": ["Digest"]}),
        ({"published": None}, {"published": None, "carried_by": ["Digest"]}),
    ],
)
def test_rank_follows_the_order_in_which_words_may_have_gone(earlier, later):
    for i in range(20):
        one, other = article(f"One {i}.", **earlier), article(f"Other {i}.", **later)
        assert 0 <= rank_of(one) < rank_of(other) < 2**63


def test_rank_is_of_content_and_not_of_the_place_where_an_article_lies():
    one = article("A story.")
    assert rank_of(one) == rank_of(replace(one, path="elsewhere.txt"))
    assert len({rank_of(article(f"Story {i}.")) for i in range(1000)}) == 1000


@given(st.integers(0, 10**6), st.integers(0, 40), st.integers(0, 40))
def test_any_thirteen_words_in_a_row_that_two_texts_share_leave_a_common_fingerprint(seed, before, after):
    r = random.Random(seed)
    shared = [f"w{r.randrange(10**6)}" for _ in range(RUN + NEIGHBOURS - 1)]
    one, other = (
        " ".join(
            [f"x{r.randrange(10**6)}" for _ in range(before)]
            + shared
            + [f"y{r.randrange(10**6)}" for _ in range(after)]
        )
        for _ in range(2)
    )
    assert np.intersect1d(fingerprints(one), fingerprints(other)).size


def test_fingerprints_are_few_fit_a_database_and_stay_the_same_for_good():
    text = story(1, 30)
    found = fingerprints(text)
    assert found.dtype == np.int64
    assert (np.diff(found) > 0).all()
    assert len(found) <= len(text.split()) / 4
    assert fingerprints("One two three four five six.").tolist() == [4916178381012358145]
    assert fingerprints("Too short a text.").size == 0


def test_what_is_held_against_what_depends_on_the_final_table_and_not_on_arrival():
    made = list(corpus(12, 60, affairs=2).articles)
    table: dict[int, list[int]] = defaultdict(list)
    by_rank = {rank_of(a): a for a in made}
    for a in made:
        for h in fingerprints(a.text).tolist():
            table[h].append(rank_of(a))
    found = []
    for a in made:
        own, held = rank_of(a), [table[h] for h in fingerprints(a.text).tolist()]
        first = np.array([min(ranks) for ranks in held], np.int64)
        before = np.array([max((r for r in ranks if r < own), default=-1) for ranks in held], np.int64)
        found += [c for r in candidates(first, before, own) if (c := compare(by_rank[r], a))]
    assert len(found) >= 12
    assert tuple(sorted(found, key=lambda c: (c.article, c.original))) == find_copies(made[::-1])


def test_it_is_the_same_which_of_two_is_named_first():
    one, other = corpus(1, 0).articles
    assert compare(one, other) == compare(other, one) is not None


def test_candidates_have_much_in_common_and_the_best_come_first():
    first = np.array([10, 10, 10, 10, 10, 7, 7, 7, 7, 7, 7, 5, 5, 5, 99])
    before = np.array([10, 10, 10, 10, 10, 7, 7, 7, 7, 7, 8, 8, 8, 8, -1])
    assert candidates(first, before, 50) == [7, 10, 8]
    assert candidates(first, before, 10) == [7, 8]


def test_made_up_articles_are_the_same_for_the_same_seed():
    assert list(Newsroom(5).distinct(3)) == list(Newsroom(5).distinct(3))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=60),
    st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=60),
)
def test_shared_passages_count_each_word_of_the_copy_once(one, other):
    shared = align(Words.of(" ".join(one)), Words.of(" ".join(other)))
    assert sum(p.matched for p in shared) <= len(other)
    assert all(a.end <= b.start for a, b in pairwise(shared))


@given(st.text(alphabet=st.sampled_from(list("ab ßİé\u0301“”„‘’'\"«».,\n-1½")), max_size=200))
def test_words_stand_where_their_offsets_say(text):
    words, places = Words.of(text), offsets(text)
    assert len(words.words) == len(words.own) == len(places)
    assert all(fold(text[s:e]) == w for (s, e), w in zip(places, words.words))
    assert own_words(text) == tuple(w for w, own in zip(words.words, words.own) if own)
