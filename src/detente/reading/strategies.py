"""Named strategies: ambiguity, compartmentalisation, hedging, wedge, brokerage, balancing, bandwagoning."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, get_args

from .description import parties_to
from .draft import Draft, Scene
from .grammar import clause_of, doers, governors, objects, prep, preps
from .lexicon import entry, words
from .positions import aim_holders
from .principals import distinct, known, principals
from .proposition import direction
from .statement import ActorRef, Strategy, StrategyName

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def _by_word(part: str) -> dict[str, StrategyName]:
    """The words of one part of speech, or the phrases, that name a strategy."""
    rows = entry("strategies")
    return {word: name for name in get_args(StrategyName) for word in rows[name].get(part, ())}


def strategies(scene: Scene) -> Iterator[Draft]:
    """Yield the named strategies in a sentence; each strategy of an actor once."""
    seen: set[tuple[str | None, str]] = set()
    for draft in _found(scene):
        assert isinstance(draft.content, Strategy)
        key = (draft.content.actor.actor, draft.content.strategy)
        if key not in seen:
            seen.add(key)
            yield draft


def _found(scene: Scene) -> Iterator[Draft]:
    for token in scene.sentence.span:
        lemma = token.lemma_.lower()
        named = _by_word("nouns").get(lemma) or _by_word("nouns").get(token.lower_)
        if token.pos_ in {"NOUN", "ADJ"} and named:
            if lemma not in words("strategies", "roles") or _is_predicate(token):
                yield from _emit(token, named, scene, noun=True)
        elif token.pos_ == "VERB" and lemma in _by_word("verbs"):
            yield from _emit(token, _by_word("verbs")[lemma], scene, noun=False)
        elif token.pos_ == "VERB" and (acted := _acted(token, scene)):
            yield from acted
        elif token.lower_ in {"hedging", "hedge"}:
            yield from _emit(token, "hedging", scene, noun=token.pos_ != "VERB")
    text = scene.sentence.span.text.lower()
    for phrase, name in _by_word("phrases").items():
        at = text.find(phrase)
        if at >= 0:
            span = scene.sentence.span.char_span(at, at + len(phrase), alignment_mode="expand")
            if span is not None:
                yield from _emit(span.root, name, scene, noun=span.root.pos_ == "NOUN")


def _acted(verb: Token, scene: Scene) -> list[Draft]:
    """A strategy told by what is done, not named: coaxing A from B, hosting talks of others, checking A's power."""
    referent, lemma = scene.referent, verb.lemma_.lower()
    doing = known(referent.denoted_by(doers(verb)))
    things = objects(verb)
    if lemma in words("strategies", "wedge", "detaching"):
        away = (c for c in verb.children if c.dep_ in {"advmod", "prt"} and c.lower_ in {"away", "apart"})
        left = [*prep(verb, "from", "off"), *(t for c in away for t in prep(c, "from"))]
        torn = principals(
            r for t in (*things, *left) for r in (referent.denoted(t) or referent.adjectives(t))
        )
        if len(torn) >= 2:
            return _drafts(verb, "wedge", doing, torn)
    for thing in things:
        noun = thing.lemma_.lower()
        if lemma in words("strategies", "brokerage", "hosting") and noun in words(
            "strategies", "brokerage", "talks"
        ):
            named = (*referent.denoted_by(prep(thing, "between", "with", "of")), *referent.adjectives(thing))
            parties = distinct(ActorRef(r.actor, None, r.name if r.actor is None else None) for r in named)
            parties = parties or parties_to(thing, referent)
            if len(parties) >= 2 and not {p.actor for p in parties} & {d.actor for d in doing}:
                return _drafts(verb, "brokerage", doing, parties)
        if lemma in words("strategies", "balancing", "checking") and noun in words(
            "strategies", "balancing", "weight"
        ):
            rivals = principals(referent.owners(thing))
            if rivals:
                return _drafts(verb, "balancing", doing, rivals)
    return []


def _drafts(
    verb: Token, name: StrategyName, doing: tuple[ActorRef, ...], toward: tuple[ActorRef, ...]
) -> list[Draft]:
    return [
        Draft(
            Strategy(actor, name, tuple(t for t in known(toward) if t.actor != actor.actor)),
            verb,
            verb.text,
            f"strategy.{name}_by_deed",
            path=verb.text,
        )
        for actor in distinct(doing)[:3]
        if any(t.actor != actor.actor for t in toward)
    ]


def _is_predicate(noun: Token) -> bool:
    """Whether somebody is said to be what the noun says: "X is a mediator", "X, a mediator", "as one"."""
    return noun.dep_ in {"attr", "appos"} or (noun.dep_ == "pobj" and noun.head.lower_ == "as")


def _emit(token: Token, name: StrategyName, scene: Scene, *, noun: bool) -> Iterator[Draft]:
    referent = scene.referent
    actors = known(referent.owners_beside(token)) if noun else ()
    verb = clause_of(token)
    if any(c.dep_ == "det" and c.lower_ in {"this", "that"} for c in (*token.children, *token.head.children)):
        actors = actors or referent.memory.last_subject()
    if not actors:  # "to drive a wedge between A and B, an aim of C"
        actors = distinct(r for t in token.subtree if t.dep_ == "appos" for r in aim_holders(t, scene))
    if not actors:
        actors = _who(verb, scene)
    if not actors:
        return
    if noun and token.dep_ == "dobj" and direction(token.head.lemma_) < 0:
        return  # "to end the ambiguity"
    toward = _toward(token, verb, actors, scene)
    for actor in distinct(actors)[:3]:
        yield Draft(
            Strategy(actor, name, tuple(t for t in toward if t.actor != actor.actor)),
            verb if not noun or verb.is_ancestor(token) else token,
            token.text,
            f"strategy.{name}",
            noun=noun,
            path=token.text,
        )


def _who(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    for v in (verb, *(g for g in governors(verb) if g.pos_ in {"VERB", "AUX"})):
        for s in doers(v):
            refs = known(scene.referent.denoted(s)) or known(scene.referent.owners_beside(s))
            if refs:
                return known(scene.referent.denoted_by(doers(v))) or refs
    for g in (verb, *governors(verb)):
        if g.pos_ == "NOUN":
            refs = scene.referent.owners_beside(g)
            if refs:
                return known(refs)
    return scene.referent.memory.last_subject()


def _toward(token: Token, verb: Token, actors: tuple[ActorRef, ...], scene: Scene) -> tuple[ActorRef, ...]:
    codes = {a.actor for a in actors}
    refs: list[ActorRef] = []
    for head in (token, verb):
        for _, t in preps(head):
            refs.extend(scene.referent.denoted(t) or scene.referent.core(t))
        if head.pos_ == "VERB":
            for o in objects(head):
                refs.extend(scene.referent.within(o))
    refs.extend(
        r for t in prep(token.head, *words("strategies", "prepositions")) for r in scene.referent.within(t)
    )
    return tuple(r for r in principals(refs) if r.actor not in codes)[:4]
