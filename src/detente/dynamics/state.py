"""The vocabulary of dynamics: what a month's state holds, and what a run reports.

Axes: N actors, M issues, D = 4 domains, R arenas, in the order of the system's lists (domains as in DOMAINS).
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Literal, NamedTuple

import numpy as np

from ..system.model import Comparison, Variable

QUANTILES = (5, 25, 50, 75, 95)


class State(NamedTuple):
    """The system at one month, in unbounded coordinates where a quantity is bounded.

    position    [N, M]     logit of the demand on each issue
    tie         [N, N, D]  atanh of the standing of row toward column; zero on the diagonal
    presence    [N, R]     logit of the weight held in each arena
    commitment  [N, N]     logit of how far column can count on row
    capability  [N]        logarithm of capability
    status      [M]        where each issue stands, 0 to 1: what is in force while bargaining goes on
    hedging     [N]        probability that the actor hedges, 0 to 1
    """

    position: Any
    tie: Any
    presence: Any
    commitment: Any
    capability: Any
    status: Any
    hedging: Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """One variable at one month of one scenario, as a distribution over runs: a line of `detente run --json`.

    `contrast_mean`, `contrast_sd` and `contrast_quantiles` are of its difference to the baseline in the same run (0 for
    the baseline). A mean over runs is uncertain by its sd / √runs.
    """

    scenario: str
    variable: Variable
    month: int
    mean: float
    sd: float
    quantiles: dict[str, float]
    contrast_mean: float
    contrast_sd: float
    contrast_quantiles: dict[str, float]
    runs: int
    seed: int
    version: str
    inputs: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an ensemble was made of, and with what.

    `system` and `scenarios` are SHA-256 of their content in canonical JSON, so that layout and comments of a file do
    not count; `file` is that of the system file's bytes where it was run from one. `articles` are the ids of the
    articles behind the system's evidence, `mechanisms` the names of those that are on; `jax` is its version and
    `device` the kind of machine that it ran on.
    """

    system: str = ""
    file: str | None = None
    scenarios: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    jax: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """An ensemble of runs under several scenarios with common random numbers.

    Shapes, for S scenarios (the baseline first), V variables, T months after month 0, Q = 5 quantiles:
    `mean`, `sd` [S, V, T+1]; `quantiles` [S, V, T+1, Q]; `contrast_mean`, `contrast_sd` [S, V, T+1] and
    `contrast_quantiles` [S, V, T+1, Q] of the difference to the baseline in the same run; `final` [S, V, K] at the
    last month, in each of the first K = min(runs, 10,000) runs.
    `forecasts` [S, F] is the model's probability of each forecast with a resolution, in the system's order
    (nan where it has none).
    """

    scenarios: tuple[str, ...]
    variables: tuple[Variable, ...]
    months: int
    runs: int
    seed: int
    version: str
    inputs: str
    mean: np.ndarray = field(repr=False)
    sd: np.ndarray = field(repr=False)
    quantiles: np.ndarray = field(repr=False)
    contrast_mean: np.ndarray = field(repr=False)
    contrast_quantiles: np.ndarray = field(repr=False)
    final: np.ndarray = field(repr=False)
    forecasts: np.ndarray = field(repr=False)
    contrast_sd: np.ndarray = field(repr=False)
    provenance: Provenance = field(default_factory=Provenance, repr=False)

    @property
    def error(self) -> np.ndarray:
        """Standard error of `mean`: by how much chance moves it, less with more runs."""
        return self.sd / np.sqrt(self.runs)

    @property
    def contrast_error(self) -> np.ndarray:
        """Standard error of `contrast_mean` under common random numbers."""
        return self.contrast_sd / np.sqrt(self.runs)

    def __eq__(self, other: object) -> bool:
        """Whether all that both hold is the same, numbers to the last bit."""
        if not isinstance(other, Results):
            return NotImplemented
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return all(
            a.dtype == b.dtype and np.array_equal(a, b, equal_nan=True)
            if isinstance(a, np.ndarray) and isinstance(b, np.ndarray)
            else a == b
            for a, b in pairs
        )

    __hash__ = None  # type: ignore[assignment]  # it holds arrays

    def outcomes(self):
        """Yield an `Outcome` for every scenario, variable and month."""
        for s in range(len(self.scenarios)):
            for v in range(len(self.variables)):
                for month in range(self.months + 1):
                    yield self.outcome(s, v, month)

    def outcome(self, s: int, v: int, month: int) -> Outcome:
        """The outcome of the scenario and the variable at these places, at a month."""
        return Outcome(
            self.scenarios[s], self.variables[v], month, float(self.mean[s, v, month]), float(self.sd[s, v, month]),
            {str(q): float(x) for q, x in zip(QUANTILES, self.quantiles[s, v, month])},
            float(self.contrast_mean[s, v, month]), float(self.contrast_sd[s, v, month]),
            {str(q): float(x) for q, x in zip(QUANTILES, self.contrast_quantiles[s, v, month])},
            self.runs, self.seed, self.version, self.inputs,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """How much of an outcome's variance over runs rests on one uncertain quantity, or on a group of them.

    `first` is the share of the variance that would go if it alone were known, `total` the share that would stay if
    all but it were known (Sobol' indices); each is uncertain by ± its error (95 %). `kind`: an `estimate` of the
    system, a `parameter` of a mechanism, the `rest` of both, `chance` from month to month, or the `draw` from a
    settlement's distribution. `mean`, `sd`, `basis` and what it rests on are a quantity's own, null for groups.
    """

    label: str
    kind: Literal["estimate", "parameter", "rest", "chance", "draw"]
    first: float
    first_error: float
    total: float
    total_error: float
    mean: float | None = None
    sd: float | None = None
    basis: Literal["claims", "data", "analyst", "prior"] | None = None
    claims: tuple[str, ...] = ()
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What an outcome's spread over runs rests on, greatest total index first.

    `mean` and `sd` are the outcome's over `runs` runs, which a plan of `points` points took; with `contrast` those of
    its difference to the baseline in the same run.
    """

    variable: Variable
    scenario: str
    month: int
    contrast: bool
    mean: float
    sd: float
    parts: tuple[Part, ...]
    points: int
    runs: int
    seed: int
    version: str
    inputs: str


@dataclass(frozen=True, slots=True)
class Reassembled:
    """The outcome once all was weighed and assembled anew without a claim or a source, structure and all.

    `value` is its mean then, `share` what that is less than the outcome of all, assembled anew as well; both are null
    where the variable, or what the scenario imposes, is `gone` with it.
    """

    value: float | None
    share: float | None
    gone: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How much of an outcome one claim carries.

    `share` is what the outcome's mean loses as the claim's belief goes to zero with the structure held (positive:
    the claim raises the outcome).
    """

    claim: str
    share: float
    reassembled: Reassembled | None = None


@dataclass(frozen=True, slots=True)
class SourceShare:
    """What an outcome's mean loses without the claims that rest on one origin alone, all at once."""

    origin: str
    claims: tuple[str, ...]
    share: float
    reassembled: Reassembled | None = None


@dataclass(frozen=True, slots=True)
class MechanismShare:
    """What switching one mechanism off changes in an outcome's mean."""

    mechanism: str
    share: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What carries one outcome: shares of claims, mechanisms and (where asked for) sources, greatest in size first.

    `value` is the outcome's mean over the runs; with `contrast`, that of its difference to the baseline. `reassembled`
    is the same of the system that the articles give when assembled anew, where that was asked for.
    """

    variable: Variable
    scenario: str
    month: int
    value: float
    claims: tuple[Share, ...]
    mechanisms: tuple[MechanismShare, ...]
    contrast: bool = False
    sources: tuple[SourceShare, ...] = ()
    reassembled: float | None = None


Verdict = Literal["for", "against", "undecided", "not testable"]


@dataclass(frozen=True, slots=True)
class Effect:
    """How far a hypothesis's variable moves: over the runs its mean, the standard error of that (null of one run), and
    the middle 90 %.

    `probability` is the share of the runs in which it moves the claimed way by the least size that counts (in which it
    does not, where no change is claimed), `opposite` that of the other way, `still` that of less than the least size.
    Where a level is claimed, `above` or `below`, mean and middle 90 % are the level's, and `opposite` is the rest.
    """

    mean: float
    error: float | None
    low: float
    high: float
    probability: float
    opposite: float
    still: float


@dataclass(frozen=True, slots=True)
class HypothesisTest:
    """What the model says of one conclusion: `for`, `against`, `undecided`, or that it cannot test it (`reason`).

    `quote` is the first sentence behind its claim, `source` who said or printed it. `given` is the premise in the
    article's words, `premise` as shocks in words. `expected` is the range that an article gives for a forecast.
    `rests_on` are the claims that carry what moves (with how much of it each carries), where that was asked for;
    `assumed` what was filled in.
    """

    kind: Literal["cause", "forecast"]
    claim: str | None
    text: str
    quote: str | None
    source: str | None
    given: str
    premise: tuple[str, ...]
    variable: Variable | None
    direction: Comparison | None
    threshold: float
    month: int | None
    effect: Effect | None
    expected: tuple[float, float] | None
    verdict: Verdict
    reason: str | None
    rests_on: tuple[Share, ...]
    assumed: tuple[str, ...]
    runs: int
    seed: int
    version: str
    inputs: str
