"""Altered quotes: the same words with one thing done to them, of five kinds, for the quote check to refuse."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from benchmarks.measure import EXAMPLES, Row

KINDS = ("swapped", "dropped", "added", "reordered", "other sentence")
_SENTENCE = re.compile(r"[A-Z“\"‘][^\n]*?[.!?][”\"’]?(?=\s|$)")
# Little words that turn a meaning when they come or go, and ones that do not.
_LITTLE = ("not", "never", "almost", "only", "also", "since", "no", "all", "some", "reportedly")

Altered = tuple[str, str, int, int]
"""A kind, the altered quote, and the offsets it claims."""


def quotes_in(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a text that have at least five words, at most 400 characters each."""
    return [
        m.span()
        for m in _SENTENCE.finditer(text)
        if len(m.group().split()) >= 5 and m.end() - m.start() <= 400
    ]


def alter(text: str, spans: Sequence[tuple[int, int]], seed: int) -> Iterator[Altered]:
    """Yield one altered quote of each kind for every span of a text.

    The offsets stay those of the true quote in half of the cases and end with the altered words in the other half,
    as somebody would leave them who changes a file by hand.
    """
    r = random.Random(seed)
    stock = sorted(set(re.findall(r"[a-z]{4,}", text)))
    for start, end in spans:
        true = text[start:end]
        words = true.split(" ")
        at = r.randrange(1, len(words) - 1)
        swapped = [*words[:at], r.choice([w for w in stock if w != words[at]]), *words[at + 1 :]]
        dropped = words[:at] + words[at + 1 :]
        added = [*words[:at], r.choice(_LITTLE), *words[at:]]
        other = r.choice([i for i in range(1, len(words)) if words[i] != words[i - 1]])
        reordered = [*words[: other - 1], words[other], words[other - 1], *words[other + 1 :]]
        for kind, made in zip(KINDS, (swapped, dropped, added, reordered)):
            quote = " ".join(made)
            yield kind, quote, start, end if r.random() < 0.5 else start + len(quote)
        elsewhere = [s for s in spans if text[slice(*s)] != true]
        if elsewhere:
            a, b = r.choice(elsewhere)
            yield KINDS[4], text[a:b], start, end if r.random() < 0.5 else start + b - a


def rows() -> list[Row]:
    """Measure which altered quotes the check refuses, and which true ones it accepts."""
    from benchmarks.evidence.prose import Newsroom
    from detente.reading.quote import check_quote
    from detente.sources import load

    texts = [a.text for a in load(EXAMPLES)] + [a.text for a in Newsroom(7).distinct(20)]
    altered = [(t, *made) for i, t in enumerate(texts) for made in alter(t, quotes_in(t), i)]
    refused = sum(not check_quote(t, quote, a, b).ok for t, _, quote, a, b in altered)
    true = [(t, a, b) for t in texts for a, b in quotes_in(t)]
    accepted = sum(check_quote(t, t[a:b], a, b).ok for t, a, b in true)
    return [
        ("quotes: altered ones", len(altered), "quotes"),
        ("quotes: altered ones accepted", len(altered) - refused, "quotes"),
        ("quotes: altered ones refused", refused / len(altered), ""),
        ("quotes: true ones accepted", accepted / len(true), ""),
    ]
