"""One run: how it starts, how a month passes, and what it reports month by month.

Pure functions of one run; an ensemble maps them over runs (`ensemble.py`). Mechanisms all read the same month and their
tendencies add up; what a scenario imposes comes before the month is reported, which so shows it as given.
"""

from __future__ import annotations

from functools import partial
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy.special import logit

from ..reading.statement import DOMAINS
from ..system.model import QUADS
from .attendance import attend, cleared, masked, opening
from .forcing import UNIT, Forcing, imposable, impose
from .mechanism import Levels, Mechanism, Tendency
from .mechanisms import ambiguity, drift, events, hedging, settlement
from .parameters import Packed, Quantities, Sample, draw, draws, slots
from .relations import mean_over_domains
from .state import State
from .trigger import say, strike, waiting, watch
from .variables import Asked, report_size

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float, Int, Int8, UInt32

EVENTFUL = 0x9E3779B9  # sets the words for events apart from those for everything else
TIE_REACH = 3.0  # atanh of 0.995
CAPABILITY_REACH = 30.0


class Info(NamedTuple):
    """What a month reports beside its state: a draw from each settlement's distribution, 0 to 1."""

    outcome: Float[Array, " issue"]


def thetas(sample: Sample, mechanisms: tuple[Mechanism, ...]) -> dict[str, dict[str, Float[Array, ""]]]:
    """One run's parameters by mechanism and name."""
    return {
        name: {parameter: sample.theta[at] for parameter, at in places.items()}
        for name, places in slots(mechanisms).items()
    }


def switches(sample: Sample, mechanisms: tuple[Mechanism, ...]) -> dict[str, Float[Array, ""]]:
    """1 for every mechanism that is on, 0 for the others."""
    return {mechanism.NAME: sample.frame.switch[i] for i, mechanism in enumerate(mechanisms)}


def init(sample: Sample) -> State:
    """The state at month 0, but for what `opened` fills in: where issues stand and who hedges."""
    capability = jnp.log(jnp.maximum(sample.capability, 1e-9))
    return State(
        position=logit(jnp.clip(sample.position, *UNIT)),
        tie=jnp.arctanh(sample.tie),
        presence=logit(jnp.clip(sample.held, *UNIT)),
        commitment=logit(jnp.clip(sample.commitment, *UNIT)),
        capability=capability,
        status=sample.reference,
        hedging=jnp.zeros_like(capability),
    )


def observe(state: State, sample: Sample, mechanisms: tuple[Mechanism, ...]) -> tuple[Levels, Info]:
    """A state on its natural scales, and what the month reports."""
    frame, on = sample.frame, switches(sample, mechanisms)
    capability = jnp.exp(state.capability) * frame.actor
    position, tie = jax.nn.sigmoid(state.position), jnp.tanh(state.tie)
    p = settlement.rest(position, capability, sample, thetas(sample, mechanisms)[settlement.NAME])
    bargained = on[settlement.NAME] > 0
    now = Levels(
        position=position,
        tie=tie,
        presence=jax.nn.sigmoid(state.presence) * frame.actor[:, None] * frame.arena,
        commitment=jax.nn.sigmoid(state.commitment) * frame.pair,
        capability=capability,
        status=state.status,
        hedging=state.hedging,
        settlement=jnp.where(bargained, settlement.expected(p), state.status),
        standing=mean_over_domains(tie),
        heard=jnp.where(
            on[ambiguity.NAME] > 0,
            ambiguity.heard(sample, thetas(sample, mechanisms)[ambiguity.NAME]),
            frame.pair,
        ),
    )
    # A draw is for reporting; gradients go through the mean.
    drawn = jax.lax.stop_gradient(settlement.quantile(p, sample.outlook))
    return now, Info(jnp.where(bargained, drawn, state.status))


def opened(now: Levels, sample: Sample, mechanisms: tuple[Mechanism, ...], first: Float[Array, ""]) -> Levels:
    """At the first month, issues without a reference stand where they would rest, and actors hedge as they would."""
    theta, on = thetas(sample, mechanisms)[hedging.NAME], switches(sample, mechanisms)[hedging.NAME]
    unsettled = (first > 0) & (sample.frame.referenced == 0)
    hedged = on * hedging.choose(now, sample, theta).hedge
    return now._replace(
        status=jnp.where(unsettled, now.settlement, now.status),
        hedging=jnp.where(first > 0, hedged, now.hedging),
    )


