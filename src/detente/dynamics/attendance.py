"""Who is in the system: an actor that is out of it moves nobody, and comes in as the run drew it.

While an actor is absent it is masked as if the system had never held it: no capability, presence, commitment or
salience, no stake or strategy, its ties 0, its ground nobody's. When it comes in, its ties, positions and commitments
stand where they would return to, its capability and presence where the run drew them. What it held in arenas counts as
held from the month in which it first comes, so that one who was never there leaves no void, and one who goes does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jaxtyping import Array, Float

    from .forcing import Imposed
    from .parameters import Sample
    from .state import State


class Attendance(NamedTuple):
    """1 for every actor that is in the system in this month (`there`), and in any month so far (`been`)."""

    there: Float[Array, " actor"]
    been: Float[Array, " actor"]


def opening(sample: Sample) -> Attendance:
    """Before month 0: all are there, as the first state has them, and none has been yet."""
    import jax.numpy as jnp

    # Shaped by the frame, which all runs share: without conditions who is there is then worked out once for all.
    return Attendance(jnp.ones_like(sample.frame.actor), jnp.zeros_like(sample.frame.actor))


def attend(
    absent: Float[Array, " actor"], before: Attendance, state: State, levels: Imposed, sample: Sample
) -> tuple[Attendance, State]:
    """Who is there in a month, and the state with those that come in as they begin."""
    import jax.numpy as jnp
    from jax.scipy.special import logit

    from .forcing import UNIT

    there = 1.0 - absent
    comes = there * (1.0 - before.there) > 0
    pair = (_pairs(there) > 0) & ~(_pairs(before.there) > 0)
    held = jnp.clip(sample.held * (1 - levels.barred), *UNIT)
    state = state._replace(
        position=jnp.where(comes[:, None], logit(jnp.clip(levels.position, *UNIT)), state.position),
        tie=jnp.where(pair[..., None], jnp.arctanh(levels.tie), state.tie),
        presence=jnp.where(comes[:, None], logit(held), state.presence),
        commitment=jnp.where(pair, logit(jnp.clip(levels.commitment, *UNIT)), state.commitment),
        capability=jnp.where(comes, jnp.log(jnp.maximum(sample.capability, 1e-9)), state.capability),
    )
    return Attendance(there, jnp.maximum(before.been, there)), state


def cleared(state: State, attendance: Attendance) -> State:
    """The state with the ties and the hedging of absent actors at 0."""
    there = attendance.there
    return state._replace(tie=state.tie * _pairs(there)[..., None], hedging=state.hedging * there)


def masked(sample: Sample, attendance: Attendance) -> Sample:
    """The sample as a system without its absent actors would have it; who cares about an issue has a stake in it."""
    import jax.numpy as jnp

    there, frame = attendance.there, sample.frame
    row, pair = there[:, None], _pairs(there)
    salience = sample.salience * row
    return sample._replace(
        salience=salience,
        capability=sample.capability * there,
        tie=sample.tie * pair[..., None],
        commitment=sample.commitment * pair,
        promised=sample.promised * pair,
        strategy=sample.strategy * row,
        held=sample.held * attendance.been[:, None],
        frame=frame._replace(
            actor=frame.actor * there,
            pair=frame.pair * pair,
            stake=jnp.maximum(frame.stake, (salience > 0).astype(salience.dtype)) * row,
            host=frame.host * row,
        ),
    )


def _pairs(there: Float[Array, " actor"]) -> Float[Array, "actor actor"]:
    return there[:, None] * there
