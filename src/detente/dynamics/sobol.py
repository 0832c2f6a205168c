"""Sobol' indices of any function of independent uniform numbers, by Saltelli's plan (SALib).

For Y = f(U) with variance V, the first-order index of U_i is Var(E[Y | U_i]) / V: the share of the variance that would
go if U_i alone were known. Its total index is E[Var(Y | all but U_i)] / V: the share that would stay if all but U_i
were known; total less first-order is what U_i does together with others. First-order indices sum to at most 1, total
ones to at least 1. Both are estimates with 95 % intervals, from resampling the plan (Saltelli et al. 2010; Jansen
1999).
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import NotInstalledError

if TYPE_CHECKING:
    from collections.abc import Callable

    from jaxtyping import Float

RESAMPLES = 200


@dataclass(frozen=True, slots=True)
class Indices:
    """Indices [number] with half the widths of their 95 % intervals; mean and standard deviation of Y."""

    mean: float
    sd: float
    first: np.ndarray
    first_error: np.ndarray
    total: np.ndarray
    total_error: np.ndarray


def plan_size(points: int) -> int:
    """Points of a plan that has at least so many: a power of two, as its sequence wants."""
    return 1 << max(points - 1, 1).bit_length()


def indices(
    function: Callable[[Float[np.ndarray, "row number"]], Float[np.ndarray, " row"]],
    numbers: int,
    *,
    points: int,
    seed: int,
) -> Indices:
    """Indices of a function of so many uniform numbers, from points · (numbers + 2) values of it.

    A function without variance has indices 0. Raises NotInstalledError without SALib.
    """
    sample, analyze = _salib()
    names = [str(i) for i in range(numbers)]
    seed += 1  # SALib takes 0 for no seed at all
    problem = {"num_vars": numbers, "names": names, "bounds": [[0.0, 1.0]] * numbers}
    plan = sample(problem, plan_size(points), calc_second_order=False, scramble=True, seed=seed)
    values = np.asarray(function(plan), np.float64)
    mean, sd = float(values.mean()), float(values.std())
    # What rounding alone spreads is no variance.
    if sd <= 1e-6 * max(1.0, abs(mean)):
        nothing = np.zeros(numbers)
        return Indices(mean, sd, nothing, nothing, nothing, nothing)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # of resamples without variance
        found = analyze(
            problem, values, calc_second_order=False, num_resamples=RESAMPLES, conf_level=0.95, seed=seed
        )
    clean = [np.nan_to_num(np.asarray(found[k], np.float64)) for k in ("S1", "S1_conf", "ST", "ST_conf")]
    return Indices(mean, sd, *clean)


def require() -> None:
    """Raise NotInstalledError where SALib is missing."""
    _salib()


def _salib() -> tuple[Any, Any]:
    try:
        from SALib.analyze.sobol import analyze
        from SALib.sample.sobol import sample
    except ImportError as error:
        raise NotInstalledError(
            "sensitivity needs SALib", remedy="install it: pip install 'detente[sensitivity]'"
        ) from error
    return sample, analyze
