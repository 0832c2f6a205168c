"""The arithmetic of bargaining over one issue: weights, the logit density, weighted mean and median, in NumPy.

Scale: 0 to 1 everywhere in this file. Weights: w ∝ s·c^η over the actors with a position, summing to 1. An actor that
is absent has weight 0; its position is then never read. Arrays may carry leading axes (one entry an issue).

    logit       p(o) ∝ exp(-β Σ w|o-x|^γ) · (Σ w K(o-x) + e^ρ K(o-q))^λ · (L(o) R(o))^ν, mixed with the share ε of the
                density ∝ (L(o) R(o))^ν alone, and both with the share δ of the positions by their weight;
                K(u) = exp(-k|u|), L and R the weight at or below and at or above o.
                β pulls toward the weighted centre, λ gathers the settlement near what somebody demands or near the
                reference q, ρ says how much the reference draws (without one its term is absent), ν keeps it between
                the sides (L R is the chance that of two actors drawn by weight one stands on either side of o), δ is
                the chance that an actor's demand, drawn by weight, is adopted as it is.
                γ = 2, λ = ε = δ = 0, β → ∞ is the compromise, γ = 1 the median.
    compromise  the weighted mean
    median      the weighted median

On the grid a position counts at the two points beside it, in linear shares.

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
OUTSIDE = 1e-2  # L R counts at least this, so that the density stays smooth where nobody stands


@dataclass(frozen=True, slots=True)
class Bargain:
    """Parameters of the logit settlement, dimensionless: β, γ, λ, ρ, η, ε, ν, δ and the width k of the kernel."""

    sharpness: float
    exponent: float
    gathering: float
    reference_pull: float
    capability_exponent: float
    slip: float
    straddle: float
    adoption: float
    kernel: float = 30.0


@cache
def fitted() -> Bargain:
    """Parameters as fitted on resolved issues (dynamics/data/settlement.yaml says on which, when and how surely)."""
    record = vocabulary("detente.dynamics", "settlement.yaml")
    means = {name: entry["mean"] for name, entry in record["parameters"].items()}
    return Bargain(**means, kernel=record["kernel"])


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


def shares(value: np.ndarray, points: int = POINTS) -> np.ndarray:
    """Share [..., points] of each value [...] at the two grid points beside it; nothing where it is nan."""
    beside = 1.0 - (points - 1) * np.abs(value[..., None] - grid(points))
    return np.maximum(0.0, np.nan_to_num(beside, nan=0.0))


def density(held: np.ndarray, reference: np.ndarray, bargain: Bargain) -> np.ndarray:
    """Probability of each grid point under the logit settlement: the weight held there and the reference's share
    there, both [..., points], to [..., points], summing to 1. End points stand for half a cell, as in the trapezoid
    rule."""
    at = grid(held.shape[-1])
    gap = np.abs(at[:, None] - at)
    loss = held @ np.power(gap, bargain.exponent)
    near = (held + np.exp(bargain.reference_pull) * reference) @ np.exp(-bargain.kernel * gap)
    below = np.cumsum(held, axis=-1)
    between = bargain.straddle * np.log(below * (held + below[..., -1:] - below) + OUTSIDE)
    score = -bargain.sharpness * loss + bargain.gathering * np.log(near + TINY) + between
    p = (1.0 - bargain.slip) * _normalised(score) + bargain.slip * _normalised(between)
    return p * (1.0 - bargain.adoption * below[..., -1:]) + bargain.adoption * held


def _normalised(score: np.ndarray) -> np.ndarray:
    """exp(score) as probability, end points counting half."""
    p = np.exp(score - score.max(axis=-1, keepdims=True))
    p[..., [0, -1]] /= 2
    return p / p.sum(axis=-1, keepdims=True)


def mass(
    position: np.ndarray, weight: np.ndarray, reference: np.ndarray, bargain: Bargain, points: int = POINTS
) -> np.ndarray:
    """The density of positions and weights [..., N] and a reference [...] (nan where there is none): [..., points]."""
    held = np.einsum("...n,...np->...p", weight, shares(position, points))
    return density(held, shares(reference, points), bargain)


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
