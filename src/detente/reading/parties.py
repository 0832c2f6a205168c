"""Who does an event and to whom, where grammar does not put them as subject and object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .draft import Scene
from .grammar import doers, governors, prep
from .lexicon import by_word, entry, words
from .principals import distinct, known
from .statement import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token


def implied_source(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Who acts where grammar leaves it to an aim or an effort: "one aim of X's visit was to urge Y"."""
    head, referent = verb.head, scene.referent
    if verb.dep_ == "acl" and head.pos_ == "NOUN":
        owners = referent.owners(head)
        if owners:
            return owners
        for g in governors(head):
            found = distinct(referent.denoted_by(doers(g))) if g.pos_ == "VERB" else ()
            if found:
                return found
    if verb.dep_ in {"xcomp", "ccomp"} and head.lemma_ == "be":
        for c in head.children:
            if c.dep_ == "nsubj":
                return referent.owners(c) or referent.memory.last_subject()
    return ()


def hit_by(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whom an event hits that is done to a thing: itself, whose the thing is, or whom a measure is on."""
    return scene.referent.denoted(noun) or hit_through(noun, scene) or _aimed_at(noun, scene)


def hit_through(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Actors hit through what is theirs: "Iranian-linked targets", "Israel's borders", "the army of Mali"."""
    if noun.pos_ != "NOUN":
        return ()
    places = (scene.referent.place_of(t) for t in prep(noun, "in", "at", "near"))
    return known(scene.referent.owners(noun)) or tuple(ActorRef(p) for p in places if p)


def _aimed_at(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whom a sanction or attack is on, where the noun is the object: "lifted sanctions on X's banks"."""
    if not any(noun.lemma_.lower() in row["lemmas"] for row in entry("events", "nouns")):
        return ()
    referent = scene.referent
    return known(r for t in prep(noun, "on", "against") for r in (referent.denoted(t) or referent.owners(t)))


def addressed(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Who is asked or threatened where the object is a clause or a thing: "demand that Syria …"."""
    for c in verb.children:
        if c.dep_ in {"dobj", "ccomp", "xcomp"}:
            return scene.referent.within(c)[:1]
    return ()


def dated_targets(verb: Token, scene: Scene) -> tuple[tuple[ActorRef, str], ...]:
    """Targets and dates of a list: "left A in May, B in June and C in July", by order, whatever the parse.

    Between one date and the next stands the next target alone, and no verb.
    """
    span = scene.sentence.span
    end = verb.idx + len(verb.text) - span.start_char
    found: list[tuple[ActorRef, str]] = []
    for when in scene.dates:
        if when.start < end:
            continue
        between = [t for t in span if end <= t.idx - span.start_char < when.start]
        named = scene.referent.among(between)
        if len(named) != 1 or any(t.pos_ in {"VERB", "AUX"} for t in between) or when.until:
            break
        found.append((named[0], when.iso))
        end = when.end
    return tuple(found) if len(found) >= 2 else ()


def is_person(token: Token) -> bool:
    """Whether a noun is a person or people who are sent to talk."""
    return token.lemma_.lower() in words("events", "envoys") or any(
        t.ent_type_ == "PERSON" for t in (token, *token.subtree)
    )


def is_deployable(token: Token) -> bool:
    """Whether a noun is forces or materiel, so that sending it is a deployment."""
    lemma = token.lemma_.lower()
    return (
        lemma in words("presence", "nouns", "forces", "lemmas")
        or lemma in words("events", "materiel")
        or by_word("nouns", "agents").get(lemma) == "MIL"
    )
