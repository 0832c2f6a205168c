"""From samples to distributions: means, spreads and quantiles over runs, in memory that does not grow with runs.

Up to EXACT runs every sample is kept and quantiles are exact (linear interpolation). Beyond, samples are counted in
BINS equal cells over the range that a variable can take, and quantiles are exact to the width of a cell (0.0005 of
the range).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .state import QUANTILES

if TYPE_CHECKING:
    from jaxtyping import Float

EXACT = 5_000
BINS = 2_000
LEVELS = np.array(QUANTILES) / 100


class Summary:
    """Gathers samples [run, month, variable] chunk by chunk; `low`, `high` bound what a variable can take."""

    def __init__(self, runs: int, months: int, variables: int, low: float, high: float) -> None:
        self.low, self.high, self.count = low, high, 0
        shape = (variables, months + 1)
        self.exact = runs <= EXACT
        if self.exact:
            self.kept = np.empty((*shape, runs), np.float32)
        else:
            self.counts = np.zeros((*shape, BINS), np.int64)
            self.sum, self.squares = np.zeros(shape), np.zeros(shape)

    def add(self, samples: Float[np.ndarray, "run month variable"]) -> None:
        """Take in one chunk."""
        chunk = samples.transpose(2, 1, 0)
        if self.exact:
            self.kept[..., self.count : self.count + chunk.shape[-1]] = chunk
        else:
            cell = ((chunk - self.low) * (BINS / (self.high - self.low))).astype(np.int32).clip(0, BINS - 1)
            for v, by_month in enumerate(cell):
                offset = (np.arange(by_month.shape[0]) * BINS)[:, None]
                counted = np.bincount((by_month + offset).ravel(), minlength=by_month.shape[0] * BINS)
                self.counts[v] += counted.reshape(-1, BINS)
            self.sum += chunk.sum(axis=-1, dtype=np.float64)
            self.squares += np.square(chunk, dtype=np.float64).sum(axis=-1)
        self.count += chunk.shape[-1]

    def mean(self) -> Float[np.ndarray, "variable month"]:
        if self.exact:
            return self.kept.mean(axis=-1, dtype=np.float64)
        return self.sum / self.count

    def sd(self) -> Float[np.ndarray, "variable month"]:
        if self.exact:
            return self.kept.std(axis=-1, dtype=np.float64)
        return np.sqrt(np.maximum(self.squares / self.count - self.mean() ** 2, 0))

    def quantiles(self) -> Float[np.ndarray, "variable month quantile"]:
        if self.exact:
            ordered = np.sort(self.kept, axis=-1)
            at = LEVELS * (self.count - 1)
            below = np.floor(at).astype(int)
            above = np.minimum(below + 1, self.count - 1)
            lower, upper = ordered[..., below].astype(np.float64), ordered[..., above].astype(np.float64)
            return lower + (upper - lower) * (at - below)
        reached = self.counts.cumsum(axis=-1) / self.count
        result = np.empty((*reached.shape[:2], len(LEVELS)))
        edges = np.linspace(self.low, self.high, BINS + 1)
        for v in range(reached.shape[0]):
            for t in range(reached.shape[1]):
                result[v, t] = np.interp(LEVELS, np.concatenate([[0.0], reached[v, t]]), edges)
        return result
