"""Who belongs to which organisation and collective, and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..data import table
from ..errors import VocabularyError
from .surfaces import PACKAGE, values


@dataclass(frozen=True, slots=True)
class Membership:
    """One member of a body, from a date to (not including) another; an unknown date is null."""

    member: str
    valid_from: str | None = None
    valid_to: str | None = None


def holds(valid_from: str | None, valid_to: str | None, on: str) -> bool:
    """Whether a span of time holds on a date of any precision (for a month or a year: on some day of it)."""
    first, last = on + "0000-01-01"[len(on) :], on + "0000-12-31"[len(on) :]
    return (valid_from is None or valid_from <= last) and (valid_to is None or first < valid_to)


def memberships(cell: str) -> tuple[Membership, ...]:
    """Parse a table's cell of members: `FRA|GBR:1973-01-01/2020-02-01|@NORDICS`."""
    found = []
    for item in values(cell):
        code, _, span = item.partition(":")
        start, _, end = span.partition("/")
        found.append(Membership(code, start or None, end or None))
    return tuple(found)


@cache
def shipped_memberships() -> dict[str, tuple[Membership, ...]]:
    """Members of the organisations and collectives of the tables, as written (`@CODE` not unfolded)."""
    found: dict[str, tuple[Membership, ...]] = {}
    for name in ("organisations.csv", "collectives.csv"):
        for row in table(PACKAGE, name):
            if row["members"]:
                found.setdefault(row["code"], memberships(row["members"]))
    return found


def members_on(
    all_memberships: dict[str, tuple[Membership, ...]], code: str, on: str | None, above: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Codes of the members of `code` on a date, sorted; without a date those of no known end.

    Raises VocabularyError where a body is a member of itself by way of others.
    """
    if code in above:
        raise VocabularyError(f"members of {code} go round in a circle: {' > '.join(above)}", where="actors")
    found: set[str] = set()
    for m in all_memberships.get(code, ()):
        if holds(m.valid_from, m.valid_to, on) if on else m.valid_to is None:
            if m.member.startswith("@"):
                found |= set(members_on(all_memberships, m.member[1:], on, (*above, code)))
            else:
                found.add(m.member)
    return tuple(sorted(found))
