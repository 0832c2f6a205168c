"""Scenarios become arrays: shocks as forcing by month, those with a condition as triggers, and who is absent when.

All scenarios of one call get arrays of the same structure, so that they share one compiled program and, up to
their first strike, agree with the baseline to the last bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..errors import ScenarioError
from ..reading.statement import DOMAINS
from ..system.condition import parse_condition
from ..system.newcomers import with_newcomers
from ..system.scenario_bounds import ATTENDANCE, shape_faults
from .forcing import Change, Forcing, Home
from .parameters import Layout, Packed, pack
from .trigger import Triggers
from .variables import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..system.condition import Condition
    from ..system.model import Scenario, Shock, System

NEW_SALIENCE = 0.5
MOST_TRIGGERS = 32
RETURNING = ("position", "tie", "commitment")  # parts of the state that have a level to return to
SHAPED = (*RETURNING, "salience", "presence")


class Waiting(NamedTuple):
    """Shocks of a scenario that strike together: at the same condition, not before the same month."""

    condition: Condition
    earliest: int
    shocks: tuple[Shock, ...]


class Target(NamedTuple):
    """A shock with the part of the state that it changes and the index of its places there, without the month."""

    shock: Shock
    part: str
    places: tuple
    opens: bool = False  # it takes up a position on an issue that the actor had no part in


def pack_with(system: System, scenarios: Sequence[Scenario]) -> tuple[Packed, Layout]:
    """Arrays of a system together with the newcomers of these scenarios; ties that shocks name count as told."""
    packed, axes = pack(with_newcomers(system, scenarios))
    for shock in (shock for scenario in scenarios for shock in scenario.shocks if shock.kind == "tie"):
        if shock.actor in axes.actors and shock.other in axes.actors:
            a, b = axes.actors[shock.actor], axes.actors[shock.other]
            domain = slice(None) if shock.domain is None else DOMAINS.index(shock.domain)
            packed.frame.told[a, b, domain] = packed.frame.told[b, a, domain] = float(a != b)
    return packed, axes


def compile_scenarios(
    scenarios: Sequence[Scenario], packed: Packed, axes: Layout, months: int
) -> tuple[Forcing, ...]:
    """Forcing of each scenario over months 0 to `months`; what falls later never happens.

    Raises ScenarioError, naming the scenario, for a shock on something that the system does not hold or that says
    too little.
    """
    scripts = [_read(s, packed, axes) for s in scenarios]
    newcomers = {code for s in scenarios if s.newcomers is not None for code in s.newcomers.codes}
    every = [target for script in scripts for target in script]
    attended = bool(newcomers) or any(t.opens or t.part == "attendance" for t in every)
    waiting = [_waiting(script) for script in scripts]
    count = max((len(w) for w in waiting), default=0)
    length = max((min(_length(t.shock), months + 1) for t in every if t.shock.when is not None), default=1)
    terms = max((len(w.condition.terms) for some in waiting for w in some), default=1)
    result = []
    for scenario, script, some in zip(scenarios, scripts, waiting):
        where = f"scenario {scenario.name}"
        if len(some) > MOST_TRIGGERS:
            raise ScenarioError(
                f"{len(some)} different conditions", where=where, remedy=f"use at most {MOST_TRIGGERS}"
            )
        alone = _touched_once(script, axes)
        forcing = _blank(months + 1, axes)
        for target in script:
            if target.shock.when is None:
                _write(forcing, target, target.shock.at, alone, packed)
        if attended:
            absent = _calendar(script, axes, newcomers, months)
            forcing = forcing._replace(absent=absent)
        if count:
            forcing = forcing._replace(
                triggers=_triggers(some, script, axes, alone, packed, (count, terms, length), attended, where)
            )
        result.append(forcing)
    return tuple(result)


def _read(scenario: Scenario, packed: Packed, axes: Layout) -> list[Target]:
    where = f"scenario {scenario.name}"
    script = []
    for shock in scenario.shocks:
        script.append(_target(shock, packed, axes, where))
        for what in shape_faults(shock):
            raise ScenarioError(
                f"the shock on {shock.actor} ({shock.kind}): {what}", where=where, remedy="correct it"
            )
    return script


def _length(shock: Shock) -> int:
    """Months from a shock's first to its last change, counted together."""
    return shock.until - shock.at + 1 if shock.until is not None else shock.over or 1


