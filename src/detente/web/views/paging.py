"""Paging: which part of a list is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paging:
    """Page number `page` (from 1) of a list of `total`, `count` a page."""

    page: int
    count: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.count))

    @property
    def first(self) -> int:
        """Number of the first that is shown."""
        return min(self.total, (self.page - 1) * self.count + 1)

    @property
    def last(self) -> int:
        """Number of the last that is shown."""
        return min(self.total, self.page * self.count)
