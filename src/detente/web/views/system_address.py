"""Addresses of estimates as links carry them and as people say them.

The parts stand between slashes, `ties/ISR/RUS/diplomatic/value`. Only an issue's id may hold a slash itself, and it is
the one part whose place is known from both ends, so that no two addresses read the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...system.bounds import RANGES
from ...system.editing import Address

PARTS = tuple(dict.fromkeys(section for section, _ in RANGES))
"""The sections of a system that hold estimates, in the order of its file."""
LONGEST = 2000  # characters: an issue's id has 200, a strategy may be toward many
_BEFORE_ISSUE = {"issues": 1, "positions": 2}


@dataclass(frozen=True, slots=True)
class Meant:
    """What an address is about, as far as its section has such a thing."""

    actors: tuple[str, ...] = ()
    issue: str | None = None
    domain: str | None = None
    arena: str | None = None


def path_of(address: Address) -> str:
    """An address as one text."""
    return "/".join(address)


def address_of(path: str) -> Address:
    """The address that a text gives; one that no system has where the text is none."""
    section, *rest = path[:LONGEST].split("/")
    before = _BEFORE_ISSUE.get(section)
    if before is None or len(rest) < before + 1:
        return (section, *rest)
    head, issue, field = rest[: before - 1], "/".join(rest[before - 1 : -1]), rest[-1]
    return (section, *head, issue, field)


def meant(address: Address) -> Meant:
    """What an address is about."""
    match address:
        case ("actors", code, _):
            return Meant((code,))
        case ("issues", issue, _):
            return Meant(issue=issue)
        case ("positions", actor, issue, _):
            return Meant((actor,), issue)
        case ("ties", a, b, domain, _):
            return Meant((a, b), domain=domain)
        case ("presence", actor, arena, _):
            return Meant((actor,), arena=arena)
        case ("commitments", patron, client, _):
            return Meant((patron, client))
        case ("strategies", actor, _, *toward, _):
            return Meant((actor, *toward))
    return Meant()
