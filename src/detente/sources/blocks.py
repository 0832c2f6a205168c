"""The lines of a pasted page, gathered into blocks: paragraphs, headings, and the lines of a header.

A page is pasted in one of two shapes. Either every line is whole, however long; or lines were wrapped at some
width, as in mail. In the second a break inside a paragraph is told from a real one by whether the next word
would still have fitted on the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"\w[\w'’.-]*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]*_]*$")
_BREAK_INSIDE = re.compile(r"[.!?…][\"”’»)\]]*\s+[\"“‘«(\[]?[A-Z0-9]")
_BULLET = re.compile(r"^(?:[•·▪◦‣*–—-]|\d{1,2}[.)])\s+\S")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or header line, verbatim; `group` is shared by blocks with no blank line
    between them.
    """

    text: str
    group: int
    cut: bool = False  # a mark that it goes on elsewhere was taken off its end

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(_WORD.findall(self.text))

    @property
    def key(self) -> str:
        """Its words alone, for telling the same line printed twice."""
        return key(self.text)

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: whole sentences, or too long for a heading."""
        if (
            self.words >= 22
            or (self.cut and self.words >= 5)
            or (self.words >= 12 and self.text.endswith((":", ";", ",")))
        ):
            return True
        if self.words < 5 or not re.search(r"\b[a-z]{2,}", self.text):
            return False
        return self.ended and (not self.text.rstrip('"”’»)').endswith("?") or self.words > 20 or self.several)

    @property
    def several(self) -> bool:
        """Whether it holds more than one sentence."""
        return bool(_BREAK_INSIDE.search(self.text))


def key(text: str | None) -> str:
    """The words of a line alone, folded, for telling the same line printed twice."""
    return " ".join(_WORD.findall(text.casefold())) if text else ""


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text whose newlines are `\\n`; each is a verbatim piece of it, stripped at both
    ends.
    """
    groups: list[list[str]] = [[]]
    for line in text.split("\n"):
        stripped = line.strip("\ufeff\u200b \t\xa0\u3000\u200e\u200f")
        if stripped:
            groups[-1].append(line.rstrip())
        elif groups[-1]:
            groups.append([])
    width = _wrap_width(groups)
    blocks: list[Block] = []
    for number, lines in enumerate(groups):
        start = 0
        for at in range(1, len(lines) + 1):
            if at < len(lines) and _soft(lines[at - 1], lines[at], width):
                continue
            piece = "\n".join(lines[start:at]).strip("\ufeff\u200b \t\xa0\u3000\u200e\u200f")
            blocks.append(Block(piece, number))
            start = at
    return tuple(blocks)


def _wrap_width(groups: list[list[str]]) -> int | None:
    """The width at which the lines of a text were wrapped, or None where each line is whole."""
    inner = [(a, b) for lines in groups for a, b in pairwise(lines)]
    lengths = sorted(len(a) for a, _ in inner if len(a) >= 40)
    if len(lengths) < 3 or lengths[-1] > 120:
        return None
    # A wrapped text breaks inside sentences; lines that each end one are paragraphs of their own.
    inside = sum(not _SENTENCE_END.search(a) for a, _ in inner if len(a) >= 40)
    if inside < 0.5 * len(lengths):
        return None
    return lengths[-1]


def _soft(line: str, following: str, width: int | None) -> bool:
    if width is None or _BULLET.match(following.lstrip()):
        return False
    if re.match(r"(?:By|BY|Published|Updated)\b", following):
        return False
    if following[0].islower() and not _SENTENCE_END.search(line):
        return True
    first = following.split(maxsplit=1)[0]
    return len(line) >= 0.55 * width and len(line) + 1 + len(first) > width - 8
