"""Faces: what a claim is found by in a list, made from the claim alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from ..evidence.claim import Claim
from ..evidence.wording import describe
from ..reading.gazetteer import Gazetteer
from ..reading.statement import ActorRef, Position, Presence
from .packing import folded, plain
from .schema import claim_terms, claims, facets
from .terms import write_terms

FACETS = ("actor", "issue", "origin")
_LONGEST = 300  # characters of a value: an index takes no more than some


@dataclass(frozen=True, slots=True)
class Face:
    """What a claim is filtered and sorted by: `words` is what it says, folded; `origins` how many it has; `marks` its
    (facet, value, name)."""

    kind: str
    belief: float
    verdict: str | None
    words: str
    origins: int
    marks: frozenset[tuple[str, str, str]]


def face_of(claim: Claim) -> Face:
    """The face of a claim."""
    name = _named
    words = describe(claim.content, name, claim.modality)
    marks = {("actor", code, name(code)) for code in _actors(claim.content)}
    if isinstance(claim.content, Presence):
        marks.add(("actor", claim.content.arena, name(claim.content.arena)))
    if isinstance(claim.content, Position):
        marks.add(("issue", claim.content.issue.id, claim.content.issue.text))
    marks |= {("origin", o.id, o.name) for o in claim.origins}
    kept = {(facet, value[:_LONGEST], _shown(name)) for facet, value, name in marks if _keeps(value)}
    found = frozenset(_once(kept))
    origins = sum(facet == "origin" for facet, _, _ in found)
    return Face(claim.kind, claim.belief, claim.verdict, folded(words), origins, found)


def write_facets(connection: Connection, faces: Mapping[int, Face | None]) -> None:
    """Write what claims are found by beside their columns, by their numbers, in place of what was; None takes it
    away."""
    write_terms(connection, claim_terms, {no: face.words if face else None for no, face in faces.items()})
    connection.execute(delete(facets).where(facets.c.claim.in_(faces)))
    rows = [
        {"claim": no, "facet": facet, "value": value, "name": name}
        for no, face in faces.items()
        if face is not None
        for facet, value, name in sorted(face.marks)
    ]
    if rows:
        connection.execute(insert(facets), rows)


def read_faces(connection: Connection) -> dict[str, Face]:
    """The faces of all claims as they are kept, by id."""
    marks: dict[int, set[tuple[str, str, str]]] = defaultdict(set)
    for row in connection.execute(select(facets)):
        marks[row.claim].add((row.facet, row.value, row.name))
    c = claims.c
    query = select(c.no, c.id, c.kind, c.belief, c.verdict, c.words, c.origins)
    return {
        row.id: Face(row.kind, row.belief, row.verdict, row.words, row.origins, frozenset(marks[row.no]))
        for row in connection.execute(query)
    }


def _actors(value: Any) -> Iterator[str]:
    """Codes of the actors in a content, however deep."""
    if isinstance(value, ActorRef):
        if value.actor:
            yield value.actor
    elif isinstance(value, tuple):
        for one in value:
            yield from _actors(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _actors(getattr(value, field.name))


def _named(code: str) -> str:
    return Gazetteer.default().describe(code).name


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else " " for c in name)[:_LONGEST]


def _keeps(value: str) -> bool:
    try:
        return bool(plain("a value", value, longest=10**6))
    except ValueError:
        return False


def _once(marks: set[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Each value once, under the first of its names."""
    seen: set[tuple[str, str]] = set()
    for facet, value, name in sorted(marks):
        if (facet, value) not in seen:
            seen.add((facet, value))
            yield facet, value, name
