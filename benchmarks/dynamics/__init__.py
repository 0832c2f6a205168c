"""How fast and how exactly systems run; balance beside event data: `python -m benchmarks dynamics` prints it all."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from benchmarks.measure import Row

PARTS = ("speed", "growth", "precision", "balance")


def rows() -> Iterator[Row]:
    """Rows of every part, as they are measured."""
    for part in PARTS:
        yield from import_module(f"benchmarks.dynamics.{part}").rows()
