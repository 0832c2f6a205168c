"""Part: who holds weight where, and who can count on whom."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...system.model import Estimate
from .. import figures
from ..charts.strip import level
from ..index import Citation, Index


@dataclass(frozen=True, slots=True)
class LevelRow:
    name: str
    chart: Markup
    mean: str
    spread: str
    basis: Citation
    prior: bool


@dataclass(frozen=True, slots=True)
class ArenaPart:
    name: str
    host: str
    rows: tuple[LevelRow, ...]


@dataclass(frozen=True, slots=True)
class PresencePart:
    arenas: tuple[ArenaPart, ...]
    commitments: tuple[LevelRow, ...]


def presence(index: Index) -> PresencePart:
    """Arenas with the weight that outside actors hold in them, and commitments; the greatest first."""
    s = index.system
    arenas = []
    for arena in s.arenas:
        held = sorted((p for p in s.presence if p.arena == arena.code), key=lambda p: -p.level.mean)
        if held:
            host = index.name(arena.host) if arena.host and index.name(arena.host) != arena.name else ""
            arenas.append(
                ArenaPart(arena.name, host, tuple(_row(index, index.name(p.actor), p.level) for p in held))
            )
    given = sorted(s.commitments, key=lambda c: (c.level.basis == "prior", -c.level.mean))
    promised = tuple(_row(index, f"{index.name(c.patron)} to {index.name(c.client)}", c.level) for c in given)
    return PresencePart(tuple(arenas), promised)


def _row(index: Index, name: str, e: Estimate) -> LevelRow:
    mean, spread = figures.number(e.mean), figures.number(e.sd)
    prior = e.basis == "prior"
    chart = level(f"{name}: {mean}, one standard deviation {spread}", e.mean, e.sd, grounded=not prior)
    return LevelRow(name, chart, mean, spread, index.rest(e), prior)
