"""Relating: which claims speak of one matter, of times before or after, or against each other."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from .content import Key, opposed

Told = tuple[str, Key, str]
"""A claim as far as relating needs it: id, key, occasion."""


def relate(claims: Iterable[Told]) -> dict[str, tuple[str, ...]]:
    """Ids of related claims, both ways: the same said of the time before or after, and what contradicts it.

    Of other times only neighbours are related, so that a matter told of daily for years stays linear. Give
    all claims of a matter: `matter_of` tells which are of one.
    """
    related: dict[str, set[str]] = defaultdict(set)
    matters: dict[str, list[Told]] = defaultdict(list)
    for claim in claims:
        matters[matter_of(claim[1])].append(claim)
    for same in matters.values():
        sides: dict[str, list[Told]] = defaultdict(list)
        for claim in sorted(same, key=lambda c: (_time(c), c[0])):
            sides[claim[1].side].append(claim)
        for ordered in sides.values():
            for one, other in pairwise(ordered):
                _both(one, other, related)
        for a in sides:
            for b in sides:
                if a < b and opposed(same[0][1].kind, a, b):
                    _oppose(sides[a], sides[b], related)
    return {k: tuple(sorted(v)) for k, v in related.items()}


def matter_of(key: Key) -> str:
    """What claims share that can be related: kind, matter and modality, whatever the side."""
    return "\x1f".join((key.kind, *key.matter, key.modality))


def _time(claim: Told) -> str:
    return claim[2].lstrip("~?")


def _oppose(ours: Sequence[Told], theirs: Sequence[Told], related: dict[str, set[str]]) -> None:
    """Relate opposing claims of the same time, and each otherwise to the last one before it."""
    for here, there in ((ours, theirs), (theirs, ours)):
        times = sorted((_time(c), c[0], c) for c in there)
        for claim in here:
            # the last of those as late as it; chr(0x10FFFF) sorts after any id
            before = bisect_right(times, (_time(claim), chr(0x10FFFF)))
            if before:
                _both(claim, times[before - 1][2], related)


def _both(one: Told, other: Told, related: dict[str, set[str]]) -> None:
    related[one[0]].add(other[0])
    related[other[0]].add(one[0])
