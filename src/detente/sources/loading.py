"""Paths to articles: the way into the house."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from ..errors import EmptySourceError, NotTextError, SourceError, TooLargeError
from .article import Article
from .decode import decode
from .draft import Draft
from .fetch import fetch
from .language import english
from .markdown import plain
from .outlet import find_outlet
from .page import looks_like_html, read_page
from .pasted import clean
from .paths import expand, is_address, read_bytes, too_large
from .repeats import find_repeats

LIMIT = 10_000_000  # bytes a source
LONGEST = 1_000_000  # characters of one article; a book's worth, and what a parser takes in one piece


def load(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    stdin: bytes | BinaryIO | None = None,
    allow_private: bool = False,
    on_skip: Callable[[SourceError], None] | None = None,
    limit: int = LIMIT,
) -> tuple[Article, ...]:
    """Read articles from files, folders, globs, http(s) addresses or standard input (`-`), in the order
    given.

    One bad input among several is skipped and told to `on_skip` (without one, as a warning); if nothing can
    be read the error is raised. An article given twice is kept once, where it first stands. `stdin` replaces
    the real standard input, `allow_private` lets addresses of private networks be fetched, `limit` is the
    most bytes a source may have. Raises SourceError and its kinds.
    """
    names = [os.fspath(p) for p in ([paths] if isinstance(paths, (str, os.PathLike)) else paths)]
    if not names:
        raise SourceError(
            "nothing to read", remedy="name a file, folder, glob or address, or - for standard input"
        )
    skip = on_skip or _warn
    errors: list[SourceError] = []
    articles: list[Article] = []
    seen: dict[str, str] = {}
    read: set[str] = set()
    for source in _sources(names, errors):
        if source in read:
            errors.append(SourceError("is given twice", where=source, remedy="it is read once"))
            continue
        read.add(source)
        try:
            article = _article(source, stdin, allow_private, limit)
        except SourceError as error:
            errors.append(error)
            continue
        if article.id in seen:
            errors.append(
                SourceError(
                    f"is the same article as {seen[article.id]}", where=source, remedy="it is read once"
                )
            )
            continue
        seen[article.id] = source
        articles.append(article)
    if not articles:
        if len(errors) == 1:
            raise errors[0]
        for error in errors:
            skip(error)
        raise SourceError(
            f"none of {len(errors)} inputs could be read; the first: {errors[0].message}",
            remedy="see the messages above",
        ) from errors[0]
    for error in errors:
        skip(error)
    return tuple(articles)


def read_article(
    data: bytes, path: str, *, url: str | None = None, charset: str | None = None, limit: int = LIMIT
) -> Article:
    """Turn the bytes of one source into an article; `path` names it in messages and in the article.

    Raises TooLargeError, EmptySourceError, NotTextError or LanguageError.
    """
    if len(data) > limit:
        raise too_large(path, limit)
    text = decode(data, where=path, charset=charset)
    page = looks_like_html(text)
    if not page and len(text) > LONGEST:
        raise TooLargeError(
            f"holds {len(text):,} characters, more than an article", where=path, remedy="split it"
        )
    suffix = Path(path).suffix.lower() if not is_address(path) else ""
    if page or (suffix in (".html", ".htm") and "<" in text):
        draft = read_page(text, where=path, url=url)
    elif text.lstrip().startswith("<?xml"):
        raise NotTextError(
            "is XML data, not an article", where=path, remedy="give the article's page or its text"
        )
    else:
        draft = clean(plain(text) if suffix == ".md" else text, Draft(url=url))
    if not draft.text:
        raise EmptySourceError(
            "holds no article once the page around it is gone",
            where=path,
            remedy="give the article's own text",
        )
    return _finished(draft, path)


def article_id(title: str | None, publisher: str | None, published: str | None, text: str) -> str:
    """The id of an article, made from its content alone."""
    canonical = json.dumps([title, publisher, published, text], ensure_ascii=False, separators=(",", ":"))
    return "a" + hashlib.sha256(canonical.encode("utf8", "surrogatepass")).hexdigest()[:16]


def _finished(draft: Draft, path: str) -> Article:
    language = english(draft.text, where=path)
    publisher, carried_by = _provenance(draft)
    return Article(
        id=article_id(draft.title, publisher, draft.published, draft.text),
        path=path,
        title=draft.title,
        byline=draft.byline,
        publisher=publisher,
        carried_by=carried_by,
        published=draft.published,
        modified=draft.modified,
        url=draft.url,
        language=language,
        text=draft.text,
        repeats=find_repeats(draft.text),
    )


def _provenance(draft: Draft) -> tuple[str | None, tuple[str, ...]]:
    """Who publishes and who carries: an outlet named as the piece's origin comes before the site it stands
    on.
    """
    site = draft.site
    if not site and draft.url:
        known = find_outlet(draft.url)
        site = known.name if known else None
    origin, site = _standard(draft.origin), _standard(site)
    if origin and site and origin != site:
        return origin, (site,)
    return origin or site, ()


def _standard(name: str | None) -> str | None:
    known = find_outlet(name) if name else None
    return known.name if known else name


def _sources(names: list[str], errors: list[SourceError]) -> Iterable[str]:
    for name in names:
        try:
            yield from expand(name)
        except SourceError as error:
            errors.append(error)


def _article(source: str, stdin: bytes | BinaryIO | None, allow_private: bool, limit: int) -> Article:
    if source == "-":
        data = stdin if isinstance(stdin, bytes) else (stdin or sys.stdin.buffer).read(limit + 1)
        return read_article(data, source, limit=limit)
    if is_address(source):
        page = fetch(source, limit=limit, allow_private=allow_private)
        return read_article(page.data, source, url=page.url, charset=page.charset, limit=limit)
    return read_article(read_bytes(source, limit), source, limit=limit)


def _warn(error: SourceError) -> None:
    warnings.warn(f"skipped: {error.message}", UserWarning, stacklevel=3)
