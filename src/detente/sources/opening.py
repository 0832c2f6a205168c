"""What kind of source some bytes are, told by how they begin and without a parser."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass
from typing import Literal

HEAD = 4096
"""Bytes of a source that are looked at."""
GZIP = b"\x1f\x8b"
_ROOTS = frozenset({"rss", "RDF", "feed", "urlset", "sitemapindex"})
_NAME = re.compile(r"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)")
_SPACE = re.compile(r"[\ufeff\s]*")
_HTML = re.compile(r"<!doctype\s+html\b", re.I)
_BEFORE = 100  # comments and instructions before the first element


@dataclass(frozen=True, slots=True)
class Root:
    """The first element of a text in XML, by its local name, if it could be found; and whether the text
    declares entities or elements of its own before it.
    """

    name: str | None
    declares: bool = False


def kind_of(head: bytes) -> Literal["listing", "archive", "other"]:
    """Whether bytes that begin so may be a listing of articles (a feed, a sitemap) or a WARC archive, packed
    or not.
    """
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, HEAD)
        except zlib.error:
            return "other"
    if head.startswith((b"WARC/0.", b"WARC/1.")):
        return "archive"
    utf16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    root = root_of(head.decode("utf-16" if utf16 else "utf-8", "ignore"))
    return "listing" if root.declares or root.name in _ROOTS else "other"


def root_of(text: str) -> Root:
    """The first element of a text."""
    at = 0
    for _ in range(_BEFORE):
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if text.startswith("<?", at):
            end, mark = text.find("?>", at, at + HEAD), 2
        elif text.startswith("<!--", at):
            end, mark = text.find("-->", at, at + HEAD), 3
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end, mark = text.find(">", at, at + HEAD), 1
            subset = text.find("[", at, end if end >= 0 else at + HEAD)
            if subset >= 0 and not _HTML.match(text, at):
                return Root(None, declares=True)
        else:
            name = _NAME.match(text, at)
            return Root(name[1] if name else None)
        if end < 0:
            return Root(None)
        at = end + mark
    return Root(None)
