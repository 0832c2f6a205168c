"""Commitments told by bond, reliance, phrase, role or pact: "is bound to defend B", "B cannot count on A"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import TYPE_CHECKING

from .commitments import BROKEN, FIRM, SHAKY, STANDING, asks, kept_safe
from .draft import Draft, Scene
from .grammar import auxiliaries, conjuncts, doers, governors, grammatical_subjects, negated, objects, prep
from .lexicon import words
from .phrases import others, phrases
from .principals import known, principals
from .statement import ActorRef, Commitment

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIST = "commitments"


def patronage(scene: Scene) -> Iterator[Draft]:
    """Yield the commitments that bonds, reliance, fixed phrases, roles and pacts tell of."""
    if asks(scene):
        return
    for token in scene.sentence.span:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB":
            yield from _by_phrase(token, scene)
            if lemma in words(_LIST, "covering"):
                yield from _covered(token, scene)
            if lemma in words(_LIST, "relying"):
                yield from _relied_on(token, scene)
            if lemma in words(_LIST, "sustaining"):
                yield from _sustained(token, scene)
            if lemma in words(_LIST, "sealing") | words(_LIST, "unsealing"):
                yield from _pact(token, scene)
            if lemma in {"reassure", "assure"}:
                yield from _assured(token, scene)
            if lemma == "feel" or lemma == "owe":
                yield from _felt(token, scene)
        if token.lower_ in words(_LIST, "bound"):
            yield from _bound(token, scene)
        if token.pos_ == "NOUN" and lemma in words(_LIST, "roles"):
            yield from _role(token, scene)
        if token.pos_ == "NOUN" and lemma in words(_LIST, "heed"):
            yield from _unheeded(token, scene)


def _drafts(
    anchor: Token,
    patrons: tuple[ActorRef, ...],
    clients: tuple[ActorRef, ...],
    level: float,
    trend: int,
    rule: str,
) -> Iterator[Draft]:
    for patron in patrons[:1]:
        for client in [c for c in clients if c.actor != patron.actor][:2]:
            content = Commitment(patron, client, level, trend)
            noun = anchor.pos_ not in {"VERB", "AUX"}
            yield Draft(content, anchor, anchor.text, rule, noun=noun, negated=False, path=anchor.text)


def _safe(nouns: tuple[Token, ...], scene: Scene) -> tuple[ActorRef, ...]:
    """Who is kept safe: the actors themselves, or whose safety it is."""
    return known(r for t in nouns for r in (scene.referent.denoted(t) or kept_safe(t, scene)))


def _by_phrase(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "A left B to fend for itself", "A stood by while C attacked B"."""
    for row, word in phrases(verb, _LIST, "phrases"):
        patrons = known(scene.referent.denoted_by(doers(verb)))
        clients = known(others(verb, word, row, scene))
        if not negated(verb):
            yield from _drafts(verb, patrons, clients, row["level"], row["trend"], "commitment.phrase")
        return


