"""Brokerage: an actor on good terms with both sides of a quarrel can mend it, and gains with both by doing so.

    u_jkd' = u_jkd + β t_jk⁻ Σ_i b_i A_ij A_ik           the sides draw closer
    u_jid' = u_jid + γ b_i A_ij Σ_k t_jk⁻ A_ik           and thank the broker
    A_ij   = t_ij⁺ t_ji⁺

in every domain; u = atanh t, b_i how strongly i follows the strategy, A_ij its access to j: goodwill both ways, so
that a broker without ties to both sides mends nothing. Where its strategy names actors, only quarrels among them
are brokered. Units: β and γ in atanh a month; the others without unit.

Sources: Touval & Zartman 1985 (leverage and what mediators gain); Gould & Fernandez 1989 (brokerage in networks).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import jax.numpy as jnp

from ..mechanism import Parameter, Tendency
from ..relations import goodwill, hostility
from ..strategies import at_large, strength, toward, where_followed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from ..mechanism import Levels
    from ..parameters import Sample

NAME = "brokerage"
EFFECT = "strength"
PARAMETERS = (
    Parameter("strength", 0.1, 0.1, 0.0, 1.0, "atanh per month"),
    Parameter("credit", 0.3, 0.2, 0.0, 1.0, "share of strength"),
)


def access(now: Levels) -> Float[Array, "actor actor"]:
    """A: how well two can speak with each other, in [0, 1]; the same both ways."""
    good = goodwill(now)
    return good * good.T


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Change of the ties between the sides, and of the sides toward the broker."""

    def moved() -> Float[Array, "actor actor"]:
        both, quarrel = access(now), hostility(now)
        aimed = jnp.maximum(toward(sample, NAME), at_large(sample, NAME)[:, None])
        # The broker stands last in one factor and first in the other, so that products need no transposing.
        side = both * aimed.T
        used = strength(sample, NAME) * side
        mended = quarrel * (used @ (both * aimed))
        thanks = used * (quarrel @ side)
        return (mended + theta["credit"] * thanks) * sample.frame.pair

    return Tendency(standing=theta["strength"] * where_followed(sample, NAME, moved))
