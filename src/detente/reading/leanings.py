"""Ties told by movement, exchange and footing: "drifts from A toward B", "buys gas from A", "is at odds with B"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .grammar import conjuncts, doers, grammatical_subjects, negated, objects, prep
from .lexicon import by_word, entry, words
from .principals import principals
from .sides import along, doing, pairs, whose
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
        if token.pos_ == "ADJ" or (token.tag_ == "VBN" and token.dep_ in {"acomp", "oprd"}):
            yield from _by_needing(token, scene)


# --- movement -------------------------------------------------------------------------------------------------


def _by_moving(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "turned to B", "has edged closer to B", "broke with B", "distanced itself from B", "A and B grew apart"."""
    lemma, beside = verb.lemma_.lower(), {c.lower_ for c in verb.children}
    moved_by = _moved(verb)
    if any(t.lemma_.lower() in _forces() for t in moved_by or doers(verb)):
        return  # troops that move into a town come no nearer to its state
    movers = whose(moved_by or doers(verb), scene)
    if moved_by and lemma in words("ties", "moving", "driving"):
        plain = ("to",) if "closer" in beside else ()
        near = whose(_drawn_to(verb, *plain, scene=scene), scene)
        near += whose((t for o in moved_by for t in prep(o, "toward", "towards", "into")), scene)
        yield from _drafts(verb, movers[:2], near, "diplomatic", 1, 1, "tie.moved")
        return
    if not movers or moved_by:
        return
    if any(lemma in words("ties", "moving", way) for way in ("any", "toward", "away")):
        plain = ("to",) if lemma in words("ties", "moving", "toward") or "closer" in beside else ()
        near = whose(_drawn_to(verb, *plain, scene=scene), scene)
        yield from _drafts(verb, movers[:2], near, "diplomatic", 1, 1, "tie.toward")
        moved = {o.lemma_.lower() for o in objects(verb)} & words("ties", "moving", "switched")
        away = "away" in beside or moved or lemma in words("ties", "moving", "away")
        left = [*along(verb, "from"), *(t for o in objects(verb) for t in prep(o, "from"))] if away else []
        sign = -1 if moved else 0
        yield from _drafts(verb, movers[:2], whose(left, scene), "diplomatic", sign, -1, "tie.away")
        if len(movers) == 2 and not near and not left:
            turn = 1 if beside & {"closer", "together"} else -1 if "apart" in beside else 0
            if turn:
                yield from _drafts(
                    verb, movers[:1], movers[1:], "diplomatic", max(0, turn), turn, "tie.mutual"
                )
    elif lemma in words("ties", "moving", "joining"):
        reflexive = any(o.lower_ in {"itself", "themselves", "himself", "herself"} for o in objects(verb))
        if reflexive or not objects(verb):
            others = whose(along(verb, "with", "alongside", "behind"), scene)
            yield from _drafts(verb, movers, others, "diplomatic", 1, 0, "tie.joining")
    if lemma in words("ties", "moving", "parting"):
        others = whose(along(verb, "with", "from"), scene)
        yield from _drafts(verb, movers, others, "diplomatic", -1, -1, "tie.parting")


@cache
def _forces() -> frozenset[str]:
    """Nouns for what moves on the ground."""
    return words("presence", "nouns", "forces", "lemmas") | words("presence", "nouns", "people", "lemmas")


def _drawn_to(verb: Token, *plain: str, scene: Scene) -> list[Token]:
    """Whom a movement brings nearer: under "toward", or "into" a body or what is somebody's, no town or state."""
    into = [t for t in along(verb, "into") if not scene.referent.named(t) or _is_body(t, scene)]
    return [*along(verb, "toward", "towards", *plain), *into]


def _is_body(noun: Token, scene: Scene) -> bool:
    refs = scene.referent.denoted(noun)
    return any(scene.referent.kind(r.actor) == "organisation" for r in refs if r.actor)


def _moved(verb: Token) -> tuple[Token, ...]:
    """What a verb of movement moves, where that is somebody else than its subject: "has pushed India toward"."""
    own = {"itself", "themselves", "himself", "herself"}
    things = [o for o in objects(verb) if o.lower_ not in own]
    driven = verb.lemma_.lower() in words("ties", "moving", "driving") and any(things)
    return tuple(things) if driven else ()


# --- exchange -------------------------------------------------------------------------------------------------


