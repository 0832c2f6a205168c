"""Part: what was read - articles, origins, and what repeats what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ...reading.statement import KINDS
from .. import figures
from ..index import Citation, Index, anchor, web_address


@dataclass(frozen=True, slots=True)
class ArticleRow:
    anchor: str
    title: str
    url: str | None
    byline: str
    publisher: str
    carried_by: str
    published: str
    modified: str
    path: str
    counts: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class OriginRow:
    name: str
    letter: str
    meaning: str
    supports: int
    denies: int
    alone: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Sources:
    """`repeats` are sentences on what says what twice."""

    articles: tuple[ArticleRow, ...]
    origins: tuple[OriginRow, ...]
    repeats: tuple[str, ...]


def sources(index: Index) -> Sources:
    """Set out what was read."""
    analysis = index.analysis
    counts = {a.id: Counter() for a in analysis.articles}
    for s in analysis.statements:
        counts.setdefault(s.article.id, Counter())[s.kind] += 1
    rows = tuple(
        ArticleRow(
            anchor("a", a.id),
            a.title or "Untitled",
            web_address(a.url),
            figures.joined(a.byline),
            a.publisher or "Publisher unknown",
            figures.joined(a.carried_by),
            figures.date(a.published),
            figures.date(a.modified),
            a.path,
            tuple(figures.count(counts[a.id][k], *index.words["kinds"][k]) for k in KINDS if counts[a.id][k]),
            sum(counts[a.id].values()),
        )
        for a in analysis.articles
    )
    return Sources(rows, _origins(index), _repeats(index))


def _origins(index: Index) -> tuple[OriginRow, ...]:
    found: dict[tuple[str, str], list[tuple[str, bool, bool]]] = {}
    for e in index.entries:
        for name, letter, stance in e.origins:
            found.setdefault((name, letter), []).append((e.id, stance == "denies", len(e.origins) == 1))
    rows = [
        OriginRow(
            name,
            letter,
            index.words["reliability"].get(letter, ""),
            sum(not d for _, d, _ in said),
            sum(d for _, d, _ in said),
            sum(alone for _, _, alone in said),
            index.cite(c for c, _, _ in said),
        )
        for (name, letter), said in found.items()
    ]
    return tuple(sorted(rows, key=lambda r: (-r.supports - r.denies, r.name, r.letter)))


def _repeats(index: Index) -> tuple[str, ...]:
    said = []
    for copy in index.analysis.weighed.copies:
        one, other = (_title(index, a) for a in (copy.article, copy.original))
        verb = "reprints" if copy.kind == "reprint" else "repeats passages of"
        doubt = (
            "" if copy.direction != "unknown" else " (or the other way about: nothing tells which came first)"
        )
        said.append(
            f"{one} {verb} {other}: {figures.percent(copy.share)} of its words stand there{doubt}. "
            "What both say counts once."
        )
    for a in index.analysis.articles:
        for r in a.repeats:
            words = figures.shorten(" ".join(a.text[r.start : r.end].split()), 110)
            which = "" if index.borrowed else f": “{words}”"
            said.append(f"{_title(index, a.id)} prints one passage twice{which or '.'} It counts once.")
    return tuple(said)


def _title(index: Index, article: str) -> str:
    found = index.articles.get(article)
    return (
        f"“{figures.shorten(found.title or found.publisher or 'Untitled', 80)}”"
        if found
        else "An article not shown"
    )
