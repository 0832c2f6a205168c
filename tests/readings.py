"""Reading short made-up articles in tests."""

from __future__ import annotations

import hashlib
from typing import Any

from detente.reading import read
from detente.reading.statement import Statement
from detente.sources.article import Article

PUBLISHED = "2025-05-14"  # a Wednesday


def article(text: str, published: str | None = PUBLISHED) -> Article:
    """An article of a made-up outlet."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Article(
        f"a{digest}",
        "test.txt",
        "A title",
        ("A. Writer",),
        "The Test Ledger",
        (),
        published,
        None,
        None,
        "en",
        text,
    )


def said(text: str, kind: str | None = None, **rest: Any) -> tuple[Statement, ...]:
    """Statements of a text, of one kind where it is given; the rest is what `article` takes."""
    return tuple(s for s in read([article(text, **rest)]) if kind is None or s.kind == kind)


def codes(text: str) -> set[tuple[str | None, str, str | None]]:
    """Source, type and target of each event of a text."""
    return {
        (s.content.source.actor, s.content.event_type, s.content.target.actor if s.content.target else None)
        for s in said(text, "event")
    }
