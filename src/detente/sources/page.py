"""HTML pages to articles: trafilatura finds the text, the page's own metadata gives the fields.

Nothing is fetched and no entity or DTD is resolved. What trafilatura lets through of the page's furniture
goes the same way as in pasted text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..errors import EmptySourceError, NotTextError
from .dates import one_date
from .draft import Draft
from .furniture import carried_from
from .masthead import split_title
from .names import outlet_name, person, persons
from .outlet import find_outlet
from .pasted import clean

_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(!doctype\s+html|[a-z][a-z0-9]*)\b",
    re.I | re.S,
)
_OPENING_TAGS = """
!doctype html head body title meta link script style article main section div p h1 h2 h3 header nav table
span a ul center font b strong em i br img noscript form
"""
_HTML_TAGS = frozenset(_OPENING_TAGS.split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*?(/?)>")
_UNCLOSED_TAGS = "area base br col embed hr img input link meta source track wbr p li td tr th dd dt option"
_VOID = frozenset(_UNCLOSED_TAGS.split())
_DEEPEST = 200  # nested elements; libxml2 drops what lies deeper than 255
_WRAPPER = re.compile(
    r"</?(?!(?:p|h[1-6]|br|title|meta|link|script|style|html|head|body|article|noscript|template|textarea)\b)"
    r"[a-z][^<>]*>",
    re.I,
)
_EMPTY_RUN = re.compile(r"(?:<p\b[^<>]*>\s*){2,}", re.I)  # thousands of them cost the extractor minutes
_UNSEEN = "script|style|noscript|template|svg|iframe|object|textarea"
_HIDDEN = re.compile(rf"<({_UNSEEN})\b[^>]*>.*?</\1\s*>", re.I | re.S)
_PAGE_LIMIT = 4_000_000  # characters; a longer page is data, and the parsers' time grows with it


def looks_like_html(text: str) -> bool:
    """Whether a text is a page of HTML, by its opening tag; a text that only mentions tags is not."""
    opening = _OPENING.match(text[:4000])
    if opening is None:
        return False
    tag = opening[1].split()[0].casefold()
    return tag in _HTML_TAGS


def read_page(html: str, *, where: str, url: str | None = None) -> Draft:
    """The article on a page. Raises EmptySourceError where there is none, NotTextError for a page out of
    all bounds.
    """
    if len(html) > _PAGE_LIMIT:
        raise NotTextError(
            f"is an HTML page of {len(html):,} characters",
            where=where,
            remedy="save the article alone, as text",
        )
    html = _flat(html)
    tree = _parse(html)
    if tree is None:
        raise EmptySourceError(
            "holds no HTML that can be read", where=where, remedy="save the article as text"
        )
    known = replace(_metadata(tree), url=url)
    body, found = _extract(html)
    notice = next((n for n in _notices(tree) if carried_from(n)), None)
    if notice and notice not in body:
        body += "\n\n" + notice
    known = known.filled(found)
    if known.title:
        title, site = split_title(" ".join(known.title.split()))
        known = replace(known, title=title, site=known.site or site)
    draft = clean(body, known)
    if not draft.text:
        draft = clean(_visible(tree), known)
    return draft


def _flat(html: str) -> str:
    """The page without runs of empty paragraphs, and without layout tags where they nest far too deep."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _VOID or match[3]:
            continue
        depth = max(0, depth + (-1 if match[1] else 1))
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        html = _WRAPPER.sub("\n", html)
    return _EMPTY_RUN.sub("<p>", html)


def _parse(html: str) -> Any:
    from lxml import html as parser
    from lxml.etree import ParserError

    try:
        return parser.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", html),
            parser=parser.HTMLParser(no_network=True, remove_comments=True, encoding=None),
        )
    except (ParserError, ValueError):
        return None


