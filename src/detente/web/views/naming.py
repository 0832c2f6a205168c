"""Naming: codes, dates, origins and sources as people write them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ...reading.statement import ActorRef
from ...system.cast import name_of

if TYPE_CHECKING:
    from ...store import Dossier


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


def source_named(dossier: Dossier, source: str) -> str:
    """What an article or an origin of a dossier is called, by its id."""
    from ...api.modelling import source_in

    return origin_named(source_in(dossier, source))
