"""Assembly: claims become a system, and the same system again under other beliefs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from ..evidence.claim import Claim, Weighed
from ..reading.statement import DOMAINS, Statement
from ..reading.statement import Strategy as SaidStrategy
from ..sources.article import Article
from . import priors
from .cast import Cast, choose, name_of
from .cite import cite
from .dates import UNDATED, latest
from .estimate import Parameter, from_claims
from .expectations import expectations
from .grounds import grounds_of, parameters_of
from .hypotheses import hypotheses
from .model import (
    Arena,
    Commitment,
    Mechanism,
    Position,
    Presence,
    Strategy,
    System,
    Tie,
)
from .observe import Slot, Statements, gathered, observe
from .pool import Observation, Prior
from .questions import Question, ask, on_question
from .scenarios import propose

MECHANISMS = (
    "settlement", "influence", "alignment", "balance", "compartmentalisation", "ambiguity", "hedging", "wedge",
    "vacuum", "brokerage", "sanctions", "events",
)  # fmt: skip
TELLING = 0.25  # a tie without a claim is written where its table prior is at least this far from zero
STRONGER = 5.0  # how many times more capable a patron is than its client by treaty
PATRON = 0.01  # capability from which a treaty makes a patron: pacts of many small states do not
CLIENT_TIE = 0.2  # standing from which an actor counts as a client where the text leaves the client open


@dataclass(frozen=True, slots=True)
class Assembly:
    """A system with what each estimate is made of, so that it can be had again under other beliefs."""

    system: System
    parameters: tuple[Parameter, ...] = field(repr=False)
    belief: Mapping[str, float] = field(repr=False)

    def reweigh(self, belief: Mapping[str, float]) -> System:
        """The system with some claims believed otherwise (0: as if never made), its structure held.

        Actors, issues, arenas, ties, scenarios, forecasts and evidence stay; every estimate that rests on
        these claims is computed anew, and is a smooth function of the beliefs. Claims that are not in the
        assembly are ignored.
        """
        changed = {c for c, b in belief.items() if c in self.belief and b != self.belief[c]}
        if not changed:
            return self.system
        now = {**self.belief, **{c: belief[c] for c in changed}}
        items: dict[str, list] = {}
        for p in self.parameters:
            if any(o.claim in changed for o in p.observations):
                section = items.setdefault(p.section, list(getattr(self.system, p.section)))
                held = section[p.index]
                estimate = p.moved(getattr(held, p.field), self.belief, now)
                section[p.index] = held.model_copy(update={p.field: estimate})
        return self.system.model_copy(update={section: tuple(held) for section, held in items.items()})


class _Builder:
    """Collects items and the parameters behind their estimates."""

    def __init__(self, belief: Mapping[str, float], observed: dict[Slot, tuple[Observation, ...]]) -> None:
        self.belief, self.observed = belief, observed
        self.items: dict[str, list] = defaultdict(list)
        self.parameters: list[Parameter] = []

    def add(
        self, section: str, make: type, fields: dict[str, tuple[Prior, tuple[Observation, ...]]], **known
    ) -> None:
        """Append an item to a section: `fields` are its estimates, `known` the rest."""
        index = len(self.items[section])
        estimates = {name: from_claims(prior, seen, self.belief) for name, (prior, seen) in fields.items()}
        self.items[section].append(make(**known, **estimates))
        self.parameters += [
            Parameter(section, index, name, prior, seen) for name, (prior, seen) in fields.items() if seen
        ]

    def seen(self, kind: str, *key: str) -> tuple[Observation, ...]:
        """Observations of one parameter."""
        return self.observed.get(Slot(kind, key), ())


def assemble(
    articles: Iterable[Article],
    statements: Iterable[Statement],
    weighed: Weighed,
    *,
    as_of: str | None = None,
) -> Assembly:
    """Assemble the system that the claims describe.

    `as_of` is by default the latest date of publication of the articles, else the latest date that a claim
    holds from; where there is no date at all it is "undated" and age weighs nothing. Claims weigh by belief
    and age (half-lives in data/weights.yaml). The result depends on content alone, not on the order of the
    arguments.
    """
    by_id: Statements = {s.id: s for s in statements}
    claims = weighed.claims
    as_of = as_of or date_of(articles, claims)
    cast = choose(claims, as_of)
    build = _Builder({c.id: c.belief for c in claims}, gathered(observe(claims, by_id, as_of)))
    questions = ask(claims, cast)
    _positions(build, questions)
    _ties(build, cast)
    arenas = _presence(build, cast)
    _commitments(build, cast)
    _strategies(build, claims, cast)
    drafted = System(
        as_of=as_of,
        title=_title(cast),
        actors=cast.actors,
        issues=tuple(q.issue for q in questions),
        positions=tuple(build.items["positions"]),
        ties=tuple(build.items["ties"]),
        arenas=arenas,
        presence=tuple(build.items["presence"]),
        commitments=tuple(build.items["commitments"]),
        strategies=tuple(build.items["strategies"]),
        mechanisms=tuple(Mechanism(name=name) for name in MECHANISMS),
    )
    scenarios = propose(drafted, claims)
    forecasts = expectations(drafted, claims)
    tests = hypotheses(drafted.model_copy(update={"forecasts": forecasts}), claims, by_id)
    used = {o.claim for p in build.parameters for o in p.observations}
    used |= {c for s in scenarios for c in s.claims} | {f.claim for f in forecasts}
    used |= {c.id for c in claims if c.kind == "cause"}
    evidence = cite((c for c in claims if c.id in used), by_id)
    system = drafted.model_copy(
        update={
            "scenarios": scenarios,
            "forecasts": forecasts,
            "hypotheses": tests,
            "evidence": evidence,
            "grounds": grounds_of(drafted, build.parameters),
        }
    )
    return Assembly(system, tuple(build.parameters), build.belief)


def assembly_of(system: System) -> Assembly:
    """A system read from a file, with what its estimates are made of as far as it still rests on its claims.

    Beliefs are those of its evidence. An estimate that an analyst wrote in place of one from claims stays.
    """
    return Assembly(system, tuple(parameters_of(system)), {e.claim: e.belief for e in system.evidence})


def date_of(articles: Iterable[Article], claims: Sequence[Claim]) -> str:
    """The date of a system: see `assemble`."""
    published = latest(a.published for a in articles)
    return published or latest(d for c in claims for d in (c.valid_from, c.valid_to)) or UNDATED


def _title(cast: Cast) -> str:
    names = [a.name for a in cast.actors]
    if len(names) > 4:
        return f"{', '.join(names[:3])} and {len(names) - 3} others"
    return ", ".join(names)


def _positions(build: _Builder, questions: Sequence[Question]) -> None:
    for question in questions:
        for actor in question.principals:
            own = actor in question.owners
            position = priors.OWN_POSITION if own else priors.POSITION
            salience = priors.OWN_SALIENCE if own else priors.SALIENCE
            build.add(
                "positions",
                Position,
                {
                    "position": (position, on_question(build.observed, "position", actor, question)),
                    "salience": (salience, on_question(build.observed, "salience", actor, question)),
                },
                actor=actor,
                issue=question.issue.id,
            )


def _ties(build: _Builder, cast: Cast) -> None:
    """Ties with a claim or a telling table prior; every other tie is understood as wide (0, 0.3)."""
    for a, b in permutations([x.code for x in cast.actors], 2):
        for domain in DOMAINS:
            seen = build.seen("tie", a, b, domain)
            prior = priors.tie(a, b, domain, cast.members)
            if seen or (prior.source and abs(prior.mean) >= TELLING):
                build.add("ties", Tie, {"value": (prior, seen)}, a=a, b=b, domain=domain)


def _presence(build: _Builder, cast: Cast) -> tuple[Arena, ...]:
    """Presence that claims speak of, and of armed groups where they are at home; the arenas as they first appear."""
    order = {a.code: i for i, a in enumerate(cast.actors)}
    held = sorted(
        (
            s.key
            for s in build.observed
            if s.kind == "presence" and s.key[0] in order and s.key[0] != s.key[1]
        ),
        key=lambda k: (order[k[0]], k[1]),
    )
    for actor, arena in held:
        build.add(
            "presence",
            Presence,
            {"level": (priors.PRESENCE, build.seen("presence", actor, arena))},
            actor=actor,
            arena=arena,
        )
    codes = dict.fromkeys(arena for _, arena in held)
    for actor in cast.actors:
        home = priors.home(actor.code)
        if actor.kind == "armed_group" and home in codes and (actor.code, home) not in held:
            build.add("presence", Presence, {"level": (priors.AT_HOME, ())}, actor=actor.code, arena=home)
    return tuple(Arena(code=c, name=name_of(c), host=c if c in order else None) for c in codes)


def _commitments(build: _Builder, cast: Cast) -> None:
    """Commitments that claims speak of, and those of defence treaties with a much more capable partner.

    A claim that leaves the client open speaks of the clients that the text itself knows: those of its other claims,
    and the much less capable actors toward whom the patron's diplomatic or military tie is claimed to be good. Allies
    by treaty alone are not touched by it: "reduces its commitments in the region" says nothing of those elsewhere.
    """
    capability = {a.code: a.capability.mean for a in cast.actors}
    good = {
        (t.a, t.b)
        for t in build.items["ties"]
        if t.value.basis == "claims" and t.value.mean >= CLIENT_TIE and t.domain in {"diplomatic", "military"}
    }
    for patron in capability:
        opened = build.seen("open_commitment", patron)
        others = [c for c in capability if c != patron]
        weaker = [c for c in others if capability[patron] >= STRONGER * capability[c]]
        spoken = {c for c in others if build.seen("commitment", patron, c)}
        if opened:
            spoken |= {c for c in weaker if (patron, c) in good}
        treaty = {c for c in weaker if priors.defended(patron, c)} if capability[patron] >= PATRON else set()
        for client in (c for c in others if c in spoken | treaty):
            seen = (*build.seen("commitment", patron, client), *(opened if client in spoken else ()))
            prior = priors.commitment(patron, client)
            build.add("commitments", Commitment, {"level": (prior, seen)}, patron=patron, client=client)


def _strategies(build: _Builder, claims: Iterable[Claim], cast: Cast) -> None:
    """Strategies that claims name, toward those of their objects that are actors here."""
    order = {a.code: i for i, a in enumerate(cast.actors)}
    merged: dict[tuple[str, str, tuple[str, ...]], list[Slot]] = defaultdict(list)
    names = {c.content.strategy: None for c in claims if isinstance(c.content, SaidStrategy)}
    for slot in build.observed:
        if slot.kind == "strategy" and slot.key[0] in order:
            actor, name, *toward = slot.key
            merged[
                actor, name, tuple(sorted((t for t in toward if t in order), key=order.__getitem__))
            ].append(slot)
    for key in sorted(merged, key=lambda k: (order[k[0]], sorted(names).index(k[1]), k[2])):
        actor, name, toward = key
        seen = tuple(o for slot in sorted(merged[key]) for o in build.observed[slot])
        build.add(
            "strategies",
            Strategy,
            {"strength": (priors.STRATEGY, seen)},
            actor=actor,
            strategy=name,
            toward=toward,
        )
