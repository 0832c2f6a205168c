"""How far a reading of many sources is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, "int | None", str], object]
"""Told how many sources are done, how many there are (None while that is not known), and which one is next or
done now.
"""


class Tally:
    """Counts sources, and tells of each when it is begun and when it is done."""

    def __init__(self, on_progress: Progress | None) -> None:
        self._tell = on_progress
        self._done = 0
        self._found = 0
        self._open = 0
        self.held = 0
        """Sources that were held already."""

    def found(self, number: int) -> None:
        """So many more sources are known of."""
        self._found += number

    def open(self, number: int) -> None:
        """So many more collections are known of whose sources are not counted yet; negative once they are."""
        self._open += number

    def begin(self, source: str) -> None:
        """A source is begun."""
        self._say(source)

    def end(self, source: str) -> None:
        """A source is done."""
        self._done += 1
        self._say(source)

    def _say(self, source: str) -> None:
        if self._tell is not None:
            self._tell(self._done, None if self._open else self._found, source)
