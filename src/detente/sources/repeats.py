"""Passages that one article prints twice, as a pull quote does.

A repeat is a sentence, or a run of sentences, of at least eight words that stands again elsewhere in the
article in nearly the same words. Where one copy is a paragraph of its own and the other stands in running
text, the first is the repeat, wherever it stands; otherwise the later copy is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from .article import Repeat

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_STOP = re.compile(r"[.!?…][\"”’»)\]]*(?=\s+[\"“‘«(\[]?[A-Z0-9])")
_LEAST = 8  # words
_SHINGLE = 4  # words; short enough for a copy with a word changed in every line
_ALIKE = 0.9
_MOST = 12  # places of one shingle that are looked at: more is a phrase of the subject, no copy


@dataclass(frozen=True, slots=True)
class _Span:
    """A sentence or paragraph: its place in the text, and its first and last word in the list of words."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    alone: bool  # it is the whole of its paragraph


def find_repeats(text: str) -> tuple[Repeat, ...]:
    """The passages of a text printed twice, in order of the text."""
    tokens = [(m.group().casefold().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)]
    words = [t[0] for t in tokens]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - _SHINGLE + 1):
        places[tuple(words[at : at + _SHINGLE])].append(at)
    spans = _spans(text, [t[1] for t in tokens])
    found: list[Repeat] = []
    for span in spans:
        if any(r.start <= span.start and span.end <= r.end for r in found):
            continue
        copy = _copy_of(span, words, places)
        if copy is None:
            continue
        start, end = tokens[copy[0]][1], tokens[copy[1] - 1][2]
        other_alone = any(_is_all_of(s, copy) for s in spans if s.alone)
        if (span.alone and not other_alone) or (span.alone == other_alone and span.first > copy[0]):
            found.append(Repeat(span.start, span.end, start, _sentence_end(text, end)))
    return tuple(sorted(set(found), key=lambda r: (r.start, r.end)))


def _is_all_of(span: _Span, copy: tuple[int, int]) -> bool:
    """Whether a copy (first and past-last word) is a whole paragraph, give or take a word."""
    return abs(span.first - copy[0]) <= 1 and abs(span.last + 1 - copy[1]) <= 1


def _spans(text: str, starts: list[int]) -> list[_Span]:
    """Paragraphs first, then the sentences of paragraphs that hold several; only spans of eight words or
    more.
    """
    whole: list[_Span] = []
    parts: list[_Span] = []
    for number, paragraph in enumerate(re.finditer(r"\S(?:.|\n(?!\n))*", text)):
        a, b = paragraph.start(), paragraph.start() + len(paragraph.group().rstrip())
        cuts = [a + m.end() for m in _STOP.finditer(text[a:b])]
        edges = [a, *cuts, b]
        sentences = []
        for low, high in pairwise(edges):
            low += len(text[low:high]) - len(text[low:high].lstrip())
            sentences.append((low, high))
        for low, high, target, alone in [
            (a, b, whole, True),
            *((x, y, parts, False) for x, y in sentences if len(sentences) > 1),
        ]:
            first, last = bisect_left(starts, low), bisect_left(starts, high) - 1
            if last - first + 1 >= _LEAST:
                target.append(_Span(low, high, first, last, number, alone))
    return whole + parts


def _copy_of(
    span: _Span, words: list[str], places: dict[tuple[str, ...], list[int]]
) -> tuple[int, int] | None:
    """First and past-last word of another place that says the span again, or None."""
    shifts: Counter[int] = Counter()
    for at in range(span.first, span.last - _SHINGLE + 2):
        hits = places[tuple(words[at : at + _SHINGLE])]
        if len(hits) <= _MOST:
            shifts.update(hit - at for hit in hits if not span.first <= hit <= span.last)
    size = span.last - span.first + 1
    if not shifts:
        return None
    shift = max(shifts.items(), key=lambda item: (item[1], -abs(item[0]), -item[0]))[0]
    if sum(n for s, n in shifts.items() if abs(s - shift) <= 3) < 0.4 * (size - _SHINGLE + 1):
        return None
    low, high = max(0, span.first + shift - 3), min(len(words), span.last + shift + 4)
    matcher = SequenceMatcher(None, words[span.first : span.last + 1], words[low:high], autojunk=False)
    runs = [m for m in matcher.get_matching_blocks() if m.size]
    if not runs or sum(m.size for m in runs) < _ALIKE * size:
        return None
    start, end = low + runs[0].b, low + runs[-1].b + runs[-1].size
    return None if start <= span.last and span.first < end else (start, end)


def _sentence_end(text: str, end: int) -> int:
    """The end of a passage with the stop and quotation marks that close it."""
    closing = re.match(r"[.!?…]*[\"”’»)\]]*", text[end : end + 6])
    return end + closing.end() if closing else end
