"""What a statement claims: the key under which statements of the same content meet, whatever their words.

A key is coarse on purpose. It holds codes, families and sides, never sectors, persons, levels or exact words
where codes tell enough, so that two wordings of one claim get one key and the id made from it is the same in
every set of articles. Time comes on top of it (see `occasion`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from ..data import vocabulary
from ..reading.statement import (
    ActorRef,
    Cause,
    Commitment,
    Content,
    Event,
    Forecast,
    Kind,
    Modality,
    Position,
    Presence,
    Statement,
    Strategy,
    Tie,
)
from .words import content_words, slug

NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Key:
    """Content without time: `matter` is what is at stake, `side` the answer given to it."""

    kind: Kind
    matter: tuple[str, ...]
    side: str
    modality: Modality


def key_of(statement: Statement) -> Key:
    """The key of a statement's content.

    event       who to whom, family of event types          one side: a denial counts against it
    position    actor, issue                                + or -
    tie         the pair in either order, domain            sign and trend
    presence    actor, arena, family of forms               trend
    commitment  patron, client                              firm or weak, trend
    strategy    actor, strategy, toward whom                one side
    cause       actors and content words of both ends       sign
    forecast    kind, actors, content words, horizon        what is expected
    """
    content = statement.content
    own = statement.kind in _own_claims() and statement.modality in {"intended", "possible", "conditional"}
    return Key(statement.kind, _matter(content), _side(content), statement.modality if own else "asserted")


def claim_id(key: Key, occasion: str) -> str:
    """The id of a claim: c and 16 hexadecimal digits of the SHA-256 of its key and occasion."""
    text = "\x1f".join((key.kind, *key.matter, key.side, key.modality, occasion))
    return "c" + sha256(text.encode("utf8")).hexdigest()[:16]


def supports(statement: Statement) -> bool:
    """Tell whether a statement speaks for its claim.

    Negation and denial both turn it against, once: a statement that bears both marks has one turn made by
    grammar and told by the speaker. A forecast whose whole range lies below even odds ("unlikely") speaks
    against too.
    """
    if statement.negated or statement.modality == "denied":
        return False
    content = statement.content
    return not (isinstance(content, Forecast) and content.probability[1] < 0.5)


def certainty(statement: Statement) -> float:
    """How firmly a statement's wording commits to its side, 0 to 1.

    The reader's certainty, at most the ceiling of its modality; for a forecast also at most the middle of its
    probability, taken of the side it speaks for.
    """
    firm = min(max(statement.certainty, 0.0), 1.0, _ceiling()[statement.modality])
    content = statement.content
    if isinstance(content, Forecast):
        middle = (content.probability[0] + content.probability[1]) / 2
        if content.probability[1] < 0.5:
            # "very unlikely" is a weak "likely" and a firm denial, whichever of the two the certainty is of
            return min(_ceiling()[statement.modality], 1 - middle)
        return min(firm, middle)
    return firm


def actor_key(reference: ActorRef | None) -> str:
    """The code of an actor; where the text leaves it open, its name."""
    if reference is None:
        return NOBODY
    if reference.actor:
        return reference.actor
    return "?" + slug(reference.name) if reference.name else NOBODY


def _matter(content: Content) -> tuple[str, ...]:
    match content:
        case Event():
            family = _families()["event_types"].get(content.event_type, content.event_type)
            return (actor_key(content.source), actor_key(content.target), family)
        case Position():
            return (actor_key(content.actor), content.issue.id)
        case Tie():
            # The reader does not say which ties are mutual; most that prose tells of are.
            return (*sorted((actor_key(content.a), actor_key(content.b))), content.domain)
        case Presence():
            form = content.form.casefold()
            return (actor_key(content.actor), content.arena, _families()["forms"].get(form, form))
        case Commitment():
            return (actor_key(content.patron), actor_key(content.client))
        case Strategy():
            return (
                actor_key(content.actor),
                content.strategy,
                *sorted({actor_key(a) for a in content.toward}),
            )
        case Cause():
            ends = (content.cause, content.effect)
            return tuple(p for end in ends for p in (_actors(end.actors), " ".join(content_words(end.text))))
        case Forecast():
            about = content.about
            actors = _actors(about.actors)
            # A tie between two is told by the two; other subjects need their words.
            words = (
                "" if about.kind == "tie" and actors.count(" ") == 1 else " ".join(content_words(about.text))
            )
            return (about.kind, actors, words, content.horizon or NOBODY)


def _side(content: Content) -> str:
    match content:
        case Position():
            return _sign(content.stance)
        case Tie():
            return f"{_sign(content.sign)} {_sign(content.trend)}"
        case Presence():
            return _sign(content.trend)
        case Commitment():
            return f"{'firm' if content.level >= 0.5 else 'weak'} {_sign(content.trend)}"
        case Cause():
            return _sign(content.sign)
        case Forecast():
            return content.expects
        case Event() | Strategy():
            return ""


_OPPOSED_EXPECTATIONS = frozenset(
    frozenset(pair)
    for pair in (
        ("increase", "decrease"), ("increase", "no_change"), ("decrease", "no_change"),
        ("occur", "not_occur"),
    )
)  # fmt: skip


def opposed(kind: Kind, one: str, other: str) -> bool:
    """Tell whether two sides of one matter contradict each other, in standing or in trend."""
    if one == other:
        return False
    if kind == "forecast":
        return frozenset((one, other)) in _OPPOSED_EXPECTATIONS
    contrary = ({"+", "-"}, {"firm", "weak"})
    return any({a, b} in contrary for a, b in zip(one.split(), other.split()))


def _sign(value: float) -> str:
    return "+" if value > 0 else "-" if value < 0 else "0"


def _actors(references: tuple[ActorRef, ...]) -> str:
    return " ".join(sorted({actor_key(a) for a in references}))


@cache
def _families() -> dict[str, dict[str, str]]:
    return vocabulary("detente.evidence", "families.yaml")


@cache
def _ceiling() -> dict[str, float]:
    return vocabulary("detente.evidence", "modality.yaml")["ceiling"]


@cache
def _own_claims() -> frozenset[str]:
    return frozenset(vocabulary("detente.evidence", "modality.yaml")["own_claims"])
