"""Rows: numbers given to new ones, and queries of a bearable size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, select

_MANY = 500  # values in one query

T = TypeVar("T")


def next_number(connection: Connection, column: Any) -> int:
    """The number after the highest given; the writer is alone, so nobody else takes it."""
    return (connection.execute(select(func.max(column))).scalar() or 0) + 1


def stream(connection: Connection, query: Select) -> Iterator[Any]:
    """Rows a few at a time, however many there are."""
    with connection.execute(query.execution_options(yield_per=_MANY)) as rows:
        yield from rows


def batches(values: Sequence[T], size: int = _MANY) -> Iterator[Sequence[T]]:
    """Values, as many at a time as a query takes."""
    for i in range(0, len(values), size):
        yield values[i : i + size]
