"""From the sources that a user names to documents: feeds, sitemaps and archives are followed to their articles."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO
from urllib.parse import urlsplit

from ..errors import EmptySourceError, FetchError, NotTextError, SourceError
from .archive import records
from .document import Document
from .draft import Draft
from .feed import Entry, Listing
from .fetch import LISTING
from .listing import read_listing
from .making import read_article
from .manners import Visitor
from .opening import HEAD, kind_of
from .paths import is_address, read_bytes, read_head
from .tally import Tally

_DEPTH = 3  # indexes of sitemaps within each other; sitemaps.org has one

Outcome = Document | SourceError
"""An article with its bytes, or why there is none."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """The reading of sources, one after the other and each once, in an order that depends on nothing else.

    `known` says of a locator whether its article is held already; it is then passed over.
    """

    visitor: Visitor
    tally: Tally
    known: Callable[[str], bool]
    limit: int
    stdin: bytes | BinaryIO | None
    met: set[str]

    def follow(self, source: str) -> Iterator[Outcome]:
        """What a named source gives: its article, or all those that it lists or holds."""
        if source in self.met:
            yield SourceError("is given twice", where=source, remedy="it is read once")
            return
        self.met.add(source)
        self.tally.begin(source)
        try:
            if source != "-" and self.known(source):
                self.tally.held += 1
            elif source == "-":
                given = self.stdin
                data = given if isinstance(given, bytes) else (given or sys.stdin.buffer).read(self.limit + 1)
                yield from self._contents(data, source)
            elif is_address(source):
                page = self.visitor.visit(source, limit=self.limit, kinds="listing")
                yield from self._contents(page.data, source, page.url, page.charset)
            else:
                yield from self._file(source)
        except SourceError as error:
            yield error
        self.tally.end(source)

    def _file(self, path: str) -> Iterator[Outcome]:
        kind = kind_of(read_head(path))
        if kind == "archive":
            with open(path, "rb") as file:
                yield from self._archive(file, path, os.path.getsize(path))
        else:
            limit = max(self.limit, LISTING) if kind == "listing" else self.limit
            yield from self._contents(read_bytes(path, limit), path)

    def _contents(
        self, data: bytes, source: str, url: str | None = None, charset: str | None = None
    ) -> Iterator[Outcome]:
        """What the bytes of a named source give."""
        if kind_of(data[:HEAD]) == "archive":
            yield from self._archive(BytesIO(data), source, len(data))
            return
        listing = read_listing(data, source, url=url, charset=charset)
        if listing is not None:
            yield from self._listed(listing, source, 1)
            return
        yield self._document(data, source, url, charset)

    def _listed(self, listing: Listing, source: str, depth: int) -> Iterator[Outcome]:
        """The articles that a listing names."""
        if listing.problem is not None:
            yield listing.problem
        if listing.kind == "index":
            yield from self._indexed(listing, source, depth)
            return
        self.tally.found(len(listing.entries))
        left: Counter[str] = Counter()
        for entry in listing.entries:
            locator = entry.address or f"{source}#{entry.key}"
            self.tally.begin(locator)
            if locator not in self.met:
                self.met.add(locator)
                if self.known(locator):
                    self.tally.held += 1
                elif self.visitor.leaves(locator) and entry.content is None:
                    left[urlsplit(locator).netloc] += 1
                else:
                    yield self._entry(entry, locator)
            self.tally.end(locator)
        for host, number in left.items():
            yield FetchError(
                f"{number:,} more addresses at {host} were left out, since it cannot be asked for now",
                where=source,
                remedy="try again later",
            )

    def _entry(self, entry: Entry, locator: str) -> Outcome:
        """The article of an entry: its page, else the text that the listing holds."""
        problem = None
        if entry.address is not None:
            try:
                page = self.visitor.visit(entry.address, limit=self.limit, listed=True)
                return self._document(page.data, locator, page.url, page.charset, entry.draft)
            except SourceError as error:
                problem = error
        if entry.content is not None:
            try:
                return self._document(entry.page(), locator, entry.address, "utf-8", entry.draft)
            except SourceError as error:
                problem = problem or error
        return problem or SourceError(
            "has neither an address nor a text", where=locator, remedy="give the article itself"
        )

    def _indexed(self, listing: Listing, source: str, depth: int) -> Iterator[Outcome]:
        """The articles of the sitemaps that an index names."""
        self.tally.open(len(listing.entries))
        for entry in listing.entries:
            locator = entry.address or source
            try:
                nested = self._sitemap(locator, depth)
            except SourceError as error:
                nested = error
            self.tally.open(-1)
            if isinstance(nested, SourceError):
                yield nested
            else:
                yield from self._listed(nested, locator, depth + 1)

    def _sitemap(self, address: str, depth: int) -> Listing:
        if address in self.met:
            raise SourceError("is listed twice, or within itself", where=address, remedy="it is read once")
        self.met.add(address)
        if depth >= _DEPTH:
            raise SourceError(
                "lies too deep in indexes of indexes", where=address, remedy="give its address itself"
            )
        page = self.visitor.visit(address, limit=self.limit, kinds="listing", listed=True)
        listing = read_listing(page.data, address, url=page.url, charset=page.charset)
        if listing is None:
            raise NotTextError("is no sitemap", where=address, remedy="give the articles themselves")
        return listing

    def _archive(self, file: BinaryIO, source: str, size: int) -> Iterator[Outcome]:
        """The pages that a WARC archive holds."""
        self.tally.open(1)
        met_any = False
        for found in records(file, where=source, size=size, limit=self.limit):
            met_any = True
            if isinstance(found, SourceError):
                yield found
                continue
            locator = f"{source}#{found.taken}/{found.target}"
            self.tally.found(1)
            self.tally.begin(locator)
            outcome: Outcome | None = None
            if locator in self.met:
                outcome = SourceError("is given twice", where=locator, remedy="it is read once")
            elif self.known(locator):
                self.tally.held += 1
            else:
                url = found.target if found.target.startswith("http") else None
                try:
                    outcome = self._document(found.data, locator, url, found.charset)
                except SourceError as error:
                    outcome = error
            self.met.add(locator)
            if outcome is not None:
                yield outcome
            self.tally.end(locator)
        self.tally.open(-1)
        if not met_any:
            yield EmptySourceError("holds no page", where=source, remedy="give an archive of pages")

    def _document(
        self, data: bytes, locator: str, url: str | None, charset: str | None, known: Draft | None = None
    ) -> Document:
        article = read_article(data, locator, url=url, charset=charset, limit=self.limit, known=known)
        return Document(article, data, locator)
