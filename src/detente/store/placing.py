"""Placing in a dossier: which occasion each part is of, asking of a key's parts only those near in time.

What decides where a part belongs lies within `REACH` days of its window (see `evidence.occasion`). So of parts
that came or went only imprecise happenings near them may move.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select, update

from ..evidence.occasion import BROAD, REACH, Reason, Window, own_label, place
from .articles import batches
from .parts import Held, read_parts
from .schema import parts

_AT_ONCE = 50  # spans that are asked for together


def place_anew(connection: Connection, came: Sequence[Held], went: Sequence[Held]) -> list[Held]:
    """Place the parts that came, and those that have to move; gives all of these, as they are now placed."""
    touched = (*came, *went)
    placed = {held.no: held for held in came}
    placed |= _move(connection, _near(connection, [h for h in touched if h.part.key.kind == "event"]))
    placed |= _move(connection, _timeless(connection, {h.key for h in touched if h.part.key.kind != "cause"}))
    return list(placed.values())


_Places = Iterable[tuple[Held, tuple[str, Reason]]]


def _move(connection: Connection, places: _Places) -> dict[int, Held]:
    """Write down where parts belong now, those that belonged elsewhere."""
    moved = {
        held.no: replace(held, label=label, reason=reason)
        for held, (label, reason) in places
        if (held.label, held.reason) != (label, reason)
    }
    if moved:
        connection.execute(_MOVE, [{"of": h.no, "l": h.label, "r": h.reason} for h in moved.values()])
    return moved


_MOVE = (
    update(parts)
    .where(parts.c.statement == bindparam("of"))
    .values(label=bindparam("l"), reason=bindparam("r"))
)  # fmt: skip


def _near(connection: Connection, touched: Sequence[Held]) -> _Places:
    """Imprecise happenings among the parts touched and within reach of them."""
    windows: dict[int, list[Window]] = defaultdict(list)
    for held in touched:
        if held.part.window and held.part.window.days <= BROAD:
            windows[held.key].append(held.part.window)
    loose: dict[int, list[Held]] = defaultdict(list)
    for held in _within(connection, windows, parts.c.since != parts.c.until):
        if own_label(held.part) is None:
            loose[held.key].append(held)
    # What a loose one is of may be decided beyond the reach of what was touched, but not beyond its own.
    wider = {k: windows[k] + [h.part.window for h in found if h.part.window] for k, found in loose.items()}
    around: dict[int, list[Held]] = defaultdict(list)
    for held in _within(connection, wider):
        around[held.key].append(held)
    for key, found in loose.items():
        places = place([h.part for h in around[key]])
        for held in found:
            yield held, places[held.part.statement]


def _within(connection: Connection, windows: Mapping[int, Sequence[Window]], *conditions: Any) -> list[Held]:
    """Parts of keys, no longer than broad, whose windows come within reach of one of the key's."""
    near = [
        and_(parts.c.key == key, parts.c.until >= first, parts.c.until <= last + BROAD, parts.c.since <= last)
        for key, some in windows.items()
        for first, last in _spans(some)
    ]
    found: dict[int, Held] = {}
    for some in batches(near, _AT_ONCE):
        found |= {h.no: h for h in read_parts(connection, or_(*some), *conditions)}
    return [h for h in found.values() if h.part.window and h.part.window.days <= BROAD]


def _spans(windows: Sequence[Window]) -> list[tuple[int, int]]:
    """Days within reach of windows, as spans that do not meet."""
    spans: list[tuple[int, int]] = []
    for first, last in sorted((w.start - REACH, w.end + REACH) for w in windows):
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            spans.append((first, last))
    return spans


def _timeless(connection: Connection, touched: Collection[int]) -> _Places:
    """Parts without any time, which join the only occasion that their key has."""
    by_key: dict[int, list[Held]] = defaultdict(list)
    for some in batches(sorted(touched)):
        for held in read_parts(connection, parts.c.key.in_(some), parts.c.until.is_(None)):
            by_key[held.key].append(held)
    for key, timeless in by_key.items():
        labels = (
            select(parts.c.label).where(parts.c.key == key, parts.c.until.is_not(None)).distinct().limit(2)
        )
        places = place([h.part for h in timeless], labels=list(connection.execute(labels).scalars()))
        for held in timeless:
            yield held, places[held.part.statement]
