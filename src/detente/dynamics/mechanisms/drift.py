"""Drift: ties return to their baseline, and everything wanders a little from month to month.

    u_ijd' = u_ijd + return (t0_ijd - t_ijd) + σ_tie ξ - settled F_ijd

and positions, presence and commitments wander likewise in logits, without return here (influence draws positions
back, hedging commitments). t0 is the tie as estimated, or as a scenario sets it; ξ has mean 0 and variance 1, from
-2 to 2 (a sum of four fair coins), and is added by the step.

Ties as they are have been under all those forces for long: F is what the other mechanisms would change in the first
month, and the share `settled` of it is taken to be in the ties already, so that a system which nobody disturbs
mostly stays as it was found, and what changes in it moves it. The step takes it off. Units: return in atanh a month
for a gap of 1; σ in atanh or logits a root month; settled without unit.

Where it comes from: no source; stated so that what is unexplained from month to month widens the outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..mechanism import Parameter, Tendency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from ..mechanism import Levels
    from ..parameters import Sample

NAME = "drift"
EFFECT = "return"
PARAMETERS = (
    Parameter("return", 0.05, 0.03, 0.0, 0.5, "atanh per month"),
    Parameter("settled", 0.8, 0.15, 0.0, 1.0, "none"),
    Parameter("tie_noise", 0.03, 0.01, 0.0, 1.0, "atanh per root month"),
    Parameter("position_noise", 0.04, 0.02, 0.0, 1.0, "logit per root month"),
    Parameter("presence_noise", 0.04, 0.02, 0.0, 1.0, "logit per root month"),
    Parameter("commitment_noise", 0.04, 0.02, 0.0, 1.0, "logit per root month"),
)


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Change of ties toward their baseline."""
    return Tendency(tie=theta["return"] * (sample.tie - now.tie))
