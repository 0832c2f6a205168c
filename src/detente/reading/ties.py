"""Ties told by nouns and verbs of relation, by domain, with sign and trend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from .bygone import former
from .draft import Draft, Scene
from .grammar import auxiliaries, conjuncts, doers, governors, grammatical_subjects, negated, objects, prep
from .lexicon import by_word, entry, words
from .principals import distinct, principals
from .sides import doing, pairs, whose
from .statement import ActorRef, Domain, Tie

if TYPE_CHECKING:
    from spacy.tokens import Token


_SUPPOSED = 0.4  # certainty of a tie that is only supposed


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
        if token.pos_ == "NOUN" and lemma in _cues("nouns"):
            yield from _by_noun(token, _cues("nouns")[lemma], scene)
        elif token.pos_ == "VERB" and lemma in _cues("verbs") and token.dep_ != "amod":
            yield from _by_verb(token, _cues("verbs")[lemma], scene)


def _by_noun(noun: Token, cue: Cue, scene: Scene) -> Iterator[Draft]:
    beside = modifiers(noun)
    needed = entry("ties", "needing").get(noun.lemma_.lower())
    if needed is not None and not (beside | {c.lower_ for c in noun.lefts}) & set(needed):
        return
    found = tuple(_sides(noun, cue, scene))
    governor = _governor(noun)
    if not found or _set_against(noun) or former(noun):
        return
    if governor is not None and negated(governor) and governor.lemma_ in words("modality", "intention_verbs"):
        return  # what somebody does not want says nothing of what is
    beside |= _said_of(noun, governor)
    sign, trend = _sign_and_trend(noun, beside, governor, cue)
    told = (sign != cue.sign and trend == 0) or noun.lemma_ in {
        "tension",
        "rift",
    }  # the denial is in the sign
    held = domain(noun, beside, cue.domain)
    supposed = noun.dep_ == "nsubj" and _is_supposed(noun)
    for a, b in found:
        yield Draft(
            Tie(a, b, held, sign, trend),
            governor if governor is not None else noun,
            noun.text,
            "tie.noun",
            noun=governor is None,
            negated=False if told else None,
            modality="possible" if supposed else None,
            certainty=_SUPPOSED if supposed else None,
            path=noun.text,
        )


def _is_supposed(noun: Token) -> bool:
    """Whether the words speak of any such tie, not of one that is: "a closer alliance makes war likelier"."""
    any_such = any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in noun.children)
    more = any(c.dep_ == "amod" and c.tag_ == "JJR" for c in noun.children)
    governor = noun.head
    return any_such and more and governor.tag_ in {"VBZ", "VBP"} and governor.lemma_ not in {"be", "exist"}


def _sides(noun: Token, cue: Cue, scene: Scene) -> Iterator[tuple[ActorRef, ActorRef]]:
    """The two sides of a tie: "between A and B", else whoever stands beside the noun and who it is "with"."""
    beside = principals(scene.referent.all_beside(noun))
    supports = cue.sign == 1 and noun.lemma_ in {"support", "backing"}
    between = () if supports else _between(noun, scene)
    if between:
        apart = any(c.lower_ == "among" for c in noun.children)
        return combinations(between[:3], 2) if apart else pairs(between[:1], between[1:])
    # "cooperation against C" is with somebody else
    leads = words("ties", "prepositions") - ({"against", "from"} if cue.sign > 0 else set())
    if noun.lemma_.lower() in words("ties", "felt"):
        leads |= {"of"}
    others = _under(noun, leads, scene) or principals(nested(noun, scene))
    if not others and supports:
        backed = (c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"for", "of"})
        others = principals(r for c in backed for p in c.children for r in scene.referent.within(p))
    if beside and beside == others and scene.referent.possessors(noun):
        return iter(())  # "the minister's relations with his general": within one state
    one = _from_clause(noun, scene) if not beside or beside == others else beside
    if not others and len(one) == 1:
        others = _along(noun, scene, one)
    if not others and len(beside) >= 2:
        return combinations(beside[:3], 2)
    if not others and len(one) == 2 and noun.dep_ == "dobj" and noun.head.lemma_ in words("ties", "mutual"):
        return pairs(one[:1], one[1:])  # "A and B have strained relations"
    return pairs(one, others)


def _between(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whom a tie is between, also where that stands with its verb: "a rift has opened between A and B"."""
    leads = frozenset({"between", "among"})
    found = _under(noun, leads, scene)
    over = noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.pos_ == "VERB"
    if not found and over and not prep(noun, "of"):  # no "row of houses"
        found = _under(noun.head, leads, scene)
    for inner in prep(noun, "of"):  # "ties of kinship between A and B"
        found = found or _under(inner, leads, scene)
    for clause in noun.children:  # "no love lost between A and B"
        if not found and clause.dep_ == "acl":
            found = _under(clause, leads, scene)
    return found


