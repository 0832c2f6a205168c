"""Events: how often two actors are reported to deal with each other, month by month, by quad class.

    n_ijq ~ NB(mean μ_ijq, variance μ + μ²/k)
    ln μ_ijq = rate_q + pull_q t_ijq + inertia ln(1 + r_ijq) + reciprocity ln(1 + r_jiq)
    r'      = r + (n - r)/memory                              the recent record, events a month

q is one of the quad classes (1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict),
t_ijq the tie that such deeds show: diplomatic for words, economic for material cooperation, military for material
conflict. `pull` is that of material deeds, words follow with half of it; it raises cooperation and lowers conflict.
The record starts where it would rest at the first month's ties. Inertia and reciprocity sum to less than 1, so that
no record runs away. Nothing flows back into the ties: counts are what is observed of a run, drawn for the pairs
that are asked for.

Units: rate in logarithms of reported events a month; memory in months; the others without unit. Rates follow no
particular source of event data and stay wide until they are fitted to one.

Sources: Butts 2008 (events in the light of the record: inertia and reciprocity); King 1989 (negative binomial
counts of international events); McClelland 1983 and quad classes of CAMEO (Gerner, Schrodt, Yilmaz & Abu-Jabbour
2002)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from ...reading.statement import DOMAINS
from ...system.model import QUADS
from ..mechanism import Parameter, Tendency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from ..mechanism import Levels
    from ..parameters import Sample

NAME = "events"
EFFECT = "pull"
PARAMETERS = (
    Parameter("pull", 2.0, 1.2, 0.0, 6.0, "none"),
    Parameter("rate_verbal_cooperation", 0.5, 1.0, -6.0, 6.0, "log events per month"),
    Parameter("rate_material_cooperation", -1.0, 1.0, -6.0, 6.0, "log events per month"),
    Parameter("rate_verbal_conflict", -0.5, 1.0, -6.0, 6.0, "log events per month"),
    Parameter("rate_material_conflict", -1.0, 1.0, -6.0, 6.0, "log events per month"),
    Parameter("inertia", 0.3, 0.15, 0.0, 0.55, "none"),
    Parameter("reciprocity", 0.2, 0.1, 0.0, 0.4, "none"),
    Parameter("memory", 3.0, 1.0, 1.0, 24.0, "months"),
    Parameter("dispersion", 0.7, 0.3, 0.05, 10.0, "none"),
)
MOST = (
    255  # a month's count stops here: what is beyond has next to no chance at the means that MOST_MEAN allows
)
MOST_MEAN = 60.0
SETTLING = 24  # rounds after which the record at the start is at rest to a thousandth
_SEEN_IN = np.array([DOMAINS.index(d) for d in ("diplomatic", "economic", "diplomatic", "military")])
_PULL = np.array([0.5, 1.0, -0.5, -1.0], np.float32)


class Told(NamedTuple):
    """What is observed of the pairs asked for in one month: drawn counts, and their expectation."""

    drawn: Float[Array, "dyad way quad"]
    mean: Float[Array, "dyad way quad"]


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Nothing: events are observed of a run and do not move it."""
    return Tendency()


def observed(
    tie: Float[Array, "month dyad way domain"],
    uniform: Float[Array, "month dyad way quad"],
    theta: Mapping[str, Float[Array, ""]],
) -> Told:
    """Counts of events along a run, one row a month: of pairs both ways (way 0: first toward second), by quad class.

    `tie` are their ties, `uniform` the quantiles in (0, 1) at which counts are drawn.
    """
    rate = jnp.stack([theta[f"rate_{name}"] for name in QUADS])
    level = rate + theta["pull"] * _PULL * tie[..., _SEEN_IN]

    def expected(record, base):
        heat = theta["inertia"] * jnp.log1p(record) + theta["reciprocity"] * jnp.log1p(record[:, ::-1])
        return jnp.minimum(jnp.exp(base + heat), MOST_MEAN)

    def month(record, at):
        base, level = at
        mean = expected(record, base)
        count = quantile(level, mean, theta["dispersion"])
        return record + (count - record) / theta["memory"], Told(count, mean)

    start, _ = jax.lax.scan(
        lambda record, _: (expected(record, level[0]), None), jnp.zeros_like(level[0]), None, length=SETTLING
    )
    _, told = jax.lax.scan(month, start, (level, uniform))
    return told


def quantile(
    level: Float[Array, "*any"], mean: Float[Array, "*any"], dispersion: Float[Array, ""]
) -> Float[Array, "*any"]:
    """The count whose distribution function first reaches `level`, by adding up the negative binomial's chances."""
    fail = mean / (mean + dispersion)

    def one(carry, n):
        chance, reached, count = carry
        count = count + (level > reached)
        chance = chance * (dispersion + n - 1) / n * fail
        return (chance, reached + chance, count), None

    none = jnp.exp(dispersion * jnp.log1p(-fail))
    carry, _ = jax.lax.scan(one, (none, none, jnp.zeros_like(mean)), jnp.arange(1.0, MOST + 1.0))
    return jax.lax.stop_gradient(carry[2])
