"""Faults of databases, told as our errors: a lock, a full disk, a lost connection, a damaged file."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ..errors import (
    DossierDamagedError,
    DossierError,
    DossierFullError,
    DossierLockedError,
    DossierLostError,
)

_KEPT = "what was stored before is kept, what was being stored is left out whole"


@contextmanager
def told(where: str, wait: float) -> Iterator[None]:
    """Raise what a database raises within as a DossierError that names the dossier and the remedy."""
    try:
        yield
    except DBAPIError as error:
        raise _told(error, where, wait) from error
    except SQLAlchemyError as error:
        raise DossierError(f"failed: {_line(error)}", where=where) from error
    except zlib.error as error:
        raise damaged(where, str(error)) from error


def damaged(where: str, what: str) -> DossierDamagedError:
    """The error for a dossier that does not hold what was put in."""
    remedy = "take it from a backup, or import its last export into a new one"
    return DossierDamagedError(f"is damaged ({what})", where=where, remedy=remedy)


def _told(error: DBAPIError, where: str, wait: float) -> DossierError:
    name = getattr(error.orig, "sqlite_errorname", None)
    if name:
        return _sqlite(name, _line(error.orig), where, wait)
    return _postgresql(error, getattr(error.orig, "sqlstate", None) or "", where, wait)


def _locked(where: str, wait: float) -> DossierLockedError:
    return DossierLockedError(
        f"is being written to by another process, for longer than the {wait:g} s we wait",
        where=where,
        remedy="try again once it is done",
    )


def _full(where: str) -> DossierFullError:
    return DossierFullError(
        "has no room left on its disk", where=where, remedy=f"make room and run the command again; {_KEPT}"
    )


def _sqlite(name: str, line: str, where: str, wait: float) -> DossierError:
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _locked(where, wait)
    if name == "SQLITE_FULL":
        return _full(where)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(where, line)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return DossierError(
            f"cannot be opened for writing ({line})",
            where=where,
            remedy="name a file that you may write to, in a folder that you may write to",
        )
    if name.startswith("SQLITE_IOERR"):
        return DossierError(
            f"the disk failed ({line})", where=where, remedy=f"see to the disk and its free space; {_KEPT}"
        )
    return DossierError(f"failed: {line}", where=where)


def _postgresql(error: DBAPIError, state: str, where: str, wait: float) -> DossierError:
    if state == "55P03":
        return _locked(where, wait)
    if state == "53100":
        return _full(where)
    # A refused connection tells its reason in words alone.
    said = "" if state else str(error.orig)
    if state == "3D000" or re.search(r'database "[^"]*" does not exist', said):
        return DossierError("there is no such database", where=where, remedy="make it first: createdb NAME")
    if state.startswith("28") or re.search(r"authentication failed|no password|role .* does not exist", said):
        return DossierError(
            f"the server does not let you in ({_line(error.orig)})",
            where=where,
            remedy="give a user and password in the address, or in PGUSER and PGPASSWORD",
        )
    if state in ("42501", "25006"):
        return DossierError(
            f"may not be written to ({_line(error.orig)})",
            where=where,
            remedy="have its owner grant you the right",
        )
    if error.connection_invalidated or state.startswith(("08", "57P")):
        return DossierLostError(
            "the connection to its database broke", where=where, remedy=f"run the command again; {_KEPT}"
        )
    if not state:
        return DossierLostError(
            f"cannot be reached ({_line(error.orig)})",
            where=where,
            remedy="see that the server runs and that the address is right",
        )
    return DossierError(f"failed: {_line(error.orig)}", where=where)


def _line(error: object) -> str:
    """The first line of a message."""
    return (str(error).strip().splitlines() or ["no reason given"])[0]
