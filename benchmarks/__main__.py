"""Print one table of all benchmarks: `python -m benchmarks [NAME...]`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module

from benchmarks.measure import Row

PARTS = ("reading", "evidence", "brief", "dynamics", "explaining", "settlement", "web")
_WIDTH = 52


def table(rows: Iterable[Row]) -> None:
    """Print rows as aligned text, each as soon as it is there."""
    for name, value, unit in rows:
        print(f"{name:<{_WIDTH}}  {value:>12,.4g}  {unit}".rstrip(), flush=True)


if __name__ == "__main__":
    wanted = sys.argv[1:] or PARTS
    if unknown := set(wanted) - set(PARTS):
        sys.exit(f"no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(PARTS)}")
    for part in wanted:
        print(f"# {part}", flush=True)
        table(import_module(f"benchmarks.{part}").rows())
