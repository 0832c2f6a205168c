"""What the benchmarks share: rows, floors, examples, and a clock that takes the best of several runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
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


def above_floors(package: str, parts: Iterable[str], floors: Path) -> Iterator[Row]:
    """Yield the rows of a package's parts as they are measured; end with an error where one is below its floor.

    `floors` is a YAML file of the least that figures may be, by their names.
    """
    from detente.yaml import read_yaml

    least = read_yaml(floors.read_text("utf8")).value
    low = []
    for part in parts:
        for name, value, unit in import_module(f"{package}.{part}").rows():
            yield name, value, unit
            if value < least.get(name, float("-inf")):
                low.append(f"{name} is {value:.3f}, its floor {least[name]}")
    if low:
        sys.exit("below the floor: " + "; ".join(low))
