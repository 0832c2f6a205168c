"""Alignment: exactly which words two texts share, as passages."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING
from zlib import crc32

from .words import fold

if TYPE_CHECKING:
    import numpy as np

SEED = 4  # words that must agree in a row before anything counts as shared
GAP = 8  # words that may differ inside one passage, on either side
LEAST = 15  # shared words that make a passage: fewer are names and set phrases
DENSITY = 0.6  # shared words among those a passage spans
SPOKEN = 20  # characters between quotation marks that are somebody's speech, not a word in inverted commas
HEARD = 0.25  # what a word of direct speech counts
_PLACES = 16  # places of one seed that are tried

_WORD = re.compile(r"[^\W_]+")
# Direct speech between marks of any house style; a quotation left open runs to the end of its paragraph. A single mark
# may be an apostrophe, so one that closes has punctuation beside it. Every branch begins with its mark, which makes the
# search fast.
_END = r"(?=\n[^\S\n]*\n|\Z)"
_SPEECH = re.compile(
    rf"„[^“”]*?(?:[“”]|{_END})|“[^”]*?(?:”|{_END})|«[^»]*?(?:»|{_END})|»[^«]*?(?:«|{_END})"
    rf"|[\"＂](?<![^\W_][\"＂])(?=\S)[^\"＂]*?(?:[\"＂]|{_END})"
    r"|[‘'`](?<![^\W_][‘'`])(?=\S)(?:(?!\n[^\S\n]*\n).){1,2000}?(?:(?<=[.,!?…–—-])[’']+|[’']+(?=[.,;:!?]))",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, folded; punctuation does not count.

    `own` tells which are the article's, not direct speech: what two reporters both heard, both print.
    """

    words: tuple[str, ...]
    own: tuple[bool, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """Split a text into words."""
        words: list[str] = []
        own: list[bool] = []
        at = 0
        for start, end in (*_speeches(text), (len(text), len(text))):
            for piece, is_own in ((text[at:start], True), (text[start:end], False)):
                found = _WORD.findall(piece)
                words += found
                own += [is_own] * len(found)
            at = end
        return cls(_folded(words), tuple(own))


def offsets(text: str) -> list[tuple[int, int]]:
    """Where each word of a text starts and ends, in code points."""
    return [m.span() for m in _WORD.finditer(text)]


def _speeches(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _SPEECH.finditer(text) if m.end() - m.start() >= SPOKEN]


def own_words(text: str) -> tuple[str, ...]:
    """The words of a text that are not direct speech, folded."""
    kept = _SPEECH.sub(lambda m: " " if m.end() - m.start() >= SPOKEN else m[0], text)
    return _folded(_WORD.findall(kept))


def _folded(words: list[str]) -> tuple[str, ...]:
    together = " ".join(words)
    return tuple(together.lower().split()) if together.isascii() else tuple(map(fold, words))


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage in word positions: of the copy, of the original, and how many words agree.

    `own` is how many of these are not direct speech, `weight` how much all tell of copying: a word of direct speech a
    quarter of one of the article's own, since many hear it. `row` is the weight of the most that agree in a row.
    """

    start: int
    end: int
    original_start: int
    original_end: int
    matched: int
    own: int
    weight: float
    row: float


def align(original: Words, copy: Words) -> tuple[Shared, ...]:
    """Find the passages of `copy` that stand in `original`, in the order of the copy, each word once.

    Runs of at least four equal words are grown as far as they go, and joined into passages across small
    changes. Time is linear in the two lengths but for words in very frequent repetition.
    """
    return tuple(p for p in _join(_runs(original, copy)) if _counts(p))


def _counts(p: Shared) -> bool:
    return p.matched >= LEAST and p.matched >= DENSITY * max(
        p.end - p.start, p.original_end - p.original_start
    )


def _runs(original: Words, copy: Words) -> list[Shared]:
    """Longest equal runs, found from left to right in the copy."""
    ours, theirs = _grams(copy.words), _grams(original.words)
    # Most candidates share little: only where both have a seed is anything done word by word.
    common = set(ours).intersection(theirs)
    if not common:
        return []
    seeds: dict[int, list[int]] = defaultdict(list)
    for place in [i for i, seed in enumerate(theirs) if seed in common]:
        places = seeds[theirs[place]]
        if len(places) < _PLACES:
            places.append(place)
    told = list(accumulate(copy.own, initial=0))
    runs: list[Shared] = []
    free = 0
    for at in [i for i, seed in enumerate(ours) if seed in common]:
        if at < free:
            continue
        length, back = max((_length(original.words, p, copy.words, at), -p) for p in seeds[ours[at]])
        if length >= SEED:
            free = at + length
            own = told[free] - told[at]
            weight = own + HEARD * (length - own)
            runs.append(Shared(at, free, -back, length - back, length, own, weight, weight))
    return runs


def _length(original: tuple[str, ...], place: int, copy: tuple[str, ...], at: int) -> int:
    """How many words agree from two places on."""
    length, limit = 0, min(len(copy) - at, len(original) - place)
    while length < limit and copy[at + length] == original[place + length]:
        length += 1
    return length


@lru_cache(maxsize=256)
def _grams(words: tuple[str, ...]) -> list[int]:
    """A hash of every run of SEED words."""
    return hashed_runs(words, SEED).tolist()


def hashed_runs(words: tuple[str, ...], run: int) -> np.ndarray:
    """A hash of every run of so many words, the same on every machine: [W - run + 1] unsigned 64-bit."""
    import numpy as np

    count = len(words) - run + 1
    if count < 1:
        return np.empty(0, np.uint64)
    codes = np.fromiter(map(_code, words), np.uint64, len(words))
    hashes = np.zeros(count, np.uint64)
    for j in range(run):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + codes[j : j + count]
    # splitmix64's finish, so that the least of several is no particular word's
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


@lru_cache(maxsize=2**16)
def _code(word: str) -> int:
    return crc32(word.encode("utf8"))


def _join(runs: list[Shared]) -> list[Shared]:
    """Neighbouring runs with little between them on both sides become one passage."""
    passages: list[Shared] = []
    for run in runs:
        last = passages[-1] if passages else None
        if last and run.start - last.end <= GAP and 0 <= run.original_start - last.original_end <= GAP:
            passages[-1] = Shared(
                last.start,
                run.end,
                last.original_start,
                run.original_end,
                last.matched + run.matched,
                last.own + run.own,
                last.weight + run.weight,
                max(last.row, run.row),
            )
        else:
            passages.append(run)
    return passages
