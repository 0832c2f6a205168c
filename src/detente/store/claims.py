"""Claims in a dossier: judged from their parts, with the relations between them, and read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from ..evidence.claim import Claim, Support
from ..evidence.content import claim_id
from ..evidence.correction import correct
from ..evidence.grouping import gather
from ..evidence.judging import Judged, Shelf, claims_of, judge
from ..evidence.part import key_from
from ..evidence.relating import matter_of, relate
from ..evidence.reliability import shipped
from ..evidence.ruling import Rulings
from ..reading.statement import KINDS, Content
from ..records import from_record, to_record
from ..sources.article import Repeat
from .articles import batches, next_number, statement_from
from .copies import provenance_of
from .faces import Face, face_of, write_facets
from .packing import pack, unpack
from .parts import Held, key_digest, read_parts
from .schema import articles, claims, facets, keys, parts, statements

_AT_ONCE = 100  # claims that are judged together
_COUNTED = [f.name for f in fields(Support)][2:]  # but for claim and statement, which the row tells
_ASSIGN = update(parts).where(parts.c.statement == bindparam("of")).values(claim=bindparam("to"))
_COUNT = update(parts).where(parts.c.statement == bindparam("of")).values(support=bindparam("s"))
_RELATE = update(claims).where(claims.c.no == bindparam("of")).values(related=bindparam("r"))
_WRITE = update(claims).where(claims.c.no == bindparam("of")).values(
    key=bindparam("k"), occasion=bindparam("o"), matter=bindparam("m"), record=bindparam("r"),
    kind=bindparam("kd"), belief=bindparam("b"), verdict=bindparam("v"), words=bindparam("w"),
    origins=bindparam("n"),
)  # fmt: skip


def assign(connection: Connection, placed: Iterable[Held], rulings: Rulings) -> set[int]:
    """Give parts that were placed their claims; gives the numbers of those that gained or lost one."""
    placed = list(placed)
    wanted = {h.no: rulings.claim_of(h.part.statement, claim_id(h.part.key, h.label or "")) for h in placed}
    numbers = _numbers(connection, set(wanted.values()))
    touched: set[int] = set()
    moves = []
    for held in placed:
        claim = numbers[wanted[held.no]]
        touched.add(claim)
        if held.claim != claim:
            moves.append({"of": held.no, "to": claim})
            if held.claim is not None:
                touched.add(held.claim)
    if moves:
        connection.execute(_ASSIGN, moves)
    return touched


def claims_with(connection: Connection, *conditions: Any) -> set[int]:
    """Numbers of the claims of the parts that meet conditions."""
    query = select(parts.c.claim).where(parts.c.claim.is_not(None), *conditions).distinct()
    return {row.claim for row in connection.execute(query)}


def numbers_of(connection: Connection, ids: Collection[str]) -> set[int]:
    """Numbers of the claims of these ids, as far as they are held."""
    found: set[int] = set()
    for some in batches(sorted(ids)):
        found.update(connection.execute(select(claims.c.no).where(claims.c.id.in_(some))).scalars())
    return found


def claims_of_origins(connection: Connection, ids: Collection[str]) -> set[int]:
    """Numbers of the claims that have an origin among these ids."""
    found: set[int] = set()
    for some in batches(sorted(i for i in ids if ":" in i)):
        query = select(facets.c.claim).where(facets.c.facet == "origin", facets.c.value.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def judge_anew(connection: Connection, touched: Collection[int], rulings: Rulings) -> None:
    """Write claims anew from their parts, remove those that nothing says any more, and relate them."""
    matters: set[str] = set()
    for some in batches(sorted(touched), _AT_ONCE):
        matters |= _judge(connection, some, rulings)
    _relate(connection, matters)


def _numbers(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """The number of each claim, given one where it had none."""
    found: dict[str, int] = {}
    for some in batches(sorted(ids)):
        for row in connection.execute(select(claims.c.no, claims.c.id).where(claims.c.id.in_(some))):
            found[row.id] = row.no
    fresh = sorted(ids - found.keys())
    if fresh:
        first = next_number(connection, claims.c.no)
        rows = [{"no": first + i, "id": c, "record": "", "related": "[]"} for i, c in enumerate(fresh)]
        connection.execute(insert(claims), rows)
        found |= {r["id"]: r["no"] for r in rows}
    return found


def _judge(connection: Connection, touched: Sequence[int], rulings: Rulings) -> set[str]:
    """Judge some claims; gives the matters in which a claim came, went or changed its time."""
    before = {row.no: row for row in connection.execute(select(claims).where(claims.c.no.in_(touched)))}
    held = read_parts(connection, parts.c.claim.in_(touched))
    by_statement = {h.part.statement: h for h in held}
    groups = gather(((h.part, h.label, h.reason) for h in held if h.label is not None and h.reason), rulings)
    shelf = _shelf(connection, held)
    judged = [judge(g, shelf, shipped(), rulings) for g in groups]
    content = _contents(connection, [j.best for j in judged], by_statement, rulings)
    matters: set[str] = set()
    rows, counted = [], []
    faces: dict[int, Face] = {}
    for made, j in zip(claims_of(judged, content.__getitem__, {}), judged):
        first = by_statement[made.statements[0]]
        matter = key_digest(matter_of(j.group.key))
        row = before.pop(first.claim if first.claim is not None else 0)
        key = next(by_statement[m.part.statement].key for m in j.group.members if m.part.key == j.group.key)
        if (row.key, row.occasion, row.matter) != (key, j.group.occasion, matter):
            matters |= {m for m in (row.matter, matter) if m}
        record = _record(made)
        if (row.key, row.occasion, row.record) != (key, j.group.occasion, record):
            face = face_of(made)
            rows.append(
                {"of": row.no, "k": key, "o": j.group.occasion, "m": matter, "r": record, "kd": face.kind,
                 "b": face.belief, "v": face.verdict, "w": face.words, "n": face.origins}
            )  # fmt: skip
            faces[row.no] = face
        counted += _support(j, by_statement)
    if rows:
        connection.execute(_WRITE, rows)
        write_facets(connection, faces)
    if counted:
        connection.execute(_COUNT, counted)
    if before:
        matters |= {row.matter for row in before.values() if row.matter}
        write_facets(connection, dict.fromkeys(before))
        connection.execute(delete(claims).where(claims.c.no.in_(before)))
    return matters


def _record(claim: Claim) -> str:
    record = to_record(claim)
    del record["statements"], record["related"]
    return pack(record)


def _support(judged: Judged, held: Mapping[str, Held]) -> Iterator[dict[str, Any]]:
    """What is new of how the statements of a claim count."""
    for s in judged.support:
        counted = pack([getattr(s, name) for name in _COUNTED])
        if counted != held[s.statement].support:
            yield {"of": held[s.statement].no, "s": counted}


@dataclass(frozen=True, slots=True)
class _Source:
    """What judging needs of an article, without its text."""

    id: str
    path: str
    title: str | None
    publisher: str | None
    published: str | None
    repeats: tuple[Repeat, ...]


def _shelf(connection: Connection, held: Sequence[Held]) -> Shelf:
    """The articles behind parts, those that their words came from, and the outlets that speakers may be."""
    provenance, needed = provenance_of(connection, {h.article for h in held})
    found = {}
    for some in batches(sorted(needed)):
        for row in connection.execute(
            select(articles.c.id, articles.c.record).where(articles.c.no.in_(some))
        ):
            found[row.id] = from_record(_Source, unpack(row.record))
    names = {h.part.speaker.id.partition(":")[2] for h in held if h.part.speaker}
    publishers: set[str] = set()
    for some in batches(sorted(names)):
        query = select(articles.c.publisher).where(articles.c.publisher.in_(some), articles.c.current)
        publishers.update(connection.execute(query.distinct()).scalars())
    return Shelf(found, provenance, publishers)


def _contents(
    connection: Connection, best: Sequence[str], held: dict[str, Held], rulings: Rulings
) -> dict[str, Content]:
    """The contents of statements, as they were read or corrected."""
    found: dict[str, Content] = {}
    for some in batches(sorted(held[s].no for s in best)):
        for row in connection.execute(select(statements).where(statements.c.no.in_(some))):
            found[row.id] = correct(statement_from(row.record), rulings.corrected.get(row.id, {})).content
    return found


def _relate(connection: Connection, matters: Collection[str]) -> None:
    joined = claims.join(keys, keys.c.no == claims.c.key)
    query = select(claims.c.no, claims.c.id, claims.c.occasion, claims.c.related, keys.c.text).select_from(
        joined
    )
    for some in batches(sorted(matters)):
        rows = connection.execute(query.where(claims.c.matter.in_(some))).all()
        related = relate((row.id, key_from(unpack(row.text)), row.occasion) for row in rows)
        found = [(row, pack(related.get(row.id, ()))) for row in rows]
        changed = [{"of": row.no, "r": now} for row, now in found if now != row.related]
        if changed:
            connection.execute(_RELATE, changed)


def read_weighed(
    connection: Connection, only: Collection[int] | None = None
) -> tuple[tuple[Claim, ...], tuple[Support, ...]]:
    """Claims by kind and id, and how each statement counts for them: all, or those of these numbers."""
    members: dict[int, list[Any]] = defaultdict(list)
    joined = parts.join(statements, statements.c.no == parts.c.statement).join(
        articles, articles.c.no == parts.c.article
    )
    said = select(parts.c.claim, parts.c.support, statements.c.id.label("said")).select_from(joined)
    said = said.order_by(articles.c.id, parts.c.start, parts.c.stop, statements.c.id)
    held = select(claims.c.no, claims.c.record, claims.c.related)
    if only is not None:
        said, held = said.where(parts.c.claim.in_(only)), held.where(claims.c.no.in_(only))
    for row in connection.execute(said):
        members[row.claim].append(row)
    made: list[tuple[Claim, int]] = []
    for row in connection.execute(held):
        ids = [m.said for m in members[row.no]]
        record = {**unpack(row.record), "statements": ids, "related": unpack(row.related)}
        made.append((from_record(Claim, record), row.no))
    made.sort(key=lambda pair: (KINDS.index(pair[0].kind), pair[0].id))
    support = tuple(Support(c.id, m.said, *unpack(m.support)) for c, no in made for m in members[no])
    return tuple(c for c, _ in made), support
