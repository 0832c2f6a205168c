"""Evidence: altered quotes, near-copies, claims that merge, belief and grouping, with floors that only rise.

`floors.yaml` holds the least that a figure may be; a figure below its floor ends the program with an error after the
table is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, above_floors

PARTS = ("alterations", "reprints", "wordings", "speed", "growth")


def rows() -> Iterator[Row]:
    """Yield the rows of every part, as they are measured; end with an error where one is below its floor."""
    return above_floors("benchmarks.evidence", PARTS, Path(__file__).with_name("floors.yaml"))
