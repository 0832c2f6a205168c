"""Fits every settlement model on resolved issues.

The logit by least CRPS under weak priors (PRIORS), as a Gibbs posterior: the sum of CRPS over TEMPERATURE stands where
minus the log likelihood would. A plain likelihood was tried and does worse out of sample: most outcomes lie exactly on
somebody's position, so it pays for spikes and then hedges them with the uniform part. The others by least CRPS too: the
spread around their points, an election's decisiveness and the rounds of challenges from a short list each.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from scipy.optimize import OptimizeResult, minimize, minimize_scalar
from scipy.special import ndtr

from benchmarks.settlement.issues import Resolved
from detente.dynamics.bargaining import Bargain, density, grid, shares, weights
from detente.dynamics.settlements import challenge, compromise, condorcet, exchange, median
from detente.dynamics.settlements.fit import Fit
from detente.dynamics.settlements.logit import cut

NAMES = tuple(field.name for field in fields(Bargain) if field.name != "kernel")
SHARES = ("slip", "adoption")
# On the transformed scale (reference_pull as it is, the shares as logits, the others as logs): mean, sd.
PRIORS = np.array(
    [(1.5, 1.0), (0.4, 0.4), (-0.7, 1.0), (0.0, 1.5), (-0.7, 0.7), (-3.0, 1.0), (-1.0, 1.0), (-1.0, 1.0)]
)
TEMPERATURE = 0.05  # CRPS on 0 to 1; about 0.17 an issue
DECISIVENESS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 32.0)
ROUNDS = (1, 2, 3, 5, challenge.MOST_ROUNDS)
WIDEST = 1.0


@dataclass(frozen=True, slots=True)
class Arrays:
    """Resolved issues as arrays [issue, actor, ...], padded with actors of no weight."""

    share: np.ndarray
    salience: np.ndarray
    capability: np.ndarray
    reference: np.ndarray
    low: np.ndarray
    high: np.ndarray
    outcome: np.ndarray


def arrays(data: Resolved) -> Arrays:
    """Prepare what every step of a fit needs."""
    most = max(len(issue.actors) for issue in data.issues)

    def padded(name: str) -> np.ndarray:
        return np.array([np.pad(getattr(i, name), (0, most - len(i.actors))) for i in data.issues])

    return Arrays(
        shares(padded("position")),
        padded("salience"),
        padded("capability"),
        shares(np.array([issue.reference for issue in data.issues])),
        np.array([issue.position.min() for issue in data.issues]),
        np.array([issue.position.max() for issue in data.issues]),
        data.outcome,
    )


def natural(v: np.ndarray) -> Bargain:
    """Parameters from their transformed scale."""
    kept = {name: float(np.exp(value)) for name, value in zip(NAMES, v)}
    kept["reference_pull"] = float(v[NAMES.index("reference_pull")])
    for name in SHARES:
        kept[name] = float(1 / (1 + np.exp(-v[NAMES.index(name)])))
    return Bargain(**kept)


def energy(v: np.ndarray, data: Arrays) -> float:
    """Summed CRPS over its temperature, plus minus the log prior."""
    bargain = natural(v)
    w = weights(data.salience, data.capability, bargain.capability_exponent)
    held = np.einsum("in,inp->ip", w, data.share, optimize=True)
    p = cut(density(held, data.reference, bargain), data.low, data.high)
    below = np.cumsum(p, axis=1) - p / 2
    passed = grid() >= data.outcome[:, None] - 1e-9
    loss = ((below - passed) ** 2).mean(axis=1).sum() / TEMPERATURE
    return float(loss + 0.5 * (((v - PRIORS[:, 0]) / PRIORS[:, 1]) ** 2).sum())


def fit_logit(
    data: Arrays, start: np.ndarray = PRIORS[:, 0], held: dict[int, float] | None = None
) -> OptimizeResult:
    """The best parameters on the transformed scale; those in `held` (by number) stay there."""
    free = [i for i in range(len(NAMES)) if i not in (held or {})]
    base = start.copy()
    for i, value in (held or {}).items():
        base[i] = value

    def at(inner: np.ndarray) -> np.ndarray:
        v = base.copy()
        v[free] = inner
        return v

    found = minimize(lambda inner: energy(at(inner), data), base[free], method="L-BFGS-B")
    return OptimizeResult(x=at(found.x), fun=found.fun)


@dataclass(frozen=True, slots=True)
class Points:
    """A model's points and their shares [issue, point] (padded with share 0), and the range of positions [issue]."""

    points: np.ndarray
    shares: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def take(self, kept: np.ndarray) -> Points:
        """The issues where `kept` is true."""
        return Points(self.points[kept], self.shares[kept], self.low[kept], self.high[kept])


