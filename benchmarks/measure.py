"""What the benchmarks share: rows, examples, and a clock that takes the best of several runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

Row = tuple[str, float, str]
ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = tuple(str(p) for p in sorted((ROOT / "examples").glob("*/*.txt")))


def seconds(call: Callable[[], Any], *, times: int = 5) -> float:
    """The shortest of several runs of `call`: the one least disturbed by other work on the machine."""
    best = float("inf")
    for _ in range(times):
        start = perf_counter()
        call()
        best = min(best, perf_counter() - start)
    return best
