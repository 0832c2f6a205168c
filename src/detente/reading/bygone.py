"""What held once and holds no more: "once an ally of", "its former partner", "used to rely on"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grammar import is_infinitive, negated
from .lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def former(noun: Token) -> bool:
    """Whether the words beside a noun say that it is one no more: "a former ally", "once an ally", "ex-partner"."""
    before = {c.lower_ for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod", "advmod"}}
    return bool(before & words("modality", "former")) or _once(noun)


def bygone(anchor: Token) -> bool:
    """Whether the clause of `anchor`, or the noun that it is, tells of what no longer holds."""
    if anchor.pos_ in {"NOUN", "PROPN"} and former(anchor):
        return True
    clause = anchor
    while clause.pos_ not in {"VERB", "AUX"} or clause.dep_ in {"aux", "auxpass"}:
        if clause.head == clause or clause.dep_ in {"appos", "relcl"}:
            return False
        clause = clause.head
    while clause.dep_ == "xcomp" and is_infinitive(clause):
        if clause.head.lemma_ == "use" and clause.head.tag_ == "VBD":  # "used to be"
            return True
        clause = clause.head
    if clause.dep_ == "xcomp" and clause.tag_ == "VBG" and clause.head.lemma_ in words("modality", "ending"):
        return not negated(clause.head)  # "stopped supporting"
    return clause.tag_ in {"VBD", "VBN"} and not _now(clause) and _once(clause)


def _once(word: Token) -> bool:
    """Whether "once" or "formerly" stands with the word, and is no "once" that opens a clause."""
    beside = (*word.children, *(k for c in word.children if c.dep_ in {"acomp", "attr"} for k in c.lefts))
    return any(
        c.dep_ == "advmod" and c.lower_ in words("modality", "bygone") and not _counted(c) for c in beside
    )


def _counted(adverb: Token) -> bool:
    """Whether "once" is "once more", "at once", "once a year"."""
    after = adverb.nbor(1).lower_ if adverb.i + 1 < len(adverb.doc) else ""
    before = adverb.nbor(-1).lower_ if adverb.i else ""
    return after in {"more", "again"} or before in {"at", "than"}


def _now(verb: Token) -> bool:
    """Whether the verb is a perfect with "has": what was is what is."""
    return any(c.dep_ == "aux" and c.lower_ in {"has", "have", "'ve"} for c in verb.children)
