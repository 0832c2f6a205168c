"""Resolved issues of EU legislation (DEU III), and the folds on which all models are compared.

Data: Arregui & Perarnaud 2021, doi:10.34810/data53, CC BY 4.0, the development issues: positions and salience of the
Commission, the Parliament and the member states, reference point and outcome, on 0 to 100, brought to 0 to 1 here.
Capability is GDP (10^12), the Commission's and the Parliament's set level with the largest member's, as the data gives
them. A missing salience takes the middle, 50. Issues of one proposal are one table.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detente.dynamics.settlements import Issue, Rest, settled
from detente.dynamics.settlements.fit import Fit

FOLDS = 10
LEVELS = np.arange(1, 100) / 100


@dataclass(frozen=True, slots=True)
class Resolved:
    """Issues with the number of their proposal (from 0) and their outcome on 0 to 1, in one order."""

    issues: tuple[Issue, ...]
    proposal: np.ndarray
    outcome: np.ndarray

    def take(self, kept: np.ndarray) -> Resolved:
        """The issues where `kept` is true."""
        at = np.flatnonzero(kept)
        return Resolved(tuple(self.issues[i] for i in at), self.proposal[at], self.outcome[at])

    def rests(self, model: str, fit: Fit) -> list[Rest]:
        """Where the issues come to rest under a model, each proposal a table of its own."""
        found: dict[int, Rest] = {}
        for number in np.unique(self.proposal):
            at = np.flatnonzero(self.proposal == number)
            found.update(zip(at.tolist(), settled([self.issues[i] for i in at], model, fit)))
        return [found[i] for i in range(len(self.issues))]

    def quantiles(self, model: str, fit: Fit) -> np.ndarray:
        """The 1st to 99th percentile of every issue [issue, 99]."""
        return np.stack([rest.quantiles(LEVELS) for rest in self.rests(model, fit)])


def read(folder: Path) -> Resolved:
    """The development issues in the folder `deu3`; actors without weight on an issue are left out."""
    with (folder / "deu3-development.csv").open(encoding="utf8") as file:
        rows = list(csv.DictReader(file))
    with (folder / "gdp.csv").open(encoding="utf8") as file:
        gdp = {row["member"]: float(row["gdp_trillion"]) for row in csv.DictReader(file)}

    def issue(row: dict[str, str]) -> Issue:
        there = [member for member in gdp if row["p" + member]]
        return Issue(
            tuple(there),
            np.array([float(row["p" + m]) / 100 for m in there]),
            np.array([float(row["s" + m] or 50) / 100 for m in there]),
            np.array([gdp[m] for m in there]),
            float(row["rp"]) / 100 if row["rp"] else math.nan,
        ).heard()

    return Resolved(
        tuple(issue(row) for row in rows),
        np.unique([row["prnr"] for row in rows], return_inverse=True)[1],
        np.array([float(row["out"]) / 100 for row in rows]),
    )


def folds(proposal: np.ndarray, seed: int = 0) -> list[np.ndarray]:
    """For each fold, which issues are left out; the issues of a proposal stand in one fold."""
    fold = np.random.default_rng(seed).permutation(proposal.max() + 1) % FOLDS
    return [fold[proposal] == k for k in range(FOLDS)]


def crps(quantiles: np.ndarray, outcome: np.ndarray) -> np.ndarray:
    """Continuous ranked probability score of each issue from its 99 percentiles: twice the mean pinball loss."""
    gap = outcome[:, None] - quantiles
    return 2 * np.maximum(LEVELS * gap, (LEVELS - 1) * gap).mean(axis=1)
