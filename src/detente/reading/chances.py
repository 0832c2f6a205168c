"""Forecasts by a noun of likelihood: "little chance of", "the odds are against", "a 60 % chance that"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .description import parties_to
from .draft import Draft, Scene
from .expectation import Range, complement, rounded
from .forecast_draft import chance_of, of_clause, of_noun, words_of
from .grammar import grammatical_subjects, negated, phrase, prep
from .lexicon import entry, words
from .odds import stated_odds
from .principals import principals
from .statement import Expectation, Forecast, Subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_BETTER = frozenset({"better", "more", "greater", "higher"})


def by_chance(noun: Token, scene: Scene) -> Iterator[Draft]:
    """ "limited prospects for success", "little chance of a deal", "the chances that they agree are even"."""
    be = noun.head
    if be.pos_ in {"VERB", "AUX"} and be.tag_ == "VBD" and be.lemma_ != "put":
        return  # what was likely once is history
    told = next((c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and _is_that(c)), None)
    found = _said_of(noun)
    there = any(c.dep_ == "expl" for c in be.children)
    if noun.dep_ == "attr" and be.lemma_ in words("likelihood", "linking") and not there:
        yield from _by_prospect(noun, scene)
    elif found is not None:
        yield from _of_what(noun, told, *found, scene)
    elif noun.dep_ == "nsubj" and be.lemma_ in {"be", "favour", "favor"}:
        yield from _odds_for(noun, be, scene)


def that_clause_chance(verb: Token) -> tuple[Range, str] | None:
    """The likelihood of a clause that hangs on such a noun: "a good chance that X will", "chances are that"."""
    noun = verb.head
    if verb.dep_ in {"acl", "relcl", "ccomp"} and noun.lemma_ in words("likelihood", "chances", "nouns"):
        return _said_of(noun)
    for c in noun.children if verb.dep_ == "ccomp" and noun.lemma_ == "be" else ():
        if c.dep_ == "nsubj" and c.lemma_ in {"chance", "odd", "odds", "likelihood"}:
            return _said_of(c) or ((0.55, 0.8), f"{c.text} are")
    return None


def _is_that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _said_of(noun: Token) -> tuple[Range, str] | None:
    """How likely a noun of likelihood is said to be: in figures, by a word beside it or after its verb."""
    figures = stated_odds(noun)
    if figures is not None:
        return figures, noun.text
    be = noun.head
    if noun.dep_ == "nsubj" and be.lemma_ in words("likelihood", "linking"):
        for c in be.children:
            if c.i > be.i and c.dep_ in {"acomp", "advmod", "attr"}:
                bounded = any(k.lower_ == "no" for k in c.children) and c.lower_ in _BETTER
                chance = chance_of("chances_be", "no better" if bounded else c.lower_)
                if chance is not None:
                    return chance, f"{noun.text} … {c.text}"
    beside = {c.lower_ for c in noun.children if c.dep_ in {"amod", "det", "advmod", "nummod"}}
    whole = next(
        (found for word in ("no", "every") if word in beside and (found := chance_of("chances_be", word))),
        None,
    )
    if whole is not None:
        return whole, noun.text
    for side in ("low", "high"):
        if beside & words("likelihood", "chances", side, "words"):
            low, high = entry("likelihood", "chances", side, "range")
            return (low, high), noun.text
    plain = next((found for word in sorted(beside) if (found := chance_of("chances_be", word))), None)
    return (plain, noun.text) if plain is not None else None  # "a roughly even chance"


def _of_what(noun: Token, told: Token | None, chance: Range, cue: str, scene: Scene) -> Iterator[Draft]:
    """The forecast of what stands under the noun: its clause, "of" or "for", or whose chance it is."""
    unlikely = chance[1] < 0.5
    if told is not None:
        yield from of_clause(
            told, noun, chance, cue, "forecast.chance", scene, negative=negated(told), doubted=unlikely
        )
        return
    under = (p for c in noun.children if c.dep_ == "prep" and c.lower_ in {"for", "of"} for p in c.children)
    of = next((p for p in under if p.dep_ in {"pobj", "pcomp"}), None)
    if of is None or of.pos_ in {"NUM", "PRON"}:  # "the odds of one": what that is stands elsewhere
        return
    if of.dep_ == "pobj" and of.i + 1 < len(of.doc) and any(k.dep_ == "pcomp" for k in of.head.children):
        of = next(k for k in of.head.children if k.dep_ == "pcomp")  # "of X leaving Y"
    first, last = phrase(of)
    beside_of = (s for s in of.head.children if s.dep_ == "pobj" and s != of)
    inside = principals(r for t in (*beside_of, of) for r in scene.referent.within(t))
    if of.dep_ == "pcomp" and noun.dep_ == "dobj":  # "gives X a third of a chance of doing it"
        inside = principals((*scene.referent.denoted_by(grammatical_subjects(of)), *inside))
        taker = (c for c in noun.head.children if c.dep_ == "dative")
        inside = principals((*scene.referent.denoted_by(taker), *inside))
    inside = inside or principals(scene.referent.among(scene.sentence.span))
    if not inside and noun.dep_ == "nsubj":
        inside = parties_to(of, scene.referent) or principals(scene.referent.memory.last_subject())
    text = noun.doc[min(first.i, of.head.i + 1) : last.i + 1].text if of.dep_ == "pcomp" else words_of(of)
    if inside:
        expects: Expectation = "not_occur" if unlikely else "occur"
        content = Forecast(
            Subject(text, inside, "other"), expects, rounded(complement(chance) if unlikely else chance), None
        )
        yield Draft(
            content,
            noun,
            noun.text,
            "forecast.chance",
            noun=True,
            negated=False,
            modality="asserted",
            path=text[:40],
        )


def _by_prospect(noun: Token, scene: Scene) -> Iterator[Draft]:
    """ "A settlement is a remote prospect"."""
    chance = next((f for c in noun.children if (f := chance_of("chances_be", c.lower_))), None)
    for subject in grammatical_subjects(noun.head)[:1]:
        if chance is not None and subject.pos_ == "NOUN":
            yield from of_noun(subject, noun.head, chance, noun, noun.text, scene)


def _odds_for(noun: Token, be: Token, scene: Scene) -> Iterator[Draft]:
    """ "The odds are against a deal", "The odds favour a deal"."""
    for thing in be.children if be.lemma_ != "be" else ():
        if thing.dep_ == "dobj" and thing.pos_ == "NOUN":
            yield from of_noun(thing, be, (0.55, 0.8), noun, f"{noun.text} {be.text}", scene)
    against = prep(be, "against")
    for thing in against[:1]:
        if thing.pos_ == "NOUN":
            yield from of_noun(thing, be, (0.15, 0.4), noun, f"{noun.text} against", scene)
