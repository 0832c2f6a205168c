"""The words that stand for actors, from the tables: what each can mean, and where it may stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..data import table
from .pieces import pieces_of

Form = Literal["name", "adjective", "people", "capital", "seat", "person", "place"]
# Where a surface may stand:
#   the       after "the" ("the West")
#   people    after "the", no noun behind ("the French said")
#   prefix    before a hyphen ("Sino-Russian")
#   not_caps  outside a run of capitals, or where "US" there is no pronoun
#   given     where it is not part of a person's name ("Jordan", not "Jordan Peterson")
#   surname   where it is not the surname of somebody else ("Trump", not "Melania Trump")
#   organ     anywhere, but a state named just before takes it over ("the Philippine Senate")
Where = Literal["", "the", "people", "prefix", "not_caps", "given", "surname", "organ"]

PACKAGE = "detente.reading"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a surface can stand for.

    `actor` is the principal's code, or null where there is none (a sea, an outlet). `kind` is state,
    organisation, armed_group, collective, person, place, company or outlet; `form` how the surface stands for
    it (name, adjective, people, capital, seat, person, place); `sector` PLOVER's; `name` the own name of the
    person, organ or place, null for the principal itself. The dates say when the mapping holds (`valid_from`
    on, up to and without `valid_to`); either may be unknown.
    """

    actor: str | None
    kind: str
    form: str
    sector: str | None = None
    name: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class Surface:
    """Words that stand for an actor: `text` as written, `entry` null where they only look like one."""

    text: str
    entry: Entry | None
    where: Where = ""


@cache
def _ambiguous(use: str) -> frozenset[str]:
    """Words of the table of ambiguous names that are marked for `use`."""
    return frozenset(row["word"] for row in table(PACKAGE, "ambiguous.csv") if row["use"] == use)


@cache
def also_meant() -> dict[str, tuple[str, ...]]:
    """Names that have a first meaning and others, by folded words: the codes of all, the first one first."""
    rows = (row for row in table(PACKAGE, "ambiguous.csv") if row["use"] == "also")
    return {" ".join(pieces_of(row["word"])): tuple(values(row["actors"])) for row in rows}


def values(cell: str | None) -> list[str]:
    """The values of a table's cell, `|` apart."""
    return [v for v in (cell or "").split("|") if v]


def marked(text: str, default: Where = "") -> tuple[str, Where]:
    """A table's alias and where it may stand: `[WHO]` not in capitals, `~Rice` a surname or a shared name."""
    if text[0] == "[":
        return text[1:-1], "not_caps"
    if text.startswith("the "):
        return text[4:], "the"
    if text.replace(".", "") in _ambiguous("caps"):
        return text, "not_caps"
    return text, "given" if text in _ambiguous("given") else default


def spellings(text: str) -> Iterator[str]:
    """An acronym of four and more letters in the two ways that the press writes it: NATO, Nato."""
    yield text
    if len(text) > 3 and text.isupper() and text.isalpha():
        yield text.capitalize()


def state_surfaces() -> Iterator[Surface]:
    """Names, demonyms and capitals of states."""
    for row in table(PACKAGE, "states.csv"):
        code, kind = row["iso3"], row["kind"]
        name = Entry(code, kind, "name")
        for text in [row["name"], *values(row["aliases"])]:
            yield Surface(*_swap(text, name))
        adjective, people = Entry(code, kind, "adjective"), Entry(code, kind, "people", "CVL")
        for text in values(row["adjectives"]):
            yield Surface(*_swap(text, adjective))
        for text in values(row["prefixes"]):
            yield Surface(text, adjective, "prefix")
        for text in values(row["people"]):
            if text.startswith("the "):  # "the French"
                yield Surface(text[4:], people, "people")
            else:
                yield Surface(text, people)
        for text in values(row["capitals"]):
            if text[0] == "=":  # better known for something else: Brussels
                continue
            yield Surface(*_swap(text, Entry(code, kind, "capital")))
    yield Surface("Brussels", Entry("EU", "organisation", "capital"))


def _swap(text: str, entry: Entry) -> tuple[str, Entry, Where]:
    words, where = marked(text)
    return words, entry, where


def organ_surfaces() -> Iterator[Surface]:
    """Organs and seats of states."""
    for row in table(PACKAGE, "organs.csv"):
        own = row["name"].strip("~[]")
        entry = Entry(
            row["actor"], "company" if row["sector"] == "BUS" else "state", row["form"], row["sector"], own
        )
        for text in [row["name"], *values(row["aliases"])]:
            shared = text.startswith("~")
            words, where = marked(text.removeprefix("~"))
            for spelling in spellings(words):
                yield Surface(spelling, entry, "organ" if shared else where)


