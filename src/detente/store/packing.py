"""Packing: records as ASCII JSON and bytes compressed, and back, as far as they are whole."""

from __future__ import annotations

import json
import unicodedata
import zlib
from hashlib import sha256
from typing import Any


def pack(record: Any) -> str:
    """A record as JSON on one line, in ASCII: any text fits any database that way, odd code points too."""
    return json.dumps(record, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def unpack(text: str | bytes) -> Any:
    """The record that `pack` wrote. Raises ValueError where it is no JSON, or nested without end."""
    try:
        return _DECODER.decode(text if isinstance(text, str) else text.decode("utf8"))
    except RecursionError:
        raise ValueError("is nested too deeply") from None


def plain(name: str, text: str, longest: int = 10_000) -> str:
    """A short text that any database keeps as it is. Raises ValueError where it is not."""
    if len(text) > longest or "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError(f"{name} is too long or no plain text")
    return text


def folded(text: str) -> str:
    """Text as it is searched: without case and accents, and of characters that any database keeps."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = (c if c.isprintable() else " " for c in bare if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def digest(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return sha256(data).hexdigest()


def press(data: bytes) -> bytes:
    """Bytes, compressed."""
    return zlib.compress(data, 6)


def expand(data: bytes, size: int | None = None) -> bytes:
    """The bytes that `press` compressed; at most one more than `size` are made of them.

    Raises zlib.error where they are damaged.
    """
    machine = zlib.decompressobj()
    out = machine.decompress(data, 0 if size is None else size + 1)
    if not machine.eof and (size is None or len(out) <= size):
        raise zlib.error("compressed bytes end too early")
    return out


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no number")


_DECODER = json.JSONDecoder(
    parse_constant=_refuse
)  # one for all: making one takes longer than a short record
