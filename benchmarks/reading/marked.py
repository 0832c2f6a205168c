"""What the measures against marked data share: where the data lie, one sentence read by itself, F1 and its spread."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import Row
from detente.reading import read
from detente.reading.statement import Statement
from detente.sources.article import Article

PARTS = 10  # the spread of a figure is taken over so many parts of the data


class Counts(NamedTuple):
    """How many marks were met, said without being marked, and missed."""

    hits: int
    false: int
    missed: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 where nothing was marked or said."""
        return 2 * self.hits / max(1, 2 * self.hits + self.false + self.missed)

    @property
    def precision(self) -> float:
        """Share of what was said that was marked."""
        return self.hits / max(1, self.hits + self.false)

    @property
    def recall(self) -> float:
        """Share of what was marked that was said."""
        return self.hits / max(1, self.hits + self.missed)


def total(counts: Sequence[Counts]) -> Counts:
    """Counts added up."""
    return Counts(sum(c.hits for c in counts), sum(c.false for c in counts), sum(c.missed for c in counts))


def summary(name: str, counts: Sequence[Counts]) -> Iterator[Row]:
    """F1, precision and recall over all items, and the lowest and highest F1 of ten parts (every tenth item)."""
    whole = total(counts)
    parts = [total(counts[i::PARTS]).f1 for i in range(PARTS)]
    yield f"{name}: F1", whole.f1, ""
    yield f"{name}: precision", whole.precision, ""
    yield f"{name}: recall", whole.recall, ""
    yield f"{name}: F1, lowest of {PARTS} parts", min(parts), ""
    yield f"{name}: F1, highest of {PARTS} parts", max(parts), ""


def data(*path: str) -> Path | None:
    """A file of the folder that DETENTE_DATA names; None, said on stderr, where it is absent."""
    folder = os.environ.get("DETENTE_DATA")
    file = Path(folder or ".", *path)
    if folder and file.exists():
        return file
    print(f"skipped: {'/'.join(path)} is not in DETENTE_DATA", file=sys.stderr)
    return None


def sentence(text: str, published: str | None = None) -> tuple[Statement, ...]:
    """Statements of one sentence as an article of its own."""
    ended = text if text[-1:] in ".!?\"'”" else f"{text}."  # without a stop it would be taken for a heading
    return read([Article("a", "marked", None, (), None, (), published, None, None, "en", ended)])
