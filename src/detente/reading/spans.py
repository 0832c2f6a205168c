"""Which stretches of a sentence stand for actors: found head by head, from the top of the parse down.

A phrase that names or describes an actor is taken whole: with what stands before its head ("the Kenyan city"), its
"of" where that is part of it ("of Kisumu"), and the country after a place ("Kisumu, Kenya"). What lies inside is no
span of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .kinds import Kinds, is_region
from .lexicon import words
from .uses import LABELS, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFT = frozenset(
    {"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod", "punct", "case", "predet"}
)
_CUT = frozenset({",", "(", ")", ":", ";", '"', "[", "]", "/"})
_POSSESSIVE = frozenset({"'s", "'", "’s", "’"})
_PARTICLES = frozenset(
    {
        "al",
        "el",
        "an",
        "ar",
        "as",
        "ash",
        "at",
        "ad",
        "az",
        "bin",
        "ben",
        "ibn",
        "abu",
        "de",
        "von",
        "van",
        "ul",
    }
)


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` through `last` of a doc that stand for an actor of a `kind`; `head` carries the phrase."""

    first: int
    last: int
    head: Token
    kind: MentionKind


def spans(doc: Doc, kinds: Kinds) -> tuple[Span, ...]:
    """All spans of a doc, in order, none within another."""
    taken: set[int] = set()
    found: list[Span] = []
    for head in _downward(doc):
        kind = None if head.i in taken else kinds.of_head(head)
        if kind is None:
            continue
        span = _phrase(head, kind, kinds, taken)
        if span is not None:
            taken.update(range(span.first, span.last + 1))
            found.append(span)
    for first, last, kind in kinds.names(doc):
        if taken.isdisjoint(range(first, last + 1)):
            taken.update(range(first, last + 1))
            found.append(Span(first, last, doc[last], kind))
    return tuple(sorted(found, key=lambda s: s.first))


def within(span: Span, kinds: Kinds) -> Iterator[Span]:
    """Yield actors named inside a span: whom an office is over, who holds or backs it ("the Iran-backed militia")."""
    doc = span.head.doc
    taken = {i for i in range(len(doc)) if not span.first <= i <= span.last or i == span.head.i}
    for token in sorted(span.head.subtree, key=lambda t: -t.i):
        over = span.kind == "person" and token.pos_ == "PROPN" and kinds.of_head(token) == "organisation"
        ahead = [(t.text, t.tag_) for t in doc[token.i + 1 : token.i + 3]]
        hyphened = len(ahead) == 2 and ahead[0][0] == "-" and ahead[1][1] in {"VBN", "VBD"}
        if token.i in taken or not (over or hyphened):
            continue
        match = kinds.match(token)
        if over:
            found = _phrase(token, "organisation", kinds, taken)
        else:
            found = Span(match.start if match else token.i, token.i, token, "organisation")
        if found is not None:
            taken.update(range(found.first, found.last + 1))
            yield found


def _downward(doc: Doc) -> Iterator[Token]:
    """Tokens of each sentence, those nearer to its root first, then in order of the text."""
    for sentence in doc.sents:
        level = [sentence.root]
        while level:
            yield from level
            level = sorted((c for t in level for c in t.children), key=lambda t: t.i)


def _phrase(head: Token, kind: MentionKind, kinds: Kinds, taken: set[int]) -> Span | None:
    """The stretch around a head, as far as no other span holds it."""
    match = kinds.match(head)
    first, last = head.i, head.i
    if match is not None and match.start <= head.i < match.end:
        first, last = match.start, max(head.i, match.end - 1)
    if _is_attribute(head):
        first = min(first, _attribute_edge(head, first, kinds)) if kind != "group" else first
    elif kind != "group" and head.pos_ != "PRON":
        first = min(first, _left_edge(head, kinds))
        first, last = _name(head, first, last, kinds)
    while first <= last and (first in taken or _drops(head.doc[first], head)):
        first += 1
    if kind != "group":
        last = _right_edge(head, last, kind, kinds)
    while last > first and head.doc[last].text in _POSSESSIVE | {",", '"', "-"}:
        last -= 1
    if first > last or any(i in taken for i in range(first, last + 1)):
        return None
    return Span(first, last, head, kind)


def _name(head: Token, first: int, last: int, kinds: Kinds) -> tuple[int, int]:
    """The stretch with the rest of a name that the parse tears: hyphens, particles, what one entity holds."""
    doc, sentence = head.doc, head.sent
    if head.pos_ != "PROPN" or kinds.match(head) is not None:
        return first, last
    one = head.ent_type_ in LABELS and head.ent_type_ != "NORP"

    def goes_on(left: Token, right: Token, beyond: Token) -> bool:
        joined = _joins(left) or _joins(right) or (one and right.ent_iob_ == "I")
        return joined and _in_name(beyond)

    while first > sentence.start and goes_on(doc[first - 1], doc[first], doc[first - 1]):
        first -= 1
    while last + 1 < sentence.end and goes_on(doc[last], doc[last + 1], doc[last + 1]):
        last += 1
    return first, last


def _joins(token: Token) -> bool:
    return (token.text == "-" and not _cuts(token)) or (token.pos_ == "PROPN" and token.lower_ in _PARTICLES)


