"""Interest: whether somebody speaks well of his own side, which an analyst wants to know before believing it."""

from __future__ import annotations

from typing import Literal

from ..reading.statement import (
    Commitment,
    Content,
    Event,
    Forecast,
    Presence,
    Statement,
    Tie,
)
from .content import supports

Interest = Literal["none", "own", "against"]


def interest_of(statement: Statement) -> Interest:
    """`own` where the innermost speaker tells what flatters his own side, `against` where he admits what does not.

    What flatters: good deeds, strong holdings and growing ties of one's own; hostile deeds of others against
    oneself; the denial of the contrary. Saying what one wants is neither: nobody knows it better. What
    the article itself asserts has no interest that could be read off its words.
    """
    side = next((a.actor.actor for a in reversed(statement.attribution) if a.actor and a.actor.actor), None)
    if side is None:
        return "none"
    good = _flatters(statement.content, side)
    if good is None:
        return "none"
    return "own" if good == supports(statement) else "against"


def _flatters(content: Content, side: str) -> bool | None:
    """Whether it speaks well of a side that a content holds; None where it is not about that side."""
    match content:
        case Event():
            if content.source.actor == side:
                return content.quad <= 2
            if content.target and content.target.actor == side and content.quad >= 3:
                return True
            return None
        case Tie():
            if side in (content.a.actor, content.b.actor):
                return content.sign > 0 or (content.sign == 0 and content.trend >= 0)
            return None
        case Presence():
            return content.trend >= 0 if content.actor.actor == side else None
        case Commitment():
            return content.level >= 0.5 if content.patron.actor == side else None
        case Forecast():
            return _hopeful(content, side)
        case _:
            return None


def _hopeful(content: Forecast, side: str) -> bool | None:
    """A forecast of one's own ties, presence or commitments: that they grow or hold flatters."""
    if content.about.kind not in {"tie", "presence", "commitment"}:
        return None
    if side not in {a.actor for a in content.about.actors}:
        return None
    return content.expects in {"increase", "no_change", "occur"}
