"""Reading: what people marked, what an analyst found, and speed, in one table with floors that only rise.

`floors.yaml` holds the least that a figure may be; a figure below its floor ends the program with an error after the
table is printed. What needs data that is absent is skipped and said so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.measure import Row

PARTS = ("findings", "articles", "petrarch", "causal_news", "re3d", "speed", "memory")


def rows() -> Iterator[Row]:
    """Yield the rows of every part, as they are measured; end with an error where one is below its floor."""
    floors = YAML(typ="safe").load(Path(__file__).with_name("floors.yaml"))
    low = []
    for part in PARTS:
        for name, value, unit in import_module(f"benchmarks.reading.{part}").rows():
            yield name, value, unit
            if value < floors.get(name, float("-inf")):
                low.append(f"{name} is {value:.3f}, its floor {floors[name]}")
    if low:
        sys.exit("below the floor: " + "; ".join(low))
