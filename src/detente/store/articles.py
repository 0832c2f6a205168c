"""Articles in a dossier: put in with their bytes and statements, in versions, and read back.

A page that changed is a new version. The article it was stays, but counts no more once every place that
showed it shows another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, exists, insert, select, update

from ..errors import QuoteError
from ..evidence.alignment import Words, align
from ..evidence.copies import rank_of
from ..evidence.words import slug
from ..reading.quote import check_quote
from ..reading.statement import Statement
from ..records import from_record, to_record
from ..sources.article import Article
from ..sources.paths import is_address
from .packing import digest, expand, folded, pack, press, unpack
from .rows import batches, next_number, stream
from .schema import article_terms, articles, documents, sightings, statements
from .terms import write_terms

if TYPE_CHECKING:
    from ..sources.document import Document

SAME = 0.5  # share of words that agree for a changed file to hold the same article still
Outcome = Literal["added", "known", "version"]


@dataclass(frozen=True, slots=True)
class Put:
    """What putting an article in came to.

    `added`: it is new. `known`: it was there. `version`: its source showed another version of it before.
    """

    article_id: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Change:
    """What a put did to the articles that count: numbers of those that do now, and that no longer do."""

    put: Put
    risen: tuple[int, ...] = ()
    fallen: tuple[int, ...] = ()


def put(connection: Connection, document: Document, said: Iterable[Statement]) -> Change:
    """Put in an article with all that belongs to it. Raises QuoteError where a statement is not in its words."""
    article = document.article
    said = checked(article, said)
    known = connection.execute(
        select(articles.c.no, articles.c.current).where(articles.c.id == article.id)
    ).first()
    no = known.no if known else insert_article(connection, article, document.raw, said)
    sighted, replaced = sight(connection, document.source, no, article.text)
    if known and not sighted:
        return Change(Put(article.id, "known"))
    fallen = () if replaced is None or _still_shown(connection, replaced) else (replaced,)
    for fell in fallen:
        connection.execute(update(articles).where(articles.c.no == fell).values(current=False))
    if known and not known.current:
        connection.execute(update(articles).where(articles.c.no == no).values(current=True))
    outcome: Outcome = "version" if replaced is not None else "known" if known else "added"
    return Change(Put(article.id, outcome), () if known and known.current else (no,), fallen)


def checked(article: Article, said: Iterable[Statement]) -> list[Statement]:
    """Statements once each, in the order of the text."""
    unique = {s.id: s for s in said}.values()
    for s in unique:
        found = check_quote(article.text, s.quote, s.start, s.end)
        if s.article.id != article.id or not found.ok:
            raise QuoteError(
                f"statement {s.id} does not stand in it as quoted",
                where=article.path,
                remedy="read the article again",
            )
    return sorted(unique, key=lambda s: (s.start, s.end, s.id))


def insert_article(connection: Connection, article: Article, raw: bytes, said: Sequence[Statement]) -> int:
    """Write an article that is not held, and give its number. Its statements come in the order of the text."""
    no = next_number(connection, articles.c.no)
    record = to_record(article)
    text = record.pop("text")
    connection.execute(
        insert(articles).values(
            no=no, id=article.id, published=article.published, rank=rank_of(article), current=True,
            publisher=publisher_key(article), record=pack(record), text=pack(text), heading=heading_of(article),
        )
    )  # fmt: skip
    write_terms(connection, article_terms, {no: searched_of(article)})
    connection.execute(
        insert(documents).values(article=no, sha256=digest(raw), size=len(raw), raw=press(raw))
    )
    if said:
        first = next_number(connection, statements.c.no)
        connection.execute(
            insert(statements),
            [
                {"no": first + i, "id": s.id, "article": no, "record": pack(to_record(s, hidden=True))}
                for i, s in enumerate(said)
            ],
        )
    return no


def sight(connection: Connection, source: str, article: int, text: str) -> tuple[bool, int | None]:
    """Note that a source showed an article: (whether that is news, the article it showed until now).

    An address shows one article in versions. A file shows the same article while most of its words agree with
    those it had; else somebody put another article there, and the one before still counts.
    """
    place = place_of(source)
    here = select(sightings).where(sightings.c.place == place)
    latest = connection.execute(here.order_by(sightings.c.no.desc()).limit(1)).first()
    shown = here.where(sightings.c.article == article, sightings.c.last)
    if latest and connection.execute(shown.limit(1)).first():
        return False, None
    follows = latest is not None and (is_address(source) or _agree(_text(connection, latest.article), text))
    if latest is not None and follows:
        connection.execute(update(sightings).where(sightings.c.no == latest.no).values(last=False))
    connection.execute(
        insert(sightings).values(
            no=next_number(connection, sightings.c.no),
            place=place,
            source=pack(source),
            article=article,
            version=latest.version + 1 if latest is not None and follows else 1,
            last=True,
        )
    )
    return True, latest.article if latest is not None and follows else None


def place_of(source: str) -> str:
    """What a source goes by in the table of sightings."""
    return digest(source.encode("utf8", "surrogatepass"))[:32]


def _agree(old: str, new: str) -> bool:
    one, other = Words.of(old), Words.of(new)
    matched = sum(p.matched for p in align(one, other))
    return matched >= SAME * max(len(one.words), len(other.words), 1)


def _text(connection: Connection, no: int) -> str:
    return unpack(connection.execute(select(articles.c.text).where(articles.c.no == no)).scalar_one())


def _still_shown(connection: Connection, no: int) -> bool:
    found = exists().where(sightings.c.article == no, sightings.c.last)
    return bool(connection.execute(select(found)).scalar())


def known_sources(connection: Connection, sources: Sequence[str]) -> set[str]:
    """Those of the sources that have shown an article."""
    places = {place_of(s): s for s in sources}
    found: set[str] = set()
    for some in batches(sorted(places)):
        rows = connection.execute(select(sightings.c.place).where(sightings.c.place.in_(some)))
        found.update(places[row.place] for row in rows)
    return found


def read_articles(connection: Connection, *, superseded: bool = False) -> Iterator[Article]:
    """Articles that count, and with `superseded` those that no longer do, by id."""
    query = select(articles.c.record, articles.c.text).order_by(articles.c.id)
    if not superseded:
        query = query.where(articles.c.current)
    return (article_from(row.record, row.text) for row in stream(connection, query))


def read_statements(connection: Connection, ids: Iterable[str] | None = None) -> Iterator[Statement]:
    """Statements of the articles named, or else of all that count, by article and place in it."""
    query = (
        select(statements.c.record)
        .join(articles, articles.c.no == statements.c.article)
        .order_by(articles.c.id, statements.c.no)
    )
    if ids is None:
        for row in stream(connection, query.where(articles.c.current)):
            yield statement_from(row.record)
        return
    for some in batches(sorted(set(ids))):
        for row in connection.execute(query.where(articles.c.id.in_(some))):
            yield statement_from(row.record)


def read_raw(connection: Connection, article_id: str) -> bytes | None:
    """The bytes that an article was made from; None where it is not held."""
    row = connection.execute(
        select(documents)
        .join(articles, articles.c.no == documents.c.article)
        .where(articles.c.id == article_id)
    ).first()
    return expand(row.raw, row.size) if row else None


def holds(connection: Connection, article_id: str) -> bool:
    """Tell whether an article is held, of whatever version."""
    return connection.execute(select(articles.c.no).where(articles.c.id == article_id)).first() is not None


def article_from(record: str, text: str) -> Article:
    """The article of a record and its text."""
    return from_record(Article, {**unpack(record), "text": unpack(text)})


def publisher_key(article: Article) -> str | None:
    """What its publisher goes by in evidence."""
    return slug(article.publisher or "") or None


def heading_of(article: Article) -> str:
    """Title, publisher and byline, folded."""
    return folded(" ".join(s for s in (article.title, article.publisher, *article.byline) if s))


def searched_of(article: Article) -> str:
    """What an article is found by: its heading and its text."""
    return f"{heading_of(article)} {article.text}"


def statement_from(record: str) -> Statement:
    """The statement of a record."""
    return from_record(Statement, unpack(record))
