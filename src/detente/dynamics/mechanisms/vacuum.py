"""Vacuum: presence that has gone draws others in, who contest it; what nobody takes stays unfilled.

    void_r = (Σ_i held_ir - Σ_i y_ir)⁺
    y_ir'  = y_ir + fill (void_r (1 - y_ir) a_ir / (a0 + Σ_j a_jr) - erosion y_ir (1 - own_i) Σ_j w_ij (G_ji - g_ji)⁺)
    a_ir   = (y_ir + b_ir (c_i/c̄)^φ) exp(h t_i,host) exp(ρ Σ_j t_ij⁻ y_jr)   unless i has withdrawn from r: then 0

What an actor holds on the ground has shown what it can bring to bear there, a militia's or a power's; what it could
bring from outside goes by its capability and by b_ir = max(host, δ near_ir, ι min(t_i,host, t_host,i)⁺,
κ s_ir (1 - t_host,i⁻)), how much the arena matters to it beside that: 1 to its host, else by how close its own ground
is (contiguity, 0 to 1, also through a state between; δ weighs it), by how welcome it is (good terms with the host,
both ways, open a door to who holds nothing there yet; ι, invitation) and by how much it cares and is let in: s_ir is
its greatest salience on issues in which the host has a stake (κ, interest). t_i,host is the standing toward the host
(0 for the host itself), ρ whether rivals on the ground draw in or keep out (its prior is centred on neither). Who held
ground by a patron's support loses it as the patron lets it down: G is the commitment at the start, own_i the own
weight against enemies (see hedging), w_ij = c_j/(c_j + mean of all but i). Entrants' gains and what stays unfilled
sum to the void. Units: presence in 0 to 1; fill a month; the others without unit.

Source: contest success function: Tullock 1980; vacuums drawing rivals in: Mearsheimer 2001; Butt 2013; distance and
invitation: Boulding 1962; Lundestad 1986.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import jax.numpy as jnp

from ..mechanism import Parameter, Tendency
from ..relations import TINY, concern, hostility, magnitude, own_weight, row_sums

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from ..mechanism import Levels
    from ..parameters import Sample

NAME = "vacuum"
EFFECT = "fill"
PARAMETERS = (
    Parameter("fill", 0.08, 0.07, 0.0, 1.0, "per month"),
    Parameter("capability_exponent", 0.5, 0.3, 0.0, 2.0, "none"),
    Parameter("host_tie", 1.0, 1.0, -5.0, 5.0, "none"),
    Parameter("rivalry", 0.0, 0.5, -5.0, 5.0, "none"),
    Parameter("unfilled", 0.3, 0.2, 0.01, 10.0, "none"),
    Parameter("nearness", 0.3, 0.2, 0.0, 1.0, "none"),
    Parameter("invitation", 0.2, 0.15, 0.0, 1.0, "none"),
    Parameter("interest", 0.2, 0.15, 0.0, 1.0, "none"),
    Parameter("erosion", 0.2, 0.2, 0.0, 2.0, "share of fill"),
)
LEAST_CONCERN = 0.02


def void(now: Levels, sample: Sample) -> Float[Array, " arena"]:
    """Presence that was held at the start and is held by nobody now."""
    return jnp.maximum((sample.held - now.presence).sum(axis=0), 0.0) * sample.frame.arena


def attraction(
    now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]
) -> Float[Array, "actor arena"]:
    """a: how strongly each actor seeks the free weight in each arena, at least 0."""
    frame = sample.frame
    mean = (now.capability * frame.actor).sum() / jnp.maximum(frame.actor.sum(), 1.0)
    size = ((now.capability + TINY) / (mean + TINY)) ** theta["capability_exponent"]
    toward, of_host = now.standing @ frame.host, now.standing.T @ frame.host
    rivals = jnp.minimum(hostility(now) @ now.presence, 3.0)
    drawn = jnp.exp(theta["host_tie"] * toward + theta["rivalry"] * rivals)
    invited = theta["invitation"] * jnp.maximum(jnp.minimum(toward, of_host), 0.0)
    caring = theta["interest"] * care(sample) * (1 + jnp.minimum(of_host, 0.0))
    drawn_to = jnp.maximum(theta["nearness"] * frame.near, jnp.maximum(invited, caring))
    brought = now.presence + concern(frame.host, drawn_to, LEAST_CONCERN) * size[:, None]
    return brought * drawn * (1 - sample.barred) * frame.actor[:, None] * frame.arena


def care(sample: Sample) -> Float[Array, "actor arena"]:
    """s: greatest salience of row on the issues in which the arena's host has a stake, in [0, 1]."""
    concerned = sample.frame.stake.T @ sample.frame.host
    return (sample.salience[:, :, None] * concerned).max(axis=1)


def tendency(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency:
    """Change of presence: the entrants' gains, and what those whose patron lets them down cannot hold."""
    seek = attraction(now, sample, theta)
    share = seek / (theta["unfilled"] + seek.sum(axis=0))
    gained = void(now, sample) * share * (1 - now.presence)
    return Tendency(presence=theta["fill"] * (gained - eroded(now, sample, theta)))


def eroded(now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Float[Array, "actor arena"]:
    """What each actor loses where patrons let it down, at full speed."""
    let_down = jnp.maximum(sample.promised - now.commitment, 0.0).T
    missed = row_sums(magnitude(now.capability, sample.frame.pair) * let_down) * (1 - own_weight(now))
    return jnp.minimum(theta["erosion"] * missed, 1.0)[:, None] * now.presence