def total(now: Levels, sample: Sample, mechanisms: tuple[Mechanism, ...]) -> dict[str, Array]:
    """Sum of the tendencies of all mechanisms that are on, by part of the state; zeros where none speaks."""
    theta, on = thetas(sample, mechanisms), switches(sample, mechanisms)
    spoken: dict[str, list[Array]] = {name: [] for name in Tendency._fields}
    for mechanism in mechanisms:
        for name, value in zip(Tendency._fields, mechanism.tendency(now, sample, theta[mechanism.NAME])):
            if value is not None:
                # A mechanism that is off must not spoil the run even where it is not finite.
                spoken[name].append(jnp.where(on[mechanism.NAME] > 0, value, 0.0))
    # What is alike in every domain is added up and spread over them in one product: XLA on a CPU would work a sum out
    # again in every domain, and in every use of it.
    alike = spoken.pop("standing")
    if alike:
        spread = jnp.ones((len(alike), len(DOMAINS)), jnp.float32)
        spoken["tie"].append(jnp.stack(alike, axis=-1) @ spread)
    return {name: sum(values, jnp.zeros_like(getattr(now, name))) for name, values in spoken.items()}


def apply(state: State, now: Levels, change: Mapping[str, Array], noise: State, sample: Sample) -> State:
    """The next state: natural quantities move and stay within bounds, then wander in logits; ties move in atanh.

    `noise` has the state's shape, zero where nothing wanders. A tendency that is not finite makes the state nan.
    """

    def bounded(name: str):
        level, delta = getattr(now, name), change[name]
        # Adding 0 · delta keeps an infinite tendency from hiding behind the bound.
        return jnp.clip(level + delta, *UNIT) + 0.0 * delta

    def wandering(name: str):
        return jnp.clip(logit(bounded(name)) + getattr(noise, name), -5.3, 5.3)

    du, dc = change["tie"] * sample.frame.pair[..., None], change["capability"]
    return State(
        position=wandering("position"),
        tie=jnp.clip(state.tie + du + noise.tie, -TIE_REACH, TIE_REACH) + 0.0 * du,
        presence=wandering("presence"),
        commitment=wandering("commitment"),
        capability=jnp.clip(state.capability + dc, -CAPABILITY_REACH, CAPABILITY_REACH) + 0.0 * dc,
        status=jnp.clip(now.status + change["status"], 0.0, 1.0) + 0.0 * change["status"],
        hedging=jnp.clip(now.hedging + change["hedging"], 0.0, 1.0) + 0.0 * change["hedging"],
    )


def coins(bits: UInt32[Array, "month word"]) -> Int8[Array, "month number"]:
    """Whole numbers of mean 0 and variance 1 from -2 to 2, eight from a random word: each the sum of four fair coins.

    Summed over months they are as good as normal, and cost a hundredth of normal draws.
    """
    nibbles = (bits[..., None] >> (4 * jnp.arange(8, dtype=jnp.uint32))) & 15
    return (jax.lax.population_count(nibbles).astype(jnp.int8) - 2).reshape(bits.shape[0], -1)


def wander(tossed: Int8[Array, " number"], sample: Sample, mechanisms: tuple[Mechanism, ...]) -> State:
    """One month's innovations, zero where there is no stake, pair or arena, and where drift is off."""
    frame, theta = sample.frame, thetas(sample, mechanisms)[drift.NAME]
    shapes = {
        "tie": (sample.tie.shape, frame.pair[..., None]),
        "position": (sample.position.shape, frame.stake),
        "presence": (sample.held.shape, frame.actor[:, None] * frame.arena),
        "commitment": (sample.commitment.shape, frame.pair),
    }
    on, parts, at = switches(sample, mechanisms)[drift.NAME], {}, 0
    for name, (shape, mask) in shapes.items():
        size = prod(shape)
        drawn = tossed[at : at + size].astype(jnp.float32).reshape(shape)
        parts[name] = on * theta[f"{name}_noise"] * mask * drawn
        at += size
    return State(**parts, capability=0.0, status=0.0, hedging=0.0)


def noise_size(q: Quantities) -> int:
    """How many innovations a month takes."""
    return q.tie.size + q.position.size + q.presence.size + q.commitment.size


def settled(sample: Sample, mechanisms: tuple[Mechanism, ...]) -> Float[Array, ""]:
    """The share of the first month's forces that ties as they are have come to terms with; none where drift is off."""
    return switches(sample, mechanisms)[drift.NAME] * thetas(sample, mechanisms)[drift.NAME]["settled"]


def step(
    tossed: Int8[Array, " number"],
    state: State,
    now: Levels,
    sample: Sample,
    mechanisms: tuple[Mechanism, ...],
    found: Float[Array, "actor actor domain"],
    first: Float[Array, ""],
) -> tuple[State, Float[Array, "actor actor domain"]]:
    """One month: the next state, from this one and its levels `now`, and the forces on ties as they were found.

    `found` are the forces of the first month, which is this one where `first` is 1.
    """
    change = total(now, sample, mechanisms)
    found = jnp.where(first > 0, change["tie"], found)
    change["tie"] = change["tie"] - settled(sample, mechanisms) * found
    return apply(state, now, change, wander(tossed, sample, mechanisms), sample), found