def organisation_surfaces() -> Iterator[Surface]:
    """International organisations and their organs."""
    for row in table(PACKAGE, "organisations.csv"):
        own = row["name"] if row["parent"] else None
        entry = Entry(row["code"], "organisation", "name", row["sector"], own)
        for text in [row["name"], *values(row["aliases"])]:
            words, where = marked(text)
            for spelling in spellings(words):
                yield Surface(spelling, entry, where)


def group_surfaces() -> Iterator[Surface]:
    """Armed groups, gangs and movements."""
    for row in table(PACKAGE, "groups.csv"):
        code, sector = row["code"], row["sector"]
        kind = "armed_group" if sector in {"REB", "UAF", "CRM"} else "organisation"
        name = Entry(code, kind, "name", sector)
        for text in [row["name"], *values(row["aliases"])]:
            words, where = marked(text)
            for spelling in spellings(words):
                yield Surface(spelling, name, where)
        for text in values(row["adjectives"]):
            yield Surface(text, Entry(code, kind, "adjective", sector))
        for text in values(row["people"]):
            yield Surface(text, Entry(code, kind, "people", sector))


def collective_surfaces() -> Iterator[Surface]:
    """Collectives that prose treats as one actor."""
    for row in table(PACKAGE, "collectives.csv"):
        code = row["code"]
        for text in values(row["names"]):
            yield Surface(*_swap(text, Entry(code, "collective", "name")))
        for text in values(row["adjectives"]):
            yield Surface(*_swap(text, Entry(code, "collective", "adjective")))
        for text in values(row["people"]):
            yield Surface(text, Entry(code, "collective", "people", "CVL"))


def place_surfaces() -> Iterator[Surface]:
    """Regions, seas, disputed areas and large cities."""
    for row in table(PACKAGE, "places.csv"):
        for code in values(row["actors"]) or [None]:
            entry = Entry(code, "place", "place", None, row["name"])
            for text in [row["name"], *values(row["aliases"])]:
                yield Surface(*_swap(text, entry))
    for row in table(PACKAGE, "cities.csv"):
        yield Surface(*_swap(row["name"], Entry(row["actor"], "place", "place", None, row["name"])))


def person_surfaces() -> Iterator[Surface]:
    """Persons by full name, and by surname where that stands alone; the latest office first."""
    names: dict[str, list[str]] = {}
    for row in table(PACKAGE, "persons.csv"):
        names.setdefault(row["name"], []).extend(values(row["aliases"]))
    rows = sorted(table(PACKAGE, "persons.csv"), key=lambda row: row["from"] or "0", reverse=True)
    for row in rows:
        entry = person_entry(row)
        for text in (row["name"], *names[row["name"]]):
            surname = text.startswith("~")
            yield Surface(text.removeprefix("~"), entry, "surname" if surname else "")


def person_entry(row: dict[str, str]) -> Entry:
    """The entry of one row of the table of persons."""
    dates = (row["from"] or None, row["to"] or None)
    return Entry(row["actor"], "person", "person", row["sector"] or None, row["name"], *dates)


def outlet_surfaces() -> Iterator[Surface]:
    """Outlets of the press, which are no actors though their names may hold one ("China Daily")."""
    for row in table("detente.sources", "outlets.csv"):
        if row["kind"] == "government":  # speaks for its state
            continue
        entry = Entry(None, "outlet", "name", "MED", row["name"])
        for text in [row["name"], *values(row["aliases"])]:
            bare = text.removeprefix("The ")
            little_known = len(bare) < 5 and bare.isupper() and row["reliability"] > "B"
            if " ".join(pieces_of(bare)) not in _ambiguous("outlet") and len(bare) > 2 and not little_known:
                yield Surface(bare, entry)


def blocked_surfaces() -> Iterator[Surface]:
    """Phrases that only look like an actor."""
    for row in table(PACKAGE, "blocked.csv"):
        yield Surface(row["phrase"], None)


def shipped_surfaces() -> Iterator[Surface]:
    """All surfaces of the shipped tables; of several meanings, what comes first here goes first."""
    yield from blocked_surfaces()
    yield from state_surfaces()
    yield from organisation_surfaces()
    yield from group_surfaces()
    yield from organ_surfaces()
    yield from collective_surfaces()
    yield from person_surfaces()
    yield from place_surfaces()
    yield from outlet_surfaces()
