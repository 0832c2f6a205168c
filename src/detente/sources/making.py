"""Bytes to one article: decoded, stripped of the page around it, and given its provenance and id."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ..errors import EmptySourceError, NotTextError, TooLargeError
from .article import Article
from .decode import decode
from .draft import Draft
from .language import english
from .markdown import plain
from .outlet import find_outlet
from .page import looks_like_html, read_page
from .pasted import clean
from .paths import is_address, too_large
from .repeats import find_repeats

LIMIT = 10_000_000  # bytes a source
LONGEST = 1_000_000  # characters of one article; a book's worth, and what a parser takes in one piece


def read_article(
    data: bytes,
    path: str,
    *,
    url: str | None = None,
    charset: str | None = None,
    limit: int = LIMIT,
    known: Draft | None = None,
) -> Article:
    """Turn the bytes of one source into an article; `path` names it in messages and in the article.

    `known` holds fields known from elsewhere (a feed, say), for what the source itself does not tell.
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
    return _finished(draft.filled(known) if known else draft, path)


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
