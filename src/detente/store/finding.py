"""Finding: pages of articles and claims, searched, filtered and sorted by the database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, func, select

from ..evidence.claim import Claim
from ..reading.statement import Statement
from ..sources.article import Article
from .articles import article_from, batches, statement_from
from .claims import read_weighed
from .schema import article_terms, articles, claim_terms, claims, edits, facets, parts, sightings, statements
from .terms import with_terms

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims are wanted; what is None or empty asks nothing.

    `text`: words that all stand in what the claim says, or begin words that do. `actor`, `issue` and `origin` are
    ids as claims hold them, `article` the id of an article with a statement of it, `least` and `most` bounds of
    belief in [0, 1], `verdict` `accepted`, `rejected` or `open`; `alone` leaves those that one origin
    alone makes.
    """

    text: str = ""
    kind: str | None = None
    actor: str | None = None
    issue: str | None = None
    origin: str | None = None
    article: str | None = None
    least: float | None = None
    most: float | None = None
    verdict: str | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """Some of what was found, in order, and how many there are in all."""

    items: tuple[T, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a list, with how many statements it makes."""

    article: Article
    statements: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that claims can be picked by: its id, a name, and how many claims it has."""

    value: str
    name: str
    claims: int


def find_claims(connection: Connection, wanted: Wanted, start: int, count: int) -> Slice[Claim]:
    """The claims that are wanted, most believed first."""
    where = _conditions(wanted)
    total = connection.execute(select(func.count()).select_from(claims).where(*where)).scalar_one()
    query = select(claims.c.no, claims.c.id).where(*where)
    rows = connection.execute(
        query.order_by(claims.c.belief.desc(), claims.c.no.desc()).offset(start).limit(count)
    ).all()
    found = {c.id: c for c in read_weighed(connection, [row.no for row in rows])[0]}
    return Slice(tuple(found[row.id] for row in rows), total)


def find_articles(connection: Connection, text: str, start: int, count: int) -> Slice[Entry]:
    """The articles that count and hold all words of `text` in title, publisher, byline or text, latest first."""
    where = [articles.c.current, *with_terms(articles.c.no, article_terms, text)]
    total = connection.execute(select(func.count()).select_from(articles).where(*where)).scalar_one()
    query = select(articles.c.no, articles.c.record, articles.c.text).where(*where)
    latest = articles.c.published.desc().nulls_last(), articles.c.no.desc()
    rows = connection.execute(query.order_by(*latest).offset(start).limit(count)).all()
    counted = select(statements.c.article, func.count()).where(statements.c.article.in_([r.no for r in rows]))
    said = {row[0]: row[1] for row in connection.execute(counted.group_by(statements.c.article))}
    return Slice(tuple(Entry(article_from(r.record, r.text), said.get(r.no, 0)) for r in rows), total)


def read_article(connection: Connection, article_id: str) -> Article | None:
    """One article, of whatever version; None where it is not held."""
    row = connection.execute(
        select(articles.c.record, articles.c.text).where(articles.c.id == article_id)
    ).first()
    return article_from(row.record, row.text) if row else None


def read_said(connection: Connection, ids: Collection[str]) -> tuple[Statement, ...]:
    """The statements of these ids, as far as they are held, as they were read; by number."""
    found: list[tuple[int, Statement]] = []
    for some in batches(sorted(set(ids))):
        for row in connection.execute(select(statements).where(statements.c.id.in_(some))):
            found.append((row.no, statement_from(row.record)))
    return tuple(s for _, s in sorted(found, key=lambda pair: pair[0]))


def read_facets(connection: Connection, facet: str, count: int) -> tuple[Facet, ...]:
    """What claims can be picked by, that of most claims first."""
    number = func.count().label("number")
    query = select(facets.c.value, func.min(facets.c.name).label("name"), number)
    query = query.where(facets.c.facet == facet).group_by(facets.c.value)
    rows = connection.execute(query.order_by(number.desc(), facets.c.value).limit(count))
    return tuple(Facet(row.value, row.name, row.number) for row in rows)


def read_mark(connection: Connection) -> tuple[int, ...]:
    """Numbers that change whenever an article, a version or a decision comes."""
    last = (select(func.coalesce(func.max(c), 0)) for c in (articles.c.no, sightings.c.no, edits.c.no))
    return tuple(connection.execute(query).scalar_one() for query in last)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    c = claims.c
    found = with_terms(c.no, claim_terms, wanted.text)
    if wanted.kind is not None:
        found.append(c.kind == wanted.kind)
    if wanted.least is not None:
        found.append(c.belief >= wanted.least)
    if wanted.most is not None:
        found.append(c.belief <= wanted.most)
    if wanted.verdict is not None:
        found.append(c.verdict.is_(None) if wanted.verdict == "open" else c.verdict == wanted.verdict)
    for facet in ("actor", "issue", "origin"):
        value = getattr(wanted, facet)
        if value is not None:
            found.append(c.no.in_(_picked(facet, value)))
    if wanted.alone:
        found.append(c.origins == 1)
    if wanted.article is not None:
        of = select(articles.c.no).where(articles.c.id == wanted.article).scalar_subquery()
        found.append(c.no.in_(select(parts.c.claim).where(parts.c.article == of)))
    return found


def _picked(facet: str, value: str) -> Select:
    return select(facets.c.claim).where(facets.c.facet == facet, facets.c.value == value)
