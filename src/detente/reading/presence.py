"""Presence: who holds weight where, and whether it grows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .grammar import auxiliaries, doers, grammatical_subjects, objects, over_another, prep, preps
from .lexicon import entry, words
from .principals import distinct, known
from .statement import ActorRef, Presence

if TYPE_CHECKING:
    from spacy.tokens import Token


UNNAMED = "REGION"
"""Arena of what is held in a place that the text does not name."""
_OCCUPIED = 0.6  # level of ground held by force


@cache
def _forms() -> dict[str, tuple[str, float]]:
    rows = entry("presence", "nouns").items()
    return {lemma: (form, row["level"]) for form, row in rows for lemma in row["lemmas"]}


def presences(scene: Scene) -> Iterator[Draft]:
    """Yield who holds weight where, as a sentence states it."""
    for token in scene.sentence.span:
        if token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in _forms() and token.dep_ != "compound":
            yield from _held(token, scene)
        elif token.pos_ == "VERB" and token.lemma_ in words("presence", "occupying"):
            yield from _occupied(token, scene)


def _occupied(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "A's troops occupy districts of B", "A guards sites in B": forces on another's ground."""
    referent = scene.referent
    holders = distinct(known(referent.denoted_by(doers(verb))))
    for thing in objects(verb):
        entries = referent.named(thing)
        if thing.lemma_.lower() not in words("presence", "ground") and not any(
            e.form == "place" for e in entries
        ):
            continue
        where = _places(thing, scene) or _places(verb, scene)
        here = referent.place_of(thing)
        arenas = (
            (here,) if here else where or ((UNNAMED,) if verb.lemma_ in words("presence", "forcing") else ())
        )
        for holder in holders[:2]:
            for arena in dict.fromkeys(a for a in arenas if a and a != holder.actor):
                yield Draft(
                    Presence(holder, arena, "forces", _OCCUPIED, 0),
                    verb,
                    verb.text,
                    "presence.occupied",
                    path=f"{verb.text}>{thing.text}",
                )


def _held(noun: Token, scene: Scene) -> Iterator[Draft]:
    verb = _verb_over(noun)
    holders = _holders(noun, verb, scene)
    arenas = _arenas(noun, verb, holders, scene)
    level, trend = _level_and_trend(noun, verb)
    form = _forms()[noun.lemma_.lower()][0]
    kept = verb is not None and verb.lemma_ in words("presence", "holding")
    lasting = kept and verb is not None and not auxiliaries(verb)  # not "would keep", "is said to hold"
    for holder in distinct(holders)[:2]:
        for arena in dict.fromkeys(arenas):
            if arena == holder.actor:
                continue  # at home is no outside presence
            yield Draft(
                Presence(holder, arena, form, level, trend),
                verb if verb is not None else noun,
                noun.text,
                f"presence.{form}",
                noun=verb is None,
                modality="asserted" if lasting else None,
                path=noun.text,
            )


def _holders(noun: Token, verb: Token | None, scene: Scene) -> tuple[ActorRef, ...]:
    """Who holds what the noun names: its owner, or who keeps or moves it."""
    referent = scene.referent
    kept = (
        verb if verb is not None and (_moves(verb) or verb.lemma_ in words("presence", "holding")) else None
    )
    holders = known(referent.owners_beside(noun))
    if not holders and kept is not None:
        holders = known(referent.denoted_by(s for s in doers(kept) if s.i != noun.i))
    if not holders and noun.lemma_ in {"deployment", "presence"}:
        holders = known(
            r for t in prep(noun, "of", "by") for r in (referent.denoted(t) or referent.owners_beside(t))
        )
    if not holders and kept is not None and kept.dep_ in {"acl", "xcomp", "advcl"}:
        holders = _by_willing(noun, scene)
    return holders


