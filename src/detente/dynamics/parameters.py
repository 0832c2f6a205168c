"""A system as arrays of means and standard deviations, and one run's parameters drawn from them.

Axes: N actors, M issues, D = 4 domains, R arenas, K strategies, P mechanism parameters. N and M are padded to multiples
of four and R to a multiple of two, with masks, so that systems of about the same size share one compiled program.

What a system does not say takes a stated prior (MISSING): a tie 0 ± 0.25, a presence 0.02 ± 0.02, a commitment
0.05 ± 0.05, keeping relations apart 0.25 ± 0.2, any other strategy exactly 0; an actor without a position on an issue
has no stake in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, get_args

import numpy as np

from ..errors import SystemFileError
from ..reading.statement import DOMAINS, StrategyName
from ..system.priors import nearness
from .mechanism import registered

if TYPE_CHECKING:
    # NumPy's arrays where a system is packed, JAX's where it runs.
    from typing import Any as Array

    from jaxtyping import Float, UInt32

    from ..system.model import Estimate, System
    from .mechanism import Mechanism

STRATEGIES: tuple[str, ...] = get_args(StrategyName)
MISSING = {"tie": (0.0, 0.25), "presence": (0.02, 0.02), "commitment": (0.05, 0.05)}
MISSING_STRATEGY = {"compartmentalisation": (0.25, 0.2)}
UNIT_QUANTITIES = ("position", "salience", "reference", "presence", "commitment", "strategy")
EDGE, TIE_EDGE = 0.005, 0.98
LEAST_CAPABILITY = 1e-5
WIDEST, WIDEST_TIE = 2.0, 1.5


class Quantities(NamedTuple):
    """One number for everything that a system estimates, on natural scales (see `system/model.py`)."""

    position: Float[Array, "actor issue"]
    salience: Float[Array, "actor issue"]
    reference: Float[Array, " issue"]
    capability: Float[Array, " actor"]
    tie: Float[Array, "actor actor domain"]
    presence: Float[Array, "actor arena"]
    commitment: Float[Array, "actor actor"]
    strategy: Float[Array, "actor strategy"]
    theta: Float[Array, " parameter"]


class Frame(NamedTuple):
    """What is known for certain: masks (0 or 1), hosts, bounds of parameters, switches of mechanisms.

    `near` is how close each actor's own ground is to an arena, in [0, 1] (`system/priors.py`); `told` marks the ties
    that somebody speaks of, `declared` who follows which strategy, `toward` at whom it is aimed by name, `at_large`
    where it is aimed at nobody by name, `followed` the strategies that anybody follows.
    """

    actor: Float[Array, " actor"]
    issue: Float[Array, " issue"]
    arena: Float[Array, " arena"]
    pair: Float[Array, "actor actor"]
    stake: Float[Array, "actor issue"]
    referenced: Float[Array, " issue"]
    host: Float[Array, "actor arena"]
    near: Float[Array, "actor arena"]
    told: Float[Array, "actor actor domain"]
    declared: Float[Array, "actor strategy"]
    toward: Float[Array, "strategy actor actor"]
    at_large: Float[Array, "strategy actor"]
    followed: Float[Array, " strategy"]
    low: Float[Array, " parameter"]
    high: Float[Array, " parameter"]
    switch: Float[Array, " mechanism"]


class Packed(NamedTuple):
    """A system's estimates as arrays: `mean` and `sd` of every quantity, and the frame."""

    mean: Quantities
    sd: Quantities
    frame: Frame


