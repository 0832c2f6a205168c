"""What a dossier holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, select, text

from .schema import HEAD, METADATA, articles, claims, copies, edits, runs, statements, systems


@dataclass(frozen=True, slots=True)
class Info:
    """Counts, the space it takes in bytes, and the first and last date that an article was published.

    `articles` are those that count; `superseded` earlier versions of changed pages. `format` is the last
    migration of its tables.
    """

    where: str
    database: Literal["sqlite", "postgresql"]
    format: str
    size: int
    articles: int
    superseded: int
    statements: int
    claims: int
    copies: int
    edits: int
    systems: int
    runs: int
    first: str | None
    last: str | None


def read_info(connection: Connection, where: str) -> Info:
    """Count what is held."""

    def count(table, *conditions) -> int:
        return connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()

    first, last = connection.execute(
        select(func.min(articles.c.published), func.max(articles.c.published)).where(articles.c.current)
    ).one()
    sqlite = connection.dialect.name == "sqlite"
    current = count(articles, articles.c.current)
    held = statements.join(articles, articles.c.no == statements.c.article)
    return Info(
        where, "sqlite" if sqlite else "postgresql", HEAD, _size(connection, sqlite=sqlite), current,
        count(articles) - current, count(held, articles.c.current), count(claims), count(copies),
        count(edits), count(systems), count(runs), first, last,
    )  # fmt: skip


def _size(connection: Connection, *, sqlite: bool) -> int:
    if sqlite:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return pages * connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    tables = list(METADATA.tables)
    total = text(
        "SELECT coalesce(sum(pg_total_relation_size(to_regclass(name))), 0) "
        "FROM unnest(CAST(:tables AS text[])) AS name"
    )
    return int(connection.execute(total, {"tables": tables}).scalar_one())
