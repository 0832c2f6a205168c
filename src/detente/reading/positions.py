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
    is_passive,
    kept_from,
    negated,
    objects,
    prep,
    preps,
)
from .lexicon import by_word, words
from .position_draft import aim_holders, emit
from .position_equations import by_equation, judgement
from .position_idioms import by_idiom
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
    if scene.sentence.span.text.rstrip().endswith("?"):
        return
    for token in scene.sentence.span:
        lemma = token.lemma_.lower()
        yield from by_idiom(token, scene)
        if token.pos_ in {"VERB", "AUX"}:
            yield from _by_duty(token, scene)
            yield from by_equation(token, scene)
            yield from _by_refusal(token, scene)
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


def _targets(verb: Token) -> Iterator[tuple[Token, int]]:
    """What is wanted (1) or, under "against", not (-1): complement clauses, else objects, else what "for" governs."""
    inner = [c for c in complements(verb) if c.i > verb.i]
    kept = kept_from(verb)
    if kept:
        yield from ((c, 1) for c in kept)
        return
    if inner:
        yield from ((c, 1) for c in inner)
        return
    goals = [c for c in verb.children if c.dep_ == "advcl" and is_infinitive(c)]
    if verb.lemma_ in words("stances", "purposeful") and goals:
        yield from ((t, 1) for g in goals for t in conjuncts(g))
        return
    objs = objects(verb) if not any(c.dep_ == "nsubjpass" for c in verb.children) else ()
    objs = objs or (objects(verb) if is_passive(verb) and doers(verb) else ())
    if objs:
        yield from ((o, 1) for o in objs)
        return
    aimed = ("at",) if verb.lemma_ in {"aim", "look", "balk", "baulk"} else ()
    for word, noun in preps(verb):
        if word in {*words("stances", "verb_prepositions"), *aimed} and noun.pos_ != "PROPN":
            yield (
                noun,
                -1 if word == "against" and by_word("stances", "verbs")[verb.lemma_.lower()] > 0 else 1,
            )


def _by_verb(verb: Token, weight: float, scene: Scene) -> Iterator[Draft]:
    referent = scene.referent
    if verb.lemma_ == "call" and not prep(verb, "for", "on"):
        return  # calling somebody something
    if verb.dep_ == "xcomp" and controls_object(verb.head) and objects(verb.head):
        return  # what somebody else is asked to do
    if verb.dep_ == "xcomp" and verb.head.lemma_ in words("stances", "failing"):
        return  # what somebody did not manage to do he may well have wanted
    wishing = verb.lemma_ in words("stances", "wishing") and "would" in auxiliaries(
        verb
    )  # "would like": does
    told = auxiliaries(verb)
    refused = negated(verb) and verb.lemma_ in words("stances", "accepting") and weight > 0
    ready = "would" in told and verb.lemma_ in words("stances", "declaring") and not _conditional(verb)
    if words("stances", "open_auxiliaries").intersection(told) and not (wishing or refused or ready):
        return
    if verb.lemma_ == "like" and not wishing:
        return
    holders = distinct(referent.denoted_by(doers(verb))) or _aim_holder(verb, scene)
    if not holders:
        return
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and weight <= -0.8:
        return  # "…, effectively countering X": what an act amounts to, not what somebody wants
    if negated(verb):
        weight = (
            -0.9 if refused and words("stances", "open_auxiliaries").intersection(told) else -weight * 0.8
        )
    addressed: ActorRef | None = None
    if complements(verb) and verb.lemma_ in words("stances", "addressing"):
        addressed = next(iter(referent.denoted_by(objects(verb))), None)
    choosing = verb.lemma_ in words("stances", "choosing")
    against = prep(verb, "over", "to") if choosing else ()
    for target, sign in _targets(verb):
        if target.i == verb.i:
            continue
        if verb.lemma_ == "pursue" and target.lemma_.lower() in words("strategies", "policies"):
            continue  # what policy one has is no question between actors
        found = proposition(target, referent, sign)
        if found is not None and verb.lemma_ in words("stances", "planning") and _is_own(found, holders):
            continue  # what somebody plans to do with what is his
        if found is None and not choosing and abs(weight) >= _FIRM:
            found = topic(target, sign)
        if (
            found is None and choosing
        ):  # of things that concern others: "prefers smuggling to fighting" does not
            over = [
                c.i
                for t in (verb, target)
                for c in t.children
                if c.lower_ in {"over", "to"} and c.i > target.i
            ]
            found = topic(target, least=1, until=min(over, default=None))
        yield from emit(holders, found, weight, verb, "position.verb", scene, addressed)
        # "ensure Syria remains weak, including by letting Russia stay": the means is wanted too
        for means in _means(target):
            yield from emit(
                holders, proposition(means, referent), weight * 0.9, verb, "position.means", scene, addressed
            )
        if choosing:
            against = (*against, *prep(target, "over", "to"))
    for noun in against:
        found = proposition(noun, referent) or (topic(noun, least=1) if noun.pos_ == "NOUN" else None)
        yield from emit(holders, found, -weight * 0.75, verb, "position.preferred_over", scene)


def _conditional(verb: Token) -> bool:
    """Whether the clause holds only under a condition that stands with it."""
    under = (m.lower_ for c in verb.children if c.dep_ == "advcl" for m in c.children if m.dep_ == "mark")
    return any(mark in {"if", "unless"} for mark in under)


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
        yield from emit(holders, proposition(verb, scene.referent), 0.7, verb, "position.purpose", scene)