class Sample(NamedTuple):
    """One run's parameters, on natural scales.

    `position`, `tie`, `commitment` are the levels that the state starts from and returns to, `held` and `promised`
    presence and commitment at the start whatever a scenario does later, `barred` 1 where an actor has withdrawn from
    an arena, `outlook` the quantile of each settlement that this run reports.
    """

    position: Float[Array, "actor issue"]
    salience: Float[Array, "actor issue"]
    reference: Float[Array, " issue"]
    capability: Float[Array, " actor"]
    tie: Float[Array, "actor actor domain"]
    commitment: Float[Array, "actor actor"]
    strategy: Float[Array, "actor strategy"]
    theta: Float[Array, " parameter"]
    held: Float[Array, "actor arena"]
    promised: Float[Array, "actor actor"]
    barred: Float[Array, "actor arena"]
    outlook: Float[Array, " issue"]
    frame: Frame


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything lies on the axes: codes and names to indices, the padded sizes, the mechanisms in order."""

    actors: dict[str, int]
    issues: dict[str, int]
    arenas: dict[str, int]
    size: tuple[int, int, int]
    mechanisms: tuple[Mechanism, ...]


def slots(mechanisms: tuple[Mechanism, ...]) -> dict[str, dict[str, int]]:
    """Index on the parameter axis of every mechanism's parameters."""
    result: dict[str, dict[str, int]] = {}
    at = 0
    for mechanism in mechanisms:
        result[mechanism.NAME] = {p.name: at + i for i, p in enumerate(mechanism.PARAMETERS)}
        at += len(mechanism.PARAMETERS)
    return result


