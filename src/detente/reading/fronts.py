"""Fronts against a third: who stands in an alliance, bloc or axis "against C", and who brought them into it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from .bygone import former
from .draft import Draft, Scene
from .grammar import doers, negated, objects, prep
from .lexicon import words
from .principals import distinct, principals
from .sides import pairs, whose
from .statement import ActorRef, Domain, Tie
from .ties import domain, modifiers

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIST = "strategies"


def fronts(scene: Scene) -> Iterator[Draft]:
    """Yield the ties of those who stand in a front against a third."""
    for noun in scene.sentence.span:
        if noun.pos_ != "NOUN" or noun.lemma_.lower() not in words(_LIST, "balancing", "fronts"):
            continue
        verb = _joined_by(noun)
        rivals = against(noun, verb, scene)
        if not rivals or former(noun) or (verb is not None and negated(verb)):
            continue
        default: Domain = (
            "military" if noun.lemma_.lower() in words(_LIST, "balancing", "armed") else "diplomatic"
        )
        held = domain(noun, modifiers(noun), default)
        for a, b in _members(noun, verb, rivals, scene):
            anchor = verb if verb is not None else noun
            content = Tie(a, b, held, 1, 0)
            yield Draft(
                content, anchor, noun.text, "tie.front", noun=verb is None, negated=False, path=noun.text
            )


def against(noun: Token, verb: Token | None, scene: Scene) -> tuple[ActorRef, ...]:
    """Whom a front is against, also where that stands with its verb."""
    heads = (noun, verb) if verb is not None else (noun,)
    return principals(scene.referent.denoted_by(t for h in heads for t in prep(h, "against")))


def drawn_into(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whom a front is against into which the doer of `verb` draws others, or in which it joins them."""
    for noun in prep(verb, "into", "in"):
        if noun.lemma_.lower() in words(_LIST, "balancing", "fronts") and _joined_by(noun) == verb:
            return against(noun, verb, scene)
    return ()


def _joined_by(noun: Token) -> Token | None:
    """The verb by which somebody is in a front: "drew B into a front", "A and B formed a front"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"into", "in"} else noun.head
    if noun.dep_ == "pobj" and verb.lemma_ in words(_LIST, "balancing", "drawing") and any(objects(verb)):
        return verb
    if noun.dep_ == "dobj" and verb.lemma_ in words(_LIST, "balancing", "building"):
        return verb
    return None


def _members(
    noun: Token, verb: Token | None, rivals: tuple[ActorRef, ...], scene: Scene
) -> Iterator[tuple[ActorRef, ActorRef]]:
    """The pairs of those in a front: who draws with each of those drawn, else each with each."""
    out = {r.actor for r in rivals}
    if verb is None:
        named = scene.referent.denoted_by(prep(noun, "of", "between", "among"))
        return combinations([r for r in principals(named) if r.actor not in out][:4], 2)
    one = [r for r in principals(scene.referent.denoted_by(doers(verb))) if r.actor not in out]
    if noun.dep_ == "pobj":
        others = [r for r in whose(objects(verb), scene) if r.actor not in out]
        return pairs(tuple(one), tuple(others))
    beside = prep(noun, "with", "of", "between") + prep(verb, "with")
    others = [r for r in principals(scene.referent.denoted_by(beside)) if r.actor not in out]
    together = distinct((*one, *others))
    return pairs(tuple(one), tuple(others)) if others and one else combinations(together[:4], 2)
