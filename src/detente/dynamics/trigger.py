"""Shocks that wait for a condition on the run's own state, and strike each run at most once.

A trigger is a condition (terms on places of the flat report, all of which must hold), the month that it does not come
before, and a short forcing counted from the strike. Each run carries how many months ago each trigger struck it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # NumPy's arrays where shocks are compiled, JAX's where they strike.
    from typing import Any as Array

    from jaxtyping import Bool, Float, Int

    from .forcing import Forcing, Imposed
    from .parameters import Sample
    from .state import State


class Triggers(NamedTuple):
    """The triggers of a scenario: sign · (value at `place` - threshold) > 0 for every term.

    `forcing` has a leading axis of triggers, then months since the strike; in its `absent` nan stands for no say.
    """

    place: Int[Array, "trigger term"]
    sign: Float[Array, "trigger term"]
    threshold: Float[Array, "trigger term"]
    earliest: Int[Array, " trigger"]
    forcing: Forcing


def waiting(triggers: Triggers) -> Int[Array, " trigger"]:
    """Months since each trigger struck, before month 0: -1, as none has."""
    import jax.numpy as jnp

    return jnp.full(triggers.earliest.shape, -1, jnp.int32)


def say(
    triggers: Triggers, since: Int[Array, " trigger"], absent: Float[Array, " actor"]
) -> Float[Array, " actor"]:
    """Who is absent in a month, by what has struck over what the calendar says; later triggers over earlier."""
    import jax.numpy as jnp

    told = triggers.forcing.absent
    if told is None:
        return absent
    for c in range(told.shape[0]):
        # Attendance lasts: beyond the forcing's last month it stays as there.
        row = told[c, jnp.clip(since[c], 0, told.shape[1] - 1)]
        absent = jnp.where((since[c] >= 0) & ~jnp.isnan(row), row, absent)
    return absent


def strike(
    triggers: Triggers, since: Int[Array, " trigger"], sample: Sample, state: State, levels: Imposed
) -> tuple[State, Imposed]:
    """Impose what each trigger that has struck holds for this month, in their order."""
    import jax
    import jax.numpy as jnp

    from .forcing import impose

    length = triggers.forcing.active.shape[1]

    def one(carry, at):
        forcing, months = at
        now = jax.tree.map(lambda a: a[jnp.clip(months, 0, length - 1)], forcing)
        struck = (months >= 0) & (months < length) & (now.active > 0)
        changed = impose(now, sample, *carry)
        return jax.tree.map(lambda new, old: jnp.where(struck, new, old), changed, carry), None

    (state, levels), _ = jax.lax.scan(one, (state, levels), (triggers.forcing, since))
    return state, levels


def watch(
    triggers: Triggers, since: Int[Array, " trigger"], report: Float[Array, " place"], month: Int[Array, ""]
) -> Int[Array, " trigger"]:
    """Months since each trigger struck as of the month after `month`, which reported `report`."""
    import jax.numpy as jnp

    value = jnp.take(report, triggers.place)
    holds: Bool[Array, " trigger"] = (triggers.sign * (value - triggers.threshold) > 0).all(axis=-1)
    strikes = holds & (month + 1 >= triggers.earliest)
    return jnp.where(since >= 0, since + 1, jnp.where(strikes, 0, -1))
