"""An article with its statements marked in its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...evidence.correction import correct
from ...evidence.ruling import Rulings, rulings_of
from ...evidence.wording import describe
from ...reading.statement import Kind, Modality, Statement
from ...store import Dossier, Wanted
from .library import Listed, listed_of
from .naming import named

_MOST = 5000  # claims of one article


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the article: its words are `text[start:end]`, `says` is what was read in them, `claim` the
    claim it counts for (none where it was rejected or counts no more)."""

    id: str
    kind: Kind
    says: str
    start: int
    end: int
    speakers: tuple[str, ...]
    modality: Modality
    certainty: float
    negated: bool
    claim: str | None
    belief: float | None
    verdict: str | None
    corrected: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and the statements that it is part of the words of."""

    text: str
    statements: tuple[str, ...]
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text in pieces, with the statements that begin in it."""

    pieces: tuple[Piece, ...]
    statements: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article, its text, and what it says in the order of the text."""

    article: Listed
    language: str
    text: str
    statements: tuple[Said, ...]


def article_view(dossier: Dossier, article_id: str) -> ArticleView:
    """An article with its statements. Raises DossierError where it is not held."""
    article = dossier.article(article_id)
    statements = dossier.statements([article_id])
    rulings = rulings_of(dossier.edits())
    claims = dossier.find_claims(Wanted(article=article_id), count=_MOST).items
    of = {s: c for c in claims for s in c.statements}
    said = []
    for s in statements:
        claim = of.get(s.id)
        said.append(said_of(s, rulings, claim.id if claim else None, claim.belief if claim else None))
    return ArticleView(listed_of(article, len(said)), article.language, article.text, tuple(said))


def said_of(s: Statement, rulings: Rulings, claim: str | None, belief: float | None) -> Said:
    """A statement as it is read by now."""
    now = correct(s, rulings.corrected.get(s.id, {}))
    verdict = "rejected" if s.id in rulings.rejected else "accepted" if s.id in rulings.accepted else None
    return Said(
        s.id, s.kind, describe(now.content, named, now.modality), s.start, s.end,
        tuple(a.speaker for a in s.attribution), now.modality, now.certainty, now.negated, claim, belief, verdict,
        s.id in rulings.corrected,
    )  # fmt: skip


def paragraphs(text: str, statements: Sequence[Said]) -> tuple[Paragraph, ...]:
    """The text in paragraphs, cut wherever a statement begins or ends; all pieces together are the text but for the
    blank lines between paragraphs."""
    made = []
    for start, end in _bounds(text):
        here = [s for s in statements if s.start < end and s.end > start]
        began = tuple(s for s in here if start <= s.start)
        made.append(Paragraph(tuple(_pieces(text, start, end, here)), began))
    return tuple(made)


def _bounds(text: str) -> Iterable[tuple[int, int]]:
    at = 0
    for part in text.split("\n\n"):
        if part.strip():
            yield at, at + len(part)
        at += len(part) + 2


def _pieces(text: str, start: int, end: int, here: Sequence[Said]) -> Iterable[Piece]:
    cuts = sorted({start, end, *(c for s in here for c in (s.start, s.end) if start < c < end)})
    for a, b in pairwise(cuts):
        over = [s for s in here if s.start <= a and s.end >= b]
        yield Piece(text[a:b], tuple(s.id for s in over), tuple(dict.fromkeys(s.kind for s in over)))
