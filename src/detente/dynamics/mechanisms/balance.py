"""Balance: the friend of a friend becomes a friend, the enemy of an enemy too; a friend's enemy becomes an enemy.

    u_ijd' = u_ijd + κ (1 - z_i) h_ij tanh(Σ_k t_ikd t_kjd)

in each domain on its own; u = atanh t, z_i how far i keeps its relations apart (its strategy of
compartmentalisation): with z_i = 1 an actor can stay on good terms with two enemies; h_ij how far i answers to whom j
stands with (1 unless j is ambiguous). Third parties add up and come closer to κ without passing it; one that has
nothing to do with either counts for nothing, and a triangle weighs the same however many others there are (a mean
over all actors would make it weigh a third among sixteen of what it weighs among five). Units: κ in atanh a month.

The prior of κ is about pace, and includes none: alliances and rivalries change over years. At its mean two strong
relations (a product of 1/2) move the third by a tenth in a year and, against its return to the baseline (drift), by
two tenths in the end.

Sources: Heider 1946 (each triad pulls by itself); Kułakowski, Gawroński & Gronek 2005; Marvel, Kleinberg, Kleinberg &
Strogatz 2011 (the sum over third parties).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import jax.numpy as jnp

from ..mechanism import Parameter, Tendency
from ..strategies import strength

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from ..mechanism import Levels
    from ..parameters import Sample

NAME = "balance"
EFFECT = "strength"
PARAMETERS = (Parameter("strength", 0.02, 0.02, 0.0, 1.0, "atanh per month"),)


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Change of ties through third actors."""
    by_domain = jnp.moveaxis(now.tie, -1, 0)
    through = jnp.moveaxis(jnp.tanh(by_domain @ by_domain), 0, -1)
    openness = 1 - strength(sample, "compartmentalisation")
    weight = theta["strength"] * openness[:, None] * now.heard
    return Tendency(tie=weight[..., None] * through)
