"""Logit: the more an outcome costs the actors by their weight, the less likely it is; the default.

    p(o) ∝ exp(-β Σ w|o-x|^γ) · (Σ w K(o-x) + e^ρ K(o-q))^λ · (L(o) R(o))^ν, mixed with a share ε of (L(o) R(o))^ν
    and a share δ of the positions by weight;  w = s c^η / Σ s c^η,  K(u) = exp(-k|u|),  q the reference,
    L and R the weight at or below and at or above o

Assumptions: bargaining errs, the less the more is at stake (logit response, sharpness β); what somebody demands, or
what is in force, is easier to agree on than a point between (λ, ρ); nobody takes what lies beyond all demands, and the
less the fewer stand beyond (ν); sometimes a demand is adopted as it is (δ), or it goes another way (ε). The parameters
are fitted on resolved issues (dynamics/data/settlement.yaml: EU legislation). `dynamics/bargaining.py` has the density
and its limits, which are the compromise and the median; `dynamics/mechanisms/settlement.py` the same within a running
system.

Units: positions 0 to 1; salience and capability in proportion only; parameters without unit.

Sources: McKelvey & Palfrey 1995, Quantal Response Equilibria for Normal Form Games, Games and Economic Behavior 10:
6-38; Achen 2006 and Thomson, Stokman, Achen & König 2006, The European Union Decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..bargaining import mass, weights
from .issue import Density, Issue, Rest

if TYPE_CHECKING:
    from .fit import Fit

NAME = "logit"


def cut(p: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The mass p [..., points] of the cells that reach into [low, high] alone, summing to 1."""
    at = np.linspace(0.0, 1.0, p.shape[-1])
    half = 0.5 / (p.shape[-1] - 1) - 1e-9
    kept = np.where((at >= low[..., None] - half) & (at <= high[..., None] + half), p, 0.0)
    return kept / kept.sum(axis=-1, keepdims=True)


def rest(issues: Sequence[Issue], fit: Fit) -> list[Rest]:
    """Where each issue comes to rest, by itself."""
    found: list[Rest] = []
    for issue in issues:
        low, high = issue.position.min(), issue.position.max()
        w = weights(issue.salience, issue.capability, fit.bargain.capability_exponent)
        p = mass(issue.position, w, np.asarray(issue.reference), fit.bargain)
        found.append(Density(cut(p, low, high), float(low), float(high)))
    return found
