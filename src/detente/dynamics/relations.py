"""What several mechanisms read off the ties and capabilities of one month: standing, hostility, weight of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jax.numpy as jnp

if TYPE_CHECKING:
    from jaxtyping import Array, Float

    from .mechanism import Levels

TINY = 1e-9


def mean_over_domains(tie: Float[Array, "actor actor domain"]) -> Float[Array, "actor actor"]:
    """Standing of row toward column, in [-1, 1]."""
    # A product with a constant and not a mean: XLA on a CPU computes a product once and vectorises it, where it would
    # repeat a mean, number by number, in everything that reads it.
    return tie @ jnp.full((tie.shape[-1],), 1 / tie.shape[-1], tie.dtype)


def row_sums(matrix: Float[Array, "row column"]) -> Float[Array, " row"]:
    """Sum over columns (as a product with ones, for the reason above)."""
    return matrix @ jnp.ones(matrix.shape[-1], matrix.dtype)


def goodwill(now: Levels) -> Float[Array, "actor actor"]:
    """Positive part of the standing of row toward column, in [0, 1]."""
    return jnp.maximum(now.standing, 0.0)


def hostility(now: Levels) -> Float[Array, "actor actor"]:
    """Negative part of the standing of row toward column, in [0, 1]."""
    return jnp.maximum(-now.standing, 0.0)


def preponderance(
    capability: Float[Array, " actor"], pair: Float[Array, "actor actor"]
) -> Float[Array, "actor actor"]:
    """c_j / (c_i + c_j): how much column outweighs row, in [0, 1]; 0 on the diagonal."""
    return pair * capability / (capability[:, None] + capability + TINY)


def magnitude(
    capability: Float[Array, " actor"], pair: Float[Array, "actor actor"]
) -> Float[Array, "actor actor"]:
    """c_j / (c_j + mean of all but i): how great column is as row sees the world, whatever row's own capability."""
    others = (pair @ capability) / jnp.maximum(row_sums(pair), 1.0)
    return pair * capability / (capability + others[:, None] + TINY)


def own_weight(now: Levels) -> Float[Array, " actor"]:
    """Own capability against that of all who are hostile, in [0, 1]."""
    against = hostility(now) @ now.capability
    return now.capability / (now.capability + against + TINY)


def concern(
    host: Float[Array, "actor arena"], presence: Float[Array, "actor arena"], least: float
) -> Float[Array, "actor arena"]:
    """How much an arena matters to an actor: 1 to its host, else the actor's presence there, at least `least`."""
    return jnp.maximum(host, jnp.maximum(presence, least))