def _padded(count: int, step: int) -> int:
    return max(step, -(-count // step) * step)


def layout(system: System) -> Layout:
    """Axes of a system."""
    size = (_padded(len(system.actors), 4), _padded(len(system.issues), 4), _padded(len(system.arenas), 2))
    return Layout(
        {code: i for i, code in enumerate(system.codes)},
        {issue.id: m for m, issue in enumerate(system.issues)},
        {arena.code: r for r, arena in enumerate(system.arenas)},
        size,
        registered(),
    )


def _place(index: dict[str, int], name: str, what: str, where: str) -> int:
    if name not in index:
        known = ", ".join(index) or "none"
        raise SystemFileError(f"{what} {name} is not in the system", where=where, remedy=f"known: {known}")
    return index[name]


def pack(system: System) -> tuple[Packed, Layout]:
    """Arrays of a system's estimates, in NumPy's single precision, and where everything lies in them.

    Raises SystemFileError where a part names an actor, issue, arena, mechanism or parameter that is not there.
    """
    axes = layout(system)
    n, m, r = axes.size
    d, k = len(DOMAINS), len(STRATEGIES)
    parameters = [p for mechanism in axes.mechanisms for p in mechanism.PARAMETERS]
    actor, issue, arena = _mask(len(axes.actors), n), _mask(len(axes.issues), m), _mask(len(axes.arenas), r)
    pair = np.outer(actor, actor) * (1 - np.eye(n, dtype=np.float32))
    stake, referenced, host, near = _zeros(n, m), _zeros(m), _zeros(n, r), _zeros(n, r)
    told = _zeros(n, n, d)
    mean = Quantities(
        _zeros(n, m) + 0.5, _zeros(n, m) + 0.5, _zeros(m) + 0.5, _zeros(n) + LEAST_CAPABILITY,
        pair[..., None] * _full(MISSING["tie"][0], n, n, d),
        np.outer(actor, arena) * np.float32(MISSING["presence"][0]), pair * np.float32(MISSING["commitment"][0]),
        _zeros(n, k), np.array([p.mean for p in parameters], np.float32),
    )  # fmt: skip
    sd = Quantities(
        _zeros(n, m), _zeros(n, m), _zeros(m), _zeros(n),
        pair[..., None] * _full(MISSING["tie"][1], n, n, d),
        np.outer(actor, arena) * np.float32(MISSING["presence"][1]), pair * np.float32(MISSING["commitment"][1]),
        _zeros(n, k), np.array([p.sd for p in parameters], np.float32),
    )  # fmt: skip
    for name, (at, spread) in MISSING_STRATEGY.items():
        column = STRATEGIES.index(name)
        mean.strategy[:, column], sd.strategy[:, column] = at * actor, spread * actor

    def put(name: str, at: tuple[int, ...], estimate: Estimate) -> None:
        getattr(mean, name)[at], getattr(sd, name)[at] = estimate.mean, estimate.sd

    for i, one in enumerate(system.actors):
        put("capability", (i,), one.capability)
    for j, question in enumerate(system.issues):
        if question.reference is not None:
            referenced[j] = 1
            put("reference", (j,), question.reference)
    for p in system.positions:
        at = (
            _place(axes.actors, p.actor, "actor", "positions"),
            _place(axes.issues, p.issue, "issue", "positions"),
        )
        stake[at] = 1
        put("position", at, p.position)
        put("salience", at, p.salience)
    for t in system.ties:
        i, j = _place(axes.actors, t.a, "actor", "ties"), _place(axes.actors, t.b, "actor", "ties")
        if i != j:
            told[i, j, DOMAINS.index(t.domain)] = 1
            put("tie", (i, j, DOMAINS.index(t.domain)), t.value)
    for ground in system.arenas:
        if ground.host is not None and ground.host in axes.actors:
            host[axes.actors[ground.host], axes.arenas[ground.code]] = 1
        for one in system.actors:
            at = axes.actors[one.code], axes.arenas[ground.code]
            near[at] = nearness(one.code, ground.host or ground.code, one.members)
    for y in system.presence:
        where = _place(axes.arenas, y.arena, "arena", "presence")
        put("presence", (_place(axes.actors, y.actor, "actor", "presence"), where), y.level)
    for g in system.commitments:
        i = _place(axes.actors, g.patron, "actor", "commitments")
        j = _place(axes.actors, g.client, "actor", "commitments")
        if i != j:
            put("commitment", (i, j), g.level)
    declared, toward, at_large = _strategies(system, axes, put)
    declared[:, [STRATEGIES.index(name) for name in MISSING_STRATEGY]] = actor[:, None]
    switch = _mechanisms(system, axes, put)
    frame = Frame(
        actor, issue, arena, pair, stake, referenced, host, near, told, declared, toward, at_large,
        (declared.sum(axis=0) > 0).astype(np.float32),
        np.array([p.low for p in parameters], np.float32), np.array([p.high for p in parameters], np.float32), switch,
    )  # fmt: skip
    return Packed(mean, sd, frame), axes


def _strategies(system: System, axes: Layout, put) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Enter who follows which strategy; masks: declared [actor, strategy], toward [strategy, actor, actor] and at large
    [strategy, actor]. Several entries of one are one: aimed at all that they name, as strong as the strongest."""
    n, k = axes.size[0], len(STRATEGIES)
    declared, toward, at_large = _zeros(n, k), _zeros(k, n, n), _zeros(k, n)
    strongest: dict[tuple[int, int], Estimate] = {}
    for s in system.strategies:
        at = i, column = _place(axes.actors, s.actor, "actor", "strategies"), STRATEGIES.index(s.strategy)
        if at not in strongest or s.strength.mean > strongest[at].mean:
            strongest[at] = s.strength
        declared[at] = 1
        toward[column, i, [_place(axes.actors, code, "actor", "strategies") for code in s.toward]] = 1
        if not s.toward:
            at_large[column, i] = 1
    for at, estimate in strongest.items():
        put("strategy", at, estimate)
    return declared, toward, at_large


def _mechanisms(system: System, axes: Layout, put) -> np.ndarray:
    """Enter a system's own parameters of mechanisms; switches [mechanism]."""
    where = slots(axes.mechanisms)
    names = [mechanism.NAME for mechanism in axes.mechanisms]
    switch = np.ones(len(names), np.float32)
    for entry in system.mechanisms:
        if entry.name not in where:
            raise SystemFileError(
                f"the mechanism {entry.name} is not registered",
                where="mechanisms",
                remedy=f"known: {', '.join(names)}",
            )
        switch[names.index(entry.name)] = float(entry.on)
        for name, estimate in entry.parameters.items():
            if name not in where[entry.name]:
                raise SystemFileError(
                    f"the mechanism {entry.name} has no parameter {name}",
                    where="mechanisms",
                    remedy=f"known: {', '.join(where[entry.name])}",
                )
            put("theta", (where[entry.name][name],), estimate)
    return switch


def _zeros(*shape: int) -> np.ndarray:
    return np.zeros(shape, np.float32)


def _full(value: float, *shape: int) -> np.ndarray:
    return np.full(shape, value, np.float32)


def _mask(count: int, size: int) -> np.ndarray:
    return (np.arange(size) < count).astype(np.float32)


def draws(packed: Packed) -> int:
    """How many random words one run's parameters take: one a number, and one an issue for its outlook."""
    return sum(q.size for q in packed.mean) + packed.frame.issue.size


def draw(packed: Packed, bits: UInt32[Array, " word"]) -> Sample:
    """One run's parameters, from one random word for each of the `draws` numbers."""
    import jax
    import jax.numpy as jnp

    # The greatest words would round to 1, whose normal is infinite: one in ten million, so some in a long ensemble.
    uniform = jnp.minimum((bits >> 8).astype(jnp.float32) * 2.0**-24 + 2.0**-25, 1 - 2.0**-24)
    # The barrier keeps the compiler from working the inverse out again in every quantity that reads it.
    z = jax.lax.optimization_barrier(jax.scipy.special.ndtri(uniform))
    return drawn(packed, z, uniform[sum(q.size for q in packed.mean) :])


def drawn(packed: Packed, z: Float[Array, " number"], outlook: Float[Array, " issue"]) -> Sample:
    """One run's parameters at a standard normal for each number, in the order of `Quantities`, and at an outlook.

    Quantities in [0, 1] are logit-normal, ties atanh-normal, capabilities log-normal, parameters of mechanisms
    normal within their bounds. The spread on that scale is the sd over the slope there (delta method), saturating
    at 2 (ties: 1.5); the centre is moved so that the mean stays about where it was (MacKay's approximation).
    """
    import jax
    import jax.numpy as jnp

    mean, sd, frame = packed
    edges = np.cumsum([0, *(q.size for q in mean)])
    at = {name: slice(a, b) for name, a, b in zip(Quantities._fields, edges[:-1], edges[1:])}

    def together(source: Quantities):
        return jnp.concatenate([getattr(source, name).reshape(-1) for name in UNIT_QUANTITIES])

    # All quantities in [0, 1] at once: one loop to compile.
    flat = within(together(mean), together(sd), jnp.concatenate([z[at[name]] for name in UNIT_QUANTITIES]))
    flat = jax.lax.optimization_barrier(flat)
    unit, start = {}, 0
    for name in UNIT_QUANTITIES:
        shape, size = getattr(mean, name).shape, getattr(mean, name).size
        unit[name] = flat[start : start + size].reshape(shape)
        start += size
    ratio = jnp.minimum(sd.capability / jnp.maximum(mean.capability, LEAST_CAPABILITY), 3.0)
    variance = jnp.log1p(ratio**2)
    sigma = jnp.where(variance > 0, jnp.sqrt(jnp.where(variance > 0, variance, 1.0)), 0.0)
    capability = jnp.maximum(mean.capability, LEAST_CAPABILITY) * jnp.exp(
        sigma * z[at["capability"]] - variance / 2
    )
    presence = unit["presence"] * frame.actor[:, None] * frame.arena
    return Sample(
        position=unit["position"],
        salience=unit["salience"] * frame.stake,
        reference=unit["reference"],
        capability=capability * frame.actor,
        tie=tied(mean.tie, sd.tie, z[at["tie"]].reshape(mean.tie.shape)) * frame.pair[..., None],
        commitment=unit["commitment"] * frame.pair,
        strategy=unit["strategy"] * frame.declared,
        theta=jnp.clip(mean.theta + sd.theta * z[at["theta"]], frame.low, frame.high),
        held=presence,
        promised=unit["commitment"] * frame.pair,
        barred=jnp.zeros_like(presence),
        outlook=outlook,
        frame=frame,
    )


def within(mean, sd, z):
    """Draws in (0, 1) with about the given mean and sd: logit-normal at the standard normal `z`."""
    import jax
    import jax.numpy as jnp

    m = jnp.clip(mean, EDGE, 1 - EDGE)
    raw = sd / (m * (1 - m))
    sigma = raw / jnp.sqrt(1 + (raw / WIDEST) ** 2)
    centre = (jnp.log(m) - jnp.log1p(-m)) * jnp.sqrt(1 + jnp.pi * sigma**2 / 8)
    return jax.nn.sigmoid(centre + sigma * z)


def tied(mean, sd, z):
    """Draws in (-1, 1) with about the given mean and sd: atanh-normal at the standard normal `z`."""
    import jax.numpy as jnp

    m = jnp.clip(mean, -TIE_EDGE, TIE_EDGE)
    raw = sd / (1 - m**2)
    sigma = raw / jnp.sqrt(1 + (raw / WIDEST_TIE) ** 2)
    return jnp.tanh(jnp.arctanh(m) * jnp.sqrt(1 + jnp.pi * sigma**2 / 2) + sigma * z)
