"""Presence on the ground, and what a patron promises or withholds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ..data import vocabulary
from .draft import Draft, Scene
from .grammar import doers, grammatical_subjects, objects, over_another, prep, preps
from .reference import distinct
from .statement import ActorRef, Commitment, Presence

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def _forms() -> dict[str, tuple[str, float]]:
    rows = vocabulary("detente.reading", "presence.yaml")["nouns"]
    return {lemma: (form, float(row["level"])) for form, row in rows.items() for lemma in row["lemmas"]}


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(vocabulary("detente.reading", "presence.yaml")[name])


@cache
def _commitment(name: str) -> frozenset[str]:
    return frozenset(vocabulary("detente.reading", "presence.yaml")["commitment"][name])


def presences(scene: Scene) -> Iterator[Draft]:
    """Yield who holds weight where, as a sentence states it."""
    for token in scene.sentence.span:
        if token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in _forms() and token.dep_ != "compound":
            yield from _held(token, scene)


def _held(noun: Token, scene: Scene) -> Iterator[Draft]:
    referent = scene.referent
    form, level = _forms()[noun.lemma_.lower()]
    verb = _verb_over(noun)
    holders = tuple(r for r in referent.owners_beside(noun) if r.actor)
    if not holders and verb is not None and (_moves(verb) or verb.lemma_ in _set("holding")):
        holders = tuple(r for s in doers(verb) for r in referent.denoted(s) if r.actor and s.i != noun.i)
    if not holders and noun.lemma_ in {"deployment", "presence"}:
        holders = tuple(
            r
            for t in prep(noun, "of", "by")
            for r in (referent.denoted(t) or referent.owners_beside(t))
            if r.actor
        )
    if (
        not holders
        and verb is not None
        and (_moves(verb) or verb.lemma_ in _set("holding"))
        and verb.dep_ in {"acl", "xcomp", "advcl"}
    ):
        holders = _by_willing(noun, scene)
    arenas = _places(noun, scene) or (
        _places(noun.head.head, scene) if noun.dep_ == "pobj" and noun.head.lower_ == "of" else ()
    )
    if not arenas and verb is not None:
        arenas = _places(verb, scene)
    if not arenas:
        arenas = tuple(
            p
            for t in noun.rights
            if t.lower_ == "there" and (p := referent.place_of(t, frozenset(h.actor for h in holders)))
        )
    modifiers = {c.lower_ for c in noun.lefts if c.dep_ == "amod"}
    if not arenas and modifiers & {"regional"}:
        arenas = ("REGION",)
    if not arenas and verb is not None and verb.lemma_ in {"host", "harbour", "harbor"}:
        arenas = tuple(r.actor for s in doers(verb) for r in referent.denoted(s) if r.actor)
    if not holders or not arenas:
        return
    if modifiers & _set("high"):
        level = min(1.0, level + 0.15)
    if modifiers & _set("low"):
        level = max(0.05, level - 0.2)
    trend = 0
    if modifiers & _set("rising_words"):
        trend = 1
    if modifiers & _set("falling_words"):
        trend = -1
    if verb is not None:
        trend = _moves(verb) or trend
    for holder in distinct(holders)[:2]:
        for arena in dict.fromkeys(arenas):
            if arena == holder.actor:
                continue  # at home is no outside presence
            yield Draft(
                Presence(ActorRef(holder.actor, holder.sector, holder.name), arena, form, round(level, 2), trend),
                verb if verb is not None else noun, noun.text, f"presence.{form}", noun=verb is None,
                modality="asserted" if verb is not None and verb.lemma_ in _set("holding") else None, path=noun.text,
            )  # fmt: skip


def _verb_over(noun: Token) -> Token | None:
    top = noun
    if (
        top.dep_ == "pobj"
        and top.head.lower_ == "of"
        and top.head.head.lemma_ in {"form", "kind", "sort", "number", "thousand", "hundred", "ten"}
    ):
        top = top.head.head
    if top.dep_ in {"dobj", "nsubjpass"} and top.head.pos_ == "VERB":
        return top.head
    if top.dep_ == "nsubj" and top.head.lemma_ in _set("rising") | _set("falling") | {"remain", "stay", "be"}:
        return top.head
    return None


def _moves(verb: Token) -> int:
    lemma = verb.lemma_.lower()
    return 1 if lemma in _set("rising") else -1 if lemma in _set("falling") else 0


def _by_willing(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """ "Russia … with the willingness to maintain some presence": the doer of the clause around."""
    token = noun
    for _ in range(14):
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            refs = tuple(r for s in grammatical_subjects(token) for r in scene.referent.denoted(s) if r.actor)
            if refs:
                return refs[:1]
        if token.head == token:
            break
    return ()


def _places(head: Token, scene: Scene) -> tuple[str, ...]:
    found: list[str] = []
    for word, t in preps(head):
        if t.i in over_another(head):
            continue
        if (
            word in _set("prepositions")
            or (word == "from" and head.pos_ == "VERB")
            or (word == "to" and head.pos_ == "VERB")
        ):
            if any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in t.children):
                continue  # "their northern borders" are home
            place = scene.referent.place_of(t)
            if place:
                found.append(place)
            elif t.lemma_.lower() in {"region", "country", "area", "continent", "territory"}:
                where = scene.referent.denoted(t)
                found.append(where[0].actor or "REGION" if where else "REGION")
    return tuple(found)


def commitments(scene: Scene) -> Iterator[Draft]:
    """Yield what patrons promise to clients, or take back."""
    for token in scene.sentence.span:
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN" and lemma in _commitment("nouns"):
            yield from _promised(token, lemma, scene)
        elif token.pos_ == "NOUN" and lemma in _commitment("retrench"):
            yield from _retrenching(token, scene)
        elif token.pos_ == "VERB" and (
            lemma in _commitment("verbs_up") or lemma in _commitment("verbs_down")
        ):
            patrons = tuple(r for s in doers(token) for r in scene.referent.denoted(s) if r.actor)
            clients = tuple(r for o in objects(token) for r in scene.referent.denoted(o) if r.actor)
            up = lemma in _commitment("verbs_up")
            for p in patrons[:1]:
                for c in clients[:2]:
                    if p.actor != c.actor:
                        yield Draft(
                            Commitment(p, c, 0.8 if up else 0.15, 1 if up else -1),
                            token,
                            token.text,
                            "commitment.verb",
                            path=token.text,
                        )


def _promised(noun: Token, lemma: str, scene: Scene) -> Iterator[Draft]:
    referent = scene.referent
    modifiers = {c.lower_ for c in noun.lefts if c.dep_ in {"amod", "compound"}}
    strong = lemma in _commitment("strong_nouns")
    if not strong and not modifiers & {"military", "security", "defence", "defense"}:
        return
    verb = noun.head if noun.dep_ in {"dobj", "nsubjpass", "nsubj"} and noun.head.pos_ == "VERB" else None
    patrons = tuple(r for r in referent.owners_beside(noun) if r.actor)
    if (
        not patrons
        and verb is not None
        and noun.dep_ == "dobj"
        and verb.lemma_ in _commitment("rising") | _commitment("falling")
    ):
        patrons = tuple(r for s in doers(verb) for r in referent.denoted(s) if r.actor)
    if not patrons:
        return
    clients = tuple(
        r
        for w, t in preps(noun)
        if w in {"to", "for", "of", "toward", "towards", "in"}
        for r in referent.denoted(t)
        if r.actor
    )
    if verb is not None:
        clients = clients or tuple(
            r for w, t in preps(verb) if w in {"to", "from"} for r in referent.denoted(t) if r.actor
        )
    trend = 0
    if verb is not None:
        trend = (
            1 if verb.lemma_ in _commitment("rising") else -1 if verb.lemma_ in _commitment("falling") else 0
        )
    level = 0.6 + 0.2 * trend if trend >= 0 else 0.35
    clients = tuple(c for c in distinct(clients) if c.actor != patrons[0].actor)
    for client in clients[:2] or (None,):
        yield Draft(
            Commitment(patrons[0], client, round(level, 2), trend), verb if verb is not None else noun, noun.text, "commitment.noun",
            noun=verb is None, path=noun.text,
        )  # fmt: skip


def _retrenching(noun: Token, scene: Scene) -> Iterator[Draft]:
    if noun.lemma_ in {"withdrawal", "retreat"} and noun.dep_ in {"dobj"}:
        return
    if noun.lemma_ == "footprint" and not {c.lower_ for c in noun.lefts} & {
        "diminishing",
        "shrinking",
        "reduced",
        "declining",
        "dwindling",
    }:
        return
    for patron in tuple(r for r in scene.referent.owners_beside(noun) if r.actor)[:1]:
        yield Draft(
            Commitment(ActorRef(patron.actor), None, 0.35, -1),
            noun,
            noun.text,
            "commitment.retrench",
            noun=True,
            path=noun.text,
        )
