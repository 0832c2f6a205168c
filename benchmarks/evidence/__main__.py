"""Print the table of evidence alone: `python -m benchmarks.evidence [PART...]`."""

from __future__ import annotations

import sys

import benchmarks.evidence as evidence
from benchmarks.__main__ import table

if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(evidence.PARTS):
        sys.exit(f"no part {', '.join(sorted(unknown))}; there are: {', '.join(evidence.PARTS)}")
    evidence.PARTS = tuple(sys.argv[1:]) or evidence.PARTS
    table(evidence.rows())
