"""Named strategies: ambiguity, compartmentalisation, hedging, wedge, brokerage, balancing, bandwagoning."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, get_args

from .bygone import former
from .draft import Draft, Scene
from .grammar import clause_of, grammatical_subjects, objects, prep, preps
from .idioms import Idioms, listed
from .lexicon import entry, words
from .positions import aim_holders
from .principals import distinct, known, principals
from .proposition import direction
from .statement import ActorRef, Strategy, StrategyName
from .strategy_deeds import acting, deeds

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAIRED = frozenset({"between", "both"})  # an idiom with one of these tells of two others


@cache
def _by_word(part: str) -> dict[str, StrategyName]:
    """The words of one part of speech, or the phrases, that name a strategy."""
    rows = entry("strategies")
    return {word: name for name in get_args(StrategyName) for word in rows[name].get(part, ())}


@cache
def _idioms() -> Idioms:
    """The set phrases that tell a strategy."""
    return listed(*_by_word("idioms").items())


def strategies(scene: Scene) -> Iterator[Draft]:
    """Yield the named strategies in a sentence; each strategy of an actor once, the one toward most."""
    best: dict[tuple[str | None, str], tuple[int, Draft]] = {}
    for draft in _found(scene):
        assert isinstance(draft.content, Strategy)
        key, reach = (draft.content.actor.actor, draft.content.strategy), len(draft.content.toward)
        if key not in best or reach > best[key][0]:
            best[key] = (reach, draft)
    yield from (draft for _, draft in best.values())


def _found(scene: Scene) -> Iterator[Draft]:
    for token in scene.sentence.span:
        lemma = token.lemma_.lower()
        named = _by_word("nouns").get(lemma) or _by_word("nouns").get(token.lower_)
        if token.pos_ in {"NOUN", "ADJ"} and named:
            if lemma not in words("strategies", "roles") or _is_predicate(token):
                yield from _emit(token, named, scene, noun=True)
        elif token.pos_ == "VERB" and lemma in _by_word("verbs"):
            yield from _emit(token, _by_word("verbs")[lemma], scene, noun=False)
        elif token.pos_ == "NOUN" and _studied_silence(token):
            yield from _emit(token, "ambiguity", scene, noun=True)
        elif token.lower_ in {"hedging", "hedge"}:
            noun = token.pos_ != "VERB" or _is_policy(token)
            yield from _emit(token, "hedging", scene, noun=noun, over=_policy(token))
        elif token.lower_ in _of_policy() and _is_policy(token):
            yield from _emit(token, _of_policy()[token.lower_], scene, noun=True, over=_policy(token))
        if token.pos_ in {"VERB", "AUX"}:
            yield from deeds(token, scene)
        for found, idiom, name in _idioms().at(token):
            yield from _of_idiom(found, name, scene, negative=idiom.negative)
    text = scene.sentence.span.text.lower()
    for phrase, name in _by_word("phrases").items():
        at = text.find(phrase)
        if at >= 0:
            span = scene.sentence.span.char_span(at, at + len(phrase), alignment_mode="expand")
            if span is not None:
                yield from _emit(span.root, name, scene, noun=span.root.pos_ == "NOUN")


@cache
def _of_policy() -> dict[str, StrategyName]:
    """The words that name a strategy where they say what a policy is."""
    rows: dict[StrategyName, list[str]] = entry("strategies", "of_policy")
    return {word: name for name, listed in rows.items() for word in listed}


def _is_policy(word: Token) -> bool:
    """Whether the word says what a policy is."""
    return _policy(word) is not None


def _policy(word: Token) -> Token | None:
    """The policy whose kind the word tells: "a strategy of balancing", "a balancing strategy"."""
    under = word.head.lower_ == "of" and word.dep_ in {"pobj", "pcomp"}
    over = word.head.head if under else word.head
    before = word.dep_ in {"compound", "amod", "nmod"}
    between = any(c.lower_ == "between" for c in word.children)  # that is hedging, told by its idiom
    found = (under or before) and not between and over.lemma_ in words("strategies", "policies")
    return over if found else None


def _is_predicate(noun: Token) -> bool:
    """Whether somebody is said to be what the noun says: "X is a mediator", "X, a mediator", "as one"."""
    return noun.dep_ in {"attr", "appos"} or (noun.dep_ == "pobj" and noun.head.lower_ == "as")


def _studied_silence(noun: Token) -> bool:
    """ "its calculated silence", "deliberate imprecision"."""
    meant = any(
        c.dep_ == "amod" and c.lower_ in words("strategies", "ambiguity", "studied") for c in noun.children
    )
    return meant and noun.lemma_ in words("strategies", "ambiguity", "silences")


def _of_idiom(
    found: tuple[Token, ...], name: StrategyName, scene: Scene, *, negative: bool
) -> Iterator[Draft]:
    """ "sits on the fence", "spreads its bets between A and B"."""
    head = found[0]
    verb = clause_of(head)
    actors = known(scene.referent.owners_beside(head)) if head.pos_ == "NOUN" else ()
    actors = actors or acting(verb, scene)
    toward = _toward(found, verb, actors, name, scene)
    paired = any(t.lower_ in _PAIRED for t in found)
    for actor in distinct(actors)[:3]:
        others = tuple(t for t in toward if t.actor != actor.actor)
        if name == "compartmentalisation" and not others:  # what two agree to keep apart
            others = tuple(ActorRef(a.actor) for a in distinct(actors) if a.actor != actor.actor)
        if paired and len(others) < 2:
            continue
        yield Draft(
            Strategy(actor, name, others),
            verb,
            " ".join(t.text for t in sorted(found, key=lambda t: t.i)),
            f"strategy.{name}_idiom",
            negated=False if negative else None,
            path=head.text,
        )


def _emit(
    token: Token, name: StrategyName, scene: Scene, *, noun: bool, over: Token | None = None
) -> Iterator[Draft]:
    """The strategy that a word names; `over` is the noun that it tells the kind of, as "strategy" of "balancing"."""
    referent = scene.referent
    actors = known(referent.owners_beside(token)) if noun else ()
    verb = clause_of(over or token)
    if over is not None:
        actors = actors or known(referent.owners_beside(over))
    if any(c.dep_ == "det" and c.lower_ in {"this", "that"} for c in (*token.children, *token.head.children)):
        actors = actors or referent.memory.last_subject()
    if not actors:  # "to drive a wedge between A and B, an aim of C"
        actors = distinct(r for t in token.subtree if t.dep_ == "appos" for r in aim_holders(t, scene))
    actors = actors or acting(verb, scene) or referent.memory.last_subject()
    if not actors:
        return
    if noun and former(token):
        return
    if token.lemma_.lower() in words("strategies", "roles") and token.dep_ in {"appos", "attr"}:
        # "A, B's mediator": A mediates
        played = (token.head,) if token.dep_ == "appos" else grammatical_subjects(token.head)
        actors = known(referent.denoted_by(played)) or actors
    if noun and token.dep_ == "dobj" and direction(token.head.lemma_) < 0:
        return  # "to end the ambiguity"
    toward = _toward((token,), verb, actors, name, scene)
    for actor in distinct(actors)[:3]:
        yield Draft(
            Strategy(actor, name, tuple(t for t in toward if t.actor != actor.actor)),
            verb if not noun or verb.is_ancestor(token) else token,
            token.text,
            f"strategy.{name}",
            noun=noun,
            path=token.text,
        )


def _toward(
    found: tuple[Token, ...], verb: Token, actors: tuple[ActorRef, ...], name: StrategyName, scene: Scene
) -> tuple[ActorRef, ...]:
    """Whom a strategy is toward: by the phrases of its words and its verb, else of the whole clause."""
    codes, referent = {a.actor for a in actors}, scene.referent
    refs: list[ActorRef] = []
    for head in (*found, verb):
        for _, t in preps(head):
            refs.extend(referent.denoted(t) or referent.core(t))
        if head.pos_ == "VERB":
            for o in objects(head):
                refs.extend(referent.within(o))
    refs.extend(
        r for t in prep(found[0].head, *words("strategies", "prepositions")) for r in referent.within(t)
    )
    several = name in words("strategies", "several")
    if len({r.actor for r in refs} - {*codes, None}) < (2 if several else 1) and len(found) > 1:
        refs.extend(referent.among(t for t in verb.subtree if t.i > verb.i))
    return tuple(r for r in principals(refs) if r.actor not in codes)[:4]
