"""What must hold within a system file beyond its shape: ranges, references, duplicates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from .dates import UNDATED, month_of
from .model import ACTORS_NEEDED, FAILING, LEVELS, Estimate, System, Variable

Place = tuple[str | int, ...]


class Fault(NamedTuple):
    """Something wrong at a place in the file (keys and indices from the root)."""

    place: Place
    what: str


def path_of(place: Place) -> str:
    """A place in the file in words people use: `positions[2].position.sd`."""
    text = ""
    for key in place:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else str(key)
    return text or "the file"


RANGES: dict[tuple[str, str], tuple[float, float]] = {
    ("actors", "capability"): (0.0, float("inf")),
    ("issues", "reference"): (0.0, 1.0),
    ("positions", "position"): (0.0, 1.0),
    ("positions", "salience"): (0.0, 1.0),
    ("ties", "value"): (-1.0, 1.0),
    ("presence", "level"): (0.0, 1.0),
    ("commitments", "level"): (0.0, 1.0),
    ("strategies", "strength"): (0.0, 1.0),
}


def faults(system: System) -> Iterator[Fault]:
    """Yield everything that would keep a system from being run, in the order of the file."""
    from .scenario_bounds import scenario_faults  # it checks with what stands here

    if system.as_of != UNDATED and month_of(system.as_of) is None:
        yield Fault(("as_of",), f"{system.as_of!r} is no ISO date (like 2025, 2025-03 or 2025-03-21)")
    yield from _ranges(system)
    yield from _duplicates(system)
    yield from _references(system)
    yield from scenario_faults(system)
    yield from _forecasts(system)
    yield from _hypotheses(system)


def _ranges(system: System) -> Iterator[Fault]:
    for (section, name), (low, high) in RANGES.items():
        for i, item in enumerate(getattr(system, section)):
            estimate: Estimate | None = getattr(item, name)
            if estimate is not None and not low <= estimate.mean <= high:
                yield Fault((section, i, name, "mean"), f"{estimate.mean} is outside {low:g} to {high:g}")
    for i, aside in enumerate(system.set_aside):
        bounds = RANGES.get((aside.of[0], aside.of[-1])) if aside.of else None
        if bounds is None:
            yield Fault(("set_aside", i, "of"), "names no estimate: section, item and field, as in grounds")
        elif not bounds[0] <= aside.estimate.mean <= bounds[1]:
            what = f"{aside.estimate.mean} is outside {bounds[0]:g} to {bounds[1]:g}"
            yield Fault(("set_aside", i, "estimate", "mean"), what)
    for i, e in enumerate(system.evidence):
        if not all(0.0 <= x <= 1.0 for x in (e.belief, e.disbelief, e.unknown)):
            yield Fault(("evidence", i, "belief"), "belief, disbelief and unknown lie between 0 and 1")
        elif abs(e.belief + e.disbelief + e.unknown - 1.0) > 0.01:
            yield Fault(("evidence", i, "belief"), "belief, disbelief and unknown must sum to 1")
    for i, f in enumerate(system.forecasts):
        if not 0.0 <= f.probability[0] <= f.probability[1] <= 1.0:
            yield Fault(("forecasts", i, "probability"), "must be [low, high] with 0 <= low <= high <= 1")


def _duplicates(system: System) -> Iterator[Fault]:
    keys = {
        "actors": lambda x: x.code,
        "issues": lambda x: x.id,
        "positions": lambda x: (x.actor, x.issue),
        "ties": lambda x: (x.a, x.b, x.domain),
        "arenas": lambda x: x.code,
        "presence": lambda x: (x.actor, x.arena),
        "commitments": lambda x: (x.patron, x.client),
        "strategies": lambda x: (x.actor, x.strategy, x.toward),
        "mechanisms": lambda x: x.name,
        "scenarios": lambda x: x.name,
        "forecasts": lambda x: x.claim,
        "hypotheses": lambda x: (x.claim or x.text, x.given),
        "evidence": lambda x: x.claim,
        "grounds": lambda x: x.of,
    }
    for section, key in keys.items():
        seen: Counter = Counter()
        for i, item in enumerate(getattr(system, section)):
            seen[key(item)] += 1
            if seen[key(item)] == 2:
                named = key(item) if isinstance(key(item), str) else " ".join(map(str, key(item)))
                yield Fault((section, i), f"{named} stands here a second time")
    for i, s in enumerate(system.scenarios):
        if s.name == "baseline":
            yield Fault(("scenarios", i, "name"), "'baseline' is the run without shocks; take another name")


def _references(system: System) -> Iterator[Fault]:
    actors, issues = set(system.codes), {i.id for i in system.issues}
    arenas, claims = {a.code for a in system.arenas}, {e.claim for e in system.evidence}
    known = {"actor": actors, "issue": issues, "arena": arenas, "claim": claims}

    def refer(place: Place, kind: str, name: str | None) -> Iterator[Fault]:
        if name is not None and name not in known[kind]:
            section = {"claim": "evidence"}.get(kind, f"{kind}s")
            yield Fault(place, f"{kind} {name!r} does not stand under {section}")

    for i, issue in enumerate(system.issues):
        for code in issue.actors:
            yield from refer(("issues", i, "actors"), "actor", code)
    for i, p in enumerate(system.positions):
        yield from refer(("positions", i, "actor"), "actor", p.actor)
        yield from refer(("positions", i, "issue"), "issue", p.issue)
    for i, t in enumerate(system.ties):
        yield from refer(("ties", i, "a"), "actor", t.a)
        yield from refer(("ties", i, "b"), "actor", t.b)
        if t.a == t.b:
            yield Fault(("ties", i), f"{t.a} has no tie to itself")
    for i, a in enumerate(system.arenas):
        yield from refer(("arenas", i, "host"), "actor", a.host)
    for i, p in enumerate(system.presence):
        yield from refer(("presence", i, "actor"), "actor", p.actor)
        yield from refer(("presence", i, "arena"), "arena", p.arena)
    for i, c in enumerate(system.commitments):
        yield from refer(("commitments", i, "patron"), "actor", c.patron)
        yield from refer(("commitments", i, "client"), "actor", c.client)
        if c.patron == c.client:
            yield Fault(("commitments", i), f"{c.patron} is no patron of itself")
    for i, s in enumerate(system.strategies):
        for code in (s.actor, *s.toward):
            yield from refer(("strategies", i), "actor", code)
    for (section, name), _ in RANGES.items():
        for i, item in enumerate(getattr(system, section)):
            for claim in (getattr(item, name) or _NOTHING).claims:
                yield from refer((section, i, name, "claims"), "claim", claim)
    for i, s in enumerate(system.scenarios):
        for claim in s.claims:
            yield from refer(("scenarios", i, "claims"), "claim", claim)
    for i, g in enumerate(system.grounds):
        for j, said in enumerate(g.said):
            yield from refer(("grounds", i, "said", j, "claim"), "claim", said.claim)
    for i, f in enumerate(system.forecasts):
        yield from refer(("forecasts", i, "claim"), "claim", f.claim)
    for i, h in enumerate(system.hypotheses):
        yield from refer(("hypotheses", i, "claim"), "claim", h.claim)


_NOTHING = Estimate(mean=0.0, sd=0.0, basis="prior")


def _forecasts(system: System) -> Iterator[Fault]:
    for i, forecast in enumerate(system.forecasts):
        if forecast.resolution:
            for what in variable_faults(system, forecast.resolution.variable):
                yield Fault(("forecasts", i, "resolution", "variable"), what)


def _hypotheses(system: System) -> Iterator[Fault]:
    from .scenario_bounds import reference_faults, shape_faults

    for i, h in enumerate(system.hypotheses):
        place = ("hypotheses", i)
        if h.claim is None and not h.note:
            yield Fault(
                (*place, "note"), "a hypothesis without a claim needs a note saying where it comes from"
            )
        if h.untestable is None and (h.variable is None or h.direction is None):
            yield Fault(
                place, "a test needs a variable and a direction; without them say why under untestable"
            )
        if h.direction in (*LEVELS, *FAILING) and h.kind == "cause":
            yield Fault((*place, "direction"), "a cause moves something: increase, decrease or no_change")
        if h.direction not in LEVELS and h.threshold <= 0:
            yield Fault((*place, "threshold"), "the least change that counts must be above 0")
        if h.untestable is not None and h.variable is not None:
            yield Fault((*place, "untestable"), "it has a variable to test; leave out the one or the other")
        if h.variable is not None:
            for what in variable_faults(system, h.variable):
                yield Fault((*place, "variable"), what)
            if h.kind == "cause" and not h.premise:
                yield Fault((*place, "premise"), "a cause needs a premise; without one write kind: forecast")
        for j, shock in enumerate(h.premise):
            for what in (*shape_faults(shock), *reference_faults(system, shock)):
                yield Fault((*place, "premise", j), what)
        if h.probability and not 0.0 <= h.probability[0] <= h.probability[1] <= 1.0:
            yield Fault((*place, "probability"), "must be [low, high] with 0 <= low <= high <= 1")


def variable_faults(system: System, variable: Variable) -> Iterator[str]:
    """Yield why a system has no such variable."""
    wanted = ACTORS_NEEDED[variable.kind]
    if len(variable.actors) != wanted:
        yield f"a variable of kind {variable.kind} takes {wanted} actors"
    for code in variable.actors:
        if code not in system.codes:
            yield f"actor {code!r} does not stand under actors"
    if variable.kind in {"settlement", "position"} and variable.issue not in {x.id for x in system.issues}:
        yield f"issue {variable.issue!r} does not stand under issues"
    if variable.kind == "presence" and variable.arena not in {x.code for x in system.arenas}:
        yield f"arena {variable.arena!r} does not stand under arenas"
    if variable.kind == "events" and (variable.quad is None or len(set(variable.actors)) < 2):
        yield "a variable of kind events takes two different actors and a quad class"
