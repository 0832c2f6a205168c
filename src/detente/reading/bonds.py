"""Ties told by idiom, membership and claim: "mended fences", "joined the bloc", "disputes B's hold on"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .grammar import negated, objects, prep
from .lexicon import words
from .phrases import others, phrases
from .principals import principals
from .sides import doing, pairs
from .statement import ActorRef, Domain, Tie

if TYPE_CHECKING:
    from spacy.tokens import Token


def bonds(scene: Scene) -> Iterator[Draft]:
    """Yield the ties that idioms, memberships and claims on another's own tell of."""
    for token in scene.sentence.span:
        if token.pos_ == "VERB":
            yield from _by_idiom(token, scene)
            yield from _by_membership(token, scene)
            yield from _by_claim(token, scene)


def _by_idiom(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "A mended fences with B", "A and B fell out", "A turned its back on B"."""
    for row, word in phrases(verb, "ties", "idioms"):
        one, other = doing(verb, scene), principals(others(verb, word, row, scene))
        if not other and len(one) == 2 and "object" not in row["other"]:
            one, other = one[:1], one[1:]
        denied = negated(verb)
        sign, trend = (-row["sign"], 0) if denied else (row["sign"], row["trend"])
        yield from _drafts(verb, one, other, row.get("domain", "diplomatic"), sign, trend, "tie.idiom")
        return


def _by_membership(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "A joined NATO", "A quit the bloc", "the bloc expelled A"."""
    lemma, referent = verb.lemma_.lower(), scene.referent
    ways = (("joining", 1), ("leaving", -1), ("expelling", -1))
    sign = next((s for way, s in ways if lemma in words("ties", "membership", way)), 0)
    if not sign:
        return
    one = doing(verb, scene)
    other = principals(referent.denoted_by(objects(verb))) or principals(
        referent.denoted_by(prep(verb, "to", "from", "out of"))
    )
    if lemma in words("ties", "membership", "expelling"):
        one = one or principals(referent.denoted_by(prep(verb, "from")))
        one, other = other, one
        if one == other:
            one = principals(referent.denoted_by(objects(verb)))
    bodies = tuple(r for r in other if r.actor and referent.kind(r.actor) == "organisation")
    states = tuple(r for r in one if r.actor and referent.kind(r.actor) == "state")
    if negated(verb):
        return  # who has not joined yet may be friend or foe
    for body in bodies[:1]:
        domain: Domain = (
            "military" if body.actor in words("ties", "membership", "alliances") else "diplomatic"
        )
        yield from _drafts(verb, states, (body,), domain, sign, sign, "tie.membership")


def _by_claim(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "A resents B's influence", "A disputes B's sovereignty", "A claims two thirds of B"."""
    lemma = verb.lemma_.lower()
    grudged = lemma in words("ties", "grudging")
    if not grudged and lemma not in words("ties", "claiming"):
        return
    nouns = [
        o
        for o in objects(verb)
        if not scene.referent.named(o) and (grudged or o.lemma_.lower() in words("ties", "claimed"))
    ]
    theirs = principals(r for o in nouns for r in scene.referent.owners(o))
    if not negated(verb):
        yield from _drafts(verb, doing(verb, scene), theirs, "diplomatic", -1, 0, "tie.claim")


def _drafts(
    verb: Token,
    one: tuple[ActorRef, ...],
    other: tuple[ActorRef, ...],
    domain: Domain,
    sign: int,
    trend: int,
    rule: str,
) -> Iterator[Draft]:
    for a, b in pairs(one, other):
        yield Draft(Tie(a, b, domain, sign, trend), verb, verb.text, rule, negated=False, path=verb.text)
