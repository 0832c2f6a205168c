"""Challenge: rounds in which actors press each other to move, each by what it expects to gain (expected utility).

In a round, with the median μ of the votes, distances as shares of the range of positions at the start, and i's exponent
r_i (1: neutral towards risk, above: averse, below: acceptant):

    P_ij  = Σ_k max(0, v_k(i, j)) / Σ_k Σ_ab |v_k(a, b)|,   v_k(a, b) = c_k s_k (|x_k - x_b| - |x_k - x_a|)
    E_ij  = s_j (P_ij Us + (1 - P_ij) Uf) + (1 - s_j) Us - Usq                         what i expects of challenging j
    Us, Uf, Usq = 2 - 4 (1/2 - |x_i - x_j|/2)^r,  2 - 4 (1/2 + |x_i - x_j|/2)^r,  2 - 4 (1/2)^r
    R_i   = (2 D_i - max D - min D) / (max D - min D),   D_i = Σ_j E_ji with r = 1,   r_i = (1 - R_i/3)/(1 + R_i/3)

i weighs by its own exponent both what it expects and what it believes the other does (E'_ji). Where E'_ji > E_ij > 0
it loses a confrontation and takes j's position; where E_ij < 0 < E'_ji and |E_ij| < E'_ji it compromises and moves the
share |E_ij| / E'_ji of the way; where |E_ij| > E'_ji > 0 > E_ij it gives in. It answers one offer: a confrontation
before a compromise before a capitulation, and of these the one that moves it least. All move at once.

The settlement is the median after `rounds`, or sooner when it has settled (moves by less than 0.001 in a round).
Around it lies the normal spread that resolved issues left.

Assumptions: salience is the chance that the challenged resists, so it is taken as a share of the largest on the issue;
actors without weight have no part. P as Scholz and others give it: over all contests at once, so that the chances are
small; with the pairwise sum below instead the published course of the emission-standards case is not met (8.4, then
9.6, met here).

Units: positions 0 to 1; capability in proportion only.

Sources: Bueno de Mesquita 1981, The War Trap; 1985, The War Trap Revisited, American Political Science Review 79:
156-177; 1994, Political Forecasting, in Bueno de Mesquita & Stokman (eds), European Community Decision Making, ch. 4;
Scholz, Calbert & Smith 2011, Unravelling Bueno de Mesquita's Group Decision Model, Journal of Theoretical Politics 23:
510-531.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..bargaining import median, weights
from .issue import Issue, Rest, around

if TYPE_CHECKING:
    from .fit import Fit

NAME = "challenge"
MOST_ROUNDS = 20
SETTLED = 1e-3


def expected(gap: np.ndarray, win: np.ndarray, resist: np.ndarray, exponent: np.ndarray) -> np.ndarray:
    """Expected utility of a challenge over none; arrays broadcast, `gap` is the distance as a share of the range."""
    success = 2.0 - 4.0 * (0.5 - 0.5 * gap) ** exponent
    failure = 2.0 - 4.0 * (0.5 + 0.5 * gap) ** exponent
    stays = 2.0 - 4.0 * 0.5**exponent
    return resist * (win * success + (1.0 - win) * failure) + (1.0 - resist) * success - stays


def turn(position: np.ndarray, salience: np.ndarray, capability: np.ndarray, span: float) -> np.ndarray:
    """Positions after one round; `salience` is at most 1, `span` the range of positions at the start."""
    gap = np.minimum(np.abs(position[:, None] - position) / span, 1.0)
    votes = (capability * salience)[:, None, None] * (
        gap[:, None, :] - gap[:, :, None]
    )  # [voter, for, against]
    total = np.abs(votes).sum()
    if total == 0:
        return position
    win = np.maximum(votes, 0.0).sum(axis=0) / total
    neutral = expected(gap, win, salience[None, :], np.ones((1, 1)))
    np.fill_diagonal(neutral, 0.0)
    danger = neutral.sum(axis=0)
    reach = np.ptp(danger)
    risk = (2.0 * danger - danger.max() - danger.min()) / reach if reach > 0 else np.zeros_like(danger)
    exponent = ((1.0 - risk / 3.0) / (1.0 + risk / 3.0))[:, None]
    own = expected(gap, win, salience[None, :], exponent)
    other = expected(gap, win.T, salience[:, None], exponent)  # [i, j]: j's of challenging i, as i sees it
    apart = gap > 0
    share = np.divide(np.abs(own), other, out=np.zeros_like(own), where=other > 0)
    kinds = (
        (apart & (other > own) & (own > 0), np.ones_like(own)),
        (apart & (other > 0) & (own < 0) & (share < 1), share),
        (apart & (other > 0) & (own < 0) & (share > 1), np.ones_like(own)),
    )
    moved, open_ = position.copy(), np.ones(len(position), bool)
    for offered, part in kinds:
        move = np.where(offered, part * gap, np.inf)
        best = move.argmin(axis=1)
        takes = open_ & np.isfinite(move.min(axis=1))
        at = np.flatnonzero(takes)
        moved[at] = position[at] + part[at, best[at]] * (position[best[at]] - position[at])
        open_ &= ~takes
    return moved


def course(issue: Issue, rounds: int = MOST_ROUNDS) -> list[float]:
    """The median before the first round and after each, until it has settled or `rounds` are over."""
    position, span = issue.position, float(np.ptp(issue.position))
    weight = weights(issue.salience, issue.capability)
    medians = [median(position, weight)]
    if span == 0:
        return medians
    for _ in range(rounds):
        position = turn(position, issue.salience / issue.salience.max(), issue.capability, span)
        medians.append(median(position, weight))
        if abs(medians[-1] - medians[-2]) < SETTLED * span and len(medians) > 2:
            break
    return medians


def rest(issues: Sequence[Issue], fit: Fit) -> list[Rest]:
    """Where each issue comes to rest, by itself."""
    sd = fit.spread[NAME]
    return [around(course(issue, fit.rounds)[-1], sd, issue) for issue in issues]
