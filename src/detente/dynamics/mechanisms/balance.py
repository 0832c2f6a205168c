"""Balance: the friend of a friend becomes a friend, the enemy of an enemy too; a friend's enemy becomes an enemy.

    u_ijd' = u_ijd + κ (1 - z_i) h_ij Σ_k t_ikd t_kjd / N

in each domain on its own; u = atanh t, N the number of actors, z_i how far i keeps its relations apart (its
strategy of compartmentalisation): with z_i = 1 an actor can stay on good terms with two enemies; h_ij how far i
answers to whom j stands with (1 unless j is ambiguous). Units: κ in atanh a month.

Sources: Heider 1946; Kułakowski, Gawroński & Gronek 2005; Marvel, Kleinberg, Kleinberg & Strogatz 2011.
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
PARAMETERS = (Parameter("strength", 0.06, 0.06, 0.0, 1.0, "atanh per month"),)


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Change of ties through third actors."""
    by_domain = jnp.moveaxis(now.tie, -1, 0)
    through = jnp.moveaxis(by_domain @ by_domain, 0, -1)
    openness = 1 - strength(sample, "compartmentalisation")
    weight = theta["strength"] / jnp.maximum(sample.frame.actor.sum(), 1.0) * openness[:, None] * now.heard
    return Tendency(tie=weight[..., None] * through)
