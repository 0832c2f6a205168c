"""Hedging: an actor whose patrons cover less of its threats looks for other ways.

    threat_i     = 1 - exp(-Σ_j m_ij t_ij⁻ (1 + e Σ_r b_ir y_jr))   m_ij = c_j/(c_i + c_j)
    protection_i = 1 - Π_j (1 - w_ij ĝ_ji (1 - t_ij⁻))               w_ij = c_j/(c_j + mean of all but i)
    own_i        = c_i / (c_i + Σ_j t_ij⁻ c_j)
    deficit_i    = threat_i (1 - protection_i) - own_i
    P_i(k)       ∝ exp(σ deficit_i + bias_k + own_i [k in balance, self-help] + 2 h_ik),   P(stay) ∝ 1
    g_ji'        = g_ji + pace ν (g0_ji · kept_ij - g_ji),     kept_ij = (ω + Σ_r b_ir y_jr)/(ω + Σ_r b_ir held_jr) ≤ 1

t⁺, t⁻ are goodwill and hostility, y presence, ω a patron's presence outside the arenas of the system, h_ik how far k
is i's declared strategy (balancing, bandwagoning, hedging), g0 the commitment as estimated, ĝ what of it is beyond
the 0.05 that any stranger may be counted on for. b_ir is how much arena r matters to i: 1 to its host, else by its
own presence, by the presence of those hostile to it or their own ground there, and by how close its own ground is (δ
weighs it). Threats and protectors add up as chances do: several together come closer to 1 and never pass it, so that
a patron's going is felt however many enemies there are. What a patron is committed to covers whoever is no enemy of
it: how warmly the client speaks of it is no part of the guarantee. Expected ties then move by pace times

    reach (v_ij (hedge (1 - G_ji) o_ij + balance t_ij⁺) - w_ij (balance - bandwagon - accommodate/2) t_ij⁻)
    - blame (G_ji - g_ji)⁺

    v_ij = 1 - (1 - w_ij p_ij)(1 - s_i n_ij)            o_ij = (1 + t_ij)/2 (1 - t_ij⁻)(1 - t_ji⁻)
    p_ij = f + (1 - f) (a + Σ_r b_ir max(y_jr, host_jr, δ near_jr))/(a + Σ_r b_ir)

hedging toward those who were no patron (G: commitment at the start), as far as they are able where it matters and
open to it: v is the weight of what j can bring to bear there, in person or from its own ground close by, of which the
share f counts wherever it is (power wears off with distance; a = 0.1 is for what matters in no arena, where all of it
counts), and at least the strength s_i of a declared strategy of hedging that names j (n_ij 1, less so the more j was
the chief patron: naming whom one hedges against does not draw one to it); o is small where either side is hostile to
the other. A client turns from a patron that lets it down. Capability grows by pace · growth · self-help. Units: pace a
month; reach and blame in atanh, growth in logarithms, at full pace; the others without unit.

Sources: Snyder 1984 (abandonment); Walt 1987 (balance of threat: power, proximity, intentions); Kuik 2008 (hedging
between balancing and bandwagoning); Lim & Cooper 2015 (hedging where security interests meet other powers'); Boulding
1962 (loss of strength with distance).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import jax.numpy as jnp

from ..mechanism import Parameter, Tendency
from ..relations import concern, goodwill, hostility, magnitude, own_weight, preponderance, row_sums
from ..strategies import strength, toward

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from ..mechanism import Levels
    from ..parameters import Sample

NAME = "hedging"
EFFECT = "pace"
PARAMETERS = (
    Parameter("pace", 0.25, 0.2, 0.0, 1.0, "per month"),
    Parameter("steepness", 4.0, 2.0, 0.0, 10.0, "none"),
    Parameter("reach", 0.5, 0.4, 0.0, 2.0, "atanh"),
    Parameter("growth", 0.01, 0.01, 0.0, 0.2, "log"),
    Parameter("exposure", 1.0, 0.7, 0.0, 5.0, "none"),
    Parameter("elsewhere", 0.4, 0.2, 0.01, 10.0, "none"),
    Parameter("nearness", 0.3, 0.2, 0.0, 1.0, "none"),
    Parameter("offshore", 0.3, 0.2, 0.0, 1.0, "none"),
    Parameter("blame", 0.08, 0.06, 0.0, 1.0, "atanh"),
    Parameter("credibility", 0.5, 0.3, 0.0, 1.0, "none"),
    Parameter("bias_balance", -2.5, 0.5, -5.0, 5.0, "none"),
    Parameter("bias_bandwagon", -3.5, 0.5, -5.0, 5.0, "none"),
    Parameter("bias_hedge", -2.0, 0.5, -5.0, 5.0, "none"),
    Parameter("bias_accommodate", -3.0, 0.5, -5.0, 5.0, "none"),
    Parameter("bias_self_help", -2.5, 0.5, -5.0, 5.0, "none"),
)
LEAST_CONCERN = 0.02
NO_ARENA = 0.1  # how much matters that lies in no arena of the system, where all power counts
A_PATRON = 0.2  # the least commitment that makes somebody a patron
STRANGER = 0.05  # how far anybody may be counted on of whom nothing is said


class Choice(NamedTuple):
    """Probability of each response; what is left of 1 stays with its patrons as before."""

    balance: Float[Array, " actor"]
    bandwagon: Float[Array, " actor"]
    hedge: Float[Array, " actor"]
    accommodate: Float[Array, " actor"]
    self_help: Float[Array, " actor"]


def deficit(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Float[Array, " actor"]:
    """Threat that neither own capability nor patrons cover, in [-1, 1]."""
    pair, foe = sample.frame.pair, hostility(now)
    exposed = stakes(now, sample, theta) @ now.presence.T
    threat = preponderance(now.capability, pair) * foe * (1 + theta["exposure"] * exposed)
    promised = beyond(now.commitment.T)
    # The least is what keeps the logarithm finite; no weight comes as close to 1.
    missed = jnp.log(jnp.maximum(1 - magnitude(now.capability, pair) * promised * (1 - foe), 1e-6))
    return (1 - jnp.exp(-row_sums(threat))) * jnp.exp(row_sums(missed)) - own_weight(now)


def beyond(commitment: Float[Array, "actor actor"]) -> Float[Array, "actor actor"]:
    """ĝ: what of a commitment is more than anybody may be counted on for, in [0, 1]."""
    return jnp.maximum(commitment - STRANGER, 0.0) / (1 - STRANGER)


def chief(sample: Sample) -> Float[Array, "actor actor"]:
    """How much of row's greatest cover column was at the start: 1 for its chief patron, 0 for who promised nothing."""
    cover = beyond(sample.promised.T)
    return cover / jnp.maximum(cover.max(axis=1, keepdims=True), A_PATRON)


