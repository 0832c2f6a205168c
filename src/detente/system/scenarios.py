"""Scenarios that the program proposes: what the articles' causal claims and forecasts turn on, as shocks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..evidence.claim import Claim
from ..reading import statement as said
from .cast import in_sentence, name_of
from .model import Commitment, Domain, Position, Presence, Scenario, Shock, System, Tie
from .topic import tie_move, tie_sign, withdrawing

AT = 3  # month of every proposed shock: late enough to see the baseline before it
MOST_OF_A_KIND = 2
BREAK = 0.5  # how far a proposed tie shock moves a tie


class Lead(NamedTuple):
    """A claim that points to a withdrawal of `actors[0]` (sign 0) or a change of the tie between two."""

    kind: str
    actors: tuple[str, ...]
    sign: int


def propose(system: System, claims: Iterable[Claim]) -> tuple[Scenario, ...]:
    """Scenarios for a system: withdrawals and changes of ties that its claims turn on, best supported first.

    Where claims give none of a kind, the withdrawal of the most capable patron and the reversal of the
    sharpest tie are proposed; so any system with presence, commitments, ties or positions has two or more.
    """
    known = set(system.codes)
    support: dict[Lead, list[Claim]] = defaultdict(list)
    for claim in claims:
        for lead in leads(claim):
            if set(lead.actors) <= known:
                support[lead].append(claim)
    ranked = sorted(support, key=lambda k: (-round(sum(c.belief for c in support[k]), 9), k))
    chosen: dict[str, Scenario] = {}
    kinds: dict[str, int] = defaultdict(int)
    for lead in ranked:
        backing = tuple(c.id for c in support[lead])
        found = (
            withdrawal(system, lead.actors[0], backing)
            if lead.kind == "withdrawal"
            else turn(system, lead.actors[0], lead.actors[1], lead.sign, backing)
        )
        if found and found.name not in chosen and kinds[lead.kind] < MOST_OF_A_KIND:
            chosen[found.name] = found
            kinds[lead.kind] += 1
    for kind, found in _fallbacks(system):
        if found.name not in chosen and (len(chosen) < 2 or not kinds[kind]):
            chosen[found.name] = found
            kinds[kind] += 1
    return tuple(chosen.values())


def leads(claim: Claim) -> tuple[Lead, ...]:
    """What a claim could be a scenario of: the cause it names, what it forecasts, what it sees going.

    The effect of a causal claim is no lead: a scenario imposes causes and looks for effects.
    """
    match claim.content:
        case said.Cause(cause=cause):
            return _from_words(cause.text, _codes(cause.actors), tie_move(cause.text))
        case said.Forecast(about=about, expects="increase" | "decrease" as expects):
            sign = tie_sign(about.text) * (-1 if expects == "decrease" else 1)
            return _from_words(about.text, _codes(about.actors)[:2], sign)
        case said.Presence(actor=a, trend=-1) if a.actor:
            return (Lead("withdrawal", (a.actor,), 0),)
        case said.Commitment(patron=a, trend=-1) if a.actor:
            return (Lead("withdrawal", (a.actor,), 0),)
        case _:
            return ()


def _codes(actors: tuple[said.ActorRef, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.actor for r in actors if r.actor))


def _from_words(text: str, codes: tuple[str, ...], sign: int) -> tuple[Lead, ...]:
    if codes and withdrawing(text):
        return (Lead("withdrawal", codes[:1], 0),)
    if len(codes) == 2 and sign:
        a, b = sorted(codes)
        return (Lead("tie", (a, b), sign),)
    return ()


def withdrawal(
    system: System, actor: str, claims: tuple[str, ...] = (), arenas: tuple[str, ...] = ()
) -> Scenario | None:
    """An actor leaves its arenas (or those named) and lets its clients down; None where it holds neither.

    Allies by treaty alone keep its commitment, unless they are in an arena that it leaves; where arenas are named, all
    clients do but those whose ground it leaves.
    """
    left = [p for p in system.presence if p.actor == actor and (not arenas or p.arena in arenas)]
    if arenas and not left:
        return None
    there = {p.actor for p in system.presence if p.arena in {q.arena for q in left}} | {p.arena for p in left}
    clients = [
        c
        for c in system.commitments
        if c.patron == actor
        and (c.client in arenas if arenas else c.level.basis != "data" or not left or c.client in there)
    ]
    if not left and not clients:
        return None
    shocks = [Shock(kind="withdrawal", at=AT, actor=actor, arena=p.arena) for p in left]
    shocks += [Shock(kind="commitment", at=AT, actor=actor, other=c.client, to=0.1) for c in clients]
    places = [_arena_name(system, p.arena) for p in left]
    who = in_sentence(actor)
    slug = f"{actor}-withdraws" + (f"-from-{left[0].arena}" if len(left) == 1 else "")
    where = f" from {_listed(places)}" if places else ""
    text = f"In month {AT} {who} gives up its presence in {_listed(places)}." if places else ""
    if clients:
        lost = _listed([in_sentence(c.client) for c in clients])
        text += f" From month {AT} on {lost} can hardly count on {who}."
    title = f"{name_of(actor)} withdraws{where}" if places else f"{name_of(actor)} withdraws its commitments"
    return Scenario(
        name=_slug(slug), title=title[:200], text=text.strip(), shocks=tuple(shocks), claims=claims
    )


def turn(
    system: System, a: str, b: str, sign: int, claims: tuple[str, ...] = (), domain: Domain = "diplomatic"
) -> Scenario:
    """The standing of two actors in one domain (diplomatic unless said) improves or breaks."""
    one, other = name_of(a), name_of(b)
    word, title = ("rapprochement", "draw closer") if sign > 0 else ("rift", "fall out")
    return Scenario(
        name=_slug(f"{a}-{b}-{word}"),
        title=f"{one} and {other} {title}",
        text=f"In month {AT} the {domain} standing of {in_sentence(a)} and {in_sentence(b)} "
        f"toward each other {'rises' if sign > 0 else 'falls'} by {BREAK}.",
        shocks=(Shock(kind="tie", at=AT, actor=a, other=b, domain=domain, by=sign * BREAK),),
        claims=claims,
    )


def _fallbacks(system: System) -> Iterator[tuple[str, Scenario]]:
    """What can be asked of any system: a patron leaves, a tie turns, a position flips."""
    capability = {a.code: a.capability.mean for a in system.actors}
    holders: list[Presence | Commitment] = [*system.presence, *system.commitments]
    patrons = {h.actor if isinstance(h, Presence) else h.patron for h in holders}
    ranked = sorted(patrons, key=lambda c: (-capability.get(c, 0.0), c))
    leaving = [found for code in ranked[:2] if (found := withdrawal(system, code))]
    pairs: dict[tuple[str, str], int] = {}
    for tie in sorted(system.ties, key=_sharpness):
        a, b = sorted((tie.a, tie.b))
        pairs.setdefault((a, b), -1 if tie.value.mean > 0 else 1)
    turning = [turn(system, a, b, sign) for (a, b), sign in list(pairs.items())[:2]]
    turning += [turn(system, a, b, -sign) for (a, b), sign in list(pairs.items())[:1]]
    yield from (("withdrawal", found) for found in leaving[:1])
    yield from (("tie", found) for found in turning[:1])
    yield from (("withdrawal", found) for found in leaving[1:])
    yield from (("tie", found) for found in turning[1:])
    if not turning and system.positions:
        loudest = max(system.positions, key=lambda p: (_pull(p, capability), p.actor, p.issue))
        yield "position", _changed_mind(system, loudest)


def _sharpness(tie: Tie) -> tuple[bool, float, str, str, str]:
    return (tie.value.basis != "claims", -abs(tie.value.mean), tie.a, tie.b, tie.domain)


def _pull(position: Position, capability: dict[str, float]) -> float:
    return position.salience.mean * capability.get(position.actor, 0.0) * abs(position.position.mean - 0.5)


def _changed_mind(system: System, position: Position) -> Scenario:
    text = next(i.text for i in system.issues if i.id == position.issue)
    who = in_sentence(position.actor)
    return Scenario(
        name=_slug(f"{position.actor}-changes-its-mind"),
        title=f"{name_of(position.actor)} changes its mind",
        text=f"In month {AT} {who} turns its position round on: {text}"[:2000],
        shocks=(
            Shock(
                kind="position", at=AT, actor=position.actor, issue=position.issue,
                to=float(f"{1 - position.position.mean:.4g}"),
            ),
        ),
    )  # fmt: skip


def _arena_name(system: System, code: str) -> str:
    return next((a.name for a in system.arenas if a.code == code), code)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9\-]+", "-", text.lower()).strip("-")[:80]


def _listed(names: list[str]) -> str:
    names = list(dict.fromkeys(names))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nowhere"
