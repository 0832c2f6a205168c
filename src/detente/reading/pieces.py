"""Words as the gazetteer compares them: accents, dots, apostrophes and particles' capitals folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PIECE = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?"  # U.S., U.S, D.R.
    r"|[^\W_]+(?:['’ʼ‘`´](?!s\b)[^\W_]+)*\.?(?=$|\W)"  # words, N'Djamena, St.
    r"|['’]s\b|[^\s]"
)
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae"}
    | {"–": "-", "—": "-", "‑": "-", "−": "-", "’": "'"}
)
_MARKS = str.maketrans("", "", ".'’ʼ‘`´")
# Words that names carry in either case: "Al-Shabaab" and "al-Shabaab", "The Hague" and "the Hague".
_PARTICLES = """the of and for in on to al el an ar as ash at ad az bin ben ibn bint abu de del der den di
da du la le las los van von y e und et"""
PARTICLES = frozenset(_PARTICLES.split())


@lru_cache(maxsize=65536)
def pieces(text: str) -> tuple[str, ...]:
    """Split a name or a token into folded pieces: `"U.S.-led"` gives `("US", "-", "led")`."""
    if text.isascii() and text.isalpha():
        return (_particle(text),)
    found = []
    for piece in _PIECE.findall(text):
        if len(piece) > 1 and piece[-2:] not in {"'s", "’s"}:
            piece = piece.translate(_MARKS)
        if not piece.isascii():
            piece = piece.translate(_LETTERS)
            piece = "".join(c for c in unicodedata.normalize("NFKD", piece) if not unicodedata.combining(c))
        found.append("and" if piece == "&" else _particle(piece))
    return tuple(found)


def _particle(word: str) -> str:
    lower = word.lower()
    return lower if lower in PARTICLES and not (word.isupper() and len(word) > 1) else word


def pieces_of(text: str) -> tuple[str, ...]:
    """The folded pieces of a name of several words."""
    return tuple(p for word in text.split() for p in pieces(word))
