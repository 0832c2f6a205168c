"""Alignment: shared demands on salient issues bring two actors closer, opposed ones drive them apart.

    u_ij' = u_ij + α h_ij A_ij,   A_ij = Σ_m s_im s_jm ξ_im ξ_jm / (1 + Σ_m s_im s_jm),   ξ = 2x - 1

in every domain; u = atanh t, h_ij how far i answers to what j declares (1 unless j is ambiguous). A is in [-1, 1]:
1 for two who hold the same end of many issues dear, 0 without a common issue or where one is indifferent between
the ends. Units: α in atanh a month.

Source: similarity of preferences as the ground of alignment: Signorino & Ritter 1999; Gartzke 1998.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..mechanism import Parameter, Tendency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from ..mechanism import Levels
    from ..parameters import Sample

NAME = "alignment"
EFFECT = "strength"
PARAMETERS = (Parameter("strength", 0.01, 0.01, 0.0, 0.2, "atanh per month"),)


def agreement(now: Levels, sample: Sample) -> Float[Array, "actor actor"]:
    """A: likeness of two actors' demands, in [-1, 1]."""
    signed = sample.salience * (2 * now.position - 1)
    return sample.frame.pair * (signed @ signed.T) / (1 + sample.salience @ sample.salience.T)


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Change of ties, the same in every domain."""
    return Tendency(standing=theta["strength"] * now.heard * agreement(now, sample))
