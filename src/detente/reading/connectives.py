"""Causal claims that connectives and conditions make: "if X, Y", "because of X", "X is a driver of Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .causal_parts import claim, main_clause, part, stretch
from .draft import Draft, Scene
from .grammar import SUBJECT, auxiliaries, grammatical_subjects, negated, prep
from .lexicon import entry, words

if TYPE_CHECKING:
    from spacy.tokens import Token


def by_condition(mark: Token, scene: Scene) -> Iterator[Draft]:
    """Yield what "if X, Y" and "unless X, Y" claim."""
    condition, span = mark.head, scene.sentence.span
    main = condition.head
    sign: int = entry("causes", "conditions")[mark.lower_]
    if condition.dep_ == "advcl":
        if main.pos_ in {"VERB", "AUX"} and main.lemma_ not in words("causes", "unconditioned"):
            cause, effect = part(condition, scene), main_clause(main, condition, scene)
            sign = -sign if negated(main) else sign
            yield from claim(cause, effect, sign, main, mark.text, "cause.condition", "conditional")
        return
    comma = next((t.i for t in span if t.text == "," and t.i > mark.i), None)
    if (
        mark.i <= span.start + 1 and comma is not None
    ):  # a parse that lost its way: up to the comma, and after
        cause, effect = stretch(mark.i + 1, comma, scene), stretch(comma + 1, span.end, scene)
        yield from claim(cause, effect, sign, span.root, mark.text, "cause.condition", "conditional")


def by_inversion(scene: Scene) -> Iterator[Draft]:
    """Yield what "were X to happen, Y would", "should X" and "had X" claim."""
    span = scene.sentence.span
    first = span[1] if span[0].is_punct and len(span) > 1 else span[0]
    comma = next((t for t in span if t.text == "," and t.i > first.i), None)
    if first.lower_ not in words("causes", "inverted") or comma is None or span.root.i < comma.i:
        return
    if words("causes", "hypothetical").intersection(auxiliaries(span.root)):
        cause, effect = stretch(first.i + 1, comma.i, scene), stretch(comma.i + 1, span.end, scene)
        sign = -1 if negated(span.root) else 1
        yield from claim(cause, effect, sign, span.root, first.text, "cause.inversion", "conditional")


def by_correlation(scene: Scene) -> Iterator[Draft]:
    """Yield what "the more X, the less Y" claims: it rises or falls with it."""
    span = scene.sentence.span
    heads = [t for t in span[:-1] if t.lower_ == "the" and t.nbor(1).tag_ in {"JJR", "RBR"}]
    if len(heads) != 2 or heads[0].i > span.start + 1 or span.doc[heads[1].i - 1].text != ",":
        return
    falls = [h.nbor(1).lower_ in {"less", "fewer", "lower", "weaker", "smaller"} for h in heads]
    cause = stretch(heads[0].i, heads[1].i - 1, scene)
    effect = stretch(heads[1].i, span.end, scene)
    cue = f"{heads[0].text} {heads[0].nbor(1).text} … {heads[1].text} {heads[1].nbor(1).text}"
    yield from claim(cause, effect, -1 if falls[0] != falls[1] else 1, span.root, cue, "cause.correlation")


def by_because(mark: Token, scene: Scene) -> Iterator[Draft]:
    """Yield what "Y because X" claims."""
    clause, main = mark.head, mark.head.head
    if clause.dep_ == "advcl" and main != clause:
        yield from claim(
            part(clause, scene), main_clause(main, clause, scene), 1, main, mark.text, "cause.because"
        )


def by_absence(preposition: Token, scene: Scene) -> Iterator[Draft]:
    """Yield what "without X, Y would" claims."""
    noun = next((c for c in preposition.children if c.dep_ in {"pobj", "pcomp"}), None)
    main = preposition.head
    if noun is None or main.pos_ not in {"VERB", "AUX"}:
        return
    if words("causes", "hypothetical").intersection(auxiliaries(main)):
        cause, effect = part(noun, scene), main_clause(main, preposition, scene)
        sign = 1 if negated(main) else -1
        yield from claim(cause, effect, sign, main, preposition.text, "cause.without", "conditional")


def by_reason(token: Token, scene: Scene) -> Iterator[Draft]:
    """Yield what "Y due to X" and "Y because of X" claim."""
    under = (t for c in (token, *token.children) for t in c.children if t.dep_ in {"pobj", "pcomp"})
    noun = next(under, None)
    if noun is None:
        return
    main = token.head
    while main.pos_ not in {"VERB", "AUX", "NOUN"} and main.head != main:
        main = main.head
    if main.pos_ == "AUX" or main.lemma_ == "be":
        subject = next((c for c in main.children if c.dep_ in SUBJECT), None)
        if subject is None:
            return
        effect = part(subject, scene)
    else:
        effect = main_clause(main, token, scene)
    anchor = main if main.pos_ in {"VERB", "AUX"} else token
    cue = f"{token.text} {token.nbor(1).text}"
    yield from claim(part(noun, scene), effect, 1, anchor, cue, "cause.due_to")


def by_noun(noun: Token, scene: Scene) -> Iterator[Draft]:
    """Yield what "X is the main driver of Y" and "a consequence of Y is X" claim."""
    if noun.dep_ not in {"attr", "pobj"} or noun.head.lemma_ not in {"be", "as", "remain"}:
        return
    verb = noun.head if noun.head.pos_ in {"VERB", "AUX"} else noun.head.head
    subject = next(iter(grammatical_subjects(verb)), None)
    other = next(iter(prep(noun, "of", "for", "behind")), None)
    if subject is None or other is None or scene.referent.denoted(subject):
        return
    cause, effect = part(subject, scene), part(other, scene)
    if noun.lemma_ in {"result", "consequence"}:
        cause, effect = effect, cause
    yield from claim(cause, effect, 1, verb, noun.text, "cause.noun")


def by_lead(scene: Scene) -> Iterator[Draft]:
    """Yield what a phrase like "as a result of X" claims of the sentence around it."""
    span = scene.sentence.span
    text = span.text.lower()
    for lead in entry("causes", "leads"):
        at = text.find(lead)
        inner = span.char_span(at, at + len(lead), alignment_mode="expand") if at >= 0 else None
        if inner is None:
            continue
        noun = next((c for c in inner[-1].children if c.dep_ in {"pobj", "pcomp"}), None)
        if noun is not None:
            effect = main_clause(span.root, inner[0], scene)
            yield from claim(part(noun, scene), effect, 1, span.root, lead, "cause.response")