def pointed(data: Resolved, found: list[tuple[np.ndarray, np.ndarray]]) -> Points:
    """Points of every issue, one beside the other."""
    most = max(len(points) for points, _ in found)
    return Points(
        np.array([np.pad(points, (0, most - len(points))) for points, _ in found]),
        np.array([np.pad(share, (0, most - len(share))) for _, share in found]),
        np.array([issue.position.min() for issue in data.issues]),
        np.array([issue.position.max() for issue in data.issues]),
    )


def single(data: Resolved, points: np.ndarray) -> Points:
    """One point an issue."""
    return pointed(data, [(np.array([o]), np.ones(1)) for o in points])


@dataclass(frozen=True, slots=True)
class Candidates:
    """What each rival says of every issue, before anything is fitted: by model, then by the setting to choose."""

    by_model: dict[str, dict[float, Points]]

    def take(self, kept: np.ndarray) -> Candidates:
        """The issues where `kept` is true."""
        return Candidates({m: {k: p.take(kept) for k, p in by.items()} for m, by in self.by_model.items()})


def candidates(data: Resolved) -> Candidates:
    """Let the rivals speak."""
    traded = np.zeros(len(data.issues))
    for number in np.unique(data.proposal):
        at = np.flatnonzero(data.proposal == number)
        traded[at] = exchange.points([data.issues[i] for i in at])
    courses = [challenge.course(issue) for issue in data.issues]
    return Candidates(
        {
            compromise.NAME: {0: single(data, np.array([compromise.point(i) for i in data.issues]))},
            median.NAME: {0: single(data, np.array([median.point(i) for i in data.issues]))},
            exchange.NAME: {0: single(data, traded)},
            challenge.NAME: {
                n: single(data, np.array([course[min(n, len(course) - 1)] for course in courses]))
                for n in ROUNDS
            },
            condorcet.NAME: {
                k: pointed(data, [condorcet.chances(issue, k) for issue in data.issues]) for k in DECISIVENESS
            },
        }
    )


def spread_loss(sd: float, said: Points, outcome: np.ndarray) -> float:
    """Mean CRPS of the points with a normal spread held within the range of positions."""
    at = grid()
    below = (said.shares[:, None, :] * ndtr((at[:, None] - said.points[:, None, :]) / sd)).sum(axis=2)
    below = np.where(at < said.low[:, None], 0.0, np.where(at >= said.high[:, None], 1.0, below))
    passed = at >= outcome[:, None] - 1e-9
    return float((((below - passed) ** 2).mean(axis=1)).mean())


def fit_spread(by: dict[float, Points], outcome: np.ndarray) -> tuple[float, float]:
    """The setting and the standard deviation with the least CRPS."""
    best = (np.inf, 0.0, 0.0)
    for setting, said in by.items():
        found: Any = minimize_scalar(
            spread_loss,
            bounds=(0.01, WIDEST),
            args=(said, outcome),
            method="bounded",
            options={"xatol": 1e-3},
        )
        best = min(best, (float(found.fun), setting, float(found.x)))
    return best[1], best[2]


def fit_all(data: Arrays, said: Candidates, start: np.ndarray = PRIORS[:, 0]) -> Fit:
    """Every model's fit."""
    chosen = {model: fit_spread(by, data.outcome) for model, by in said.by_model.items()}
    return Fit(
        natural(fit_logit(data, start).x),
        chosen[condorcet.NAME][0],
        int(chosen[challenge.NAME][0]),
        {model: sd for model, (_, sd) in chosen.items()},
    )
