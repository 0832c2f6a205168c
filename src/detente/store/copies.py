"""Copies kept up to date: who copied whom among the articles that count, from a table of fingerprints.

The rule is that of `evidence.copies`: an article is compared with the first holder of each of its fingerprints
and with the holder just before it. So an article that comes or goes touches those that rank after it and for
which it is one of the two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Connection,
    delete,
    insert,
    or_,
    select,
    text,
)

from ..evidence.claim import Copy
from ..evidence.copies import Provenance, candidates, compare
from ..evidence.copies import fingerprints as fingerprints_of
from ..records import from_record, to_record
from ..sources.article import Article
from .articles import article_from, batches
from .packing import pack, unpack
from .schema import articles, copies, fingerprints

if TYPE_CHECKING:
    import numpy as np

_HASHES = {  # a list of numbers as a table, in each database's way
    "sqlite": "SELECT value AS hash FROM json_each(:hashes)",
    "postgresql": "SELECT hash FROM unnest(CAST(:hashes AS bigint[])) AS hash",
}
_AROUND = """
    SELECT h.hash,
        (SELECT rank FROM fingerprints f WHERE f.hash = h.hash ORDER BY rank LIMIT 1) AS first,
        (SELECT rank FROM fingerprints f WHERE f.hash = h.hash AND rank < :rank
            ORDER BY rank DESC LIMIT 1) AS before,
        (SELECT article FROM fingerprints f WHERE f.hash = h.hash AND rank > :rank
            ORDER BY rank LIMIT 1) AS after
    FROM ({hashes}) h"""
_AFTER = """
    SELECT DISTINCT f.article FROM ({hashes}) h JOIN fingerprints f ON f.hash = h.hash WHERE f.rank > :rank"""


@dataclass(frozen=True, slots=True)
class _Held:
    """An article with its fingerprints."""

    no: int
    rank: int
    article: Article
    hashes: np.ndarray


def add_article(connection: Connection, no: int) -> set[int]:
    """Take up an article that counts from now on; gives the articles that are copies of others than before."""
    held = _held(connection, no)
    after = _affected(connection, held)
    rows = [{"hash": h, "rank": held.rank, "article": no} for h in held.hashes.tolist()]
    if rows:
        connection.execute(insert(fingerprints), rows)
    return _renew(connection, [held, *(_held(connection, other) for other in after)])


def drop_article(connection: Connection, no: int) -> set[int]:
    """Let go of an article that counts no more; gives the articles that are copies of others than before."""
    held = _held(connection, no)
    after = _affected(connection, held)
    for some in batches(held.hashes.tolist()):
        connection.execute(
            delete(fingerprints).where(
                fingerprints.c.hash.in_(some), fingerprints.c.rank == held.rank, fingerprints.c.article == no
            )
        )
    gone = or_(copies.c.article == no, copies.c.original == no)
    changed = {row.article for row in connection.execute(select(copies.c.article).where(gone))}
    connection.execute(delete(copies).where(gone))
    return changed | _renew(connection, [_held(connection, other) for other in after])


def copiers_of(connection: Connection, originals: Iterable[int]) -> set[int]:
    """The articles given, and all that copy from them, however many hands the words went through."""
    found = set(originals)
    fresh = found
    while fresh:
        reached: set[int] = set()
        for some in batches(sorted(fresh)):
            rows = connection.execute(select(copies.c.article).where(copies.c.original.in_(some)))
            reached.update(row.article for row in rows)
        fresh = reached - found
        found |= fresh
    return found


def provenance_of(connection: Connection, nos: Iterable[int]) -> tuple[Provenance, set[int]]:
    """Where the words of articles stood first, and all articles that they came through."""
    found: set[int] = set()
    fresh = set(nos)
    known: list[Copy] = []
    while fresh:
        found |= fresh
        reached: set[int] = set()
        for some in batches(sorted(fresh)):
            rows = connection.execute(
                select(copies.c.original, copies.c.record).where(copies.c.article.in_(some))
            )
            for row in rows:
                reached.add(row.original)
                known.append(copy_from(row.record))
        fresh = reached - found
    return Provenance.of(known), found


def read_copies(connection: Connection) -> tuple[Copy, ...]:
    """All copies among the articles that count, by copy and original."""
    copy, original = articles.alias("copy"), articles.alias("original")
    joined = copies.join(copy, copy.c.no == copies.c.article).join(
        original, original.c.no == copies.c.original
    )
    query = select(copies.c.record).select_from(joined).order_by(copy.c.id, original.c.id)
    return tuple(copy_from(row.record) for row in connection.execute(query))


def copy_from(record: str) -> Copy:
    """The copy of a record."""
    return from_record(Copy, unpack(record))


def _held(connection: Connection, no: int) -> _Held:
    row = connection.execute(select(articles).where(articles.c.no == no)).one()
    article = article_from(row.record, row.text)
    return _Held(no, row.rank, article, fingerprints_of(article.text))


def _affected(connection: Connection, held: _Held) -> list[int]:
    """Articles whose first or foregoing holder of a fingerprint is this one, or would be."""
    rows = _ask(connection, _AROUND, held)
    found = {row.after for row in rows if row.after is not None}
    leading = [row.hash for row in rows if row.before is None and row.after is not None]
    if leading:
        found |= {row.article for row in _ask(connection, _AFTER, held, leading)}
    return sorted(found - {held.no})


def _renew(connection: Connection, later: Sequence[_Held]) -> set[int]:
    """Find anew what articles are copies of, of those before them; gives the articles for which that changed."""
    changed: set[int] = set()
    for held in later:
        was = {row.record: row for row in connection.execute(select(copies).where(copies.c.later == held.no))}
        found = {pack(to_record(copy)): (copy, other) for copy, other in _compared(connection, held)}
        for record in was.keys() - found.keys():
            row = was[record]
            connection.execute(
                delete(copies).where(copies.c.article == row.article, copies.c.original == row.original)
            )
            changed.add(row.article)
        for record in found.keys() - was.keys():
            copy, other = found[record]
            article, original = (held.no, other) if copy.article == held.article.id else (other, held.no)
            connection.execute(
                insert(copies).values(article=article, original=original, later=held.no, record=record)
            )
            changed.add(article)
    return changed


def _compared(connection: Connection, held: _Held) -> list[tuple[Copy, int]]:
    """What an article is a copy of, or what of those before it is a copy of it; each with the other's number."""
    import numpy as np

    rows = _ask(connection, _AROUND, held)
    first = np.array([-1 if r.first is None else r.first for r in rows], np.int64)
    before = np.array([-1 if r.before is None else r.before for r in rows], np.int64)
    ranks = candidates(first, before, held.rank)
    if not ranks:
        return []
    query = select(articles).where(articles.c.rank.in_(ranks), articles.c.current, articles.c.no != held.no)
    found = []
    for row in connection.execute(query.order_by(articles.c.id)):
        copy = compare(held.article, article_from(row.record, row.text))
        if copy is not None:
            found.append((copy, row.no))
    return found


def _ask(
    connection: Connection, query: str, held: _Held, hashes: Collection[int] | None = None
) -> Sequence[Any]:
    """Ask for each fingerprint of an article, or for some of them."""
    asked = held.hashes.tolist() if hashes is None else list(hashes)
    if not asked:
        return ()
    sqlite = connection.dialect.name == "sqlite"
    statement = text(query.format(hashes=_HASHES[connection.dialect.name]))
    return connection.execute(
        statement, {"hashes": pack(asked) if sqlite else asked, "rank": held.rank}
    ).all()
