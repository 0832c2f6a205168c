"""Finding in a dossier: pages of articles and claims, on both databases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from detente import open_dossier
from detente.errors import DossierError
from detente.store import Wanted
from detente.store.packing import folded
from dossiers import by_hand, document, talks


@pytest.fixture
def held(dossier_url):
    """A dossier with two articles: talks told by one, a position and bases by another."""
    with open_dossier(dossier_url) as dossier:
        one = document(
            "Israel and Russia held talks.", publisher="The Levant Observer", published="2025-03-01"
        )
        two = document(
            "Türkiye wants Russia to leave. Russia keeps bases in Syria.", publisher="Le Monde Arabe",
            published="2025-03-04", title="Après the bases",
        )  # fmt: skip
        dossier.put(one, [talks("ISR", "RUS", one.article)])
        dossier.put(
            two,
            [
                builders.position("TUR", "rus-leaves", 0.8, text="Russia leaves", source=two.article,
                                  quote="Türkiye wants Russia to leave."),
                builders.presence("RUS", "SYR", form="bases", source=two.article,
                                  quote="Russia keeps bases in Syria."),
            ],
        )  # fmt: skip
        yield dossier


def kinds(found) -> list[str]:
    return sorted(c.kind for c in found.items)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["event", "position", "presence"]),
        (Wanted(kind="event"), ["event"]),
        (Wanted(actor="RUS"), ["event", "presence"]),
        (Wanted(actor="SYR"), ["presence"]),
        (Wanted(issue="rus-leaves"), ["position"]),
        (Wanted(text="held TALKS"), ["event"]),
        (Wanted(text="bases russia"), ["presence"]),
        (Wanted(text="talks bases"), []),
        (Wanted(text="russ BAS"), ["presence"]),  # words that begin so
        (Wanted(text="ussia"), []),
        (Wanted(text="ru"), []),  # too short to be a beginning
        (Wanted(text="in bases"), ["presence"]),
        (Wanted(text="100%"), []),
        (Wanted(text="_"), []),
        (Wanted(least=0.99), []),
        (Wanted(most=0.0), []),
        (Wanted(verdict="open", kind="position"), ["position"]),
        (Wanted(verdict="rejected"), []),
        (Wanted(actor="' OR 1=1 --"), []),
    ],
)
def test_claims_are_found_by_what_is_asked(held, wanted, expected):
    found = held.find_claims(wanted)
    assert kinds(found) == expected
    assert found.total == len(expected)


def test_claims_are_found_by_origin_and_by_article(held):
    origin = next(f for f in held.facets("origin") if "Levant" in f.name)
    assert kinds(held.find_claims(Wanted(origin=origin.value))) == ["event"]
    bases = held.find_articles("monde").items[0].article
    assert kinds(held.find_claims(Wanted(article=bases.id))) == ["position", "presence"]


def test_pages_hold_each_claim_once_most_believed_first(held):
    pages = [held.find_claims(start=i, count=1) for i in range(3)]
    assert [p.total for p in pages] == [3, 3, 3]
    claims = [p.items[0] for p in pages]
    assert {c.id for c in claims} == {c.id for c in held.weighed().claims}
    assert [c.belief for c in claims] == sorted((c.belief for c in claims), reverse=True)


def test_a_verdict_and_a_split_are_found_at_once(held):
    claim = held.find_claims(Wanted(kind="event")).items[0]
    held.record("reject", claim.id, author="Ada")
    assert [c.id for c in held.find_claims(Wanted(verdict="rejected")).items] == [claim.id]
    held.record("undo", "1", author="Ada")
    assert held.find_claims(Wanted(verdict="rejected")).total == 0


def test_a_correction_moves_a_claim_to_its_new_actor(held):
    (said,) = (s for s in held.statements() if s.kind == "presence")
    held.record("correct", said.id, {"actor.actor": "IRN"}, author="Ada")
    assert kinds(held.find_claims(Wanted(actor="IRN"))) == ["presence"]
    assert kinds(held.find_claims(Wanted(actor="RUS"))) == ["event"]


def test_articles_are_found_by_title_and_publisher_latest_first(held):
    assert [e.article.published for e in held.find_articles().items] == ["2025-03-04", "2025-03-01"]
    (entry,) = held.find_articles("APRES bases").items
    assert entry.statements == 2
    assert held.find_articles("nothing of it").total == 0
    assert held.find_articles("  ").total == 2
    assert held.find_articles("%").total == 0
    assert held.find_articles(start=1, count=1).items[0].article.published == "2025-03-01"


def test_articles_are_found_by_the_words_of_their_text_in_every_version_that_counts(
    held, other_url, tmp_path
):
    (entry,) = held.find_articles("turkiye LEAVE").items
    assert entry.article.title == "Après the bases"
    assert held.find_articles("talks").total == held.find_articles("tal held").total == 1
    page = "https://ledger.example/a"
    for text in ("Zanzibar signed the accord.", "Zanzibar tore up the treaty."):
        held.put(document(text), [])
        held.put(document(text + " So it was told.", page), [])
    assert held.find_articles("zanzibar accord").total == 1  # the page shows the treaty since
    assert held.find_articles("zanzibar treaty").total == 2
    assert held.verify() == ()
    with (tmp_path / "e.jsonl").open("wb") as file:
        held.export(file)
    with open_dossier(other_url) as other:
        other.import_(tmp_path / "e.jsonl")
        for text in (
            "zanzibar treaty",
            "talks",
            "turkiye leave",
            "accord zanz",
            "nothing",
            "a\x00b",
            "𝄞",
            "🙂 %_",
        ):
            found, again = held.find_articles(text), other.find_articles(text)
            assert [e.article.id for e in found.items] == [e.article.id for e in again.items]


def test_one_article_and_some_claims_are_had_by_their_ids(held):
    entry = held.find_articles().items[0]
    assert held.article(entry.article.id) == entry.article
    with pytest.raises(DossierError, match="holds no article a0"):
        held.article("a0")
    everything = held.weighed()
    for claim in everything.claims:
        only = held.weighed([claim.id])
        assert only.claims == (claim,)
        assert only.support == tuple(s for s in everything.support if s.claim == claim.id)
    assert held.weighed(["c0"]).claims == ()
    assert {s.id for s in held.said(s.id for s in held.statements())} == {s.id for s in held.statements()}


def test_facets_are_counted_most_first(held):
    found = held.facets("actor")
    assert (found[0].value, found[0].claims) == ("RUS", 2)
    assert {f.value for f in found} >= {"ISR", "RUS", "TUR", "SYR"}
    assert [f.name for f in held.facets("issue")] == ["Russia leaves"]


def test_verify_tells_where_a_claim_is_found_by_something_else(held, dossier_url):
    assert held.verify() == ()
    with by_hand(dossier_url) as connection:
        connection.exec_driver_sql("UPDATE claims SET words = 'nothing' WHERE kind = 'event'")
        connection.exec_driver_sql("DELETE FROM facets WHERE value = 'TUR'")
        connection.exec_driver_sql("UPDATE claims SET origins = 7 WHERE kind = 'presence'")
    assert [p.what for p in held.verify()] == ["what it is found by is not what its record gives"] * 3


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("article_terms", ["the words it is found by are not its own"] * 2),
        ("claim_terms", ["what it is found by is not what its record gives"] * 3),
    ],
)
def test_verify_tells_where_words_are_missing(held, dossier_url, table, told):
    with by_hand(dossier_url) as connection:
        connection.exec_driver_sql(f"DELETE FROM {table}")
    assert [p.what for p in held.verify()] == told


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=40))
def test_folding_twice_changes_nothing_more(text):
    assert folded(folded(text)) == folded(text)
