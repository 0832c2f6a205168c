"""What a user names as input, expanded to single sources: files, folders, globs, addresses, standard
input.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator

from ..errors import SourceError, TooLargeError
from .opening import HEAD, kind_of

SUFFIXES = (".txt", ".md", ".html", ".htm")
COLLECTIONS = (".warc", ".warc.gz", ".rss", ".atom", ".rdf", ".xml", ".xml.gz")
"""Files that may hold or list many articles; in a folder those count that do by their first bytes."""
_HIDDEN = (".", "~$")  # how names begin that are hidden, or of a program's own making
_MAGIC = frozenset("*?[")


def is_address(path: str) -> bool:
    """Whether a path is an address of the web (or looks like one of another scheme, which is then
    refused).
    """
    head, mark, _ = path.partition("://")
    return bool(mark) and head.isalpha() and len(head) > 1


def expand(path: str) -> Iterator[str]:
    """The single sources that a path stands for, in a stable order.

    Raises SourceError where there is nothing: a missing file, a folder without articles, a glob without a
    match.
    """
    if path == "-" or is_address(path):
        yield path
        return
    try:
        is_folder, exists = os.path.isdir(path), os.path.lexists(path)
    except ValueError as error:  # a null character
        raise SourceError("is no valid path", where=repr(path), remedy="check the path") from error
    if is_folder:
        yield from _folder(path)
    elif exists:
        yield path
    elif _MAGIC & set(path):
        matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            raise SourceError("matches no file", where=path, remedy="check the pattern")
        for match in matches:
            if not os.path.isdir(match):
                yield match
            elif not any(m != match and m.startswith(match + os.sep) for m in matches):
                yield from _folder(match)
    else:
        raise SourceError("does not exist", where=path, remedy="check the path")


def _folder(path: str) -> Iterator[str]:
    found = wanted_files(path)
    if not found:
        raise SourceError(
            f"holds no article ({', '.join(SUFFIXES + COLLECTIONS)})",
            where=path,
            remedy="check the folder, or name the files themselves",
        )
    yield from found


def wanted_files(path: str) -> list[str]:
    """The files in a folder and below it that are taken for articles or collections of them, in a stable order.

    Raises SourceError where a folder cannot be read.
    """
    found: list[str] = []

    def refuse(error: OSError) -> None:
        if isinstance(error, FileNotFoundError) and error.filename != path:
            return  # a folder within it that went meanwhile
        raise SourceError(
            f"cannot be read ({error.strerror})", where=path, remedy="check the permissions"
        ) from error

    for folder, names, files in os.walk(path, onerror=refuse):
        names[:] = sorted(n for n in names if not n.startswith("."))
        found += [p for f in files if _is_wanted(p := os.path.join(folder, f))]
    return sorted(found, key=lambda f: f.split(os.sep))


def _is_wanted(path: str) -> bool:
    """Whether a file in a folder is taken for an article or for a collection of them."""
    name = os.path.basename(path).lower()
    if name.startswith(_HIDDEN):
        return False
    if name.endswith(SUFFIXES):
        return True
    if not name.endswith(COLLECTIONS):
        return False
    try:
        return kind_of(read_head(path)) != "other"
    except SourceError:
        return True  # told when it is read


def read_head(path: str) -> bytes:
    """The first bytes of a regular file, by which its kind is told."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return b""
        with open(path, "rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise _unreadable(path, error) from error


def read_bytes(path: str, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes; a larger one is refused unread."""
    try:
        info = os.stat(path)
        if not stat.S_ISREG(info.st_mode):
            raise SourceError("is no regular file", where=path, remedy="give a file, or pipe it in with -")
        if info.st_size > limit:
            raise too_large(path, limit)
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > limit:
        raise too_large(path, limit)
    return data


def _unreadable(path: str, error: OSError) -> SourceError:
    return SourceError(
        f"cannot be read ({error.strerror})", where=path, remedy="check the path and permissions"
    )


def too_large(where: str, limit: int) -> TooLargeError:
    """The error for a source past the limit."""
    return TooLargeError(f"is larger than {limit:,} bytes", where=where, remedy="give one article a file")
