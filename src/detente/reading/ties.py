"""Ties: the standing of one actor toward another, by domain, with sign and trend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .grammar import conjuncts, doers, governors, grammatical_subjects, negated, objects, prep
from .lexicon import by_word, entry, words
from .principals import distinct, principals
from .statement import ActorRef, Domain, Tie

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word says of a tie."""

    sign: int
    domain: Domain


@cache
def _cues(part: str) -> dict[str, Cue]:
    return {lemma: Cue(row["sign"], row["domain"]) for row in entry("ties", part) for lemma in row["lemmas"]}


def ties(scene: Scene) -> Iterator[Draft]:
    """Yield the standing relations that a sentence states."""
    for token in scene.sentence.span:
        lemma = token.lemma_.lower()
        yield from _by_adjective(token, scene)
        yield from _by_participle(token, scene)
        if token.pos_ == "NOUN" and lemma in _cues("nouns"):
            yield from _by_noun(token, _cues("nouns")[lemma], scene)
        elif token.pos_ == "VERB" and lemma in _cues("verbs") and token.dep_ != "amod":
            yield from _by_verb(token, _cues("verbs")[lemma], scene)
        elif token.pos_ == "NOUN" and (
            lemma in words("ties", "good_roles") or lemma in words("ties", "bad_roles")
        ):
            yield from _by_role(token, 1 if lemma in words("ties", "good_roles") else -1, scene)


def _pairs(a: tuple[ActorRef, ...], b: tuple[ActorRef, ...]) -> Iterator[tuple[ActorRef, ActorRef]]:
    seen: set[frozenset[str | None]] = set()
    for x in a[:3]:
        for y in b[:4]:
            key = frozenset((x.actor, y.actor))
            if x.actor != y.actor and key not in seen:
                seen.add(key)
                yield x, y


def _by_noun(noun: Token, cue: Cue, scene: Scene) -> Iterator[Draft]:
    pairs = tuple(_sides(noun, cue, scene))
    governor = _governor(noun)
    if not pairs or _set_against(noun):
        return
    if governor is not None and negated(governor) and governor.lemma_ in words("modality", "intention_verbs"):
        return  # what somebody does not want says nothing of what is
    modifiers = _modifiers(noun) | _said_of(noun, governor)
    sign, trend = _sign_and_trend(noun, modifiers, governor, cue)
    domain = _domain(noun, modifiers, cue.domain)
    for a, b in pairs:
        yield Draft(
            Tie(a, b, domain, sign, trend),
            governor if governor is not None else noun,
            noun.text,
            "tie.noun",
            noun=governor is None,
            negated=False if noun.lemma_ in {"tension", "rift"} else None,
            path=noun.text,
        )


def _sides(noun: Token, cue: Cue, scene: Scene) -> Iterator[tuple[ActorRef, ActorRef]]:
    """The two sides of a tie: "between A and B", else whoever stands beside the noun and who it is "with"."""
    beside = principals(scene.referent.all_beside(noun))
    supports = cue.sign == 1 and noun.lemma_ in {"support", "backing"}
    between = () if supports else _under(noun, frozenset({"between", "among"}), scene)
    if between:
        apart = any(c.lower_ == "among" for c in noun.children)
        return combinations(between[:3], 2) if apart else _pairs(between[:1], between[1:])
    # "cooperation against C" is with somebody else
    leads = words("ties", "prepositions") - ({"against", "from"} if cue.sign > 0 else set())
    others = _under(noun, leads, scene) or principals(_nested(noun, scene))
    if not others and supports:
        backed = (c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"for", "of"})
        others = principals(r for c in backed for p in c.children for r in scene.referent.within(p))
    one = _from_clause(noun, scene) if not beside or beside == others else beside
    if not others and len(one) == 1:
        others = _along(noun, scene, one)
    if not others and len(beside) >= 2:
        return combinations(beside[:3], 2)
    if not others and len(one) == 2 and noun.dep_ == "dobj" and noun.head.lemma_ in words("ties", "mutual"):
        return _pairs(one[:1], one[1:])  # "A and B have strained relations"
    return _pairs(one, others)


def _under(noun: Token, prepositions: frozenset[str], scene: Scene) -> tuple[ActorRef, ...]:
    """Principals that prepositions of the noun name: themselves, as examples, or through what is theirs."""
    referent = scene.referent
    return principals(
        r
        for t in prep(noun, *prepositions)
        for r in (
            referent.denoted(t) or _nested(t, scene) or (referent.owners(t) if t.pos_ == "NOUN" else ())
        )
    )


