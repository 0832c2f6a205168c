"""Print one table of all benchmarks: `python -m benchmarks [NAME...]`."""

from __future__ import annotations

import sys
from importlib import import_module

from benchmarks.measure import Row

PARTS = ("reading", "marked", "brief", "dynamics")


def table(rows: list[Row]) -> str:
    """Rows as aligned text."""
    width = max(len(name) for name, _, _ in rows)
    return "\n".join(f"{name:<{width}}  {value:>12,.4g}  {unit}" for name, value, unit in rows)


if __name__ == "__main__":
    wanted = sys.argv[1:] or PARTS
    if unknown := set(wanted) - set(PARTS):
        sys.exit(f"no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(PARTS)}")
    for part in wanted:
        print(f"# {part}", flush=True)
        print(table(import_module(f"benchmarks.{part}").rows()), flush=True)
