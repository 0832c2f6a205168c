"""The library: articles that the dossier holds, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from ...sources.article import Article
from ...store import Dossier
from .paging import Paging

COUNT = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in the list."""

    id: str
    title: str
    byline: tuple[str, ...]
    publisher: str | None
    carried_by: tuple[str, ...]
    published: str | None
    url: str | None
    path: str
    words: int
    statements: int


@dataclass(frozen=True, slots=True)
class Library:
    """A page of the list of articles, latest first; `text` is what was searched for."""

    articles: tuple[Listed, ...]
    text: str
    paging: Paging


def library(dossier: Dossier, text: str = "", page: int = 1) -> Library:
    """The articles that hold all words of `text` in title, publisher, byline or text."""
    found = dossier.find_articles(text, start=(page - 1) * COUNT, count=COUNT)
    listed = tuple(listed_of(e.article, e.statements) for e in found.items)
    return Library(listed, text, Paging(page, COUNT, found.total))


def listed_of(article: Article, statements: int) -> Listed:
    """An article as a list has it."""
    return Listed(
        article.id, title_of(article), article.byline, article.publisher, article.carried_by, article.published,
        web_url(article.url), article.path, len(article.text.split()), statements,
    )  # fmt: skip


def title_of(article: Article) -> str:
    """Its title, else how it begins."""
    return article.title or f"{article.text[:60].strip()} …"


def web_url(url: str | None) -> str | None:
    """An address that may be linked to: of the web, and nothing that a click would run."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
