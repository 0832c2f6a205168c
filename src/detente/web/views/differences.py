"""Differences: what moved between two runs, scenario by scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...show.parts.scenarios import bounds
from ...store import Dossier
from . import keeping
from .runs import RunRow, SourceLeft, explained, left_out, row_of

if TYPE_CHECKING:
    from ...dynamics.state import Results

SHOWN = 12
LEAST = 0.005  # of a variable's range


@dataclass(frozen=True, slots=True)
class Moved:
    """An outcome in two runs: its mean in the scenario, and its change against each run's own baseline. `explained` is
    the explanation of it in the earlier run, if there is one."""

    outcome: str
    says: str
    before: float
    after: float
    by: float
    change_before: float
    change_after: float
    explained: int | None = None


@dataclass(frozen=True, slots=True)
class ScenarioDifference:
    """What moved in a scenario that both runs have: what was explained in the earlier one, then furthest first.

    `more` moved besides, `still` outcomes moved by less than counts.
    """

    scenario: str
    title: str
    moved: tuple[Moved, ...]
    more: int
    still: int


@dataclass(frozen=True, slots=True)
class RunDifference:
    """Two runs held against each other at a month. `paired` says that both drew the same random numbers, so that what
    differs comes from the systems alone; `came` and `went` are scenarios that one has alone."""

    before: RunRow
    after: RunRow
    month: int
    paired: bool
    scenarios: tuple[ScenarioDifference, ...]
    came: tuple[str, ...]
    went: tuple[str, ...]
    left: tuple[SourceLeft, ...]
    gone: tuple[str, ...]
    more_gone: int


def run_difference(dossier: Dossier, before: int, after: int) -> RunDifference:
    """What one run gave otherwise than another. Raises DossierError, and ResultsError where one is no run."""
    one, two = dossier.run(before), dossier.run(after)
    a, b = keeping.results(dossier, before), keeping.results(dossier, after)
    words = keeping.words(dossier, two.system)
    month = min(a.months, b.months)
    titles = {s.name: s.title for s in words.system.scenarios} | {"baseline": "Baseline"}
    at = {x.label: v for v, x in enumerate(a.variables)}
    both = [(at[x.label], v) for v, x in enumerate(b.variables) if x.label in at]
    asked = {(outcome, name): no for (outcome, name, _), no in explained(dossier, before).items()}
    found = []
    for name in b.scenarios:
        if name in a.scenarios:
            found.append(
                _scenario(a, b, name, titles.get(name, "Shocks as asked"), both, month, words.label, asked)
            )
    old = keeping.words(dossier, one.system)
    kept, first = {x.label for x in b.variables}, {outcome for outcome, _ in asked}
    gone = sorted((x for x in a.variables if x.label not in kept), key=lambda x: x.label not in first)
    paired = (a.seed, a.runs, a.version) == (b.seed, b.runs, b.version)
    return RunDifference(
        row_of(one), row_of(two), month, paired, tuple(found),
        tuple(s for s in b.scenarios if s not in a.scenarios), tuple(s for s in a.scenarios if s not in b.scenarios),
        left_out(dossier, (s for s in two.without if s not in one.without)),
        tuple(old.label(x) for x in gone)[:SHOWN], max(0, len(gone) - SHOWN),
    )  # fmt: skip


def _scenario(
    a: Results, b: Results, name: str, title: str, both, month: int, label, asked
) -> ScenarioDifference:
    s, t = a.scenarios.index(name), b.scenarios.index(name)
    rows = []
    for v, w in both:
        x = b.variables[w]
        low, high = bounds(x)
        before, after = float(a.mean[s, v, month]), float(b.mean[t, w, month])
        changes = float(a.contrast_mean[s, v, month]), float(b.contrast_mean[t, w, month])
        size = max(abs(after - before), abs(changes[1] - changes[0])) / (high - low)
        if np.isfinite(size):
            rows.append((size, x, before, after, *changes))
    rows.sort(key=lambda r: ((r[1].label, name) not in asked, -r[0], r[1].label))
    counted = [r for r in rows if r[0] >= LEAST or (r[1].label, name) in asked]
    moved = tuple(
        Moved(x.label, label(x), before, after, after - before, *changes, asked.get((x.label, name)))
        for _, x, before, after, *changes in counted[:SHOWN]
    )
    return ScenarioDifference(name, title, moved, len(counted) - len(moved), len(rows) - len(counted))
