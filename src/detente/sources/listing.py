"""Listings of articles, from bytes: feeds (RSS, Atom), sitemaps, and indexes of sitemaps.

XML is read without a DTD, entities or network; one that declares entities of its own is refused before it is
parsed. A listing that is broken XML gives what can be made out in it, and says so.
"""

from __future__ import annotations

import gzip
import re
import zlib
from dataclasses import replace
from html.entities import html5
from io import BytesIO
from typing import Any

from ..errors import EmptySourceError, NotTextError, TooLargeError
from .decode import decode
from .feed import Listing, listing_of
from .fetch import LISTING
from .opening import GZIP, HEAD, kind_of, root_of

ENTRIES = 50_000
"""The most entries of one listing, as sitemaps.org has it."""
_MARKS = 2_000_000  # tags and attributes; many times what so many entries take
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w{1,30};)")


def read_listing(
    data: bytes, where: str, *, url: str | None = None, charset: str | None = None
) -> Listing | None:
    """The listing that these bytes are, or None where they are something else.

    `url` is the base of relative addresses, `charset` what the server declared. Raises NotTextError for XML
    that declares entities, TooLargeError for a listing out of bounds, EmptySourceError for one that names
    nothing.
    """
    if kind_of(data[:HEAD]) != "listing":
        return None
    if data.startswith(GZIP):
        data = _unpack(data, where)
    declared = _ENCODING.match(data[:500].removeprefix(b"\xef\xbb\xbf").lstrip())
    text = decode(data, where=where, charset=declared[1].decode() if declared else charset)
    if root_of(text).declares:
        raise NotTextError(
            "is XML with declarations of its own, which are not read",
            where=where,
            remedy="give the articles themselves",
        )
    if len(data) > LISTING or text.count("<") + text.count("=") > _MARKS:
        raise TooLargeError("is a listing past all bounds", where=where, remedy="split it")
    listing = _parsed(text, where, url)
    if listing is None:
        return None
    if len(listing.entries) > ENTRIES:
        raise TooLargeError(
            f"names {len(listing.entries):,} articles, more than {ENTRIES:,}", where=where, remedy="split it"
        )
    if not listing.entries:
        raise listing.problem or EmptySourceError(
            f"is a {listing.kind} that names no article", where=where, remedy="give the articles themselves"
        )
    return listing


def _unpack(data: bytes, where: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as file:
            unpacked = file.read(LISTING + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise NotTextError(
            f"is a broken gzip archive ({error})", where=where, remedy="get it again, or unpack it"
        ) from error
    if len(unpacked) > LISTING:
        raise TooLargeError(f"unpacks to more than {LISTING:,} bytes", where=where, remedy="split it")
    return unpacked


def _parsed(text: str, where: str, url: str | None) -> Listing | None:
    """The listing in a text, read strictly, else for what can be made out in it."""
    from lxml.etree import XMLSyntaxError

    try:
        return listing_of(_tree(text, recover=False), url)
    except XMLSyntaxError as error:
        line = error.lineno
    # Much broken XML is HTML's named characters, which XML does not know.
    text = _NAMED.sub(lambda m: html5.get(m[1], m[0]), text)
    try:
        return listing_of(_tree(text, recover=False), url)
    except XMLSyntaxError:
        tree = _tree(text, recover=True)
    listing = listing_of(tree, url) if tree is not None else None
    if listing is None:
        return None
    broken = NotTextError(
        f"is broken XML at line {line}, of which {len(listing.entries)} entries could be made out",
        where=where,
        remedy="get it again, or give the articles themselves",
    )
    return replace(listing, problem=broken)


def _tree(text: str, *, recover: bool) -> Any:
    import lxml.etree

    etree: Any = lxml.etree
    parser = etree.XMLParser(
        recover=recover,
        encoding="utf-8",  # the text's own; what its declaration says is past
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(text.lstrip("\ufeff \t\n").encode("utf-8", "replace"), parser)
