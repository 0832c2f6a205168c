"""The estimate of one parameter: a prior and what the claims say, weighed by precision.

Each observation j has a value v_j, a standard deviation s_j, an age weight a_j, and the belief b_j of its
claim. Its nominal precision is n_j = a_j / s_j^2. Within one origin o the claims share one unit of precision,
the greatest nominal one U_o = max n_j:

    share c_j = b_j n_j,   P_o = U_o (1 - prod_j (1 - c_j / U_o)),   v_o = sum c_j v_j / sum c_j

so one claim alone counts b_j n_j, and no number of claims from one origin counts more than U_o. Between
origins, disagreement adds a variance t2, after DerSimonian and Laird (1986): with Q = sum P_o (v_o - v)^2
about the weighted mean v, its expectation E when they agree, C = sum P_o - sum P_o^2 / sum P_o, and the
prior's precision p,

    x = (Q - E) / (C + p),   t2 = x exp(-e / x) for x > 0, else 0    (smooth, e = 0.002)

E is sum f_o - sum f_o P_o / sum P_o with f_o = P_o / U_o, which is "number of origins - 1" when all are
believed outright, and fades with an origin as its belief goes to zero. The prior's precision in the divisor
keeps t2 from standing on an origin that hardly counts. Then

    mean = (p m + sum w_o v_o) / (p + sum w_o),   sd = (p + sum w_o)^(-1/2),   w_o = P_o / (1 + P_o t2)

which is smooth in every belief; a claim whose belief is zero is as if it had never been made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, sqrt

_SMOOTH = 0.002  # variance below which disagreement fades out


@dataclass(frozen=True, slots=True)
class Observation:
    """What one claim says of one parameter: a value, how exactly, what age leaves of it, from whom."""

    claim: str
    value: float
    sd: float
    age: float
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prior:
    """What is held of a parameter before any claim; `source` names the data where it comes from a table."""

    mean: float
    sd: float
    source: str | None = None
    note: str | None = None


def pool(
    prior: Prior, observations: tuple[Observation, ...], belief: Mapping[str, float]
) -> tuple[float, float]:
    """Mean and standard deviation of a parameter, given the belief of each claim."""
    groups: dict[str, list[Observation]] = {}
    for o in observations:
        for origin in o.origins:
            groups.setdefault(origin, []).append(o)
    values, precisions, fractions = [], [], []
    for group in groups.values():
        unit = max(o.age / o.sd**2 for o in group)
        shares = [max(belief[o.claim], 0.0) * o.age / o.sd**2 for o in group]
        total = sum(shares)
        if total <= 0.0 or unit <= 0.0:
            continue
        left = 1.0
        for share in shares:
            left *= 1.0 - share / unit
        values.append(sum(c * o.value for c, o in zip(shares, group)) / total)
        precisions.append(unit * (1.0 - left))
        fractions.append(1.0 - left)
    held = 1.0 / prior.sd**2
    spread = _between(values, precisions, fractions, held)
    weights = [p / (1.0 + p * spread) for p in precisions]
    precision = held + sum(weights)
    mean = (held * prior.mean + sum(w * v for w, v in zip(weights, values))) / precision
    return mean, 1.0 / sqrt(precision)


def _between(values: list[float], precisions: list[float], fractions: list[float], held: float) -> float:
    """Variance between origins."""
    total = sum(precisions)
    if len(values) < 2 or total <= 0.0:
        return 0.0
    centre = sum(p * v for p, v in zip(precisions, values)) / total
    q = sum(p * (v - centre) ** 2 for p, v in zip(precisions, values))
    expected = sum(fractions) - sum(f * p for f, p in zip(fractions, precisions)) / total
    c = total - sum(p * p for p in precisions) / total
    x = (q - expected) / (c + held)
    return x * exp(-_SMOOTH / x) if x > 1e-6 else 0.0
