"""The vocabulary of listings, and how feeds and sitemaps say what they list.

RSS 0.9x and 2.0, RSS 1.0 and 0.90 (RDF), Atom 1.0 and 0.3, and sitemaps with the news extension, by the names
of their elements; content in RSS is `content:encoded` of its content module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from ..errors import SourceError
from .dates import one_date
from .draft import Draft
from .names import outlet_name, persons

_RSS_1 = ("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/")
_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_DC = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")
_CONTENT = ("http://purl.org/rss/1.0/modules/content/",)
_NEWS = ("http://www.google.com/schemas/sitemap-news/0.9",)
_FIELD = 4000  # characters of a field that is a name, a title or an address


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a listing: where it stands, what the listing tells of it, and its whole text, as HTML, if
    the listing holds it. `key` names an entry without an address among its like.
    """

    address: str | None
    key: str
    draft: Draft
    content: str | None = None

    def page(self) -> bytes:
        """The text that the listing holds, as a page of its own."""
        title = escape(self.draft.title or "")
        return (
            f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>\n'
            f"<body><article>{self.content or ''}</article></body></html>\n"
        ).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing names, in its own order; the entries of an index are sitemaps.

    `problem` is what could not be read of it.
    """

    kind: Literal["feed", "sitemap", "index"]
    entries: tuple[Entry, ...]
    problem: SourceError | None = None


def listing_of(root: Any, url: str | None) -> Listing | None:
    """The listing in a parsed document, or None where it is none; `url` is where it was found."""
    name, space = _name(root), _space(root)
    if name in ("urlset", "sitemapindex"):
        entries = [_of_page(e, url) for e in root.iterchildren() if _name(e) in ("url", "sitemap")]
        return Listing("sitemap" if name == "urlset" else "index", tuple(entries))
    if name == "feed" and space in _ATOM:
        base = _joined(url or "", _alternate(root))
        title, authors = _text(root, "title", _ATOM), list(_all(root, "author", _ATOM))
        entries = [_of_entry(e, base, authors) for e in _all(root, "entry", _ATOM)]
        return Listing("feed", tuple(_sited(e, title, base) for e in entries))
    channel = next(_all(root, "channel", ("", *_RSS_1)), None)
    if channel is None or not (name == "rss" or (name == "RDF" and _space(channel) in _RSS_1)):
        return None
    own = (_space(channel),)
    base = _joined(url or "", _text(channel, "link", own))
    title = _text(channel, "title", own)
    entries = [_of_item(e, base) for parent in (channel, root) for e in _all(parent, "item", own)]
    return Listing("feed", tuple(_sited(e, title, base) for e in entries))


def _of_item(item: Any, base: str) -> Entry:
    """An item of RSS."""
    own = (_space(item),)
    guid = next(_all(item, "guid", own), None)
    permanent = guid is not None and guid.get("isPermaLink", "true").strip().lower() != "false"
    named = _text(item, "guid", own)
    link = _text(item, "link", own) or _alternate(item) or (named if permanent else None)
    author = re.sub(r"\S+@\S+\s*\((.*)\)|\S+@\S+", r"\1", _text(item, "author", own) or "")
    draft = Draft(
        title=_plain(_text(item, "title", own)),
        byline=persons(_text(item, "creator", _DC) or author),
        site=outlet_name(_text(item, "source", own) or _text(item, "publisher", _DC) or ""),
        published=one_date(
            _text(item, "pubDate", own) or _text(item, "date", _DC) or _text(item, "created", _DC) or ""
        ),
        modified=one_date(_text(item, "modified", _DC) or ""),
    )
    content = next((_whole(e) for e in _all(item, "encoded", _CONTENT)), None)
    return Entry(_address(link, base), named or draft.title or "", draft, content or None)


def _of_entry(entry: Any, base: str, everywhere: list[Any]) -> Entry:
    """An entry of Atom; `everywhere` are the authors of entries that name none."""
    named = _text(entry, "id", _ATOM)
    link = _alternate(entry) or (named if named and named.startswith(("http:", "https:")) else None)
    authors = list(_all(entry, "author", _ATOM)) or everywhere
    names = [n for a in authors for n in persons(_text(a, "name", _ATOM) or "")]
    source = next(_all(entry, "source", _ATOM), None)
    draft = Draft(
        title=_plain(_text(entry, "title", _ATOM)),
        byline=tuple(dict.fromkeys(names)),
        site=outlet_name(_text(source, "title", _ATOM) or "") if source is not None else None,
        published=one_date(_text(entry, "published", _ATOM) or _text(entry, "issued", _ATOM) or ""),
        modified=one_date(_text(entry, "updated", _ATOM) or _text(entry, "modified", _ATOM) or ""),
    )
    content = next((_markup(e) for e in _all(entry, "content", _ATOM)), None)
    return Entry(_address(link, base), named or draft.title or "", draft, content or None)


def _of_page(page: Any, url: str | None) -> Entry:
    """An entry of a sitemap or of an index of them; `lastmod` is left, being often the site's last build."""
    location = _text(page, "loc", (_space(page),))
    news = next(_all(page, "news", _NEWS), None)
    if news is None:
        return Entry(_address(location, url or ""), location or "", Draft())
    publication = next(_all(news, "publication", _NEWS), None)
    draft = Draft(
        title=_plain(_text(news, "title", _NEWS)),
        site=outlet_name(_text(publication, "name", _NEWS) or "") if publication is not None else None,
        published=one_date(_text(news, "publication_date", _NEWS) or ""),
    )
    return Entry(_address(location, url or ""), location or "", draft)