def _in_name(token: Token) -> bool:
    return token.text == "-" or token.pos_ == "PROPN" or token.lower_ in _PARTICLES


def _is_attribute(head: Token) -> bool:
    """Whether a name stands before a noun that is no actor ("the Nairobi talks"): what precedes is the noun's."""
    return head.dep_ in {"compound", "amod", "nmod"} and head.head.i > head.i


def _attribute_edge(head: Token, first: int, kinds: Kinds) -> int:
    """Where a name that stands before a noun starts: with the words before it that are part of it."""
    doc = head.doc
    while first > head.sent.start and head.pos_ == "PROPN":
        before = doc[first - 1]
        joined = before.head.i in {head.i, head.head.i} and before.dep_ in {"compound", "amod", "nmod"}
        if not joined or (before.pos_ != "PROPN" and kinds.match(before) is None) or not before.is_title:
            break
        first -= 1
    return first


def _left_edge(head: Token, kinds: Kinds) -> int:
    """Where the phrase starts: with its determiner, adjectives, compounds and possessor."""
    first = head.i
    for child in sorted(head.lefts, key=lambda t: -t.i):
        if child.dep_ not in _LEFT and not (child.dep_ in {"appos", "nsubj", "dep"} and child.i == first - 1):
            break
        edge = child.left_edge.i
        joined = next((t for t in head.doc[edge:first] if t.pos_ == "CCONJ"), None)
        if joined is not None and joined.i > edge and kinds.of_head(joined.nbor(-1)) not in {None, "group"}:
            return joined.i + 1
        cuts = [t.i for t in head.doc[edge:first] if _cuts(t)]
        if cuts and (child.dep_ == "poss" or not _is_list(head.doc, edge, first)):
            return max(cuts) + 1
        first = edge
    return first


def _cuts(token: Token) -> bool:
    """Whether a phrase does not go on over a mark: a comma, a bracket, a dash between spaces."""
    return token.text in _CUT or (token.text == "-" and token.i > 0 and token.nbor(-1).whitespace_ != "")


def _is_list(doc: Doc, first: int, last: int) -> bool:
    """Whether commas stand between words of one phrase: "young, restless recruits"."""
    return all(t.text == "," or not _cuts(t) for t in doc[first:last]) and all(
        t.pos_ in {"ADJ", "NOUN", "PROPN", "CCONJ", "PUNCT", "DET", "ADV", "VERB", "PART"}
        for t in doc[first:last]
    )


def _drops(token: Token, head: Token) -> bool:
    """Whether a word at the start of a phrase only counts or points."""
    if token == head:
        return False
    return (
        token.is_punct
        or token.tag_ == "CD"
        or token.pos_ in {"CCONJ", "ADP", "SCONJ", "ADV"}
        or token.tag_ in {"VBG", "VBD", "WDT"}
        or token.lower_ in words("mentions", "locative")
        or token.lower_ in words("mentions", "counts")
        or (token.text in _POSSESSIVE)
    )


def _bare_second(head: Token, last: int, kind: MentionKind, kinds: Kinds) -> int | None:
    """Where a second bare plural ends that shares its determiner with the first: "our men and women"."""
    for c in head.children:
        bare = c.dep_ == "conj" and c.i == last + 2 and c.tag_ == "NNS" and not any(c.lefts)
        if bare and head.tag_ == "NNS" and kinds.of_head(c) == kind:
            return c.i
    return None


def _right_edge(head: Token, last: int, kind: MentionKind, kinds: Kinds) -> int:
    """Where the phrase ends: after the "of" that belongs to it, a second noun or number, the country after a place."""
    for child in head.rights:
        if child.dep_ == "prep" and child.i == last + 1 and child.lower_ in {"of", "for"}:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and kinds.belongs(head, child.lower_, inner, kind):
                match = kinds.match(inner)
                return max(inner.i, match.end - 1) if match else inner.i
    joined = _bare_second(head, last, kind, kinds)
    if joined is not None:
        return joined
    if kind == "organisation":
        return last + 1 if _adds_to_name(head, last, kinds) else last
    return _country_after(head, last, kinds) if kind == "place" else last


def _adds_to_name(head: Token, last: int, kinds: Kinds) -> bool:
    """Whether a number or, where a long name tears the parse, people come after a name: "Task Force 50"."""
    if last + 1 >= len(head.doc) or head.doc[last].pos_ != "PROPN":
        return False
    after, match = head.doc[last + 1], kinds.match(head)
    if after.tag_ == "CD":
        return after.dep_ == "nummod" and after.head.i <= last
    long = match is not None and match.end - match.start > 3
    return long and after.tag_ == "NNS" and kinds.of_head(after) == "organisation"


def _country_after(head: Token, last: int, kinds: Kinds) -> int:
    """The end of a place with the country after it: "Kisumu, Kenya"; but "Kenya, Uganda" are two."""
    doc, here = head.doc, kinds.match(head)
    if last + 2 >= len(doc) or doc[last + 1].text != "," or doc[last].pos_ != "PROPN":
        return last
    after = kinds.match(doc[last + 2])
    if after is None or after.start != last + 2 or not is_region(after) or (here and is_region(here)):
        return last
    return after.end - 1
