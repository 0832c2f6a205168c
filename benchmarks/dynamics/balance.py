"""Balance beside event data: does a relation's change in a year go with what its third parties would have it do?

Directed ties of pairs of states are yearly means of Goldstein weights (ICEWS 2005-2015, over ten, drawn to 0 by two
events of none). The change of atanh of a tie to the next year is regressed on the tie, the year, and balance, in the
form that divides the sum over third parties by the number of states and in the form that does not. Each is done with
the same sum among 15, 30, 60 and 120 states: what does not depend on bystanders keeps its slope. "Held against" adds
the reverse tie and how either stands with all, which leaves what is of the triangle alone; "from the mean" measures
ties from the mean weight of the year, since most reported events are friendly. Nothing is trained here, and no
parameter rests on it: to look at only.
"""

from __future__ import annotations

import csv
import gzip
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.measure import Row

SIZES = (15, 30, 60, 120)
YEARS = range(2005, 2016)
LEAST = 3  # events of a pair in both years
LARGEST = 200  # states by how often their people are named
_HOME = re.compile(r"\(([^()]+)\)$")


def rows() -> Iterator[Row]:
    """A slope with its t for each number of states, form and set of controls; nothing where the data is absent."""
    folder = Path(os.environ.get("DETENTE_DATA", ""))
    events, weights = folder / "icews05-15", folder / "cameo" / "goldstein_mappings.csv"
    if not (os.environ.get("DETENTE_DATA") and events.is_dir() and weights.is_file()):
        print("skipped: no icews05-15 and cameo in DETENTE_DATA", file=sys.stderr)
        return
    cells = _cells(events, weights)
    named = Counter[str]()
    for (a, b, _), values in cells.items():
        named[a] += len(values)
        named[b] += len(values)
    for size in SIZES:
        states = [name for name, _ in named.most_common(size)]
        for form in ("sum over N", "tanh of sum"):
            for how in ("", ", held against", ", from the mean"):
                slope, t, count = regressed(cells, states, form, how)
                label = f"balance among {size}, {form}{how}"
                yield label, slope, f"atanh a year, t = {t:.1f}, {count} changes"


def regressed(cells, states: list[str], form: str, how: str) -> tuple[float, float, int]:
    """Slope of balance, its t, and on how many changes."""
    place, size = {name: i for i, name in enumerate(states)}, len(states)
    total, count = (np.zeros((len(YEARS), size, size)) for _ in range(2))
    for (a, b, year), values in cells.items():
        if a in place and b in place:
            total[year - YEARS[0], place[a], place[b]] = sum(values)
            count[year - YEARS[0], place[a], place[b]] = len(values)
    if "mean" in how:
        total = total - count * (total.sum((1, 2)) / np.maximum(count.sum((1, 2)), 1))[:, None, None]
    tie, left, right = np.clip(total / (count + 2), -0.95, 0.95), [], []
    for year in range(len(YEARS) - 1):
        now, both = tie[year], (count[year] >= LEAST) & (count[year + 1] >= LEAST)
        through = now @ now
        balance = through / size if form == "sum over N" else np.tanh(through)
        dummies = [np.full(now.shape, float(year == other)) for other in range(len(YEARS) - 1)]
        more = [now.T, *np.broadcast_arrays(now.mean(1)[:, None], now.mean(0))] if "held" in how else []
        left.append((np.arctanh(tie[year + 1]) - np.arctanh(now))[both])
        right.append(np.stack([c[both] for c in (balance, now, *more, *dummies)], axis=1))
    y, x = np.concatenate(left), np.concatenate(right)
    inverse = np.linalg.pinv(x.T @ x)
    slopes = inverse @ x.T @ y
    rest = y - x @ slopes
    error = np.sqrt(rest @ rest / (len(y) - x.shape[1]) * inverse[0, 0])
    return float(slopes[0]), float(slopes[0] / error), len(y)


def _cells(events: Path, weights: Path) -> dict[tuple[str, str, int], list[float]]:
    """Goldstein weights, over ten, of the events from one state's people to another's, by year."""
    with weights.open(encoding="utf8") as file:
        goldstein = {row["name"].lower(): float(row["goldstein"]) / 10 for row in csv.DictReader(file)}
    told = []
    for name in ("train.tsv.gz", "valid.tsv.gz"):
        with gzip.open(events / name, "rt", encoding="utf8") as file:
            told += csv.DictReader(file, delimiter="\t")
    homes = Counter(m[1] for row in told for end in ("source", "target") if (m := _HOME.search(row[end])))
    states = {name for name, _ in homes.most_common(LARGEST)}

    def home(actor: str) -> str | None:
        found = _HOME.search(actor)
        name = found[1] if found else actor
        return name if name in states else None

    cells: dict[tuple[str, str, int], list[float]] = defaultdict(list)
    for row in told:
        a, b, weight = home(row["source"]), home(row["target"]), goldstein.get(row["event"].lower())
        if a and b and a != b and weight is not None:
            cells[a, b, int(row["date"][:4])].append(weight)
    return cells


if __name__ == "__main__":
    from benchmarks.__main__ import table

    table(rows())
