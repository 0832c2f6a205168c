"""What each number that a run draws stands for, and what its estimate rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from ..reading.statement import DOMAINS
from .parameters import STRATEGIES, Quantities, slots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..system.model import Basis, Estimate, System
    from .parameters import Layout, Packed

UNSAID = "the system says nothing of it"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that is not known exactly: an estimate of the system, or a parameter of a mechanism.

    `label` says in words what it is, `at` is its place among the numbers that a run draws.
    """

    label: str
    kind: Literal["estimate", "parameter"]
    at: int
    mean: float
    sd: float
    basis: Basis
    claims: tuple[str, ...] = ()
    source: str | None = None
    note: str | None = None


def quantities(system: System, packed: Packed, axes: Layout) -> tuple[Quantity, ...]:
    """Every number that varies between runs, in the order in which a run draws them."""
    names = _names(axes)
    said = {(field, at): estimate for field, at, estimate in _said(system, axes)}
    found, start = [], 0
    for field in Quantities._fields:
        mean, sd = getattr(packed.mean, field), getattr(packed.sd, field)
        for index in np.argwhere(sd > 0):
            at = tuple(int(i) for i in index)
            own = said.get((field, at))
            found.append(
                Quantity(
                    label=_label(field, at, names),
                    kind="parameter" if field == "theta" else "estimate",
                    at=start + int(np.ravel_multi_index(at, mean.shape)),
                    mean=round(float(mean[at]), 6),
                    sd=round(float(sd[at]), 6),
                    basis=own.basis if own else "prior",
                    claims=own.claims if own else (),
                    source=own.source if own else None,
                    note=own.note if own else "the mechanism's own" if field == "theta" else UNSAID,
                )
            )
        start += mean.size
    return tuple(found)


def _names(axes: Layout) -> dict[str, tuple[str, ...]]:
    """What stands at each place of each axis."""
    parameters = {at: f"{m}.{p}" for m, places in slots(axes.mechanisms).items() for p, at in places.items()}
    return {
        "actor": tuple(axes.actors),
        "issue": tuple(axes.issues),
        "arena": tuple(axes.arenas),
        "domain": DOMAINS,
        "strategy": STRATEGIES,
        "parameter": tuple(parameters[at] for at in sorted(parameters)),
    }


def _label(field: str, at: tuple[int, ...], names: dict[str, tuple[str, ...]]) -> str:
    """A quantity in words, like `tie ISR>USA military` or `position ISR on ISSUE`."""
    actor, issue = names["actor"], names["issue"]
    match field:
        case "position" | "salience":
            return f"{field} {actor[at[0]]} on {issue[at[1]]}"
        case "reference":
            return f"status quo of {issue[at[0]]}"
        case "tie":
            return f"tie {actor[at[0]]}>{actor[at[1]]} {names['domain'][at[2]]}"
        case "presence":
            return f"presence {actor[at[0]]} in {names['arena'][at[1]]}"
        case "commitment":
            return f"commitment {actor[at[0]]}>{actor[at[1]]}"
        case "strategy":
            return f"strategy {actor[at[0]]} {names['strategy'][at[1]]}"
        case "theta":
            return names["parameter"][at[0]]
        case _:
            return f"{field} {actor[at[0]]}"


def _said(system: System, axes: Layout) -> Iterator[tuple[str, tuple[int, ...], Estimate]]:
    """Every estimate of the system with the array and the place that it is packed into; a later one counts."""
    actor, issue, arena, parameters = axes.actors, axes.issues, axes.arenas, slots(axes.mechanisms)
    for a in system.actors:
        yield "capability", (actor[a.code],), a.capability
    for i in system.issues:
        if i.reference is not None:
            yield "reference", (issue[i.id],), i.reference
    for p in system.positions:
        yield "position", (actor[p.actor], issue[p.issue]), p.position
        yield "salience", (actor[p.actor], issue[p.issue]), p.salience
    for t in system.ties:
        yield "tie", (actor[t.a], actor[t.b], DOMAINS.index(t.domain)), t.value
    for y in system.presence:
        yield "presence", (actor[y.actor], arena[y.arena]), y.level
    for g in system.commitments:
        yield "commitment", (actor[g.patron], actor[g.client]), g.level
    for s in system.strategies:
        yield "strategy", (actor[s.actor], STRATEGIES.index(s.strategy)), s.strength
    for m in system.mechanisms:
        for name, estimate in m.parameters.items():
            yield "theta", (parameters[m.name][name],), estimate
