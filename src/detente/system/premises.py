"""Premises: what a causal claim's cause asks a run to impose, as far as its words tell.

Each reader below knows one kind of cause. It gives the shocks, or says in words why it cannot; what is read only half
is not imposed, since a wrong premise tests another sentence than the article's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..reading import statement as said
from .cast import name_of
from .model import Position, Shock, System
from .scenarios import AT, turn, withdrawal
from .topic import change, domain_of, head_of, mentions, named_in, tie_move, turned, withdrawing

STEP = 0.3  # how far a presence or a commitment moves, where the words give no size
STRONGER = 1.5  # by what capability is multiplied, or divided


class Premise(NamedTuple):
    """The shocks that stand for a cause, who acts in it, and what its words left open."""

    shocks: tuple[Shock, ...]
    actor: str
    assumed: tuple[str, ...]


class Cause(NamedTuple):
    """A cause as the readers see it: its own words, and the actors of the system that they name, in order."""

    text: str
    actors: tuple[str, ...]
    places: tuple[str, ...]


def premise_of(system: System, cause: said.Part) -> Premise | str:
    """The shocks that impose a cause, all at one month; why not, where the model cannot."""
    text = head_of(cause.text)
    every = tuple(dict.fromkeys(r.actor for r in cause.actors if r.actor))
    named = named_in(text, every) or every
    actors = tuple(c for c in named if c in system.codes)
    if turned(text):
        return "its cause is what does not happen, or is only tried or feared"
    if not actors:
        return "its cause names no actor of the system"
    arenas = {a.code for a in system.arenas}
    read = Cause(text, actors, tuple(c for c in named if c in arenas))
    reason = "its cause names nothing that a run can impose"
    for reader in (_sanctions, _going, _coming, _commitment, _tie, _capability, _position):
        found = reader(system, read)
        if isinstance(found, Premise):
            return found
        reason = found or reason
    return reason


def _sanctions(system: System, cause: Cause) -> Premise | str | None:
    if not mentions(cause.text, "sanction"):
        return None
    if len(cause.actors) != 2:
        return "whose sanctions on whom is not said"
    a, b = cause.actors
    sign = 1 if mentions(cause.text, "lifting") else -1
    return _turned(system, a, b, sign, "economic", "sanctions are a fall of economic ties")


def _going(system: System, cause: Cause) -> Premise | str | None:
    """A withdrawal, or a presence that becomes less."""
    less = withdrawing(cause.text) and mentions(cause.text, "presence") and change(cause.text) <= 0
    if not (mentions(cause.text, "going") or less):
        return None
    who, *others = cause.actors
    held = {p.arena for p in system.presence if p.actor == who}
    clients = {c.client for c in system.commitments if c.patron == who}
    if any(c not in held | clients for c in others):
        return "who withdraws from where is not clear"
    places = tuple(a for a in cause.places if a in held and a != who)
    if not mentions(cause.text, "going"):
        shocks = tuple(
            Shock(kind="presence", at=AT, actor=who, arena=a, by=-STEP) for a in places or sorted(held)
        )
        return _premise(shocks, who, f"a presence falls by {STEP}") if shocks else "where is not clear"
    found = withdrawal(system, who, arenas=places)
    if found is None:
        return f"{name_of(who)} has neither a presence nor commitments in the system"
    named = "" if places else ", from all that the system knows it to hold"
    return _premise(found.shocks, who, f"{found.title}{named}")


def withdrawn(system: System, actor: str, arena: str) -> Premise | None:
    """That an actor leaves an arena; None where it holds nothing there."""
    found = withdrawal(system, actor, arenas=(arena,)) if actor in system.codes else None
    return _premise(found.shocks, actor, found.title) if found else None


def _coming(system: System, cause: Cause) -> Premise | str | None:
    if not (mentions(cause.text, "opening") and mentions(cause.text, "presence")):
        return None
    who = cause.actors[0]
    held = [p.arena for p in system.presence if p.actor == who]
    places = [a for a in cause.places if a != who] or held
    if len(places) != 1:
        return "where the presence grows is not said"
    shock = Shock(kind="presence", at=AT, actor=who, arena=places[0], by=STEP)
    return _premise((shock,), who, f"a presence grows by {STEP}")


def _commitment(system: System, cause: Cause) -> Premise | str | None:
    if not mentions(cause.text, "commitment"):
        return None
    way = change(cause.text) or 1
    who, *others = cause.actors
    clients = [c.client for c in system.commitments if c.patron == who]
    if not clients or any(c not in clients for c in others):
        return "whose commitment to whom is not clear"
    shocks = tuple(
        Shock(kind="commitment", at=AT, actor=who, other=c, by=way * STEP) for c in others or clients
    )
    return _premise(shocks, who, f"a commitment moves by {STEP}")


def _tie(system: System, cause: Cause) -> Premise | str | None:
    sign = tie_move(cause.text)
    if not sign:
        return None
    if len(cause.actors) != 2:
        return "between which two actors is not clear"
    a, b = cause.actors
    return _turned(system, a, b, sign, domain_of(cause.text), None)


def _turned(system: System, a: str, b: str, sign: int, domain, more: str | None) -> Premise:
    found = turn(system, a, b, sign, domain=domain)
    (shock,) = found.shocks
    told = f"the {domain} tie {'rises' if sign > 0 else 'falls'} by {abs(shock.by or 0)} both ways"
    return _premise(found.shocks, a, *((more,) if more else ()), told)


def _capability(system: System, cause: Cause) -> Premise | str | None:
    way = change(cause.text)
    if not (mentions(cause.text, "capability") and way):
        return None
    who = cause.actors[0]
    factor = STRONGER if way > 0 else round(1 / STRONGER, 2)
    return _premise(
        (Shock(kind="capability", at=AT, actor=who, to=factor),), who, f"capability times {factor}"
    )


def _position(system: System, cause: Cause) -> Premise | str | None:
    hard, soft = mentions(cause.text, "hardening"), mentions(cause.text, "softening")
    if hard == soft:
        return None
    who = cause.actors[0]
    held = [p for p in system.positions if p.actor == who]
    if len(held) != 1:
        return f"on which issue {name_of(who)} moves is not said"
    to = _end(held[0]) if hard else 0.5
    shock = Shock(kind="position", at=AT, actor=who, issue=held[0].issue, to=to)
    return _premise(
        (shock,), who, "to harden is to demand the whole" if hard else "to soften is to demand the middle"
    )


def _end(position: Position) -> float:
    return 1.0 if position.position.mean >= 0.5 else 0.0


def _premise(shocks: tuple[Shock, ...], actor: str, *assumed: str) -> Premise:
    return Premise(shocks, actor, (*assumed, f"the premise holds from month {AT} on"))


def imposed(shocks: tuple[Shock, ...]) -> Iterator[tuple[str, frozenset[str | None]]]:
    """What shocks themselves set, as kind of variable and whom it concerns: no test can ask for that."""
    for s in shocks:
        match s.kind:
            case "withdrawal" | "presence":
                yield "presence", frozenset({s.actor})
            case "tie":
                yield "tie", frozenset({s.actor, s.other})
            case "commitment":
                yield "commitment", frozenset({s.actor})
            case "position":
                yield "position", frozenset({s.actor})
            case _:
                pass
