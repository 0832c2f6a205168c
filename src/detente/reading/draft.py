"""What a rule proposes, before attribution, modality and the quote are added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .dates import Dated
from .statement import Content, Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .parse import Sentence
    from .reference import Referent
    from .speech import Frame


_AT = frozenset(
    {"at", "during", "in", "on", "before", "after", "since"}
)  # what happens so has the occasion's date


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with all that rules need of it."""

    sentence: Sentence
    referent: Referent
    frames: tuple[Frame, ...]
    dates: tuple[Dated, ...]
    published: str | None

    def date_near(self, anchor: Token) -> Dated | None:
        """The date that goes with an anchor: the nearest within its own clause or phrase."""
        if not self.dates:
            return None
        base = self.sentence.span.start_char

        def inside(tokens: list[Token]) -> list[Dated]:
            spans = [(t.idx - base, t.idx - base + len(t.text)) for t in tokens]
            return [d for d in self.dates if any(d.start < e and s < d.end for s, e in spans)]

        aside = {
            t.i
            for c in anchor.children
            if c.dep_ in {"conj", "advcl", "ccomp", "parataxis", "relcl"}
            for t in c.subtree
        }
        own = inside([t for t in anchor.subtree if t.i not in aside and not _dates_a_noun(t, anchor)])
        if own:
            return min(own, key=lambda d: abs(d.start + base - anchor.idx))
        return None


def _dates_a_noun(token: Token, anchor: Token) -> bool:
    """Whether a word of a date stands before a noun and so dates that, not the clause: "broke the 1994 treaty".

    What happens at a dated occasion ("at Monday's talks") has its date.
    """
    noun = token.head
    while noun.i > token.i and noun.dep_ in {"compound", "nummod", "nmod", "amod"} and noun.head.i > noun.i:
        noun = noun.head
    if noun == anchor or noun.pos_ not in {"NOUN", "PROPN"} or noun.i < token.i or noun.ent_type_ == "DATE":
        return False
    if token.dep_ not in {"compound", "nummod", "nmod", "amod", "poss", "npadvmod"}:
        return False
    return not (noun.dep_ == "pobj" and noun.head.lower_ in _AT)


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
