"""Origins: whose word a statement is, and how far such a one is relied on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ..data import vocabulary
from ..reading.statement import ArticleRef, Attribution, Statement
from ..sources.article import Article
from ..sources.outlet import find_outlet
from .claim import Letter
from .words import plain_words, slug


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody whose word stands behind statements: an outlet, a speaker, a government, an article.

    Ids are made from names: `outlet:reuters`, `speaker:sergei-lavrov`, `actor:RUS`, `article:…`.
    """

    id: str
    name: str
    reliability: Letter

    @property
    def weight(self) -> float:
        """Reliability as a number, at most .95."""
        return _ranking()["letters"][self.reliability]


class Voices:
    """Names the voice behind a statement, knowing the publishers among the articles at hand."""

    def __init__(self, articles: Iterable[Article | ArticleRef]) -> None:
        self._publishers = frozenset(slug(a.publisher) for a in articles if a.publisher)

    def speaker(self, statement: Statement) -> Voice | None:
        """The innermost speaker of the attribution chain that has a name; None where none has."""
        for attribution in reversed(statement.attribution):
            if voice := self._named(attribution):
                return voice
        return None

    def publisher(self, article: Article | ArticleRef) -> Voice:
        """The outlet an article comes from; where that is unknown, the article itself."""
        if article.publisher and slug(article.publisher):
            return outlet_voice(article.publisher)
        return Voice(f"article:{article.id}", article.title or article.path or article.id, _letter("unknown"))

    def _named(self, attribution: Attribution) -> Voice | None:
        actor, head = attribution.actor, _head(attribution.speaker)
        name = actor.name if actor and actor.name and not _nameless(_head(actor.name)) else None
        if name and actor and (actor.sector == "MED" or self._is_outlet(name)):
            return outlet_voice(name)
        if self._is_outlet(attribution.speaker):
            return outlet_voice(attribution.speaker)
        if name and slug(name):
            return Voice(
                f"speaker:{slug(name)}", name, _letter(_kind(actor.sector if actor else None, "person"))
            )
        if _nameless(head) or (head in _speakers()["pronouns"] and not (actor and actor.actor)):
            return None
        if actor and actor.actor:
            # A government or organisation speaking as such: "Moscow said", "a Kremlin spokesman said".
            default = "government" if len(actor.actor) == 3 and actor.actor.isalpha() else "organisation"
            kind = "government" if actor.sector == "GOV" else _kind(actor.sector, default)
            return Voice(f"actor:{actor.actor}", actor.actor, _letter(kind))
        words = attribution.speaker.split()
        if any(w[:1].isupper() for w in words[1:]) or (len(words) == 1 and words[0][:1].isupper()):
            return Voice(f"speaker:{slug(attribution.speaker)}", attribution.speaker, _letter("person"))
        return None

    def _is_outlet(self, name: str) -> bool:
        if slug(name) in self._publishers:
            return True
        outlet = find_outlet(name)
        # A government that publishes is still a government when it speaks.
        return outlet is not None and outlet.kind != "government"


def is_hearsay(statement: Statement) -> bool:
    """Tell whether a statement passes on talk that nobody answers for ("reports that", "reportedly")."""
    if statement.attribution:
        return _head(statement.attribution[-1].speaker) in _speakers()["hearsay"]
    return statement.modality == "reported"


@cache
def outlet_voice(name: str) -> Voice:
    """The voice of an outlet by any of its names; one that is not in the table cannot be judged."""
    outlet = find_outlet(name)
    if outlet is None:
        return Voice(f"outlet:{slug(name)}", name, _letter("unknown"))
    return Voice(f"outlet:{slug(outlet.name)}", outlet.name, outlet.reliability)


def _head(speaker: str) -> str:
    """The noun that says what a speaker is: `senior officials in Ankara` is `officials`."""
    words = plain_words(speaker.replace("’s", "").replace("'s", ""))
    cut = next((i for i, w in enumerate(words) if i and w in _speakers()["after"]), len(words))
    return words[cut - 1] if words else ""


def _nameless(head: str) -> bool:
    return not head or head in _speakers()["anonymous"] or head in _speakers()["hearsay"]


def _kind(sector: str | None, default: str) -> str:
    return _ranking()["sectors"].get(sector, default)


def _letter(kind: str) -> Letter:
    return _ranking()["kinds"][kind]


@cache
def _ranking() -> dict:
    return vocabulary("detente.evidence", "reliability.yaml")


@cache
def _speakers() -> dict[str, frozenset[str]]:
    # YAML 1.1 and 1.2 agree on all of these words being text, but keep them text whatever they look like
    return {k: frozenset(map(str, v)) for k, v in vocabulary("detente.evidence", "speakers.yaml").items()}
