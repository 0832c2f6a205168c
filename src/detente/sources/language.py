"""Which language a text is in, as far as it can be told."""

from __future__ import annotations

import re

from ..errors import LanguageError

_WORD = re.compile(r"[^\W\d_]+")
_TOO_SHORT = 20  # words; below this the language of news text full of names cannot be told
_SAMPLE = 20_000  # characters
# The commonest English function words: a text rich in them is English whatever the names in it.
_FUNCTION_WORDS = """
the of and to in a is that for on with as was by it at from has have be are its which had this not he
said but an or who their were will would
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_NAMES = {
    "ar": "Arabic", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def english(text: str, *, where: str) -> str:
    """Return `"en"`, or raise LanguageError; texts too short to tell are taken for English."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.casefold())
    unspaced = sum(c > "\u2e7f" for c in sample)  # scripts without spaces between words
    if len(words) < _TOO_SHORT and unspaced < _TOO_SHORT:
        return "en"
    if sum(w in _FUNCTION for w in words) >= 0.12 * max(len(words), 1):
        return "en"
    import py3langid

    code = str(py3langid.classify(sample)[0])
    if code == "en":
        return "en"
    name = _NAMES.get(code, f"the language {code}")
    raise LanguageError(f"is not in English but in {name}", where=where, remedy="give an English text")
