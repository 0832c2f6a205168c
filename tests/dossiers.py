"""Dossiers for tests: a fresh place for one on SQLite and on PostgreSQL, and documents to put in.

PostgreSQL is a private cluster in a temporary folder, started once for all tests where its programs are
installed and reached through a socket in that folder.
"""

from __future__ import annotations

import getpass
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import builders
from detente.reading.statement import Statement
from detente.sources.article import Article
from detente.sources.document import Document
from detente.sources.loading import article_id

if TYPE_CHECKING:
    from sqlalchemy import Connection

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
_NUMBERS = count(1)


def article(text: str, **rest: Any) -> Article:
    """An article as `builders.article` makes it, with the id that reading would give it."""
    made = builders.article(text, **rest)
    name = article_id(made.title, made.publisher, made.published, made.text)
    return replace(made, id=name, path=rest.get("path") or f"{name}.txt")


def document(text: str | Article, source: str | None = None, **rest: Any) -> Document:
    """A document: `document("Israel and Russia held talks.", "talks.txt")`; by default its own file."""
    made = article(text, **rest) if isinstance(text, str) else text
    return Document(made, f"raw of {made.text}".encode("utf8", "surrogatepass"), source or made.path)


def talks(a: str, b: str, source: Article, **rest: Any) -> Statement:
    """A statement that an article tells of talks between two."""
    return builders.event(a, "CONSULT", b, source=source, **rest)


class Cluster:
    """A PostgreSQL server of our own that gives out fresh places."""

    def __init__(self, programs: Path, folder: Path, user: str) -> None:
        self.programs, self.folder, self.user = programs, folder, user

    def run(self, program: str, *arguments: str) -> str:
        """Run one of its programs, never as root, which PostgreSQL refuses."""
        line = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            line = ["runuser", "-u", self.user, "--", *line]
        done = subprocess.run(line, capture_output=True, text=True, cwd=self.folder, timeout=120)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr or done.stdout}")
        return done.stdout

    def start(self) -> None:
        """Make the cluster and start its server."""
        options = ("-D", self._data, "-U", "tester", "-A", "trust", "-E", "UTF8", "-N")
        version = re.search(r"\) (\d+)", self.run("initdb", "--version"))
        if version and int(version[1]) >= 15:
            # sorts otherwise than by code point, as many servers do
            options = (*options, "--locale-provider=icu", "--icu-locale=en-US")
        self.run("initdb", *options, "--locale=C")
        self.start_server()

    def start_server(self) -> None:
        """Start its server, or start it again."""
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c max_connections=30"
        # A server that held our pipe open would be waited for until it ends.
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", self._data, "-w", "-l", log, "-o", options, "start")

    def stop_server(self) -> None:
        """Stop its server at once, as when the power goes."""
        self.run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def stop(self) -> None:
        """Stop the server and remove its files."""
        self.stop_server()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def url(self, database: str, schema: str = "public") -> str:
        """The address of one of its databases, and of a schema in it."""
        return f"postgresql://tester@/{database}?host={self.folder}&options=-csearch_path%3D{schema}"

    def fresh(self) -> str:
        """The address of a new, empty schema, which is quicker made than a database."""
        name = f"dossier{next(_NUMBERS)}"
        self.sql(f"CREATE SCHEMA {name}")
        return self.url("postgres", name)

    def sql(self, command: str) -> list[tuple]:
        """Run one command as somebody else at the server."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            done = connection.execute(command.encode())
            return done.fetchall() if done.description else []


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A PostgreSQL server; what asks for it is skipped where there is none to start."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    programs = found[-1].parent if found else Path(on_path).parent if on_path else None
    if programs is None:
        pytest.skip("install PostgreSQL (its server programs) to run this")
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    folder = Path(tempfile.mkdtemp(prefix="dossiers-"))
    if os.geteuid() == 0:
        try:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        except KeyError:
            pytest.skip("as root this needs the user postgres, which PostgreSQL's package makes")
    cluster = Cluster(programs, folder, user)
    cluster.start()
    yield cluster
    cluster.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives addresses of places for new dossiers, on either database in turn."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{next(_NUMBERS)}.dossier")
    return request.getfixturevalue("postgresql").fresh


@pytest.fixture
def dossier_url(fresh_url: Callable[[], str]) -> str:
    """The address of a place for a new dossier, on either database in turn."""
    return fresh_url()


@pytest.fixture
def other_url(dossier_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a place for a second dossier, on the other database."""
    if dossier_url.startswith("postgresql"):
        return str(tmp_path / "other.dossier")
    return request.getfixturevalue("postgresql").fresh()


@contextmanager
def by_hand(url: str) -> Iterator[Connection]:
    """The tables of a dossier, to be looked at or changed behind its back."""
    from detente.store.engine import database

    held = database(url, 1)
    try:
        with held.writing() as connection:
            yield connection
    finally:
        held.close()


def noon() -> datetime:
    """A clock that stands still."""
    return NOON


def texts(articles: Sequence[Article]) -> set[str]:
    """The texts of articles."""
    return {a.text for a in articles}
