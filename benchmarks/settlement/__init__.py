"""Settlement: how near every model comes to issues that were resolved, on the same folds; and one published case.

`floors.yaml` holds the least that a figure may be; a figure below its floor ends the program with an error after the
table is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, above_floors

PARTS = ("comparison", "emission")


def rows() -> Iterator[Row]:
    """Yield the rows of every part, as they are measured; end with an error where one is below its floor."""
    return above_floors("benchmarks.settlement", PARTS, Path(__file__).with_name("floors.yaml"))
