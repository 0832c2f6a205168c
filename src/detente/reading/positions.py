"""Positions: what an actor wants or opposes, as a stance on an issue."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ..data import vocabulary
from .draft import Draft, Scene
from .grammar import (
    OBJECT_CONTROL,
    auxiliaries,
    complements,
    conjuncts,
    doers,
    governors,
    grammatical_subjects,
    negated,
    objects,
    prep,
)
from .proposition import Proposition, direction, proposition
from .reference import distinct
from .statement import ActorRef, Position

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def _weights(part: str) -> dict[str, float]:
    return {
        w: float(s) for s, words in vocabulary("detente.reading", "stances.yaml")[part].items() for w in words
    }


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(vocabulary("detente.reading", "stances.yaml")[name])


def positions(scene: Scene) -> Iterator[Draft]:
    """Yield the positions that a sentence states; the same actor's side on one issue once."""
    seen: set[tuple[str | None, str, bool]] = set()
    for draft in _found(scene):
        assert isinstance(draft.content, Position)
        key = (draft.content.actor.actor, draft.content.issue.id, draft.content.stance > 0)
        if key not in seen:
            seen.add(key)
            yield draft


def _found(scene: Scene) -> Iterator[Draft]:
    for token in scene.sentence.span:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and token.dep_ != "amod":
            if lemma in _set("regard"):
                yield from _regard(token, scene)
            if lemma in _weights("verbs"):
                yield from _by_verb(token, _weights("verbs")[lemma], scene)
            else:
                yield from _by_doing(token, lemma, scene)
        elif token.pos_ == "ADJ" and lemma in _weights("adjectives"):
            yield from _by_adjective(token, _weights("adjectives")[lemma], scene)
        elif token.pos_ == "NOUN" and lemma in _weights("nouns"):
            yield from _by_noun(token, _weights("nouns")[lemma], scene)


def _emit(
    holders: tuple[ActorRef, ...],
    found: Proposition | None,
    weight: float,
    anchor: Token,
    rule: str,
    scene: Scene,
    toward: ActorRef | None = None,
) -> Iterator[Draft]:
    if found is None or not found.issue.actors:
        return
    for holder in holders[:3]:
        if holder.actor is None:
            continue
        others = [a for a in found.issue.actors if a.actor != holder.actor]
        if found.issue.id.startswith("standing:") and (
            not others or (anchor.lemma_ not in {"prefer", "favor", "favour"} and rule != "position.regard")
        ):
            continue  # support for an actor is a tie
        if not others and found.head.pos_ == "VERB" and rule != "position.noun":
            continue  # what somebody wants to do by himself is a plan, not a demand on others
        stance = max(-1.0, min(1.0, weight * found.sign))
        yield Draft(
            Position(ActorRef(holder.actor, holder.sector, holder.name), found.issue, round(stance, 2), toward), anchor, anchor.text, rule,
            negated=False, path=f"{anchor.text}>{found.head.text}",
        )  # fmt: skip


def _targets(verb: Token) -> Iterator[Token]:
    """What is wanted: the complement clauses, else the objects, else what "for" and "to" govern."""
    inner = [c for c in complements(verb) if c.i > verb.i]
    if inner:
        yield from inner
        return
    goals = [
        c
        for c in verb.children
        if c.dep_ == "advcl" and any(k.dep_ == "aux" and k.lower_ == "to" for k in c.children)
    ]
    if verb.lemma_ in {"work", "push", "press", "act", "campaign", "move", "vie", "fight"} and goals:
        yield from (t for g in goals for t in conjuncts(g))
        return
    objs = objects(verb) if not any(c.dep_ == "nsubjpass" for c in verb.children) else ()
    if objs:
        yield from objs
        return
    words = (
        "for",
        "to",
        "on",
        "against",
        "toward",
        "towards",
        "about",
        *(("at",) if verb.lemma_ in {"aim", "look"} else ()),
    )
    for noun in prep(verb, *words):
        if noun.pos_ != "PROPN":
            yield noun


