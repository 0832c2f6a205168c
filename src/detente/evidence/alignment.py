"""Alignment: exactly which words two texts share, as passages."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from .words import fold

SEED = 4  # words that must agree in a row before anything counts as shared
GAP = 8  # words that may differ inside one passage, on either side
LEAST = 15  # shared words that make a passage: fewer are names and set phrases
DENSITY = 0.6  # shared words among those a passage spans

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, folded, with the offsets of each; punctuation does not count."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """Split a text into words."""
        found = list(_WORD.finditer(text))
        return cls(
            tuple(fold(m.group()) for m in found),
            tuple(m.start() for m in found),
            tuple(m.end() for m in found),
        )


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage in word positions: of the copy, of the original, and how many words agree."""

    start: int
    end: int
    original_start: int
    original_end: int
    matched: int


def align(original: Words, copy: Words) -> tuple[Shared, ...]:
    """Find the passages of `copy` that stand in `original`, in the order of the copy, each word once.

    Runs of at least four equal words are grown as far as they go, and joined into passages across small
    changes. Time is linear in the two lengths but for words in very frequent repetition.
    """
    return tuple(p for p in _join(_runs(original.words, copy.words)) if _counts(p))


def _counts(p: Shared) -> bool:
    return p.matched >= LEAST and p.matched >= DENSITY * max(
        p.end - p.start, p.original_end - p.original_start
    )


def _runs(original: tuple[str, ...], copy: tuple[str, ...]) -> list[Shared]:
    """Longest equal runs, found from left to right in the copy."""
    seeds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(original) - SEED + 1):
        places = seeds[original[i : i + SEED]]
        if len(places) < 16:
            places.append(i)
    runs: list[Shared] = []
    at = 0
    while at <= len(copy) - SEED:
        best, best_place = 0, 0
        for place in seeds.get(copy[at : at + SEED], ()):
            length = SEED
            limit = min(len(copy) - at, len(original) - place)
            while length < limit and copy[at + length] == original[place + length]:
                length += 1
            if length > best:
                best, best_place = length, place
        if best:
            runs.append(Shared(at, at + best, best_place, best_place + best, best))
        at += best or 1
    return runs


def _join(runs: list[Shared]) -> list[Shared]:
    """Neighbouring runs with little between them on both sides become one passage."""
    passages: list[Shared] = []
    for run in runs:
        last = passages[-1] if passages else None
        if last and run.start - last.end <= GAP and 0 <= run.original_start - last.original_end <= GAP:
            passages[-1] = Shared(
                last.start, run.end, last.original_start, run.original_end, last.matched + run.matched
            )
        else:
            passages.append(run)
    return passages
