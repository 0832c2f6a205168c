"""Rates: how often one address may ask for something in a minute."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from threading import Lock

MINUTE = 60.0
_REMEMBERED = 10_000  # addresses


class Rate:
    """Counts what each address asked for in the last minute."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._seen: dict[str, deque[float]] = {}
        self._lock = Lock()

    def wait(self, address: str) -> float:
        """Note a request; 0 where it may go on, else the seconds after which one may."""
        now = self._clock()
        with self._lock:
            seen = self._seen.setdefault(address, deque())
            while seen and seen[0] <= now - MINUTE:
                seen.popleft()
            if len(seen) >= self._most:
                return seen[0] + MINUTE - now
            seen.append(now)
            if len(self._seen) > _REMEMBERED:
                self._seen = {a: s for a, s in self._seen.items() if s and s[-1] > now - MINUTE}
            return 0.0