def _by_verb(verb: Token, weight: float, scene: Scene) -> Iterator[Draft]:
    referent = scene.referent
    if verb.lemma_ == "call" and not prep(verb, "for", "on"):
        return  # calling somebody something
    if verb.dep_ == "xcomp" and verb.head.lemma_ in OBJECT_CONTROL and objects(verb.head):
        return  # what somebody else is asked to do
    if any(a in {"will", "would", "could", "might", "may", "can"} for a in auxiliaries(verb)):
        return
    holders = distinct(r for s in doers(verb) for r in referent.denoted(s))
    if not holders:
        holders = _aim_holder(verb, scene)
    if not holders:
        return
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and weight <= -0.8:
        return  # "…, effectively countering X": what an act amounts to, not what somebody wants
    if negated(verb):
        weight = -weight * 0.8
    addressed: ActorRef | None = None
    if complements(verb) and verb.lemma_ in {
        "urge",
        "ask",
        "press",
        "lobby",
        "push",
        "pressure",
        "want",
        "call",
        "order",
        "encourage",
        "persuade",
        "convince",
    }:
        addressed = next((r for o in objects(verb) for r in referent.denoted(o)), None)
    against = prep(verb, "over", "to") if verb.lemma_ in {"prefer", "favor", "favour"} else ()
    for target in _targets(verb):
        if target.i == verb.i:
            continue
        found = proposition(target, referent)
        yield from _emit(holders, found, weight, verb, "position.verb", scene, addressed)
        # "ensure Syria remains weak, including by letting Russia stay": the means is wanted too
        for means in _means(target):
            yield from _emit(
                holders, proposition(means, referent), weight * 0.9, verb, "position.means", scene, addressed
            )
        for other in _instead(target) if verb.lemma_ in {"prefer", "favor", "favour"} else ():
            against = (*against, other)
    for noun in against:
        yield from _emit(
            holders, proposition(noun, referent), -weight * 0.75, verb, "position.preferred_over", scene
        )


def _instead(noun: Token) -> tuple[Token, ...]:
    return prep(noun, "over", "to")


def _means(clause: Token) -> Iterator[Token]:
    """Clauses under "by" or "including by" anywhere in a wanted clause."""
    for t in clause.subtree:
        if t.dep_ == "pcomp" and t.head.lower_ == "by" and t.pos_ == "VERB":
            yield t


def _by_doing(verb: Token, lemma: str, scene: Scene) -> Iterator[Draft]:
    """What an actor works for by doing it: "is working to curb", "dispatched … aimed at", "pressure to", purpose clauses."""
    turned = direction(lemma)
    if not turned or verb.dep_ not in {"advcl", "pcomp", "xcomp", "conj", "acl"}:
        return
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if verb.dep_ == "conj" and not infinitive:
        return
    if verb.dep_ == "advcl" and not infinitive:
        return
    if verb.dep_ == "xcomp" and (
        verb.head.lemma_ in _weights("verbs")
        or verb.head.lemma_
        in {"be", "appear", "seem", "continue", "begin", "risk", "help", "threaten", "fail", "have"}
    ):
        return
    if verb.dep_ == "acl":
        return  # the noun's own rule has it
    if verb.dep_ == "pcomp" and not (
        verb.head.lower_ in {"at", "toward", "towards", "to"}
        and verb.head.head.lemma_ in {"aim", "direct", "commit", "devote", "look", "gear"}
    ):
        return
    if any(
        g.lemma_ in _weights("verbs") for g in governors(verb) if g.pos_ == "VERB" and verb.dep_ == "xcomp"
    ):
        return  # the verb of wanting above has it
    top = verb.head
    while top.dep_ == "xcomp" and top.head.lemma_ in _weights("verbs"):
        top = top.head
    if (
        top.lemma_ in _weights("verbs") and top != verb.head
    ):  # "urges A to press B to free C": the urger wants C freed
        holders = distinct(
            r for s in doers(top) for r in scene.referent.denoted(s) if r.actor
        ) or _aim_holder(top, scene)
    elif top.lemma_ in _weights("verbs") and (served := _aim_holder(top, scene)):
        holders = served
    else:
        holders = distinct(r for s in _responsible(verb) for r in scene.referent.denoted(s) if r.actor)
    if not holders:
        return
    yield from _emit(holders, proposition(verb, scene.referent), 0.7, verb, "position.purpose", scene)


