"""Part: who the actors are, what they can bring to bear, and how much is said of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import numpy as np
from markupsafe import Markup

from ...reading.statement import ActorRef
from .. import figures
from ..charts.strip import level
from ..index import Citation, Index


@dataclass(frozen=True, slots=True)
class ActorRow:
    code: str
    name: str
    kind: str
    members: str
    size: int
    capability: str
    spread: str
    chart: Markup
    basis: Citation
    statements: int
    claims: Citation
    strategies: tuple[tuple[str, str, Citation], ...]


def named(content: Any) -> Iterator[str]:
    """Codes of the actors that a content names, wherever in it they stand."""
    if isinstance(content, ActorRef):
        if content.actor:
            yield content.actor
    elif isinstance(content, tuple):
        for x in content:
            yield from named(x)
    elif is_dataclass(content):
        for f in fields(content):
            yield from named(getattr(content, f.name))


def mentions(index: Index) -> dict[str, tuple[int, list[str]]]:
    """For each code, how many statements name it and which claims do."""
    found: dict[str, tuple[int, list[str]]] = {}
    for s in index.analysis.statements:
        for code in dict.fromkeys(named(s.content)):
            n, claims = found.get(code, (0, []))
            found[code] = (n + 1, claims)
    for c in index.analysis.weighed.claims:
        for code in dict.fromkeys(named(c.content)):
            found.setdefault(code, (0, []))[1].append(c.id)
    return found


def actors(index: Index) -> tuple[ActorRow, ...]:
    """One row an actor, those most spoken of first."""
    system, said = index.system, mentions(index)
    most = max((a.capability.mean + a.capability.sd for a in system.actors), default=1.0) or 1.0
    rows = []
    for a in sorted(system.actors, key=lambda a: -len(said.get(a.code, (0, []))[1])):
        e = a.capability
        n, claims = said.get(a.code, (0, []))
        # Capability spans orders of magnitude: the bar shows its square root, so that small
        # actors stay visible.
        bar = level(
            f"{a.name}: {figures.capability(e.mean)}, give or take {figures.capability(e.sd)}",
            float(np.sqrt(max(e.mean, 0) / most)),
            0.0,
            grounded=e.basis in ("claims", "data", "analyst"),
        )
        follows: dict[str, tuple[list[str], Citation]] = {}
        for s in system.strategies:
            if s.actor == a.code:
                others, basis = follows.get(s.strategy, ([], Citation()))
                others += [index.name(t) for t in s.toward if index.name(t) not in others]
                follows[s.strategy] = (others, basis + index.rest(s.strength))
        rows.append(
            ActorRow(
                a.code,
                a.name,
                index.words["actors"][a.kind],
                figures.joined([index.name(m) for m in a.members]),
                len(a.members),
                figures.capability(e.mean),
                figures.capability(e.sd),
                bar,
                index.rest(e),
                n,
                index.cite(claims),
                tuple((name, figures.joined(others), basis) for name, (others, basis) in follows.items()),
            )
        )
    return tuple(rows)
