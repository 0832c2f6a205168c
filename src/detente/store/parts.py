"""Parts in a dossier: what weighing knows of each statement that counts, as rows, and the keys they meet under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from ..evidence.content import Key
from ..evidence.correction import correct
from ..evidence.occasion import Reason, Window, own_label
from ..evidence.origin import Voice
from ..evidence.part import Part, key_from, key_text, prepare
from ..evidence.ruling import Rulings
from .articles import batches, next_number, statement_from
from .packing import pack, unpack
from .schema import articles, keys, parts, statements


@dataclass(frozen=True, slots=True)
class Held:
    """A part with its numbers, its place (label and reason, where it has one) and what judging made of it."""

    no: int  # of the statement
    article: int
    key: int
    part: Part
    label: str | None
    reason: Reason | None
    claim: int | None
    support: str


def take_in(connection: Connection, rulings: Rulings, *conditions: Any) -> list[Held]:
    """Prepare statements that count from now on and are not rejected, nor their articles; they have no claim yet."""
    joined = statements.join(articles, articles.c.no == statements.c.article)
    query = select(statements, articles.c.id.label("source")).select_from(joined).where(*conditions)
    prepared: list[tuple[Any, Part]] = []
    for row in connection.execute(query.order_by(statements.c.no)):
        if row.id not in rulings.rejected and row.source not in rulings.rejected:
            statement = correct(statement_from(row.record), rulings.corrected.get(row.id, {}))
            prepared.append((row, prepare(statement)))
    numbers = _numbers(connection, {part.key for _, part in prepared})
    held = []
    for row, part in prepared:
        label, reason = own_label(part) or (None, None)
        held.append(Held(row.no, row.article, numbers[part.key], part, label, reason, None, ""))
    if held:
        connection.execute(insert(parts), [_row(h) for h in held])
    return held


def drop(connection: Connection, *conditions: Any) -> list[Held]:
    """Remove parts and give them back."""
    gone = read_parts(connection, *conditions)
    for some in batches([h.no for h in gone]):
        connection.execute(delete(parts).where(parts.c.statement.in_(some)))
    return gone


def read_parts(connection: Connection, *conditions: Any) -> list[Held]:
    """The parts that meet conditions, in no order."""
    joined = (
        parts.join(statements, statements.c.no == parts.c.statement)
        .join(articles, articles.c.no == parts.c.article)
        .join(keys, keys.c.no == parts.c.key)
    )
    query = select(
        parts, statements.c.id.label("said"), articles.c.id.label("source"), keys.c.text.label("about")
    )
    known: dict[int, Key] = {}
    return [_held(row, known) for row in connection.execute(query.select_from(joined).where(*conditions))]


def _held(row: Row, known: dict[int, Key]) -> Held:
    key = known.get(row.key)
    if key is None:
        key = known[row.key] = key_from(unpack(row.about))
    voice, since, until, person = unpack(row.details)
    part = Part(
        row.said, row.source, row.start, row.stop, key, _window(row.since, row.until),
        _window(row.told_since, row.told_until), row.supports, row.certainty, Voice(*voice) if voice else None,
        row.hearsay, row.first_hand, row.interest, since, until, person, unpack(row.quote),
    )  # fmt: skip
    return Held(row.statement, row.article, row.key, part, row.label, row.reason, row.claim, row.support)


def _row(h: Held) -> Mapping[str, Any]:
    p, voice = h.part, h.part.speaker
    head, _, name = voice.id.partition(":") if voice else ("", "", "")
    spoken = (voice.id, voice.name, voice.kind, voice.house) if voice else None
    return {
        "statement": h.no, "article": h.article, "key": h.key, "start": p.start, "stop": p.end,
        "since": p.window.start if p.window else None, "until": p.window.end if p.window else None,
        "told_since": p.told.start if p.told else None, "told_until": p.told.end if p.told else None,
        "supports": p.supports, "certainty": p.certainty, "hearsay": p.hearsay, "first_hand": p.first_hand,
        "interest": p.interest, "named": name if head == "speaker" else None,
        "details": pack([spoken, p.since, p.until, p.person]),
        "quote": pack(p.quote), "label": h.label, "reason": h.reason, "claim": None, "support": "",
    }  # fmt: skip


def _window(start: int | None, end: int | None) -> Window | None:
    return None if start is None or end is None else Window(start, end)


def _numbers(connection: Connection, wanted: Iterable[Key]) -> dict[Key, int]:
    """The number of each key, given one where it had none."""
    by_digest = {key_digest(key_text(k)): k for k in wanted}
    found = {}
    for some in batches(sorted(by_digest)):
        for row in connection.execute(select(keys.c.no, keys.c.digest).where(keys.c.digest.in_(some))):
            found[by_digest[row.digest]] = row.no
    fresh: Sequence[str] = sorted(d for d, k in by_digest.items() if k not in found)
    if fresh:
        first = next_number(connection, keys.c.no)
        rows = [
            {"no": first + i, "digest": d, "text": pack(key_text(by_digest[d]))} for i, d in enumerate(fresh)
        ]
        connection.execute(insert(keys), rows)
        found |= {by_digest[r["digest"]]: r["no"] for r in rows}
    return found


def key_digest(text: str) -> str:
    """What a key or matter goes by in a column: it may be longer than an index takes."""
    return sha256(text.encode("utf8", "surrogatepass")).hexdigest()[:32]
