"""What kind of actor a noun phrase is: by the gazetteer, by its head noun, and by how the article uses a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .grammar import prep
from .lexicon import words
from .uses import LABELS, MentionKind, listed, uses

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .gazetteer import Gazetteer, Match

_ONE = frozenset({"i", "me", "he", "him", "she", "myself", "himself", "herself"})
_MANY = frozenset({"we", "they", "us", "them"})
_PLURAL = frozenset({"NNS", "NNPS"})
_NO_NAMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
_ATTRIBUTE = frozenset({"compound", "nmod", "amod"})
# Names of states that stand before a noun as adjectives do: "UK troops".
_SHORT = frozenset({"US", "U.S.", "UK", "U.K.", "EU", "E.U.", "USA", "UAE", "U.S", "U.K"})


class Kinds:
    """Kinds of the noun phrases of one article."""

    def __init__(self, docs: Iterable[Doc], gazetteer: Gazetteer, published: str | None) -> None:
        self._matches: dict[Doc, dict[int, Match]] = {}
        for doc in docs:
            found = gazetteer.mentions(doc, published)
            self._matches[doc] = {i: m for m in found for i in range(m.start, m.end)}
        self._uses = uses(
            token
            for doc, matches in self._matches.items()
            for token in doc
            if token.pos_ == "PROPN" and token.i not in matches
        )

    def match(self, token: Token) -> Match | None:
        """The gazetteer's name that a token is part of."""
        return self._matches[token.doc].get(token.i)

    def names_of(self, doc: Doc) -> tuple[Match, ...]:
        """The gazetteer's names of a paragraph, in order."""
        return tuple(m for i, m in sorted(self._matches[doc].items()) if m.start == i)

    # --- heads ------------------------------------------------------------------------------------------------

    def of_head(self, head: Token) -> MentionKind | None:
        """The kind of the phrase that a token heads, none where it stands for no actor."""
        if head.pos_ == "PRON" and head.text != "US":
            if head.tag_ != "PRP":
                return None
            return "person" if head.lower_ in _ONE else "organisation" if head.lower_ in _MANY else None
        if head.ent_type_ in _NO_NAMES and head.pos_ != "NOUN":
            return None
        match = self.match(head)
        if match is not None:
            return _of_match(head, match)
        if listed(head, "peoples") and (head.pos_ == "ADJ" or head.dep_ in {"amod", "compound"}):
            return "group"
        if head.pos_ not in {"NOUN", "PROPN"} or _is_no_actor(head):
            return None
        used = self._uses.get(head.text) if head.pos_ == "PROPN" else None
        if used == "person" and not listed(head, "organisations") and not listed(head, "places"):
            return "person"
        return self._of_noun(head) or used or _of_people(head)

    def _of_noun(self, head: Token) -> MentionKind | None:
        """The kind by the noun itself, whether common or the last word of a name."""
        if listed(head, "parts") and (whole := prep(head, "of")):
            return "place" if self.of_head(whole[0]) == "place" else None
        if listed(head, "persons"):
            return "organisation" if head.tag_ in _PLURAL else "person"
        many = head.tag_ in _PLURAL
        joined = listed(head, "joined") and (many or any(self.match(c) is not None for c in head.lefts))
        named = head.pos_ == "PROPN" and listed(head, "named")
        body = joined or named or listed(head, "organisations")
        place = listed(head, "places") or (many and listed(head, "sites"))
        if place and any(listed(c, "abstract") for c in head.lefts):
            return None
        if body and place:
            return "place" if _is_located(head) or head.dep_ == "dobj" else "organisation"
        return "organisation" if body else "place" if place else None

    def names(self, doc: Doc) -> Iterator[tuple[int, int, MentionKind]]:
        """Yield (first, last, kind) of names that may stand outside any phrase: of the tables, then the tagger's."""
        seen: set[int] = set()
        for match in self.names_of(doc):
            kind = _of_match(doc[match.end - 1], match)
            if kind is not None:
                seen.update(range(match.start, match.end))
                yield match.start, match.end - 1, kind
        for ent in doc.ents:
            label = LABELS.get(ent.label_)
            if label is None or not seen.isdisjoint(range(ent.start, ent.end)):
                continue
            last = ent.end - 1
            while last > ent.start and doc[last].text in {"'s", "'", '"', ","}:
                last -= 1
            head = doc[last]
            taken_for_people = label == "group" and head.pos_ != "ADJ" and not listed(head, "peoples")
            if taken_for_people or head.pos_ not in {"PROPN", "ADJ"} or any(_is_no_actor(t) for t in ent):
                continue
            yield ent.start, last, self._uses.get(head.text, label)

    # --- what belongs to a phrase -----------------------------------------------------------------------------

    def belongs(self, head: Token, preposition: str, inner: Token, kind: MentionKind) -> bool:
        """Whether what a preposition adds is part of the phrase: "the city of Goma", "Minister for Asia"."""
        named = inner.pos_ == "PROPN" or self.match(inner) is not None
        if preposition == "for":
            return named and kind == "person" and head.text[:1].isupper()
        return named or (kind == "place" and listed(head, "parts"))


