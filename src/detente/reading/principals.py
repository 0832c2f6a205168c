"""Lists of actor references: of gazetteer entries, without repeats, of principals alone."""

from __future__ import annotations

from collections.abc import Iterable

from .statement import ActorRef
from .surfaces import Entry


def to_ref(entry: Entry) -> ActorRef:
    """The actor reference of a gazetteer entry."""
    return ActorRef(entry.actor, entry.sector, entry.name)


def distinct(refs: Iterable[ActorRef]) -> tuple[ActorRef, ...]:
    """References without repeats of the same actor, in order; the first of them is kept."""
    kept: dict[str, ActorRef] = {}
    for r in refs:
        kept.setdefault(r.actor or f"?{r.name}", r)
    return tuple(kept.values())


def known(refs: Iterable[ActorRef]) -> tuple[ActorRef, ...]:
    """Those references whose principal is known, repeats and all."""
    return tuple(r for r in refs if r.actor)


def principals(refs: Iterable[ActorRef]) -> tuple[ActorRef, ...]:
    """The principals alone, each once: without the offices and persons that act for them."""
    return distinct(ActorRef(r.actor) for r in refs if r.actor)
