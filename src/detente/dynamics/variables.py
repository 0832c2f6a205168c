"""What a run reports: which variables of a system, and where each lies in a run's flat report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..errors import ScenarioError
from ..reading.statement import DOMAINS
from ..system.condition import parse_condition
from ..system.model import ACTORS_NEEDED, QUADS, Variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..system.model import Shock, System
    from .parameters import Layout

FEW_ACTORS = 6


def reported(system: System, shocks: Iterable[Shock] = ()) -> tuple[Variable, ...]:
    """Every variable that a run of the system reports, in a fixed order, each once.

    Settlements of all issues, all positions, ties that the system, its forecasts or the shocks name (all pairs up to
    six actors) by domain and as the mean, presence of every outside actor in every arena, commitments, hedging of
    clients and declared hedgers, and what conditions of shocks compare. Events are reported where a forecast turns on
    them, or where they are asked for (`simulate`).
    """
    found = dict.fromkeys(_in_order(system, tuple(shocks)))
    return tuple(found)


def _in_order(system: System, shocks: tuple[Shock, ...]) -> Iterator[Variable]:
    wanted = [f.resolution.variable for f in system.forecasts if f.resolution is not None]
    for issue in system.issues:
        yield Variable(kind="settlement", issue=issue.id)
    for p in system.positions:
        yield Variable(kind="position", actors=(p.actor,), issue=p.issue)
    for s in shocks:
        if s.kind == "position":  # one that the actor takes up there
            yield Variable(kind="position", actors=(s.actor,), issue=s.issue)
    codes = system.codes
    for a in codes:
        for b in codes:
            if a == b:
                continue
            named = [t.domain for t in system.ties if (t.a, t.b) == (a, b)]
            shocked = any(s.kind == "tie" and {s.actor, s.other} == {a, b} for s in shocks)
            if named or shocked or len(codes) <= FEW_ACTORS:
                yield Variable(kind="tie", actors=(a, b))
            for domain in DOMAINS:
                if domain in named or shocked or len(codes) <= FEW_ACTORS:
                    yield Variable(kind="tie", actors=(a, b), domain=domain)
    stated = {(p.actor, p.arena) for p in system.presence}
    for arena in system.arenas:
        for a in codes:
            if a == arena.host and (a, arena.code) not in stated:
                continue  # presence is that of outsiders: what they leave, the host has back
            yield Variable(kind="presence", actors=(a,), arena=arena.code)
    for g in system.commitments:
        yield Variable(kind="commitment", actors=(g.patron, g.client))
    clients = {g.client for g in system.commitments}
    hedgers = {s.actor for s in system.strategies if s.strategy == "hedging"}
    for a in codes:
        if a in clients or a in hedgers:
            yield Variable(kind="hedging", actors=(a,))
    for s in shocks:
        if s.when is not None:
            yield from (term.variable for term in parse_condition(s.when).terms)
    yield from wanted


class Asked(NamedTuple):
    """What a run is asked to report: places in its flat report, and the pairs whose events are drawn.

    places  [V]     indices into the flat report; events lie behind it, pair by pair: counts, then expectations, each
                    both ways by quad class
    dyads   [E, 2]  indices of the pairs' actors
    """

    places: np.ndarray
    dyads: np.ndarray

    def only(self, column: int) -> Asked:
        """The same for one column."""
        return Asked(self.places[[column]], self.dyads)


def ask(variables: Sequence[Variable], axes: Layout, *, expected: bool = False) -> Asked:
    """Where each variable lies in a run's report; `expected` takes means of settlements and events instead of draws.

    Places are filled up to a multiple of 64 with the first and pairs to one of four, so that few programs are compiled.

    Raises ScenarioError where a variable names what the system does not hold.
    """
    dyads = list(dict.fromkeys(_dyad(v) for v in variables if v.kind == "events"))
    at = [place(v, axes, expected=expected, dyads=dyads) for v in variables]
    size = max(64, -(-len(at) // 64) * 64)
    pairs = [(axes.actors[a], axes.actors[b]) for a, b in dyads]
    pairs += [(0, 1)] * (-len(pairs) % 4)
    return Asked(
        np.array(at + [at[0] if at else 0] * (size - len(at)), np.int32),
        np.array(pairs, np.int32).reshape(-1, 2),
    )


def _dyad(variable: Variable) -> tuple[str, ...]:
    return tuple(sorted(variable.actors))


def _sections(n: int, m: int, r: int) -> dict[str, int]:
    """Sizes of the parts of the flat report, in their order."""
    return {
        "settlement": m, "expected": m, "position": n * m, "tie": n * n * len(DOMAINS), "standing": n * n,
        "presence": n * r, "commitment": n * n, "hedging": n,
    }  # fmt: skip


def report_size(positions: tuple[int, int], arenas: int) -> int:
    """Length of the flat report of so many (actors, issues) and arenas."""
    return sum(_sections(*positions, arenas).values())


def place(
    variable: Variable, axes: Layout, *, expected: bool = False, dyads: Sequence[tuple[str, ...]] = ()
) -> int:
    """Index of a variable in a run's flat report; `expected` takes a mean instead of a draw from a distribution.

    `dyads` are the pairs whose events are drawn, each sorted.

    Raises ScenarioError where the variable names what the system does not hold.
    """
    n, m, r = axes.size
    d = len(DOMAINS)
    starts, at = {}, 0
    for name, size in _sections(n, m, r).items():
        starts[name] = at
        at += size

    def find(index: dict[str, int], name: str | None, what: str) -> int:
        if name is None or name not in index:
            raise ScenarioError(
                f"the variable {variable.label} needs {what} of the system, not {name}",
                remedy=f"known: {', '.join(index) or 'none'}",
            )
        return index[name]

    if len(variable.actors) != ACTORS_NEEDED[variable.kind]:
        raise ScenarioError(
            f"the variable {variable.label} names {len(variable.actors)} actors",
            remedy=f"{variable.kind} takes {ACTORS_NEEDED[variable.kind]}",
        )
    who = [find(axes.actors, code, "an actor") for code in variable.actors]
    match variable.kind:
        case "settlement":
            issue = find(axes.issues, variable.issue, "an issue")
            return starts["expected" if expected else "settlement"] + issue
        case "position":
            return starts["position"] + who[0] * m + find(axes.issues, variable.issue, "an issue")
        case "tie" if variable.domain is None:
            return starts["standing"] + who[0] * n + who[1]
        case "tie":
            return starts["tie"] + (who[0] * n + who[1]) * d + DOMAINS.index(variable.domain)
        case "presence":
            return starts["presence"] + who[0] * r + find(axes.arenas, variable.arena, "an arena")
        case "commitment":
            return starts["commitment"] + who[0] * n + who[1]
        case "hedging":
            return starts["hedging"] + who[0]
        case "events":
            if variable.quad is None or who[0] == who[1]:
                raise ScenarioError(
                    f"the variable {variable.label} names no events",
                    remedy=f"name two actors and one of {', '.join(QUADS)}",
                )
            pair = _dyad(variable)
            if pair not in dyads:
                raise ScenarioError(
                    f"{variable.label} is counted only once a run is over",
                    remedy="compare something that a month reports, like a tie or a presence",
                )
            way = int(variable.actors != pair)
            kind = (2 * dyads.index(pair) + int(expected)) * 2 + way
            return at + kind * len(QUADS) + QUADS.index(variable.quad)
