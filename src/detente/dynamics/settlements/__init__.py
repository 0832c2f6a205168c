"""Settlement models side by side: from positions, salience and capability to where issues come to rest.

A model is one module with a NAME and a function `rest(issues, fit)` that answers every issue of a table with a
distribution on 0 to 1; another is one such file and its place in MODELS.

    logit       a smooth choice around the weighted centre and what is demanded (default)
    compromise  the weighted mean
    median      the weighted median
    condorcet   an election between positions, by pairwise weighted votes
    challenge   rounds of challenges by expected utility
    exchange    trades between pairs of actors over pairs of issues
"""

from __future__ import annotations

from collections.abc import Sequence

from . import challenge, compromise, condorcet, exchange, logit, median
from .fit import Fit, shipped
from .issue import Issue, Rest

__all__ = ["MODELS", "Fit", "Issue", "Rest", "settled", "shipped"]

MODELS = {m.NAME: m.rest for m in (logit, compromise, median, condorcet, challenge, exchange)}


def settled(issues: Sequence[Issue], model: str, fit: Fit | None = None) -> list[Rest]:
    """Where the issues of one table come to rest under a model (a key of MODELS), in their order.

    Actors without weight on an issue change nothing there. Every issue needs somebody who has weight.
    """
    return MODELS[model]([issue.heard() for issue in issues], fit or shipped())
