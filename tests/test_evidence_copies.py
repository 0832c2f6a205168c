"""Who copied whom: reprints, copied passages, and which way they went."""

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article
from detente.evidence.alignment import Words, align
from detente.evidence.copies import Provenance, find_copies

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


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=60),
    st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=60),
)
def test_shared_passages_count_each_word_of_the_copy_once(one, other):
    shared = align(Words.of(" ".join(one)), Words.of(" ".join(other)))
    assert sum(p.matched for p in shared) <= len(other)
    assert all(a.end <= b.start for a, b in pairwise(shared))


@given(st.text(max_size=200))
def test_words_stand_where_their_offsets_say(text):
    words = Words.of(text)
    assert len(words.words) == len(words.starts) == len(words.ends)
    assert all(not text[s:e].isspace() and s < e for s, e in zip(words.starts, words.ends))
