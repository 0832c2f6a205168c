"""Paths to articles: the way into the house."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from ..errors import SourceError
from .article import Article
from .crawl import Crawl, Outcome
from .document import Document
from .making import LIMIT, article_id, read_article
from .manners import Manners, Visitor
from .paths import expand
from .tally import Progress, Tally

__all__ = ["LIMIT", "article_id", "load", "load_documents", "read_article"]

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def load(
    paths: Paths,
    *,
    stdin: bytes | BinaryIO | None = None,
    allow_private: bool = False,
    on_skip: Callable[[SourceError], None] | None = None,
    limit: int = LIMIT,
    on_progress: Progress | None = None,
    manners: Manners | None = None,
) -> tuple[Article, ...]:
    """Read articles from files, folders, globs, http(s) addresses or standard input (`-`), in the order
    given.

    As `load_documents`, but an article found in several places is kept once, where it first stands, and the
    others are told to `on_skip`.
    """
    skip = on_skip or _warn
    seen: dict[str, str] = {}
    articles: list[Article] = []
    for document in load_documents(
        paths,
        stdin=stdin,
        allow_private=allow_private,
        on_skip=skip,
        limit=limit,
        on_progress=on_progress,
        manners=manners,
    ):
        if (first := seen.get(document.article.id)) is not None:
            skip(
                SourceError(
                    f"is the same article as {first}", where=document.source, remedy="it is read once"
                )
            )
            continue
        seen[document.article.id] = document.source
        articles.append(document.article)
    return tuple(articles)


def load_documents(
    paths: Paths,
    *,
    stdin: bytes | BinaryIO | None = None,
    allow_private: bool = False,
    on_skip: Callable[[SourceError], None] | None = None,
    limit: int = LIMIT,
    known: Callable[[str], bool] | None = None,
    on_progress: Progress | None = None,
    manners: Manners | None = None,
) -> Iterator[Document]:
    """Read articles one at a time, each given as soon as it is complete, with the bytes behind it.

    A path is a file, a folder, a pattern, an http(s) address or `-`; one that holds or lists many articles (a
    feed, a sitemap, a WARC archive) gives each. One bad input among several is skipped and told to `on_skip`
    (without one, as a warning) once one could be had; if none could, the error is raised. A source is read
    once; an article that stands in two sources is given for each.

    The order is that of the paths and of what they list. `known` says of a locator (what becomes a document's
    `source`) whether it is held already: it is then neither read nor fetched, so an interrupted reading goes on
    where it stopped. `on_progress` is told how many sources are done, how many there are (None while that is
    not known), and which one it is about. `stdin` replaces the real standard input, `allow_private` lets
    addresses of private networks be fetched, `limit` is the most bytes an article's source may have, `manners`
    how hosts are treated. Raises SourceError and its kinds.
    """
    names = [os.fspath(p) for p in ([paths] if isinstance(paths, (str, os.PathLike)) else paths)]
    if not names:
        raise SourceError(
            "nothing to read", remedy="name a file, folder, glob or address, or - for standard input"
        )
    skip = on_skip or _warn
    tally = Tally(on_progress)
    visitor = Visitor(manners or Manners(), allow_private=allow_private)
    crawl = Crawl(visitor, tally, known or (lambda locator: False), limit, stdin, set())
    sources = _sources(names)
    tally.found(sum(isinstance(s, str) for s in sources))
    untold: list[SourceError] = []  # until something could be had: a failure alone is raised instead
    had = False
    for outcome in _outcomes(sources, crawl):
        had = had or isinstance(outcome, Document) or tally.held > 0
        if isinstance(outcome, SourceError):
            untold.append(outcome)
        if had:
            for error in untold:
                skip(error)
            untold.clear()
        if isinstance(outcome, Document):
            yield outcome
    if not had and not tally.held:
        raise _failure(untold, skip)
    for error in untold:
        skip(error)


def _sources(names: list[str]) -> list[str | SourceError]:
    """The single sources of all paths, in order, with what is wrong with a path in its place."""
    sources: list[str | SourceError] = []
    for name in names:
        try:
            sources.extend(expand(name))
        except SourceError as error:
            sources.append(error)
    return sources


def _outcomes(sources: list[str | SourceError], crawl: Crawl) -> Iterator[Outcome]:
    for source in sources:
        if isinstance(source, SourceError):
            yield source
        else:
            yield from crawl.follow(source)


def _failure(errors: list[SourceError], skip: Callable[[SourceError], None]) -> SourceError:
    """The error to raise where nothing could be had: the only one, or one about all of them, each told."""
    if len(errors) == 1:
        return errors[0]
    for error in errors:
        skip(error)
    failure = SourceError(
        f"none of {len(errors)} inputs could be read; the first: {errors[0].message}",
        remedy="see the messages above",
    )
    failure.__cause__ = errors[0]
    return failure


def _warn(error: SourceError) -> None:
    warnings.warn(f"skipped: {error.message}", UserWarning, stacklevel=3)
