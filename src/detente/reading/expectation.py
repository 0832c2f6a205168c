"""What a forecast is about and what it expects of it, by the words of the clause that it governs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grammar import complements, grammatical_subjects, objects, phrase
from .lexicon import entry, words
from .statement import Expectation

if TYPE_CHECKING:
    from spacy.tokens import Token

Range = tuple[float, float]
_OPPOSITE: dict[Expectation, Expectation] = {
    "occur": "not_occur",
    "not_occur": "occur",
    "increase": "not_occur",
    "decrease": "not_occur",
    "no_change": "not_occur",
}


def opposite(expects: Expectation) -> Expectation:
    """What is expected where this is not."""
    return _OPPOSITE[expects]


def complement(chance: Range) -> Range:
    """The range of probability that a thing does not happen."""
    return 1 - chance[1], 1 - chance[0]


def rounded(chance: Range) -> Range:
    """A range of probability to two places."""
    return round(chance[0], 2), round(chance[1], 2)


def expectation(verb: Token) -> Expectation:
    """What the clause of `verb` says will happen, negation and doubt left out."""
    lemma = verb.lemma_.lower()
    if lemma in words("likelihood", "expects", "no_change") and lemma != "maintain":
        inner = [c for c in complements(verb) if c.i > verb.i][:1]
        return (_direction(inner[0].lemma_) if inner else None) or "no_change"  # "continue to grow" is growth
    if lemma in words("likelihood", "expects", "done_to") and objects(verb):
        return "occur"  # "drop its veto" is no decline
    adverbs = {t.lower_ for c in verb.children if c.dep_ == "advmod" for t in c.subtree}
    if _direction(lemma) == "increase" or adverbs & {"increasingly", "more"}:
        return "increase"
    if _direction(lemma) == "decrease" or "less" in adverbs:
        return "decrease"
    if lemma == "maintain":
        return "no_change"
    if lemma == "be" or any(c.dep_ == "expl" for c in verb.children):
        return _announced(verb)
    return "occur"


def _direction(lemma: str) -> Expectation | None:
    if lemma in words("likelihood", "expects", "increase"):
        return "increase"
    return "decrease" if lemma in words("likelihood", "expects", "decrease") else None


def _announced(verb: Token) -> Expectation:
    """What "there will be closer ties" says: by the adjectives right after the verb."""
    near = {t.lower_ for t in verb.subtree if verb.i <= t.i <= verb.i + 3}
    if near & words("ties", "up") - {"better", "broader"}:
        return "increase"
    return "decrease" if near & words("ties", "down") else "occur"


def kind_of(verb: Token) -> str:
    """The kind of thing that the clause of `verb` is about, by its nouns."""
    about = (*grammatical_subjects(verb), *objects(verb))
    lemmas = {t.lemma_.lower() for noun in about for t in noun.subtree}
    kinds = {
        "tie": [w for row in entry("ties", "nouns") for w in row["lemmas"]],
        **entry("likelihood", "subjects"),
    }
    return next((kind for kind, nouns in kinds.items() if not lemmas.isdisjoint(nouns)), "other")


def extent(verb: Token, anchor: Token, subjects: list[Token]) -> tuple[int, int]:
    """First token of what is expected and the one after its last: subject and predicate, no loose ends."""
    last = max(verb.i, anchor.i)
    for c in verb.children:
        loose = c.dep_ in {"conj", "cc", "parataxis", "punct"} or (
            c.dep_ in {"advcl", "advmod"} and c.i and c.nbor(-1).text == ","
        )
        if c.i > verb.i and not loose:
            last = max(last, phrase(c)[1].i)
    before = [phrase(s)[0].i for s in subjects if s.i < verb.i]
    return min(before, default=min(verb.i, anchor.i)), last + 1