def _blank(length: int, axes: Layout) -> Forcing:
    n, m, r = axes.size
    d = len(DOMAINS)

    def full(value: float, *shape: int) -> np.ndarray:
        return np.full((length, *shape), value, np.float32)

    def change(*shape: int) -> Change:
        return Change(full(np.nan, *shape), full(0, *shape), full(1, *shape))

    return Forcing(
        active=full(0),
        position=change(n, m),
        salience=change(n, m),
        tie=change(n, n, d),
        presence=change(n, r),
        commitment=change(n, n),
        home=Home(full(np.nan, n, m), full(np.nan, n, n, d), full(np.nan, n, n)),
        barred=full(np.nan, n, r),
        capability=full(0, n),
    )


def _touched_once(script: list[Target], axes: Layout) -> dict[str, np.ndarray]:
    """For each part, where at most one shock of a scenario acts."""
    one = _blank(1, axes)
    count = {part: np.zeros(getattr(one, part).to.shape[1:], int) for part in SHAPED}
    for target in script:
        if target.part in count:
            count[target.part][target.places] += 1
            if target.shock.salience is not None:
                count["salience"][target.places] += 1
    return {part: times <= 1 for part, times in count.items()}


def _write(forcing: Forcing, target: Target, at: int, alone: dict[str, np.ndarray], packed: Packed) -> None:
    """Enter one shock, which comes at row `at`, into the arrays; rows beyond their end never happen."""
    shock, part, places = target.shock, target.part, target.places
    rows, steps = len(forcing.active), shock.over or 1
    back = None if shock.until is None else at + shock.until - shock.at
    if part == "attendance":
        return
    for row in range(at, min(at + steps, rows)):
        forcing.active[row] = 1
    if back is not None and back < rows:
        forcing.active[back] = 1
    if part == "capability":
        log = np.log(shock.to if shock.to is not None else 1 + (shock.by or 0))
        forcing.capability[at : at + steps, places] += log / steps
        if back is not None and back < rows:
            forcing.capability[back, places] -= log
        return
    to = 0.0 if shock.kind == "withdrawal" and shock.to is None and shock.by is None else shock.to
    _enter(forcing, part, places, at, steps, back, to, shock.by or 0.0, alone)
    care = NEW_SALIENCE if target.opens and shock.salience is None else shock.salience
    if part == "position" and care is not None:
        _enter(forcing, "salience", places, at, 1, back, care, 0.0, alone)
    if part == "presence" and at < rows:
        forcing.barred[(at, *places)] = float(shock.kind == "withdrawal")
        if shock.kind == "withdrawal" and back is not None and back < rows:
            forcing.barred[(back, *places)] = 0.0


def _enter(
    forcing: Forcing, part: str, places: tuple, at: int, steps: int, back: int | None,
    to: float | None, by: float, alone: dict[str, np.ndarray],
) -> None:  # fmt: skip
    """A change of one part at row `at`, in `steps` equal steps, taken back at row `back`."""
    change: Change = getattr(forcing, part)
    rows = len(forcing.active)
    for j in range(min(steps, max(rows - at, 0))):
        cell = (at + j, *places)
        if to is not None:
            change.to[cell] = to
            change.share[cell] = 1 / (steps - j)
        else:
            change.by[cell] += by / steps
    if back is None or back >= rows:
        return
    cell, only = (back, *places), alone[part][places]
    if part in RETURNING:
        home = getattr(forcing.home, part)
        home[cell] = np.where(only, np.inf, np.inf if to is not None else _less(home[cell], by))
    elif to is not None or part == "salience":
        change.to[cell] = np.where(only | (to is not None), np.inf, np.nan)
        change.by[cell] -= np.where(only, 0.0, by)
    else:
        change.by[cell] -= by


def _less(home: np.ndarray, by: float) -> np.ndarray:
    """What is added to a level when `by` is taken back beside what is taken back already."""
    return np.where(np.isnan(home), 0.0, home) - by


def _calendar(script: list[Target], axes: Layout, newcomers: set[str], months: int) -> np.ndarray:
    """Who is absent in which month [month, actor], as far as no condition decides it."""
    absent = np.zeros((months + 1, axes.size[0]), np.float32)
    told: dict[int, list[Shock]] = {}
    for target in script:
        if target.part == "attendance":
            told.setdefault(target.places[0], []).append(target.shock)
    for code in newcomers:
        absent[:, axes.actors[code]] = 1
    for actor, shocks in told.items():
        shocks.sort(key=lambda s: s.at)
        if shocks[0].kind == "entry":
            absent[:, actor] = 1
        turns = [(s.at, s.kind == "removal") for s in shocks if s.when is None]
        turns += [(s.until, s.kind == "entry") for s in shocks if s.when is None and s.until is not None]
        for at, gone in sorted(turns):
            absent[at:, actor] = gone
    return absent


