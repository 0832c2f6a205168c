"""Settlement: what is in force on each issue moves to where the bargaining would come to rest.

    q' = q + rate (E[o] - q),   p(o) ∝ exp(-β Σ w|o-x|^γ) · (Σ w K(o-x) + e^ρ K(o-r))^λ · (L R)^ν, mixed with ε (L R)^ν
    and with δ of the positions by weight, w ∝ s·c^η over the actors with a stake, K(u) = exp(-k|u|), r the reference
    where there is one, L and R the weight at or below and at or above o

Units: positions, status and reference 0 to 1; rate a month; the others without unit. β, λ, ρ, η, ε, ν and δ have
the means and sds fitted on resolved issues (dynamics/data/settlement.yaml: EU legislation); γ is held at its fit.
The chance of no effect is the share of runs with a rate of 0.

Here p stands on a grid of 33 points, and each position counts at the two points beside it (linear shares), which
makes the sums over actors two small matrix products; `dynamics/bargaining.py` has the same density in full.

Sources: McKelvey & Palfrey 1995; Achen 2006; Thomson, Stokman, Achen & König 2006.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import jax.numpy as jnp
import numpy as np

from ...data import vocabulary
from ..bargaining import OUTSIDE, TINY, fitted
from ..mechanism import Parameter, Tendency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from ..mechanism import Levels
    from ..parameters import Sample

POINTS = 33
_FIT = vocabulary("detente.dynamics", "settlement.yaml")["parameters"]


def _fitted(name: str, low: float, high: float) -> Parameter:
    return Parameter(name, _FIT[name]["mean"], _FIT[name]["sd"], low, high, "none")


NAME = "settlement"
EFFECT = "rate"
PARAMETERS = (
    Parameter("rate", 0.1, 0.08, 0.0, 1.0, "per month"),
    _fitted("sharpness", 0.0, 100.0),
    _fitted("gathering", 0.0, 5.0),
    _fitted("reference_pull", -10.0, 5.0),
    _fitted("capability_exponent", 0.0, 3.0),
    _fitted("slip", 0.0, 0.9),
    _fitted("straddle", 0.0, 5.0),
    _fitted("adoption", 0.0, 0.9),
)
_AT = np.linspace(0.0, 1.0, POINTS)
_GAP = np.abs(_AT[:, None] - _AT)
_LOSS = (_GAP ** fitted().exponent).astype(np.float32)
_NEAR = np.exp(-fitted().kernel * _GAP).astype(np.float32)
_CELL = np.where((_AT == 0) | (_AT == 1), 0.5, 1.0).astype(np.float32) / (POINTS - 1)
_BEFORE = np.triu(np.ones((POINTS, POINTS), np.float32), 1)
_ALL = np.ones((POINTS, 1), np.float32)
_GRID = _AT.astype(np.float32)


def rest(
    position: Float[Array, "actor issue"],
    capability: Float[Array, " actor"],
    sample: Sample,
    theta: Mapping[str, Float[Array, ""]],
) -> Float[Array, "issue point"]:
    """Probability of every grid point for every issue; uniform where nobody has a stake."""
    raw = (sample.salience * (capability[:, None] + TINY) ** theta["capability_exponent"]).T
    binned = jnp.einsum("mn,mng->mg", raw, _share(position.T))
    binned = binned / (binned @ _ALL + TINY)
    pulled = binned + (jnp.exp(theta["reference_pull"]) * sample.frame.referenced)[:, None] * _share(
        sample.reference
    )
    before = binned @ _BEFORE
    # Both logarithms in one array, and both densities: XLA on a CPU hands what stands between two products to a library
    # that is slow at them.
    near, sides = jnp.log(jnp.stack([pulled @ _NEAR + TINY, (before + binned) * (1.0 - before) + OUTSIDE]))
    between = theta["straddle"] * sides
    score = theta["gathering"] * near - theta["sharpness"] * (binned @ _LOSS) + between
    chosen, slipped = _normalised(jnp.stack([score, between]))
    p = (1 - theta["slip"]) * chosen + theta["slip"] * slipped
    staked = binned.sum(axis=-1, keepdims=True)
    return p * (1 - theta["adoption"] * staked) + theta["adoption"] * binned


def _normalised(score: Float[Array, "*any point"]) -> Float[Array, "*any point"]:
    """exp(score) as probability, end points counting half."""
    p = _CELL * jnp.exp(score - score.max(axis=-1, keepdims=True))
    return p / p.sum(axis=-1, keepdims=True)


def _share(value: Float[Array, "*any"]) -> Float[Array, "*any point"]:
    """Share of each value at the grid points beside it."""
    return jnp.maximum(0.0, 1.0 - (POINTS - 1) * jnp.abs(value[..., None] - _GRID))


def expected(p: Float[Array, "issue point"]) -> Float[Array, " issue"]:
    """Mean of the density."""
    return p @ _GRID


def quantile(p: Float[Array, "issue point"], level: Float[Array, " issue"]) -> Float[Array, " issue"]:
    """The value below which the share `level` lies, each cell's mass spread evenly over the cell."""
    before = p @ _BEFORE
    passed = jnp.clip((level[:, None] - before) / p, 0.0, 1.0)
    return passed @ _CELL


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Change of what is in force on each issue."""
    return Tendency(status=theta["rate"] * (now.settlement - now.status))
