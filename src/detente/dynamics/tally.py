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


class Tally:
    """Distributions of every variable under every scenario, and how often each forecast held, so far."""

    def __init__(
        self, ready: Prepared, system: System, variables: tuple[Variable, ...], runs: int, months: int
    ) -> None:
        total, bounds = len(ready.scenarios), ranges(variables)
        self.scenarios = tuple(scenario.name for scenario in ready.scenarios)
        self.inputs, self.variables, self.runs, self.months = ready.inputs, variables, runs, months
        self.rules = [f.resolution for f in system.forecasts]
        self.own = [Summary(runs, months, bounds) for _ in range(total)]
        # The baseline's difference to itself is nothing, in no need of room.
        self.against = [Summary(runs, months, bounds, change=True) for _ in range(total - 1)]
        self.final = np.empty((total, len(variables), min(runs, KEPT_RUNS)), np.float32)
        self.hits = np.zeros((total, len(self.rules)))
        self.count = 0

    @property
    def exact(self) -> bool:
        """Whether every sample is kept."""
        return self.own[0].exact

    def add(self, chunk: Sequence[np.ndarray]) -> None:
        """Take in the next runs: samples [run, month, variable] of every scenario."""
        number = chunk[0].shape[0]
        room = max(0, min(number, self.final.shape[-1] - self.count))
        for s, samples in enumerate(chunk):
            self.own[s].add(samples)
            if s:
                self.against[s - 1].add(samples - chunk[0])
            self.final[s, :, self.count : self.count + room] = samples[:room, -1].T
            for f, rule in enumerate(self.rules):
                if rule is not None:
                    held = holds(rule, samples[:, :, self.variables.index(rule.variable)])
                    self.hits[s, f] += held.sum()
        self.count += number

    def state(self) -> dict[str, np.ndarray]:
        """All that has been gathered, as arrays to be kept in a file."""
        parts = {
            f"{name}.{s}.{part}": array
            for name, summaries in (("own", self.own), ("against", self.against))
            for s, summary in enumerate(summaries)
            for part, array in summary.state().items()
        }
        room = min(self.count, KEPT_RUNS)
        return parts | {"final": self.final[..., :room], "hits": self.hits, "count": np.array(self.count)}

    def restore(self, state: Mapping[str, np.ndarray]) -> None:
        """Go on from what `state` gave; KeyError or ValueError where that is of another shape."""
        count = int(state["count"])
        for name, summaries in (("own", self.own), ("against", self.against)):
            for s, summary in enumerate(summaries):
                head = f"{name}.{s}."
                parts = {key[len(head) :]: state[key] for key in state if key.startswith(head)}
                summary.restore(parts, count)
        kept = state["final"]
        self.final[..., : kept.shape[-1]] = kept
        self.hits[:] = state["hits"]
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

    The month is the last one run where the rule's lies beyond. `increase`, `decrease` and `no_change` compare the
    change since month 0 with the threshold, `above` and `below` the level.
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
        case "above":
            return level > rule.threshold
        case "below":
            return level < rule.threshold
