"""Statements gathered under the sentence that they stand in, for showing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..reading.statement import Statement

# A stop, closing quotes, a space, a capital; not after a short capitalised word, mostly a title (Gen.)
_END = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][”’\"')\]]*(\s+)(?=[“‘\"'(]?[A-Z0-9])|\n\s*\n"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Rough sentence spans, good enough to show a statement in its surroundings."""
    cuts = [0, *(m.end() for m in _END.finditer(text)), len(text)]
    return [(a, a + len(text[a:b].rstrip())) for a, b in pairwise(cuts) if text[a:b].strip()]


def grouped(text: str, statements: Iterable[Statement]) -> Iterator[tuple[int, int, list[Statement]]]:
    """Yield (start, end, statements) for each stretch of sentences that statements stand in, in order."""
    spans = sentences(text)
    groups: list[tuple[int, int, list[Statement]]] = []
    for statement in sorted(statements, key=lambda s: (s.start, s.end)):
        touched = [span for span in spans if span[0] < statement.end and statement.start < span[1]]
        start = min([statement.start, *(a for a, _ in touched)])
        end = max([statement.end, *(b for _, b in touched)])
        if groups and start < groups[-1][1]:
            before = groups.pop()
            groups.append((min(start, before[0]), max(end, before[1]), [*before[2], statement]))
        else:
            groups.append((start, end, [statement]))
    yield from groups
