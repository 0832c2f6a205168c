"""Terms: the words that articles and claims are found by, as rows of a plain table, alike on both databases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from sys import intern

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, delete, false, insert, select

from .packing import folded
from .rows import batches, next_number, stream
from .schema import article_terms, claim_terms, claims, terms

_LONGEST = 60  # characters of a word that count: an index takes no more than some
_WHOLE = 3  # letters from which a word that is asked for may go on
_MOST = 12  # words of a search that count
_LAST = "\U0010ffff"


def terms_of(text: str) -> frozenset[str]:
    """The words of a text as they are searched: without case and accents."""
    return frozenset(_words(text))


def write_terms(connection: Connection, table: Table, texts: Mapping[int, str | None]) -> None:
    """Write what articles or claims are found by, by their numbers, in place of what was; None takes it away."""
    of = _owner(table)
    for some in batches(sorted(texts)):
        connection.execute(delete(table).where(of.in_(some)))
    words = {no: terms_of(text) for no, text in texts.items() if text is not None}
    numbers = _numbers(connection, frozenset[str]().union(*words.values()))
    rows = [{"term": numbers[w], of.name: no} for no, found in words.items() for w in sorted(found)]
    if rows:
        connection.execute(insert(table), rows)


def read_terms(connection: Connection, table: Table, no: int) -> frozenset[str]:
    """What an article or claim is found by, as it is kept."""
    joined = table.join(terms, terms.c.no == table.c.term)
    query = select(terms.c.text).select_from(joined).where(_owner(table) == no)
    return frozenset(connection.execute(query).scalars())


def read_claim_terms(connection: Connection) -> dict[str, set[str]]:
    """What all claims are found by, as it is kept, by their ids."""
    joined = claim_terms.join(terms, terms.c.no == claim_terms.c.term).join(
        claims, claims.c.no == claim_terms.c.claim
    )
    found: dict[str, set[str]] = defaultdict(set)
    for row in stream(connection, select(claims.c.id, terms.c.text).select_from(joined)):
        found[row.id].add(intern(row.text))
    return found


def with_terms(column: ColumnElement[int], table: Table, text: str) -> list[ColumnElement[bool]]:
    """Conditions on the number of an article or claim: all words of a search stand in it, or words that begin so."""
    asked = list(dict.fromkeys(_words(text)))[:_MOST]
    if not asked:
        return [false()] if text.strip() else []
    joined = table.join(terms, terms.c.no == table.c.term)
    query = select(_owner(table)).select_from(joined)
    return [column.in_(query.where(_begins(word))) for word in asked]


def _begins(word: str) -> ColumnElement[bool]:
    if len(word) < _WHOLE:
        return terms.c.text == word
    return and_(terms.c.text >= word, terms.c.text <= word + _LAST)


def _words(text: str) -> Iterator[str]:
    return (w[:_LONGEST] for w in re.findall(r"\w+", folded(text)))


def _owner(table: Table) -> Column[int]:
    return table.c.article if table is article_terms else table.c.claim


def _numbers(connection: Connection, words: frozenset[str]) -> dict[str, int]:
    """The number of each word, given one where it had none."""
    wanted: Sequence[str] = sorted(words)
    found: dict[str, int] = {}
    for some in batches(wanted):
        query = select(terms.c.text, terms.c.no).where(terms.c.text.in_(some))
        found |= {row.text: row.no for row in connection.execute(query)}
    fresh = [w for w in wanted if w not in found]
    if fresh:
        first = next_number(connection, terms.c.no)
        rows = [{"no": first + i, "text": w} for i, w in enumerate(fresh)]
        connection.execute(insert(terms), rows)
        found |= {r["text"]: r["no"] for r in rows}
    return found
