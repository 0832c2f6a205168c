"""What the functions of the API take: articles, or paths to them; a system, or a path to one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ..sources.article import Article

if TYPE_CHECKING:
    from ..system.assembly import Assembly
    from ..system.model import System

Path_ = str | os.PathLike[str]
Sources: TypeAlias = "Path_ | Article | Iterable[Path_ | Article]"
"""Articles or paths to them (files, folders, patterns, addresses), one or many, mixed at will."""

Systems: TypeAlias = "System | Assembly | Path_"
"""A system, an assembly that holds one, or a path to a system file."""


def articles_of(sources: Sources) -> tuple[Article, ...]:
    """The articles meant by `sources`, in order, those given as paths loaded.

    Raises SourceError where one of them cannot be had.
    """
    if isinstance(sources, (str, os.PathLike, Article)):
        sources = (sources,)
    articles: list[Article] = []
    paths: list[str] = []
    for source in sources:
        if isinstance(source, Article):
            articles.extend(_loaded(paths))
            paths.clear()
            articles.append(source)
        else:
            paths.append(os.fspath(source))
    articles.extend(_loaded(paths))
    return tuple(articles)


def _loaded(paths: list[str]) -> tuple[Article, ...]:
    if not paths:
        return ()
    from ..sources import load

    return load(tuple(paths))


def system_of(system: Systems) -> System:
    """The system meant by `system`; a path is read. Raises SystemFileError where that cannot be."""
    if isinstance(system, (str, os.PathLike)):
        from ..system.file import load_system

        return load_system(Path(system))
    from ..system.model import System

    return system if isinstance(system, System) else system.system


def file_digest(path: Path_) -> str | None:
    """SHA-256 of a file's bytes, as `sha256sum` gives it; None where it is no plain file or cannot be read."""
    from hashlib import sha256

    try:
        return sha256(Path(path).read_bytes()).hexdigest() if Path(path).is_file() else None
    except OSError:
        return None
