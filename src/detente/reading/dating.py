"""Which of a sentence's dates goes with which of its words: the one in the word's own clause or phrase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .dates import Dated
from .grammar import SUBJECT, governors, is_infinitive
from .lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_AT = frozenset(
    {"at", "during", "in", "on", "before", "after", "since"}
)  # what happens so has the occasion's date
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "csubj", "pcomp"})
_NOT_THEN = frozenset({"until", "till", "before", "after"})  # "held until May", "before the 2020 war"
_BEFORE_NOUN = frozenset({"compound", "nummod", "nmod", "amod", "poss", "npadvmod"})


def date_near(anchor: Token, dates: Sequence[Dated]) -> Dated | None:
    """The date of what a word tells: its own, that of "June 2025, when …", or one that its clause shares."""
    if not dates:
        return None
    return _own(anchor, dates) or _occasion(anchor, dates) or _shared(anchor, dates)


def _own(anchor: Token, dates: Sequence[Dated]) -> Dated | None:
    """The date nearest to the anchor in its own clause or phrase, one on the anchor itself before one on its nouns."""
    found = [
        (depth, abs(when.start + anchor.sent.start_char - anchor.idx), when)
        for when in dates
        for depth in [_depth(when, anchor)]
        if depth is not None
    ]
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def _words_of(when: Dated, anchor: Token) -> Iterator[Token]:
    base = anchor.sent.start_char
    return (
        t
        for t in anchor.sent
        if t.idx - base < when.end and when.start < t.idx - base + len(t.text) and not t.is_punct
    )


def _depth(when: Dated, anchor: Token) -> int | None:
    """How many nouns lie between a date and the anchor over it; None where it is not of the anchor's clause."""
    best: int | None = None
    for token in _words_of(when, anchor):
        if token == anchor or _dates_a_noun(token, anchor) or _is_bound(token, anchor):
            continue
        depth = _way(token, anchor)
        if depth is not None and (best is None or depth < best):
            best = depth
    return best


def _way(token: Token, anchor: Token) -> int | None:
    """Nouns on the way from a word up to the anchor; None where a clause, or another deed's noun, lies between."""
    nouns = 0
    while token != anchor:
        head = token.head
        if head == token:
            return None
        if token.dep_ in _CLAUSES and not _is_transparent(token, anchor):
            return None
        if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}:
            return None
        if head != anchor and head.pos_ in {"NOUN", "PROPN"} and token.dep_ == "prep":
            if (
                token.lower_ == "of"
                and anchor.pos_ == "VERB"
                and anchor.lemma_ not in words("events", "making")
            ):
                return None  # "lent its name to the agreement of 2023"
            nouns += 1
        token = head
    return nouns


def _is_transparent(clause: Token, anchor: Token) -> bool:
    """Whether a clause only names or dates what it hangs on: "struck what it called hideouts on Friday"."""
    if clause.dep_ == "acl" and (
        clause.lemma_ == "date" or (clause.head == anchor and anchor.pos_ == "NOUN")
    ):
        return True  # "a letter dated 3 May", "the truce agreed in May"
    return clause.dep_ == "ccomp" and any(c.lower_ == "what" for c in clause.children)


def _is_bound(token: Token, anchor: Token) -> bool:
    """Whether a date only says until, before or after when it was."""
    over = next((t for t in (token, *governors(token)) if t.dep_ == "prep" or t == anchor), anchor)
    return over != anchor and over.lower_ in _NOT_THEN


def _occasion(anchor: Token, dates: Sequence[Dated]) -> Dated | None:
    """The date that a clause under "when" explains: "since 2018, when it joined"."""
    when = next((c for c in anchor.children if c.lower_ == "when" and c.i < anchor.i), None)
    if when is None or when.i == anchor.sent.start:
        return None
    before = when.nbor(-1)
    if before.is_punct and before.i > anchor.sent.start:
        before = before.nbor(-1)
    return next((d for d in dates if before in list(_words_of(d, anchor))), None)


def _shared(anchor: Token, dates: Sequence[Dated]) -> Dated | None:
    """The date of the verb over an infinitive, or of the first of coordinated verbs with one subject."""
    head = anchor.head
    if anchor.pos_ != "VERB" or head.pos_ != "VERB" or head == anchor:
        return None
    if anchor.dep_ == "xcomp" or (anchor.dep_ == "advcl" and is_infinitive(anchor)):
        return date_near(head, dates) if head.lemma_ in words("events", "dating") else None
    if anchor.dep_ == "conj" and not any(c.dep_ in SUBJECT for c in anchor.children):
        return None if _is_perfect(anchor) else date_near(head, dates)
    return None


def _is_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ in {"have", "will"} for c in verb.children)


def _dates_a_noun(token: Token, anchor: Token) -> bool:
    """Whether a word of a date stands before a noun and so dates that, not the clause: "broke the 1994 treaty".

    What happens at a dated occasion ("at Monday's talks") has its date.
    """
    noun = token.head
    while noun.i > token.i and noun.dep_ in {"compound", "nummod", "nmod", "amod"} and noun.head.i > noun.i:
        noun = noun.head
    if noun == anchor or noun.pos_ not in {"NOUN", "PROPN"} or noun.i < token.i or noun.ent_type_ == "DATE":
        return False
    if token.dep_ not in _BEFORE_NOUN:
        return False
    return not (noun.dep_ == "pobj" and noun.head.lower_ in _AT)