def flatten(now: Levels, info: Info) -> Float[Array, " place"]:
    """Everything that a run can report, in the order that `variables.places` counts on."""
    parts = (
        info.outcome, now.settlement, now.position, now.tie, now.standing, now.presence, now.commitment, now.hedging,
    )  # fmt: skip
    return jnp.concatenate([part.reshape(-1) for part in parts])


def trajectory(key, packed: Packed, forcing: Forcing, asked: Asked, mechanisms: tuple[Mechanism, ...]):
    """One run from month 0 on: what is asked for of the flat report and of the events, [month, variable]."""
    months, first, words = forcing.active.shape[0], draws(packed), -(-noise_size(packed.mean) // 8)
    # One call for all that is random in a run (the generator is the dearest thing to compile), parameters first, then
    # month by month: a word depends on its place alone, so more months leave the earlier ones as they are.
    every = jax.random.bits(jax.random.wrap_key_data(key), (first + months * words,), jnp.uint32)
    return course(
        draw(packed, every[:first]), every[first:].reshape(months, words), forcing, asked, mechanisms
    )


def course(
    sample: Sample,
    bits: UInt32[Array, "month word"],
    forcing: Forcing,
    asked: Asked,
    mechanisms: tuple[Mechanism, ...],
):
    """One run's course, from its parameters and the random words of its months, as `trajectory` reports it."""
    months = forcing.active.shape[0]

    triggers, forcing = forcing.triggers, forcing._replace(triggers=None)

    def month(carry, at):
        tossed, forced, first, number = at
        state, levels, attendance, since, found = carry
        if attendance is not None:
            absent = forced.absent if triggers is None else say(triggers, since, forced.absent)
            attendance, state = attend(absent, attendance, state, levels, sample)
        state, levels = jax.lax.cond(
            forced.active > 0, partial(impose, forced, sample), lambda *same: same, state, levels
        )
        if triggers is not None:
            state, levels = strike(triggers, since, sample, state, levels)
        now_sample = sample._replace(**levels._asdict())
        if attendance is not None:
            now_sample, state = masked(now_sample, attendance), cleared(state, attendance)
        now, info = observe(state, now_sample, mechanisms)
        now = opened(now, now_sample, mechanisms, first)
        report = flatten(now, info)
        if triggers is not None:
            since = watch(triggers, since, report, number)
        after, found = step(tossed, state, now, now_sample, mechanisms, found, first)
        reported = jnp.take(report, asked.places, mode="clip")
        return (after, levels, attendance, since, found), (reported, between(now.tie, asked.dyads))

    first_month = (np.arange(months) == 0).astype(np.float32)
    # What a scenario does without is None here, and no part of the compiled program.
    number = None if triggers is None else np.arange(months, dtype=np.int32)
    start = (
        init(sample),
        imposable(sample),
        None if forcing.absent is None else opening(sample),
        None if triggers is None else waiting(triggers),
        jnp.zeros_like(sample.tie),
    )
    # A gradient works each month out again: keeping all that a month makes costs twice as much.
    again = jax.checkpoint(month, prevent_cse=False)
    _, (reported, ties) = jax.lax.scan(again, start, (coins(bits), forcing, first_month, number))
    if not asked.dyads.shape[0]:
        return reported
    told = happenings(bits[0, :2], ties, sample, mechanisms).reshape(months, -1)
    beyond = asked.places - report_size(sample.position.shape, sample.held.shape[-1])
    return jnp.where(beyond >= 0, jnp.take(told, beyond, axis=1, mode="clip"), reported)


def between(
    tie: Float[Array, "actor actor domain"], dyads: Int[Any, "dyad two"]
) -> Float[Array, "dyad way domain"]:
    """Ties of each pair both ways, the first of the pair toward the second first."""
    return jnp.stack([tie[dyads[:, 0], dyads[:, 1]], tie[dyads[:, 1], dyads[:, 0]]], axis=1)


def happenings(
    key: UInt32[Array, 2],
    ties: Float[Array, "month dyad way domain"],
    sample: Sample,
    mechanisms: tuple[Mechanism, ...],
) -> Float[Array, "month dyad 2 way quad"]:
    """Events of the pairs asked for: each month's counts, and beside them what was to be expected.

    `key` are two random words of the run. With the mechanism off events come at their rates whatever the ties.
    """
    months, dyads = ties.shape[:2]
    other = jax.random.wrap_key_data(key ^ jnp.array([EVENTFUL, 0], jnp.uint32))
    words = jax.random.bits(other, (months, dyads, 2, len(QUADS)), jnp.uint32)
    uniform = (words >> 8).astype(jnp.float32) * 2.0**-24 + 2.0**-25
    theta = thetas(sample, mechanisms)[events.NAME]
    on = switches(sample, mechanisms)[events.NAME]
    told = events.observed(ties, uniform, theta | {"pull": theta["pull"] * on})
    return jnp.stack([told.drawn, told.mean], axis=2)
