"""How a statement came to be said, as one short line for tables in a terminal or a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..reading.mentions import Mention
    from ..reading.statement import Attribution, Statement


def speakers(attribution: Iterable[Attribution]) -> str:
    """The chain that a statement came through, outermost first: `Reuters › officials`."""
    return " › ".join(a.speaker for a in attribution)


def manner(statement: Statement) -> str:
    """How a statement is put: its modality and negation where they are not plain, and its certainty."""
    parts = [] if statement.modality == "asserted" else [statement.modality]
    if statement.negated:
        parts.append("negated")
    parts.append(f"{statement.certainty:.2f}")
    return " ".join(parts)


def meant(mention: Mention) -> str:
    """Whom a mention stands for: `RUS (Kremlin)`, `COG or COD`, a bare name where no code is known."""
    actor = mention.actor
    if mention.candidates:
        return " or ".join(mention.candidates)
    if actor.actor:
        return f"{actor.actor} ({actor.name})" if actor.name else actor.actor
    return actor.name or "?"
