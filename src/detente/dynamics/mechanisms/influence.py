"""Influence: positions give way to the settlement in sight, to partners, and to partners' partners.

    x' = x + rate (θ (x0 - x) + (1 - θ) (a (1 - s)(q - x) + Σ_j T_ij (x_j - x_i)))
    T = τ (L + π L L)/(1 + Σ_j (L + π L L)),   L_ij = (t_ij⁺ + g_ji) c_j/(c_i + c_j)

over the j with a stake in the issue: who listens to whom follows from goodwill t⁺, the commitment g that one counts
on, and capability c; π weighs the two-step path, by which a third is pressed through another. Units: positions,
salience s, status q in 0 to 1; rate a month; θ, a, τ, π without unit. Since a + τ ≤ 1, x' is a mean of numbers in
[0, 1].

Source: Friedkin & Johnsen 1990 (θ: attachment to the first position); two-step: Lazarsfeld's flow of influence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import jax.numpy as jnp

from ..mechanism import Parameter, Tendency
from ..relations import goodwill, preponderance, row_sums

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from ..mechanism import Levels
    from ..parameters import Sample

NAME = "influence"
EFFECT = "rate"
PARAMETERS = (
    Parameter("rate", 0.1, 0.08, 0.0, 1.0, "per month"),
    Parameter("attachment", 0.5, 0.2, 0.0, 1.0, "none"),
    Parameter("concession", 0.2, 0.15, 0.0, 0.5, "none"),
    Parameter("pressure", 0.3, 0.15, 0.0, 0.5, "none"),
    Parameter("second_step", 0.2, 0.2, 0.0, 1.0, "none"),
)


def listening(
    now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]
) -> Float[Array, "actor actor"]:
    """T: how far row gives way to column; rows sum to less than `pressure`."""
    lend = preponderance(now.capability, sample.frame.pair) * (goodwill(now) + now.commitment.T) / 2
    paths = (lend + theta["second_step"] * (lend @ lend)) * sample.frame.pair
    return theta["pressure"] * paths / (1 + row_sums(paths)[:, None])


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Change of positions, where there is a stake."""
    x, stake = now.position, sample.frame.stake
    heard = listening(now, sample, theta)
    partners = heard @ (stake * x) - (heard @ stake) * x
    yielding = theta["concession"] * (1 - sample.salience) * (now.status - x)
    pull = theta["attachment"] * (sample.position - x) + (1 - theta["attachment"]) * (yielding + partners)
    return Tendency(position=jnp.where(stake > 0, theta["rate"] * pull, 0.0))
