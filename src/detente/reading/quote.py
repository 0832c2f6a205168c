"""The quote check: do these words stand in this article, exactly here?

The one place where a quote is held against its text: the reader uses it for every statement, `detente check` for
every quote of a system file. A quote is refused where a word was swapped, dropped, added, reordered or taken from
elsewhere, and where it begins or ends inside a word ("able" is no quote from "unable"). Marks of quotation, dashes
and spaces may be folded where that is asked for; what was folded is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal
from unicodedata import combining

Folding = Literal["quotes", "dashes", "spaces"]
FOLDINGS: tuple[Folding, ...] = ("quotes", "dashes", "spaces")
DIAGNOSED = 1000  # characters: of a longer quote it is told that it differs, not how

_MARKS: dict[Folding, tuple[re.Pattern[str], str]] = {
    "quotes": (re.compile("[\"'`´“”„‟‘’‚‛«»‹›′″ʼ＂＇]"), '"'),
    "dashes": (re.compile("[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+"), "-"),  # typed as two hyphens, too
    "spaces": (re.compile(r"\s+"), " "),
}
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # soft hyphens, joiners, marks of direction
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STOP = re.compile(r"[.!?…][\"”’»)\]]*\s|\n\s*\n")


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """What a check found: `ok`, the foldings it took, and where refused the reason in plain words.

    `at` is where the very words stand, if elsewhere in the text: the nearest such place.
    """

    ok: bool
    folded: tuple[Folding, ...] = ()
    reason: str = ""
    at: int | None = None


def check_quote(text: str, quote: str, start: int, end: int, *, fold: Collection[Folding] = ()) -> QuoteCheck:
    """Check that `quote` is what stands at `text[start:end]`, in code points.

    Only the differences named in `fold` are allowed: marks of quotation for one another, dashes for one another,
    white space for other white space. The fewest foldings that do are reported. Raises ValueError for a folding
    that there is not.
    """
    if unknown := set(fold) - set(FOLDINGS):
        raise ValueError(f"no folding {', '.join(sorted(unknown))}; there are: {', '.join(FOLDINGS)}")
    if not quote.strip():
        return QuoteCheck(False, reason="the quote is empty")
    if not 0 <= start < end <= len(text):
        return _elsewhere(text, quote, start) or QuoteCheck(
            False, reason=f"the offsets {start} to {end} lie outside the article"
        )
    folded = _foldings(text[start:end], quote, fold)
    if folded is not None:
        cut = _cut(text, start, end)
        return QuoteCheck(False, reason=cut) if cut else QuoteCheck(True, folded)
    return _elsewhere(text, quote, start) or QuoteCheck(False, reason=_difference(text, quote, start, end))


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span until it begins and ends between words."""
    while _inside_word(text, start):
        start -= 1
    while _inside_word(text, end):
        end += 1
    return start, end


def _inside_word(text: str, at: int) -> bool:
    """Tell whether a cut at an offset would part a word, or a letter from its accent."""
    if not 0 < at < len(text):
        return False
    return bool(combining(text[at])) or (_joins(text[at - 1]) and _joins(text[at]))


def _joins(character: str) -> bool:
    """Letters of scripts that part words by spaces; those that do not have no upper and lower case."""
    return character.isdecimal() or character.lower() != character.upper()


def _cut(text: str, start: int, end: int) -> str:
    for at, what in ((start, "begins"), (end, "ends")):
        if _inside_word(text, at):
            return f"the quote {what} inside a word, at {at}"
    return ""


def _foldings(here: str, quote: str, allowed: Collection[Folding]) -> tuple[Folding, ...] | None:
    """The fewest of the foldings allowed under which two texts are one; None where none are enough."""
    asked: list[Folding] = [f for f in FOLDINGS if f in allowed]
    for count in range(len(asked) + 1):
        for folded in combinations(asked, count):
            if _folded(here, folded) == _folded(quote, folded):
                return folded
    return None


def _folded(text: str, foldings: tuple[Folding, ...]) -> str:
    for folding in foldings:
        pattern, put = _MARKS[folding]
        if folding == "spaces":
            text = _UNSEEN.sub("", text)
        text = pattern.sub(put, text)
    return text


def _elsewhere(text: str, quote: str, start: int) -> QuoteCheck | None:
    """The refusal of words that stand in the text, but not where they are said to."""
    places = [p for p in _places(text, quote) if not _cut(text, p, p + len(quote))]
    if not places:
        return None
    at = min(places, key=lambda p: (abs(p - start), p))
    low, high = sorted((max(0, min(start, len(text))), at))
    what = "in another sentence" if _STOP.search(text, low, high) else "elsewhere"
    return QuoteCheck(False, reason=f"the words stand {what}, at {at}, not at {start}", at=at)


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + len(quote))


def _difference(text: str, quote: str, start: int, end: int) -> str:
    """What was done to the words that stand there, as far as it can be told."""
    if max(len(quote), end - start) > DIAGNOSED:
        return "the words differ from the article's"
    if folded := _foldings(text[start:end], quote, FOLDINGS):
        return f"only {' and '.join(folded)} differ from the article's"
    if text[start:end].casefold() == quote.casefold():
        return "only upper and lower case differ from the article's"
    start, end = whole_words(text, start, end)
    ours, theirs = _WORD.findall(quote), _WORD.findall(text[start:end])
    if ours == theirs:
        return "the words are the article's, but not what stands between them"
    if Counter(ours) == Counter(theirs):
        return "the words are reordered"
    return _edits(ours, theirs)


def _edits(ours: list[str], theirs: list[str]) -> str:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, theirs, ours, autojunk=False)
    if matcher.ratio() < 0.5:
        return "other words stand there"
    found = []
    for what, i, j, k, m in matcher.get_opcodes():
        old, new = " ".join(theirs[i:j]), " ".join(ours[k:m])
        if what == "replace":
            found.append(f"swapped: {_short(new)} for {_short(old)}")
        elif what == "insert":
            found.append(f"added: {_short(new)}")
        elif what == "delete":
            found.append(f"dropped: {_short(old)}")
    return ", ".join(found[:3]) + (", and more" if len(found) > 3 else "")


def _short(words: str) -> str:
    return repr(words if len(words) <= 40 else f"{words[:37]}...")
