"""What the settlement models need that was fitted on resolved issues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ...data import vocabulary
from ..bargaining import Bargain, fitted


@dataclass(frozen=True, slots=True)
class Fit:
    """The logit's parameters, the decisiveness κ of a Condorcet election, the rounds of challenges, and for every model
    with a spread its standard deviation on 0 to 1."""

    bargain: Bargain
    decisiveness: float
    rounds: int
    spread: Mapping[str, float]


@cache
def shipped() -> Fit:
    """As in dynamics/data/settlement.yaml, which says on which data, when and how surely."""
    record = vocabulary("detente.dynamics", "settlement.yaml")
    return Fit(fitted(), record["decisiveness"], record["rounds"], record["spread"])
