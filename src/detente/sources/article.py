"""The vocabulary of sources: an article, clean and with its provenance."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repeat:
    """A passage printed twice: `text[start:end]` says again what stands at `first_start:first_end`."""

    start: int
    end: int
    first_start: int
    first_end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as an outlet published it, without the page around it.

    `id` is made from content (title, publisher, published, text), so the same article has the same id
    wherever it lies. Dates are ISO 8601 of the precision known (`2025`, `2025-03`, `2025-03-01`).
    `publisher` is the outlet that the article comes from; `carried_by` those who reprinted it, the first
    reprinter first. Paragraphs of `text` are separated by blank lines; a single newline within one is a
    wrapped line. Offsets everywhere are code points of `text`.
    """

    id: str
    path: str
    title: str | None
    byline: tuple[str, ...]
    publisher: str | None
    carried_by: tuple[str, ...]
    published: str | None
    modified: str | None
    url: str | None
    language: str
    text: str
    repeats: tuple[Repeat, ...] = ()
