"""Ties: the standing of one actor toward another, by domain, with sign and trend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from ..data import vocabulary
from .draft import Draft, Scene
from .grammar import conjuncts, doers, governors, grammatical_subjects, negated, objects, prep, preps
from .reference import distinct
from .statement import ActorRef, Domain, Tie

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Cue:
    sign: int
    domain: Domain


@cache
def _cues(part: str) -> dict[str, Cue]:
    return {
        lemma: Cue(int(row["sign"]), row["domain"])
        for row in vocabulary("detente.reading", "ties.yaml")[part]
        for lemma in row["lemmas"]
    }


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(vocabulary("detente.reading", "ties.yaml")[name])


@cache
def _domains() -> dict[str, Domain]:
    return {w: d for d, words in vocabulary("detente.reading", "ties.yaml")["domains"].items() for w in words}


def ties(scene: Scene) -> Iterator[Draft]:
    """Yield the standing relations that a sentence states."""
    for token in scene.sentence.span:
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN" and lemma in _cues("nouns"):
            yield from _by_noun(token, _cues("nouns")[lemma], scene)
        elif token.pos_ == "VERB" and lemma in _cues("verbs") and token.dep_ != "amod":
            yield from _by_verb(token, _cues("verbs")[lemma], scene)
        elif token.pos_ == "NOUN" and (lemma in _set("good_roles") or lemma in _set("bad_roles")):
            yield from _by_role(token, 1 if lemma in _set("good_roles") else -1, scene)


def _plain(refs: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """Principals only: a standing tie is between them, not their offices."""
    return distinct(ActorRef(r.actor) for r in refs if r.actor)


def _pairs(a: tuple[ActorRef, ...], b: tuple[ActorRef, ...]) -> Iterator[tuple[ActorRef, ActorRef]]:
    seen: set[frozenset[str | None]] = set()
    for x in a[:3]:
        for y in b[:4]:
            key = frozenset((x.actor, y.actor))
            if x.actor != y.actor and key not in seen:
                seen.add(key)
                yield x, y


def _by_noun(noun: Token, cue: Cue, scene: Scene) -> Iterator[Draft]:
    referent = scene.referent
    modifiers = {c.lower_ for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod"}}
    modifiers |= {t.lower_ for c in noun.lefts if c.dep_ == "amod" for t in conjuncts(c)}
    modifiers |= {c.lower_ for c in noun.head.lefts if noun.dep_ == "compound" and c.dep_ == "amod"}
    beside = _plain(referent.all_beside(noun))
    others: tuple[ActorRef, ...] = ()
    between: tuple[ActorRef, ...] = ()
    for word, t in preps(noun):
        found = _plain(
            referent.denoted(t)
            or _nested(t, scene)
            or (referent.owners(t) if t.pos_ == "NOUN" and referent.owners(t) else ())
        )
        if word in {"between", "among"}:
            between = distinct((*between, *found))
        elif word in {"against", "from"} and cue.sign > 0:
            continue
        elif word in {"with", "to", "toward", "towards", "for", "against", "from", "on"}:
            others = distinct((*others, *found))
    others = others or _plain(_nested(noun, scene))
    if cue.sign == 1 and noun.lemma_ in {"support", "backing"}:
        others = others or _plain(
            tuple(
                r
                for c in noun.children
                if c.dep_ == "prep" and c.lower_ in {"for", "of"}
                for p in c.children
                for r in referent.within(p)
            )
        )
        between = ()
    one: tuple[ActorRef, ...] = beside
    if between:
        apart = any(c.lower_ == "among" for c in noun.children)
        pairs = list(combinations(between[:3], 2)) if apart else list(_pairs(between[:1], between[1:]))
    else:
        if not one or one == others:
            one = _from_clause(noun, scene)
        if not others and len(one) == 1:
            others = _along(noun, scene, one)
        if not others and len(beside) >= 2:
            pairs = list(combinations(beside[:3], 2))
        else:
            pairs = list(_pairs(one, others))
    if not pairs or _set_against(noun):
        return
    above = _governor(noun)
    if above is not None and negated(above) and above.lemma_ in _wishes():
        return  # what somebody does not want says nothing of what is
    sign, trend, domain = cue.sign, 0, _domain(noun, modifiers, cue.domain)
    if modifiers & _set("bad"):
        sign = -1 if cue.sign == 1 else cue.sign
    up, down = bool(modifiers & _set("up")), bool(modifiers & _set("down"))
    if noun.i and noun.nbor(-1).lower_ in _set("up"):  # "strengthening ties", whatever the parser made of it
        up = True
    governor = _governor(noun)
    if governor is not None:
        up = up or governor.lemma_.lower() in _set("rising")
        down = down or governor.lemma_.lower() in _set("falling")
    if up != down:
        trend = cue.sign if up else -cue.sign
        if trend < 0 and cue.sign == 1 and governor is not None and governor.lemma_ in _set("breaking"):
            sign = -1
    for a, b in pairs:
        if a.actor == b.actor:
            continue
        yield Draft(
            Tie(a, b, domain, sign, trend), governor if governor is not None else noun, noun.text, "tie.noun",
            noun=governor is None, negated=False if noun.lemma_ in {"tension", "rift"} else None, path=f"{noun.text}",
        )  # fmt: skip


def _set_against(noun: Token) -> bool:
    """Whether the words deny the noun in favour of another: "rather than alignment with X"."""
    before = [t.lower_ for t in noun.doc[max(noun.sent.start, noun.left_edge.i - 3) : noun.i]]
    return any(a == "rather" and b == "than" for a, b in pairwise(before)) or any(
        a == "instead" and b == "of" for a, b in pairwise(before)
    )


@cache
def _wishes() -> frozenset[str]:
    return frozenset(vocabulary("detente.reading", "modality.yaml")["intention_verbs"])


def _nested(token: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Actors named as examples: "organisations such as A and B", "adversaries like C"."""
    refs: list[ActorRef] = []
    for word in ("such as", "like", "including", "as"):
        for t in prep(token, word):
            for c in conjuncts(t):
                refs.extend(scene.referent.denoted(c))
    return distinct(refs)


