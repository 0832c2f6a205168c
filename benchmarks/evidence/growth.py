"""Near-copies among ever more articles: time and peak memory, each size in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from time import perf_counter

from benchmarks.evidence.reprints import corpus
from benchmarks.measure import ROOT, Row

SIZES = (10_000, 30_000, 100_000)
_PER_AFFAIR = 200  # articles on one affair: more articles tell of more affairs


def rows() -> list[Row]:
    """Index 10,000, 30,000 and 100,000 articles and find the copies among them."""
    measured = {}
    for size in SIZES:
        command = [sys.executable, "-m", "benchmarks.evidence.growth", str(size)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        measured[size] = json.loads(done.stdout)
    least, most = measured[SIZES[0]], measured[SIZES[-1]]
    return [
        *(
            row
            for size, m in measured.items()
            for row in (
                (f"near-copies: {size:,} articles, time", m["seconds"], "s"),
                (f"near-copies: {size:,} articles, memory for it", m["megabytes"], "MB"),
                (f"near-copies: {size:,} articles, peak of the process", m["peak"], "MB"),
                (f"near-copies: {size:,} articles, fingerprints", m["fingerprints"], ""),
            )
        ),
        (
            f"near-copies: time of {SIZES[-1]:,} over {SIZES[0]:,}, an article",
            most["seconds"] / least["seconds"] * SIZES[0] / SIZES[-1],
            "times",
        ),
    ]


def _measure(size: int) -> dict[str, float]:
    from detente.evidence.copies import find_copies, fingerprints

    articles = corpus(size // 20, size - size // 10, affairs=size // _PER_AFFAIR).articles
    find_copies(articles[:50])  # what is imported once
    before = _peak()
    start = perf_counter()
    find_copies(articles)
    seconds = perf_counter() - start
    prints = sum(len(fingerprints(a.text)) for a in articles[:1000]) / min(size, 1000)
    return {
        "seconds": seconds,
        "megabytes": _peak() - before,
        "peak": _peak(),
        "fingerprints": prints * size,
    }


def _peak() -> float:
    """The most memory that this process has held, in megabytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    print(json.dumps(_measure(int(sys.argv[1]))))
