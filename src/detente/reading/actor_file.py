"""The user's own actors: a YAML file that adds to the shipped tables or overrides them.

actors:
  - code: GHOST_BRIGADE            # an ISO 3166-1 alpha-3 code or an upper-case slug; may be a known one
    name: Ghost Brigade
    kind: armed_group              # state, organisation, armed_group, collective, company, place
    sector: REB                    # PLOVER's, optional
    aliases: [the Ghosts, GBR-7]
    adjectives: []
    people: [Ghost fighters]
    capital: null
    members: [{code: MLI, from: 2024-01-01, to: null}]
persons:
  - name: Ada Example
    actor: GHOST_BRIGADE
    office: leader                 # a word of the table of offices, optional
    sector: REB
    aliases: [Commander Ada]
    from: 2024-01-01
    to: null
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ..errors import VocabularyError
from ..yaml import YamlFault, read_yaml
from .gazetteer import ActorInfo
from .membership import Membership
from .offices import Tenure, office_words
from .surfaces import Entry, Surface

_LIMIT = 2_000_000  # bytes


def _date(value: Any) -> Any:
    """YAML reads a bare date as a date; we keep ISO text."""
    return value.isoformat() if isinstance(value, datetime.date) else value


Words = tuple[Annotated[str, Field(min_length=2, max_length=120)], ...]
Code = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9_]{1,62}$")]
Date = Annotated[
    Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None, BeforeValidator(_date), Field(default=None)
]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class _Member(_Closed):
    code: Code
    valid_from: Date = Field(default=None, alias="from")
    valid_to: Date = Field(default=None, alias="to")


class _Actor(_Closed):
    code: Code
    name: Annotated[str, Field(min_length=2, max_length=120)]
    kind: Literal["state", "organisation", "armed_group", "collective", "company", "place"]
    sector: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    aliases: Words = ()
    adjectives: Words = ()
    people: Words = ()
    capital: str | None = None
    members: tuple[_Member, ...] = ()


class _Person(_Closed):
    name: Annotated[str, Field(min_length=2, max_length=120)]
    actor: Code
    office: str | None = None
    sector: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    aliases: Words = ()
    valid_from: Date = Field(default=None, alias="from")
    valid_to: Date = Field(default=None, alias="to")


class _File(_Closed):
    actors: tuple[_Actor, ...] = ()
    persons: tuple[_Person, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnActors:
    """What a user's file adds to the gazetteer."""

    surfaces: tuple[Surface, ...]
    actors: tuple[ActorInfo, ...]
    memberships: dict[str, tuple[Membership, ...]]
    tenures: tuple[Tenure, ...]


def read_actor_file(path: Path) -> OwnActors:
    """Read a user's file of actors.

    Raises VocabularyError where it cannot be read, is no YAML, holds YAML aliases, or breaks the shape above.
    """
    where = str(path)
    try:
        text = _load(path, where)
        file = _File.model_validate(text if text is not None else {})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(x) for x in first["loc"])
        raise VocabularyError(f"{place}: {first['msg']}", where=where, remedy="mend this entry") from error
    surfaces: list[Surface] = []
    tenures: list[Tenure] = []
    for a in file.actors:
        for words, form in (
            ((a.name, *a.aliases), "name"),
            (a.adjectives, "adjective"),
            (a.people, "people"),
        ):
            surfaces += [_surface(text, Entry(a.code, a.kind, form, a.sector)) for text in words]
        if a.capital:
            surfaces.append(Surface(a.capital, Entry(a.code, a.kind, "capital")))
    for p in file.persons:
        entry = Entry(p.actor, "person", "person", p.sector, p.name, p.valid_from, p.valid_to)
        surfaces += [Surface(text, entry) for text in (p.name, *p.aliases)]
        if p.office:
            known = office_words().get(p.office.lower())
            tenures.append(Tenure(p.actor, known.id if known else p.office, entry))
    return OwnActors(
        tuple(surfaces),
        tuple(ActorInfo(a.code, a.name, a.kind, a.capital) for a in file.actors),
        {
            a.code: tuple(Membership(m.code, m.valid_from, m.valid_to) for m in a.members)
            for a in file.actors
            if a.members
        },
        tuple(tenures),
    )


def _surface(text: str, entry: Entry) -> Surface:
    return (
        Surface(text[4:], entry, "the") if text.startswith("the ") and len(text) > 5 else Surface(text, entry)
    )


def _load(path: Path, where: str) -> Any:
    """The file's content as plain data, without YAML aliases and within the limit of size."""
    try:
        if path.stat().st_size > _LIMIT:
            raise VocabularyError(f"larger than {_LIMIT // 1_000_000} MB", where=where, remedy="split it")
        return read_yaml(path.read_text(encoding="utf8")).value
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"cannot be read: {error}", where=where) from error
    except YamlFault as fault:
        at = f"{where}, line {fault.line}" if fault.line else where
        raise VocabularyError(fault.what, where=at, remedy=fault.remedy) from fault
