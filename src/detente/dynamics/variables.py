"""What a run reports: which variables of a system, and where each lies in a run's flat report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ScenarioError
from ..reading.statement import DOMAINS
from ..system.condition import parse_condition
from ..system.model import Variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..system.model import Shock, System
    from .parameters import Layout

FEW_ACTORS = 6
ACTORS_NEEDED = {"settlement": 0, "position": 1, "tie": 2, "presence": 1, "commitment": 2, "hedging": 1}


def reported(system: System, shocks: Iterable[Shock] = ()) -> tuple[Variable, ...]:
    """Every variable that a run of the system reports, in a fixed order, each once.

    Settlements of all issues, all positions, ties that the system, its forecasts or the shocks name (all pairs up to
    six actors) by domain and as the mean, presence of every actor in every arena, commitments, hedging of clients
    and declared hedgers, and what conditions of shocks compare.
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
    for arena in system.arenas:
        for a in codes:
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


def place(variable: Variable, axes: Layout, *, expected: bool = False) -> int:
    """Index of a variable in a run's flat report; `expected` takes a settlement's mean instead of a draw from it.

    Raises ScenarioError where the variable names what the system does not hold.
    """
    n, m, r = axes.size
    d = len(DOMAINS)
    starts, at = {}, 0
    for name, size in (
        ("settlement", m), ("expected", m), ("position", n * m), ("tie", n * n * d), ("standing", n * n),
        ("presence", n * r), ("commitment", n * n), ("hedging", n),
    ):  # fmt: skip
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
            remedy=f"a {variable.kind} takes {ACTORS_NEEDED[variable.kind]}",
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
