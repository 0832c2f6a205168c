"""Who follows a named strategy, how strongly, and toward whom, read off one run's parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .parameters import STRATEGIES

if TYPE_CHECKING:
    from jaxtyping import Array, Float

    from .parameters import Sample


def strength(sample: Sample, strategy: str) -> Float[Array, " actor"]:
    """Strength of `strategy`, 0 to 1; 0 where nobody says that the actor follows it (see MISSING_STRATEGY)."""
    return sample.strategy[:, STRATEGIES.index(strategy)]


def toward(sample: Sample, strategy: str) -> Float[Array, "actor actor"]:
    """1 where row's strategy is aimed at column by name, else 0."""
    return sample.frame.toward[STRATEGIES.index(strategy)]


def at_large(sample: Sample, strategy: str) -> Float[Array, " actor"]:
    """1 where an actor follows the strategy and names nobody whom it is aimed at, else 0."""
    return sample.frame.at_large[STRATEGIES.index(strategy)]


def where_followed(sample: Sample, strategy: str, work: Callable[[], Any]) -> Any:
    """The arrays that `work` makes where any actor follows the strategy; else zeros like them, and no work is done."""
    import jax
    import jax.numpy as jnp

    nothing = jax.tree.map(lambda like: jnp.zeros(like.shape, like.dtype), jax.eval_shape(work))
    return jax.lax.cond(sample.frame.followed[STRATEGIES.index(strategy)] > 0, work, lambda: nothing)
