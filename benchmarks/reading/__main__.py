"""Print the table of reading alone: `python -m benchmarks.reading [PART...]`."""

from __future__ import annotations

import sys

import benchmarks.reading as reading
from benchmarks.__main__ import table

if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(reading.PARTS):
        sys.exit(f"no part {', '.join(sorted(unknown))}; there are: {', '.join(reading.PARTS)}")
    reading.PARTS = tuple(sys.argv[1:]) or reading.PARTS
    table(reading.rows())
