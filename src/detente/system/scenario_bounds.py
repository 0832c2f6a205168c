"""What must hold of scenarios: that shocks say what their kind needs, and that what they name is there."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import ScenarioError
from .bounds import RANGES, Fault, variable_faults
from .condition import parse_condition
from .model import Newcomers, Scenario, Shock, System
from .newcomers import with_newcomers

SHOCK_RANGES = {
    "withdrawal": (0.0, 1.0), "presence": (0.0, 1.0), "commitment": (0.0, 1.0), "tie": (-1.0, 1.0),
    "position": (0.0, 1.0), "capability": (0.0, float("inf")), "salience": (0.0, 1.0),
}  # fmt: skip
ATTENDANCE = {"removal", "entry"}


def scenario_faults(system: System) -> Iterator[Fault]:
    """Yield what keeps a system's scenarios from being run, in the order of the file."""
    for i, scenario in enumerate(system.scenarios):
        joined = system
        if scenario.newcomers is not None:
            for place, what in newcomer_faults(system, scenario.newcomers):
                yield Fault(("scenarios", i, "newcomers", *place), what)
            joined = with_newcomers(system, [scenario], strict=False)
        for j, shock in enumerate(scenario.shocks):
            for what in (*shape_faults(shock), *reference_faults(joined, shock)):
                yield Fault(("scenarios", i, "shocks", j), what)


def shapes(scenarios: tuple[Scenario, ...]) -> Iterator[Fault]:
    """Yield what is wrong with scenarios whatever system they are for; places count from the list's root."""
    for i, scenario in enumerate(scenarios):
        for j, shock in enumerate(scenario.shocks):
            for what in shape_faults(shock):
                yield Fault((i, "shocks", j), what)


def shape_faults(shock: Shock) -> Iterator[str]:
    """Yield why a shock says too little, too much, or what cannot be, whatever system it is for."""
    kind, both = shock.kind, shock.to is not None and shock.by is not None
    if kind in {"withdrawal", "presence"} and shock.arena is None:
        yield f"a shock of kind {kind} needs an arena"
    if kind == "tie" and shock.other is None:
        yield "a shock of kind tie needs the other actor"
    if kind in {"position", "salience"} and shock.issue is None:
        yield f"a shock of kind {kind} needs an issue"
    if kind in ATTENDANCE:
        if shock.to is not None or shock.by is not None or shock.over is not None:
            yield f"a shock of kind {kind} takes no to, by or over"
    else:
        if kind != "withdrawal" and shock.to is None and shock.by is None:
            yield f"a shock of kind {kind} needs a value: to or by"
        if both:
            yield "a shock takes either to or by, not both"
        low, high = SHOCK_RANGES[kind]
        if shock.to is not None and not low <= shock.to <= high:
            yield f"to: {shock.to} is outside {low:g} to {high:g}"
        if kind == "capability" and _factor(shock) <= 0:
            yield "a factor on capability is above 0"
    if shock.salience is not None:
        if kind != "position":
            yield f"a shock of kind {kind} takes no salience"
        elif not 0 <= shock.salience <= 1:
            yield f"salience: {shock.salience} is outside 0 to 1"
    if shock.until is not None and shock.until < shock.at + (shock.over or 1):
        yield f"until: {shock.until} is not after the change is complete, in month {shock.at + (shock.over or 1) - 1}"
    if shock.when is not None:
        try:
            parse_condition(shock.when)
        except ScenarioError as error:
            yield f"when: {error.what} ({error.remedy})"


def _factor(shock: Shock) -> float:
    return shock.to if shock.to is not None else 1 + (shock.by or 0)


def reference_faults(system: System, shock: Shock) -> Iterator[str]:
    """Yield what a shock names that a system (its newcomers among it) does not hold."""
    actors = set(system.codes)
    for code in (shock.actor, shock.other):
        if code is not None and code not in actors:
            yield f"actor {code!r} does not stand under actors"
    if shock.arena is not None and shock.arena not in {a.code for a in system.arenas}:
        yield f"arena {shock.arena!r} does not stand under arenas"
    if shock.issue is not None and shock.kind in {"position", "salience"}:
        held = (shock.actor, shock.issue) in {(p.actor, p.issue) for p in system.positions}
        if shock.issue not in {i.id for i in system.issues}:
            yield f"issue {shock.issue!r} does not stand under issues"
        elif not held and (shock.kind == "salience" or shock.to is None):
            yield f"{shock.actor} has no position on issue {shock.issue!r}"
    if shock.when is not None:
        try:
            terms = parse_condition(shock.when).terms
        except ScenarioError:
            return  # told of already, as a fault of its shape
        for term in terms:
            for what in variable_faults(system, term.variable):
                yield f"when: {what}"


def newcomer_faults(system: System, new: Newcomers) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield (place within the newcomers, what is wrong there)."""
    codes, actors = set(new.codes), {*system.codes, *new.codes}
    issues, arenas = {i.id for i in system.issues}, {a.code for a in system.arenas}
    for i, code in enumerate(new.codes):
        if code in system.codes:
            yield ("actors", i, "code"), f"{code} is in the system already"
        elif code in new.codes[:i]:
            yield ("actors", i, "code"), f"{code} stands here a second time"
    for section, name in RANGES:
        low, high = RANGES[section, name]
        for i, item in enumerate(getattr(new, section, ())):
            estimate = getattr(item, name)
            if estimate is not None and not low <= estimate.mean <= high:
                yield (section, i, name, "mean"), f"{estimate.mean} is outside {low:g} to {high:g}"
    ends = {
        "positions": lambda x: (x.actor,), "presence": lambda x: (x.actor,), "strategies": lambda x: (x.actor,),
        "ties": lambda x: (x.a, x.b), "commitments": lambda x: (x.patron, x.client),
    }  # fmt: skip
    for section, named in ends.items():
        for i, item in enumerate(getattr(new, section)):
            who = named(item)
            for code in who:
                if code not in actors:
                    yield (section, i), f"actor {code!r} is neither a newcomer nor in the system"
            if codes.isdisjoint(who):
                yield (section, i), f"none of {', '.join(who)} is a newcomer"
            if len(who) == 2 and who[0] == who[1]:
                yield (section, i), f"{who[0]} stands here toward itself"
            if section == "positions" and item.issue not in issues:
                yield (section, i, "issue"), f"issue {item.issue!r} does not stand under issues"
            if section == "presence" and item.arena not in arenas:
                yield (section, i, "arena"), f"arena {item.arena!r} does not stand under arenas"
