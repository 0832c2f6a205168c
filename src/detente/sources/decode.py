"""Bytes to text: what is no text is named and refused, and the encoding is told without guessing wildly.

Order: byte order mark, strict UTF-8, the charset that the page or the server declares, Windows-1252 where the
result looks like English with accents, and last what charset-normalizer finds if that looks so too. Anything
else is refused with advice: a wrong guess would put words in an author's mouth. Newlines become `\\n`;
nothing else is changed.
"""

from __future__ import annotations

import codecs
import re

from ..errors import EmptySourceError, NotTextError

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"RIFF", "a sound or picture file"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# Letters and marks that English text in a Western single-byte encoding really holds.
_WESTERN = re.compile("[À-ÖØ-öø-ÿŒœŠšŽžŸ‘’“”‚„‹›«»–—…•·€£¥¢§©®™°º¹²³¼½¾±×÷¿¡¨´ ­¶†‡‰µª]")
_MISFIT = re.compile("[a-z][À-ÖØ-Þ]|Ã[\x80-¿]|â€|Â[\xa0-¿]")
_REMEDY = "save it as UTF-8 text"


def decode(data: bytes, *, where: str, charset: str | None = None) -> str:
    """Turn the bytes of a source into text with `\\n` newlines; `charset` is what the server declared.

    Raises EmptySourceError, or NotTextError where the bytes are binary or in an encoding that cannot be told.
    """
    if not data.strip(b" \t\r\n\x0b\x0c"):
        raise EmptySourceError("is empty", where=where, remedy="give a file with an article in it")
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise NotTextError(
                f"is {name}, not text", where=where, remedy="export the article as plain text or HTML"
            )
    text = _NEWLINE.sub("\n", _decode(data, where, charset))
    if "\x00" in text or len(_CONTROL.findall(text)) > len(text) / 1000:
        raise NotTextError(
            "holds binary data, not text", where=where, remedy="give plain text or HTML in UTF-8"
        )
    if not text.strip():
        raise EmptySourceError("is empty", where=where, remedy="give a file with an article in it")
    return text


def _decode(data: bytes, where: str, charset: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise NotTextError(
                    f"starts like {encoding} but is not ({error.reason})", where=where, remedy=_REMEDY
                ) from error
    if b"\x00" in data:
        raise NotTextError(
            "holds binary data, not text", where=where, remedy="give plain text or HTML in UTF-8"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    declared = _DECLARED.search(data[:4096])
    for name in (charset, declared and declared.group(1).decode("ascii")):
        text = _try(data, name)
        if text is not None and name and name.lower().replace("_", "-") not in ("utf-8", "utf8"):
            return text
    if _mostly_utf8(data):
        raise NotTextError(
            f"is UTF-8 with a broken character at byte {broken.start}", where=where, remedy=_REMEDY
        ) from broken
    text = _try(data, "cp1252")
    if text is not None and _plausible(text):
        return text
    return _detect(data, where)


def _try(data: bytes, encoding: str | None) -> str | None:
    if not encoding:
        return None
    # What pages declare as Latin-1 is Windows-1252 in truth (WHATWG Encoding Standard).
    if encoding.lower().replace("_", "-") in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        encoding = "cp1252"
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether the bytes hold many whole multi-byte characters and few broken ones."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(c > "\x7f" for c in text) - broken
    return whole > 3 * broken


def _plausible(text: str) -> bool:
    """Whether text reads like English with some accents and typographic marks."""
    high = [c for c in text if c > "\x7f"]
    odd = sum(not _WESTERN.match(c) for c in high)
    return len(high) <= 0.1 * len(text) and odd == 0 and not _MISFIT.search(text)


def _detect(data: bytes, where: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    text = _try(data, best.encoding) if best is not None else None
    # A text in another script may be right and not English: the language check says so better than we could
    # here.
    letters = sum(c.isalpha() for c in text) if text else 0
    foreign = sum(c > "\u036f" and c.isalpha() for c in text) if text else 0
    if text is None or not (foreign > 0.5 * letters or not (_MISFIT.search(text) or "\ufffd" in text)):
        raise NotTextError("is in an encoding that cannot be told", where=where, remedy=_REMEDY)
    return text
