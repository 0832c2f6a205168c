"""The one fetcher: http(s) only, the address resolved, checked and pinned at every redirect, everything
bounded.

A page that a user names may redirect to the inside of the user's own network; so a host is resolved once,
each address that it resolves to must be public, and the connection goes to that very address, with the host's
name kept for TLS.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from ..errors import FetchError, TooLargeError

REDIRECTS = 5
SECONDS = 30.0  # for one request, all of it
_CHUNK = 1 << 16
_AGENT = "detente (reads articles on international affairs)"
_ACCEPTED = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: bytes after decompression, the address after redirects, the charset it
    declared.
    """

    data: bytes
    url: str
    content_type: str | None
    charset: str | None


Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, str, str, int], Any]


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, in the resolver's order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def connect(scheme: str, address: str, host: str, port: int) -> Any:
    """A connection pool to one address, speaking for `host`: certificate and name are checked against the
    host.
    """
    import urllib3

    timeout = urllib3.Timeout(connect=10.0, read=15.0)
    if scheme == "https":
        return urllib3.HTTPSConnectionPool(
            address,
            port,
            server_hostname=host,
            assert_hostname=host,
            timeout=timeout,
            retries=False,
            maxsize=1,
        )
    return urllib3.HTTPConnectionPool(address, port, timeout=timeout, retries=False, maxsize=1)


def fetch(
    url: str,
    *,
    limit: int,
    allow_private: bool = False,
    resolve: Resolve = resolve,
    connect: Connect = connect,
    seconds: float = SECONDS,
) -> Fetched:
    """Fetch one page of at most `limit` bytes after decompression.

    Raises FetchError for an address that is refused, unreachable or answers with anything but text;
    TooLargeError past the limit.
    """
    deadline = time.monotonic() + seconds
    at = url
    for _ in range(REDIRECTS + 1):
        answer = _request(at, url, limit, deadline, allow_private, resolve, connect)
        if isinstance(answer, Fetched):
            return answer
        at = answer
    raise FetchError(
        f"redirects more than {REDIRECTS} times", where=url, remedy="give the article's final address"
    )


def _request(
    at: str, url: str, limit: int, deadline: float, allow_private: bool, resolve: Resolve, connect: Connect
) -> Fetched | str:
    """One request: the page, or the address that it redirects to."""
    import urllib3

    scheme, host, port, target = _split(at, url)
    address = _checked(host, port, url, allow_private, resolve)
    default = 443 if scheme == "https" else 80
    shown = f"[{host}]" if ":" in host else host
    headers = {
        "Host": shown if port == default else f"{shown}:{port}",
        "User-Agent": _AGENT,
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9",
        "Accept-Encoding": "gzip, deflate",
    }
    pool = connect(scheme, address, host, port)
    try:
        response = pool.urlopen(
            "GET",
            target,
            headers=headers,
            redirect=False,
            retries=False,
            preload_content=False,
            assert_same_host=False,
        )
        try:
            if response.status in (301, 302, 303, 307, 308):
                location = response.headers.get("Location")
                if not location:
                    raise FetchError("redirects to nowhere", where=url, remedy="check the address")
                return urljoin(at, location)
            if response.status != 200:
                raise FetchError(
                    f"the server answers {response.status}",
                    where=url,
                    remedy="check the address, or save the page and give the file",
                )
            kind, charset = _content_type(response.headers.get("Content-Type"))
            if kind is not None and kind not in _ACCEPTED:
                raise FetchError(
                    f"is {kind}, not a page of text",
                    where=url,
                    remedy="give the address of the article itself",
                )
            return Fetched(_read(response, limit, deadline, url), at, kind, charset)
        finally:
            response.close()
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise FetchError(
            f"cannot be fetched ({_plainly(error)})", where=url, remedy="check the address and the connection"
        ) from error
    finally:
        pool.close()


def _read(response: Any, limit: int, deadline: float, url: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        if time.monotonic() > deadline:
            raise FetchError(
                "takes too long", where=url, remedy="try again, or save the page and give the file"
            )
        part = response.read1(_CHUNK, decode_content=True)
        if not part:
            return b"".join(parts)
        size += len(part)
        if size > limit:
            raise TooLargeError(f"is larger than {limit:,} bytes", where=url, remedy="give the article alone")
        parts.append(part)


def _split(at: str, url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and request target of an address that may be fetched."""
    if re.search(r"[\x00-\x20\x7f\\]", at):
        raise FetchError("is no valid address", where=url, remedy="check the address")
    try:
        parts = urlsplit(at)
        host = (
            (parts.hostname or "").encode("idna").decode("ascii")
            if not (parts.hostname or "").isascii()
            else parts.hostname
        )
        port = parts.port
    except ValueError as error:
        raise FetchError("is no valid address", where=url, remedy="check the address") from error
    if parts.scheme not in ("http", "https"):
        raise FetchError(
            f"leads to {parts.scheme or 'no scheme'}:, only http and https are fetched",
            where=url,
            remedy="check the address",
        )
    if not host:
        raise FetchError("names no host", where=url, remedy="check the address")
    if parts.username is not None or parts.password is not None:
        raise FetchError("holds a user name or password", where=url, remedy="give the address without them")
    from urllib.parse import quote

    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    )
    return parts.scheme, host, port or (443 if parts.scheme == "https" else 80), target


def _checked(host: str, port: int, url: str, allow_private: bool, resolve: Resolve) -> str:
    """The address to connect to; refused if any address of the host is not public."""
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"the host {host} is not found", where=url, remedy="check the address and the connection"
        ) from error
    if not addresses:
        raise FetchError(f"the host {host} has no address", where=url, remedy="check the address")
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise FetchError(
                    f"the host {host} is at {address}, an address inside a private network",
                    where=url,
                    remedy="save the page and give the file, or allow private addresses",
                )
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet, also where it wraps an IPv4 address."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    inner: ipaddress.IPv4Address | None = None
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not (
        ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    )


def _content_type(header: str | None) -> tuple[str | None, str | None]:
    if not header:
        return None, None
    kind, _, rest = header.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", rest, re.I)
    return kind.strip().casefold() or None, charset[1] if charset else None


def _plainly(error: BaseException) -> str:
    """The cause of a failed request in a few words, without object addresses."""
    text = re.sub(r"<[^<>]*>:?\s*|\bHTTPS?Connection(?:Pool)?\([^()]*\):?\s*", "", str(error)).strip()
    return (text or type(error).__name__)[:160]
