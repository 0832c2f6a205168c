"""Reading: from articles to statements, each with its exact words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..sources.article import Article
    from .gazetteer import Gazetteer
    from .statement import Statement

__all__ = ["read"]


def read(articles: Iterable[Article], *, gazetteer: Gazetteer | None = None) -> tuple[Statement, ...]:
    """Read articles into statements; see `detente.reading.reader.read`."""
    from .reader import read as read_articles

    return read_articles(articles, gazetteer=gazetteer)
