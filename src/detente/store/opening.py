"""Opening a file: told to be a dossier, or no dossier, before anything could be written to it."""

from __future__ import annotations

from pathlib import Path

from ..errors import DossierError
from .faults import damaged
from .schema import APPLICATION

_MAGIC = b"SQLite format 3\0"
_COOKIE = slice(40, 44)  # of the header: zero while no table was ever made
_APPLICATION = slice(68, 72)
_HEADER = 100  # bytes
_REMEDY = "name a file that detente made, or one that does not exist yet"


def check_file(path: Path, where: str, *, create: bool) -> None:
    """Raise DossierError where a file cannot be a dossier; it is only read."""
    try:
        if path.is_dir():
            raise DossierError("is a folder", where=where, remedy="name a file in it")
        if not path.exists():
            _check_new(path, where, create=create)
            return
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError as error:
        raise DossierError(
            f"cannot be read ({error.strerror or error})", where=where, remedy=_REMEDY
        ) from error
    if not header:
        return
    if not header.startswith(_MAGIC):
        raise DossierError("is no dossier", where=where, remedy=_REMEDY)
    if len(header) < _HEADER:
        raise damaged(where, "cut off in its header")
    ours = int.from_bytes(header[_APPLICATION], "big") == APPLICATION
    if not ours and any(header[_COOKIE]):
        raise DossierError("is a SQLite database, but no dossier", where=where, remedy=_REMEDY)


def _check_new(path: Path, where: str, *, create: bool) -> None:
    if not create:
        raise DossierError("does not exist", where=where, remedy="name a dossier that exists")
    if not path.absolute().parent.is_dir():
        raise DossierError(
            "cannot be made (its folder does not exist)", where=where, remedy=f"make {path.parent} first"
        )
