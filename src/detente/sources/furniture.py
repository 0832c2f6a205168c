"""Page furniture: the menus, captions, forms and notices that stand around an article in the pasted text of
its page.

What such lines look like is data (`data/furniture.yaml`); here is only how the cues are weighed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from ..data import vocabulary
from .blocks import Block

_LONGEST_LINE = 400  # characters; a longer block is prose, and only forms are looked for in it
_LONGEST_FORM = 900
_ADDRESSED = re.compile(r"\b(you|your|yours|we|our|us)\b", re.I)
_WORDS = re.compile(r"[\w'’&-]+")


@cache
def cues() -> Any:
    """The vocabulary of page furniture."""
    return vocabulary("detente.sources", "furniture.yaml")


@cache
def word_set(name: str) -> frozenset[str]:
    """One of the vocabulary's word lists, folded."""
    return frozenset(str(word).casefold() for word in cues()[name])


@cache
def _any_of(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.I) for pattern in cues()[name])


@cache
def _combined(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A list's patterns as two: those that hold to the start of the line, and those found anywhere."""
    patterns = [str(p) for p in cues()[name]]
    anchored = "|".join(f"(?:{p})" for p in patterns if p.startswith("^")) or "(?!)"
    free = "|".join(f"(?:{p})" for p in patterns if not p.startswith("^")) or "(?!)"
    return re.compile(anchored, re.I), re.compile(free, re.I)


def _matches(name: str, text: str) -> bool:
    anchored, free = _combined(name)
    return bool(anchored.match(text) or free.search(text))


@cache
def _phrases(name: str) -> re.Pattern[str]:
    words = sorted((str(w) for w in cues()[name]), key=lambda w: (-len(w), w))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in words) + r")(?!\w)", re.I)


def is_furniture(block: Block) -> bool:
    """Whether a block is part of the page and not of the article."""
    return len(block.text) <= _LONGEST_FORM and _is_furniture(block.text)


@lru_cache(maxsize=4096)
def _is_furniture(text: str) -> bool:
    block = Block(text, 0)
    if is_form(text):
        return True
    if len(text) > _LONGEST_LINE:
        return False
    line = text.casefold().strip(" :.›»>|•·∙*_#[]()\t")
    if line in word_set("lines") or not line:
        return True
    if _matches("patterns", text):
        # A cue at the start of real prose ("Images by satellite show ...") is no caption.
        return not (block.several and block.words > 45)
    return is_menu(text) or _stray_word(text)


def is_form(text: str) -> bool:
    """Whether a passage asks its reader to subscribe, consent, pay or log in."""
    if not _ADDRESSED.search(text):
        return False
    weak = {m.group().casefold() for m in _phrases("weak_words").finditer(text)}
    strong = {m.group().casefold() for m in _phrases("strong_words").finditer(text)}
    # A speaker may well say "we" and "subscribe"; a form is short, or dense with its words, and quotes
    # nobody.
    if re.search(r"[“\"][^”\"]{15,}", text):
        return False
    marks = 2 * len(strong) + len(weak)
    words = len(_WORDS.findall(text))
    return (len(strong) >= 1 and marks >= 2 and words <= 60) or (len(weak) >= 3 and words <= 12 * len(weak))


def is_menu(text: str) -> bool:
    """Whether a line is made of the names of a site's sections."""
    words = [w.casefold() for w in _WORDS.findall(text) if w not in ("&", "-")]
    if len(words) < 3 or re.search(r"[.!?]$", text):
        return False
    return sum(w in word_set("menu_words") for w in words) >= 0.75 * len(words)


def is_end_marker(block: Block) -> bool:
    """Whether what follows this block is, as a rule, no longer the article."""
    return len(block.text) <= 120 and _matches("end_markers", block.text)


def is_final_marker(block: Block) -> bool:
    """Whether nothing of the article follows this block, whatever follows it."""
    return len(block.text) <= 120 and _matches("final_markers", block.text)


def in_box(text: str) -> bool:
    """Whether a line belongs to an invitation to a newsletter or an offer."""
    return _matches("box_markers", text)


def is_label(text: str) -> bool:
    """Whether a line only says what section or kind of piece this is."""
    parts = [
        p.strip(" .:").casefold() for p in re.split(r"\s*[|/•·>»›,—–]\s*|\s+-\s+", text) if p.strip(" .:")
    ]
    return bool(parts) and all(p in word_set("labels") for p in parts)


def _stray_word(text: str) -> bool:
    """Whether a line is one or two words in lower case without a stop: a leftover of the page's markup."""
    return bool(re.fullmatch(r"[a-z][a-z_-]*( [a-z]+)?", text))


def carried_from(text: str) -> str | None:
    """The outlet that a notice of reprint names, as the notice words it, or None."""
    if len(text) > _LONGEST_LINE:
        return None
    for pattern in _any_of("carried_from"):
        match = pattern.search(text)
        if match:
            return match["outlet"].strip()
    return None
