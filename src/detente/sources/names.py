"""Names of persons, places and outlets in the header of an article, as far as their shape tells."""

from __future__ import annotations

import re
from functools import cache

from ..data import vocabulary
from .furniture import is_label, word_set
from .outlet import find_outlet

_PARTICLE_WORDS = (
    "de da do dos das del della di du la le van von der den bin ibn ben al el abu ter zu af av y e"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_HONORIFIC = re.compile(
    r"^(?:dr|prof|professor|mr|mrs|ms|sir|dame|lord|lady|col|gen|lt|maj|amb|ambassador|rev)\b\.?\s+", re.I
)
_EDITION = re.compile(
    r"\s+(?:in english|english|international|online|world|(?:[\w-]+ )?edition|website)$", re.I
)
_POST_NOMINAL = re.compile(r",?\s+(?:ph\.?d|obe|mbe|cbe|md|m\.?a|esq|jr|sr)\.?$", re.I)
_TOKEN = re.compile(r"^[^\W\d_][\w'’.-]*$")
_SPLIT = re.compile(r"\s*(?:,|;|&|\band\b|\bwith\b|\||•|·|/|\n)\s*")


def person(text: str) -> str | None:
    """The person that a short phrase names (honorifics off, capitals mended), or None if it does not look
    like one.
    """
    name = _POST_NOMINAL.sub("", _HONORIFIC.sub("", text.strip(" .,:;*_·•|–—-\t")))
    tokens = name.split()
    if not 2 <= len(tokens) <= 5 or not all(_TOKEN.match(t) for t in tokens):
        return None
    folded = [t.casefold().strip(".") for t in tokens]
    if (
        any(t in word_set("not_names") for t in folded)
        or is_place(name)
        or find_outlet(name)
        or is_label(name)
    ):
        return None
    if folded[-1] in word_set("outlet_words") or folded[-1] in word_set("roles"):
        return None
    shout = name.isupper() and len(name) > 6
    named = [t for t in tokens if t.casefold().strip("-'’") not in _PARTICLES]
    if len(named) < 2 or not all(t[0].isupper() for t in named):
        return None
    if not shout and any(t.isupper() and len(t) > 3 for t in tokens):
        return None  # acronyms are not names
    return " ".join(_capitalised(t) for t in tokens) if shout else name


def persons(text: str) -> tuple[str, ...]:
    """The persons in a list such as `A, B and C`, roles and affiliations left out; places after "in" are
    cut.
    """
    found: list[str] = []
    for piece in _SPLIT.split(text):
        name = person(re.split(r"\s+(?:in|for|at|reports?)\s+", piece, maxsplit=1)[0])
        if name and name not in found:
            found.append(name)
    return tuple(found)


def outlet_name(text: str) -> str | None:
    """The outlet that a phrase names: a known one by its standard name, another by its look, else None."""
    name = text.strip(' .,:;*_·•|–—-\t"“”')
    if not name or len(name) > 100:
        return None
    placed = re.match(r"^(?P<name>[^()]{2,60}) \((?P<place>[^()]{2,40})\)$", name)
    if placed and not find_outlet(name) and is_place(placed["place"]):
        name = placed["name"]
    known = find_outlet(name) or find_outlet(_EDITION.sub("", name))
    if known:
        return known.name
    words = name.split()
    if (
        not 2 <= len(words) <= 9
        or words[0].casefold() in ("by", "from", "via")
        or re.search(r"[.!?:]$", text.strip())
        or re.search(r"\d", name)
    ):
        return None
    content = [
        w for w in words if w.casefold() not in ("of", "for", "the", "and", "in", "on", "&", "de", "to")
    ]
    if not all(w[0].isupper() for w in content):
        return None
    folded = {w.casefold().strip("’'s") for w in words} | {w.casefold() for w in words}
    strong = folded & word_set("outlet_words")
    return name if strong and not is_label(name) else None


def is_place(text: str) -> bool:
    """Whether a phrase is a country, a seat of news, or a list of those (`Nairobi, Kenya`)."""
    pieces = [p.strip(" .").casefold() for p in re.split(r",|/|\band\b", text) if p.strip(" .")]
    return bool(pieces) and all(p.removeprefix("the ") in _places() or p in _places() for p in pieces)


@cache
def _places() -> frozenset[str]:
    from babel import Locale

    cities = vocabulary("detente.sources", "places.yaml")["cities"]
    countries = Locale("en").territories.values()
    return frozenset(str(p).casefold() for p in (*cities, *countries, "turkey", "uk", "us", "u.s.", "d.c."))


def _capitalised(token: str) -> str:
    return "-".join(p[:1] + p[1:].lower() for p in token.split("-")) if len(token.strip(".")) > 1 else token
