"""Comparing: what is different between two systems, number by number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .editing import Address, estimates
from .model import Estimate, System

Part = Literal["estimates", "actors", "issues", "arenas", "scenarios", "forecasts", "mechanisms", "evidence"]


@dataclass(frozen=True, slots=True)
class Change:
    """An estimate that is not the same in both: where it stands, as it was and as it is; null where it is not.

    `by` is how far its mean went, null where one of them is missing.
    """

    address: Address
    before: Estimate | None
    after: Estimate | None
    by: float | None


@dataclass(frozen=True, slots=True)
class Turnover:
    """Names in a part of a system that came, that went, and that are there still but otherwise."""

    part: Part
    came: tuple[str, ...]
    went: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two systems: estimates, those that moved furthest first, and parts."""

    estimates: tuple[Change, ...]
    parts: tuple[Turnover, ...]

    @property
    def same(self) -> bool:
        """Whether nothing is different."""
        return not self.estimates and not self.parts


def compare(before: System, after: System) -> Comparison:
    """What a system has otherwise than an earlier one."""
    changes = sorted(_changes(before, after), key=_size)
    parts = (_turnover(part, before, after) for part in _NAMED)
    return Comparison(tuple(changes), tuple(t for t in parts if t.came or t.went or t.changed))


def _changes(before: System, after: System) -> Iterator[Change]:
    old, new = dict(estimates(before)), dict(estimates(after))
    for address in dict.fromkeys((*old, *new)):
        was, now = old.get(address), new.get(address)
        if was != now:
            yield Change(address, was, now, None if was is None or now is None else now.mean - was.mean)


def _size(change: Change) -> tuple[int, float, Address]:
    """What came and went first, then the furthest moves."""
    return (0, 0.0, change.address) if change.by is None else (1, -abs(change.by), change.address)


_NAMED: dict[Part, str] = {
    "actors": "code", "issues": "id", "arenas": "code", "scenarios": "name", "forecasts": "claim",
    "mechanisms": "name", "evidence": "claim",
}  # fmt: skip


def _turnover(part: Part, before: System, after: System) -> Turnover:
    name = _NAMED[part]
    old = {getattr(x, name): x for x in getattr(before, part)}
    new = {getattr(x, name): x for x in getattr(after, part)}
    numbers = {"capability", "reference"}  # these are estimates, told of above
    changed = [
        n for n in old.keys() & new.keys()
        if old[n].model_dump(exclude=numbers) != new[n].model_dump(exclude=numbers)
    ]  # fmt: skip
    return Turnover(
        part, tuple(n for n in new if n not in old), tuple(n for n in old if n not in new), tuple(sorted(changed))
    )  # fmt: skip
