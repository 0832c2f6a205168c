"""Copies: which articles hold words of which others, and which way they went.

Candidates come from fingerprints: of every run of six words a hash, of every eight neighbouring hashes the least is
kept, so any thirteen words in a row that two articles share leave a common fingerprint (Schleimer, Wilkerson & Aiken
2003, Winnowing: local algorithms for document fingerprinting). Unlike a sketch of the whole article this finds an
agency's paragraph inside a longer story. Direct speech leaves none, since all who heard it print it. Every candidate
is then aligned word for word.

Which articles are candidates for which depends on nothing but what all of them hold: articles have a rank, and each is
compared with holders of its fingerprints that rank before it. So a table of fingerprints can be kept and asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from ..sources.article import Article
from .alignment import Shared, Words, align, hashed_runs, offsets, own_words
from .claim import Copy, Passage
from .occasion import window_of
from .words import slug

if TYPE_CHECKING:
    import numpy as np

RUN = 6  # words a hash covers
NEIGHBOURS = 8  # hashes of which the least is kept
COMMON = 4  # fingerprints that two articles share before they are aligned
CANDIDATES = 8  # articles that one article is aligned with at most, those with most in common first
REPRINT = 0.5  # share of the copy that makes it a reprint
ROW = 28  # weight of words in a row that a copied passage in an article of its own has at least
PASSAGE = 40  # weight that it has instead where some words were changed
CLOSING = 15  # words: a short passage this near the end of both articles is a footer

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_ID_BITS = 39


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Find reprints and copied passages among articles, sorted by copy and original.

    Time and memory grow with their words. Every article is compared with holders of its words that rank before it,
    so of five printings four are copies of the first.
    """
    ordered = sorted({a.id: a for a in articles}.values(), key=lambda a: (rank_of(a), a.id))
    found = [
        copy
        for later, earlier in _pairs(ordered)
        if (copy := compare(ordered[later], ordered[earlier])) is not None
    ]
    return tuple(sorted(found, key=lambda c: (c.article, c.original)))


def rank_of(article: Article) -> int:
    """Where an article comes in the order in which words may have gone from one to another: 63 bits, never negative.

    Earlier published first (2025-03 before 2025-03-01), without a date last; one that says it is a reprint after one
    that does not; then bits made from the id, so that two have one rank only by accident.
    """
    found = _DATE.match(article.published or "")
    year, month, day = (int(x or 0) for x in found.groups()) if found else (9999, 0, 0)
    dated = (year << 9) | (min(month, 15) << 5) | min(day, 31)
    spread = int.from_bytes(sha256(article.id.encode("utf8")).digest()[:8], "big") >> (64 - _ID_BITS)
    return (((dated << 1) | bool(article.carried_by)) << _ID_BITS) | spread


def fingerprints(text: str) -> np.ndarray:
    """The winnowed hashes of a text's own words, each once, ascending: [P] signed 64-bit, as databases keep them.

    The same on every machine; about one for every four or five words.
    """
    import numpy as np

    hashes = hashed_runs(own_words(text), RUN)
    if len(hashes) > NEIGHBOURS:
        hashes = np.lib.stride_tricks.sliding_window_view(hashes, NEIGHBOURS).min(axis=1)
    return np.unique(hashes.view(np.int64))


def candidates(first: np.ndarray, before: np.ndarray, own_rank: int) -> list[int]:
    """Ranks of the articles that one article is compared with, best first.

    For each of its fingerprints: the rank of the `first` article that holds it, and of the one that holds it just
    `before` this one; a rank that is not below `own_rank`, or is negative, says that there is none. What somebody
    added to a story and others took from him is found by the latter. Candidates share at least COMMON fingerprints
    with the article; there are at most CANDIDATES.
    """
    import numpy as np

    votes = np.concatenate((first, before[before != first]))
    ranks, count = np.unique(votes[(votes >= 0) & (votes < own_rank)], return_counts=True)
    enough = count >= COMMON
    ranks, count = ranks[enough], count[enough]
    return ranks[np.lexsort((ranks, -count))][:CANDIDATES].tolist()


def compare(a: Article, b: Article) -> Copy | None:
    """Find which of two articles, in either order, is a copy of the other or holds a passage of it; None if neither.

    A reprint has most of its words, and of those that are not direct speech, from the other. Another article holds a
    passage where it shares more than set phrases; within one outlet only reprints count, whose background and footer
    stand in all that it prints and lead to nobody but itself.
    """
    copy, original, direction = _direct(*sorted((a, b), key=lambda x: (rank_of(x), x.id)))
    ours, theirs = _words_of(copy.text), _words_of(original.text)
    shared = align(theirs, ours)
    if not shared:
        return None
    share = sum(p.matched for p in shared) / len(ours.words)
    own, most = sum(p.own for p in shared), sum(ours.own)
    if share >= REPRINT and own >= REPRINT * most:
        kind = "reprint"
    elif _same_house(copy, original) or not any(_is_copied(p, ours, theirs) for p in shared):
        return None
    else:
        kind = "passage"
    here, there = offsets(copy.text), offsets(original.text)
    passages = tuple(
        Passage(
            here[p.start][0], here[p.end - 1][1], there[p.original_start][0], there[p.original_end - 1][1]
        )
        for p in shared
    )
    return Copy(copy.id, original.id, kind, round(share, 4), direction, passages)


def _is_copied(p: Shared, ours: Words, theirs: Words) -> bool:
    """Tell whether a passage is more than what all who write on a matter, or for an outlet, have in common."""
    if p.row < ROW and p.weight < PASSAGE:
        return False
    closes = (
        min(len(ours.words) - p.end, CLOSING) + min(len(theirs.words) - p.original_end, CLOSING) < CLOSING
    )
    return p.weight >= 2 * PASSAGE or not closes


def _same_house(a: Article, b: Article) -> bool:
    return bool(a.publisher) and slug(a.publisher or "") == slug(b.publisher or "")


def _direct(
    first: Article, second: Article
) -> tuple[Article, Article, Literal["carrier", "dates", "unknown"]]:
    """Of two articles in order of rank: (copy, original, what told)."""
    for copy, original in ((second, first), (first, second)):
        if _carries(copy, original):
            return copy, original, "carrier"
    one, other = window_of(first.published), window_of(second.published)
    if one and other and (one.end < other.start or other.end < one.start):
        return (second, first, "dates") if one.end < other.start else (first, second, "dates")
    return second, first, "unknown"


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


@lru_cache(maxsize=256)
def _words_of(text: str) -> Words:
    return Words.of(text)


def _pairs(ordered: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) of places in the order of rank that are to be compared."""
    import numpy as np

    if len(ordered) < 2:
        return
    prints = [fingerprints(a.text) for a in ordered]
    ends = np.cumsum([len(p) for p in prints])
    hashes = np.concatenate(prints)
    del prints
    if not len(hashes):
        return
    holders = np.repeat(np.arange(len(ordered), dtype=np.int32), np.diff(ends, prepend=0))
    order = np.argsort(hashes, kind="stable")  # so holders of one fingerprint stay in order of rank
    hashes, holders = hashes[order], holders[order]
    new = np.r_[True, hashes[1:] != hashes[:-1]]
    del hashes
    first, before = np.empty_like(holders), np.empty_like(holders)
    first[order] = holders[new][np.cumsum(new) - 1]
    before[order] = np.where(new, np.int32(-1), np.r_[holders[:1], holders[:-1]])
    for later, (start, end) in enumerate(zip(np.r_[0, ends[:-1]].tolist(), ends.tolist())):
        for earlier in candidates(first[start:end], before[start:end], later):
            yield later, earlier


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
