"""Parts: all that weighing needs to know of one statement, prepared once and small enough to keep in a table."""

from __future__ import annotations

from dataclasses import dataclass

from ..reading.statement import Event, Statement
from .content import Key, certainty, key_of, supports
from .interest import Interest, interest_of
from .occasion import Window, happened, holds, said
from .origin import Voice, first_hand, is_hearsay, speaker_of
from .words import slug

_MARK = "\x1f"  # the unit separator: in no key


@dataclass(frozen=True, slots=True)
class Part:
    """One statement as weighing sees it.

    `window` is the days on which it happened (events) or the day for which it holds, `told` the days on which
    it was said; either may be unknown. `speaker` is the innermost speaker that has a name: without one the
    word is that of the article's publisher, or of nobody (`hearsay`). `since` and `until` are the times it
    gives itself, as ISO dates. `person` (who acted, as a slug) and `quote` tell happenings of one season
    apart.
    """

    statement: str
    article: str
    start: int
    end: int
    key: Key
    window: Window | None
    told: Window | None
    supports: bool
    certainty: float
    speaker: Voice | None
    hearsay: bool
    first_hand: bool
    interest: Interest
    since: str | None
    until: str | None
    person: str | None
    quote: str


def prepare(statement: Statement) -> Part:
    """What weighing needs of a statement."""
    content = statement.content
    date = content.date if isinstance(content, Event) else None
    speaker = speaker_of(statement)
    return Part(
        statement.id,
        statement.article.id,
        statement.start,
        statement.end,
        key_of(statement),
        happened(statement) if isinstance(content, Event) else holds(statement),
        said(statement),
        supports(statement),
        round(certainty(statement), 6),
        speaker,
        speaker is None and is_hearsay(statement),
        first_hand(statement),
        interest_of(statement),
        statement.valid_from or date,
        statement.valid_to or date,
        slug(content.source.name) if isinstance(content, Event) and content.source.name else None,
        statement.quote,
    )


def key_text(key: Key) -> str:
    """A key as one text, the same on every machine; `key_from` gives it back."""
    return _MARK.join((key.kind, *key.matter, key.side, key.modality))


def key_from(text: str) -> Key:
    """The key that `key_text` wrote."""
    kind, *matter, side, modality = text.split(_MARK)
    return Key(kind, tuple(matter), side, modality)  # type: ignore[arg-type]