def _under(noun: Token, prepositions: frozenset[str], scene: Scene) -> tuple[ActorRef, ...]:
    """Principals that prepositions of the noun name: themselves, as examples, or through what is theirs."""
    referent = scene.referent
    return principals(
        r
        for t in prep(noun, *prepositions)
        for r in (referent.denoted(t) or nested(t, scene) or (referent.owners(t) if t.pos_ == "NOUN" else ()))
    )


def modifiers(noun: Token) -> set[str]:
    """Adjectives and compounds beside the noun, and those of a noun that it is the first part of."""
    beside = [c for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod"}]
    joined = [t for c in beside if c.dep_ == "amod" for t in conjuncts(c)]
    over = [c for c in noun.head.lefts if c.dep_ == "amod"] if noun.dep_ == "compound" else []
    return {t.lower_ for t in (*beside, *joined, *over)}


def _said_of(noun: Token, governor: Token | None) -> set[str]:
    """What a clause says of the tie it is about: "relations … are strained", "remain close"."""
    if governor is None or noun.dep_ not in {"nsubj", "nsubjpass"}:
        return set()
    told = [t for c in governor.children if c.dep_ in {"acomp", "oprd", "attr"} for t in conjuncts(c)]
    # "are at their lowest point", "have sunk to a new low"
    told += [w for t in prep(governor, "at", "to") for w in (t, *t.lefts) if w.pos_ in {"ADJ", "NOUN"}]
    return {t.lower_ for t in told} | ({governor.lower_} if governor.tag_ == "VBN" else set())


def _sign_and_trend(noun: Token, modifiers: set[str], governor: Token | None, cue: Cue) -> tuple[int, int]:
    """What the words around a tie noun make of its sign, and where they say that the tie is going."""
    sign = -1 if cue.sign == 1 and modifiers & words("ties", "bad") else cue.sign
    if _absent(noun, governor):
        return (-1 if cue.sign == 1 else 0), 0
    station = _station(noun, governor)
    if station:
        return (1, 1) if (station == 1) == (cue.sign == 1) else (-1, -1)
    turned = _turned(governor, modifiers)
    if turned and cue.sign == 1:
        return turned, turned
    if _worsened(noun, modifiers, governor):
        return cue.sign, -1
    # the word before, whatever the parser made of it: "strengthening ties"
    up = bool(modifiers & words("ties", "up")) or (noun.i > 0 and noun.nbor(-1).lower_ in words("ties", "up"))
    down = bool(modifiers & words("ties", "down"))
    over = governor.lemma_.lower() if governor is not None else ""
    up = up or over in words("ties", "rising")
    down = down or over in words("ties", "falling") | words("ties", "souring") | words("ties", "cutting")
    if up == down:
        return sign, 0
    ended = governor is not None and _ended(noun, governor, cue)
    if ended and governor is not None and negated(governor):
        return sign, 0
    if down and ended:
        sign = -cue.sign
    return sign, cue.sign if up else -cue.sign


def _absent(noun: Token, governor: Token | None) -> bool:
    """Whether there is none of a tie whose lack is itself bad: "have no diplomatic relations"."""
    if noun.lemma_.lower() not in words("ties", "absence"):
        return False
    none = any(c.lower_ in {"no", "little"} and c.dep_ in {"det", "amod"} for c in noun.children)
    held = governor is not None and governor.lemma_ in {"have", "maintain", "enjoy", "share"}
    return none or (held and governor is not None and negated(governor))


def _station(noun: Token, governor: Token | None) -> int:
    """1 where the clause puts its subject on a high or on the mend, -1 at a low, else 0."""
    if governor is None or noun.dep_ not in {"nsubj", "nsubjpass"}:
        return 0
    at = [c for c in governor.children if c.dep_ in {"dobj", "attr"}]
    at += [t for c in governor.children if c.dep_ == "prep" for t in prep(governor, c.lower_)]
    named = {t.lemma_.lower() for t in at} | {t.lower_ for t in at}
    if named & words("ties", "stations", "low"):
        return -1
    return 1 if named & (words("ties", "stations", "high") | words("ties", "stations", "mending")) else 0


def _turned(governor: Token | None, modifiers: set[str]) -> int:
    """1 where a tie is said to have become good, -1 bad: "turned sour", "gave way to enmity"."""
    if governor is None:
        return 0
    into = {t.lemma_.lower() for t in prep(governor, "to", "into")}
    if governor.lemma_ in {"turn", "give", "descend", "degenerate", "yield", "slide", "blossom"}:
        signs = {_cues("nouns")[lemma].sign for lemma in into if lemma in _cues("nouns")}
        if signs:
            return max(signs) if len(signs) == 1 else 0
    if governor.lemma_ not in words("ties", "becoming") or negated(governor):
        return 0
    if modifiers & words("ties", "bad"):
        return -1
    return 1 if modifiers & words("ties", "good") else 0


def _worsened(noun: Token, modifiers: set[str], governor: Token | None) -> bool:
    """Whether the words say that whatever it is has become worse."""
    over = governor.lemma_.lower() if governor is not None else ""
    subject = noun.dep_ in {"nsubj", "nsubjpass"}
    return bool(modifiers & words("ties", "worsening")) or (subject and over in words("ties", "worsening"))


def _ended(noun: Token, governor: Token, cue: Cue) -> bool:
    """Whether the verb ends the tie or quarrel: it was severed or has soured; it was settled."""
    if cue.sign == -1:
        return governor.lemma_ in words("ties", "settling")
    soured = noun.dep_ in {"nsubj", "nsubjpass"} and governor.lemma_ in words("ties", "souring")
    cut = governor.lemma_ in words("ties", "cutting") and noun.lemma_ in words("ties", "cut")
    measured = any(c.lower_ in {"back", "by", "down"} for c in governor.children)
    return soured or governor.lemma_ in words("ties", "breaking") or (cut and not measured)


def _set_against(noun: Token) -> bool:
    """Whether the words deny the noun in favour of another: "rather than alignment with X"."""
    before = [t.lower_ for t in noun.doc[max(noun.sent.start, noun.left_edge.i - 3) : noun.i]]
    return any(two in {("rather", "than"), ("instead", "of")} for two in pairwise(before))


def nested(token: Token, scene: Scene) -> tuple[ActorRef, ...]:
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


def domain(noun: Token, modifiers: set[str], default: Domain) -> Domain:
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
    one = doing(verb, scene) or _from_clause(verb, scene)
    needing = verb.lemma_ in words("ties", "needing_verbs")
    apart = needing or verb.lemma_ in words("ties", "with_only")
    other = () if apart else principals(referent.denoted_by(objects(verb)))
    other = other or principals(referent.denoted_by(prep(verb, "with", "from", "against")))
    held = cue.domain
    if verb.lemma_ == "lean" and not any(c.lower_ in {"for", "heavily"} for c in verb.children):
        return  # who leans on another without need presses it
    if needing:
        needed = prep(verb, "on", "upon")
        other, held = whose(needed, scene), _needed(verb, needed, held)
    if verb.dep_ == "xcomp" and verb.head.lemma_ in words("stances", "withholding"):
        return  # "refuses to recognise": its position, and no good tie
    if needing and negated(verb) and not {"can", "ca", "could"}.intersection(auxiliaries(verb)):
        return  # who does not need another may be friend or foe
    if any(c.lower_ == "neither" for o in objects(verb) for c in o.children):
        return  # who supports neither of two is nobody's enemy by that
    sign = (-1 if cue.sign == 1 else 0) if negated(verb) else cue.sign
    for a, b in pairs(one, other):
        content = Tie(a, b, held, sign, 0)
        yield Draft(content, verb, verb.text, "tie.verb", negated=False, path=verb.text)


def _needed(verb: Token, relied_on: tuple[Token, ...], default: Domain) -> Domain:
    """The domain of what somebody relies on, or relies on another for: "on B's oil", "on B for arms"."""
    domains: dict[str, Domain] = by_word("ties", "domains")
    needed = (*relied_on, *(t for p in prep(verb, "for") for t in p.subtree))
    for t in needed:
        if t.lemma_.lower() in domains:
            return domains[t.lemma_.lower()]
    return default
