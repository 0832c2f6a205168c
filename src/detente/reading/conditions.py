"""Clauses that only look like forecasts: conditions, questions within a sentence, hopes and fears, own pledges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .draft import Scene
from .grammar import SUBJECT, auxiliaries, governors, grammatical_subjects
from .lexicon import entry, words

if TYPE_CHECKING:
    from spacy.tokens import Token


def conditional(verb: Token) -> bool:
    """Whether the clause stands under or over a condition; one that only follows such a clause does not."""
    clause = verb
    while not _conditioned(clause):
        on_its_own = clause.dep_ == "conj" and any(c.dep_ in SUBJECT for c in clause.children)
        if on_its_own or clause.head == clause:
            return False
        clause = clause.head
    return True


def supposed(verb: Token) -> bool:
    """Whether the clause stands inside a condition, or asks: what somebody only supposes."""
    return any(
        c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} and not _set_off(c, clause)
        for clause in (verb, *governors(verb))
        for c in clause.children
    )


def _set_off(mark: Token, clause: Token) -> bool:
    """Whether a comma parts a mark from the subject of its clause: the parser took the condition for no clause."""
    subject = next((c for c in clause.children if c.dep_ in SUBJECT and c.i > mark.i), None)
    return subject is not None and "," in {t.text for t in clause.doc[mark.i : subject.left_edge.i]}


def _conditioned(clause: Token) -> bool:
    for c in clause.children:
        if c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"}:
            return True
        if c.dep_ == "prep" and c.lower_ == "without":
            return True
        if c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in {"if", "unless"} for m in c.children):
            return True
    return False


def asked(verb: Token) -> bool:
    """Whether the clause is a question set into another: "how much it will bear"."""
    before = (t for t in verb.subtree if t.i < verb.i)
    return verb.dep_ in {"ccomp", "pcomp", "csubj"} and any(t.tag_ in {"WRB", "WP", "WDT"} for t in before)


def felt(verb: Token) -> bool:
    """Whether the clause is what somebody hopes or fears: "hopes that X will", "fears that X will"."""
    noun = verb.head if verb.dep_ in {"acl", "relcl", "ccomp"} and verb.head.pos_ == "NOUN" else None
    if noun is not None and noun.lemma_ in words("speech", "feelings"):
        return True
    return any(g.pos_ == "VERB" and g.lemma_ in words("speech", "feeling") for g in governors(verb))


def pledged(verb: Token, scene: Scene) -> bool:
    """Whether somebody says what he himself will do: "Turkey said that it would help" is a promise, no forecast."""
    if not {"will", "would", "'ll", "wo"}.intersection(auxiliaries(verb)):
        return False
    if any(c.dep_ == "advmod" and c.lower_ in entry("likelihood", "adverbs") for c in verb.children):
        return False  # "we will probably": weighed, not promised
    speakers = [f.attribution.actor for f in scene.frames if verb.i in f.scope and f.attribution]
    if not speakers or speakers[-1] is None or speakers[-1].actor is None:
        return False
    doing = {r.actor for r in scene.referent.denoted_by(grammatical_subjects(verb))}
    return doing == {speakers[-1].actor}
