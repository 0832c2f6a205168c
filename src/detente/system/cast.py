"""Which actors the system has, and whose capability each brings along."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..evidence.claim import Claim
from ..reading import statement as said
from ..reading.gazetteer import Gazetteer
from . import priors
from .dates import month_of
from .estimate import from_prior
from .model import Actor
from .observe import arena_code, weights

MOST = 16  # actors in an assembled system: beyond that nobody reads it, and ties grow with the square
LEAST = (
    0.1  # involvement below which an actor is only mentioned: one causal claim of a doubtful source passes
)
CAUSAL = 0.4  # share at which being named in a causal claim or forecast counts
REGION = "REGION"  # the code of an arena that the text calls only "the region"
CODE = re.compile(r"^[A-Z0-9][A-Z0-9_\-]{0,63}$")
KINDS = ("state", "organisation", "armed_group", "collective")


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors in order of involvement, and the members of those that have any (as known at the date)."""

    actors: tuple[Actor, ...]
    members: dict[str, tuple[str, ...]]

    @property
    def codes(self) -> frozenset[str]:
        """Codes of all actors."""
        return frozenset(a.code for a in self.actors)

    def name(self, code: str) -> str:
        """Name of any code, an actor or not."""
        return name_of(code)


def name_of(code: str) -> str:
    """Usual name of an actor or place by its code."""
    if code == REGION:
        return "the wider region"
    found = Gazetteer.default().describe(code).name
    return code.replace("_", " ").title() if found == code and "_" in code else found


def in_sentence(code: str) -> str:
    """Name of an actor as it stands within a sentence, with its article where it takes one."""
    name = name_of(code)
    return f"the {name}" if name.startswith(tuple(weights()["articled"])) else name


def acting(claim: Claim) -> Iterator[tuple[str, float]]:
    """Codes named in a claim, each once, with how much it is involved by it (before belief)."""
    most: dict[str, float] = {}
    for code, weight in _named(claim):
        most[code] = max(weight, most.get(code, 0.0))
    yield from most.items()


def _named(claim: Claim) -> Iterator[tuple[str, float]]:
    match claim.content:
        case said.Cause(cause=cause, effect=effect):
            refs, weight = (*cause.actors, *effect.actors), CAUSAL
        case said.Forecast(about=about):
            refs, weight = about.actors, CAUSAL
        case said.Event(source=a, target=b):
            refs, weight = (a, b), 1.0
        case said.Position(actor=a, issue=issue, toward=t):
            yield from ((r.actor, CAUSAL) for r in issue.actors if r.actor)
            refs, weight = (a, t), 1.0
        case said.Tie(a=a, b=b):
            refs, weight = (a, b), 1.0
        case said.Presence(actor=a, arena=arena):
            yield arena_code(arena), CAUSAL
            refs, weight = (a,), 1.0
        case said.Commitment(patron=a, client=b):
            refs, weight = (a, b), 1.0
        case said.Strategy(actor=a, toward=toward):
            yield from ((r.actor, CAUSAL) for r in toward if r.actor)
            refs, weight = (a,), 1.0
    for code in dict.fromkeys(r.actor for r in refs if r and r.actor):
        yield code, weight


def choose(claims: Iterable[Claim], as_of: str) -> Cast:
    """Choose the actors: those most involved in what is claimed, at most `MOST`, with their capability.

    Involvement is the sum over claims of belief times how much the claim involves the actor (`acting`).
    Places that are no actors by the gazetteer (a region, a sea) hold presence but do not act; a collective
    that is only mentioned, and never does or bears anything itself, is no actor either.
    """
    involved: dict[str, float] = defaultdict(float)
    doing: set[str] = set()
    gazetteer = Gazetteer.default()
    for claim in claims:
        for code, weight in acting(claim):
            involved[code] += weight * max(claim.belief, 0.05)
            if weight == 1.0 or gazetteer.describe(code).kind != "collective":
                doing.add(code)
    fit = [c for c in doing if involved[c] >= LEAST and acts(c)]
    ranked = sorted(fit, key=lambda c: (-round(involved[c], 9), c))
    chosen = ranked[:MOST]
    members = {c: m for c in chosen if (m := members_of(c, as_of))}
    counted = members_counted(chosen, members)
    actors = []
    for code in chosen:
        kind = gazetteer.describe(code).kind
        kind = kind if kind in KINDS else "other"
        actors.append((code, kind, priors.capability(code, kind, counted.get(code, ()))))
    return Cast(
        tuple(
            Actor(
                code=code,
                name=name_of(code),
                kind=kind,
                capability=from_prior(prior),
                members=members.get(code, ()),
            )
            for code, kind, prior in actors
        ),
        members,
    )


def acts(code: str) -> bool:
    """Whether a code names an actor: well formed, and no mere place or outlet."""
    if not CODE.match(code) or code == REGION:
        return False
    return Gazetteer.default().describe(code).kind not in {"place", "region", "outlet"}


def members_of(code: str, as_of: str) -> tuple[str, ...]:
    """Members of an organisation or collective at a date, by the gazetteer's dated tables."""
    found = Gazetteer.default().members(code, as_of if month_of(as_of) is not None else None)
    return tuple(dict.fromkeys(m for m in found if m != code and CODE.match(m)))


def members_counted(chosen: list[str], members: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Members that each collective counts: states that are no actors, each in the narrowest one only."""
    taken = set(chosen)
    counted: dict[str, tuple[str, ...]] = {}
    for body in sorted(members, key=lambda c: (len(members[c]), c)):
        own = tuple(m for m in members[body] if m not in taken and priors.share(m) is not None)
        taken.update(own)
        counted[body] = own
    return counted
