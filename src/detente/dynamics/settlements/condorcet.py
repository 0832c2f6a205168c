"""Condorcet: an election between the positions on the table, by pairwise weighted votes and a Markov chain.

    for(a over b) = Σ w max(0, |x - b| - |x - a|)            support, in proportion to what a vote is about
    v(a over b)   = for(a over b)^κ / (for(a over b)^κ + for(b over a)^κ)
    π(a) = Σ_b (π(a) + π(b)) v(a over b) / n                 the chance of being the favourite, in the long run

A position is the favourite; any position (each as likely) challenges it, and wins with chance v. π is the share of time
that each is the favourite: the unique stationary distribution of that chain. With κ → ∞ every contest goes to the side
with more support and a Condorcet winner keeps the place for ever (π = 1). Candidates are the positions held and the
reference. Around each lies the normal spread that resolved issues left.

Assumptions: one dimension, loss in proportion to distance, third parties vote for the nearer side (KTAB's proportional
voting), candidates arise evenly. Of the ways from pairwise votes to chances this is the Markov chain, not the smallest
largest defeat, because it gives a distribution.

Units: positions 0 to 1; κ (decisiveness) without unit, fitted; salience and capability in proportion only.

Sources: Condorcet 1785; Wise, Lester & Efird 2015, An Introduction to the KAPSARC Toolkit for Behavioral Analysis
(KTAB) Using One-dimensional Spatial Models; Jech 1983 for chances from paired contests.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..bargaining import TINY, weights
from .issue import Issue, Rest, Spread

if TYPE_CHECKING:
    from .fit import Fit

NAME = "condorcet"


def election(
    candidates: np.ndarray, position: np.ndarray, weight: np.ndarray, decisiveness: float
) -> np.ndarray:
    """Chance of each candidate [a] among actors at `position` [N] with `weight` [N]; sums to 1."""
    far = np.abs(candidates[:, None] - position)
    support = np.maximum(0.0, far[None, :, :] - far[:, None, :]) @ weight
    edge = decisiveness * (np.log(support + TINY) - np.log(support.T + TINY))
    wins = 1.0 / (1.0 + np.exp(-np.clip(edge, -500.0, 500.0)))
    move = wins.T / len(candidates)  # move[b, a]: from favourite b to challenger a
    np.fill_diagonal(move, 0.0)
    np.fill_diagonal(move, 1.0 - move.sum(axis=1))
    # π (move - 1) = 0 with Σ π = 1, as least squares: exact where the chain has one stationary distribution.
    system = np.vstack([move.T - np.eye(len(candidates)), np.ones(len(candidates))])
    known = np.append(np.zeros(len(candidates)), 1.0)
    chance = np.maximum(np.linalg.lstsq(system, known, rcond=None)[0], 0.0)
    return chance / chance.sum()


def chances(issue: Issue, decisiveness: float) -> tuple[np.ndarray, np.ndarray]:
    """Candidates and their chances."""
    table = issue.position if np.isnan(issue.reference) else np.append(issue.position, issue.reference)
    low, high = issue.position.min(), issue.position.max()
    candidates = np.unique(np.clip(table, low, high))
    weight = weights(issue.salience, issue.capability)
    return candidates, election(candidates, issue.position, weight, decisiveness)


def rest(issues: Sequence[Issue], fit: Fit) -> list[Rest]:
    """Where each issue comes to rest, by itself."""
    sd = fit.spread[NAME]
    return [
        Spread(
            *chances(issue, fit.decisiveness), sd, float(issue.position.min()), float(issue.position.max())
        )
        for issue in issues
    ]
