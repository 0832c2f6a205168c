"""The emission-standards case: ten states on the years until small cars must meet a limit, and what each model says.

The outcome was 8.833 years; Bueno de Mesquita (1994) forecast 8.35, and Scholz, Calbert & Smith (2011), who rebuilt his
model, found a median of 8.4 after the first round and 9.6 after the second.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.measure import Row
from detente.dynamics.settlements import MODELS, Issue, challenge, settled

OUTCOME = 8.833
PUBLISHED = 8.35
PUBLISHED_ROUNDS = (8.4, 9.6)


def read(file: Path) -> tuple[Issue, float, float]:
    """The case on 0 to 1, and the years at both ends."""
    with file.open(encoding="utf8") as lines:
        rows = list(csv.DictReader(lines))
    years = np.array([float(row["position"]) for row in rows])
    low, high = float(years.min()), float(years.max())
    issue = Issue(
        tuple(row["actor"] for row in rows),
        (years - low) / (high - low),
        np.array([float(row["salience"]) for row in rows]),
        np.array([float(row["capability"]) for row in rows]),
        float("nan"),
    )
    return issue, low, high


def rows() -> Iterator[Row]:
    """Yield every model's forecast beside what came and what was published."""
    file = Path(os.environ.get("DETENTE_DATA", ""), "emission_standards", "actors.csv")
    if not os.environ.get("DETENTE_DATA") or not file.is_file():
        print("skipped: emission_standards is not in DETENTE_DATA", file=sys.stderr)
        return
    issue, low, high = read(file)

    def years(value: float) -> float:
        return low + (high - low) * value

    yield "emission standards: outcome", OUTCOME, "years"
    yield "emission standards: published forecast", PUBLISHED, "years"
    for model in MODELS:
        (rest,) = settled([issue], model)
        tenth, middle, last = (years(v) for v in rest.quantiles(np.array([0.1, 0.5, 0.9])))
        yield (
            f"emission standards: {model}",
            middle,
            f"years, 80 % {tenth:.2f} to {last:.2f}, mean {years(rest.mean):.2f}",
        )
    for n, (value, published) in enumerate(zip(challenge.course(issue)[1:], PUBLISHED_ROUNDS), start=1):
        yield f"emission standards: challenge, round {n}", years(value), f"years, published {published}"
