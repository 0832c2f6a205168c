"""Wedge: an actor draws a target away from its partner by inducements, less so the more the target depends on it.

    u_jkd' = u_jkd - ω (1 - D_jk) (1 + t_jk)/2 Σ_i s_i L_ij R_ik c_i/(c_i + c_k),   D_jk = g_kj c_k/(c_j + c_k)

in every domain; u = atanh t, s_i how strongly i follows the strategy, D_jk how far j depends on k: what it can
count on from k (commitment g) times how much k outweighs it. Who is aimed at follows from the names that the
strategy gives: none, and i works on any two of those hostile to it (L and R their hostility, in proportion); one,
and i draws it away from those hostile to i (L 1 for it, R their hostility); several, and i works between any two of
them (L and R 1 for them). A tie that is broken already has nothing to give (1 + t_jk). Units: ω in atanh a month;
the others without unit.

Sources: Crawford 2011 (selective accommodation; the dependent are hardest to draw away); Izumikawa 2013.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import jax.numpy as jnp

from ..mechanism import Parameter, Tendency
from ..relations import TINY, hostility, preponderance, row_sums
from ..strategies import at_large, strength, toward, where_followed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from ..mechanism import Levels
    from ..parameters import Sample

NAME = "wedge"
EFFECT = "strength"
PARAMETERS = (Parameter("strength", 0.03, 0.03, 0.0, 0.5, "atanh per month"),)


def inducement(now: Levels, sample: Sample) -> Float[Array, "actor actor"]:
    """How hard all wedgers together work to draw row away from column, at least 0."""
    foes, named = hostility(now), toward(sample, NAME)
    large = at_large(sample, NAME)
    # The wedger stands last in one factor and first in the other: a product that transposes costs four times as much.
    target = strength(sample, NAME) * jnp.maximum(named.T, large * foes.T)
    drawn_from = jnp.where((row_sums(named) == 1)[:, None], foes * (1 - named), named)
    partner = jnp.maximum(drawn_from, large[:, None] * foes)
    # c_i/(c_i + c_k): what the wedger can offer beside the partner
    capability = now.capability
    means = capability[:, None] / (capability[:, None] + capability + TINY)
    return (target @ (partner * means)) * sample.frame.pair


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Change of the ties between those who are aimed at, the same in every domain."""

    def pulled() -> Float[Array, "actor actor"]:
        dependence = now.commitment.T * preponderance(now.capability, sample.frame.pair)
        return inducement(now, sample) * (1 - dependence) * (1 + now.standing) / 2

    return Tendency(standing=-theta["strength"] * where_followed(sample, NAME, pulled))
