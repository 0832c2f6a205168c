"""Settings: what a workbench serves, where, to whom and how much at once."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from ..store.engine import database

LEAST_TOKEN = 12  # characters


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken: bytes of a body with files and of any other, files at once, jobs that wait, and how many
    requests of a kind one address may make in a minute."""

    upload: int = 64 * 2**20
    body: int = 2**20
    files: int = 100
    waiting: int = 50
    heavy: int = 30
    edits: int = 240
    logins: int = 10


@dataclass(frozen=True, slots=True)
class Settings:
    """What `detente serve` was asked for.

    `author` is who decides where a form names nobody. `work` is the folder of jobs and uploads; left out, it lies
    beside a dossier that is a file, else in the user's folder for state. `linger` is how many seconds a worker on the
    system stays for more, with what it has compiled.
    """

    dossier: str
    host: str = "127.0.0.1"
    port: int = 8321
    token: str | None = None
    allow_private: bool = False
    author: str = ""
    work: Path | None = None
    linger: float = 60.0
    clock: Callable[[], datetime] = _now
    limits: Limits = field(default_factory=Limits)

    def today(self) -> str:
        """The day, which tells what forecasts are due."""
        return self.clock().date().isoformat()

    @property
    def folder(self) -> Path:
        """Where jobs and uploads are kept."""
        if self.work is not None:
            return self.work
        file, _ = _called(self.dossier)
        if file is not None:
            file = file.absolute()
            return file.with_name(f"{file.name}-work")
        state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
        return Path(state) / "detente" / sha256(self.dossier.encode()).hexdigest()[:16]

    @property
    def name(self) -> str:
        """What the dossier is called on pages: its file's name, or its address without a password."""
        file, where = _called(self.dossier)
        return file.name if file is not None else where

    @property
    def names(self) -> frozenset[str] | None:
        """Names that a request may call this server by; None where it is bound to every address and any address
        of its own will do, besides its names."""
        own = {"localhost", "127.0.0.1", "::1"}
        if is_loopback(self.host):
            return frozenset({*own, self.host.lower()})
        if is_wildcard(self.host):
            return None
        return frozenset({self.host.lower()})


@lru_cache(maxsize=8)
def _called(dossier: str) -> tuple[Path | None, str]:
    """The file of a dossier, if it is one, and its address without a password."""
    found = database(dossier, 1)
    found.close()
    return found.file, found.where


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server at this host."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_wildcard(host: str) -> bool:
    """Whether a host means every address of the machine."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def is_named(settings: Settings, header: str) -> bool:
    """Whether a Host header names this server: an address that was rebound to it calls it otherwise."""
    host, port = split_host(header)
    if host is None or (port is not None and not port.isdecimal()):
        return False
    names = settings.names
    if names is not None:
        return host in names
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host in {"localhost", socket.gethostname().lower(), socket.getfqdn().lower()}
    return True


def split_host(header: str) -> tuple[str | None, str | None]:
    """Host and port of a Host header, in lower case; no host where it is none."""
    text = header.strip().lower()
    if text.startswith("["):
        host, mark, rest = text[1:].partition("]")
        if not mark or (rest and not rest.startswith(":")):
            return None, None
        return host or None, rest[1:] or None
    host, mark, port = text.partition(":")
    if not host or ":" in port or (mark and not port):
        return None, None
    return host, port or None
