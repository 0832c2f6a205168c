"""Differences: what moved between two runs, scenario by scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from ...show.parts.scenarios import bounds
from ...store import Dossier
from . import keeping
from .runs import AS_ASKED, RunRow, SourceLeft, explained, left_out, row_of

if TYPE_CHECKING:
    from ...dynamics.state import Results
    from ...show.index import Index

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
    asked = {(outcome, name): no for (outcome, name, _), no in explained(dossier, before).items()}
    found = []
    for name in b.scenarios:
        if name in a.scenarios:
            title = titles.get(name, AS_ASKED)
            found.append(_scenario((a, b), name, title, month, words, asked))
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
    runs: tuple[Results, Results], name: str, title: str, month: int, words: Index,
    asked: Mapping[tuple[str, str], int],
) -> ScenarioDifference:  # fmt: skip
    a, b = runs
    s, t = a.scenarios.index(name), b.scenarios.index(name)
    at = {x.label: v for v, x in enumerate(a.variables)}
    rows: list[tuple[float, Moved]] = []
    for w, x in enumerate(b.variables):
        v = at.get(x.label)
        if v is None:
            continue
        before, after = float(a.mean[s, v, month]), float(b.mean[t, w, month])
        one, two = float(a.contrast_mean[s, v, month]), float(b.contrast_mean[t, w, month])
        low, high = bounds(x)
        size = max(abs(after - before), abs(two - one)) / (high - low)
        if isfinite(size):
            known = asked.get((x.label, name))
            rows.append(
                (size, Moved(x.label, words.label(x), before, after, after - before, one, two, known))
            )
    rows.sort(key=lambda row: (row[1].explained is None, -row[0], row[1].outcome))
    counted = [m for size, m in rows if size >= LEAST or m.explained is not None]
    moved = tuple(counted[:SHOWN])
    return ScenarioDifference(name, title, moved, len(counted) - len(moved), len(rows) - len(counted))
