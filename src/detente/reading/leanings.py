"""Ties told by movement, exchange and footing: "drifts from A toward B", "buys gas from A", "is at odds with B"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .grammar import conjuncts, doers, grammatical_subjects, negated, objects, prep
from .lexicon import by_word, entry, words
from .principals import principals
from .statement import ActorRef, Domain, Tie

if TYPE_CHECKING:
    from spacy.tokens import Token


def leanings(scene: Scene) -> Iterator[Draft]:
    """Yield the ties that movement, exchange and footing tell of."""
    for token in scene.sentence.span:
        if token.pos_ in {"VERB", "AUX"}:
            yield from _by_moving(token, scene)
            yield from _by_exchange(token, scene)
        elif token.pos_ == "NOUN" and token.dep_ == "pobj":
            yield from _by_footing(token, scene)
        elif token.pos_ == "ADJ":
            yield from _by_needing(token, scene)


def _pairs(one: tuple[ActorRef, ...], others: tuple[ActorRef, ...]) -> Iterator[tuple[ActorRef, ActorRef]]:
    return ((a, b) for a in one[:2] for b in others[:3] if a.actor != b.actor)


def _whose(nouns: tuple[Token, ...] | list[Token], scene: Scene) -> tuple[ActorRef, ...]:
    """Principals that nouns stand for, or belong to: "turned to Chinese lenders"."""
    referent = scene.referent
    return principals(r for t in nouns for r in (referent.denoted(t) or referent.owners_beside(t)))


def _along(verb: Token, *prepositions: str) -> list[Token]:
    """Nouns under the prepositions of a verb, or of an adverb or adjective beside it: "closer to", "away from"."""
    beside = [c for c in verb.children if c.dep_ in {"advmod", "prt", "acomp", "oprd", "prep"}]
    return [t for head in (verb, *beside) for t in prep(head, *prepositions)]


# --- movement -------------------------------------------------------------------------------------------------


def _by_moving(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "turned to B", "has edged closer to B", "broke with B", "distanced itself from B", "A and B grew apart"."""
    lemma, beside = verb.lemma_.lower(), {c.lower_ for c in verb.children}
    movers = _whose(list(doers(verb)), scene)
    if not movers:
        return
    if any(lemma in words("ties", "moving", way) for way in ("any", "toward", "away")):
        plain = ("to",) if lemma in words("ties", "moving", "toward") or "closer" in beside else ()
        near = _whose(_along(verb, "toward", "towards", "into", *plain), scene)
        yield from _drafts(verb, movers[:2], near, "diplomatic", 1, 1, "tie.toward")
        left = _along(verb, "from") if "away" in beside or lemma in words("ties", "moving", "away") else []
        yield from _drafts(verb, movers[:2], _whose(left, scene), "diplomatic", 0, -1, "tie.away")
        if len(movers) == 2 and not near and not left:
            turn = 1 if beside & {"closer", "together"} else -1 if "apart" in beside else 0
            if turn:
                yield from _drafts(
                    verb, movers[:1], movers[1:], "diplomatic", max(0, turn), turn, "tie.mutual"
                )
    elif lemma in words("ties", "moving", "joining"):
        reflexive = any(o.lower_ in {"itself", "themselves", "himself", "herself"} for o in objects(verb))
        if reflexive or not objects(verb):
            others = _whose(_along(verb, "with", "alongside", "behind"), scene)
            yield from _drafts(verb, movers, others, "diplomatic", 1, 0, "tie.joining")
    if lemma in words("ties", "moving", "parting"):
        others = _whose(_along(verb, "with", "from"), scene)
        yield from _drafts(verb, movers, others, "diplomatic", -1, -1, "tie.parting")


# --- exchange -------------------------------------------------------------------------------------------------


def _by_exchange(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "buys gas from B", "sells B drones", "invests in B": economic, with arms military."""
    lemma = verb.lemma_.lower()
    goods = objects(verb)
    for kind, leads in (("buying", ("from",)), ("selling", ("to",)), ("investing", ("in", "into"))):
        if lemma not in words("ties", "exchange", kind):
            continue
        others = _whose(_along(verb, *leads), scene)
        given = [c for c in verb.children if c.dep_ == "dative"]
        others = others or (_whose(given, scene) if kind == "selling" else ())
        named = {t.lemma_.lower() for g in goods for t in (g, *g.lefts, *conjuncts(g))}
        arms = not named.isdisjoint(words("ties", "exchange", "arms"))
        domain: Domain = "military" if arms else "economic"
        if goods or kind == "investing":
            yield from _drafts(verb, _whose(list(doers(verb)), scene), others, domain, 1, 0, f"tie.{kind}")


def _by_needing(adjective: Token, scene: Scene) -> Iterator[Draft]:
    """ "A is dependent on B for gas", "beholden to B", "wary of B"."""
    row = by_word("ties", "footing_adjectives").get(adjective.lower_)
    if row is None or adjective.dep_ not in {"acomp", "oprd", "conj", "ROOT", "acl", "advcl"}:
        return
    head = adjective.head if adjective.dep_ != "ROOT" else adjective
    subjects = (head,) if adjective.dep_ == "acl" else grammatical_subjects(head)
    others = _whose(list(prep(adjective, "on", "upon", "to", "of", "with", "toward", "towards")), scene)
    sign = -int(row) if negated(head) else int(row)
    yield from _drafts(adjective, _whose(list(subjects), scene), others, "diplomatic", sign, 0, "tie.needing")


# --- footing --------------------------------------------------------------------------------------------------


def _by_footing(noun: Token, scene: Scene) -> Iterator[Draft]:
    """ "A is at odds with B", "A and B are at war", "on good terms with B"."""
    row = next(
        (
            r
            for r in entry("ties", "footing")
            if noun.lemma_.lower() in r["lemmas"] and noun.head.lower_ in r["after"]
        ),
        None,
    )
    verb = noun.head.head
    if row is None or verb.pos_ not in {"VERB", "AUX", "NOUN", "PROPN"}:
        return
    beside = {c.lower_ for c in noun.lefts}
    sign = row["sign"] or (-1 if beside & words("ties", "bad") else 1)
    subjects = grammatical_subjects(verb) if verb.pos_ in {"VERB", "AUX"} else (verb,)
    sides = _whose(list(subjects), scene)
    others = _whose([*prep(noun, "with"), *_along(verb, "with")], scene)
    if not others and len(sides) == 2:
        sides, others = sides[:1], sides[1:]
    if verb.pos_ in {"VERB", "AUX"} and negated(verb):
        sign = -sign
    yield from _drafts(noun, sides, others, row["domain"], sign, 0, "tie.footing")


def _drafts(
    anchor: Token,
    one: tuple[ActorRef, ...],
    others: tuple[ActorRef, ...],
    domain: Domain,
    sign: int,
    trend: int,
    rule: str,
) -> Iterator[Draft]:
    noun = anchor.pos_ not in {"VERB", "AUX"}
    for a, b in _pairs(one, others):
        content = Tie(a, b, domain, sign, trend)
        yield Draft(content, anchor, anchor.text, rule, noun=noun, negated=False, path=anchor.head.text)
