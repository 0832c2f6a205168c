"""What a scenario imposes, as arrays over the months, so that scenarios are data and share one compiled program.

`script.py` makes these arrays from shocks. Here they change one run's state, and the levels that it returns to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # NumPy's arrays where shocks are compiled, JAX's where they are imposed.
    from typing import Any as Array

    from jaxtyping import Float

    from .parameters import Sample
    from .state import State
    from .trigger import Triggers

TIE = (-0.995, 0.995)
UNIT = (0.005, 0.995)


class Change(NamedTuple):
    """What is done to one part of the state in each month (the leading axis), on its natural scale.

        level' = level + share · (to - level) + by

    `to` is nan where nothing is set, and inf where it is the run's own level at month 0; `share` is 1 but in ramps.
    """

    to: Float[Array, "month ..."]
    by: Float[Array, "month ..."]
    share: Float[Array, "month ..."]


class Home(NamedTuple):
    """Changes of the levels alone that parts of the state return to: nan none, inf back to month 0's, else added."""

    position: Float[Array, "month actor issue"]
    tie: Float[Array, "month actor actor domain"]
    commitment: Float[Array, "month actor actor"]


class Forcing(NamedTuple):
    """What is imposed on each month (the leading axis) before it is reported.

    `active` marks months in which anything is. `barred` sets who has withdrawn (nan: as before), `capability` adds to
    logarithms. `absent` is 1 where an actor is out of the system, None where none ever is; `triggers` are the shocks
    that wait for a condition, None where there are none: what is None costs a run nothing.
    """

    active: Float[Array, " month"]
    position: Change
    salience: Change
    tie: Change
    presence: Change
    commitment: Change
    home: Home
    barred: Float[Array, "month actor arena"]
    capability: Float[Array, "month actor"]
    absent: Float[Array, "month actor"] | None = None
    triggers: Triggers | None = None


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


def impose(forcing: Forcing, sample: Sample, state: State, levels: Imposed) -> tuple[State, Imposed]:
    """Change one run's state, and the levels that it returns to, by one month's forcing.

    `sample` is what the run drew: the levels of its month 0.
    """
    import jax
    import jax.numpy as jnp

    def forced(level, change: Change, bounds=UNIT, start=None):
        touched = ~jnp.isnan(change.to) | (change.by != 0)
        target = change.to if start is None else jnp.where(jnp.isinf(change.to), start, change.to)
        toward = jnp.where(jnp.isnan(change.to), 0.0, change.share * (target - level))
        # All the way is written as such: a sum would leave the last bit to rounding.
        moved = jnp.where(change.share == 1, jnp.where(jnp.isnan(change.to), level, target), level + toward)
        return touched, jnp.clip(moved + change.by, *bounds)

    def moved(part, change: Change, start=None):
        touched, value = forced(jax.nn.sigmoid(part), change, start=start)
        return jnp.where(touched, jax.scipy.special.logit(value), part), touched, value

    def returned(level, home, start, bounds):
        less = jnp.clip(level + jnp.where(jnp.isfinite(home), home, 0.0), *bounds)
        return jnp.where(jnp.isnan(home), level, jnp.where(jnp.isinf(home), start, less))

    f = forcing
    position, at_position, first = moved(state.position, f.position)
    commitment, at_commitment, promised = moved(state.commitment, f.commitment)
    presence, _, _ = moved(state.presence, f.presence, sample.held)
    at_tie, tie = forced(jnp.tanh(state.tie), f.tie, TIE)
    at_salience, salience = forced(levels.salience, f.salience, (0.0, 1.0), sample.salience)
    state = state._replace(
        position=position,
        commitment=commitment,
        presence=presence,
        tie=jnp.where(at_tie, jnp.arctanh(tie), state.tie),
        capability=state.capability + f.capability,
    )
    to_position = jnp.where(at_position, first, levels.position)
    to_commitment = jnp.where(at_commitment, promised, levels.commitment)
    levels = Imposed(
        position=returned(to_position, f.home.position, sample.position, UNIT),
        salience=jnp.where(at_salience, salience, levels.salience),
        tie=returned(jnp.where(at_tie, tie, levels.tie), f.home.tie, sample.tie, TIE),
        commitment=returned(to_commitment, f.home.commitment, sample.commitment, UNIT),
        barred=jnp.where(jnp.isnan(f.barred), levels.barred, f.barred),
    )
    return state, levels
