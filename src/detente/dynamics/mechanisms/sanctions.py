"""Sanctions: they cost the target and a little the sender, and set the sender apart from those who do not join.

    s_ij    = (-e_ij - δ)⁺                                        i sanctions j: its economic tie e is that bad
    ln c_j' = ln c_j - ψ cost Σ_i (s_ij c_i/(c_i + c_j) + backfire s_ji c_i/(c_i + c_j))
    u_jid'  = u_jid - ψ answer s_ij                               the target turns from it (diplomatic, economic)
    u_ikd'  = u_ikd - ψ rift Σ_j s_ij (e_kj)⁺                     and it from those who go on trading (diplomatic)

u = atanh t, ψ the strength of all of it. Only economic ties that somebody speaks of count, so that what is merely
unknown sanctions nobody; the greater the sender beside the target the dearer, and sending costs `backfire` of what
the same measure would cost the other way round. Units: cost in logarithms of capability a month; answer and rift in
atanh a month; δ on the scale of ties; ψ and backfire without unit.

Sources: Hufbauer, Schott, Elliott & Oegg 2007 (costs to both sides); Martin 1992 (rifts over joining); Early 2015
(those who go on trading)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jax.numpy as jnp
import numpy as np

from ...reading.statement import DOMAINS
from ..mechanism import Parameter, Tendency
from ..relations import preponderance, row_sums

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from ..mechanism import Levels
    from ..parameters import Sample

NAME = "sanctions"
EFFECT = "strength"
PARAMETERS = (
    Parameter("strength", 1.0, 0.7, 0.0, 3.0, "none"),
    Parameter("threshold", 0.2, 0.1, 0.0, 0.9, "tie"),
    Parameter("cost", 0.004, 0.003, 0.0, 0.1, "log per month"),
    Parameter("backfire", 0.3, 0.2, 0.0, 1.0, "none"),
    Parameter("answer", 0.02, 0.02, 0.0, 0.5, "atanh per month"),
    Parameter("rift", 0.02, 0.02, 0.0, 0.5, "atanh per month"),
)
DIPLOMATIC, ECONOMIC = DOMAINS.index("diplomatic"), DOMAINS.index("economic")
_ANSWERED = np.isin(np.arange(len(DOMAINS)), (DIPLOMATIC, ECONOMIC)).astype(np.float32)
_RIVEN = np.isin(np.arange(len(DOMAINS)), (DIPLOMATIC,)).astype(np.float32)


def imposed(
    now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]
) -> Float[Array, "actor actor"]:
    """s: how hard row sanctions column, in [0, 1]."""
    told = sample.frame.told[..., ECONOMIC]
    return told * jnp.maximum(-now.tie[..., ECONOMIC] - theta["threshold"], 0.0)


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Change of capability, and of the ties that sanctions strain."""
    hard = imposed(now, sample, theta)
    weighed = hard.T + theta["backfire"] * hard
    lost = row_sums(weighed * preponderance(now.capability, sample.frame.pair))
    trading = sample.frame.told[..., ECONOMIC] * jnp.maximum(now.tie[..., ECONOMIC], 0.0)
    riven = (hard @ trading.T) * sample.frame.pair
    strained = theta["answer"] * hard.T[..., None] * _ANSWERED + theta["rift"] * riven[..., None] * _RIVEN
    return Tendency(tie=-theta["strength"] * strained, capability=-theta["strength"] * theta["cost"] * lost)
