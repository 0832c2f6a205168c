"""Which words report an event of which type, and what they need beside them to do so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .grammar import objects, prep, preps
from .lexicon import entry, words
from .statement import ActorRef, Event

if TYPE_CHECKING:
    from spacy.tokens import Token

_INSIDE = frozenset(
    {"in", "into", "under", "on", "onto", "to", "against", "with", "from", "out of", "of", "before", "as"}
)
_ADVERBS = frozenset({"away", "out", "back", "down", "up", "off", "over"})


@dataclass(frozen=True, slots=True)
class Cue:
    """How one word reports an event.

    `to` are the prepositions of its target. `things` and `within` are lemmas of which the object, or what stands under
    "in", must be one; `owner` says that the target is whose the object is. `need` and `turned` are as in the data file.
    """

    event_type: str
    mode: str | None = None
    to: tuple[str, ...] = ()
    things: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    owner: bool = False
    need: frozenset[str] = frozenset()
    turned: bool = False


@cache
def cues(part: str, lemma: str) -> tuple[Cue, ...]:
    """What a lemma can report, the first that fits being taken; `part` is verbs or nouns."""
    return tuple(
        Cue(
            row["type"],
            row.get("mode"),
            tuple(row.get("to", ())),
            _things(row.get("object", ())),
            _things(row.get("within", ())),
            frozenset(row.get("beside", ())),
            row.get("owner", False),
            frozenset(row.get("need", ())),
            row.get("turned", False),
        )
        for row in entry("events", part)
        if lemma in row["lemmas"]
    )


def _things(classes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(lemma for name in classes for lemma in entry("events", "things", name))


def verb_cues(verb: Token) -> tuple[Cue, ...]:
    """What a verb can report: with its particle, with one of its prepositions, or by itself; objects that fit first."""
    lemma = verb.lemma_.lower()
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    stem = lemma if particle is None else f"{lemma}_{particle}"
    joined = (c for word in _following(verb) for c in cues("verbs", f"{stem}_{word}"))
    found = (*joined, *cues("verbs", stem))
    if particle is not None and not found:
        found = cues("verbs", lemma)
    return tuple(c for c in found if told_by_object(verb, c))


def _following(verb: Token) -> tuple[str, ...]:
    """Prepositions and adverbs that can belong to a verb, and its bare object: "call for", "open fire"."""
    return tuple(
        dict.fromkeys(
            [
                *(word for word, _ in preps(verb)),
                *(c.lower_ for c in verb.children if c.dep_ in {"prep", "advmod", "dobj", "acomp", "oprd"}),
                # "held X responsible", with the adjective taken for one of X
                *(a.lower_ for c in verb.children if c.dep_ == "dobj" for a in c.rights if a.dep_ == "amod"),
            ]
        )
    )


def ways(verb: Token) -> tuple[tuple[str, Token], ...]:
    """(Preposition, noun) of a verb, with those behind its particle: "walked away from talks"."""
    behind = (
        p for c in verb.children if c.lower_ in _ADVERBS and c.dep_ in {"advmod", "prt"} for p in preps(c)
    )
    return tuple((word, noun) for word, noun in (*preps(verb), *behind) if not _joining(word, noun))


def _joining(word: str, noun: Token) -> bool:
    """Whether a noun stands beside the doer: "together with A, B attacked" is no attack on A."""
    first = noun
    while first.dep_ == "conj":
        first = first.head
    under = first.head
    before = under.nbor(-1).lower_ if word == "with" and under.i > 0 else ""
    return before in {"together", "along", "jointly"} and under.i - 1 <= under.sent.start + 1


def told_by_object(verb: Token, cue: Cue) -> bool:
    """Whether the object, or what stands under "in", is of the kind that the cue needs."""
    if cue.things and not fitting(verb, cue):
        return False
    if not cue.within:
        return True
    return any(word in _INSIDE and noun.lemma_.lower() in cue.within for word, noun in ways(verb))


def fitting(verb: Token, cue: Cue) -> tuple[Token, ...]:
    """The objects of the kind that the cue needs, by themselves or counted: "tons of food"."""
    found = objects(verb)
    return tuple(
        t
        for o in found
        for t in (o, *prep(o, "of"))
        if t.lemma_.lower() in cue.things and (t == o or t.pos_ == "NOUN")
    )


def noun_cues(noun: Token) -> tuple[Cue, ...]:
    """What a noun can report, by itself or with the word before it: "asset freeze"."""
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    found = cues("nouns", noun.lemma_.lower())
    return tuple(c for c in found if not c.beside or not c.beside.isdisjoint(before))


def is_rioting(verb: Token, doers: tuple[Token, ...]) -> bool:
    """Whether protesters do damage, which is a protest by violence."""
    return verb.lemma_ in words("events", "rioting") and any(
        d.lemma_.lower() in words("events", "rioters") for d in doers
    )


def event(
    event_type: str,
    mode: str | None,
    source: ActorRef,
    target: ActorRef | None,
    date: str | None,
    place: str | None,
) -> Event:
    """An event with the quad class and Goldstein weight of its type."""
    row = entry("events", "types", event_type)
    return Event(source, target, event_type, mode, row["quad"], row["goldstein"], date, place)