def _arenas(noun: Token, verb: Token | None, holders: tuple[ActorRef, ...], scene: Scene) -> tuple[str, ...]:
    """Where it is held: places beside the noun, else its verb, else what "there" or "regional" says."""
    referent = scene.referent
    arenas = _places(noun, scene)
    for c in noun.children:  # "soldiers stationed around B"
        if not arenas and c.dep_ == "acl":
            arenas = _places(c, scene)
    if not arenas and noun.dep_ == "pobj" and noun.head.lower_ == "of":
        arenas = _places(noun.head.head, scene)
    if not arenas and verb is not None:
        arenas = _places(verb, scene)
    if not arenas:
        besides = frozenset(h.actor for h in holders)
        arenas = tuple(p for t in noun.rights if t.lower_ == "there" and (p := referent.place_of(t, besides)))
    if not arenas and "regional" in _adjectives(noun):
        arenas = (UNNAMED,)
    if not arenas and verb is not None and verb.lemma_ in {"host", "harbour", "harbor"}:
        arenas = tuple(r.actor for r in referent.denoted_by(doers(verb)) if r.actor)
    return arenas


def _level_and_trend(noun: Token, verb: Token | None) -> tuple[float, int]:
    """How much is held and where it is going, by adjectives and the verb."""
    adjectives, level = _adjectives(noun), _forms()[noun.lemma_.lower()][1]
    if adjectives & words("presence", "high"):
        level = min(1.0, level + 0.15)
    if adjectives & words("presence", "low"):
        level = max(0.05, level - 0.2)
    trend = 1 if adjectives & words("presence", "rising_words") else 0
    if adjectives & words("presence", "falling_words"):
        trend = -1
    return round(level, 2), (_moves(verb) if verb is not None else 0) or trend


def _adjectives(noun: Token) -> set[str]:
    return {c.lower_ for c in noun.lefts if c.dep_ == "amod"}


def _verb_over(noun: Token) -> Token | None:
    top = noun
    if (
        top.dep_ == "pobj"
        and top.head.lower_ == "of"
        and top.head.head.lemma_ in words("presence", "measures")
    ):
        top = top.head.head
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head
    if top.dep_ in {"dobj", "nsubjpass"} and top.head.pos_ == "VERB":
        return top.head
    lasting = top.head.lemma_ in {"remain", "stay", "be", "rotate", "operate", "stand", "sit", "lie"}
    if top.dep_ == "nsubj" and (_goes(top.head.lemma_) or lasting):
        return top.head
    return None


def _moves(verb: Token) -> int:
    """1 where the verb raises what is held, -1 where it lowers it, else 0."""
    return _goes(verb.lemma_.lower())


def _goes(lemma: str) -> int:
    if lemma in words("presence", "rising"):
        return 1
    return -1 if lemma in words("presence", "falling") else 0


def _by_willing(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """ "Russia … with the willingness to maintain some presence": the doer of the clause around."""
    token = noun
    for _ in range(14):
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            refs = known(scene.referent.denoted_by(grammatical_subjects(token)))
            if refs:
                return refs[:1]
        if token.head == token:
            break
    return ()


def _is_body(scene: Scene, code: str) -> bool:
    """Whether a code is an organisation's or group's: nobody's ground."""
    return scene.referent.kind(code) in {"organisation", "armed_group"}


def _places(head: Token, scene: Scene) -> tuple[str, ...]:
    found: list[str] = []
    for word, t in preps(head):
        if t.i in over_another(head):
            continue
        if word in words("presence", "prepositions") or (word in {"from", "to"} and head.pos_ == "VERB"):
            if any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in t.children):
                continue  # "their northern borders" are home
            entries = scene.referent.named(t)
            if entries and all(e.kind in {"armed_group", "person", "organisation"} for e in entries):
                continue  # influence over a group is weight nowhere in particular
            place = scene.referent.place_of(t)
            if place is None and t.lemma_.lower() in words("presence", "ground"):  # "on the islands of B"
                place = next((p for o in prep(t, "of", "in") if (p := scene.referent.place_of(o))), None)
            if place and not _is_body(scene, place):
                found.append(place)
            elif t.lemma_.lower() in words("presence", "land"):
                where = scene.referent.denoted(t)
                found.append(where[0].actor or UNNAMED if where else UNNAMED)
    return tuple(found)
