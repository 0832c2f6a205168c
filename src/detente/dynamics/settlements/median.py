"""Median: the position that no weighted majority would leave.

    o = the point at which half of Σ w is reached from either side,   w = s c / Σ s c

Assumptions: one dimension, single-peaked preferences, pairwise votes with weight w. It is the limit γ = 1, λ = 0,
ε = 0, β → ∞ of the logit settlement. Around the point lies the normal spread that resolved issues left.

Units: positions 0 to 1; salience and capability in proportion only.

Source: Black 1948, On the Rationale of Group Decision-making, Journal of Political Economy 56: 23-34.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..bargaining import median, weights
from .issue import Issue, Rest, around

if TYPE_CHECKING:
    from .fit import Fit

NAME = "median"


def point(issue: Issue) -> float:
    """The weighted median."""
    return median(issue.position, weights(issue.salience, issue.capability))


def rest(issues: Sequence[Issue], fit: Fit) -> list[Rest]:
    """Where each issue comes to rest, by itself."""
    return [around(point(issue), fit.spread[NAME], issue) for issue in issues]
