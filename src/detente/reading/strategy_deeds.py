"""Strategies told by what is done, not named: coaxing A from B, hosting talks of others, arming against A."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from .description import parties_to
from .draft import Draft, Scene
from .fronts import drawn_into
from .grammar import (
    complements,
    doers,
    governors,
    grammatical_subjects,
    is_infinitive,
    negated,
    objects,
    prep,
)
from .lexicon import words
from .principals import distinct, known, principals
from .statement import ActorRef, Strategy, StrategyName
from .strategy_silences import kept_open

if TYPE_CHECKING:
    from spacy.tokens import Token

_Found = tuple[StrategyName, tuple[ActorRef, ...]]


def deeds(verb: Token, scene: Scene) -> Iterator[Draft]:
    """Yield the strategies that the deed of a verb tells."""
    for rule in _RULES:
        found = rule(verb, scene)
        if found is None:
            continue
        name, toward = found
        doing = acting(verb, scene)
        if not doing and name == "ambiguity":  # "X will not be drawn on whether …"
            doing = known(scene.referent.denoted_by(grammatical_subjects(verb)))
        for actor in distinct(doing)[:3]:
            others = tuple(t for t in known(toward) if t.actor != actor.actor)
            if others or name == "ambiguity":
                yield Draft(
                    Strategy(actor, name, others[:4]),
                    verb,
                    verb.text,
                    f"strategy.{name}_by_deed",
                    negated=False if rule in _NEGATIVE else None,
                    path=verb.text,
                )
        return


def acting(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Who does what a clause says: its doers or whose they are, else those of the clause or noun over it."""
    referent = scene.referent
    for v in (verb, *(g for g in governors(verb) if g.pos_ in {"VERB", "AUX"})):
        for s in doers(v):
            own = () if s.lemma_.lower() in words("strategies", "others") else referent.owners_beside(s)
            refs = known(referent.denoted(s)) or known(own)
            if refs:
                return known(referent.denoted_by(doers(v))) or refs
    for g in (verb, *governors(verb)):
        if g.pos_ == "NOUN" and (refs := known(referent.owners_beside(g))):
            return refs
    return ()


def _words(*keys: str) -> frozenset[str]:
    return words("strategies", *keys)


def _named(nouns: tuple[Token, ...], scene: Scene) -> tuple[ActorRef, ...]:
    """The principals that noun phrases stand for, or whose they are."""
    referent = scene.referent
    return principals(r for t in nouns for r in (referent.denoted(t) or referent.owners(t)))


def _inside(nouns: tuple[Token, ...], scene: Scene) -> tuple[ActorRef, ...]:
    return principals(r for t in nouns for r in scene.referent.within(t))


def _detached(verb: Token, scene: Scene) -> _Found | None:
    """ "lure A away from B", "drive A and B apart", "set A against B"."""
    if verb.lemma_ not in _words("wedge", "detaching"):
        return None
    things = objects(verb)
    away = [c for c in verb.children if c.dep_ in {"advmod", "prt"} and c.lower_ in _words("wedge", "away")]
    left = [*prep(verb, "from", "off"), *(t for c in away for t in prep(c, "from"))]
    against = list(prep(verb, "against")) if verb.lemma_ in _words("wedge", "turning") else []
    if not (away or left or against or verb.lemma_ in _words("wedge", "splitting")):
        return None
    if verb.lemma_ in {"pull", "draw"} and not (away or left):
        return None
    torn = _named((*things, *left, *against), scene)
    first = _named(things, scene)
    return ("wedge", torn) if len(torn) >= 2 and first else None


def _rift_used(verb: Token, scene: Scene) -> _Found | None:
    """ "exploits the rift between A and B", "sows discord between them"."""
    outcome = verb.dep_ == "advcl" and verb.tag_ == "VBG"  # "…, deepening the rift between A and B"
    if verb.lemma_ not in _words("wedge", "exploiting") or outcome:
        return None
    for thing in (*objects(verb), *prep(verb, "on", "upon", "off", "from")):
        if thing.lemma_.lower() not in _words("wedge", "rifts"):
            continue
        torn = _inside(prep(thing, "between", "among", "with", "within", "inside", "in"), scene)
        torn = distinct((*torn, *principals(scene.referent.owners(thing))))
        torn = torn or _inside(prep(verb, "between", "among", "within"), scene)
        own = {a.actor for a in acting(verb, scene)}
        if torn and not own & {t.actor for t in torn}:
            return "wedge", torn
    return None


