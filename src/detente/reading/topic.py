"""What is wanted or opposed where it names no actor: an issue by its own words, "a code of conduct for the sea"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grammar import grammatical_subjects, negated, objects, phrase, phrase_end
from .lexicon import words
from .proposition import Proposition, direction
from .statement import IssueRef

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 120  # characters of an issue's words
_LEAST = 2  # words of content that an issue needs
_MOST = 4  # words that make up its id
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})


def topic(head: Token, sign: int = 1, *, least: int = _LEAST, until: int | None = None) -> Proposition | None:
    """The issue that the clause or phrase headed by `head` names; None where its words say too little by themselves.

    `least` is how many words of content it must have, `until` a token where its words end at the latest. A clause
    counts where somebody else is to do it: what an actor wants to do himself is a plan, no issue.
    """
    if head.pos_ == "VERB":
        turned = direction(head.lemma_.lower())
        sign = -sign if negated(head) else sign
        things = objects(head)
        if turned and things:
            found = topic(things[0], sign * turned)
            return found or (_named(head, (things[0], head), sign, least) if things[0].i < head.i else None)
        others = [s for s in grammatical_subjects(head) if s.pos_ in {"NOUN", "PROPN"}]
        if any(t.pos_ == "PROPN" for t in others[:1]):
            return None
        return _named(head, (*others[:1], head, *things[:1]), sign, least) if others else None
    if (
        head.pos_ not in {"NOUN", "PROPN"}
        or head.ent_type_ in {"PERSON", "GPE", "NORP"}
        or head.lemma_.lower() in words("polarity", "empty")
    ):
        return None
    first, last = phrase(head)
    end = min(phrase_end(head), last.i + 1, len(head.doc) if until is None else until)
    return _named(head, tuple(head.doc[first.i : end]), sign, least)


def _named(head: Token, tokens: tuple[Token, ...], sign: int, least: int) -> Proposition | None:
    clauses = {t.i for c in head.children if c.dep_ == "relcl" for t in c.subtree}
    if head.dep_ == "conj" or any(t.tag_ in {"PRP", "PRP$"} and t.i not in clauses for t in tokens):
        return None  # its words point elsewhere, or are told with those before them
    content = [t.lemma_.lower() for t in tokens if t.pos_ in _CONTENT and t.lemma_.isalpha()]
    text = (
        " ".join(t.text for t in tokens)
        if head.pos_ == "VERB"
        else head.doc[tokens[0].i : tokens[-1].i + 1].text
    )
    for article in ("the ", "a ", "an ", "any "):
        text = text.removeprefix(article)
    if len(set(content)) < least or len(text) > _LONGEST:
        return None
    return Proposition(IssueRef(f"{'-'.join(content[:_MOST])}:", text.strip(" ,"), ()), sign, head)
