"""Positions: what an actor wants or opposes, as a stance on an issue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .grammar import (
    auxiliaries,
    complements,
    conjuncts,
    controls_object,
    doers,
    governors,
    grammatical_subjects,
    is_infinitive,
    negated,
    objects,
    prep,
)
from .lexicon import by_word, words
from .principals import distinct, known
from .proposition import Proposition, direction, proposition
from .statement import ActorRef, Position
from .topic import topic

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRM = 0.9  # least weight of a verb whose object is an issue even where it names no actor
_STATED = 0.9  # certainty of a position that its holder states himself


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
        if token.pos_ in {"VERB", "AUX"}:
            yield from _by_duty(token, scene)
        if token.pos_ == "VERB" and token.dep_ != "amod":
            if lemma in words("stances", "regard"):
                yield from _regard(token, scene)
            if lemma in by_word("stances", "verbs"):
                yield from _by_verb(token, by_word("stances", "verbs")[lemma], scene)
            else:
                yield from _by_doing(token, lemma, scene)
        elif token.pos_ == "ADJ" and lemma in by_word("stances", "adjectives"):
            yield from _by_adjective(token, by_word("stances", "adjectives")[lemma], scene)
        elif token.pos_ == "NOUN" and lemma in by_word("stances", "nouns"):
            yield from _by_noun(token, by_word("stances", "nouns")[lemma], scene)


def _emit(
    holders: tuple[ActorRef, ...],
    found: Proposition | None,
    weight: float,
    anchor: Token,
    rule: str,
    scene: Scene,
    toward: ActorRef | None = None,
) -> Iterator[Draft]:
    if found is None:
        return
    for holder in holders[:3]:
        if holder.actor is None:
            continue
        others = [a for a in found.issue.actors if a.actor != holder.actor]
        if found.issue.id.startswith("standing:") and (
            not others or not (anchor.lemma_ in words("stances", "choosing") or rule == "position.regard")
        ):
            continue  # support for an actor is a tie
        alone = bool(found.issue.actors) and not others
        if alone and found.head.pos_ == "VERB" and rule != "position.noun":
            continue  # what somebody wants to do by himself is a plan, not a demand on others
        stance = round(max(-1.0, min(1.0, weight * found.sign)), 2)
        content = Position(holder, found.issue, stance, toward)
        path = f"{anchor.text}>{found.head.text}"
        yield Draft(content, anchor, anchor.text, rule, negated=False, path=path)


def _targets(verb: Token) -> Iterator[Token]:
    """What is wanted: the complement clauses, else the objects, else what "for" and "to" govern."""
    inner = [c for c in complements(verb) if c.i > verb.i]
    if inner:
        yield from inner
        return
    goals = [c for c in verb.children if c.dep_ == "advcl" and is_infinitive(c)]
    if verb.lemma_ in words("stances", "purposeful") and goals:
        yield from (t for g in goals for t in conjuncts(g))
        return
    objs = objects(verb) if not any(c.dep_ == "nsubjpass" for c in verb.children) else ()
    if objs:
        yield from objs
        return
    aimed = ("at",) if verb.lemma_ in {"aim", "look"} else ()
    for noun in prep(verb, *words("stances", "verb_prepositions"), *aimed):
        if noun.pos_ != "PROPN":
            yield noun


def _by_verb(verb: Token, weight: float, scene: Scene) -> Iterator[Draft]:
    referent = scene.referent
    if verb.lemma_ == "call" and not prep(verb, "for", "on"):
        return  # calling somebody something
    if verb.dep_ == "xcomp" and controls_object(verb.head) and objects(verb.head):
        return  # what somebody else is asked to do
    wishing = verb.lemma_ in words("stances", "wishing") and "would" in auxiliaries(
        verb
    )  # "would like": does
    if words("stances", "open_auxiliaries").intersection(auxiliaries(verb)) and not wishing:
        return
    if verb.lemma_ == "like" and not wishing:
        return
    holders = distinct(referent.denoted_by(doers(verb))) or _aim_holder(verb, scene)
    if not holders:
        return
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and weight <= -0.8:
        return  # "…, effectively countering X": what an act amounts to, not what somebody wants
    if negated(verb):
        weight = -weight * 0.8
    addressed: ActorRef | None = None
    if complements(verb) and verb.lemma_ in words("stances", "addressing"):
        addressed = next(iter(referent.denoted_by(objects(verb))), None)
    choosing = verb.lemma_ in words("stances", "choosing")
    against = prep(verb, "over", "to") if choosing else ()
    for target in _targets(verb):
        if target.i == verb.i:
            continue
        found = proposition(target, referent)
        if found is not None and verb.lemma_ in words("stances", "planning") and _is_own(found, holders):
            continue  # what somebody plans to do with what is his
        if found is None and not choosing and abs(weight) >= _FIRM:
            found = topic(target)
        if found is None and choosing:
            over = [
                c.i
                for t in (verb, target)
                for c in t.children
                if c.lower_ in {"over", "to"} and c.i > target.i
            ]
            found = topic(target, least=1, until=min(over, default=None))
        yield from _emit(holders, found, weight, verb, "position.verb", scene, addressed)
        # "ensure Syria remains weak, including by letting Russia stay": the means is wanted too
        for means in _means(target):
            yield from _emit(
                holders, proposition(means, referent), weight * 0.9, verb, "position.means", scene, addressed
            )
        if choosing:
            against = (*against, *prep(target, "over", "to"))
    for noun in against:
        found = proposition(noun, referent) or (topic(noun, least=1) if noun.pos_ == "NOUN" else None)
        yield from _emit(holders, found, -weight * 0.75, verb, "position.preferred_over", scene)


def _is_own(found: Proposition, holders: tuple[ActorRef, ...]) -> bool:
    """Whether an issue is about nobody but who takes the position."""
    parties = {a.actor for a in found.issue.actors}
    return bool(parties) and parties <= {h.actor for h in holders}


def _means(clause: Token) -> Iterator[Token]:
    """Clauses under "by" or "including by" anywhere in a wanted clause."""
    for t in clause.subtree:
        if t.dep_ == "pcomp" and t.head.lower_ == "by" and t.pos_ == "VERB":
            yield t


def _by_doing(verb: Token, lemma: str, scene: Scene) -> Iterator[Draft]:
    """What an actor works for by doing it: "is working to curb", "aimed at curbing", purpose clauses."""
    idle = (
        any(o.lower_ in {"nothing", "little"} for o in objects(verb.head)) if verb.dep_ == "advcl" else False
    )
    if direction(lemma) and _is_purpose(verb) and not idle:
        holders = _pursuers(verb, scene)
        yield from _emit(holders, proposition(verb, scene.referent), 0.7, verb, "position.purpose", scene)


def _is_purpose(verb: Token) -> bool:
    """Whether the clause is what another is for; under a verb or noun of wanting, their rules have it."""
    if verb.dep_ in {"conj", "advcl"}:
        return is_infinitive(verb)
    if verb.dep_ == "xcomp":
        wanting = by_word("stances", "verbs")
        wanted = any(g.lemma_ in wanting for g in governors(verb) if g.pos_ == "VERB")
        return (
            not wanted
            and verb.head.lemma_ not in wanting
            and verb.head.lemma_ not in words("stances", "aspect")
        )
    if verb.dep_ == "pcomp":
        directed = verb.head.head.lemma_ in words("stances", "directed")
        return directed and verb.head.lower_ in {"at", "toward", "towards", "to"}
    return False


def _pursuers(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Who pursues a purpose: whoever wants what it serves, else the doer of the clause."""
    wanting, referent = by_word("stances", "verbs"), scene.referent
    top = verb.head
    while top.dep_ == "xcomp" and top.head.lemma_ in wanting:
        top = top.head
    if top.lemma_ in wanting and top != verb.head:  # "urges A to press B to free C": the urger wants C freed
        return distinct(known(referent.denoted_by(doers(top)))) or _aim_holder(top, scene)
    served = _aim_holder(top, scene) if top.lemma_ in wanting else ()
    return served or distinct(known(referent.denoted_by(_responsible(verb))))


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
            if c.dep_ == "nsubj" and c.lemma_.lower() in by_word("stances", "nouns"):
                return scene.referent.owners_beside(c) or scene.referent.memory.last_subject()
    return ()


