"""What a clause or phrase is about, as an issue: one question, its actors, and on which side of it the words fall.

"let Russia keep its bases in Syria", "preserve Russian military bases in Syria" and "remove Russia's bases from
Syria" are one issue, the last with the opposite sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..data import vocabulary
from .grammar import (
    complements,
    conjuncts,
    grammatical_subjects,
    negated,
    objects,
    over_another,
    phrase,
    phrase_end,
    prep,
)
from .reference import Referent, distinct
from .statement import ActorRef, IssueRef

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Proposition:
    """An issue and the side that the words take on it: 1 for more of it, -1 for less."""

    issue: IssueRef
    sign: int
    head: Token


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary("detente.reading", "polarity.yaml")[name])


@cache
def _concepts() -> dict[str, str]:
    groups = vocabulary("detente.reading", "polarity.yaml")["concepts"]
    return {noun: name for name, nouns in groups.items() for noun in nouns}


def direction(lemma: str) -> int:
    """1 where the word raises or keeps what it governs, -1 where it lowers or ends it, else 0."""
    if lemma in _words("less"):
        return -1
    return 1 if lemma in _words("more") else 0


def proposition(token: Token, referent: Referent, sign: int = 1, depth: int = 0) -> Proposition | None:
    """The proposition that the clause or noun phrase headed by `token` puts forward; None where it is empty."""
    if depth > 6:
        return None
    lemma = token.lemma_.lower()
    if negated(token):
        sign = -sign
    if token.pos_ in {"VERB", "AUX"}:
        return _of_verb(token, lemma, referent, sign, depth)
    if token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET"}:
        return _of_noun(token, lemma, referent, sign, depth)
    return None


def _of_verb(verb: Token, lemma: str, referent: Referent, sign: int, depth: int) -> Proposition | None:
    inner = complements(verb)
    objs = [o for o in objects(verb) if o.i != verb.i]
    turned = 0 if lemma in {"threaten", "endanger", "imperil"} else direction(lemma)
    if (
        any(c.dep_ == "prt" and c.lower_ in {"back", "out", "down", "off"} for c in verb.children)
        and turned >= 0
        and lemma in {"push", "scale", "pull", "roll", "cut", "drive", "step"}
    ):
        turned = -1
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    if (lemma in _words("through") or turned) and inner:
        found = proposition(inner[0], referent, sign * (turned if turned < 0 else 1), depth + 1)
        if found:
            return found
    if not objs and turned:  # "hold on to its bases"
        objs = [*prep(verb, "to", "onto")]
    if turned and objs and objs[0].pos_ == "PROPN":
        parties = distinct(
            (
                *(r for s in grammatical_subjects(verb) for r in referent.denoted(s)),
                *referent.denoted(objs[0]),
            )
        )
        if len(parties) >= 2 and depth:  # "that Russia will abandon Iran" is a question of their ties
            return _issue("tie", parties, referent, sign * turned, verb, None)
    if turned and objs:
        found = proposition(objs[0], referent, sign * turned, depth + 1)
        if found:
            return found
    if lemma in _words("through") and not inner:
        for noun in prep(verb, "for", "on", "toward", "towards", "to"):
            found = proposition(noun, referent, sign, depth + 1)
            if found:
                return found
        if objs:
            return proposition(objs[0], referent, sign, depth + 1)
    if lemma in {"withdraw", "pull", "leave", "exit", "retreat"}:
        subjects = list(grammatical_subjects(verb))
        refs = distinct(r for s in subjects for r in referent.denoted(s))
        places = prep(verb, "from")
        actors = distinct((*refs, *(ActorRef(p) for t in places if (p := referent.place_of(t)))))
        if actors:
            return _issue("forces", actors, referent, sign * -1, verb, None)
    if lemma in {"be", "remain", "become", "stay", "keep", "look"} or verb.pos_ == "AUX":
        attribute = next((c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd"}), None)
        if attribute is not None:
            actors = distinct(
                (
                    *(r for s in grammatical_subjects(verb) for r in referent.core(s)),
                    *referent.core(attribute),
                )
            )
            return _issue(attribute.lemma_.lower(), actors, referent, sign, verb, None)
    # an ordinary verb is its own concept, about whom it touches
    actors = distinct(
        (*(r for s in grammatical_subjects(verb) for r in referent.denoted(s)), *(r for o in objs for r in referent.core(o)),
         *(r for c in verb.children if c.dep_ == "prep" for r in referent.core(c)))
    )  # fmt: skip
    concept = f"{lemma} {particle}".strip()
    if objs and not referent.denoted(objs[0]):
        concept = f"{concept} {objs[0].lemma_.lower()}"
    if not actors:  # "that a blockade would choke trade": the blockade is the question
        for s in grammatical_subjects(verb)[:1]:
            if s.pos_ == "NOUN" and s.dep_ in {"nsubj", "nsubjpass"} and s.head == verb:
                return proposition(s, referent, sign, depth + 1)
        return None
    return _issue(concept, actors, referent, sign, verb, None)


def _of_noun(noun: Token, lemma: str, referent: Referent, sign: int, depth: int) -> Proposition | None:
    turned = direction(lemma)
    if lemma in _words("through") or turned:
        for inner in (
            *(c for c in noun.children if c.dep_ in {"acl"} and c.pos_ == "VERB"),
            *prep(noun, "of", "for", "on", "in", "to"),
        ):
            if inner.pos_ in {"NOUN", "PROPN", "VERB"} and (inner.pos_ != "PROPN" or turned):
                found = proposition(inner, referent, sign * (turned if turned < 0 else 1), depth + 1)
                if found:
                    return found
    if lemma in _words("empty"):
        return None
    if lemma in {"withdrawal", "removal", "departure", "pullout", "expulsion", "exit"}:
        gone = tuple(r for r in referent.owners(noun) if r.actor)
        where = tuple(ActorRef(p) for t in prep(noun, "from") if (p := referent.place_of(t)))
        if gone:
            return _issue("forces", distinct((*gone, *where)), referent, -sign, noun, (gone, where))
    denoted = referent.denoted(noun)
    if denoted and noun.pos_ in {"PROPN", "PRON"}:
        return _issue("standing", denoted, referent, sign, noun, None)
    actors = referent.core(noun)
    own = tuple(r for r in referent.owners(noun) if r.actor)
    places = tuple(
        ActorRef(p)
        for t in prep(noun, "in", "over", "at", "across", "on")
        if t.i not in over_another(noun) and (p := referent.place_of(t))
    )
    if not places and noun.dep_ == "dobj" and _concepts().get(lemma) in {"base", "forces", "influence"}:
        places = tuple(
            ActorRef(p) for t in prep(noun.head, "in", "at", "across") if (p := referent.place_of(t))
        )
    besides = frozenset(r.actor for r in own)
    here = [*(c for c in noun.children), *([noun.nbor(1)] if noun.i + 1 < len(noun.doc) else [])]
    there = tuple(ActorRef(p) for c in here if c.lower_ == "there" and (p := referent.place_of(c, besides)))[
        :1
    ]
    controlled: tuple[ActorRef, ...] = ()
    if not own and noun.dep_ == "dobj" and _concepts().get(lemma) in {"base", "forces", "influence"}:
        controlled = tuple(r for s in grammatical_subjects(noun.head) for r in referent.denoted(s) if r.actor)
    everyone = distinct((*own, *controlled, *places, *there, *actors))
    if not everyone:
        return None
    return _issue(lemma, everyone, referent, sign, noun, (own or controlled, places or there))


def _issue(
    concept: str,
    actors: tuple[ActorRef, ...],
    referent: Referent,
    sign: int,
    head: Token,
    parts: tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]] | None,
) -> Proposition:
    actors = tuple(ActorRef(r.actor) for r in actors if r.actor)
    name = _concepts().get(concept, concept)
    codes = sorted({r.actor for r in actors if r.actor})
    text = _text(concept, head, referent, actors, parts)
    return Proposition(IssueRef(f"{name.replace(' ', '-')}:{'-'.join(codes)}", text, actors), sign, head)


def _text(
    concept: str,
    head: Token,
    referent: Referent,
    actors: tuple[ActorRef, ...],
    parts: tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]] | None,
) -> str:
    """A phrase that stands on its own: pronouns and "there" give way to names."""
    if parts is not None and parts[0]:
        words = [c.text for c in head.lefts if c.dep_ in {"amod", "compound"} and not referent.named(c)] + [
            head.text
        ]
        owner = " and ".join(referent.name(r.actor or "") for r in parts[0])
        place = " and ".join(
            referent.name(r.actor or "") for r in parts[1] if r.actor not in {o.actor for o in parts[0]}
        )
        return f"{owner}: {' '.join(words)}" + (f" in {place}" if place else "")
    first, last = phrase(head)
    end = min(phrase_end(head), last.i + 1)
    words = head.doc[first.i : end].text
    pronouns = any(t.tag_ in {"PRP", "PRP$"} or t.lower_ == "there" for t in head.doc[first.i : end])
    if head.pos_ in {"NOUN", "PROPN"} and not pronouns and len(words) <= 120:
        return words.removeprefix("the ").removeprefix("a ").removeprefix("an ")
    return f"{concept} ({', '.join(referent.name(r.actor or '') for r in actors)})"


def issue_heads(token: Token) -> tuple[Token, ...]:
    """The heads of coordinated things wanted: each is an issue of its own."""
    return conjuncts(token)
