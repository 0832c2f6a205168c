"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from .errors import OutputError

_REMEDY = "name a file in a folder you may write to"


def target_of(path: str | os.PathLike[str]) -> Path:
    """The file that `path` means, links followed, if something could be put there.

    Raises OutputError where it is a folder, may not be written to, or its folder does not exist; to be asked
    before long work whose result goes there.
    """
    target = Path(path).resolve() if Path(path).is_symlink() else Path(path)
    if target.is_dir():
        raise OutputError("cannot be written (is a folder)", where=str(path), remedy="name a file in it")
    if not target.parent.is_dir():
        raise OutputError(
            "cannot be written (its folder does not exist)",
            where=str(path),
            remedy=f"make {target.parent} first",
        )
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise OutputError("cannot be written (not allowed)", where=str(path), remedy=_REMEDY)
    return target


def write_text(path: str | os.PathLike[str], text: str) -> Path:
    """Put `text` (UTF-8) into the file `path`, whole or not at all: beside it first, then in its place.

    Raises OutputError where that cannot be.
    """
    return write_file(path, lambda file: file.write(text.encode()))


def write_file(path: str | os.PathLike[str], fill: Callable[[BinaryIO], object]) -> Path:
    """Put what `fill` writes into the file `path`, whole or not at all, as `write_text` does."""
    target = target_of(path)
    draft: str | None = None
    try:
        if target.exists() and not target.is_file():  # a device or a pipe has no place to be put into
            with target.open("wb") as file:
                fill(file)
            return target
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:60]}.", suffix=".part")
        with os.fdopen(handle, "w+b") as file:
            fill(file)
        os.chmod(draft, _mode(target))
        os.replace(draft, target)
        draft = None
    except BrokenPipeError:
        raise
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise OutputError(what, where=str(path), remedy=_REMEDY) from error
    finally:
        if draft is not None:
            with suppress(OSError):
                os.unlink(draft)
    return target


def _mode(target: Path) -> int:
    """Permissions that the file has, or that a new one would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
