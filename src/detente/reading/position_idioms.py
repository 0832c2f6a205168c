"""Positions told by set phrases: "rules out", "holds out for", "stands behind", "turns a deaf ear to"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .grammar import (
    auxiliaries,
    complements,
    doers,
    grammatical_subjects,
    is_infinitive,
    negated,
    objects,
    preps,
)
from .idioms import Idioms, listed
from .lexicon import entry, words
from .position_draft import emit
from .principals import distinct, known
from .proposition import Proposition, membership, proposition
from .statement import ActorRef, IssueRef
from .topic import topic

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .reference import Referent

_ANY = frozenset({"object"})


@cache
def _idioms() -> Idioms:
    """Idioms with their weight and the prepositions that lead to what is wanted; "object" where none does."""
    told: list[tuple[str, tuple[float, frozenset[str]]]] = []
    for weight, rows in entry("stances", "idioms").items():
        for row in rows:
            phrase, _, under = row.partition(" > ")
            told.append((phrase, (weight, frozenset(under.split("|")) if under else _ANY)))
    return listed(*told)


def by_idiom(token: Token, scene: Scene) -> Iterator[Draft]:
    """Yield the positions that set phrases headed by `token` tell."""
    if token.pos_ not in {"VERB", "AUX"}:
        return
    if token.lemma_ in words("stances", "claiming"):
        yield from _claimed(token, scene)
    for found, idiom, (weight, under) in _idioms().at(token):
        if words("stances", "open_auxiliaries").intersection(auxiliaries(token)) and not idiom.negative:
            continue
        withheld = negated(token) or (
            token.dep_ == "xcomp" and token.head.lemma_ in words("stances", "withholding")
        )
        if under == _ANY and withheld:
            continue  # "refuses to rule out force" is no wish for it
        doing = doers(token) or (() if under == _ANY else grammatical_subjects(token))
        holders = distinct(known(scene.referent.denoted_by(doing)))
        turned = negated(token) and not idiom.negative
        for target in _under(found, under):
            put = membership(target, scene.referent) if target.pos_ == "PROPN" and weight < 0 else None
            put = put or proposition(target, scene.referent) or topic(target)
            stance = -weight * 0.8 if turned else weight
            yield from emit(holders, put, stance, token, "position.idiom", scene)


def _under(found: tuple[Token, ...], under: frozenset[str]) -> Iterator[Token]:
    """What the words of an idiom govern: objects and clauses, or what stands under its prepositions."""
    verb, own = found[0], {t.i for t in found}
    if under == _ANY:
        gerunds = (
            c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i == found[-1].i + 1
        )
        for target in (*complements(verb), *objects(verb), *gerunds):
            if (target.i not in own and target.i > verb.i) or target.dep_ == "nsubjpass":
                yield target
        return
    seen: set[int] = set()
    for head in found:
        for word, target in preps(head):
            if word in under and target.i not in own and target.i not in seen:
                seen.add(target.i)
                yield target
        for c in head.children if "to" in under else ():
            acts = verb.lemma_ not in words("modality", "relying_verbs") or any(objects(c))
            if c.dep_ in {"acl", "xcomp", "advcl"} and is_infinitive(c) and acts:
                yield c  # "counts on B to sell it ships", not "to look away"


def _called(thing: Token, places: tuple[ActorRef, ...], referent: Referent) -> str:
    """What is claimed: a region by its own name, else the states whose it is."""
    mention = referent.mention_at(thing)
    if mention is not None and mention.entries[0].form == "place":
        return thing.doc[mention.start : mention.end].text
    return " and ".join(referent.name(p.actor or "") for p in places)


def _claimed(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "claims the islands as its own", "covets the port": control of a place is what is wanted."""
    referent = scene.referent
    holders = distinct(known(referent.denoted_by(doers(verb))))
    for thing in objects(verb):
        named = referent.place_of(thing) if thing.pos_ == "PROPN" else None
        owned = known(referent.owners(thing)) if thing.lemma_.lower() in words("stances", "territory") else ()
        places = (ActorRef(named),) if named else tuple(ActorRef(o.actor) for o in owned)
        if not places:
            continue
        weight = -0.8 if verb.lemma_ in {"contest", "dispute"} else 0.9
        issue = IssueRef(
            f"control:{'-'.join(sorted(p.actor or '' for p in places))}",
            f"control of {_called(thing, places, referent)}",
            places,
        )
        stance = -weight if negated(verb) else weight
        yield from emit(holders, Proposition(issue, 1, thing), stance, verb, "position.claim", scene)
