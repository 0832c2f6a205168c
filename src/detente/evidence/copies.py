"""Copies: which articles hold words of which others, and which way they went.

Candidates come from fingerprints: of every run of six words a hash, of every four neighbouring hashes the
least is kept, so any nine words in a row that two articles share leave a common fingerprint (Schleimer,
Wilkerson & Aiken 2003, Winnowing: local algorithms for document fingerprinting). Unlike a sketch of the whole
article this finds an agency's paragraph inside a longer story. Every candidate is then aligned word for word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from zlib import crc32

from ..sources.article import Article
from .alignment import Words, align
from .claim import Copy, Passage
from .occasion import window_of
from .words import slug

if TYPE_CHECKING:
    import numpy as np

RUN = 6  # words a hash covers
NEIGHBOURS = 4  # hashes of which the least is kept
COMMON = 4  # fingerprints that two articles share before they are aligned
CANDIDATES = 12  # articles that one article is aligned with at most, those with most in common first
REPRINT = 0.5  # share of the copy that makes it a reprint
PASSAGE = 25  # words that a copied passage has at least


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Find reprints and copied passages among articles, sorted by copy and original.

    Time grows with their words. Every article is compared with the earliest holders of its words, so of five
    printings four are copies of the first.
    """
    ordered = sorted({a.id: a for a in articles}.values(), key=_order)
    if len(ordered) < 2:
        return ()
    words = [Words.of(a.text) for a in ordered]
    found = []
    for later, earlier in _candidates(words):
        copy, original, direction = _direct(ordered, earlier, later)
        if (one := _compare(ordered, words, copy, original, direction)) is not None:
            found.append(one)
    return tuple(sorted(found, key=lambda c: (c.article, c.original)))


def _order(article: Article) -> tuple[str, bool, str]:
    """Earlier first, without a date last, one that says it is a reprint after one that does not."""
    return (article.published or "9999", bool(article.carried_by), article.id)


def _direct(
    articles: list[Article], a: int, b: int
) -> tuple[int, int, Literal["carrier", "dates", "unknown"]]:
    """Of two articles in order: (copy, original, what told)."""
    first, second = articles[a], articles[b]
    for copy, original in ((b, a), (a, b)):
        if _carries(articles[copy], articles[original]):
            return copy, original, "carrier"
    one, other = window_of(first.published), window_of(second.published)
    if one and other and (one.end < other.start or other.end < one.start):
        return (b, a, "dates") if one.end < other.start else (a, b, "dates")
    return b, a, "unknown"


def _carries(copy: Article, original: Article) -> bool:
    """Tell whether the lines on who carried whom make the one a reprint of the other."""
    theirs = slug(original.publisher or "")
    if not theirs:
        return False
    as_printed = bool(copy.carried_by) and not original.carried_by and slug(copy.publisher or "") == theirs
    # the reprinter's version as an article of the reprinter, beside the same with its true publisher
    by_reprinter = theirs != slug(copy.publisher or "") and slug(copy.publisher or "") in map(
        slug, original.carried_by
    )
    return as_printed or by_reprinter


def _compare(
    articles: list[Article],
    words: list[Words],
    copy: int,
    original: int,
    direction: Literal["carrier", "dates", "unknown"],
) -> Copy | None:
    ours, theirs = words[copy], words[original]
    shared = align(theirs, ours)
    matched = sum(p.matched for p in shared)
    share = matched / len(ours.words) if ours.words else 0.0
    if share < REPRINT and matched < PASSAGE:
        return None
    passages = tuple(
        Passage(
            ours.starts[p.start],
            ours.ends[p.end - 1],
            theirs.starts[p.original_start],
            theirs.ends[p.original_end - 1],
        )
        for p in shared
    )
    kind = "reprint" if share >= REPRINT else "passage"
    return Copy(articles[copy].id, articles[original].id, kind, round(share, 4), direction, passages)


def _candidates(words: list[Words]) -> list[tuple[int, int]]:
    """Pairs (later, earlier) of article indices that share enough fingerprints."""
    import numpy as np

    prints = [fingerprints(w.words) for w in words]
    hashes = np.concatenate(prints)
    holders = np.repeat(np.arange(len(words)), [len(p) for p in prints])
    order = np.lexsort((holders, hashes))
    hashes, holders = hashes[order], holders[order]
    if not len(hashes):
        return []
    new = np.r_[True, hashes[1:] != hashes[:-1]]
    first = holders[np.maximum.accumulate(np.where(new, np.arange(len(hashes)), 0))]
    # Against the first to hold a fingerprint, and against the one just before: what somebody added to a story
    # and others took from him is found by either.
    before = np.r_[holders[:1], holders[:-1]]
    before = np.where(new, holders, before)
    later = np.r_[holders, holders]
    earlier = np.r_[first, before]
    kept = later != earlier
    pairs, count = np.unique(later[kept] * len(words) + earlier[kept], return_counts=True)
    by_article: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair, n in zip(pairs[count >= COMMON].tolist(), count[count >= COMMON].tolist()):
        by_article[pair // len(words)].append((-n, pair % len(words)))
    return [(late, early) for late, found in by_article.items() for _, early in sorted(found)[:CANDIDATES]]


def fingerprints(words: tuple[str, ...]) -> np.ndarray:
    """The winnowed hashes of a text, each once, ascending: [P] unsigned 64-bit, the same on every machine."""
    import numpy as np

    runs = len(words) - RUN + 1
    if runs < 1:
        return np.empty(0, np.uint64)
    known: dict[str, int] = {w: crc32(w.encode("utf8")) for w in set(words)}
    codes = np.array([known[w] for w in words], np.uint64)
    hashes = np.zeros(runs, np.uint64)
    for j in range(RUN):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + codes[j : j + runs]
    # splitmix64's finish, so that the least of four is no particular word's
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    hashes ^= hashes >> np.uint64(31)
    if runs < NEIGHBOURS:
        return np.unique(hashes)
    windows = np.lib.stride_tricks.sliding_window_view(hashes, NEIGHBOURS)
    return np.unique(windows.min(axis=1))


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the words of articles stood first, by the copies found among them."""

    copies: dict[str, tuple[Copy, ...]]

    @classmethod
    def of(cls, copies: Sequence[Copy]) -> Provenance:
        """Index copies by the article that holds them, the greatest share first."""
        by_article: dict[str, list[Copy]] = defaultdict(list)
        for c in sorted(copies, key=lambda c: (-c.share, c.original)):
            by_article[c.article].append(c)
        return cls({k: tuple(v) for k, v in by_article.items()})

    def source(self, article: str, start: int, end: int) -> str:
        """The id of the article where words of an article first stood, through copies of copies.

        Words count as copied where at least four fifths of them lie in one copied passage.
        """
        seen = {article}
        while True:
            step = self._step(article, start, end)
            if step is None or step[0] in seen:
                return article
            article, start, end = step
            seen.add(article)

    def _step(self, article: str, start: int, end: int) -> tuple[str, int, int] | None:
        for copy in self.copies.get(article, ()):
            for p in copy.passages:
                if min(end, p.end) - max(start, p.start) >= 0.8 * (end - start):
                    # Where in the original: in proportion, exact enough to ask again whether that was copied
                    # too.
                    scale = (p.original_end - p.original_start) / max(1, p.end - p.start)
                    mapped = p.original_start + round((max(start, p.start) - p.start) * scale)
                    last = p.original_start + round((min(end, p.end) - p.start) * scale)
                    return copy.original, mapped, max(mapped + 1, last)
        return None