def _by_duty(verb: Token, scene: Scene) -> Iterator[Draft]:
    """What a named actor says that another must do: "Ghana must close its border, Togo's minister said"."""
    duty = words("stances", "duties").intersection(auxiliaries(verb))
    speakers = [f.attribution.actor for f in scene.frames if verb.i in f.scope and f.attribution]
    if not duty or not speakers or speakers[-1] is None or verb.dep_ == "advcl":
        return
    holder, outlet = speakers[-1], speakers[-1].sector == "MED"
    bound = {r.actor for r in scene.referent.denoted_by(grammatical_subjects(verb))}
    if outlet or not bound or holder.actor in bound:
        return
    found = proposition(verb, scene.referent)
    for draft in _emit((holder,), found, 0.9, verb, "position.duty", scene):
        yield replace(draft, modality="asserted", certainty=_STATED)


def _by_adjective(adjective: Token, weight: float, scene: Scene) -> Iterator[Draft]:
    """ "is keen to", "opposed to", "deeply concerned about"."""
    if adjective.dep_ not in {"acomp", "oprd", "conj", "advcl", "xcomp", "ccomp", "ROOT"}:
        return
    holders = distinct(scene.referent.denoted_by(grammatical_subjects(adjective.head)))
    if not holders:
        return
    if negated(adjective.head):
        weight = -weight
    targets = [t for c in adjective.children if c.dep_ in {"xcomp", "ccomp"} for t in conjuncts(c)]
    targets += list(prep(adjective, *words("stances", "adjective_prepositions")))
    for target in targets:
        found = proposition(target, scene.referent) or topic(target)
        yield from _emit(holders, found, weight, adjective, "position.adjective", scene)


