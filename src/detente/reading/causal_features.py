"""What a link and its sentence look like, as the names of features that the weights of causal links know."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from .grammar import SUBJECT
from .lexicon import entry

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from .causal_links import Link

_NAMED = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "TIME", "MONEY", "CARDINAL", "PERCENT", "ORDINAL"}
)
_CLAUSES = frozenset({"advcl", "xcomp", "acl", "relcl", "conj", "pcomp", "ccomp"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "conj", "advcl", "xcomp", "ccomp", "acl", "relcl"})
_OPENERS = frozenset({"mark", "advmod", "aux", "nsubj", "nsubjpass"})


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """The classes of meaning that each word belongs to."""
    found: dict[str, list[str]] = {}
    for name, listed in entry("causal_links", "classes").items():
        for word in dict.fromkeys(listed):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def meanings(token: Token) -> tuple[str, ...]:
    """The classes of meaning of a word; of a name, what it names; else its part of speech."""
    if token.ent_type_ in _NAMED and token.pos_ in {"PROPN", "NUM"}:
        return (token.ent_type_,)
    return _classes().get(token.lemma_.lower()) or (token.pos_,)


def _word(token: Token) -> str:
    """The lemma; of a name or number what it names."""
    if token.ent_type_ and token.pos_ in {"PROPN", "NUM"}:
        return token.ent_type_
    return "#" if token.pos_ == "NUM" else token.lemma_.lower()


def of_sentence(sentence: Span) -> Iterator[str]:
    """Features of a whole sentence: its words, their classes, and how its clauses hang together; some come twice."""
    yield f"n={min(len(sentence) // 8, 6)}"
    for token in sentence:
        word, step, head = _word(token), token.dep_, token.head
        yield f"w={word}"
        if token.is_punct or step in {"det", "aux", "auxpass"}:
            continue
        yield f"d={step} {word}"
        if step in _ARGUMENTS and head != token:
            for above in meanings(head):
                for below in meanings(token):
                    yield f"m={above} {step} {below}"
        if step == "pobj" and head.head != head:
            for above in meanings(head.head):
                for below in meanings(token):
                    yield f"m={above} {head.lower_} {below}"
        elif step in _CLAUSES:
            form = f"{step} {token.tag_} {_opener(token)}"
            yield f"c={form}"
            yield f"c={form} {word}"
            yield f"c={_word(head)} {form}"
            for below in meanings(token):
                yield f"k={form} {below}"
        elif step == "ROOT":
            for meaning in meanings(token):
                yield f"o={meaning} {token.tag_}"


def _opener(clause: Token) -> str:
    """The word that opens a clause, "-" where there is none."""
    return next((c.lower_ for c in clause.children if c.i < clause.i and c.dep_ in _OPENERS), "-")


def of_link(link: Link) -> Iterator[str]:
    """Features of one link: its cue with the words, forms, meanings and surroundings of both its ends."""
    host, guest, cue = link.host, link.guest, f"{link.kind} {link.cue}"
    yield f"L={link.kind}"
    yield f"L={cue}"
    yield f"LG={cue} {_word(guest)}"
    yield f"LH={cue} {_word(host)}"
    yield f"Lg={cue} {guest.tag_} {guest.dep_}"
    yield f"Lh={cue} {host.tag_} {host.dep_}"
    before = link.top.left_edge.i < host.i
    comma = link.top.left_edge.i > link.top.sent.start and link.top.left_edge.nbor(-1).is_punct
    yield f"Lp={link.kind} {before} {comma}"
    yield f"Lp={cue} {before} {comma}"
    above, below = meanings(host), meanings(guest)
    for b in below:
        yield f"Lb={link.kind} {b}"
        yield f"Lb={cue} {b}"
    for a in above:
        yield f"La={link.kind} {a}"
        yield f"La={cue} {a}"
        for b in below:
            yield f"Lab={link.kind} {a} {b}"
            yield f"Lab={cue} {a} {b}"
    far = abs(host.i - guest.i)
    yield f"Ld={link.kind} {0 if far < 3 else 1 if far < 6 else 2 if far < 12 else 3}"
    for side, end in (("h", host), ("g", guest)):
        for c in end.children:
            if c.dep_ in {"neg", "aux", "auxpass"}:
                yield f"L{side}x={link.kind} {c.lower_}"
            elif c.dep_ in SUBJECT:
                for m in meanings(c):
                    yield f"L{side}s={link.kind} {m}"
            elif c.dep_ in {"dobj", "prep", "ccomp", "xcomp"}:
                yield f"L{side}o={link.kind} {c.dep_}"
                for m in meanings(c) if c.dep_ == "dobj" else ():
                    yield f"L{side}o={link.kind} {m}"
    yield f"Lr={link.kind} {host.dep_ == 'ROOT'} {'speech' in above}"
