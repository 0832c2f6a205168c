"""A dossier keeps articles with their bytes and statements, in versions, on either database."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
from detente.errors import DossierError, DossierLockedError, QuoteError
from detente.sources.document import Document
from detente.store import open_dossier
from dossiers import article, document, talks, texts

LONG = "The envoy of Israel flew to Moscow on Monday and met the foreign minister there for three hours. "
OTHER = "Turkey signed a treaty on grain with Ukraine while the harvest in Anatolia fell short of all hopes. "


@pytest.fixture
def dossier(dossier_url):
    with open_dossier(dossier_url) as opened:
        yield opened


def test_an_article_comes_back_with_its_bytes_and_statements(dossier_url):
    one = document("Israel and Russia held talks in Moscow. Iran was silent.")
    said = (talks("ISR", "RUS", one.article, quote="Israel and Russia held talks in Moscow."),
            builders.tie("IRN", "RUS", source=one.article, quote="Iran was silent."))  # fmt: skip
    with open_dossier(dossier_url) as dossier:
        assert dossier.put(one, said).outcome == "added"
    with open_dossier(dossier_url, create=False) as dossier:
        assert dossier.articles() == (one.article,)
        assert dossier.statements() == said
        assert dossier.raw(one.article.id) == one.raw
        assert dossier.has(one.article.id)
        assert not dossier.has("a0000000000000000")


def test_the_same_article_again_changes_nothing(dossier):
    one = document("Israel and Russia held talks in Moscow.")
    dossier.put(one, [talks("ISR", "RUS", one.article)])
    before = dossier.articles(), dossier.statements(), dossier.info()
    assert dossier.put(one, []).outcome == "known"
    assert (dossier.articles(), dossier.statements(), dossier.info()) == before


def test_the_same_article_elsewhere_is_noted_and_counted_once(dossier):
    one = document("Israel and Russia held talks in Moscow.", "one.txt")
    dossier.put(one, [])
    assert dossier.put(document(one.article, "two.txt"), []).outcome == "known"
    assert dossier.known_sources(["one.txt", "two.txt", "three.txt"]) == {"one.txt", "two.txt"}
    assert dossier.info().articles == 1


def test_an_address_that_shows_something_else_has_a_new_version(dossier):
    page = "https://ledger.example/talks"
    first, second = document(LONG, page), document(OTHER, page)
    dossier.put(first, [talks("ISR", "RUS", first.article)])
    assert dossier.put(second, [talks("TUR", "UKR", second.article)]).outcome == "version"
    assert dossier.articles() == (second.article,)
    assert len(dossier.articles(superseded=True)) == 2
    assert {s.article.id for s in dossier.statements()} == {second.article.id}
    assert dossier.statements([first.article.id])
    assert dossier.raw(first.article.id) == first.raw


def test_a_page_that_goes_back_to_what_it_was_counts_as_that_again(dossier):
    page = "https://ledger.example/talks"
    for text, count in ((LONG, "added"), (OTHER, "version"), (LONG, "version"), (LONG, "known")):
        assert dossier.put(document(text, page), []).outcome == count
    assert texts(dossier.articles()) == {LONG}


def test_an_old_version_still_counts_where_another_place_shows_it(dossier):
    dossier.put(document(LONG, "https://ledger.example/a"), [])
    dossier.put(document(LONG, "https://ledger.example/b"), [])
    dossier.put(document(OTHER, "https://ledger.example/a"), [])
    assert texts(dossier.articles()) == {LONG, OTHER}
    dossier.put(document(OTHER, "https://ledger.example/b"), [])
    assert texts(dossier.articles()) == {OTHER}


def test_a_file_that_was_edited_has_a_new_version(dossier):
    dossier.put(document(LONG + "It rained.", "note.txt"), [])
    assert dossier.put(document(LONG + "The sun shone.", "note.txt"), []).outcome == "version"
    assert texts(dossier.articles()) == {LONG + "The sun shone."}


def test_another_article_in_a_file_of_that_name_is_another_article(dossier):
    dossier.put(document(LONG, "note.txt"), [])
    assert dossier.put(document(OTHER, "note.txt"), []).outcome == "added"
    assert texts(dossier.articles()) == {LONG, OTHER}


def test_a_statement_that_is_not_in_the_words_is_refused_and_nothing_kept(dossier):
    one = document("Israel and Russia held talks in Moscow.")
    good = talks("ISR", "RUS", one.article)
    for quote, start in (("Israel and Iran", 0), ("Russia", 0)):
        bad = talks("ISR", "IRN", one.article, quote=quote, start=start)
        with pytest.raises(QuoteError, match="does not stand in it as quoted"):
            dossier.put(one, [good, bad])
    with pytest.raises(QuoteError):
        dossier.put(one, [talks("ISR", "RUS", article("Israel and Russia held talks in Moscow!"))])
    assert dossier.articles(superseded=True) == ()
    assert dossier.verify() == ()


def test_an_article_that_is_not_held_says_so(dossier):
    with pytest.raises(DossierError, match=r"holds no article a1; see"):
        dossier.raw("a1")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(min_size=1, max_size=40), place=st.text(min_size=1, max_size=40), raw=st.binary(max_size=99)
)
def test_any_text_place_and_bytes_are_kept_as_they_are(dossier, text, place, raw):
    made = article(text, title=place + text, path=place)
    if not dossier.has(made.id):
        dossier.put(Document(made, raw, "file:" + place), [talks("ISR", "RUS", made)])
        assert dossier.raw(made.id) == raw
    assert made in dossier.articles(superseded=True)
    assert talks("ISR", "RUS", made) in dossier.statements([made.id])


def test_an_address_of_any_length_is_known_again(dossier):
    page = "https://ledger.example/" + "long/" * 4000
    dossier.put(document(LONG, page), [])
    assert dossier.known_sources([page, page + "x"]) == {page}
    assert dossier.knows(page)
    assert not dossier.knows(page + "x")


def test_info_counts_what_is_held(dossier):
    page = "https://ledger.example/talks"
    first, second = document(LONG, page, published="2024-05-06"), document(OTHER, page, published="2025-07")
    third = document("Nothing of note was said in Ankara.", published=None)
    for one in (first, second, third):
        dossier.put(one, [talks("ISR", "RUS", one.article)])
    info = dossier.info()
    assert (info.articles, info.superseded, info.statements) == (2, 1, 2)
    assert (info.first, info.last) == ("2025-07", "2025-07")
    assert info.size > 0


def test_a_writer_waits_for_another_and_then_says_so(dossier_url):
    with open_dossier(dossier_url) as one, open_dossier(dossier_url, wait=0.2) as other:
        with one._database.writing():
            with pytest.raises(DossierLockedError, match="being written to by another process"):
                other.put(document(LONG), [])
            assert other.articles() == ()  # readers do not wait
        assert other.put(document(LONG), []).outcome == "added"
