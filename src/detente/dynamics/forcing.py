"""A scenario's shocks as arrays over the months, so that scenarios are data and share one compiled program."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..errors import ScenarioError
from ..reading.statement import DOMAINS

if TYPE_CHECKING:
    from collections.abc import Iterable

    # NumPy's arrays where shocks are compiled, JAX's where they are imposed.
    from typing import Any as Array

    from jaxtyping import Float

    from ..system.model import Shock
    from .parameters import Layout, Packed, Sample
    from .state import State

TIE = (-0.995, 0.995)
UNIT = (0.005, 0.995)


class Forcing(NamedTuple):
    """What is imposed on each month (the leading axis) before it is reported: `to` sets where it is not nan, `by` adds.

    `barred` sets who has withdrawn (nan: as before), `capability` adds to logarithms, `active` marks months with any.
    """

    active: Float[Array, " month"]
    position_to: Float[Array, "month actor issue"]
    position_by: Float[Array, "month actor issue"]
    salience_to: Float[Array, "month actor issue"]
    salience_by: Float[Array, "month actor issue"]
    tie_to: Float[Array, "month actor actor domain"]
    tie_by: Float[Array, "month actor actor domain"]
    presence_to: Float[Array, "month actor arena"]
    presence_by: Float[Array, "month actor arena"]
    commitment_to: Float[Array, "month actor actor"]
    commitment_by: Float[Array, "month actor actor"]
    barred: Float[Array, "month actor arena"]
    capability: Float[Array, "month actor"]


def compile_shocks(shocks: Iterable[Shock], packed: Packed, axes: Layout, months: int, where: str) -> Forcing:
    """Arrays of a scenario's shocks over months 0 to `months`; what falls later never happens.

    Raises ScenarioError, naming the scenario (`where`), for a shock on something that the system does not hold.
    """
    n, m, r = axes.size
    t, d = months + 1, len(DOMAINS)

    def blank(*shape: int) -> np.ndarray:
        return np.full((t, *shape), np.nan, np.float32)

    def still(*shape: int) -> np.ndarray:
        return np.zeros((t, *shape), np.float32)

    forcing = Forcing(
        still(), blank(n, m), still(n, m), blank(n, m), still(n, m), blank(n, n, d), still(n, n, d), blank(n, r),
        still(n, r), blank(n, n), still(n, n), blank(n, r), still(n),
    )  # fmt: skip
    for shock in shocks:
        places = _places(shock, packed, axes, where)
        to, by = _change(shock, where)
        if shock.at > months:
            continue
        forcing.active[shock.at] = 1
        if shock.kind == "capability":
            factor = to if to is not None else 1 + (by or 0)
            if factor <= 0:
                raise ScenarioError(
                    f"capability of {shock.actor} times {factor:g}", where=where, remedy="a factor is above 0"
                )
            forcing.capability[shock.at, places] += np.log(factor)
            continue
        part = "presence" if shock.kind == "withdrawal" else shock.kind
        low, high = (-1, 1) if part == "tie" else (0, 1)
        if to is not None and not low <= to <= high:
            raise ScenarioError(
                f"{shock.kind} to {to:g}", where=where, remedy=f"give a value from {low} to {high}"
            )
        at = (shock.at, *places)
        if to is not None:
            getattr(forcing, f"{part}_to")[at] = to
        if by is not None:
            getattr(forcing, f"{part}_by")[at] += by
        if part == "presence":
            forcing.barred[at] = float(shock.kind == "withdrawal")
    return forcing


def _change(shock: Shock, where: str) -> tuple[float | None, float | None]:
    if shock.to is None and shock.by is None:
        if shock.kind == "withdrawal":
            return 0.0, None
        raise ScenarioError(
            f"the shock on {shock.actor} ({shock.kind}) says no value",
            where=where,
            remedy="give `to` or `by`",
        )
    if shock.to is not None and shock.by is not None:
        raise ScenarioError(
            f"the shock on {shock.actor} ({shock.kind}) gives both `to` and `by`",
            where=where,
            remedy="give one",
        )
    return shock.to, shock.by


def _find(index: dict[str, int], name: str | None, what: str, where: str) -> int:
    if name is None:
        raise ScenarioError(
            f"a shock lacks its {what}", where=where, remedy=f"name one of {', '.join(index) or 'none'}"
        )
    if name not in index:
        raise ScenarioError(
            f"{what} {name} is not in the system", where=where, remedy=f"known: {', '.join(index) or 'none'}"
        )
    return index[name]


def _places(shock: Shock, packed: Packed, axes: Layout, where: str) -> tuple:
    """Index into the arrays of what a shock changes (without the month)."""
    actor = _find(axes.actors, shock.actor, "actor", where)
    if shock.kind == "capability":
        return (actor,)
    if shock.kind in ("withdrawal", "presence"):
        return actor, _find(axes.arenas, shock.arena, "arena", where)
    if shock.kind in ("position", "salience"):
        issue = _find(axes.issues, shock.issue, "issue", where)
        if not packed.frame.stake[actor, issue]:
            raise ScenarioError(
                f"{shock.actor} has no position on {shock.issue}",
                where=where,
                remedy="add one to the system's positions first",
            )
        return actor, issue
    if shock.kind == "commitment" and shock.other is None:
        clients = [j for j in range(len(axes.actors)) if j != actor]
        known = [j for j in clients if packed.mean.commitment[actor, j] > 0.1]
        return np.full(len(known), actor), np.array(known, int)
    other = _find(axes.actors, shock.other, "actor", where)
    if other == actor:
        raise ScenarioError(
            f"{shock.actor} has no {shock.kind} with itself", where=where, remedy="name two actors"
        )
    if shock.kind == "commitment":
        return actor, other
    both = np.array([actor, other]), np.array([other, actor])
    return (*both, slice(None)) if shock.domain is None else (*both, DOMAINS.index(shock.domain))


class Imposed(NamedTuple):
    """The levels of a sample that shocks change for good."""

    position: Float[Array, "actor issue"]
    salience: Float[Array, "actor issue"]
    tie: Float[Array, "actor actor domain"]
    commitment: Float[Array, "actor actor"]
    barred: Float[Array, "actor arena"]


def imposable(sample: Sample) -> Imposed:
    """What a sample starts with of the levels that shocks change."""
    return Imposed(sample.position, sample.salience, sample.tie, sample.commitment, sample.barred)


def impose(forcing: Forcing, state: State, levels: Imposed) -> tuple[State, Imposed]:
    """Change one run's state, and the levels that it returns to, by one month's forcing."""
    import jax
    import jax.numpy as jnp

    def forced(level, to, by, bounds=UNIT):
        touched = ~jnp.isnan(to) | (by != 0)
        return touched, jnp.clip(jnp.where(jnp.isnan(to), level, to) + by, *bounds)

    def moved(part, to, by):
        touched, value = forced(jax.nn.sigmoid(part), to, by)
        return jnp.where(touched, jax.scipy.special.logit(value), part), touched, value

    f = forcing
    position, at_position, first = moved(state.position, f.position_to, f.position_by)
    commitment, at_commitment, promised = moved(state.commitment, f.commitment_to, f.commitment_by)
    presence, _, _ = moved(state.presence, f.presence_to, f.presence_by)
    at_tie, tie = forced(jnp.tanh(state.tie), f.tie_to, f.tie_by, TIE)
    at_salience, salience = forced(levels.salience, f.salience_to, f.salience_by, (0.0, 1.0))
    state = state._replace(
        position=position,
        commitment=commitment,
        presence=presence,
        tie=jnp.where(at_tie, jnp.arctanh(tie), state.tie),
        capability=state.capability + f.capability,
    )
    levels = Imposed(
        position=jnp.where(at_position, first, levels.position),
        salience=jnp.where(at_salience, salience, levels.salience),
        tie=jnp.where(at_tie, tie, levels.tie),
        commitment=jnp.where(at_commitment, promised, levels.commitment),
        barred=jnp.where(jnp.isnan(f.barred), levels.barred, f.barred),
    )
    return state, levels