def _is_purpose(verb: Token) -> bool:
    """Whether the clause is what another is for; under a verb or noun of wanting, their rules have it."""
    if verb.dep_ in {"conj", "advcl"}:
        return is_infinitive(verb)
    if verb.dep_ == "xcomp":
        wanting = by_word("stances", "verbs")
        wanted = any(g.lemma_ in wanting for g in governors(verb) if g.pos_ == "VERB")
        return (
            is_infinitive(verb)  # "ruled out sending" is no purpose
            and not wanted
            and verb.head.pos_ != "ADJ"  # "likely to", "keen to": no purpose, or told by the adjective
            and verb.head.lemma_ not in wanting
            and verb.head.lemma_ not in words("stances", "aspect")
            and verb.head.lemma_ not in words("likelihood", "weighing")
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
    for draft in emit((holder,), found, 0.9, verb, "position.duty", scene):
        yield replace(draft, modality="asserted", certainty=_STATED)


def _by_refusal(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "will not let X …", "said that it would never cede Y": what an actor will not have done."""
    lemma = verb.lemma_.lower()
    if not negated(verb) or not {"will", "wo", "would", "can", "ca", "could"}.intersection(auxiliaries(verb)):
        return
    if lemma not in words("stances", "yielding") or lemma in by_word("stances", "verbs"):
        return
    holders = distinct(known(scene.referent.denoted_by(grammatical_subjects(verb))))
    yield from emit(holders, proposition(verb, scene.referent), 0.9, verb, "position.refusal", scene)


def _by_adjective(adjective: Token, weight: float, scene: Scene) -> Iterator[Draft]:
    """ "is keen to", "opposed to", "deeply concerned about"."""
    after = adjective.dep_ == "amod" and adjective.i > adjective.head.i  # "X, unwilling to …, did"
    if not after and adjective.dep_ not in {"acomp", "oprd", "conj", "advcl", "xcomp", "ccomp", "ROOT"}:
        return
    bearers = (adjective.head,) if after else grammatical_subjects(adjective.head)
    holders = distinct(scene.referent.denoted_by(bearers))
    if not holders:
        return
    if negated(adjective.head):
        weight = -weight
    inner = [c for c in adjective.children if c.dep_ in {"xcomp", "ccomp"}]
    if adjective.dep_ == "acomp":  # "is adamant that", which the parser hangs on the verb
        inner += [c for c in adjective.head.children if c.dep_ in {"xcomp", "ccomp"} and c.i > adjective.i]
    targets = [(t, 1) for c in inner for t in conjuncts(c)]
    eager = adjective.lemma_.lower() in words("stances", "eager_to") and any(is_infinitive(c) for c in inner)
    if eager:  # "anxious to" is no worry
        weight = abs(weight)
    for word, noun in preps(adjective):
        if word in words("stances", "adjective_prepositions"):
            targets.append((noun, -1 if word == "against" and weight > 0 else 1))
    for target, sign in targets:
        found = proposition(target, scene.referent, sign) or topic(target, sign)
        yield from emit(holders, found, weight, adjective, "position.adjective", scene)


def _by_noun(noun: Token, weight: float, scene: Scene) -> Iterator[Draft]:
    """ "Turkey's efforts to forge", "Iran's opposition to", "its demand for"."""
    holders = known(scene.referent.owners_beside(noun))
    if noun.dep_ == "appos" and (served := aim_holders(noun, scene)):
        goal = next((g for g in governors(noun) if g.pos_ == "VERB"), None)
        if goal is not None:
            yield from emit(
                served, proposition(goal, scene.referent), weight, noun, "position.apposed_aim", scene
            )
        return
    if not holders and noun.dep_ == "dobj":
        holders = known(scene.referent.denoted_by(doers(noun.head)))
    if not holders:
        return
    if negated(noun) or any(c.lower_ in {"little", "scant"} for c in noun.children):
        weight = -weight  # "has no interest in", "no objection to"
    targets = [
        t for c in noun.children if c.dep_ == "acl" and c.pos_ in {"VERB", "AUX"} for t in conjuncts(c)
    ]
    for word, governed in preps(noun):
        of = word in {"of", "in"} and (
            governed.pos_ == "VERB" or noun.lemma_.lower() in words("stances", "noun_of")
        )
        if of or word in words("stances", "noun_prepositions"):
            targets.append(governed)
    for c in noun.head.children if noun.dep_ == "nsubj" and noun.head.lemma_ in {"be", "remain"} else ():
        if c.dep_ in {"xcomp", "ccomp", "attr"}:
            targets.append(c)
    for target in targets[:3]:
        found = proposition(target, scene.referent) or (topic(target) if target.dep_ == "attr" else None)
        yield from emit(holders, found, weight, noun, "position.noun", scene)


def _regard(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "views X as a threat": against X."""
    holders = distinct(scene.referent.denoted_by(doers(verb)))
    if is_passive(verb) and not holders:  # "is seen in Tokyo as a threat"
        holders = distinct(known(scene.referent.denoted_by(prep(verb, "in"))))
    for judged in _judgements(verb):
        sign = judgement(judged)
        if not sign:
            continue
        for o in objects(verb) or [c for c in judged.children if c.dep_ == "nsubj"]:
            yield from emit(
                holders, proposition(o, scene.referent), 0.8 * sign, verb, "position.regard", scene
            )


def _judgements(verb: Token) -> Iterator[Token]:
    """What somebody is seen as: under "as", or right after the object ("considers X illegal")."""
    yield from prep(verb, "as")
    for c in verb.children:
        if c.dep_ == "prep" and c.lower_ == "as":
            yield from (a for a in c.children if a.pos_ == "ADJ")
        elif c.dep_ in {"oprd", "acomp", "attr"} or (c.dep_ == "ccomp" and c.pos_ in {"ADJ", "NOUN"}):
            yield c
