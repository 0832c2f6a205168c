"""Exchange: pairs of actors trade concessions over pairs of issues, each giving where it cares less.

Expected outcomes are compromises, O_p = Σ_k w_kp y_kp with w_kp ∝ s_kp c_kp and voting positions y (at first y = x). i
and j can trade p for q where they stand on opposite sides of O_p and of O_q and s_ip s_jq > s_iq s_jp: j shifts on p
towards i, and i on q towards j, so that O moves by Δ_p and Δ_q and

    gain_i = s_ip Δ_p - s_iq Δ_q   =   gain_j = s_jq Δ_q - s_jp Δ_p,      so  Δ_q / Δ_p = (s_ip + s_jp) / (s_iq + s_jq)

as far as one of them can: to the other's position, and O no further than where its gainer stands. The exchange with the
largest gain is made first; who has shifted on an issue is bound there and shifts no more; the rest is reckoned again,
until no exchange gains. The settlement is the compromise of the voting positions; around it lies the normal spread that
resolved issues left.

Assumptions: all issues of one table are on the table together; loss is salience times distance; an exchange is kept;
equal gains in utility. On a single issue, or where no pair can gain, there is nothing to trade and the settlement is
the compromise.

Units: positions 0 to 1; capability in proportion only; salience on one scale over the issues.

Source: Stokman & Van Oosten 1994, The Exchange of Voting Positions, in Bueno de Mesquita & Stokman (eds), European
Community Decision Making, ch. 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..bargaining import TINY, weights
from .issue import Issue, Rest, around

if TYPE_CHECKING:
    from .fit import Fit

NAME = "exchange"


@dataclass(frozen=True, slots=True)
class Table:
    """All issues together: demanded and voting positions, salience and weight [actor, issue]; weight 0: absent."""

    demand: np.ndarray
    vote: np.ndarray
    salience: np.ndarray
    weight: np.ndarray
    bound: np.ndarray

    def outcome(self) -> np.ndarray:
        """The compromise of the voting positions [issue]."""
        return (self.weight * self.vote).sum(axis=0)


@dataclass(frozen=True, slots=True)
class Trade:
    """`first` gains on issue p, where `second` shifts; `second` gains on issue q, where `first` shifts."""

    first: int
    second: int
    p: int
    q: int
    shift_p: float  # of second's voting position on p
    shift_q: float  # of first's voting position on q
    gain: float  # of either, in salience times distance


def gathered(issues: Sequence[Issue]) -> Table:
    """The issues as one table of actors by issues."""
    actors = sorted({actor for issue in issues for actor in issue.actors})
    row = {actor: i for i, actor in enumerate(actors)}
    shape = (len(actors), len(issues))
    demand, salience, weight = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for m, issue in enumerate(issues):
        at = [row[actor] for actor in issue.actors]
        demand[at, m], salience[at, m] = issue.position, issue.salience
        weight[at, m] = weights(issue.salience, issue.capability)
    return Table(demand, demand.copy(), salience, weight, weight == 0)


def best(table: Table, p: int, q: int) -> Trade | None:
    """The most gainful trade in which the first gains on p and the second on q; None where there is none."""
    outcome = table.outcome()
    x, s, w = table.demand, table.salience, table.weight
    side = np.sign(x - outcome)
    opposed = (side[:, None, :] * side[None, :, :] < 0)[:, :, [p, q]].all(axis=2)
    free = ~table.bound[None, :, p] & ~table.bound[:, None, q]
    cares = s[:, p, None] * s[None, :, q] > s[:, q, None] * s[None, :, p]
    possible = opposed & free & cares
    if not possible.any():
        return None
    rate = (s[:, p, None] + s[None, :, p]) / np.maximum(s[:, q, None] + s[None, :, q], TINY)  # Δq / Δp
    # How far O can move: by a shift all the way to the gainer's demand, and to that demand itself.
    reach_p = np.minimum(
        w[None, :, p] * np.abs(x[:, None, p] - table.vote[None, :, p]), np.abs(x[:, p] - outcome[p])[:, None]
    )
    reach_q = np.minimum(
        w[:, None, q] * np.abs(x[None, :, q] - table.vote[:, None, q]), np.abs(x[:, q] - outcome[q])[None, :]
    )
    moved = np.minimum(reach_p, reach_q / np.maximum(rate, TINY))
    gain = np.where(possible, moved * (s[:, p, None] - s[:, q, None] * rate), -np.inf)
    i, j = np.unravel_index(gain.argmax(), gain.shape)
    if not gain[i, j] > TINY:
        return None
    return Trade(
        int(i),
        int(j),
        p,
        q,
        float(side[i, p] * moved[i, j] / w[j, p]),
        float(side[j, q] * moved[i, j] * rate[i, j] / w[i, q]),
        float(gain[i, j]),
    )


def made(table: Table, trade: Trade) -> Table:
    """The table after a trade: both shifts made and bound."""
    vote, bound = table.vote.copy(), table.bound.copy()
    vote[trade.second, trade.p] += trade.shift_p
    vote[trade.first, trade.q] += trade.shift_q
    bound[trade.second, trade.p] = bound[trade.first, trade.q] = True
    return Table(table.demand, vote, table.salience, table.weight, bound)


def traded(table: Table) -> tuple[Table, list[Trade]]:
    """The table after all gainful trades, and these in order."""
    n = table.demand.shape[1]
    ahead = {(p, q): best(table, p, q) for p in range(n) for q in range(n) if p != q}
    trades: list[Trade] = []
    while True:
        now = max((t for t in ahead.values() if t), key=lambda t: t.gain, default=None)
        if now is None:
            return table, trades
        trades.append(now)
        table = made(table, now)
        for pair in ahead:
            if {now.p, now.q} & set(pair):
                ahead[pair] = best(table, *pair)


def points(issues: Sequence[Issue]) -> np.ndarray:
    """The settlement of every issue after the trades."""
    return traded(gathered(issues))[0].outcome()


def rest(issues: Sequence[Issue], fit: Fit) -> list[Rest]:
    """Where the issues come to rest together."""
    return [around(float(o), fit.spread[NAME], issue) for o, issue in zip(points(issues), issues)]
