"""A system of the dossier as pages look at it: read once, with what is looked up in it at hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ...api.modelling import current_in
from ...show import figures
from ...store import Dossier
from ...system.editing import Address, estimates
from ...system.model import Arena, Estimate, Evidence, Ground, Issue, System
from .keeping import Kept, content
from .naming import named
from .system_address import Meant, meant


@dataclass(frozen=True)
class Held:
    """A system with its number."""

    no: int
    system: System

    @cached_property
    def at(self) -> dict[Address, Estimate]:
        """Every estimate by its address, in the order of the file."""
        return dict(estimates(self.system))

    @cached_property
    def about(self) -> dict[Address, Meant]:
        """What every estimate is about."""
        return {address: meant(address) for address in self.at}

    @cached_property
    def positions(self) -> dict[str, list[Address]]:
        """The positions on each issue."""
        found: dict[str, list[Address]] = {}
        for address in self.at:
            if address[0] == "positions" and address[-1] == "position":
                found.setdefault(address[2], []).append(address)
        return found

    @cached_property
    def ties(self) -> list[Address]:
        """The ties."""
        return [address for address in self.at if address[0] == "ties"]

    @cached_property
    def names(self) -> dict[str, str]:
        """The actors' names by their codes."""
        return {a.code: a.name for a in self.system.actors}

    @cached_property
    def issues(self) -> dict[str, Issue]:
        """The issues by their ids."""
        return {i.id: i for i in self.system.issues}

    @cached_property
    def arenas(self) -> dict[str, Arena]:
        """The arenas by their codes."""
        return {a.code: a for a in self.system.arenas}

    @cached_property
    def grounds(self) -> dict[Address, Ground]:
        """What estimates follow from, by address."""
        return {g.of: g for g in self.system.grounds}

    @cached_property
    def evidence(self) -> dict[str, Evidence]:
        """The evidence by its claim."""
        return {e.claim: e for e in self.system.evidence}

    def name(self, code: str) -> str:
        """An actor's name."""
        return self.names.get(code) or named(code)

    def arena(self, code: str) -> str:
        """An arena's name."""
        return self.arenas[code].name if code in self.arenas else self.name(code)

    def issue(self, issue: str) -> str:
        """An issue in a line."""
        held = self.issues.get(issue)
        return figures.shorten((held.text if held else "") or issue, 90)

    def says(self, address: Address) -> str:
        """What an estimate is of, in words."""
        match address:
            case ("actors", code, _):
                return f"{self.name(code)}: capability"
            case ("issues", issue, _):
                return f"Status quo: {self.issue(issue)}"
            case ("positions", actor, issue, field):
                return f"{self.name(actor)}, {field}: {self.issue(issue)}"
            case ("ties", a, b, domain, _):
                return f"{self.name(a)} toward {self.name(b)}, {domain}"
            case ("presence", actor, arena, _):
                return f"{self.name(actor)} in {self.arena(arena)}"
            case ("commitments", patron, client, _):
                return f"{figures.possessive(self.name(patron))} commitment to {self.name(client)}"
            case ("strategies", actor, strategy, *toward, _):
                others = figures.joined([self.name(t) for t in toward[:6]])
                more = " and others" if len(toward) > 6 else ""
                return f"{self.name(actor)}: {strategy}" + (f" toward {others}{more}" if toward else "")
        return " ".join(address)


def held_of(dossier: Dossier, no: int | None = None) -> Held:
    """A system of the dossier, by default that worked with. Raises DossierError where there is none."""
    return _KEPT(dossier, current_in(dossier) if no is None else no)


_KEPT = Kept(lambda dossier, no: Held(no, content(dossier, no)), 4)
