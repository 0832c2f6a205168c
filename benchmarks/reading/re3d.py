"""Actors and relations against the re3d documents."""

from __future__ import annotations

from benchmarks.measure import Row


def rows() -> list[Row]:
    """Nothing yet."""
    return []
