"""Odds in figures: "a 60 % chance", "one in three", "two to one against", "a third"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .lexicon import entry

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .expectation import Range

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)(?:\s*(?:-|to|and)\s*(\d+(?:\.\d+)?))?\s*(?:%|per\s?cent)")
_OF = re.compile(r"\b(\w+)[\s-](?:in|out of)[\s-](\w+)\b")
_AGAINST = re.compile(r"\b(\w+)[\s-]to[\s-](\w+)\b")
_NEAR = 70  # characters around the noun in which its figure stands
_SLACK = 0.05  # either side of a figure: nobody means it exactly


def stated_odds(noun: Token) -> Range | None:
    """The range of probability that figures near `noun` ("chance", "odds") give, None where there are none."""
    sentence = noun.sent
    at = noun.idx - sentence.start_char
    start = max(0, at - _NEAR)
    before, after = sentence.text[start:at].lower(), sentence.text[at + len(noun.text) :].lower()
    return _in(before[-30:]) or _in(after)


def _in(text: str) -> Range | None:
    if found := _PERCENT.search(text):
        low = float(found[1]) / 100
        high = float(found[2]) / 100 if found[2] else low
        return _around(low, high) if 0 <= low <= high <= 1 else None
    if (found := _OF.search(text)) and (part := _number(found[1])) and (whole := _number(found[2])):
        return _around(part / whole, part / whole) if part <= whole else None
    if (found := _AGAINST.search(text)) and (first := _number(found[1])) and (second := _number(found[2])):
        share = second / (first + second)
        return _around(1 - share, 1 - share) if "favour" in text or "favor" in text else _around(share, share)
    for words, share in entry("likelihood", "fractions").items():
        if re.search(rf"\b{words}\b", text):
            return _around(share, share)
    return None


def _number(word: str) -> float | None:
    return float(word) if word.isdigit() else entry("likelihood", "numbers").get(word)


def _around(low: float, high: float) -> Range:
    return max(0.0, low - _SLACK), min(1.0, high + _SLACK)