def _by_noun(noun: Token, weight: float, scene: Scene) -> Iterator[Draft]:
    """ "Turkey's efforts to forge", "Iran's opposition to", "its demand for"."""
    holders = known(scene.referent.owners_beside(noun))
    if noun.dep_ == "appos" and (served := aim_holders(noun, scene)):
        goal = next((g for g in governors(noun) if g.pos_ == "VERB"), None)
        if goal is not None:
            yield from _emit(
                served, proposition(goal, scene.referent), weight, noun, "position.apposed_aim", scene
            )
        return
    if not holders and noun.dep_ == "dobj":
        holders = known(scene.referent.denoted_by(doers(noun.head)))
    if not holders:
        return
    targets = [t for c in noun.children if c.dep_ == "acl" and c.pos_ == "VERB" for t in conjuncts(c)]
    targets += list(prep(noun, *words("stances", "noun_prepositions")))
    for c in noun.head.children if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" else ():
        if c.dep_ in {"xcomp", "ccomp", "attr"}:
            targets.append(c)
    for target in targets[:3]:
        yield from _emit(holders, proposition(target, scene.referent), weight, noun, "position.noun", scene)


def aim_holders(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whose an aim is: "Iran's goal", "an objective for both Israel and the US"."""
    if noun.lemma_.lower() not in words("stances", "aims"):
        return ()
    beside = known(scene.referent.owners_beside(noun))
    return beside or distinct(known(scene.referent.denoted_by(prep(noun, "for", "of"))))


def _regard(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "views X as a threat": against X."""
    holders = distinct(scene.referent.denoted_by(doers(verb)))
    adjectives = (
        a
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ == "as"
        for a in c.children
        if a.pos_ == "ADJ"
    )
    for judged in (*prep(verb, "as"), *adjectives):
        lemma = judged.lemma_.lower()
        sign = (
            -1
            if lemma in words("stances", "regard_bad")
            else 1
            if lemma in words("stances", "regard_good")
            else 0
        )
        if not sign:
            continue
        for o in objects(verb):
            yield from _emit(
                holders, proposition(o, scene.referent), 0.8 * sign, verb, "position.regard", scene
            )
