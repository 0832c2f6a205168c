"""Compartmentalisation: how far a change in one domain of a relation spills over into the others.

    u_ijd' = u_ijd + C (1 - z_i) (mean_d' t_ijd' - t_ijd)

u = atanh t; z_i is how far i keeps things apart (its strategy). C → 0 keeps every domain to itself: trade goes on
through a military rupture. Units: C in atanh a month.

Sources: spill-over: Haas 1958; issue linkage and its absence: Keohane & Nye 1977.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..mechanism import Parameter, Tendency
from ..strategies import strength

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from ..mechanism import Levels
    from ..parameters import Sample

NAME = "compartmentalisation"
EFFECT = "spillover"
PARAMETERS = (Parameter("spillover", 0.04, 0.04, 0.0, 1.0, "atanh per month"),)


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Change of ties toward the relation's mean over domains."""
    openness = 1 - strength(sample, "compartmentalisation")
    gap = now.standing[..., None] - now.tie
    return Tendency(tie=theta["spillover"] * openness[:, None, None] * gap)