def _bond_undone(verb: Token, scene: Scene) -> _Found | None:
    """ "weaken the alliance between A and B", "to break A's alliance with B"."""
    if verb.lemma_ not in _words("wedge", "undoing"):
        return None
    for thing in objects(verb):
        if thing.lemma_.lower() in _words("wedge", "bonds"):
            torn = _inside((thing,), scene)
            own = {a.actor for a in acting(verb, scene)}
            if len(torn) >= 2 and not own & {t.actor for t in torn}:
                return "wedge", torn
    return None


def _outbid(verb: Token, scene: Scene) -> _Found | None:
    """ "offers A terms that B cannot match"."""
    if verb.lemma_ not in _words("wedge", "outbidding"):
        return None
    for thing in objects(verb):
        for clause in (c for c in thing.children if c.dep_ == "relcl"):
            matched = clause.lemma_ in _words("wedge", "matching") and negated(clause)
            rivals = _named(grammatical_subjects(clause), scene) if matched else ()
            wooed = _inside(
                tuple(t for t in verb.subtree if t.i < clause.left_edge.i and t.i > verb.i), scene
            )
            if rivals and wooed:
                return "wedge", distinct((*wooed, *rivals))
    return None


def _hosted(verb: Token, scene: Scene) -> _Found | None:
    """ "hosts talks between A and B", "brought about a truce between A and B"."""
    if verb.lemma_ not in _words("brokerage", "hosting"):
        return None
    referent = scene.referent
    for thing in objects(verb):
        if thing.lemma_.lower() not in _words("brokerage", "talks"):
            continue
        among = prep(thing, "between", "with", "of", "among")
        beside = () if among else (*referent.adjectives(thing), *referent.owners(thing))
        parties = principals((*referent.denoted_by(among), *beside)) or principals(
            parties_to(thing, referent)
        )
        own = {a.actor for a in acting(verb, scene)}
        if len(parties) >= 2 and not own & {p.actor for p in parties}:
            return "brokerage", parties
    return None


def _carried(verb: Token, scene: Scene) -> _Found | None:
    """ "carries messages between A and B", "passed a letter from A to B"."""
    things = [o for o in objects(verb) if o.lemma_.lower() in _words("brokerage", "messages")]
    if verb.lemma_ not in _words("brokerage", "carrying") or not things:
        return None
    between = [t for h in (verb, *things) for t in prep(h, "between", "from", "to")]
    between += [g for t in between for h in prep(t, "to") for g in (h,)]
    parties = _named(tuple(between), scene)
    own = {a.actor for a in acting(verb, scene)}
    return ("brokerage", parties) if len(parties) >= 2 and not own & {p.actor for p in parties} else None


def _checked(verb: Token, scene: Scene) -> _Found | None:
    """ "to offset Chinese power", "joined forces to contain it"."""
    referent = scene.referent
    if verb.lemma_ in _words("balancing", "checking"):
        for thing in objects(verb):
            rivals = principals(referent.owners(thing))
            if rivals and thing.lemma_.lower() in _words("balancing", "weight"):
                return "balancing", rivals
    purpose = is_infinitive(verb) and verb.dep_ in {"advcl", "xcomp", "acl"} and verb.head.pos_ != "ADJ"
    if purpose and verb.lemma_ in _words("balancing", "containing"):
        rivals = principals(referent.denoted_by(o for o in objects(verb) if o.pos_ in {"PROPN", "PRON"}))
        if rivals and all(referent.kind(r.actor or "") in {"state", "collective"} for r in rivals):
            return "balancing", rivals
    return None


def _armed_against(verb: Token, scene: Scene) -> _Found | None:
    """ "rearms against A", "builds a coalition against A", "gangs up on A"."""
    if verb.lemma_ in _words("balancing", "arming"):
        heads = [verb, *(o for o in objects(verb) if o.lower_.endswith("self") or o.lower_ == "themselves")]
    elif verb.lemma_ in _words("balancing", "building"):
        heads = [verb, *(o for o in objects(verb) if o.lemma_.lower() in _words("balancing", "fronts"))]
        if len(heads) == 1 and verb.lemma_ in _words("balancing", "drawing"):
            heads = [*prep(verb, "in", "into")] if drawn_into(verb, scene) else heads
        if len(heads) == 1 and heads[0] == verb:
            return None
    elif verb.lemma_ in _words("balancing", "drawing"):
        rivals = drawn_into(verb, scene)
        return ("balancing", rivals) if rivals else None
    else:
        return None
    against = [t for h in heads for t in prep(h, "against")]
    if verb.lemma_ == "gang":
        against += prep(verb, "on", "up on")
    rivals = principals(scene.referent.denoted_by(against))
    return ("balancing", rivals) if rivals else None


