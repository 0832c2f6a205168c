"""Versions of the system: who took up which when and why, and what is different between two."""

from __future__ import annotations

from dataclasses import dataclass

from ...store import Dossier, Use
from ...system.comparing import Comparison, Part, compare
from ...system.editing import Address
from ...system.model import Estimate
from .paging import Paging
from .system_estimate import Number
from .system_estimates import EstimateRow, row_of
from .system_held import Held, held_of

COUNT = 50
CHANGES = 100  # a page of a comparison
NAMES = 100  # of what came and went, shown of each part


@dataclass(frozen=True, slots=True)
class UseRow:
    """That a system was taken up; `before` is the system that was worked with until then."""

    use: Use
    before: int | None
    current: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """A page of the log, latest first; `current` is the system that is worked with."""

    uses: tuple[UseRow, ...]
    current: int | None
    paging: Paging


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """An estimate that is otherwise: as it was and as it is, null where it is not; `by` is how far its mean went.

    `estimate` tells what it is of, as it is, else as it was.
    """

    estimate: EstimateRow
    before: Number | None
    after: Number | None
    by: float | None


@dataclass(frozen=True, slots=True)
class PartView:
    """What came to a part of the system, went from it and is otherwise there, the first hundred of each in words."""

    part: Part
    came: tuple[str, ...]
    went: tuple[str, ...]
    changed: tuple[str, ...]
    counts: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """What system `after` has otherwise than `before`: a page of the estimates, what came and went first, then those
    that moved furthest; and the parts."""

    before: int
    after: int
    current: int | None
    changes: tuple[ChangeRow, ...]
    parts: tuple[PartView, ...]
    paging: Paging


def versions(dossier: Dossier, page: int = 1) -> Versions:
    """Which systems were taken up."""
    log = dossier.uses()
    rows = [
        UseRow(u, log[i - 1].system if i else None, i == len(log) - 1) for i, u in enumerate(log)
    ]  # fmt: skip
    start = (page - 1) * COUNT
    current = log[-1].system if log else None
    return Versions(tuple(rows[::-1][start : start + COUNT]), current, Paging(page, COUNT, len(rows)))


def comparison(dossier: Dossier, before: int, after: int, page: int = 1) -> ComparisonView:
    """What is different between two systems. Raises DossierError where one is not held."""
    old, new = held_of(dossier, before), held_of(dossier, after)
    found = compare(old.system, new.system) if before != after else Comparison((), ())
    start = (page - 1) * CHANGES
    changes = tuple(
        _change(old, new, c.address, c.before, c.after, c.by)
        for c in found.estimates[start : start + CHANGES]
    )
    return ComparisonView(
        before, after, dossier.current_system(), changes, tuple(_parts(old, new, found)),
        Paging(page, CHANGES, len(found.estimates)),
    )  # fmt: skip


def _change(
    old: Held, new: Held, address: Address, was: Estimate | None, now: Estimate | None, by: float | None
) -> ChangeRow:
    row = row_of(new, address, now) if now is not None else row_of(old, address, was)
    return ChangeRow(row, _number(was), _number(now), by)


def _number(e: Estimate | None) -> Number | None:
    return None if e is None else Number(e.mean, e.sd, e.basis)


def _parts(old: Held, new: Held, found: Comparison) -> list[PartView]:
    rows = []
    for turnover in found.parts:
        if turnover.part == "estimates":
            continue

        came, went, changed = turnover.came, turnover.went, turnover.changed
        part, counts = turnover.part, (len(came), len(went), len(changed))
        rows.append(
            PartView(
                part, _words(new, part, came), _words(old, part, went), _words(new, part, changed), counts
            )
        )
    return rows


def _words(held: Held, part: Part, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_word(held, part, n) for n in names[:NAMES])


def _word(held: Held, part: Part, name: str) -> str:
    match part:
        case "actors":
            return held.name(name)
        case "issues":
            return held.issue(name)
        case "arenas":
            return held.arena(name)
        case "evidence" | "forecasts":
            evidence = held.evidence.get(name)
            return evidence.text[:200] if evidence else name
        case "scenarios":
            return next((s.title for s in held.system.scenarios if s.name == name), name)
    return name
