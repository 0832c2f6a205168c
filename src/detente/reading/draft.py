"""What a rule proposes, before attribution, modality and the quote are added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .dates import Dated
from .dating import date_near
from .statement import Content, Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .parse import Sentence
    from .reference import Referent
    from .speech import Frame


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with all that rules need of it."""

    sentence: Sentence
    referent: Referent
    frames: tuple[Frame, ...]
    dates: tuple[Dated, ...]
    published: str | None

    def date_near(self, anchor: Token) -> Dated | None:
        """The date that goes with an anchor: the nearest within its own clause or phrase, or one that this shares."""
        return date_near(anchor, self.dates)


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the making: the clause of `anchor` decides modality, attribution and negation.

    `noun` marks an anchor that is a nominal event. What a rule knows better than grammar it sets itself:
    `modality`, `negated`, `certainty`. `cue`, `rule` and `path` tell a reader why the statement was made.
    """

    content: Content
    anchor: Token
    cue: str
    rule: str
    noun: bool = False
    modality: Modality | None = None
    negated: bool | None = None
    certainty: float | None = None
    path: str = ""