def _extract(html: str) -> tuple[str, Draft]:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        document: Any = trafilatura.bare_extraction(
            _without_scripts(html),
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (RecursionError, ValueError, TypeError, AttributeError):
        document = None  # a page that trafilatura cannot take; the page's visible text is read instead
    if document is None or not document.text:
        return "", Draft()
    paragraphs = [line.strip() for line in document.text.split("\n") if line.strip()]
    authors = [n for a in (document.author or "").split(";") if (n := person(a))]
    return "\n\n".join(paragraphs), Draft(
        title=document.title,
        byline=tuple(authors),
        site=_site(document.sitename or "") if document.sitename else None,
        published=document.date,
    )


def _without_scripts(html: str) -> str:
    """The page without scripts and styles, structured data kept."""
    return _HIDDEN.sub(lambda m: m.group() if "ld+json" in m.group()[:200] else " ", html)


def _metadata(tree: Any) -> Draft:
    """Fields from JSON-LD and meta tags."""
    draft = Draft()
    for item in _structured(tree):
        draft = draft.filled(_from_structured(item))
    metas: dict[str, list[str]] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").casefold()
        value = (node.get("content") or "").strip()
        if name and value:
            metas.setdefault(name, []).append(value[:500])

    def first(*names: str) -> str | None:
        return next((metas[n][0] for n in names if n in metas), None)

    authors = [
        a
        for n in ("author", "article:author", "citation_author", "dc.creator", "parsely-author", "byl")
        for a in metas.get(n, [])
    ]
    names = [
        n for a in authors if not a.startswith("http") for n in persons(re.sub(r"^by\s+", "", a, flags=re.I))
    ]
    heading = next(
        (" ".join(h.text_content().split()) for h in tree.iter("h1") if h.text_content().strip()), None
    )
    return draft.filled(
        Draft(
            title=first("og:title", "twitter:title", "citation_title", "dc.title") or heading,
            byline=tuple(dict.fromkeys(names)),
            origin=next((o.name for a in authors if (o := find_outlet(a)) and o.kind == "agency"), None),
            site=_site(first("og:site_name", "application-name", "dc.publisher", "citation_publisher") or ""),
            published=one_date(
                first(
                    "article:published_time",
                    "datepublished",
                    "date",
                    "dc.date",
                    "dcterms.created",
                    "pubdate",
                    "parsely-pub-date",
                    "citation_publication_date",
                    "publish-date",
                )
                or ""
            ),
            modified=one_date(
                first(
                    "article:modified_time",
                    "datemodified",
                    "og:updated_time",
                    "last-modified",
                    "dcterms.modified",
                )
                or ""
            ),
        )
    )


def _structured(tree: Any) -> Iterator[dict[str, Any]]:
    """Every article in the page's JSON-LD."""
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or "") or not node.text or len(node.text) > 500_000:
            continue
        try:
            pending = [json.loads(node.text)]
        except (ValueError, RecursionError):
            continue
        for _ in range(500):
            if not pending:
                break
            item = pending.pop(0)
            if isinstance(item, list):
                pending += item
            elif isinstance(item, dict):
                kinds = item.get("@type")
                named = " ".join(
                    kinds
                    if isinstance(kinds, list) and all(isinstance(k, str) for k in kinds)
                    else [str(kinds)]
                )
                if re.search(r"Article|BlogPosting|Report\b|OpinionPiece", named):
                    yield item
                graph = item.get("@graph") or item.get("mainEntity")
                if isinstance(graph, (list, dict)):
                    pending.append(graph)


def _from_structured(item: dict[str, Any]) -> Draft:
    def text(value: Any) -> str:
        return value.strip() if isinstance(value, str) else ""

    authors = item.get("author") or []
    authors = authors if isinstance(authors, list) else [authors]
    names = [text(a.get("name")) if isinstance(a, dict) else text(a) for a in authors]
    publisher = item.get("publisher")
    site = text(publisher.get("name")) if isinstance(publisher, dict) else text(publisher)
    return Draft(
        title=text(item.get("headline")) or None,
        byline=tuple(dict.fromkeys(p for n in names for p in persons(n))),
        origin=next((o.name for n in names if (o := find_outlet(n)) and o.kind == "agency"), None),
        site=_site(site),
        published=one_date(text(item.get("datePublished"))),
        modified=one_date(text(item.get("dateModified"))),
    )


def _site(name: str) -> str | None:
    name = " ".join(name.split())
    known = find_outlet(name) if name else None
    return known.name if known else (outlet_name(name) or name or None)


def _notices(tree: Any) -> Iterator[str]:
    """Short passages of the page, where a notice of reprint may stand."""
    for node in tree.iter("p", "em", "small", "li", "footer"):
        text = " ".join(node.text_content().split())
        if 15 < len(text) < 300:
            yield text


def _visible(tree: Any) -> str:
    """The text that a page shows, a paragraph a block; for pages too small or odd for trafilatura."""
    import lxml.etree

    etree: Any = lxml.etree
    etree.strip_elements(
        tree,
        *_UNSEEN.split("|"),
        "head",
        "nav",
        "footer",
        "form",
        "button",
        "select",
        "aside",
        with_tail=False,
    )
    blocks = {
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "li",
        "blockquote",
        "section",
        "article",
        "br",
        "td",
        "tr",
        "header",
    }
    parts: list[str] = []
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if node.tag in blocks:
            parts.append("\n\n")
        parts.append(
            " ".join((node.text if event == "start" else node.tail or "").split(" "))
            if (node.text if event == "start" else node.tail)
            else ""
        )
    lines = (" ".join(line.split()) for line in re.split(r"\n\s*\n", "".join(parts)))
    return "\n\n".join(line for line in lines if line)