def _by_exchange(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "buys gas from B", "sells B drones", "supplies B with drones", "invests in B": economic, with arms military."""
    lemma = verb.lemma_.lower()
    goods = [t for o in objects(verb) for t in (o, *prep(o, "of"))]
    first = goods[: 1 + len(prep(goods[0], "of"))] if goods else []
    if lemma in words("ties", "exchange", "giving_with") and (given := prep(verb, "with")):
        arms = _are_arms(given)
        if arms:
            taking = principals(scene.referent.denoted_by(objects(verb)))
            yield from _drafts(verb, doing(verb, scene), taking, "military", 1, 0, "tie.selling")
        return
    for kind, leads in _EXCHANGES:
        if lemma not in words("ties", "exchange", kind):
            continue
        if kind == "getting" and not _are_goods(goods):
            continue
        others = whose([*along(verb, *leads), *(t for g in goods for t in prep(g, *leads))], scene)
        given = [c for c in verb.children if c.dep_ == "dative"]
        others = others or (whose(given, scene) if kind == "selling" else ())
        if kind == "buying" and not others:  # "buys most of B's exports"
            others = principals(r for g in first for r in scene.referent.owners_beside(g))
        domain: Domain = "military" if _are_arms(goods) else "economic"
        if goods or kind == "investing":
            yield from _drafts(verb, whose(doers(verb), scene), others, domain, 1, 0, f"tie.{kind}")


_EXCHANGES = (
    ("buying", ("from",)),
    ("getting", ("from",)),
    ("selling", ("to",)),
    ("investing", ("in", "into")),
)


def _named_in(goods: Iterable[Token]) -> set[str]:
    return {t.lemma_.lower() for g in goods for t in (g, *g.lefts, *conjuncts(g))}


def _are_arms(goods: Iterable[Token]) -> bool:
    return not _named_in(goods).isdisjoint(words("ties", "exchange", "arms"))


def _are_goods(goods: Iterable[Token]) -> bool:
    """Whether things are what is traded: arms, or goods that belong to the economic domain."""
    economic = words("ties", "domains", "economic")
    return _are_arms(goods) or not _named_in(goods).isdisjoint(economic)


def _by_needing(adjective: Token, scene: Scene) -> Iterator[Draft]:
    """ "A is dependent on B for gas", "beholden to B", "wary of B"."""
    row = by_word("ties", "footing_adjectives").get(adjective.lower_)
    if row is None or adjective.dep_ not in {"acomp", "oprd", "conj", "ROOT", "acl", "advcl"}:
        return
    head = adjective.head if adjective.dep_ != "ROOT" else adjective
    subjects = (head,) if adjective.dep_ == "acl" else grammatical_subjects(head)
    leads = ("on", "upon", "to", "of", "with", "toward", "towards", "from")
    one, others = whose(subjects, scene), whose(prep(adjective, *leads), scene)
    if not others and len(one) == 2 and adjective.lower_ in words("ties", "together"):
        one, others = one[:1], one[1:]
    more = adjective.tag_ == "JJR"
    denied = negated(head) and not more  # "never closer" is as close as can be
    turned = head.lemma_ in words("ties", "becoming") or more
    trend = int(row) if turned and not denied else 0
    sign = (-1 if int(row) == 1 else 0) if denied else int(row)
    yield from _drafts(adjective, one, others, _needed_for(adjective), sign, trend, "tie.needing")


def _needed_for(adjective: Token) -> Domain:
    """The domain of what somebody is dependent "for"."""
    domains = by_word("ties", "domains")
    needed = (t for p in prep(adjective, "for") for t in p.subtree)
    return next((domains[t.lemma_.lower()] for t in needed if t.lemma_.lower() in domains), "diplomatic")


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
    sides = whose(list(subjects), scene)
    others = whose([*prep(noun, "with"), *along(verb, "with")], scene)
    if row.get("owned"):
        others = principals(scene.referent.owners(noun))
    trend = 1 if row.get("owned") and verb.lemma_.lower() in words("ties", "entering") else 0
    if not others and len(sides) == 2:
        sides, others = sides[:1], sides[1:]
    if verb.pos_ in {"VERB", "AUX"} and negated(verb):
        sign, trend = -1 if sign == 1 else 0, 0
    clause = verb if verb.pos_ in {"VERB", "AUX"} else noun
    yield from _drafts(clause, sides, others, row["domain"], sign, trend, "tie.footing")


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
    for a, b in pairs(one, others):
        content = Tie(a, b, domain, sign, trend)
        yield Draft(content, anchor, anchor.text, rule, noun=noun, negated=False, path=anchor.head.text)
