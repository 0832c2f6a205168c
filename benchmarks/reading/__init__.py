"""Reading: what people marked, what an analyst found, and speed, in one table with floors that only rise.

`floors.yaml` holds the least that a figure may be; a figure below its floor ends the program with an error after the
table is printed. What needs data that is absent is skipped and said so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, above_floors

PARTS = ("findings", "articles", "petrarch", "causal_news", "re3d", "speed", "memory")


def rows() -> Iterator[Row]:
    """Yield the rows of every part, as they are measured; end with an error where one is below its floor."""
    return above_floors("benchmarks.reading", PARTS, Path(__file__).with_name("floors.yaml"))
