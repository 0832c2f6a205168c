"""What an ensemble gathers of its runs, chunk by chunk, until results can be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .state import Results
from .summary import Summary, ranges

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..system.model import Resolution, System, Variable
    from .ensemble import Prepared
    from .state import Provenance

KEPT_RUNS = 10_000
# Runs are put together into blocks before they are counted, which is several times as fast as chunk by chunk: as many
# as make so many numbers, and so many runs at most.
BLOCK_NUMBERS, BLOCK_RUNS = 2**25, 2_048


class Tally:
    """Distributions of every variable under every scenario, and how often each forecast held, so far.

    Runs come in chunks of `size`.
    """

    def __init__(
        self,
        ready: Prepared,
        system: System,
        variables: tuple[Variable, ...],
        runs: int,
        months: int,
        size: int,
    ) -> None:
        total, bounds = len(ready.scenarios), ranges(variables)
        self.scenarios = tuple(scenario.name for scenario in ready.scenarios)
        self.inputs, self.variables, self.runs, self.months = ready.inputs, variables, runs, months
        self.rules = [f.resolution for f in system.forecasts]
        # Where each rule's variable lies; looking for it costs more than counting.
        self.ruled = [None if rule is None else variables.index(rule.variable) for rule in self.rules]
        self.own = [Summary(runs, months, bounds) for _ in range(total)]
        # The baseline's difference to itself is nothing, in no need of room.
        self.against = [Summary(runs, months, bounds, change=True) for _ in range(total - 1)]
        self.final = np.empty((total, len(variables), min(runs, KEPT_RUNS)), np.float32)
        self.hits = np.zeros((total, len(self.rules)))
        self.count = 0
        each = max(1, total * len(variables) * (months + 1))
        room = max(1, min(BLOCK_NUMBERS // each, BLOCK_RUNS) // size) * size
        self.block = np.empty((total, len(variables), months + 1, min(room, runs)), np.float32)

    @property
    def exact(self) -> bool:
        """Whether every sample is kept."""
        return self.own[0].exact

    @property
    def held(self) -> int:
        """How many of the runs taken in wait in the block to be counted."""
        return self.count - self.own[0].count

    def add(self, chunk: Sequence[np.ndarray]) -> None:
        """Take in the next runs: samples [run, month, variable] of every scenario."""
        first, number = self.held, chunk[0].shape[0]
        for block, samples in zip(self.block, chunk):
            for month in range(samples.shape[1]):
                block[:, month, first : first + number] = samples[:, month].T
        self.count += number
        if self.held == self.block.shape[-1] or self.count == self.runs:
            self._count()

    def _count(self) -> None:
        """Count the runs that wait in the block."""
        before, block = self.own[0].count, self.block[..., : self.held]
        room = max(0, min(self.held, self.final.shape[-1] - before))
        self.final[..., before : before + room] = block[:, :, -1, :room]
        for s, samples in enumerate(block):
            for f, (rule, v) in enumerate(zip(self.rules, self.ruled)):
                if rule is not None and v is not None:
                    self.hits[s, f] += holds(rule, samples[v].T).sum()
            if s:
                self.against[s - 1].add(samples, less=block[0])
        for summary, samples in zip(self.own, block):
            summary.add(samples)

    def state(self) -> dict[str, np.ndarray]:
        """All that has been gathered, as arrays to be kept in a file."""
        parts = {
            f"{name}.{s}.{part}": array
            for name, summaries in (("own", self.own), ("against", self.against))
            for s, summary in enumerate(summaries)
            for part, array in summary.state().items()
        }
        room = min(self.own[0].count, KEPT_RUNS)
        waiting = self.block[..., : self.held]
        return parts | {
            "final": self.final[..., :room],
            "hits": self.hits,
            "waiting": waiting,
            "count": np.array(self.count),
        }

    def restore(self, state: Mapping[str, np.ndarray]) -> None:
        """Go on from what `state` gave; KeyError or ValueError where that is of another shape."""
        count, waiting = int(state["count"]), state["waiting"]
        counted = count - waiting.shape[-1]
        for name, summaries in (("own", self.own), ("against", self.against)):
            for s, summary in enumerate(summaries):
                head = f"{name}.{s}."
                parts = {key[len(head) :]: state[key] for key in state if key.startswith(head)}
                summary.restore(parts, counted)
        kept = state["final"]
        self.final[..., : kept.shape[-1]] = kept
        self.hits[:] = state["hits"]
        self.block[..., : waiting.shape[-1]] = waiting
        self.count = count

    def results(self, *, seed: int, version: str, provenance: Provenance) -> Results:
        """The results, once all runs are in."""
        own, against = self.own, self.against
        mean, quantiles = [x.mean() for x in own], [x.quantiles() for x in own]
        nothing = np.zeros_like(mean[0])
        decided = [[rule is not None for rule in self.rules]]
        return Results(
            scenarios=self.scenarios,
            variables=self.variables,
            months=self.months,
            runs=self.runs,
            seed=seed,
            version=version,
            inputs=self.inputs,
            mean=np.stack(mean),
            sd=np.stack([x.sd() for x in own]),
            quantiles=np.stack(quantiles),
            contrast_mean=np.stack([nothing, *(x.mean() for x in against)]),
            contrast_quantiles=np.stack([np.zeros_like(quantiles[0]), *(x.quantiles() for x in against)]),
            final=self.final,
            forecasts=np.where(decided, self.hits / self.runs, np.nan).reshape(self.hits.shape),
            contrast_sd=np.stack([nothing, *(x.sd() for x in against)]),
            provenance=provenance,
        )


def holds(rule: Resolution, samples: np.ndarray) -> np.ndarray:
    """Whether a forecast's rule holds in each run: samples [run, month] of its variable.

    The month is the last one run where the rule's lies beyond. `above` and `below` compare the level with the
    threshold, the others the change since month 0.
    """
    month = min(rule.by, samples.shape[1] - 1)
    level, change = samples[:, month], samples[:, month] - samples[:, 0]
    match rule.comparison:
        case "increase":
            return change > rule.threshold
        case "decrease":
            return change < -rule.threshold
        case "no_change":
            return np.abs(change) <= rule.threshold
        case "no_increase":
            return change <= rule.threshold
        case "no_decrease":
            return change >= -rule.threshold
        case "above":
            return level > rule.threshold
        case "below":
            return level < rule.threshold
