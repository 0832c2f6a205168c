"""Causal claims: what brings about what, from causal verbs, connectives, conditions and result clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .causal_learned import learned
from .causal_score import Weights
from .causal_verbs import by_preposition, by_result_clause, by_risk, by_verb, trails
from .connectives import (
    by_absence,
    by_because,
    by_condition,
    by_correlation,
    by_inversion,
    by_lead,
    by_noun,
    by_reason,
)
from .draft import Draft, Scene
from .lexicon import by_word, words
from .statement import Cause

if TYPE_CHECKING:
    from spacy.tokens import Token


def causes(scene: Scene, weights: Weights | None = None) -> Iterator[Draft]:
    """Yield the causal claims that a sentence makes: what rules find, then links that weigh enough.

    The same pair of words comes once. `weights` are the shipped ones where none are given.
    """
    ruled = tuple(_found(scene))
    seen: set[tuple[str, str]] = set()
    for draft in (*ruled, *learned(scene, ruled, weights or Weights.shipped())):
        assert isinstance(draft.content, Cause)
        key = (draft.content.cause.text.lower(), draft.content.effect.text.lower())
        if draft not in ruled and _turns_round(draft.content, ruled):
            continue
        if key not in seen and key[0] != key[1]:
            seen.add(key)
            yield draft


def _turns_round(told: Cause, ruled: tuple[Draft, ...]) -> bool:
    """Whether a rule has the same two things the other way round: what is "meant to" raise Y is not done by Y."""
    return any(
        isinstance(d.content, Cause)
        and d.content.cause.text in told.effect.text
        and d.content.effect.text in told.cause.text
        for d in ruled
    )


def _found(scene: Scene) -> Iterator[Draft]:
    for token in scene.sentence.span:
        yield from _at(token, scene)
    yield from by_lead(scene)
    yield from by_inversion(scene)
    yield from by_correlation(scene)


def _at(token: Token, scene: Scene) -> Iterator[Draft]:
    """What one word claims, by the first pattern that it fits."""
    lemma, word = token.lemma_.lower(), token.lower_
    following = token.nbor(1).lower_ if token.i + 1 < scene.sentence.span.end else None
    if word in {"risk", "risks", "risking", "risked"} and following is not None:
        return by_risk(token, scene)
    if lemma in by_word("causes", "verbs"):
        if token.tag_ == "VBG" and trails(token):
            return by_result_clause(token, scene)
        if token.pos_ == "VERB" and token.dep_ != "amod":
            return by_verb(token, scene)
    if token.pos_ == "VERB" and (
        lemma in words("causes", "prepositional") or lemma in words("causes", "backward")
    ):
        return by_preposition(token, scene)
    if token.dep_ == "mark" and word in words("causes", "conditions"):
        return by_condition(token, scene)
    if token.dep_ == "mark" and word == "because":
        return by_because(token, scene)
    if token.dep_ == "prep" and word in words("causes", "without"):
        return by_absence(token, scene)
    if word in {"due", "because", "owing", "thanks"} and following in {"to", "of"}:
        return by_reason(token, scene)
    if token.pos_ == "NOUN" and lemma in words("causes", "nouns"):
        return by_noun(token, scene)
    return iter(())
