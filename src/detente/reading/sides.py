"""The two sides of a tie: who does what a verb says, whose a thing is, and which pairs that makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .grammar import doers, grammatical_subjects, is_infinitive, prep
from .lexicon import words
from .principals import principals
from .statement import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .draft import Scene


def pairs(one: tuple[ActorRef, ...], others: tuple[ActorRef, ...]) -> Iterator[tuple[ActorRef, ActorRef]]:
    """Each of one side with each of the other, no pair twice, nobody with himself."""
    seen: set[frozenset[str | None]] = set()
    for a in one[:3]:
        for b in others[:4]:
            key = frozenset((a.actor, b.actor))
            if a.actor != b.actor and key not in seen:
                seen.add(key)
                yield a, b


def whose(nouns: Iterable[Token], scene: Scene) -> tuple[ActorRef, ...]:
    """Principals that nouns stand for, or belong to: "turned to Chinese lenders"."""
    referent = scene.referent
    return principals(
        r for t in nouns for r in (referent.denoted(t) or _called(t, scene) or _owners(t, scene))
    )


def _called(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Who is named right after a description: "A's ally B"."""
    return scene.referent.denoted_by(c for c in noun.children if c.dep_ == "appos")


def _owners(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whose a thing is; what "A's partners" do A does not do."""
    if noun.lemma_.lower() in words("strategies", "others"):
        return ()
    return scene.referent.owners_beside(noun)


def doing(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Principals that do what a verb says, also where they are only said to be who does it.

    "Paraguay is the last state to recognise B": the state is Paraguay.
    """
    found = list(doers(verb))
    if not found and verb.dep_ in {"relcl", "acl"} and is_infinitive(verb):
        found = [verb.head]
    who = principals(scene.referent.denoted_by(found))
    if who or not found:
        return who
    told = [s for t in found if t.dep_ == "attr" for s in grammatical_subjects(t.head)]
    return principals(scene.referent.denoted_by(told))


def along(verb: Token, *prepositions: str) -> list[Token]:
    """Nouns under the prepositions of a verb, or of an adverb or adjective beside it: "closer to", "away from"."""
    beside = [c for c in verb.children if c.dep_ in {"advmod", "prt", "acomp", "oprd", "prep"}]
    return [t for head in (verb, *beside) for t in prep(head, *prepositions)]