def choose(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Choice:
    """Logit choice over the five responses and staying."""
    need = theta["steepness"] * deficit(now, sample, theta)
    own = own_weight(now)
    raised = Choice(
        balance=jnp.exp(theta["bias_balance"] + own + 2 * strength(sample, "balancing")),
        bandwagon=jnp.exp(theta["bias_bandwagon"] + 2 * strength(sample, "bandwagoning")),
        hedge=jnp.exp(theta["bias_hedge"] + 2 * strength(sample, "hedging")),
        accommodate=jnp.exp(theta["bias_accommodate"]),
        self_help=jnp.exp(theta["bias_self_help"] + own),
    )
    # Staying has the value 0, whose share is divided by exp(need) here so that no need overflows.
    each = sample.frame.actor / (sum(raised) + jnp.exp(jnp.clip(-need, -60.0, 60.0)))
    return Choice(*(value * each for value in raised))


def stakes(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Float[Array, "actor arena"]:
    """b: how much each arena matters to each actor, in [0, 1]."""
    frame = sample.frame
    enemies = jnp.minimum(hostility(now) @ jnp.maximum(sample.held, frame.host), 1.0)
    close = theta["nearness"] * frame.near
    return concern(frame.host, jnp.maximum(jnp.maximum(sample.held, enemies), close), LEAST_CONCERN)


def at_hand(
    now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]
) -> Float[Array, "actor actor"]:
    """p: what share of its power column can bring to bear where it matters to row, in [0, 1]."""
    frame = sample.frame
    matters = stakes(now, sample, theta) * frame.arena
    there = jnp.maximum(jnp.maximum(now.presence, frame.host), theta["nearness"] * frame.near)
    held = (NO_ARENA + matters @ there.T) / (NO_ARENA + row_sums(matters)[:, None])
    return theta["offshore"] + (1 - theta["offshore"]) * held


def kept(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Float[Array, "actor actor"]:
    """How much of row's first presence, where it matters to column and elsewhere, is still there: 0 to 1."""
    matters = stakes(now, sample, theta).T
    here, before = now.presence @ matters, sample.held @ matters
    return jnp.minimum((theta["elsewhere"] + here) / (theta["elsewhere"] + before), 1.0)


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Change of ties, capability, commitments, and of the probability of hedging itself."""
    pair = sample.frame.pair
    p = choose(now, sample, theta)
    weight = magnitude(now.capability, pair)
    friend, foe = goodwill(now), hostility(now)
    named = strength(sample, NAME)[:, None] * toward(sample, NAME) * (1 - chief(sample))
    able = (1 - (1 - weight * at_hand(now, sample, theta)) * (1 - named)) * pair
    open_to_it = (1 + friend - foe) / 2 * (1 - foe) * (1 - foe.T)
    sought = p.hedge[:, None] * (1 - sample.promised.T) * open_to_it + p.balance[:, None] * friend
    against = (p.balance - p.bandwagon - p.accommodate / 2)[:, None] * foe
    blamed = jnp.maximum(sample.promised - now.commitment, 0.0).T
    believed = sample.commitment * kept(now, sample, theta) - now.commitment
    moved = theta["reach"] * (able * sought - weight * against) - theta["blame"] * blamed
    return Tendency(
        standing=theta["pace"] * moved,
        capability=theta["pace"] * theta["growth"] * p.self_help,
        commitment=theta["pace"] * theta["credibility"] * believed * pair,
        hedging=theta["pace"] * (p.hedge - now.hedging),
    )
