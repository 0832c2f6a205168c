"""Events: who did what to whom, from verbs and from nouns, by PLOVER type, each happening once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .accusations import demand, name_calling
from .draft import Draft, Scene
from .noun_events import by_noun
from .statement import Event
from .verb_events import by_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_CLAUSE = frozenset({"amod", "compound", "aux", "auxpass"})


def events(scene: Scene) -> Iterator[Draft]:
    """Yield the events that a sentence reports, intends or denies."""
    found: list[Draft] = []
    for token in scene.sentence.span:
        found += _at(token, scene)
    for draft in found:
        if not any(_tells_more(other, draft, found) for other in found if other is not draft):
            yield draft


def _at(token: Token, scene: Scene) -> list[Draft]:
    if token.pos_ in {"VERB", "AUX"} and token.dep_ not in _NO_CLAUSE:
        done = by_verb(token, scene) if token.pos_ == "VERB" else []
        return [*done, *demand(token, scene), *name_calling(token, scene)]
    if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.dep_ != "compound"):
        return by_noun(token, scene)
    return []


def _tells_more(other: Draft, draft: Draft, found: list[Draft]) -> bool:
    """Whether another draft tells the same happening with at least as much: the verb and its noun, twice one deed."""
    a, b = other.content, draft.content
    if not (isinstance(a, Event) and isinstance(b, Event)) or a.event_type != b.event_type:
        return False
    if a.date != b.date and a.date and b.date:
        return False
    more = [
        a.source.actor is not None and b.source.actor is None and b.source.sector is None,
        a.target is not None and b.target is None,
    ]
    same = [a.source.actor == b.source.actor, _aim(a) == _aim(b)]
    if all(same) and a.source.sector == b.source.sector:
        if (a.date is None) != (b.date is None):
            return b.date is None
        return found.index(other) < found.index(draft)
    return all(m or s for m, s in zip(more, same, strict=True)) and any(more)


def _aim(told: Event) -> str | None:
    return (told.target.actor or told.target.name) if told.target else None