def _sited(entry: Entry, title: str | None, base: str) -> Entry:
    """An entry of a feed on the entry's own site, with the outlet that the feed names itself."""
    if entry.draft.site or not title or not entry.address:
        return entry
    try:
        if urlsplit(entry.address).hostname != urlsplit(base).hostname:
            return entry  # of an aggregator, whose title is no publisher
    except ValueError:
        return entry
    return replace(entry, draft=replace(entry.draft, site=outlet_name(title)))


def _markup(content: Any) -> str | None:
    """The content of an Atom entry as HTML; None where it lies elsewhere or is no text."""
    kind = (content.get("type") or "text").strip().lower()
    if content.get("src") or kind not in ("text", "html", "xhtml", "text/plain", "text/html"):
        return None
    if kind == "xhtml":
        import lxml.etree

        etree: Any = lxml.etree
        return "".join(
            etree.tostring(e, encoding="unicode", method="html", with_tail=False)
            for e in content.iterchildren()
            if isinstance(e.tag, str)
        )
    whole = _whole(content)
    if "html" in kind:
        return whole
    return "".join(f"<p>{escape(p)}</p>" for p in re.split(r"\n\s*\n", whole) if p.strip())


def _address(link: str | None, base: str) -> str | None:
    """The address of an entry, without its fragment; what it may be is for the fetcher to say."""
    if not link:
        return None
    return _joined(base, link).partition("#")[0]


def _joined(base: str, link: str | None) -> str:
    """A link against its base; one that is no valid address stays as it is, for the fetcher to refuse."""
    try:
        return urljoin(base, link or "")
    except ValueError:
        return link or base


def _alternate(element: Any) -> str | None:
    links = _all(element, "link", _ATOM)
    return next(
        (e.get("href").strip() for e in links if e.get("rel", "alternate") == "alternate" and e.get("href")),
        None,
    )


def _all(element: Any, name: str, spaces: tuple[str, ...]) -> Any:
    """The children of an element with this name in one of these namespaces."""
    return (e for e in element.iterchildren() if _name(e) == name and _space(e) in spaces)


def _text(element: Any, name: str, spaces: tuple[str, ...]) -> str | None:
    """The text of the first such child that has one, on one line."""
    found = (" ".join(_whole(e).split()) for e in _all(element, name, spaces))
    return next((text[:_FIELD] for text in found if text), None)


def _whole(element: Any) -> str:
    return "".join(element.itertext(with_tail=False)).strip()


def _plain(markup: str | None) -> str | None:
    """A title without the HTML that feeds put into titles."""
    if not markup:
        return None
    text = " ".join(unescape(re.sub(r"</?[A-Za-z][^<>]{0,200}>", "", unescape(markup))).split())
    return text[:500] or None


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _space(element: Any) -> str:
    """The namespace of an element, none being the empty one."""
    if not isinstance(element.tag, str) or not element.tag.startswith("{"):
        return ""
    return element.tag[1:].partition("}")[0]