def is_region(match: Match) -> bool:
    """Whether a name is a state, or a part of one, that may stand after a place in it: "Luanda, Angola"."""
    entry = match.entries[0]
    if entry.form == "place":
        return entry.name in words("mentions", "provinces")
    return entry.kind == "state" and entry.form == "name" and not entry.name


def _of_match(head: Token, match: Match) -> MentionKind | None:
    """The kind of a name of the tables as it stands here: a state acts, or is where things happen."""
    entry = match.entries[0]
    if entry.kind == "person":
        return "person"
    if entry.form == "adjective":
        return "group" if head.i == match.end - 1 or head.dep_ == "compound" else None
    if entry.form == "capital":
        return "organisation" if _acts(head) else "place"
    if entry.form == "place":
        return "place"
    if entry.form == "name" and entry.kind == "state" and not entry.name:
        return "place" if _is_land(head) else "organisation"
    return "place" if entry.kind == "collective" and _is_located(head) else "organisation"


def _is_no_actor(head: Token) -> bool:
    """Whether a noun is of things that are no actors, names a thing or operation, or only describes another noun."""
    if head.pos_ == "NOUN" and head.dep_ in _ATTRIBUTE | {"attr"}:  # the last: what somebody is said to be
        return True
    if listed(head, "nothing"):
        return True
    if head.lemma_.lower() in {"alliance", "partnership", "union"} and prep(head, "with", "between"):
        return True  # what two have, not who they are
    if head.pos_ != "PROPN":
        return False
    around = (head, *head.lefts, head.head)
    return any(c.pos_ == "PROPN" and c.lemma_.lower() in {"operation", "exercise"} for c in around) or any(
        listed(c, "craft") for c in head.lefts
    )


def _of_people(head: Token) -> MentionKind | None:
    if not listed(head, "peoples"):
        return None
    return "organisation" if head.tag_ in _PLURAL else "group"


def _is_land(token: Token) -> bool:
    """Whether the name of a state means its land and not the state."""
    if token.dep_ in _ATTRIBUTE:
        return token.text not in _SHORT and token.head.lemma_.lower() not in words("ties", "joint")
    return _is_located(token)


def _is_located(token: Token) -> bool:
    """Whether the noun stands as a place: under "in" or the like, or as what is gone to or taken."""
    noun = token
    while noun.dep_ in {"conj", "appos"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    if noun.dep_ != "pobj":
        return token.dep_ in {"dobj", "nsubjpass"} and listed(token.head, "going")
    word, governor = noun.head.lower_, noun.head.head
    if word in {"from", "to"}:
        return governor.pos_ in {"VERB", "ADV"} or listed(governor, "journeys")
    if word == "of":
        return listed(governor, "locative" if governor.dep_ == "prep" else "places")
    return word in words("mentions", "locative")


def _acts(token: Token) -> bool:
    """Whether the noun does something: subject of a verb other than "be"."""
    return token.dep_ in {"nsubj", "agent"} and token.head.pos_ == "VERB"
