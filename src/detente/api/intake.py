"""Working with a dossier: adding sources to it, and what the steps after it need of it."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..sources.paths import is_address
from .inputs import Path_

if TYPE_CHECKING:
    from ..errors import SourceError
    from ..evidence.claim import Weighed
    from ..evidence.reliability import Ranking
    from ..reading.statement import Statement
    from ..sources.article import Article
    from ..sources.document import Document
    from ..store import Dossier, Put


@dataclass(frozen=True, slots=True)
class Added:
    """What adding sources to a dossier came to: ids of all articles given, in order, and how many of them were
    `added`, new versions of a page (`version`), or `known` before."""

    articles: tuple[str, ...]
    added: int
    version: int
    known: int


@dataclass(frozen=True, slots=True)
class Material:
    """What the later steps work on: articles, what they say, and what that comes to."""

    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    weighed: Weighed


def add(
    dossier: Dossier,
    paths: Path_ | Iterable[Path_],
    *,
    jobs: int = 1,
    allow_private: bool = False,
    on_skip: Callable[[SourceError], None] | None = None,
    on_progress: Callable[[int, int | None, str], Any] | None = None,
    on_put: Callable[[Document, Put], Any] = lambda document, put: None,
) -> Added:
    """Load sources, read what is new and put it into a dossier, each article as soon as it is read.

    Stopped at any moment, it goes on where it stopped when called again: pages of feeds, sitemaps and archives
    that are held already are not fetched again; files and addresses named here are looked at anew, and a
    changed page becomes a new version. `jobs` processes read side by side. `on_skip` is told of each source
    that cannot be had, `on_progress` how far it is (done, of how many, what), `on_put` of each article.
    Raises SourceError where nothing can be had, DossierError where it cannot be kept.
    """
    from ..sources.loading import load_documents

    paths = (paths,) if isinstance(paths, (str, os.PathLike)) else tuple(paths)
    documents = load_documents(
        paths,
        allow_private=allow_private,
        on_skip=on_skip,
        on_progress=on_progress,
        known=listed_before(dossier, (os.fspath(p) for p in paths)),
    )
    return put_each(dossier, documents, jobs=jobs, on_put=on_put)


def listed_before(dossier: Dossier, named: Iterable[str] = ()) -> Callable[[str], bool]:
    """Tell of a source whether a feed, sitemap or archive listed it before and the dossier holds it.

    Files, and addresses that a user `named`, are always looked at anew.
    """
    looked_at = frozenset(named)

    def held(source: str) -> bool:
        listed = is_address(source) or ("#" in source and not os.path.lexists(source))
        return listed and source not in looked_at and dossier.knows(source)

    return held


def put_each(
    dossier: Dossier,
    documents: Iterable[Document],
    *,
    jobs: int = 1,
    on_put: Callable[[Document, Put], Any] = lambda document, put: None,
) -> Added:
    """Read documents and put them into a dossier, each as soon as it is read; those known are not read."""
    from ..reading import read_each

    waiting: deque[Document] = deque()
    ids: list[str] = []
    outcomes: Counter[str] = Counter()

    def keep(document: Document, statements: Iterable[Statement]) -> None:
        put = dossier.put(document, statements)
        outcomes[put.outcome] += 1
        on_put(document, put)

    def unread() -> Iterator[Article]:
        for document in documents:
            ids.append(document.article.id)
            if dossier.has(document.article.id):
                keep(document, ())
            else:
                waiting.append(document)
                yield document.article

    for statements in read_each(unread(), jobs=jobs):
        keep(waiting.popleft(), statements)
    return Added(tuple(dict.fromkeys(ids)), outcomes["added"], outcomes["version"], outcomes["known"])


def material_of(dossier: Dossier, ranking: Ranking | None = None) -> Material:
    """All that a dossier holds for the later steps; under another `ranking` its claims are weighed anew."""
    articles, statements = dossier.articles(), dossier.statements()
    if ranking is None:
        return Material(articles, statements, dossier.weighed())
    from ..evidence import weigh
    from ..evidence.ruling import rulings_of

    weighed = weigh(articles, statements, rulings=rulings_of(dossier.edits()), ranking=ranking)
    return Material(articles, statements, weighed)
