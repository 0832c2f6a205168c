"""What a causal claim or forecast is about, as far as its words tell: a withdrawal, a tie, a domain."""

from __future__ import annotations

import re
from functools import cache

from .model import Domain
from .observe import weights

_WORD = re.compile(r"[^\W\d_][\w\-]*")


@cache
def _stems(name: str) -> tuple[str, ...]:
    return tuple(weights()["words"][name])


def mentions(text: str, name: str) -> bool:
    """Whether a text holds a word of one of the lists in weights.yaml (by stem)."""
    return any(w.startswith(_stems(name)) for w in _WORD.findall(text.lower()))


def withdrawing(text: str) -> bool:
    """Whether a text speaks of forces, a presence or a commitment going away."""
    return mentions(text, "withdrawal") and not mentions(text, "arrival")


def tie_sign(text: str) -> int:
    """1 where a text speaks of good relations (or relations as such), -1 of bad ones, 0 of neither."""
    if mentions(text, "bad_tie"):
        return -1
    return 1 if mentions(text, "good_tie") else 0


def domain_of(text: str) -> Domain:
    """Domain that a text speaks of; diplomatic where it names no other."""
    for domain in ("military", "economic", "informational"):
        if mentions(text, domain):
            return domain
    return "diplomatic"
