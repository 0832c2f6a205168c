"""How the cost of a run grows with actors, issues, months and runs: exponents fitted on a log scale.

Each series doubles one size and leaves the others; the exponent is the slope of log CPU seconds over log size, so 1
is in proportion and 2 is with the square. Compiling is left out."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import numpy as np

from benchmarks.measure import ROOT, Row

SERIES: dict[str, tuple[int, ...]] = {
    "actors": (8, 16, 32), "issues": (4, 8, 16), "months": (12, 24, 48, 96), "runs": (1024, 2048, 4096, 8192),
}  # fmt: skip
USUAL = {"actors": 16, "issues": 8, "months": 24, "runs": 1024}
TIMES = 3


def cpu_seconds(actors: int, issues: int, months: int, runs: int) -> float:
    """Least CPU seconds of a baseline of that size."""
    from detente.dynamics import simulate
    from systems import sized

    system = sized(actors, issues)
    simulate(system, scenarios=(), runs=64, months=months)
    taken = []
    for _ in range(TIMES):
        begun = time.process_time()
        simulate(system, scenarios=(), runs=runs, months=months)
        taken.append(time.process_time() - begun)
    return min(taken)


def rows() -> Iterator[Row]:
    """One exponent a size, with the seconds it was fitted on."""
    sys.path.insert(0, str(ROOT / "tests"))
    for name, sizes in SERIES.items():
        taken = [cpu_seconds(**(USUAL | {name: size})) for size in sizes]
        slope = float(np.polyfit(np.log(sizes), np.log(taken), 1)[0])
        told = ", ".join(f"{size}: {cpu:.2f} s" for size, cpu in zip(sizes, taken))
        yield f"growth with {name}", slope, f"exponent ({told})"
