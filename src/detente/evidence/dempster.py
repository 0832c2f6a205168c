"""Belief: how sure independent origins for and against make a claim, by Dempster's rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import exp, expm1, fsum, log1p
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

CEILING = 0.95  # no single origin settles a claim: then no sum of evidence divides nought by nought


@dataclass(frozen=True, slots=True)
class Belief:
    """What the evidence commits to: `belief` for, `disbelief` against, `unknown` neither; they sum to 1."""

    belief: float
    disbelief: float
    unknown: float


def belief(supports: Iterable[float], denies: Iterable[float] = ()) -> Belief:
    """Combine the weights of independent origins that support a claim and of those that deny it.

    A weight is r m, the reliability of the origin times the certainty of its wording, in [0, 0.95]; each
    origin gives one. With Q+ = prod(1 - r m) over those that support and Q- over those that deny, and Z = Q+
    + Q- - Q+ Q-: belief = Q- (1 - Q+) / Z, disbelief = Q+ (1 - Q-) / Z, unknown = Q+ Q- / Z. The products are
    sums of logarithms and the greater of the two is divided out, so that thousands of origins neither vanish
    nor leave [0, 1]. Without evidence all is unknown. Raises ValueError for a weight outside [0, 0.95].

    Source: Dempster's rule for simple support functions, Shafer (1976), A Mathematical Theory of Evidence,
    ch. 4.
    """
    log_for, log_against = _log_doubt(supports), _log_doubt(denies)
    # all three parts divided by the greater of Q+ and Q-
    top = max(log_for, log_against)
    doubt_for, doubt_against = exp(log_for - top), exp(log_against - top)
    believed = doubt_against * abs(expm1(log_for))
    disbelieved = doubt_for * abs(expm1(log_against))
    unknown = doubt_for * doubt_against * exp(top)
    total = believed + disbelieved + unknown
    return Belief(believed / total, disbelieved / total, unknown / total)


def beliefs(supports: Sequence[Sequence[float]], denies: Sequence[Sequence[float]]) -> np.ndarray:
    """`belief` of many claims at once, each with the weights of the origins for and against it: [C, 3].

    The columns are belief, disbelief and unknown. Equal to `belief` within rounding, and to the last bit the
    same for a claim whatever order its origins come in and whatever other claims are asked about. Raises
    ValueError as `belief` does.
    """
    import numpy as np

    log_for, log_against = _log_doubts(supports), _log_doubts(denies)
    top = np.maximum(log_for, log_against)
    doubt_for, doubt_against = np.exp(log_for - top), np.exp(log_against - top)
    believed = doubt_against * np.abs(np.expm1(log_for))
    disbelieved = doubt_for * np.abs(np.expm1(log_against))
    unknown = doubt_for * doubt_against * np.exp(top)
    parts = np.stack((believed, disbelieved, unknown), axis=1)
    return parts / parts.sum(axis=1, keepdims=True)


def _log_doubts(weights: Sequence[Sequence[float]]) -> np.ndarray:
    """Log of the product of 1 - w for each claim: [C]. Summed in order of size, so order of arrival is nothing."""
    import numpy as np

    counts = np.fromiter(map(len, weights), np.intp, len(weights))
    every = np.fromiter(chain.from_iterable(weights), np.float64, int(counts.sum()))
    if not np.all((every >= 0.0) & (every <= CEILING)):
        wrong = every[~((every >= 0.0) & (every <= CEILING))][0]
        raise ValueError(f"an origin's weight is in [0, {CEILING}], not {wrong}")
    many = np.repeat(counts > 2, counts)  # two add up to the same either way round
    owner = np.repeat(np.arange(len(weights)), counts)[many]
    every[many] = every[many][np.lexsort((every[many], owner))]
    logs = np.log1p(-every)
    sums = np.zeros(len(weights))
    if held := np.flatnonzero(counts).tolist():
        starts = np.cumsum(counts) - counts
        sums[held] = np.add.reduceat(logs, starts[held])
    return sums


def _log_doubt(weights: Iterable[float]) -> float:
    """Log of the product of 1 - w; fsum makes it the same in whatever order the origins come."""
    logs = []
    for w in weights:
        if not 0.0 <= w <= CEILING:
            raise ValueError(f"an origin's weight is in [0, {CEILING}], not {w}")
        logs.append(log1p(-w))
    return fsum(logs)
