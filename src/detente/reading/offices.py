"""Offices: the words for them, and who held which when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from ..data import table
from ..errors import VocabularyError
from .membership import holds
from .surfaces import PACKAGE, Entry, person_entry, values

OfficeKind = Literal["holder", "member", "organ", "people"]


@dataclass(frozen=True, slots=True)
class Office:
    """An office or organ that any state may have.

    `kind`: one person holds it (`holder`) or one of many (`member`), it is a body (`organ`), or many people
    without one (`people`). `sector` is PLOVER's.
    """

    id: str
    kind: OfficeKind
    sector: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody's time in an office (an id of the table of offices) of a principal."""

    country: str
    office: str
    entry: Entry


@cache
def office_words() -> dict[str, Office]:
    """Offices by the words for them, in lower case and of one or more words ("prime minister")."""
    found: dict[str, Office] = {}
    for row in table(PACKAGE, "offices.csv"):
        if row["kind"] not in get_args(OfficeKind):
            raise VocabularyError(f"unknown kind {row['kind']!r}", where=f"offices.csv, {row['office']}")
        office = Office(row["office"], cast(OfficeKind, row["kind"]), row["sector"])
        for word in (row["office"], *values(row["words"])):
            found.setdefault(word, office)
    return found


@cache
def shipped_tenures() -> tuple[Tenure, ...]:
    """All tenures of the shipped table of persons."""
    return tuple(
        Tenure(row["actor"], row["office"], person_entry(row))
        for row in table(PACKAGE, "persons.csv")
        if row["office"]
    )


def holder(tenures: Iterable[Tenure], country: str, office: str, on: str | None) -> Entry | None:
    """The last to have entered an office among those who held it on a date, or with no known end."""
    known = office_words().get(office.lower())
    wanted = known.id if known else office
    fit = [
        t.entry
        for t in tenures
        if t.country == country
        and t.office == wanted
        and (holds(t.entry.valid_from, t.entry.valid_to, on) if on else t.entry.valid_to is None)
    ]
    return max(fit, key=lambda e: e.valid_from or "", default=None)
