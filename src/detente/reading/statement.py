"""The vocabulary of reading: what one article says, each thing with its exact words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["event", "position", "tie", "presence", "commitment", "strategy", "cause", "forecast"]
KINDS: tuple[Kind, ...] = (
    "event", "position", "tie", "presence", "commitment", "strategy", "cause", "forecast",
)  # fmt: skip

Modality = Literal["asserted", "reported", "intended", "possible", "conditional", "denied"]
Domain = Literal["diplomatic", "military", "economic", "informational"]
DOMAINS: tuple[Domain, ...] = ("diplomatic", "military", "economic", "informational")
StrategyName = Literal[
    "ambiguity", "compartmentalisation", "hedging", "wedge", "brokerage", "balancing", "bandwagoning"
]
Expectation = Literal["increase", "decrease", "no_change", "occur", "not_occur"]


@dataclass(frozen=True, slots=True)
class ActorRef:
    """Who acts: the principal's code, and through whom.

    `actor` is an ISO 3166 alpha-3 code, an upper-case slug, or null where the text leaves it open; `sector` is
    PLOVER's (GOV, MIL, REB, ...); `name` the person, office or group that acted, where the text names one.
    """

    actor: str | None
    sector: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One speaker in the chain that a statement came through: `speaker` as the text has it, `cue` the words that
    make it speech."""

    speaker: str
    actor: ActorRef | None
    cue: str


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """The article that a statement stands in, as far as a reader of the statement needs it."""

    id: str
    path: str
    title: str | None
    publisher: str | None
    carried_by: tuple[str, ...]
    published: str | None


@dataclass(frozen=True, slots=True)
class IssueRef:
    """The question a position is on: `text` is the proposition at the scale's upper end, `id` its normal form."""

    id: str
    text: str
    actors: tuple[ActorRef, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One end of a causal claim: its words and the actors in it."""

    text: str
    actors: tuple[ActorRef, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a forecast is about: its words, the actors in it, and the kind of thing
    (`tie`, `event`, `position`, `presence`, `commitment`, `strategy` or `other`)."""

    text: str
    actors: tuple[ActorRef, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody did something to somebody: PLOVER type and mode, quad class 1-4, Goldstein weight in [-10, 10]."""

    source: ActorRef
    target: ActorRef | None
    event_type: str
    mode: str | None
    quad: int
    goldstein: float
    date: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Position:
    """What an actor wants on an issue: `stance` in [-1, 1], 1 wanting what the issue's text says."""

    actor: ActorRef
    issue: IssueRef
    stance: float
    toward: ActorRef | None


@dataclass(frozen=True, slots=True)
class Tie:
    """Standing between two actors in one domain: `sign` now, `trend` its direction of change."""

    a: ActorRef
    b: ActorRef
    domain: Domain
    sign: int
    trend: int


@dataclass(frozen=True, slots=True)
class Presence:
    """Weight that an actor holds in an arena: `form` (forces, bases, mission, influence), `level` in [0, 1]."""

    actor: ActorRef
    arena: str
    form: str
    level: float
    trend: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """How far a client can count on a patron: `level` in [0, 1]; the client may be left open by the text."""

    patron: ActorRef
    client: ActorRef | None
    level: float
    trend: int


@dataclass(frozen=True, slots=True)
class Strategy:
    """A named way of handling relations, by an actor toward others."""

    actor: ActorRef
    strategy: StrategyName
    toward: tuple[ActorRef, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing brings about another: `sign` 1 where more of the cause is more of the effect, -1 where less."""

    cause: Part
    effect: Part
    sign: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of what: `probability` [low, high] of `expects`; `horizon` as an ISO date or period, or null."""

    about: Subject
    expects: Expectation
    probability: tuple[float, float]
    horizon: str | None


Content = Event | Position | Tie | Presence | Commitment | Strategy | Cause | Forecast


@dataclass(frozen=True, slots=True)
class Why:
    """Why a statement was made: the cue's words, the rule's name, and the path in the parse."""

    cue: str
    rule: str
    path: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that one article says, with its exact words: `article.text[start:end] == quote`, in code points.

    `attribution` runs from the outermost speaker in and is empty where the article itself asserts. `certainty` in
    [0, 1] is how far the wording commits whoever speaks. `negated` is grammar; `modality` is of the innermost clause.
    """

    id: str
    kind: Kind
    article: ArticleRef
    quote: str
    start: int
    end: int
    attribution: tuple[Attribution, ...]
    modality: Modality
    certainty: float
    negated: bool
    valid_from: str | None
    valid_to: str | None
    content: Content = field(metadata={"flatten": True})
    why: Why = field(metadata={"hidden": True})
