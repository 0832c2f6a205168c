"""The log of what people decided only grows."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from detente.errors import DossierError, EditError
from detente.store import open_dossier
from dossiers import by_hand, document, noon, talks


@pytest.fixture
def dossier(dossier_url):
    """A dossier with two claims in it, each said once."""
    with open_dossier(dossier_url, clock=noon) as opened:
        one = document("Israel and Russia held talks in Moscow.")
        opened.put(one, [talks("ISR", "RUS", one.article), talks("TUR", "RUS", one.article)])
        yield opened


def ids(dossier, text: str) -> str:
    """A text with the first two claims and statements in place of c1, c2, s1 and s2."""
    weighed = dossier.weighed()
    names = {f"c{i + 1}": c.id for i, c in enumerate(weighed.claims)}
    names |= {f"s{i + 1}": s for i, c in enumerate(weighed.claims) for s in c.statements}
    return names.get(text, text)


def test_edits_are_numbered_and_keep_author_time_and_note(dossier):
    one, two = ids(dossier, "c1"), ids(dossier, "c2")
    first = dossier.record("accept", one, author="Ada", note="seen by\nmyself")
    second = dossier.record("merge", one, {"claims": [two]}, author="Béla")
    assert dossier.edits() == (first, second)
    assert (first.no, second.no) == (1, 2)
    assert first.at == "2026-01-02T12:00:00+00:00"
    assert second.value == {"claims": [two]}


def test_the_time_is_kept_in_utc_whatever_the_clock_shows(dossier, dossier_url):
    ankara = datetime(2026, 1, 2, 15, tzinfo=timezone(timedelta(hours=3)))
    with open_dossier(dossier_url, clock=lambda: ankara) as other:
        assert other.record("accept", ids(dossier, "c1"), author="Ada").at == "2026-01-02T12:00:00+00:00"


def test_an_edit_can_be_taken_back(dossier):
    dossier.record("reject", ids(dossier, "s1"), author="Ada")
    assert dossier.record("undo", "1", author="Ada").undoes == 1


@pytest.mark.parametrize(
    ("action", "target", "value", "author"),
    [
        ("undo", "7", None, "Ada"),
        ("undo", "²", None, "Ada"),
        ("merge", "c1", {"claims": ["c1"]}, "Ada"),
        ("merge", "c1", None, "Ada"),
        ("accept", "", None, "Ada"),
        ("accept", "c1", None, " "),
        ("accept", "c1", None, "A\0da"),
        ("accept", "c1", None, "A\ud800da"),
        ("accept", "c" * 20_000, None, "Ada"),
        ("burn", "c1", None, "Ada"),
        ("correct", "s1", {"stance": float("nan")}, "Ada"),
        ("correct", "s1", {"stance": {1, 2}}, "Ada"),
        ("correct", "s1", {"certainty": "high"}, "Ada"),
        ("correct", "s1", {"colour": "red"}, "Ada"),
        ("correct", "s0", {"certainty": 0.1}, "Ada"),
        ("accept", "c0", None, "Ada"),
        ("reject", "outlet:nobody", None, "Ada"),
        ("reject", "a0123456789abcdef", None, "Ada"),
        ("merge", "c1", {"claims": ["c0"]}, "Ada"),
        ("merge", "c0", {"claims": ["c1"]}, "Ada"),
        ("split", "c1", {"statements": ["s0"]}, "Ada"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused_and_not_kept(dossier, action, target, value, author):
    if value and "claims" in value:
        value = {"claims": [ids(dossier, c) for c in value["claims"]]}
    with pytest.raises(EditError):
        dossier.record(action, ids(dossier, target), value, author=author)
    assert dossier.edits() == ()


@pytest.mark.parametrize(
    "change",
    ["UPDATE edits SET author = 'Eve'", "DELETE FROM edits", "UPDATE edits SET no = 5", "TRUNCATE edits"],
)
def test_the_database_itself_refuses_to_change_the_log(dossier, dossier_url, change):
    if change.startswith("TRUNCATE") and not dossier_url.startswith("postgresql"):
        change = "DELETE FROM edits WHERE no = 1"
    dossier.record("accept", ids(dossier, "c1"), author="Ada")
    before = dossier.edits()
    with (
        pytest.raises(DossierError, match="the log of edits only grows") as caught,
        by_hand(dossier_url) as connection,
    ):
        connection.execute(text(change))
    assert isinstance(caught.value.__cause__, DBAPIError)
    assert dossier.edits() == before


def test_what_is_undone_already_is_not_undone_again(dossier):
    dossier.record("reject", ids(dossier, "s1"), author="Ada")
    dossier.record("undo", "1", author="Ada")
    with pytest.raises(EditError, match="undone already"):
        dossier.record("undo", "1", author="Bo")
    dossier.record("undo", "2", author="Bo")  # has it back
    assert dossier.record("undo", "1", author="Ada").no == 4
