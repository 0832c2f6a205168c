"""What a causal claim or forecast is about, as far as its words tell: a withdrawal, a tie, a domain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..reading.gazetteer import Gazetteer
from .model import Domain
from .observe import weights

_FALLING_OUT = re.compile(
    r"\b(?:deteriorat|breakdown|downturn|strain)\w*"
)  # words of bad ties that also say "less"
_HANGING = re.compile(r"\s*(?:[,;:–—]|\s-\s|\b(?:who|whom|whose|which|while|although|because|since|as)\b)")
_PRONOUN = re.compile(r"\b(?:it|its|they|their|them|he|his|she|her)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w\-]*")


@cache
def _stems(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Beginnings of words in a list, and those that count as whole words alone."""
    listed = weights()["words"][name]
    return tuple(w for w in listed if w[0] != "="), frozenset(w[1:] for w in listed if w[0] == "=")


def mentions(text: str, name: str) -> bool:
    """Whether a text holds a word of one of the lists in weights.yaml (by stem, or whole)."""
    stems, whole = _stems(name)
    return any(w in whole or w.startswith(stems) for w in _WORD.findall(text.lower()))


def withdrawing(text: str) -> bool:
    """Whether a text speaks of forces, a presence or a commitment going away."""
    return mentions(text, "withdrawal") and not mentions(text, "arrival")


def tie_sign(text: str) -> int:
    """1 where a text speaks of good relations (or relations as such), -1 of bad ones, 0 of neither."""
    if mentions(text, "bad_tie"):
        return -1
    return 1 if mentions(text, "good_tie") else 0


def tie_move(text: str) -> int:
    """1 where a text as a whole speaks of two drawing nearer, -1 of their falling out, 0 of neither.

    "The tension" is -1 and "an easing of the tension" 1; "cooperation" is 1 and "a loss of trust" -1.
    """
    sign = tie_sign(text)
    if sign:
        own = _FALLING_OUT.sub(" ", text.lower()) if sign < 0 else text
        return -sign if mentions(own, "falling") else sign
    if mentions(text, "farther"):
        return -1
    return 1 if mentions(text, "nearer") else 0


def change(text: str) -> int:
    """-1 where a text speaks of something becoming less, 1 of its becoming more, 0 where it does neither, or both."""
    less, more = mentions(text, "falling") or mentions(text, "going"), mentions(text, "rising")
    return int(more) - int(less)


def turned(text: str) -> bool:
    """Whether a text speaks of what does not happen, or of what is only tried or feared: to be read with care."""
    plain = text.lower().replace("’", "'")
    return "n't" in plain or mentions(plain, "turned") or mentions(" ".join(plain.split()[:3]), "feared")


def head_of(text: str) -> str:
    """What a phrase or clause says itself: its words up to a clause that hangs on it."""
    return _HANGING.split(text.strip(), maxsplit=1)[0]


def with_relative(text: str) -> str:
    """What a phrase says itself, with the clause that hangs on it by "which": "a vacuum which Iran would fill"."""
    head = head_of(text)
    rest = text.strip()[len(head) :].strip()
    return f"{head} that {head_of(rest[5:])}" if rest.lower().startswith("which") else head


def named_in(text: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Those actors of a longer text that this part of it names, in the order in which it does.

    A pronoun before all names stands for the one of them that no words of the part name, where that is the only one.
    """
    found: dict[str, int] = {}
    left = []
    for code in codes:
        surfaces = Gazetteer.default().surfaces_of(code)
        at = _written(code, surfaces).search(text)
        if at:
            found[code] = at.start()
        else:
            left.append(code)
    pronoun = _PRONOUN.search(text)
    if pronoun and len(left) == 1 and pronoun.start() < min(found.values(), default=len(text)):
        found[left[0]] = pronoun.start()
    return tuple(sorted(found, key=lambda c: (found[c], c)))


@cache
def _written(code: str, surfaces: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words for an actor, whole."""
    longest = sorted((*surfaces, code), key=lambda s: (-len(s), s))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def domain_of(text: str) -> Domain:
    """Domain that a text speaks of; diplomatic where it names no other."""
    for domain in ("military", "economic", "informational"):
        if mentions(text, domain):
            return domain
    return "diplomatic"
