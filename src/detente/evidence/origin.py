"""Origins: whose word a statement is, at the end of its chain of attribution."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

from ..data import vocabulary
from ..reading.statement import Attribution, Statement
from ..sources.outlet import find_outlet
from .words import plain_words, slug


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody whose word stands behind statements: an outlet, a speaker, a government, an article.

    Ids are made from names: `outlet:reuters`, `speaker:sergei-lavrov`, `actor:RUS`, `article:…`. `kind` says
    what it is (`outlet`, or a kind of reliability.yaml). `house` is the principal that it speaks for, as an
    id: a minister and his ministry are two voices of one house, and no independent witnesses of each other.
    """

    id: str
    name: str
    kind: str
    house: str | None = None


class Printed(Protocol):
    """What finding an article's origin needs to know of it."""

    @property
    def id(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...


def speaker_of(statement: Statement) -> Voice | None:
    """The innermost speaker of the attribution chain that has a name; None where none has."""
    for attribution in reversed(statement.attribution):
        if voice := _named(attribution):
            return voice
    return None


def publisher_of(article: Printed) -> Voice:
    """The outlet an article comes from; where that is unknown, the article itself."""
    if article.publisher and slug(article.publisher):
        return outlet_voice(article.publisher)
    return Voice(f"article:{article.id}", article.title or article.path or article.id, "unknown")


def as_outlet(voice: Voice, publishers: Collection[str]) -> Voice:
    """A speaker as the outlet that he is, where one of the `publishers` (slugs) among the articles has his name."""
    head, _, name = voice.id.partition(":")
    return outlet_voice(voice.name) if head == "speaker" and name in publishers else voice


def is_hearsay(statement: Statement) -> bool:
    """Tell whether a statement passes on talk that nobody answers for ("reports that", "reportedly")."""
    if statement.attribution:
        return _head(statement.attribution[-1].speaker) in _speakers()["hearsay"]
    return statement.modality == "reported"


def first_hand(statement: Statement) -> bool:
    """Tell whether the article has it from the one whose word it is: said by itself, or by one whom it heard.

    Second-hand is what somebody says that somebody said, and what an article takes from another outlet.
    """
    if not statement.attribution:
        return not is_hearsay(statement)
    if len(statement.attribution) > 1 or is_hearsay(statement):
        return False
    voice = speaker_of(statement)
    return voice is None or voice.kind != "outlet" or voice == _own_outlet(statement)


def _own_outlet(statement: Statement) -> Voice | None:
    name = statement.article.publisher
    return outlet_voice(name) if name and slug(name) else None


@cache
def outlet_voice(name: str) -> Voice:
    """The voice of an outlet by any of its names."""
    outlet = find_outlet(name)
    return Voice(f"outlet:{slug(outlet.name if outlet else name)}", outlet.name if outlet else name, "outlet")


@lru_cache(maxsize=2**14)
def _named(attribution: Attribution) -> Voice | None:
    """The voice of one speaker of a chain; None where he is nameless."""
    actor, head = attribution.actor, _head(attribution.speaker)
    name = actor.name if actor and actor.name and not _nameless(_head(actor.name)) else None
    sector = actor.sector if actor else None
    if name and (sector == "MED" or _is_outlet(name)):
        return outlet_voice(name)
    if _is_outlet(attribution.speaker):
        return outlet_voice(attribution.speaker)
    if name and slug(name):
        return Voice(f"speaker:{slug(name)}", name, _kind(sector, "person"), _house(attribution))
    if _nameless(head) or (head in _speakers()["pronouns"] and not (actor and actor.actor)):
        return None
    if actor and actor.actor:
        # A government or organisation speaking as such: "Moscow said", "a Kremlin spokesman said".
        default = "government" if len(actor.actor) == 3 and actor.actor.isalpha() else "organisation"
        kind = "government" if sector == "GOV" else _kind(sector, default)
        return Voice(f"actor:{actor.actor}", actor.actor, kind, f"actor:{actor.actor}")
    words = attribution.speaker.split()
    if any(w[:1].isupper() for w in words[1:]) or (len(words) == 1 and words[0][:1].isupper()):
        return Voice(f"speaker:{slug(attribution.speaker)}", attribution.speaker, "person")
    return None


def _house(attribution: Attribution) -> str | None:
    """The principal that a named speaker answers to: that of an official, or of an armed group's man."""
    actor = attribution.actor
    if actor is None or actor.actor is None:
        return None
    speaks_for = _speakers()["in_office"]
    return f"actor:{actor.actor}" if actor.sector in speaks_for else None


def _is_outlet(name: str) -> bool:
    outlet = find_outlet(name)
    # A government that publishes is still a government when it speaks; "the diplomat" is no name of a magazine.
    named = any(w[:1].isupper() or w[:1].isdigit() for w in name.split() if w.lower() != "the")
    return outlet is not None and outlet.kind != "government" and named


def _head(speaker: str) -> str:
    """The noun that says what a speaker is: `senior officials in Ankara` is `officials`."""
    words = plain_words(speaker.replace("’s", "").replace("'s", ""))
    cut = next((i for i, w in enumerate(words) if i and w in _speakers()["after"]), len(words))
    return words[cut - 1] if words else ""


def _nameless(head: str) -> bool:
    return not head or head in _speakers()["anonymous"] or head in _speakers()["hearsay"]


def _kind(sector: str | None, default: str) -> str:
    return vocabulary("detente.evidence", "reliability.yaml")["sectors"].get(sector, default)


@cache
def _speakers() -> dict[str, frozenset[str]]:
    # YAML 1.1 and 1.2 agree on all of these words being text, but keep them text whatever they look like
    return {k: frozenset(map(str, v)) for k, v in vocabulary("detente.evidence", "speakers.yaml").items()}
