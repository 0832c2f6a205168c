"""How an article uses names that no table has: what it says of one in one place holds for it everywhere.

A small tagger errs often on such names, so its label is one vote among others: the title before a name, the noun that
it explains, the preposition that it stands under.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from .lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

MentionKind = Literal["person", "organisation", "place", "group"]

LABELS: dict[str, MentionKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip
_DESCRIBED: tuple[tuple[str, MentionKind], ...] = (
    ("persons", "person"), ("organisations", "organisation"), ("places", "place"),
)  # fmt: skip


def listed(token: Token, part: str) -> bool:
    """Whether a word, as it stands or in its base form, is in a list of the vocabulary of mentions."""
    known = words("mentions", part)
    return token.lemma_.lower() in known or token.lower_ in known


def uses(names: Iterable[Token]) -> dict[str, MentionKind]:
    """What each name is used as, by the weight of all that its uses say."""
    votes: defaultdict[str, Counter[MentionKind]] = defaultdict(Counter)
    for token in names:
        for kind, weight in _use(token):
            votes[token.text][kind] += weight
    return {name: max(kinds, key=lambda kind: kinds[kind]) for name, kinds in votes.items()}


def _use(token: Token) -> Iterator[tuple[MentionKind, int]]:
    """What one use of a name says of its kind, with weight."""
    head, first = token.head, token.left_edge
    label = LABELS.get(token.ent_type_)
    if label is not None and label != "group":
        yield label, 1 if label == "person" and _stands_alone(token) else 2
    if token.is_upper and token.is_alpha and len(token) > 2:  # an acronym
        yield "organisation", 2
    if any(c.lower_.rstrip(".") in words("mentions", "titles") or listed(c, "persons") for c in token.lefts):
        yield "person", 6
    before = first.nbor(-1) if first.i else first
    if listed(before, "locative") or listed(first, "locative"):
        yield "place", 3
    if token.dep_ == "dobj" and listed(head, "going"):
        yield "place", 2
    if token.dep_ == "appos" and head.pos_ == "NOUN":
        for part, kind in _DESCRIBED:
            if listed(head, part):
                yield kind, 4
    if token.dep_ == "pobj" and head.lower_ == "of" and listed(head.head, "places"):  # "the town of X"
        yield "place", 6
    before_noun = token.dep_ in {"compound", "nmod"} and head.i > token.i
    if before_noun and listed(head, "places") and not listed(head, "organisations"):  # "X province"
        yield "place", 3


def _stands_alone(token: Token) -> bool:
    """Whether a tagged name is of one word, where the tagger errs most."""
    return token.ent_iob_ == "B" and (token.i + 1 >= len(token.doc) or token.nbor(1).ent_iob_ != "I")
