"""Commitments: what a patron promises to a client, or takes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .grammar import doers, objects, preps
from .lexicon import words
from .principals import distinct, known
from .statement import ActorRef, Commitment

if TYPE_CHECKING:
    from spacy.tokens import Token


def commitments(scene: Scene) -> Iterator[Draft]:
    """Yield what patrons promise to clients, or take back."""
    for token in scene.sentence.span:
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN" and lemma in words("presence", "commitment", "nouns"):
            if not any(
                c.dep_ == "acl" and c.lemma_ in words("presence", "commitment", "verbs_up")
                for c in token.children
            ):
                yield from _promised(token, lemma, scene)
        elif token.pos_ == "NOUN" and lemma in words("presence", "commitment", "retrench"):
            yield from _retrenching(token, scene)
        elif token.pos_ == "VERB" and any(
            lemma in words("presence", "commitment", up) for up in ("verbs_up", "standing_by")
        ):
            yield from _by_verb(token, 0.8, 1, scene)
        elif token.pos_ == "VERB" and lemma in words("presence", "commitment", "verbs_down"):
            yield from _by_verb(token, 0.15, -1, scene)


def _by_verb(verb: Token, level: float, trend: int, scene: Scene) -> Iterator[Draft]:
    """ "A defends B", "guarantees B's security", "comes to B's aid", "its pledge to protect B"."""
    referent = scene.referent
    patrons = known(referent.denoted_by(doers(verb)))
    if not patrons and verb.dep_ == "acl":  # "A's commitment to defend B"
        patrons = known(referent.owners_beside(verb.head))
    clients = [r for t in objects(verb) for r in (referent.denoted(t) or _kept_safe(t, scene))]
    if verb.lemma_ in words("presence", "commitment", "standing_by"):
        beside = [t for word, t in preps(verb) if word in words("presence", "commitment", "beside")]
        clients = [
            r
            for t in beside
            for r in (_kept_safe(t, scene) if verb.lemma_ == "come" else referent.denoted(t))
        ]
    for patron in patrons[:1]:
        for client in known(clients)[:2]:
            if patron.actor != client.actor:
                content = Commitment(patron, client, level, trend)
                promised = verb.dep_ in {"acl", "xcomp", "advcl"} and verb.head.lemma_ in words(
                    "presence", "commitment", "promising"
                )
                yield Draft(
                    content,
                    verb,
                    verb.text,
                    "commitment.verb",
                    modality="asserted" if promised else None,
                    path=verb.text,
                )


def _kept_safe(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whose safety a noun names: "the defence of B", "B's security"."""
    if noun.lemma_.lower() not in words("presence", "commitment", "safety"):
        return ()
    return known(scene.referent.owners(noun))


def _promised(noun: Token, lemma: str, scene: Scene) -> Iterator[Draft]:
    referent = scene.referent
    modifiers = {c.lower_ for c in noun.lefts if c.dep_ in {"amod", "compound"}}
    strong = lemma in words("presence", "commitment", "strong_nouns")
    doubted = noun.dep_ == "dobj" and noun.head.lemma_ in words("presence", "commitment", "doubting")
    if not strong and not doubted and not modifiers & words("presence", "commitment", "kinds"):
        return
    verb = noun.head if noun.dep_ in {"dobj", "nsubjpass", "nsubj"} and noun.head.pos_ == "VERB" else None
    trend = _promise_goes(verb.lemma_) if verb is not None else 0
    if verb is not None and verb.lemma_ == "lose" and noun.dep_ == "nsubj":
        trend = -1  # "guarantees have lost their weight"
    patrons = known(referent.owners_beside(noun))
    if not patrons and verb is not None and noun.dep_ == "dobj" and trend:
        patrons = known(referent.denoted_by(doers(verb)))
    if not patrons:
        return
    leads = words("presence", "commitment", "client_prepositions")
    clients = known(
        r for word, t in preps(noun) if word in leads for r in (referent.denoted(t) or _kept_safe(t, scene))
    )
    if not clients and verb is not None:
        clients = known(r for word, t in preps(verb) if word in {"to", "from"} for r in referent.denoted(t))
    if not clients and verb is not None and verb.lemma_ in words("presence", "commitment", "doubting"):
        clients = known(referent.denoted_by(doers(verb)))  # who doubts a patron is its client
    clients = tuple(c for c in distinct(clients) if c.actor != patrons[0].actor)
    level = round(0.6 + 0.2 * trend, 2) if trend >= 0 else 0.35
    for client in clients[:2] or (None,):
        yield Draft(
            Commitment(patrons[0], client, level, trend),
            verb if verb is not None else noun,
            noun.text,
            "commitment.noun",
            noun=verb is None,
            path=noun.text,
        )


def _promise_goes(lemma: str) -> int:
    if lemma in words("presence", "commitment", "rising"):
        return 1
    return -1 if lemma in words("presence", "commitment", "falling") else 0


def _retrenching(noun: Token, scene: Scene) -> Iterator[Draft]:
    if noun.lemma_ in {"withdrawal", "retreat"} and noun.dep_ == "dobj":
        return
    adjectives = {c.lower_ for c in noun.lefts}
    if noun.lemma_ == "footprint" and not adjectives & words("presence", "commitment", "shrinking"):
        return
    for patron in known(scene.referent.owners_beside(noun))[:1]:
        content = Commitment(ActorRef(patron.actor), None, 0.35, -1)
        yield Draft(content, noun, noun.text, "commitment.retrench", noun=True, path=noun.text)
