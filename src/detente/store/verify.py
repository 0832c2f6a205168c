"""Verifying: everything in a dossier held against what it was made from."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, exists, func, select

from ..errors import DetenteError, EditError
from ..evidence.claim import Claim
from ..evidence.copies import rank_of
from ..evidence.ruling import rulings_of
from ..evidence.weighing import weigh
from ..reading.quote import check_quote
from ..reading.statement import Statement
from ..records import from_record
from ..sources.article import Article
from ..sources.loading import article_id
from ..system.file import parse_system
from ..system.model import System
from ..system.problem import Problem
from .articles import (
    article_from,
    heading_of,
    publisher_key,
    read_articles,
    read_statements,
    searched_of,
    stream,
)
from .claims import read_weighed
from .copies import read_copies
from .edits import read_edits
from .faces import face_of, read_faces
from .packing import digest, expand, unpack
from .schema import METADATA, article_terms, articles, documents, sightings, statements, systems
from .terms import read_claim_terms, read_terms, terms_of


def verify(connection: Connection) -> Iterator[Problem]:
    """What is wrong with a dossier, each an error; nothing where it is whole."""
    yield from _database(connection)
    yield from _articles(connection)
    yield from _dangling(connection)
    yield from _edits(connection)
    yield from _systems(connection)
    yield from _evidence(connection)


def _wrong(where: str, what: str) -> Problem:
    return Problem("error", where, what)


def _database(connection: Connection) -> Iterator[Problem]:
    """What the database itself finds: SQLite can check its file, PostgreSQL keeps checksums of its own."""
    if connection.dialect.name == "sqlite":
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if said != "ok":
                yield _wrong("the file", str(said))


def _articles(connection: Connection) -> Iterator[Problem]:
    """Ids are what content gives, bytes what their hash was taken of, quotes what the text says."""
    held = articles.outerjoin(documents, documents.c.article == articles.c.no)
    query = (
        select(articles, documents.c.sha256, documents.c.size, documents.c.raw)
        .select_from(held)
        .order_by(articles.c.id)
    )
    for row in stream(connection, query):
        where = f"article {row.id}"
        try:
            article = article_from(row.record, row.text)
        except ValueError as error:
            yield _wrong(where, f"cannot be read: {error}")
            continue
        made = article_id(article.title, article.publisher, article.published, article.text)
        if not row.id == article.id == made:
            yield _wrong(where, "its id is not what its content gives")
        derived = (article.published, publisher_key(article), rank_of(article), heading_of(article))
        if (row.published, row.publisher, row.rank, row.heading) != derived:
            yield _wrong(where, "its columns are not what its record gives")
        if read_terms(connection, article_terms, row.no) != terms_of(searched_of(article)):
            yield _wrong(where, "the words it is found by are not its own")
        yield from _bytes(where, row)
        yield from _quotes(connection, row.no, article)
        shown = exists().where(and_(sightings.c.article == row.no, sightings.c.last))
        if bool(connection.execute(select(shown)).scalar()) != row.current:
            yield _wrong(where, "whether it counts is not what the places that showed it say")


def _bytes(where: str, row: Any) -> Iterator[Problem]:
    if row.raw is None:
        yield _wrong(where, "its bytes are missing")
        return
    try:
        raw = expand(row.raw, row.size)
    except zlib.error as error:
        yield _wrong(where, f"its bytes cannot be unpacked ({error})")
        return
    if len(raw) != row.size or digest(raw) != row.sha256:
        yield _wrong(where, "its bytes are not those that were put in")


def _quotes(connection: Connection, no: int, article: Article) -> Iterator[Problem]:
    said = select(statements.c.id, statements.c.record).where(statements.c.article == no)
    for row in connection.execute(said.order_by(statements.c.no)):
        where = f"statement {row.id}"
        try:
            statement = from_record(Statement, unpack(row.record))
        except ValueError as error:
            yield _wrong(where, f"cannot be read: {error}")
            continue
        if (statement.id, statement.article.id) != (row.id, article.id):
            yield _wrong(where, "is not the one that its record tells of")
        found = check_quote(article.text, statement.quote, statement.start, statement.end)
        if not found.ok:
            yield _wrong(where, f"its words do not stand in article {article.id} as quoted: {found.reason}")


def _dangling(connection: Connection) -> Iterator[Problem]:
    """Rows that refer to one that is not there."""
    for table in METADATA.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                lost = _lost(connection, table, column, key.column)
                if lost:
                    yield _wrong(f"table {table.name}", f"{lost} rows have no {key.column.table.name}")


def _lost(connection: Connection, table: Table, column: Any, aim: Any) -> int:
    target = aim.table.alias("aim")
    found = exists().where(target.c[aim.name] == column)
    query = select(func.count()).select_from(table).where(column.is_not(None), ~found)
    return connection.execute(query).scalar_one()


def _edits(connection: Connection) -> Iterator[Problem]:
    """The log has no gap and holds together."""
    try:
        log = read_edits(connection)
        if [e.no for e in log] != list(range(1, len(log) + 1)):
            yield _wrong("edits", "numbers are missing")
        rulings_of(log)
    except (ValueError, EditError) as error:
        yield _wrong("edits", str(error))


def _systems(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(select(systems).order_by(systems.c.no)):
        try:
            intact = digest(expand(row.text)) == row.sha256
        except zlib.error:
            intact = False
        if not intact:
            yield _wrong(f"system {row.no}", "its text is not the one that was saved")
        elif row.content is not None:
            yield from _content(row)


def _content(row: Any) -> Iterator[Problem]:
    """What is kept of a system beside its text is what the text says."""
    try:
        same = System.model_validate_json(expand(row.content)) == parse_system(
            expand(row.text).decode("utf8")
        )
    except (ValueError, zlib.error, DetenteError) as error:
        yield _wrong(f"system {row.no}", f"cannot be read: {error}")
        return
    if not same:
        yield _wrong(f"system {row.no}", "its content is not what its text says")


def _evidence(connection: Connection) -> Iterator[Problem]:
    """Claims, copies and support are what weighing everything anew gives."""
    try:
        held, support = read_weighed(connection)
        copies = read_copies(connection)
        made = weigh(
            read_articles(connection), read_statements(connection), rulings=rulings_of(read_edits(connection))
        )
    except (ValueError, TypeError, DetenteError) as error:
        yield _wrong("claims", f"cannot be weighed: {error}")
        return
    yield from _faces(connection, held)
    yield from _differ("claim", {c.id: c for c in held}, {c.id: c for c in made.claims})
    copied = {f"{c.article} from {c.original}": c for c in copies}
    yield from _differ("copy", copied, {f"{c.article} from {c.original}": c for c in made.copies})
    yield from _differ(
        "support by", {s.statement: s for s in support}, {s.statement: s for s in made.support}
    )


def _faces(connection: Connection, held: Sequence[Claim]) -> Iterator[Problem]:
    """What claims are found by is what their records give."""
    kept, words = read_faces(connection), read_claim_terms(connection)
    for claim in held:
        face = face_of(claim)
        if kept.get(claim.id) != face or words.get(claim.id, set()) != terms_of(face.words):
            yield _wrong(f"claim {claim.id}", "what it is found by is not what its record gives")


def _differ(name: str, kept: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Problem]:
    """What is held against what follows from everything."""
    for key in sorted(kept.keys() | found.keys()):
        if key not in found:
            yield _wrong(f"{name} {key}", "follows from nothing that is held")
        elif key not in kept:
            yield _wrong(f"{name} {key}", "is missing")
        elif kept[key] != found[key]:
            yield _wrong(f"{name} {key}", "is not what everything together weighs")
