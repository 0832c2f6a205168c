"""Opening a dossier: what is one, what is none, and steps from one format to the next."""

from __future__ import annotations

import io
import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from detente.errors import DossierDamagedError, DossierError, DossierVersionError
from detente.store import open_dossier
from detente.store.migration import REVISIONS, move, revision_of
from detente.store.schema import HEAD, METADATA
from dossiers import by_hand, document, noon, talks


def test_a_file_is_made_where_there_is_none_unless_told_not_to(tmp_path):
    path = tmp_path / "new.dossier"
    with pytest.raises(DossierError, match=r"new\.dossier: does not exist"):
        open_dossier(path, create=False)
    assert not path.exists()
    open_dossier(path).close()
    open_dossier(f"sqlite:///{path}", create=False).close()
    assert [p.name for p in tmp_path.iterdir()] == ["new.dossier"]


def test_an_empty_database_is_no_dossier_unless_one_may_be_made(dossier_url):
    if not dossier_url.startswith("postgresql"):
        Path(dossier_url).touch()
    with pytest.raises(DossierError, match="holds no dossier"):
        open_dossier(dossier_url, create=False)
    open_dossier(dossier_url).close()
    open_dossier(dossier_url, create=False).close()


@pytest.mark.parametrize(
    "content", [b"Dear diary", b"\x1f\x8b" + b"0" * 500, b"SQLite format 3\0 cut", b"\0"]
)
def test_a_file_of_another_kind_is_refused_and_left_as_it_is(tmp_path, content):
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(DossierError, match=r"letter\.txt: is (no dossier|damaged)"):
        open_dossier(path)
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_database_of_somebody_else_is_refused_and_left_as_it_is(tmp_path, mode):
    path = tmp_path / "history.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("CREATE TABLE settings (name TEXT, value TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DossierError, match="SQLite database, but no dossier"):
        open_dossier(path)
    assert path.read_bytes() == before


def test_a_postgresql_database_of_somebody_else_is_refused(postgresql):
    url = postgresql.fresh()
    schema = url.rsplit("3D", 1)[1]
    postgresql.sql(f"CREATE TABLE {schema}.settings (name TEXT, value TEXT)")
    with pytest.raises(DossierError, match=r"is a database, but no dossier; give the dossier a database"):
        open_dossier(url)
    assert postgresql.sql(f"SELECT count(*) FROM {schema}.settings") == [(0,)]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://me:secret@host/x", "not kept in mysql"),
        ("postgresql://me:secret@host:port/x", "no address of a database"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        (":memory:", "names no file"),
        ("", "names no dossier"),
        ("a\0b", "names no dossier"),
        ("/nowhere/at/all.dossier", "make /nowhere/at first"),
        ("/", "is a folder"),
        ("postgresql://me:secret@127.0.0.1:1/x", "cannot be reached"),
    ],
)
def test_an_address_that_cannot_be_is_told_without_its_password(url, says):
    with pytest.raises(DossierError, match=says) as caught:
        open_dossier(url, wait=1)
    assert "secret" not in caught.value.message
    assert "\n" not in caught.value.message


def test_a_missing_database_says_how_to_make_it(postgresql):
    with pytest.raises(DossierError, match=r"no such database; make it first: createdb NAME"):
        open_dossier(postgresql.url("nobody_made_this"))


def test_without_the_driver_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DossierError, match=r"detente\[postgres\]"):
        open_dossier("postgresql://me@localhost/x")


def test_a_newer_dossier_is_refused_with_what_to_do(dossier_url):
    open_dossier(dossier_url).close()
    with by_hand(dossier_url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DossierVersionError, match=r"newer detente .*; update detente"):
        open_dossier(dossier_url)


def test_a_damaged_file_is_told(tmp_path):
    path = tmp_path / "a.dossier"
    with open_dossier(path) as dossier:
        for i in range(30):
            dossier.put(document(f"Talks number {i} were held. " * 30), [])
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 200] = b"\xff" * 200
    path.write_bytes(bytes(data))
    with pytest.raises(DossierDamagedError, match="take it from a backup"), open_dossier(path) as dossier:
        dossier.articles()


def test_the_steps_are_those_that_there_are_and_lead_to_todays_tables(dossier_url):
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    import detente.store.migration as migration

    config = Config()
    config.set_main_option("script_location", migration.__file__.replace("migration.py", "migrations"))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(reversed([s.revision for s in scripts.walk_revisions()])) == REVISIONS
    assert scripts.get_current_head() == HEAD == REVISIONS[-1]
    open_dossier(dossier_url).close()
    with by_hand(dossier_url) as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def filled(url: str) -> bytes:
    """A dossier with something of everything; gives its export."""
    with open_dossier(url, clock=noon) as dossier:
        one = document("Israel and Russia held talks in Moscow.")
        two = document("Israel and Russia held no talks in Moscow.", "https://ledger.example/a")
        dossier.put(one, [talks("ISR", "RUS", one.article)])
        dossier.put(two, [talks("ISR", "RUS", two.article, negated=True)])
        dossier.record("reject", dossier.statements()[0].id, author="Ada", note="a rumour")
        no = dossier.save_system("as_of: 2025-03-01\n", as_of="2025-03-01")
        dossier.save_run(system=no, command="run", inputs="ab", seed=1, runs=9, months=6, version="0.2",
                         results=[{"mean": 0.5}])  # fmt: skip
        return exported(dossier)


def exported(dossier) -> bytes:
    out = io.BytesIO()
    dossier.export(out)
    return out.getvalue()


def test_going_down_a_step_and_up_again_keeps_what_the_older_format_holds(dossier_url):
    before = filled(dossier_url).splitlines()[:-1]
    kept = [
        line
        for line in before
        if not line.startswith((b'{"type":"system', b'{"type":"run', b'{"type":"result'))
    ]
    assert len(kept) < len(before)
    with by_hand(dossier_url) as connection:
        move(connection, "0001")
        assert revision_of(connection, "here") == "0001"
    with open_dossier(dossier_url) as dossier:
        assert exported(dossier).splitlines()[:-1] == kept
        assert dossier.save_system("as_of: 2025-04-01\n") == 1
        assert dossier.verify() == ()


def test_going_down_all_steps_leaves_an_empty_database(dossier_url):
    filled(dossier_url)
    with by_hand(dossier_url) as connection:
        move(connection, "base")
        assert revision_of(connection, "here") is None
    with open_dossier(dossier_url) as dossier:
        assert dossier.articles() == ()


def test_a_step_that_fails_leaves_the_dossier_as_it_was(dossier_url):
    before = filled(dossier_url)

    def stop(connection: Connection) -> None:
        move(connection, "0001")
        raise TimeoutError

    with pytest.raises(TimeoutError), by_hand(dossier_url) as connection:
        stop(connection)
    with open_dossier(dossier_url) as dossier:
        assert exported(dossier) == before
