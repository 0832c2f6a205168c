"""Databases: which one a URL means, and transactions on it whose failures say what to do.

SQLite keeps a write-ahead log, so that readers never wait for a writer; writers come one at a time (BEGIN
IMMEDIATE). On PostgreSQL an advisory lock does the same, so that a writer may look before it writes.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ..errors import DossierError
from .faults import told

LOCK = 0x64746E74  # the advisory lock that writers on PostgreSQL take
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://")
_MEMORY = ":memory:"
_FILES = "name a file, sqlite:///FILE or postgresql://USER@HOST/DATABASE"


@dataclass(frozen=True, slots=True)
class Database:
    """A database that can be read from and written to; `where` names it in messages, without a password."""

    engine: Engine
    where: str
    wait: float  # seconds that a writer waits for another

    @property
    def sqlite(self) -> bool:
        """SQLite, or else PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database."""
        return Path(self.engine.url.database or "") if self.sqlite else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state throughout, whatever is written meanwhile."""
        level = {} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        with (
            told(self.where, self.wait),
            self.engine.connect() as connection,
            connection.execution_options(**level).begin(),
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction of the only writer, kept whole or undone whole."""
        with (
            told(self.where, self.wait),
            self.engine.connect() as connection,
            connection.execution_options(writing=True).begin(),
        ):
            if not self.sqlite:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(self.wait * 1000)}")
                connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
            yield connection

    def keep_write_ahead_log(self) -> None:
        """Have a SQLite file keep its write-ahead log from now on, unless another process is at it just now."""
        with told(self.where, self.wait), self.engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is not None:
                with suppress(sqlite3.OperationalError):
                    raw.execute("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def database(url: str | os.PathLike[str], wait: float) -> Database:
    """The database that `url` means, not yet connected to. Raises DossierError."""
    found = _locate(url)
    where = _name(found)
    return Database(_engine(found, wait, where), where, wait)


def _locate(url: str | os.PathLike[str]) -> URL:
    text = os.fspath(url)
    if not isinstance(text, str) or not text or "\0" in text:
        raise DossierError("names no dossier", where=repr(text), remedy=_FILES)
    if text != _MEMORY and (isinstance(url, os.PathLike) or not _SCHEME.match(text)):
        return URL.create("sqlite", database=text)
    try:
        found = make_url(text if text != _MEMORY else f"sqlite:///{text}")
    except (ArgumentError, ValueError) as error:
        raise DossierError("is no address of a database", where=_masked(text), remedy=_FILES) from error
    kind = found.drivername
    if kind == "sqlite":
        if not found.database or found.database == _MEMORY or found.query:
            raise DossierError("names no file that a dossier could be kept in", where=text, remedy=_FILES)
        return found
    if kind in ("postgres", "postgresql", "postgresql+psycopg"):
        return found.set(drivername="postgresql+psycopg")
    raise DossierError(f"a dossier is not kept in {kind}", where=_masked(text), remedy=_FILES)


def _name(url: URL) -> str:
    if url.drivername == "sqlite":
        return url.database or ""
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def _masked(text: str) -> str:
    """An address without the password in it."""
    return re.sub(r"(://[^/@:]*):[^@]*@", r"\1:***@", text)


def _engine(url: URL, wait: float, where: str) -> Engine:
    if url.drivername == "sqlite":
        engine = create_engine(url, connect_args={"timeout": wait})
        event.listen(engine, "connect", _settle_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    options = {"connect_timeout": max(2, min(60, round(wait))), "application_name": "detente"}
    try:
        # A connection that broke while it lay idle is replaced before anything is lost with it.
        return create_engine(url, connect_args=options, pool_pre_ping=True)
    except ImportError as error:
        remedy = "install it: pip install 'detente[postgres]'"
        raise DossierError("needs the PostgreSQL driver psycopg", where=where, remedy=remedy) from error
    except (SQLAlchemyError, TypeError, ValueError) as error:
        raise DossierError("is no address of a database", where=where, remedy=_FILES) from error


def _settle_sqlite(connection: Any, _: Any) -> None:
    """Leave transactions to us, hold references, and let no commit be lost with the machine's power."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")  # KiB: the default of 2 MB thrashes in a large dossier


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
