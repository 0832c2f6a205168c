"""Ambiguity: an actor that leaves open where it stands pays less, and gains less, with third parties for its
stances.

    h_ij = 1 - μ a_j     for the i toward whom j is ambiguous (everybody where it names nobody), else 1

a_j is the strength of j's strategy of ambiguity, h_ij how far i answers to what j demands (alignment) and whom j
stands with (balance); those mechanisms multiply by it. Ambiguity has no tendency of its own. Units: all without
unit.

Sources: Jervis 1970 (signals that can be disowned); Snyder 1984; Baliga & Sjöström 2008 (strategic ambiguity).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import jax.numpy as jnp

from ..mechanism import Parameter, Tendency
from ..strategies import at_large, strength, toward

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from ..mechanism import Levels
    from ..parameters import Sample

NAME = "ambiguity"
EFFECT = "cover"
PARAMETERS = (Parameter("cover", 0.5, 0.3, 0.0, 1.0, "none"),)


def heard(sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Float[Array, "actor actor"]:
    """h: how far row answers to the stances of column, in [0, 1]; 0 on the diagonal."""
    aimed = jnp.maximum(toward(sample, NAME), at_large(sample, NAME)[:, None])
    hidden = theta["cover"] * strength(sample, NAME)[:, None] * aimed
    return sample.frame.pair * (1 - hidden.T)


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Nothing: it acts through `heard`."""
    return Tendency()