def _from_clause(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """The other side of a tie whose noun names only one: the doer of the clause."""
    token = noun
    for _ in range(14):
        head = token.head
        if head == token:
            break
        if head.lemma_ in {"be", "represent", "remain", "constitute"}:
            return _plain(scene.referent.last_subject(scene.sentence))
        if head.pos_ in {"VERB", "AUX"}:
            refs = tuple(
                r
                for s in (doers(head) or grammatical_subjects(head))
                if s.lower_ not in {"risk", "risks"} and s.i != noun.i and not noun.is_ancestor(s)
                for r in (scene.referent.denoted(s) or scene.referent.owners_beside(s))
            )
            if refs:
                return _plain(refs)
        elif head.pos_ == "NOUN" and token.dep_ in {"prep", "pobj", "acl", "pcomp"}:
            refs = scene.referent.owners_beside(head)
            if refs:
                return _plain(refs)
        token = head
    return ()


def _along(noun: Token, scene: Scene, one: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """The other side where it stands with the verb: "sent an envoy to X … aimed at strengthening cooperation"."""
    if noun.lemma_.lower() not in {
        "cooperation",
        "coordination",
        "tie",
        "relation",
        "partnership",
        "collaboration",
        "relationship",
    }:
        return ()
    for head in governors(noun):
        if head.pos_ in {"VERB", "AUX"}:
            found = _plain(
                tuple(
                    r
                    for t in prep(head, "to", "with", "toward", "towards")
                    for r in scene.referent.denoted(t)
                )
            )
            found = tuple(r for r in found if r.actor != one[0].actor)
            if found:
                return found
        if head.dep_ in {"ccomp", "ROOT"}:
            break
    return ()


def _governor(noun: Token) -> Token | None:
    """The verb that the tie is subject or object of."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ == "NOUN":
        top = top.head
    if top.dep_ in {"dobj", "nsubj", "nsubjpass"} and top.head.pos_ in {"VERB", "AUX"}:
        return top.head
    if top.dep_ == "pobj" and top.head.lower_ in {"at", "of"} and top.head.head.pos_ == "VERB":
        return top.head.head
    return None


def _domain(noun: Token, modifiers: set[str], default: Domain) -> Domain:
    for word in (
        *sorted(modifiers),
        *(
            t.lower_
            for p in noun.children
            if p.dep_ == "prep" and p.lower_ in {"on", "in"}
            for t in p.subtree
        ),
    ):
        if word in _domains():
            return _domains()[word]
    return default


def _by_verb(verb: Token, cue: Cue, scene: Scene) -> Iterator[Draft]:
    referent = scene.referent
    one = _plain(tuple(r for s in doers(verb) for r in referent.denoted(s)))
    if not one:
        one = _from_clause(verb, scene)
    other = _plain(tuple(r for o in objects(verb) for r in referent.denoted(o)))
    other = other or _plain(
        tuple(r for t in prep(verb, "with", "from", "against") for r in referent.denoted(t))
    )
    if not other and verb.lemma_ in {"rely", "depend"}:
        other = _plain(
            tuple(
                r
                for t in prep(verb, "on", "upon")
                for r in (referent.denoted(t) or referent.owners_beside(t))
            )
        )
    sign = -cue.sign if negated(verb) else cue.sign
    for a, b in _pairs(one, other):
        yield Draft(
            Tie(a, b, cue.domain, sign, 0), verb, verb.text, "tie.verb", negated=False, path=verb.text
        )


def _by_role(noun: Token, sign: int, scene: Scene) -> Iterator[Draft]:
    """ "X is an ally of Y", "X, Y's main rival", "view X as a threat"."""
    referent = scene.referent
    whose = _plain(referent._owners(noun, {"poss"})) or _plain(
        tuple(r for t in prep(noun, "of", "to") for r in (referent.denoted(t) or referent.owners_beside(t)))
    )
    who: tuple[ActorRef, ...] = ()
    if noun.dep_ == "attr":
        who = _plain(tuple(r for s in grammatical_subjects(noun.head) for r in referent.denoted(s)))
    elif noun.dep_ == "appos":
        who = _plain(referent.denoted(noun.head))
    elif noun.dep_ == "pobj" and noun.head.lower_ == "as":
        verb = noun.head.head
        viewers = _plain(tuple(r for s in doers(verb) for r in referent.denoted(s)))
        judged = _plain(tuple(r for o in objects(verb) for r in referent.denoted(o)))
        for a, b in _pairs(viewers, judged):
            yield Draft(
                Tie(a, b, "diplomatic", sign, 0),
                verb,
                noun.text,
                "tie.regard",
                path=f"{verb.text}>as>{noun.text}",
            )
        return
    elif noun.i + 1 < len(noun.doc):
        nested = _nested(noun, scene)
        who = _plain(nested)
        for c in noun.children:
            if c.dep_ == "appos":
                who = who or _plain(referent.denoted(c))
    for a, b in _pairs(whose, who):
        yield Draft(Tie(a, b, "diplomatic", sign, 0), noun, noun.text, "tie.role", noun=True, path=noun.text)