def _waiting(script: list[Target]) -> list[Waiting]:
    """The conditional shocks of a scenario, together where they strike together, in the order of their first."""
    groups: dict[tuple[Condition, int], list[Shock]] = {}
    for target in script:
        if target.shock.when is not None:
            key = (parse_condition(target.shock.when), target.shock.at)
            groups.setdefault(key, []).append(target.shock)
    return [Waiting(condition, at, tuple(shocks)) for (condition, at), shocks in groups.items()]


def _triggers(
    some: list[Waiting], script: list[Target], axes: Layout, alone: dict[str, np.ndarray], packed: Packed,
    size: tuple[int, int, int], attended: bool, where: str,
) -> Triggers:  # fmt: skip
    """The triggers of a scenario, filled up to (triggers, terms, months) = `size` with some that never strike."""
    count, terms, length = size
    at, sign = np.zeros((count, terms), np.int32), np.ones((count, terms), np.float32)
    threshold, earliest = np.full((count, terms), np.inf, np.float32), np.zeros(count, np.int32)
    forcings = []
    for c in range(count):
        forcing = _blank(length, axes)
        absent = np.full((length, axes.size[0]), np.nan, np.float32) if attended else None
        if c < len(some):
            threshold[c] = -np.inf
            earliest[c] = some[c].earliest
            for k, term in enumerate(some[c].condition.terms):
                try:
                    at[c, k] = place(term.variable, axes, expected=True)
                except ScenarioError as error:
                    raise ScenarioError(
                        f"when {some[c].condition}: {error.what}", where=where, remedy=error.remedy
                    ) from error
                sign[c, k], threshold[c, k] = 1.0 if term.above else -1.0, term.threshold
            for target in script:
                shock = target.shock
                if shock not in some[c].shocks:
                    continue
                _write(forcing, target, 0, alone, packed)
                if target.part == "attendance" and absent is not None:
                    absent[:, target.places[0]] = shock.kind == "removal"
                    if shock.until is not None:
                        absent[shock.until - shock.at :, target.places[0]] = shock.kind == "entry"
        forcings.append(forcing._replace(absent=absent))
    return Triggers(at, sign, threshold, earliest, _stacked(forcings))


def _stacked(forcings: list[Forcing]) -> Forcing:
    """Forcings of one structure with a new leading axis."""

    def stack(*parts: Any) -> Any:
        if parts[0] is None:
            return None
        if isinstance(parts[0], tuple):
            return type(parts[0])(*(stack(*inner) for inner in zip(*parts)))
        return np.stack(parts)

    return stack(*forcings)


def _find(index: dict[str, int], name: str | None, what: str, where: str) -> int:
    if name is None:
        raise ScenarioError(
            f"a shock lacks its {what}", where=where, remedy=f"name one of {', '.join(index) or 'none'}"
        )
    if name not in index:
        raise ScenarioError(
            f"{what} {name} is not in the system", where=where, remedy=f"known: {', '.join(index) or 'none'}"
        )
    return index[name]


def _target(shock: Shock, packed: Packed, axes: Layout, where: str) -> Target:
    """What a shock changes."""
    actor = _find(axes.actors, shock.actor, "actor", where)
    if shock.kind in ATTENDANCE:
        return Target(shock, "attendance", (actor,))
    if shock.kind == "capability":
        return Target(shock, "capability", (actor,))
    if shock.kind in ("withdrawal", "presence"):
        return Target(shock, "presence", (actor, _find(axes.arenas, shock.arena, "arena", where)))
    if shock.kind in ("position", "salience"):
        issue = _find(axes.issues, shock.issue, "issue", where)
        held = bool(packed.frame.stake[actor, issue])
        if not held and (shock.kind == "salience" or shock.to is None):
            raise ScenarioError(
                f"{shock.actor} has no position on {shock.issue}",
                where=where,
                remedy="let it take one up first: a position shock with `to`",
            )
        return Target(shock, shock.kind, (actor, issue), opens=not held)
    if shock.kind == "commitment" and shock.other is None:
        clients = [j for j in range(len(axes.actors)) if j != actor]
        known = [j for j in clients if packed.mean.commitment[actor, j] > 0.1]
        return Target(shock, "commitment", (np.full(len(known), actor), np.array(known, int)))
    other = _find(axes.actors, shock.other, "actor", where)
    if other == actor:
        raise ScenarioError(
            f"{shock.actor} has no {shock.kind} with itself", where=where, remedy="name two actors"
        )
    if shock.kind == "commitment":
        return Target(shock, "commitment", (actor, other))
    both = np.array([actor, other]), np.array([other, actor])
    domain = slice(None) if shock.domain is None else DOMAINS.index(shock.domain)
    return Target(shock, "tie", (*both, domain))