def _responsible(verb: Token) -> tuple[Token, ...]:
    """Who pursues a purpose: the doer of the nearest clause above that has one."""
    found = grammatical_subjects(verb)
    if found and found[0].pos_ != "NOUN":
        return found
    for g in governors(verb):
        if g.pos_ == "VERB":
            subjects = doers(g)
            if subjects:
                return subjects
    return found


def _aim_holder(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """ "One objective of Israel's visit was to urge …": the owner of the aim, else who the text is about."""
    head = verb.head
    if verb.dep_ in {"xcomp", "ccomp"} and head.lemma_ == "be":
        for c in head.children:
            if c.dep_ == "nsubj" and c.lemma_.lower() in _weights("nouns"):
                return scene.referent.owners_beside(c) or scene.referent.last_subject(scene.sentence)
    return ()


def _by_adjective(adjective: Token, weight: float, scene: Scene) -> Iterator[Draft]:
    """ "is keen to", "opposed to", "deeply concerned about"."""
    if adjective.dep_ not in {"acomp", "oprd", "conj", "advcl", "xcomp", "ccomp", "ROOT"}:
        return
    holders = distinct(r for s in grammatical_subjects(adjective.head) for r in scene.referent.denoted(s))
    if not holders:
        return
    if negated(adjective.head):
        weight = -weight
    targets = [t for c in adjective.children if c.dep_ in {"xcomp", "ccomp"} for t in conjuncts(c)]
    targets += list(prep(adjective, "to", "about", "of", "against", "over", "at", "toward", "towards"))
    for target in targets:
        yield from _emit(
            holders, proposition(target, scene.referent), weight, adjective, "position.adjective", scene
        )


def _by_noun(noun: Token, weight: float, scene: Scene) -> Iterator[Draft]:
    """ "Turkey's efforts to forge", "Iran's opposition to", "its demand for"."""
    holders = tuple(r for r in scene.referent.owners_beside(noun) if r.actor)
    if noun.dep_ == "appos" and (served := aim_holders(noun, scene)):
        goal = next((g for g in governors(noun) if g.pos_ == "VERB"), None)
        if goal is not None:
            yield from _emit(
                served, proposition(goal, scene.referent), weight, noun, "position.apposed_aim", scene
            )
        return
    if not holders and noun.dep_ == "dobj":
        holders = tuple(r for s in doers(noun.head) for r in scene.referent.denoted(s) if r.actor)
    if not holders:
        return
    targets = [t for c in noun.children if c.dep_ == "acl" and c.pos_ == "VERB" for t in conjuncts(c)]
    targets += list(prep(noun, "for", "to", "against", "about", "over", "on"))
    for c in noun.head.children if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" else ():
        if c.dep_ in {"xcomp", "ccomp", "attr"}:
            targets.append(c)
    for target in targets[:3]:
        yield from _emit(holders, proposition(target, scene.referent), weight, noun, "position.noun", scene)


def aim_holders(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whose an aim is: "Iran's goal", "an objective for both Israel and the US"."""
    if noun.lemma_.lower() not in {
        "objective",
        "goal",
        "aim",
        "priority",
        "ambition",
        "interest",
        "aspiration",
    }:
        return ()
    beside = tuple(r for r in scene.referent.owners_beside(noun) if r.actor)
    return beside or distinct(
        r for t in prep(noun, "for", "of") for r in scene.referent.denoted(t) if r.actor
    )


def _regard(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "views X as a threat": against X."""
    holders = distinct(r for s in doers(verb) for r in scene.referent.denoted(s))
    for judged in prep(verb, "as"):
        lemma = judged.lemma_.lower()
        sign = -1 if lemma in _set("regard_bad") else 1 if lemma in _set("regard_good") else 0
        if not sign:
            continue
        for o in objects(verb):
            yield from _emit(
                holders, proposition(o, scene.referent), 0.8 * sign, verb, "position.regard", scene
            )