def _covered(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "Article 5 covers B", "the treaty with A extends to B's ships": the treaty is its owner's, or the speaker's."""
    treaties = [s for s in grammatical_subjects(verb) if s.lemma_.lower() in words(_LIST, "treaties")]
    if not treaties:
        return
    clients = _safe((*objects(verb), *prep(verb, "to")), scene) or known(
        r for t in (*objects(verb), *prep(verb, "to")) for r in scene.referent.owners(t)
    )
    patrons = known(r for t in treaties for r in scene.referent.owners(t))
    if not patrons and any(t.lemma_.lower() == "article" for t in treaties):
        patrons = (ActorRef("NATO"),) if treaties[0].nbor(1).text == "5" else ()
    for head in governors(verb):
        if not patrons and head.pos_ == "VERB":
            patrons = principals(scene.referent.denoted_by(doers(head)))
    level, trend = (BROKEN, 0) if negated(verb) else (FIRM, 0)
    yield from _drafts(verb, patrons, clients, level, trend, "commitment.treaty")


def _bound(word: Token, scene: Scene) -> Iterator[Draft]:
    """ "A is committed to the defence of B", "A is responsible for B's security"."""
    nouns = tuple(t for t in prep(word, "to", "for") if t.lemma_.lower() in words(_LIST, "safety"))
    head = word if word.pos_ == "VERB" else word.head
    patrons = known(scene.referent.denoted_by(grammatical_subjects(head)))
    if word.dep_ in {"acl", "amod"}:
        patrons = known(scene.referent.denoted(word.head))
    denied = negated(head)
    yield from _drafts(word, patrons, _safe(nouns, scene), BROKEN if denied else FIRM, 0, "commitment.bound")


def _relied_on(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "B can no longer count on A"; firm only where it is for B's safety: "relies on A for its defence"."""
    patrons = known(scene.referent.denoted_by(prep(verb, "on", "upon")))
    if not patrons:
        on = [t for t in prep(verb, "on", "upon") if t.lemma_.lower() in words(_LIST, "nouns")]
        patrons = known(r for t in on for r in scene.referent.owners_beside(t))
    if verb.lemma_ == "trust" and not patrons:
        patrons = known(scene.referent.denoted_by(objects(verb)))
    clients = known(scene.referent.denoted_by(grammatical_subjects(verb)))
    purposes = prep(verb, "for")
    safety = any(t.lemma_.lower() in words(_LIST, "safety") | {"arm", "weapon"} for t in purposes)
    acts = (c for c in verb.children if c.dep_ in {"xcomp", "advcl", "ccomp"})
    safety = safety or any(c.lemma_ in words(_LIST, "verbs_up") | words(_LIST, "willed") for c in acts)
    lost = verb.lemma_ in words(_LIST, "trusting_in") or {"can", "ca", "could"}.intersection(
        auxiliaries(verb)
    )
    if negated(verb) and (safety or not purposes) and lost:  # who does not depend on another may trust it yet
        yield from _drafts(verb, patrons, clients, SHAKY, -1, "commitment.reliance")
    elif safety and not negated(verb):
        yield from _drafts(verb, patrons, clients, STANDING, 0, "commitment.reliance")


def _sustained(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "A has bankrolled B since 2013"."""
    if verb.lemma_ == "bail" and not any(c.lower_ == "out" for c in verb.children):
        return
    patrons = known(scene.referent.denoted_by(doers(verb)))
    clients = known(scene.referent.denoted_by(objects(verb)))
    if not negated(verb):
        yield from _drafts(verb, patrons, clients, STANDING, 0, "commitment.sustained")


def _pact(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "A and B signed a mutual defence pact", "A renewed its security treaty with B": it binds both."""
    referent = scene.referent
    for pact in (*objects(verb), *(t for t in grammatical_subjects(verb))):
        if pact.lemma_.lower() not in words(_LIST, "pacts"):
            continue
        beside = {c.lemma_.lower() for c in pact.lefts}
        subject = pact in grammatical_subjects(verb)
        one = known(referent.denoted_by(doers(verb))) if not subject or doers(verb) != (pact,) else ()
        one = one or known(referent.owners_beside(pact))
        sides = principals(
            (
                *one,
                *referent.denoted_by(prep(pact, "with", "between")),
                *referent.denoted_by(prep(verb, "with")),
            )
        )
        if not beside & words(_LIST, "of_defence") or negated(verb):
            continue
        up = verb.lemma_ in words(_LIST, "sealing")
        for patron, client in permutations(sides[:2], 2):
            yield from _drafts(
                verb, (patron,), (client,), FIRM if up else BROKEN, 1 if up else -1, "commitment.pact"
            )


def _assured(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "A reassured B", "A assured B of its support", "assured B that the treaty covers it"."""
    of = {t.lemma_.lower() for t in prep(verb, "of")} & words(_LIST, "nouns")
    clauses = (c for c in verb.children if c.dep_ == "ccomp")
    told = any(
        t.lemma_.lower() in words(_LIST, "verbs_up") | words(_LIST, "treaties") | words(_LIST, "safety")
        for c in clauses
        for t in (c, *c.children)
    )
    bare = verb.lemma_ == "reassure" and not any(c.dep_ == "ccomp" for c in verb.children)
    if not (of or told or bare) or negated(verb):
        return
    patrons = known(scene.referent.denoted_by(doers(verb)))
    clients = known(scene.referent.denoted_by(objects(verb)))
    yield from _drafts(verb, patrons, clients, STANDING, 1, "commitment.assured")


def _felt(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "B feels betrayed by A", "B owes its protection to A"."""
    clients = known(scene.referent.denoted_by(grammatical_subjects(verb)))
    if verb.lemma_ == "owe":
        owed = any(o.lemma_.lower() in words(_LIST, "safety") for o in objects(verb))
        patrons = known(scene.referent.denoted_by(prep(verb, "to"))) if owed else ()
        yield from _drafts(verb, patrons, clients, STANDING, 0, "commitment.owed")
        return
    for c in verb.children:
        if c.dep_ in {"acomp", "oprd", "xcomp", "ccomp"} and c.lemma_.lower() in words(
            _LIST, "verbs_down"
        ) | {
            "abandoned",
            "betrayed",
            "deserted",
        }:
            patrons = known(scene.referent.denoted_by((*prep(c, "by"), *prep(verb, "by"), *doers(c))))
            yield from _drafts(verb, patrons, clients, BROKEN, -1, "commitment.felt")


def _role(noun: Token, scene: Scene) -> Iterator[Draft]:
    """ "A is the guarantor of B's security", "A, B's main patron", "A is not a protector of B"."""
    referent = scene.referent
    first = noun
    while first.dep_ == "conj" or (first.dep_ == "appos" and _after_not(first)):
        first = first.head
    clients = known(referent.possessors(noun)) or _safe(prep(noun, "of", "to", "for"), scene)
    clients = clients or _safe(prep(first, "of"), scene)
    if first.dep_ in {"attr", "oprd", "dobj"} and first.head.lemma_ in {"be", "become", "remain"}:
        patrons = known(referent.denoted_by(grammatical_subjects(first.head)))
        denied = negated(first.head) and (noun == first) == any(
            c.dep_ == "neg" and c.i < first.i for c in first.head.children
        )
    elif first.dep_ == "appos":
        patrons, denied = known(referent.denoted(first.head)), False
    else:
        apposed = (known(referent.denoted(c)) for c in noun.children if c.dep_ == "appos")
        patrons, denied = next(filter(None, apposed), ()), False
    denied = denied or any(c.dep_ == "neg" for t in conjuncts(first) if t == noun for c in t.children)
    denied = denied or _after_not(noun)
    yield from _drafts(noun, patrons, clients, BROKEN if denied else STANDING, 0, "commitment.role")


def _unheeded(noun: Token, scene: Scene) -> Iterator[Draft]:
    """ "A has lost interest in B", "A's appetite for the region is waning": a patron that cares less and less."""
    referent, verb = scene.referent, noun.head
    lost = noun.dep_ == "dobj" and verb.lemma_ == "lose"
    said = {verb.lemma_, *(c.lower_ for c in verb.children if c.dep_ == "acomp")}
    waned = noun.dep_ in {"nsubj", "nsubjpass"} and bool(
        said & (words(_LIST, "falling") | words(_LIST, "shaky") | words(_LIST, "shrinking"))
    )
    if not (lost or waned) or negated(verb):
        return
    patrons = known(referent.denoted_by(doers(verb))) if lost else known(referent.owners_beside(noun))
    for thing in (*prep(noun, "in", "for", "to", "toward", "towards"), *(prep(verb, "in") if lost else ())):
        clients = principals(referent.denoted(thing))
        place = thing.pos_ == "PROPN" or thing.lemma_.lower() in words("presence", "land")
        for patron in patrons[:1] if clients or place else ():
            client = next((ActorRef(c.actor) for c in clients if c.actor != patron.actor), None)
            content = Commitment(ActorRef(patron.actor), client, SHAKY, -1)
            yield Draft(
                content, verb, noun.text, "commitment.heed", negated=False, path=f"{verb.text}>{noun.text}"
            )
            return


def _after_not(noun: Token) -> bool:
    """Whether "not" stands right before the phrase: "a customer, not a protector"."""
    first = noun.left_edge.i
    return first > 0 and noun.doc[first - 1].lower_ == "not"
