"""One issue as the settlement models see it, and the two forms in which they answer.

Everything stands on the scale 0 to 1. What a model answers is confined to the range of the positions that have weight:
outside it everybody would be better off by moving in. So actors of one mind settle where they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Protocol

import numpy as np

from ..bargaining import quantiles

_POINTS = 513
_cdf = np.vectorize(NormalDist().cdf, otypes=[float])
_inverse = np.vectorize(NormalDist().inv_cdf, otypes=[float])


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue: who takes part, positions on 0 to 1, salience and capability (any scale, at least 0), and the
    reference, nan where there is none."""

    actors: tuple[str, ...]
    position: np.ndarray
    salience: np.ndarray
    capability: np.ndarray
    reference: float

    def heard(self) -> Issue:
        """The issue among those who have weight (salience and capability above 0); the others change nothing."""
        kept = np.flatnonzero(self.salience * self.capability > 0)
        if len(kept) == len(self.actors):
            return self
        return Issue(
            tuple(self.actors[i] for i in kept),
            self.position[kept],
            self.salience[kept],
            self.capability[kept],
            self.reference,
        )


class Rest(Protocol):
    """Where an issue comes to rest: a distribution on 0 to 1."""

    @property
    def mean(self) -> float: ...

    def quantiles(self, levels: np.ndarray) -> np.ndarray:
        """The values below which the shares `levels` (each above 0 and below 1) lie."""
        ...


@dataclass(frozen=True, slots=True)
class Spread:
    """A mixture of normal densities around points, held within [low, high] (what is beyond lies on the end).

    `mean` is that of the mixture before it is held: of a model with one point it is that point, as the median is.
    """

    points: np.ndarray
    shares: np.ndarray
    sd: float
    low: float
    high: float

    @property
    def mean(self) -> float:
        return float(self.points @ self.shares)

    def quantiles(self, levels: np.ndarray) -> np.ndarray:
        """In closed form for one point; else from the mixture's distribution function on an even grid of the range."""
        if len(self.points) == 1:
            value = self.points[0] + self.sd * _inverse(levels)
            return np.clip(value, self.low, self.high)
        at = np.linspace(self.low, self.high, _POINTS)
        reached = _cdf((at[:, None] - self.points) / self.sd) @ self.shares
        return np.interp(levels, reached, at)


def around(point: float, sd: float, issue: Issue) -> Spread:
    """One point with the spread that outcomes left around it, within the issue's range of positions."""
    low, high = float(issue.position.min()), float(issue.position.max())
    return Spread(np.array([min(max(point, low), high)]), np.ones(1), sd, low, high)


@dataclass(frozen=True, slots=True)
class Density:
    """Probability on an even grid from 0 to 1, cut to [low, high]."""

    mass: np.ndarray
    low: float
    high: float

    @property
    def mean(self) -> float:
        return float(self.mass @ np.linspace(0.0, 1.0, len(self.mass)))

    def quantiles(self, levels: np.ndarray) -> np.ndarray:
        """Each cell's mass counts as spread evenly over the cell."""
        return np.clip(quantiles(self.mass, levels), self.low, self.high)
