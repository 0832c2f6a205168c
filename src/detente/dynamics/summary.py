"""From samples to distributions: means, spreads and quantiles over runs, in memory that does not grow with runs.

Up to EXACT runs every sample is kept and quantiles are exact (linear interpolation). Beyond, samples are counted in
BINS cells over the range that a variable can take, and quantiles are exact to the width of a cell. Levels have equal
cells (0.0005 of the range). Differences have cells that are equal in the signed square root, so that they are finest
about zero: 0.0005 % of the widest change there, 0.05 % at a change of a quarter of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .state import QUANTILES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jaxtyping import Float

    from ..system.model import Variable

EXACT = 5_000
BINS = 2_000
LEVELS = np.array(QUANTILES) / 100
RANGES = {"tie": (-1.0, 1.0), "events": (0.0, 256.0)}
"""What a kind of variable can take; any other lies in [0, 1]. What lies beyond is counted at the end."""


def ranges(variables: Sequence[Variable]) -> Float[np.ndarray, "variable 2"]:
    """Lowest and highest value that each variable can take."""
    return np.array([RANGES.get(v.kind, (0.0, 1.0)) for v in variables], np.float64).reshape(-1, 2)


class _Room:
    """Where one variable's samples of a block are worked on; `row` is where each month's cells begin."""

    def __init__(self, months: int, runs: int) -> None:
        self.taken, self.along = np.empty((2, months, runs), np.float32)
        self.cell = np.empty((months, runs), np.intp)
        self.row = np.arange(months)[:, None] * BINS


class Summary:
    """Gathers samples [variable, month, run] block by block; `bounds` [variable, 2] is what each can take.

    With `change` the samples are differences of such variables, between -(high - low) and high - low.
    """

    def __init__(self, runs: int, months: int, bounds: np.ndarray, *, change: bool = False) -> None:
        self.change, self.count = change, 0
        self.width = bounds[:, 1] - bounds[:, 0]
        self.low = bounds[:, 0]
        shape = (len(bounds), months + 1)
        self.exact = runs <= EXACT
        if self.exact:
            self.kept = np.empty((*shape, runs), np.float32)
        else:
            self.counts = np.zeros((*shape, BINS), np.uint32)
            self.average, self.squares = np.zeros(shape), np.zeros(shape)

    def add(
        self,
        block: Float[np.ndarray, "variable month run"],
        less: Float[np.ndarray, "variable month run"] | None = None,
    ) -> None:
        """Take in a block of runs, or what it has more than another (`less`).

        Figures depend on how runs are put into blocks in the last bits alone.
        """
        after = self.count + block.shape[-1]
        if self.exact:
            kept = self.kept[..., self.count : after]
            np.subtract(block, 0 if less is None else less, out=kept)
        else:
            # A variable at a time, and in the same room for each, so that all that is worked out of it stays in the
            # processor's cache.
            room = _Room(*block.shape[1:])
            for v, samples in enumerate(block):
                taken = samples if less is None else np.subtract(samples, less[v], out=room.taken)
                np.add.at(self.counts[v].reshape(-1), self._cells(taken, v, room), np.uint32(1))
                self._gather(taken, v, after, room)
        self.count = after

    def _gather(self, samples: Float[np.ndarray, "month run"], v: int, after: int, room: _Room) -> None:
        """Move mean and sum of squared deviations on to `after` runs (Chan, Golub & LeVeque 1983)."""
        number = samples.shape[-1]
        average = samples.mean(axis=-1)
        apart = np.subtract(samples, average[:, None], out=room.along)
        step = average - self.average[v]
        self.average[v] += step * (number / after)
        self.squares[v] += np.einsum("tr,tr->t", apart, apart) + step**2 * (self.count * number / after)

    def _cells(self, samples: Float[np.ndarray, "month run"], v: int, room: _Room) -> np.ndarray:
        """The cells of a variable's counts that samples fall into, one after the other."""
        along, width = room.along, self.width[v]
        if self.change:
            np.abs(samples, out=along)
            along *= np.float32(BINS**2 / 4 / width)
            np.copysign(np.sqrt(along, out=along), samples, out=along)
            along += np.float32(BINS / 2)
        else:
            np.multiply(samples, np.float32(BINS / width), out=along)
            along -= np.float32(self.low[v] * BINS / width)
        np.minimum(np.maximum(along, np.float32(0), out=along), np.float32(BINS - 1), out=along)
        room.cell[...] = along
        room.cell += room.row
        return room.cell.reshape(-1)

    def state(self) -> dict[str, np.ndarray]:
        """What has been gathered, as arrays to be kept in a file."""
        if self.exact:
            return {"kept": self.kept[..., : self.count]}
        return {"counts": self.counts, "average": self.average, "squares": self.squares}

    def restore(self, state: Mapping[str, np.ndarray], count: int) -> None:
        """Go on from what `state` gave after `count` runs."""
        if self.exact:
            self.kept[..., :count] = state["kept"]
        else:
            self.counts[:] = state["counts"]
            self.average[:], self.squares[:] = state["average"], state["squares"]
        self.count = count

    def mean(self) -> Float[np.ndarray, "variable month"]:
        if self.exact:
            return self.kept.mean(axis=-1, dtype=np.float64)
        return self.average

    def sd(self) -> Float[np.ndarray, "variable month"]:
        if self.exact:
            return self.kept.std(axis=-1, dtype=np.float64)
        return np.sqrt(self.squares / self.count)

    def quantiles(self) -> Float[np.ndarray, "variable month quantile"]:
        if self.exact:
            ordered = np.sort(self.kept, axis=-1)
            at = LEVELS * (self.count - 1)
            below = np.floor(at).astype(int)
            above = np.minimum(below + 1, self.count - 1)
            lower, upper = ordered[..., below].astype(np.float64), ordered[..., above].astype(np.float64)
            return lower + (upper - lower) * (at - below)
        result = np.empty((*self.counts.shape[:2], len(LEVELS)))
        wanted = LEVELS * self.count
        for v, by_month in enumerate(self.counts):
            reached = by_month.cumsum(axis=-1, dtype=np.int64)
            cell = np.stack([row.searchsorted(wanted, side="right") for row in reached])
            inside = np.take_along_axis(by_month, cell, axis=-1)
            before = np.take_along_axis(reached, cell, axis=-1) - inside
            result[v] = (cell + (wanted - before) / inside) / BINS
        width = self.width[:, None, None]
        if not self.change:
            return self.low[:, None, None] + result * width
        root = 2 * result - 1
        return np.sign(root) * root**2 * width
