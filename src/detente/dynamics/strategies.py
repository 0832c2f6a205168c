"""How strongly each actor follows a named strategy, read off one run's parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .parameters import STRATEGIES

if TYPE_CHECKING:
    from jaxtyping import Array, Float

    from .parameters import Sample


def strength(sample: Sample, strategy: str) -> Float[Array, " actor"]:
    """Strength of `strategy`, 0 to 1."""
    return sample.strategy[:, STRATEGIES.index(strategy)]
