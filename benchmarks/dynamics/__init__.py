"""How fast systems run and how exactly: `python -m benchmarks dynamics` prints all of it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from benchmarks.measure import Row

PARTS = ("speed", "growth", "precision")


def rows() -> Iterator[Row]:
    """Rows of every part, as they are measured."""
    for part in PARTS:
        yield from import_module(f"benchmarks.dynamics.{part}").rows()
