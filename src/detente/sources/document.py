"""A document: an article together with what it was made from."""

from __future__ import annotations

from dataclasses import dataclass

from .article import Article


@dataclass(frozen=True, slots=True)
class Document:
    """An article, the very bytes that it was read from, and where they lie.

    `source` is a path as given, the address that was asked for (before redirects), `-` for standard input,
    or for a record of an archive the archive's path with the record's time and address after a `#`.
    """

    article: Article
    raw: bytes
    source: str
