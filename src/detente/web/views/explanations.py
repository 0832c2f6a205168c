"""Explanations: what carries an outcome, down to the sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...data import vocabulary
from ...store import Dossier
from . import keeping
from .naming import origin_named
from .runs import RunRow, row_of

if TYPE_CHECKING:
    from ...show.index import Index
    from ...system.model import Evidence, Quote

LEAST = 5e-4  # smaller shares print as nothing


@dataclass(frozen=True, slots=True)
class SentenceView:
    """Exact words, who said them, and where they stand."""

    quote: str
    said_by: str
    statement: str
    article: str
    title: str
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class ClaimShare:
    """How much of the outcome a claim carries, with the claim's words and the sentences behind it.

    `origins` are names; where there is one alone, all of the share rests on it."""

    claim: str
    kind: str
    says: str
    belief: float
    share: float
    origins: tuple[str, ...]
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """What the outcome loses without the `claims` that rest on an origin alone. `id` is null where the origin is not
    held any more, `left` says that it is left out by now."""

    id: str | None
    name: str
    claims: tuple[str, ...]
    share: float
    left: bool


@dataclass(frozen=True, slots=True)
class ArticleShare:
    """An article with the claims that bear on the outcome and have a sentence in it; of them `alone` in no other."""

    id: str
    title: str
    publisher: str | None
    published: str | None
    claims: int
    alone: int
    left: bool


@dataclass(frozen=True, slots=True)
class MechanismView:
    """What the outcome loses with a mechanism switched off."""

    name: str
    says: str
    share: float


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """An outcome in words with what carries it, the greatest first.

    With `contrast` the value is the change against the baseline. `without` is what it would be without the source that
    carries most."""

    explanation: RunRow
    outcome: str
    says: str
    scenario: str
    scenario_title: str
    month: int
    value: float
    contrast: bool
    claims: tuple[ClaimShare, ...]
    minor: int
    sources: tuple[SourceView, ...]
    articles: tuple[ArticleShare, ...]
    mechanisms: tuple[MechanismView, ...]

    @property
    def greatest(self) -> float:
        """The size of the greatest share."""
        return max((abs(s.share) for s in (*self.claims, *self.sources, *self.mechanisms)), default=0.0)


def explanation_view(dossier: Dossier, no: int) -> ExplanationView:
    """One explanation. Raises DossierError, and ResultsError where the run is none."""
    found, run = keeping.explanation(dossier, no), dossier.run(no)
    words = keeping.words(dossier, run.system)
    evidence = {e.claim: e for e in words.system.evidence}
    kept = [s for s in found.claims if abs(s.share) >= LEAST]
    left = _left(dossier)
    claims = tuple(_claim(words, s.claim, evidence.get(s.claim), s.share) for s in kept)
    ids = _origin_ids(dossier, [s.claims for s in found.sources])
    sources = tuple(
        SourceView(
            ids.get(s.origin), words.origin(s.origin), s.claims, s.share, ids.get(s.origin) in left,
        )
        for s in found.sources
        if abs(s.share) >= LEAST
    )  # fmt: skip
    told = vocabulary("detente.show", "words.yaml")["mechanisms"]
    mechanisms = tuple(
        MechanismView(m.mechanism, told.get(m.mechanism, ""), m.share)
        for m in found.mechanisms
        if abs(m.share) >= LEAST
    )
    row = row_of(run)
    title = next((s.title for s in words.system.scenarios if s.name == found.scenario), "")
    if not title:
        title = "the baseline" if found.scenario == "baseline" else "the shocks as asked"
    return ExplanationView(
        row, found.variable.label, words.phrase(found.variable), found.scenario, title, found.month, found.value,
        found.contrast, claims, len(found.claims) - len(kept), sources, tuple(_articles(claims, left)), mechanisms,
    )  # fmt: skip


def _claim(words: Index, claim: str, held: Evidence | None, share: float) -> ClaimShare:
    if held is None:
        return ClaimShare(claim, "", f"claim {claim}", 0.0, share, (), ())
    return ClaimShare(
        claim, held.kind, held.text, held.belief, share, tuple(words.origin(o) for o in held.origins),
        tuple(_sentence(q) for q in held.quotes),
    )  # fmt: skip


def _sentence(q: Quote) -> SentenceView:
    said_by = " as told by ".join(reversed(q.speakers))
    return SentenceView(
        q.quote, said_by, q.statement, q.article, q.title or "untitled", q.publisher, q.published
    )


def _origin_ids(dossier: Dossier, groups: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """The ids of origins by the names that a system's evidence gives them."""
    claims = dossier.weighed({c for group in groups for c in group}).claims
    found = {o.name: o.id for c in claims for o in c.origins}
    for facet in dossier.facets("origin", count=1000):  # a claim may have gone since
        found.setdefault(facet.name, facet.value)
    return found | {origin_named(name): id_ for name, id_ in found.items() if origin_named(name) not in found}


def _articles(claims: Iterable[ClaimShare], left: frozenset[str]) -> Iterable[ArticleShare]:
    """The articles that the claims' sentences stand in, those of most claims first."""
    seen: dict[str, tuple[SentenceView, set[str], set[str]]] = {}
    for c in claims:
        places = {s.article: s for s in c.sentences}
        for article, s in places.items():
            _, some, alone = seen.setdefault(article, (s, set(), set()))
            some.add(c.claim)
            if len(places) == 1:
                alone.add(c.claim)
    rows = [
        ArticleShare(id_, s.title, s.publisher, s.published, len(some), len(alone), id_ in left)
        for id_, (s, some, alone) in seen.items()
    ]
    return sorted(rows, key=lambda a: (-a.claims, a.id))


def _left(dossier: Dossier) -> frozenset[str]:
    from ...evidence.ruling import rulings_of

    return rulings_of(dossier.edits()).rejected
