"""All settlement models on identical folds of resolved issues: MAE of the median, CRPS, share of medians within 10.

Ten folds grouped by proposal; everything that is fitted is fitted within them. Intervals of the difference to the
compromise (with its spread) are paired and clustered: a bootstrap over proposals. Scale 0 to 100.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.measure import Row
from benchmarks.settlement.fitting import arrays, candidates, fit_all, fit_logit, fit_spread, single
from benchmarks.settlement.issues import Resolved, crps, folds, read
from detente.dynamics.settlements import MODELS, compromise, shipped

EXPONENTS = (0.0, 0.25, 0.5, 0.75, 1.0)
RAISED = "compromise, capability exponent fitted"
DRAWS = 4000


@dataclass(frozen=True, slots=True)
class Score:
    """One model's figures on the scale 0 to 100; `gain` is the compromise's CRPS less its own, with a 95 % interval."""

    model: str
    mae: float
    crps: float
    within: float
    gain: float
    low: float
    high: float


def predict(data: Resolved, seed: int = 0) -> dict[str, np.ndarray]:
    """Percentiles [issue, 99] of every model for every issue, by fits that saw no issue of its proposal.

    RAISED stands beside the models: the compromise with an exponent of capability chosen on the same folds, which tells
    how much of the logit's gain is the weights'.
    """
    whole, said = arrays(data), candidates(data)
    start = fit_logit(whole).x  # where the search starts; what is found does not hang on it
    powered = {eta: raised(data, eta) for eta in EXPONENTS}
    means = {
        eta: single(of, np.array([compromise.point(i) for i in of.issues])) for eta, of in powered.items()
    }
    found = {model: np.zeros((len(data.issues), 99)) for model in [*MODELS, RAISED]}
    for out in folds(data.proposal, seed):
        unseen = data.take(out)
        seen = data.take(~out)
        fit = fit_all(arrays(seen), said.take(~out), start)
        for model in MODELS:
            found[model][out] = unseen.quantiles(model, fit)
        eta, sd = fit_spread({eta: p.take(~out) for eta, p in means.items()}, seen.outcome)
        rival = replace(fit, spread={compromise.NAME: sd})
        found[RAISED][out] = powered[eta].take(out).quantiles(compromise.NAME, rival)
    return found


def raised(data: Resolved, exponent: float) -> Resolved:
    """The issues with capability raised to a power."""
    issues = tuple(replace(issue, capability=issue.capability**exponent) for issue in data.issues)
    return replace(data, issues=issues)


def scores(data: Resolved, found: dict[str, np.ndarray]) -> list[Score]:
    """Every model's figures."""
    size = np.bincount(data.proposal)
    draws = np.random.default_rng(0).integers(0, len(size), (DRAWS, len(size)))
    base = crps(found[compromise.NAME], data.outcome)
    result = []
    for model, quantiles in found.items():
        own, error = crps(quantiles, data.outcome), np.abs(quantiles[:, 49] - data.outcome)
        gained = np.bincount(data.proposal, base - own)
        low, high = np.percentile(gained[draws].sum(axis=1) / size[draws].sum(axis=1), [2.5, 97.5])
        within = float((error <= 0.1 + 1e-9).mean())
        result.append(
            Score(
                model,
                100 * float(error.mean()),
                100 * float(own.mean()),
                within,
                100 * float((base - own).mean()),
                100 * float(low),
                100 * float(high),
            )
        )
    return result


def rows() -> Iterator[Row]:
    """Yield the comparison, and how long all models take with the shipped parameters."""
    folder = Path(os.environ.get("DETENTE_DATA", ""), "deu3")
    if not os.environ.get("DETENTE_DATA") or not folder.is_dir():
        print("skipped: deu3 is not in DETENTE_DATA", file=sys.stderr)
        return
    data = read(folder)
    for score in scores(data, predict(data)):
        yield f"{score.model}: MAE of the median", score.mae, "of 100"
        yield f"{score.model}: CRPS", score.crps, "of 100"
        yield f"{score.model}: medians within 10", score.within, ""
        if score.model != compromise.NAME:
            yield (
                f"{score.model}: CRPS below the compromise's",
                score.gain,
                f"[{score.low:+.2f}, {score.high:+.2f}]",
            )
    start = perf_counter()
    for model in MODELS:
        data.quantiles(model, shipped())
    yield f"all models on {len(data.issues)} issues", perf_counter() - start, "s"
