"""Outcomes: what a run reports of each variable, beside the baseline, and which of it moved most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup

from ...errors import ScenarioError
from ...show.charts.fan import fan
from ...show.parts.scenarios import bounds, imposed
from ...store import Dossier
from ...system.model import ACTORS_NEEDED, Shock
from . import keeping
from .paging import Paging
from .runs import RunRow

if TYPE_CHECKING:
    from ...dynamics.state import Results
    from ...show.index import Index
    from ...system.model import Variable

LARGEST, FANS, COUNT = 10, 6, 50
MOVERS = 8
LEAST = 0.005  # of a variable's range: a smaller mean change is none that a reader should be shown
KINDS = tuple(ACTORS_NEEDED)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which outcomes of a run are wanted: of a scenario, at a month (null: the last); what is empty asks nothing."""

    scenario: str
    month: int
    kind: str = ""
    actor: str = ""
    issue: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A variable at a month of a scenario, as means over runs: `now` at month 0, the `baseline` and `here` at the
    month, the `change` between them in the same runs, and where nine runs in ten lie, of it (`low`, `high`) and of its
    change. `clear` says that hardly a run in twenty goes the other way, `imposed` that the scenario itself sets it."""

    outcome: str
    kind: str
    says: str
    now: float
    baseline: float
    here: float
    low: float
    high: float
    change: float
    change_low: float
    change_high: float
    clear: bool
    imposed: bool
    explained: int | None = None


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """A page of a scenario's outcomes, those that moved most first."""

    rows: tuple[OutcomeRow, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class Drawn:
    """A variable's course as a chart."""

    outcome: str
    says: str
    chart: Markup


class Outcomes:
    """The outcomes of one scenario of a run that are wanted, ranked by how far they moved."""

    def __init__(
        self, dossier: Dossier, run: RunRow, asked: Asked, shocks: Sequence[Shock] = (),
        explained: Mapping[tuple[str, str, int], int] | None = None,
    ) -> None:  # fmt: skip
        self.results: Results = keeping.results(dossier, run.no)
        self.words: Index = keeping.words(dossier, run.system)
        self.asked, self.shocks = asked, shocks
        self._explained = explained or {}
        self._s, self._t = place(self.results, asked)
        self._order = self._ranked()

    def _ranked(self) -> list[int]:
        """Places of the wanted variables: what moved most against the baseline first, in the baseline since month 0."""
        r, s, t = self.results, self._s, self._t
        moved = r.contrast_mean[s, :, t] if s else r.mean[0, :, t] - r.mean[0, :, 0]
        self._size = np.abs(moved) / _scale(r.variables)
        fits = [v for v, x in enumerate(r.variables) if wanted(x, self.asked) and np.isfinite(self._size[v])]
        first = "settlement" if s == 0 else None  # what is settled is what the baseline is looked at for
        return sorted(fits, key=lambda v: (r.variables[v].kind != first, -self._size[v], v))

    def largest(self, most: int = LARGEST) -> tuple[OutcomeRow, ...]:
        """What moved most, one of each pair of actors and kind, without what is imposed and what hardly moved."""
        return tuple(self._row(v) for v in self._telling(most))

    def movers(self, most: int = MOVERS) -> tuple[tuple[str, str], ...]:
        """The actors of what moved most, as names and codes."""
        found: dict[str, None] = {}
        for v in self._order:
            found.update(dict.fromkeys(self.results.variables[v].actors))
            if len(found) >= most:
                break
        return tuple((self.words.call(a), a) for a in list(found)[:most])

    def page(self, page: int) -> OutcomeTable:
        """All that is wanted, a page at a time."""
        start = (page - 1) * COUNT
        some = self._order[start : start + COUNT]
        return OutcomeTable(tuple(self._row(v) for v in some), Paging(page, COUNT, len(self._order)))

    def fans(self, most: int = FANS) -> tuple[Drawn, ...]:
        """Charts of what moved most, the baseline dashed."""
        r, s = self.results, self._s
        months = tuple(
            sorted({m for k in self.shocks if k.when is None for m in (k.at, k.until) if m is not None})
        )
        drawn = []
        for v in self._telling(most):
            low, high = bounds(r.variables[v])
            says = self.words.label(r.variables[v])
            dashed = r.quantiles[0, v, :, 2] if s else None
            chart = fan(
                f"{says}, {self.asked.scenario}", r.quantiles[s, v], dashed, low=low, high=high, shocks=months
            )
            drawn.append(Drawn(r.variables[v].label, says, chart))
        return tuple(drawn)

    def _telling(self, most: int) -> list[int]:
        seen: set[tuple] = set()
        found: list[int] = []
        for v in self._order:
            x = self.results.variables[v]
            alike = (x.kind, frozenset(x.actors), x.issue, x.arena)
            small = self._size[v] < LEAST and not (self._s == 0 and x.kind == "settlement")
            if small or alike in seen or any(imposed(x, k) for k in self.shocks):
                continue
            seen.add(alike)
            found.append(v)
            if len(found) == most:
                break
        return found

    def _row(self, v: int) -> OutcomeRow:
        r, s, t = self.results, self._s, self._t
        x = r.variables[v]
        change = float(r.contrast_mean[s, v, t]) if s else float(r.mean[0, v, t] - r.mean[0, v, 0])
        low, high = (float(r.contrast_quantiles[s, v, t, q]) for q in (0, -1))
        return OutcomeRow(
            x.label, x.kind, self.words.label(x), float(r.mean[0, v, 0]), float(r.mean[0, v, t]),
            float(r.mean[s, v, t]), float(r.quantiles[s, v, t, 0]), float(r.quantiles[s, v, t, -1]), change, low, high,
            low >= -LEAST if change > 0 else high <= LEAST, any(imposed(x, k) for k in self.shocks),
            self._explained.get((x.label, self.asked.scenario, t)),
        )  # fmt: skip


def place(results: Results, asked: Asked) -> tuple[int, int]:
    """Where a scenario and a month stand in results. Raises ScenarioError where they do not."""
    if asked.scenario not in results.scenarios:
        raise ScenarioError(
            f"the run has no scenario {asked.scenario[:80]!r}",
            remedy=f"choose from: {', '.join(results.scenarios)}",
        )
    if not 0 <= asked.month <= results.months:
        raise ScenarioError(f"month {asked.month} was not run", remedy=f"choose from 0 to {results.months}")
    return results.scenarios.index(asked.scenario), asked.month


def wanted(x: Variable, asked: Asked) -> bool:
    """Whether a variable is of what is asked for."""
    if asked.kind and x.kind != asked.kind:
        return False
    if asked.actor and asked.actor not in (*x.actors, x.arena):
        return False
    return not asked.issue or x.issue == asked.issue


def _scale(variables: tuple[Variable, ...]) -> np.ndarray:
    return np.array([high - low for low, high in map(bounds, variables)])
