"""Where an issue comes to rest, from positions, salience and capability: densities and points, in NumPy.

Scale: 0 to 1 everywhere in this file. Weights: w ∝ s·c^η over the actors with a position, summing to 1. An actor that
is absent has weight 0; its position is then never read. Arrays may carry leading axes (one entry an issue).

    logit       p(o) ∝ exp(-β Σ w|o-x|^γ) · (Σ w K(o-x) + e^ρ K(o-q))^λ, mixed with the share ε of the uniform density,
                K(u) = exp(-k|u|). β pulls toward the weighted centre, λ gathers the settlement on what somebody demands
                or on the reference q, ρ says how much the reference draws; without a reference its term is absent.
                γ = 2, λ = 0, ε = 0, β → ∞ is the compromise, γ = 1 the median.
    compromise  the weighted mean
    median      the weighted median

Sources: Black 1958; McKelvey & Palfrey 1995 (logit response); Achen 2006 and Thomson et al. 2006 (compromise and the
pull of the reference point).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ..data import vocabulary

POINTS = 101
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Bargain:
    """Parameters of the logit settlement, dimensionless: β, γ, λ, ρ, η, ε and the width k of the kernel.

    `compromise_spread` and `median_spread` are the standard deviations, on the scale 0 to 1, of what is left between
    those points and the settlements in the data that the parameters were fitted on.
    """

    sharpness: float
    exponent: float
    gathering: float
    reference_pull: float
    capability_exponent: float
    slip: float
    kernel: float = 30.0
    compromise_spread: float = 0.3
    median_spread: float = 0.35


@cache
def fitted() -> Bargain:
    """Parameters as fitted on resolved issues (dynamics/data/settlement.yaml says on which, when and how surely)."""
    record = vocabulary("detente.dynamics", "settlement.yaml")
    means = {name: entry["mean"] for name, entry in record["parameters"].items()}
    return Bargain(**means, kernel=record["kernel"], **record["spread"])


def weights(salience: np.ndarray, capability: np.ndarray, exponent: float = 1.0) -> np.ndarray:
    """w ∝ s·c^η along the last axis, summing to 1; equal among those with any capability where all salience is 0."""
    raised = np.where(capability > 0, np.power(np.maximum(capability, TINY), exponent), 0.0)
    raw = salience * raised
    total = raw.sum(axis=-1, keepdims=True)
    fallback = np.where(total > 0, raw, raised)
    bottom = fallback.sum(axis=-1, keepdims=True)
    return np.divide(fallback, bottom, out=np.zeros_like(fallback), where=bottom > 0)


def grid(points: int = POINTS) -> np.ndarray:
    """Evenly spaced points from 0 to 1, both ends among them."""
    return np.linspace(0.0, 1.0, points)


def mass(
    position: np.ndarray, weight: np.ndarray, reference: np.ndarray, bargain: Bargain, points: int = POINTS
) -> np.ndarray:
    """Probability of each grid point under the logit settlement: position, weight [..., N] and reference [...] (nan
    where there is none) to [..., points], summing to 1. End points stand for half a cell, as in the trapezoid rule."""
    at = grid(points)
    gap = np.abs(at[:, None] - position[..., None, :])
    loss = (weight[..., None, :] * np.power(gap, bargain.exponent)).sum(axis=-1)
    near = (weight[..., None, :] * np.exp(-bargain.kernel * gap)).sum(axis=-1)
    held = np.isfinite(reference)[..., None]
    pull = np.exp(bargain.reference_pull - bargain.kernel * np.abs(at - np.nan_to_num(reference)[..., None]))
    near = near + np.where(held, pull, 0.0)
    score = -bargain.sharpness * loss + bargain.gathering * np.log(near + TINY)
    cell = np.ones(points)
    cell[[0, -1]] = 0.5
    p = cell * np.exp(score - score.max(axis=-1, keepdims=True))
    p = p / p.sum(axis=-1, keepdims=True)
    return (1.0 - bargain.slip) * p + bargain.slip * cell / cell.sum()


def quantiles(p: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """Values in [0, 1] below which the shares `levels` of the mass p [points] lie, each cell's mass spread evenly.

    The cells of the two end points are half as wide, so that the whole lies within [0, 1].
    """
    points = p.shape[-1]
    edges = np.concatenate([[0.0], (np.arange(points - 1) + 0.5) / (points - 1), [1.0]])
    return np.interp(levels, np.concatenate([[0.0], np.cumsum(p)]) / p.sum(), edges)


def compromise(position: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The weighted mean of positions along the last axis."""
    return (position * weight).sum(axis=-1)


def median(position: np.ndarray, weight: np.ndarray) -> float:
    """The weighted median: the middle of the positions at which half of the weight is reached from either side."""
    order = np.argsort(position, kind="stable")
    x, reached = position[order], np.cumsum(weight[order])
    lower = x[np.searchsorted(reached, 0.5 - 1e-12)]
    upper = x[min(np.searchsorted(reached, 0.5 + 1e-12), len(x) - 1)]
    return float((lower + upper) / 2)
