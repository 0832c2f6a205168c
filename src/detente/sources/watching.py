"""A folder watched: what is put into it becomes documents, once it is whole."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

from ..errors import SourceError
from .document import Document
from .loading import LIMIT, load_documents
from .manners import Manners
from .paths import wanted_files

_Look = tuple[int, int]  # a file's size and the time of its last change (ns)


def watch(
    folder: str | os.PathLike[str],
    *,
    every: float = 2.0,
    stop: Callable[[], bool] = lambda: False,
    on_skip: Callable[[SourceError], None],
    known: Callable[[str], bool] | None = None,
    allow_private: bool = False,
    limit: int = LIMIT,
    manners: Manners | None = None,
    sleep: Callable[[float], object] = time.sleep,
) -> Iterator[Document]:
    """Give the documents of the files in a folder and below it, then of every file that comes or changes.

    A file is read when its size and time of change are the same at two looks, `every` seconds apart; hidden
    files and those of other kinds are passed over, deleted ones forgotten. What cannot be read is told to
    `on_skip` and read again when it changes. `known` says which locators are held already; it is asked for
    files that are there at the first look, and for what feeds and archives list. Ends when `stop` says so, asked
    at every look and before every file. Raises SourceError where there is no such folder.
    """
    top = os.fspath(folder)
    if not os.path.isdir(top):
        raise SourceError("is no folder that can be watched", where=top, remedy="check the path")
    before: dict[str, _Look] = {}
    read: dict[str, _Look] = {}
    first: set[str] | None = None
    lost = False
    while not stop():
        try:
            now = _look(top)
            lost = False
        except SourceError as error:
            if not lost:
                on_skip(error)
            lost, now = True, {}
        first = set(now) if first is None else first
        for path, look in now.items():
            if before.get(path) != look or read.get(path) == look:
                continue
            if stop():
                return
            held = known if path in first or known is None else _except(path, known)
            read[path] = look
            first.discard(path)
            yield from _documents(path, held, on_skip, allow_private, limit, manners)
        if not lost:
            read = {path: look for path, look in read.items() if path in now}
        before = now
        sleep(every)


def _look(top: str) -> dict[str, _Look]:
    """The files that count, with their looks, in a stable order."""
    found: dict[str, _Look] = {}
    for path in wanted_files(top):
        try:
            info = os.stat(path)
        except OSError:  # gone meanwhile, or a link to nothing
            continue
        found[path] = (info.st_size, info.st_mtime_ns)
    return found


def _except(path: str, known: Callable[[str], bool]) -> Callable[[str], bool]:
    """`known`, but for a file that has changed since."""
    return lambda locator: locator != path and known(locator)


def _documents(
    path: str,
    known: Callable[[str], bool] | None,
    on_skip: Callable[[SourceError], None],
    allow_private: bool,
    limit: int,
    manners: Manners | None,
) -> Iterator[Document]:
    documents = load_documents(
        [path], allow_private=allow_private, on_skip=on_skip, limit=limit, known=known, manners=manners
    )
    while True:
        try:
            document = next(documents, None)
        except SourceError as error:  # nothing could be had
            on_skip(error)
            return
        if document is None:
            return
        yield document
