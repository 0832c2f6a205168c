"""Arrivals: what may come in, names of files and addresses, made harmless or refused."""

from __future__ import annotations

from urllib.parse import urlsplit

from .refusals import Refusal

LONGEST_NAME = 150  # bytes: what every file system takes, with room to spare
LONGEST_ADDRESS = 2000


def safe_name(given: str | None) -> str:
    """The name a file is kept under: the last part of what was sent, without a way up, out or into hiding.

    Raises Refusal where nothing is left of it.
    """
    last = (given or "").replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(" .")
    head, dot, suffix = kept.rpartition(".")
    if not dot:
        head, suffix = kept, ""
    room = LONGEST_NAME - len(suffix.encode()) - 1
    if not head or room < 1:
        raise Refusal(
            422, "has no name that a file could have", where="an upload", remedy="rename it and send it again"
        )
    head = head.encode("utf8", "ignore")[:room].decode("utf8", "ignore")
    return f"{head}{dot}{suffix}"


def web_address(given: str) -> str:
    """An address that may be fetched, as far as its form goes; where it leads is checked when it is. Raises Refusal."""
    text = given.strip()
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine, parts = False, urlsplit("")
    if not fine or len(text) > LONGEST_ADDRESS or any(not c.isprintable() or c == " " for c in text):
        raise Refusal(
            422,
            "is no http or https address",
            where=text[:80] or "the address",
            remedy="give one such as https://…",
        )
    if parts.username is not None or parts.password is not None:
        raise Refusal(422, "holds a name or password", where="the address", remedy="leave them out")
    return text
