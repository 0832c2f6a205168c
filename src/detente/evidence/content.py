"""What a statement claims: the key under which statements of the same content meet, whatever their words.

A key is coarse on purpose. It holds codes, families and sides, never sectors, persons, levels or exact words
where codes tell enough, so that two wordings of one claim get one key and the id made from it is the same in
every set of articles. Time comes on top of it (see `occasion`).
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import NamedTuple

from ..data import vocabulary
from ..reading.statement import (
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
from .gist import NOBODY, actor_key, gist, head_of

__all__ = ["NOBODY", "Key", "actor_key", "certainty", "claim_id", "key_of", "opposed", "supports"]


class Key(NamedTuple):
    """Content without time: `matter` is what is at stake, `side` the answer given to it."""

    kind: Kind
    matter: tuple[str, ...]
    side: str
    modality: Modality


def key_of(statement: Statement) -> Key:
    """The key of a statement's content.

    event       who to whom, family of event types          one side: a denial counts against it
                (talks: the pair in either order)
    position    actor, issue                                + or -
    tie         the pair in either order, domain            sign and trend
    presence    actor, arena, family of forms               trend
    commitment  patron, client                              firm or weak, trend
    strategy    actor, strategy, toward whom                one side
    cause       gists of both ends                          sign, of more of one on more of the other
    forecast    gist of what it is about, horizon           what is expected
    """
    content = statement.content
    own = statement.kind in _own_claims() and statement.modality in {"intended", "possible", "conditional"}
    matter, side = _question(content)
    return Key(statement.kind, matter, side, statement.modality if own else "asserted")


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


def _question(content: Content) -> tuple[tuple[str, ...], str]:
    """What is at stake, and the answer given to it."""
    match content:
        case Event():
            family = _families()["event_types"].get(content.event_type, content.event_type)
            pair = (actor_key(content.source), actor_key(content.target))
            # Who received whom makes no two meetings of one.
            return (*(sorted(pair) if family in _families()["mutual"] else pair), family), ""
        case Position():
            return (actor_key(content.actor), _issue(content.issue.id)), _sign(content.stance)
        case Tie():
            # The reader does not say which ties are mutual; most that prose tells of are.
            pair = sorted((actor_key(content.a), actor_key(content.b)))
            return (*pair, content.domain), f"{_sign(content.sign)} {_sign(content.trend)}"
        case Presence():
            form = content.form.casefold()
            matter = (actor_key(content.actor), content.arena, _families()["forms"].get(form, form))
            return matter, _sign(content.trend)
        case Commitment():
            matter = (actor_key(content.patron), actor_key(content.client))
            return matter, f"{'firm' if content.level >= 0.5 else 'weak'} {_sign(content.trend)}"
        case Strategy():
            toward = sorted({actor_key(a) for a in content.toward})
            return (actor_key(content.actor), content.strategy, *toward), ""
        case Cause():
            first, then = (
                gist(content.cause.text, content.cause.actors),
                gist(content.effect.text, content.effect.actors),
            )
            # Less of the cause brings less of the effect: the same as more brings more.
            sign = content.sign * (first.direction or 1) * (then.direction or 1)
            return (first.actors, " ".join(first.words), then.actors, " ".join(then.words)), _sign(sign)
        case Forecast():
            return _expected(content)


def _expected(content: Forecast) -> tuple[tuple[str, ...], str]:
    """A forecast's question and answer: "will grow" is an increase of what grows, not that its growth occurs."""
    about = gist(content.about.text, content.about.actors, calendar=False)
    expects = content.expects
    way = "+" if about.direction > 0 else "-" if about.direction < 0 else ""
    if way and expects in {"occur", "increase", "decrease"}:
        expects, way = "increase" if way == "+" else "decrease", ""
    told = set(_families()["tie_words"]) if content.about.kind == "tie" else set()
    if expects in {"not_occur", "no_change"}:
        told |= set(_families()["negations"])
    words = [w for w in about.words if w not in told]
    # Where the words say nothing more than its kind, the kind is the matter.
    return (" ".join(words) or content.about.kind, about.actors, way, content.horizon or NOBODY), expects


def _issue(name: str) -> str:
    """The id of an issue, one for all that ask the same question."""
    head, colon, actors = name.partition(":")
    return head_of(head) + colon + actors


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


@cache
def _families() -> dict[str, dict[str, str]]:
    return vocabulary("detente.evidence", "families.yaml")


@cache
def _ceiling() -> dict[str, float]:
    return vocabulary("detente.evidence", "modality.yaml")["ceiling"]


@cache
def _own_claims() -> frozenset[str]:
    return frozenset(vocabulary("detente.evidence", "modality.yaml")["own_claims"])
