"""Reading: from articles to statements, each with its exact words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..sources.article import Article
    from .gazetteer import Gazetteer
    from .statement import Statement

__all__ = ["read", "read_each"]


def read(
    articles: Iterable[Article], *, gazetteer: Gazetteer | None = None, jobs: int = 1
) -> tuple[Statement, ...]:
    """Read articles into statements, in order of the articles and of their text; see `read_each`."""
    return tuple(s for found in read_each(articles, gazetteer=gazetteer, jobs=jobs) for s in found)


def read_each(
    articles: Iterable[Article], *, gazetteer: Gazetteer | None = None, jobs: int = 1
) -> Iterator[tuple[Statement, ...]]:
    """Yield each article's statements as they are read; see `detente.reading.workers.read_each`."""
    from .workers import read_each as each

    return each(articles, gazetteer=gazetteer, jobs=jobs)
