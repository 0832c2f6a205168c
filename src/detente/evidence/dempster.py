"""Belief: how sure independent origins for and against make a claim, by Dempster's rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, expm1, fsum, log1p

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


def _log_doubt(weights: Iterable[float]) -> float:
    """Log of the product of 1 - w; fsum makes it the same in whatever order the origins come."""
    logs = []
    for w in weights:
        if not 0.0 <= w <= CEILING:
            raise ValueError(f"an origin's weight is in [0, {CEILING}], not {w}")
        logs.append(log1p(-w))
    return fsum(logs)
