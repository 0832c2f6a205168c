"""Naming: codes, dates and origins as people write them."""

from __future__ import annotations

import re
from functools import lru_cache

from ...reading.statement import ActorRef
from ...system.cast import name_of


@lru_cache(maxsize=4096)
def named(code: str) -> str:
    """The usual name of an actor or place."""
    return name_of(code)


def who(ref: ActorRef | None) -> str:
    """An actor in words: the person or office, and for whom."""
    if ref is None:
        return "someone"
    name = named(ref.actor) if ref.actor else None
    if ref.name and name and ref.name != name:
        return f"{ref.name} ({name})"
    return name or ref.name or "someone"


def origin_named(name: str) -> str:
    """An origin's name: an actor's where its code is given."""
    return named(name) if re.fullmatch(r"[A-Z][A-Z0-9_-]+", name) else name
