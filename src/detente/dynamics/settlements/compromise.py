"""Compromise: the mean of positions, weighted by salience and capability.

    o = Σ w x,   w = s c / Σ s c

Assumptions: everybody's loss grows with the square of the distance and counts by w; breaking up costs all so much that
no single actor can hold out. It is the limit γ = 2, λ = 0, ε = 0, β → ∞ of the logit settlement. Around the point lies
the normal spread that resolved issues left.

Units: positions 0 to 1; salience and capability in proportion only.

Sources: Achen 2006, in Thomson, Stokman, Achen & König (eds), The European Union Decides, ch. 4; Van den Bos 1991.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..bargaining import compromise, weights
from .issue import Issue, Rest, around

if TYPE_CHECKING:
    from .fit import Fit

NAME = "compromise"


def point(issue: Issue) -> float:
    """The weighted mean."""
    return float(compromise(issue.position, weights(issue.salience, issue.capability)))


def rest(issues: Sequence[Issue], fit: Fit) -> list[Rest]:
    """Where each issue comes to rest, by itself."""
    return [around(point(issue), fit.spread[NAME], issue) for issue in issues]
