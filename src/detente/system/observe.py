"""What each claim says of the parameters: a claim becomes observations of ties, positions, presence and the
rest.

A claim that something is intended, possible or conditional says nothing of how things stand, except for
positions and strategies, which are intentions, and for a presence that may go: who might leave is there. Causal
claims and forecasts are what the system tests: they observe nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from ..data import vocabulary
from ..evidence.claim import Claim
from ..reading import statement as said
from .dates import half_lives, latest
from .model import Domain
from .pool import Observation

Statements = dict[str, said.Statement]


class Slot(NamedTuple):
    """Which parameter: its kind and what names it within its kind.

    tie (a, b, domain); position, salience (actor, issue); presence (actor, arena); commitment (patron,
    client); open_commitment (patron,); strategy (actor, name, *toward)
    """

    kind: str
    key: tuple[str, ...]


class Seen(NamedTuple):
    """One observation of one parameter."""

    slot: Slot
    observation: Observation


@cache
def weights() -> dict[str, Any]:
    """The data file of weights and words."""
    return vocabulary("detente.system", "weights.yaml")


def holds(claim: Claim) -> bool:
    """Whether a claim speaks of how things stand, so that it may move a parameter."""
    if claim.kind in {"position", "strategy"} or presupposes(claim):
        return True
    return claim.kind not in {"cause", "forecast"} and claim.modality not in {
        "intended", "possible", "conditional",
    }  # fmt: skip


def presupposes(claim: Claim) -> bool:
    """Whether a claim says that an actor might leave, or means to, and so takes for granted that it is there."""
    leaves = isinstance(claim.content, said.Presence) and claim.content.trend < 0
    return leaves and claim.modality in {"intended", "possible", "conditional"}


def arena_code(place: str) -> str:
    """The code of an arena: the place's own code, or its words as an upper-case slug."""
    return re.sub(r"[^A-Z0-9_\-]+", "_", place.upper()).strip("_-")[:64] or "PLACE"


def spoken(claim: Claim, statements: Statements, as_of: str) -> str | None:
    """When a claim last held: its event's date, its end where that is past, else its last telling."""
    told = latest(statements[s].article.published for s in claim.statements if s in statements)
    if isinstance(claim.content, said.Event):
        return latest([claim.content.date]) or claim.valid_from or told
    ended = latest([claim.valid_to])
    if ended and latest([ended, as_of]) != ended:
        return ended
    return told or claim.valid_from


def observe(claims: Iterable[Claim], statements: Statements, as_of: str) -> Iterator[Seen]:
    """Yield what the claims say of the parameters, as of a date."""
    sd, half_life = weights()["sd"], weights()["half_life"]
    for claim in claims:
        if not holds(claim):
            continue
        when = spoken(claim, statements, as_of)
        if (
            claim.kind == "event"
            and latest([when, as_of]) not in {None, as_of}
            and latest([when]) is not None
        ):
            continue  # dated after the system: it has not happened yet
        age = half_lives(when, as_of, half_life[claim.kind])
        origins = tuple(o.id for o in claim.origins if o.stance == "supports") or (f"({claim.id})",)

        def seen(
            kind: str, key: tuple[str, ...], value: float, spread: str, claim=claim, age=age, origins=origins
        ) -> Seen:
            return Seen(Slot(kind, key), Observation(claim.id, value, sd[spread], age, origins))

        match claim.content:
            case said.Tie(a=a, b=b, domain=domain) as c if a.actor and b.actor and a.actor != b.actor:
                value = 0.6 * c.sign + (0.2 if c.sign else 0.3) * c.trend
                yield seen("tie", (a.actor, b.actor, domain), value, "tie")
                yield seen("tie", (b.actor, a.actor, domain), value, "tie_back")
            case said.Event(source=a, target=b) as c if b and a.actor and b.actor and a.actor != b.actor:
                domain = _event_domain(c)
                yield seen("tie", (a.actor, b.actor, domain), c.goldstein / 10, "event")
                yield seen("tie", (b.actor, a.actor, domain), c.goldstein / 10, "event_back")
            case said.Position(actor=a) as c if a.actor:
                yield seen("position", (a.actor, c.issue.id), 0.5 + 0.45 * c.stance, "position")
                yield seen("salience", (a.actor, c.issue.id), 0.55 + 0.3 * abs(c.stance), "salience")
            case said.Presence(actor=a) as c if a.actor:
                going = 0.0 if presupposes(claim) else 0.1 * c.trend
                value = min(max(c.level + going, 0.02), 0.98)
                yield seen("presence", (a.actor, arena_code(c.arena)), value, "presence")
            case said.Commitment(patron=a, client=b) as c if a.actor:
                value = min(max(c.level + 0.1 * c.trend, 0.02), 0.98)
                if b and b.actor and b.actor != a.actor:
                    yield seen("commitment", (a.actor, b.actor), value, "commitment")
                elif b is None or not b.actor:
                    yield seen("open_commitment", (a.actor,), value, "open_commitment")
            case said.Strategy(actor=a) as c if a.actor:
                toward = sorted({t.actor for t in c.toward if t.actor and t.actor != a.actor})
                yield seen("strategy", (a.actor, c.strategy, *toward), 0.85, "strategy")
            case _:
                pass


def _event_domain(event: said.Event) -> Domain:
    mode = event.mode or ""
    for domain in get_args(Domain):
        if domain[:5] in mode:
            return domain
    return weights()["event_domain"].get(event.event_type, "diplomatic")


def gathered(seen: Iterable[Seen]) -> dict[Slot, tuple[Observation, ...]]:
    """Observations by parameter, in the order of the claims."""
    groups: dict[Slot, list[Observation]] = {}
    for slot, observation in seen:
        groups.setdefault(slot, []).append(observation)
    return {slot: tuple(group) for slot, group in groups.items()}