def _modifiers(noun: Token) -> set[str]:
    """Adjectives and compounds beside the noun, and those of a noun that it is the first part of."""
    beside = [c for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod"}]
    joined = [t for c in beside if c.dep_ == "amod" for t in conjuncts(c)]
    over = [c for c in noun.head.lefts if c.dep_ == "amod"] if noun.dep_ == "compound" else []
    return {t.lower_ for t in (*beside, *joined, *over)}


def _said_of(noun: Token, governor: Token | None) -> set[str]:
    """What a clause says of the tie it is about: "relations … are strained", "remain close"."""
    if governor is None or noun.dep_ not in {"nsubj", "nsubjpass"}:
        return set()
    told = [t for c in governor.children if c.dep_ in {"acomp", "oprd"} for t in conjuncts(c)]
    return {t.lower_ for t in told} | ({governor.lower_} if governor.tag_ == "VBN" else set())


def _sign_and_trend(noun: Token, modifiers: set[str], governor: Token | None, cue: Cue) -> tuple[int, int]:
    """What the words around a tie noun make of its sign, and where they say that the tie is going."""
    sign = -1 if cue.sign == 1 and modifiers & words("ties", "bad") else cue.sign
    # the word before, whatever the parser made of it: "strengthening ties"
    up = bool(modifiers & words("ties", "up")) or (noun.i > 0 and noun.nbor(-1).lower_ in words("ties", "up"))
    down = bool(modifiers & words("ties", "down"))
    if governor is not None:
        up = up or governor.lemma_.lower() in words("ties", "rising")
        down = down or governor.lemma_.lower() in words("ties", "falling") | words("ties", "souring")
    if up == down:
        return sign, 0
    if down and cue.sign == 1 and governor is not None and _spoils(noun, governor):
        sign = -1
    return sign, cue.sign if up else -cue.sign


def _spoils(noun: Token, governor: Token) -> bool:
    """Whether the verb says that a good tie is one no more: it was severed, or it has soured."""
    soured = noun.dep_ in {"nsubj", "nsubjpass"} and governor.lemma_ in words("ties", "souring")
    return soured or governor.lemma_ in words("ties", "breaking")


def _set_against(noun: Token) -> bool:
    """Whether the words deny the noun in favour of another: "rather than alignment with X"."""
    before = [t.lower_ for t in noun.doc[max(noun.sent.start, noun.left_edge.i - 3) : noun.i]]
    return any(two in {("rather", "than"), ("instead", "of")} for two in pairwise(before))


def _nested(token: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Actors named as examples: "organisations such as A and B", "adversaries like C"."""
    examples = (t for word in ("such as", "like", "including", "as") for t in prep(token, word))
    return distinct(scene.referent.denoted_by(c for t in examples for c in conjuncts(t)))


def _from_clause(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """The other side of a tie whose noun names only one: the doer of the clause."""
    token = noun
    for _ in range(14):
        head = token.head
        if head == token:
            break
        if head.lemma_ in words("grammar", "equating"):
            return principals(scene.referent.memory.last_subject())
        if head.pos_ in {"VERB", "AUX"}:
            refs = tuple(
                r
                for s in (doers(head) or grammatical_subjects(head))
                if s.lower_ not in {"risk", "risks"} and s.i != noun.i and not noun.is_ancestor(s)
                for r in (scene.referent.denoted(s) or scene.referent.owners_beside(s))
            )
            if refs:
                return principals(refs)
        elif head.pos_ == "NOUN" and token.dep_ in {"prep", "pobj", "acl", "pcomp"}:
            refs = scene.referent.owners_beside(head)
            if refs:
                return principals(refs)
        token = head
    return ()


def _along(noun: Token, scene: Scene, one: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """The other side where it stands with the verb: "sent an envoy to X to strengthen cooperation"."""
    if noun.lemma_.lower() not in words("ties", "joint"):
        return ()
    for head in governors(noun):
        if head.pos_ in {"VERB", "AUX"}:
            named = scene.referent.denoted_by(prep(head, "to", "with", "toward", "towards"))
            found = principals(r for r in named if r.actor != one[0].actor)
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
    """The domain by the words beside the noun, else by those under "on" and "in", else the noun's own."""
    under = [p for p in noun.children if p.dep_ == "prep" and p.lower_ in {"on", "in"}]
    named = (*sorted(modifiers), *(t.lower_ for p in under for t in p.subtree))
    domains: dict[str, Domain] = by_word("ties", "domains")
    for word in named:
        if word in domains:
            return domains[word]
    return default


def _by_verb(verb: Token, cue: Cue, scene: Scene) -> Iterator[Draft]:
    referent = scene.referent
    one = principals(referent.denoted_by(doers(verb))) or _from_clause(verb, scene)
    other = principals(referent.denoted_by(objects(verb)))
    other = other or principals(referent.denoted_by(prep(verb, "with", "from", "against")))
    if not other and verb.lemma_ in {"rely", "depend"}:
        other = _whose(prep(verb, "on", "upon"), scene)
    sign = -cue.sign if negated(verb) else cue.sign
    for a, b in _pairs(one, other):
        content = Tie(a, b, cue.domain, sign, 0)
        yield Draft(content, verb, verb.text, "tie.verb", negated=False, path=verb.text)


def _whose(nouns: tuple[Token, ...], scene: Scene) -> tuple[ActorRef, ...]:
    """Principals that nouns stand for, or belong to."""
    referent = scene.referent
    return principals(r for t in nouns for r in (referent.denoted(t) or referent.owners_beside(t)))


def _by_role(noun: Token, sign: int, scene: Scene) -> Iterator[Draft]:
    """ "X is an ally of Y", "X, Y's main rival", "view X as a threat"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "as":
        yield from _by_regard(noun, sign, scene)
        return
    referent = scene.referent
    whose = principals(referent.possessors(noun)) or _whose(prep(noun, "of", "to"), scene)
    who: tuple[ActorRef, ...] = ()
    if noun.dep_ == "attr":
        who = principals(referent.denoted_by(grammatical_subjects(noun.head)))
        if not whose and len(who) == 2 and noun.tag_ == "NNS":
            whose, who = who[:1], who[1:]  # "A and B are allies"
    elif noun.dep_ == "appos":
        who = principals(referent.denoted(noun.head))
    else:
        apposed = (principals(referent.denoted(c)) for c in noun.children if c.dep_ == "appos")
        who = principals(_nested(noun, scene)) or next(filter(None, apposed), ())
    default: Domain = "economic" if noun.lemma_.lower() in words("ties", "economic_roles") else "diplomatic"
    if whose == who and noun.dep_ == "attr" and noun.head.dep_ == "relcl":
        # "A avoided B, which is its ally": nobody is his own ally, so "its" is A's
        main = next((g for g in governors(noun.head) if g.pos_ == "VERB"), None)
        whose = principals(referent.denoted_by(doers(main))) if main is not None else ()
    for a, b in _pairs(whose, who):
        content = Tie(a, b, _domain(noun, _modifiers(noun), default), sign, 0)
        yield Draft(content, noun, noun.text, "tie.role", noun=True, path=noun.text)


def _by_regard(noun: Token, sign: int, scene: Scene) -> Iterator[Draft]:
    """ "view X as a threat": a tie of whoever views to X."""
    verb = noun.head.head
    viewers = principals(scene.referent.denoted_by(doers(verb)))
    judged = principals(scene.referent.denoted_by(objects(verb)))
    for a, b in _pairs(viewers, judged):
        content = Tie(a, b, "diplomatic", sign, 0)
        yield Draft(content, verb, noun.text, "tie.regard", path=f"{verb.text}>as>{noun.text}")


def _by_adjective(adjective: Token, scene: Scene) -> Iterator[Draft]:
    """ "Forces loyal to X", "Y is hostile to X"."""
    word, head = adjective.lower_, adjective.head
    good = word in words("ties", "good_adjectives")
    if not good and word not in words("ties", "bad_adjectives"):
        return
    referent = scene.referent
    other = principals(referent.denoted_by(prep(adjective, "to", "with", "toward", "towards")))
    if adjective.dep_ in {"acomp", "oprd", "ROOT"}:
        one = principals(
            referent.denoted_by(grammatical_subjects(head if adjective.dep_ != "ROOT" else adjective))
        )
        denied = negated(head)
    elif head.pos_ in {"NOUN", "PROPN"} and head.i < adjective.i:
        one, denied = principals(referent.denoted(head)), False
    else:
        return
    sign = 1 if good != denied else -1
    for a, b in _pairs(one, other):
        content = Tie(a, b, "diplomatic", sign, 0)
        yield Draft(
            content, adjective, adjective.text, "tie.adjective", noun=True, negated=False, path=head.text
        )


def _by_participle(participle: Token, scene: Scene) -> Iterator[Draft]:
    """ "The Iran-backed Houthis": a tie of who stands before the hyphen to who is named."""
    domain = by_word("ties", "joined").get(participle.lower_)
    if domain is None or participle.i < scene.sentence.span.start + 2 or participle.nbor(-1).text != "-":
        return
    backer = principals(scene.referent.among([participle.nbor(-2)]))
    backed = principals(scene.referent.denoted(participle.head))
    for a, b in _pairs(backer, backed):
        content = Tie(a, b, domain, 1, 0)
        yield Draft(
            content, participle, participle.text, "tie.participle", noun=True, path=participle.head.text
        )
