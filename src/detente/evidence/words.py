"""Content words: what is left of a phrase once grammar's words and endings are gone."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from ..data import vocabulary

_WORD = re.compile(r"[^\W_]+")


@cache
def stopwords() -> frozenset[str]:
    """Words that do not tell one proposition from another."""
    return frozenset(vocabulary("detente.evidence", "stopwords.yaml")["words"])


def fold(text: str) -> str:
    """Letters without case or accents, so that spellings of one name meet."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


@lru_cache(maxsize=2**14)
def slug(text: str) -> str:
    """A name as lower-case words joined by hyphens, without a leading article: `The Kremlin` is `kremlin`."""
    words = _WORD.findall(fold(text).replace("'s", "").replace("’s", ""))
    if len(words) > 1 and words[0] in {"the", "a", "an"}:
        words = words[1:]
    return "-".join(words)


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text in order, folded."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=2**13)
def content_words(text: str) -> tuple[str, ...]:
    """Stems of the words that carry meaning, each once, in alphabetical order."""
    return tuple(sorted({stem(w) for w in plain_words(text) if w not in stopwords()}))


@cache
def stem(word: str) -> str:
    """A word without its commonest endings: `dispatched` and `dispatches` are both `dispatch`.

    Light on purpose: it joins forms of one verb or noun and leaves derivations (`relation`, `relate`) apart.
    """
    for ending, least, put in (
        ("ies", 5, "y"),
        ("ied", 5, "y"),
        ("sses", 5, "ss"),
        ("ing", 6, ""),
        ("ed", 5, ""),
    ):
        if word.endswith(ending) and len(word) >= least:
            return _closed(word[: -len(ending)] + put)
    if word.endswith("es") and len(word) >= 5 and word[-3] in "shxz":
        return _closed(word[:-2])
    if word.endswith("s") and len(word) >= 4 and word[-2] not in "su":
        return _closed(word[:-1])
    return _closed(word)


_DERIVED = {
    "isation": "is", "ization": "is", "ize": "is", "iz": "is", "ment": "", "ation": "", "ition": "", "ion": "",
    "ance": "", "ence": "", "al": "", "at": "", "it": "",
}  # fmt: skip
_ROOT = 5  # letters that a root keeps at least: `station` is not of `state`


@cache
def root(word: str) -> str:
    """What a word and those derived from it have in common: `withdrawal` and `withdraws` have `withdraw`.

    Coarser than `stem`; for phrases whose other words tell what is meant.
    """
    base = stem(word)
    for ending, put in _DERIVED.items():
        if base.endswith(ending) and len(base) - len(ending) + len(put) >= _ROOT:
            return _closed(base[: -len(ending)] + put)
    return base


def _closed(base: str) -> str:
    """One spelling for a base whether its last e or doubled consonant stands or fell with the ending."""
    if len(base) > 4 and base[-1] == base[-2] and base[-1] not in "aeiou":
        base = base[:-1]
    return base[:-1] if len(base) > 4 and base.endswith("e") else base
