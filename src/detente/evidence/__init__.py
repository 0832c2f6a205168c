"""Evidence: what the statements say once, from how many independent origins, and how sure that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .claim import Claim, Copy, Origin, Passage, Support, Weighed
    from .dempster import Belief, belief
    from .weighing import weigh
    from .wording import describe

__all__ = [
    "Belief",
    "Claim",
    "Copy",
    "Origin",
    "Passage",
    "Support",
    "Weighed",
    "belief",
    "describe",
    "weigh",
]

_PLACES = {
    "Belief": "dempster", "belief": "dempster", "describe": "wording", "weigh": "weighing",
    "Claim": "claim", "Copy": "claim", "Origin": "claim", "Passage": "claim", "Support": "claim",
    "Weighed": "claim",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f".{_PLACES[name]}", __name__), name)
    globals()[name] = found
    return found
