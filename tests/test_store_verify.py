"""Verifying finds what is not as it was put in."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from detente.store import open_dossier
from dossiers import by_hand, document, talks

PAGE = "https://ledger.example/talks"


@pytest.fixture
def filled(dossier_url):
    """The address of a dossier with a changed page, an edit and a system in it."""
    with open_dossier(dossier_url) as dossier:
        for words in ("Israel and Russia held talks.", "Israel and Russia held long talks."):
            one = document(words, PAGE)
            dossier.put(one, [talks("ISR", "RUS", one.article)])
        dossier.record("accept", dossier.statements()[0].id, author="Ada")
        dossier.save_system("as_of: 2025-03-01\n")
    return dossier_url


def found(url: str, change: str) -> str:
    """What verifying says after somebody changed the tables by hand."""
    with by_hand(url) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for command in change.split(";"):
            connection.execute(text(command))
    with open_dossier(url) as dossier:
        problems = dossier.verify()
    assert all(p.level == "error" for p in problems)
    return "\n".join(f"{p.where}: {p.what}" for p in problems)


def test_a_dossier_that_nobody_touched_is_whole(filled):
    with open_dossier(filled) as dossier:
        assert dossier.verify() == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            "UPDATE articles SET text = replace(text, 'Russia', 'Turkey')",
            "its id is not what its content gives",
        ),
        ("UPDATE articles SET record = '{'", "cannot be read"),
        ("UPDATE articles SET published = '1999'", "its columns are not what its record gives"),
        ("UPDATE articles SET current = NOT current", "whether it counts"),
        ("UPDATE documents SET sha256 = '00'", "its bytes are not those that were put in"),
        ("UPDATE documents SET size = 5", "its bytes are not those that were put in"),
        ("UPDATE documents SET raw = X'00'", "its bytes cannot be unpacked"),
        ("DELETE FROM documents", "its bytes are missing"),
        ("UPDATE statements SET record = replace(record, 'Russia', 'Turkey')", "as quoted"),
        ("UPDATE statements SET id = id || 'x'", "is not the one that its record tells of"),
        ("UPDATE sightings SET last = NOT last", "whether it counts"),
        ("UPDATE systems SET sha256 = '00'", "its text is not the one that was saved"),
        (
            "INSERT INTO edits SELECT 7, at, author, action, target, value, note, undoes FROM edits",
            "numbers are missing",
        ),
    ],
)
def test_what_somebody_changed_by_hand_is_found(filled, change, says):
    if filled.startswith("postgresql") and "raw =" in change:
        change = r"UPDATE documents SET raw = '\x00'"
    assert says in found(filled, change)


def test_rows_without_what_they_refer_to_are_found(tmp_path):
    import sqlite3

    path = tmp_path / "a.dossier"
    with open_dossier(path) as dossier:
        one = document("Israel and Russia held talks.")
        dossier.put(one, [talks("ISR", "RUS", one.article)])
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM articles")
    connection.close()
    with open_dossier(path) as dossier:
        said = {p.where for p in dossier.verify()}
    assert {"table documents", "table statements", "table sightings"} <= said