def _dependence_cut(verb: Token, scene: Scene) -> _Found | None:
    """ "turns to A to reduce its dependence on B"."""
    if verb.lemma_ not in _words("hedging", "lessening"):
        return None
    for thing in objects(verb):
        if thing.lemma_.lower() in _words("hedging", "reliance"):
            patrons = _inside((*prep(thing, "on", "upon"), *prep(verb, "on")), scene)
            if patrons:
                top = next((g for g in governors(verb) if g.pos_ in {"VERB", "AUX"}), verb)
                helpers = _named((*prep(top, "to", "on", "with"), *objects(top)), scene)
                return "hedging", distinct((*patrons, *helpers))
    return None


def _ties_balanced(verb: Token, scene: Scene) -> _Found | None:
    """ "balances its ties with A by deepening those with B"."""
    if verb.lemma_ not in {"balance", "offset", "hedge"}:
        return None
    bonds = [o for o in objects(verb) if o.lemma_.lower() in _words("hedging", "ties")]
    others = _around(verb, scene)
    return ("hedging", others) if bonds and len(others) >= 2 else None


def _matters(token: Token) -> bool:
    return any(t.lemma_.lower() in _words("compartmentalisation", "matters") for t in token.subtree)


def _parted(verb: Token, scene: Scene) -> _Found | None:
    """ "separates trade with A from security": one matter kept from another."""
    if verb.lemma_ not in _words("compartmentalisation", "parting"):
        return None
    things = [o for o in objects(verb) if o.pos_ == "NOUN"]
    apart = [*prep(verb, "from"), *(t for o in things for t in prep(o, "from"))]
    apart = [t for t in apart if t.pos_ == "NOUN" and _matters(t)]
    beside = any(c.lower_ in {"separate", "separately", "apart", "distinct"} for c in verb.children)
    if not any(_matters(o) for o in things) or not (apart or (beside and len(things) > 1)):
        return None
    return "compartmentalisation", _around(verb, scene)


def _kept_unspoiled(verb: Token, scene: Scene) -> _Found | None:
    """ "does not let the dispute spoil its trade with A"."""
    if verb.lemma_ not in _words("compartmentalisation", "letting") or not _withheld(verb):
        return None
    for inner in complements(verb):
        spoiler = (*grammatical_subjects(inner), *(o for o in objects(verb) if o.i < inner.i))
        if inner.lemma_ in _words("compartmentalisation", "spoiling") and any(_matters(s) for s in spoiler):
            return "compartmentalisation", _around(verb, scene)
    return None


def _withheld(verb: Token) -> bool:
    """Whether a deed is not done: negated, refused, or under "without"."""
    refused = verb.dep_ == "xcomp" and verb.head.lemma_ in {"refuse", "decline"}
    return negated(verb) or refused or (verb.dep_ == "pcomp" and verb.head.lower_ == "without")


def _despite(verb: Token, scene: Scene) -> _Found | None:
    """ "cooperates with A on gas despite the war"."""
    if verb.lemma_ not in _words("compartmentalisation", "cooperating"):
        return None
    for c in verb.children:
        if c.lower_ == "despite" and any(
            t.lemma_.lower() in _words("compartmentalisation", "quarrels") for t in c.subtree
        ):
            doing = principals(acting(verb, scene))
            partners = _named(prep(verb, "with"), scene)
            return "compartmentalisation", (partners or doing)
    return None


def _around(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Everyone named in what a verb governs."""
    return principals(scene.referent.among(t for t in verb.subtree if t.i > verb.i))


def _untold(verb: Token, scene: Scene) -> _Found | None:
    """ "refuses to say whether it would defend A"."""
    if not kept_open(verb):
        return None
    return "ambiguity", _around(verb, scene)


_RULES: tuple[Callable[[Token, Scene], _Found | None], ...] = (
    _detached,
    _rift_used,
    _bond_undone,
    _outbid,
    _hosted,
    _carried,
    _checked,
    _armed_against,
    _dependence_cut,
    _ties_balanced,
    _parted,
    _kept_unspoiled,
    _despite,
    _untold,
)
_NEGATIVE = frozenset({_kept_unspoiled, _untold})  # of these the "not" is part of the deed
