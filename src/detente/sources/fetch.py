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
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, Literal
from urllib.parse import quote, urljoin, urlsplit

from ..errors import FetchError, TooLargeError, UnavailableError

AGENT = "detente"
"""The name under which hosts know us, in robots.txt too."""
REDIRECTS = 5
SECONDS = 30.0  # for one address, all of it
LISTING = 52_428_800  # bytes of a feed, a sitemap or a small archive; the most that sitemaps.org allows
_CHUNK = 1 << 16
PAGES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown")
_LISTINGS = (
    "text/xml",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/gzip",
    "application/x-gzip",
    "application/warc",
)
_ALSO = {"page": "", "listing": ",application/xml;q=0.8,application/gzip;q=0.7", "any": ",*/*;q=0.5"}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Kinds = Literal["page", "listing", "any"]
"""What is taken: pages of text; feeds, sitemaps and archives as well (of up to LISTING bytes); whatever there is."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: bytes after decompression, the address after redirects, the charset it
    declared.
    """

    data: bytes
    url: str
    content_type: str | None
    charset: str | None


_Place = tuple[str, str, int, str]  # scheme, host, port and request target
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
    kinds: Kinds = "page",
    allow_private: bool = False,
    before: Callable[[str], object] = lambda at: None,
    resolve: Resolve = resolve,
    connect: Connect = connect,
    seconds: float = SECONDS,
) -> Fetched:
    """Fetch one page of at most `limit` bytes after decompression; `kinds` says what else is taken.

    `before` is called with each address before it is asked, redirects too, and may wait or raise; the time it
    takes does not count. Raises FetchError for an address that is refused, unreachable or answers with anything
    else, UnavailableError where it may answer later, TooLargeError past the limit.
    """
    errand = _Errand(url, limit, kinds, allow_private, resolve, connect)
    deadline = time.monotonic() + seconds
    at = url
    for _ in range(REDIRECTS + 1):
        place = _split(at, url)
        started = time.monotonic()
        before(at)
        deadline += time.monotonic() - started
        answer = _request(at, place, errand, deadline)
        if isinstance(answer, Fetched):
            return answer
        at = answer
    raise FetchError(
        f"redirects more than {REDIRECTS} times", where=url, remedy="give the article's final address"
    )


@dataclass(frozen=True, slots=True)
class _Errand:
    """What is asked for, the same at every redirect."""

    url: str
    limit: int
    kinds: Kinds
    allow_private: bool
    resolve: Resolve
    connect: Connect

    def limit_of(self, kind: str | None, at: str) -> int:
        """The most bytes of an answer of this type. Raises FetchError where it is not what is asked for."""
        if self.kinds == "any" or kind is None or kind in PAGES:
            return self.limit
        packed = kind == "application/octet-stream" and urlsplit(at).path.endswith((".gz", ".xml"))
        if self.kinds == "listing" and (kind in _LISTINGS or packed):
            return max(self.limit, LISTING)
        raise FetchError(
            f"is {kind}, not a page of text", where=self.url, remedy="give the address of the article itself"
        )


def _request(at: str, place: _Place, errand: _Errand, deadline: float) -> Fetched | str:
    """One request: the page, or the address that it redirects to."""
    import urllib3

    url = errand.url
    scheme, host, port, target = place
    address = _checked(host, port, errand)
    default = 443 if scheme == "https" else 80
    shown = f"[{host}]" if ":" in host else host
    headers = {
        "Host": shown if port == default else f"{shown}:{port}",
        "User-Agent": f"{AGENT} (reads articles on international affairs)",
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9" + _ALSO[errand.kinds],
        "Accept-Encoding": "gzip, deflate",
    }
    pool = errand.connect(scheme, address, host, port)
    try:
        with _until(deadline, pool):
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
                    raise _refusal(response, url)
                kind, charset = content_type(response.headers.get("Content-Type"))
                data = _read(response, errand.limit_of(kind, at), deadline, url)
                return Fetched(data, at, kind, charset)
            finally:
                response.close()
    except (urllib3.exceptions.TimeoutError, urllib3.exceptions.ProtocolError, TimeoutError) as error:
        if time.monotonic() > deadline:
            raise _too_slow(url) from error
        raise UnavailableError(
            f"cannot be fetched ({_plainly(error)})", where=url, remedy="check the connection, or try again"
        ) from error
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        if time.monotonic() > deadline:
            raise _too_slow(url) from error
        raise FetchError(
            f"cannot be fetched ({_plainly(error)})", where=url, remedy="check the address and the connection"
        ) from error
    finally:
        pool.close()


@contextmanager
def _until(deadline: float, pool: Any) -> Iterator[None]:
    """Cut the connections of a pool at the deadline: a timeout of each read alone lets a server drip on."""
    made: list[Any] = []

    class Watched(pool.ConnectionCls):
        def connect(self) -> None:
            made.append(self)
            super().connect()

    def cut() -> None:
        for connection in made:
            try:
                connection.sock.shutdown(socket.SHUT_RDWR)
            except (AttributeError, OSError):  # not open yet, or closed meanwhile
                continue

    pool.ConnectionCls = Watched
    timer = threading.Timer(max(0.0, deadline - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _refusal(response: Any, url: str) -> FetchError:
    """The error for an answer other than 200."""
    status = int(response.status)
    what, remedy = f"the server answers {status}", "check the address, or save the page and give the file"
    if status == 429 or status >= 500:
        after = _seconds_asked(response.headers.get("Retry-After"), response.headers.get("Date"))
        return UnavailableError(what, where=url, remedy=remedy, status=status, after=after)
    return FetchError(what, where=url, remedy=remedy, status=status)


def _seconds_asked(value: str | None, now: str | None) -> float | None:
    """The seconds of a Retry-After header, which gives them or a date, by the server's own clock."""
    value = (value or "").strip()
    if re.fullmatch(r"\d{1,9}", value):
        return float(value)
    then, start = _moment(value), _moment(now or "")
    if then is None:
        return None
    return max(0.0, then - (time.time() if start is None else start))


def _moment(value: str) -> float | None:
    """The moment of an HTTP date (seconds since 1970), or None where it is none."""
    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _read(response: Any, limit: int, deadline: float, url: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        part = response.read1(_CHUNK, decode_content=True)
        if time.monotonic() > deadline:
            raise _too_slow(url)
        if not part:
            return b"".join(parts)
        size += len(part)
        if size > limit:
            raise TooLargeError(f"is larger than {limit:,} bytes", where=url, remedy="give the article alone")
        parts.append(part)


def _too_slow(url: str) -> UnavailableError:
    return UnavailableError(
        "takes too long", where=url, remedy="try again, or save the page and give the file"
    )


def _split(at: str, url: str) -> _Place:
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
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    )
    return parts.scheme, host, port or (443 if parts.scheme == "https" else 80), target


def _checked(host: str, port: int, errand: _Errand) -> str:
    """The address to connect to; refused if any address of the host is not public."""
    url = errand.url
    try:
        addresses = errand.resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"the host {host} is not found", where=url, remedy="check the address and the connection"
        ) from error
    if not addresses:
        raise FetchError(f"the host {host} has no address", where=url, remedy="check the address")
    if not errand.allow_private:
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


def content_type(header: str | None) -> tuple[str | None, str | None]:
    """The type and the charset that a Content-Type header declares."""
    if not header:
        return None, None
    kind, _, rest = header.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", rest, re.I)
    return kind.strip().casefold() or None, charset[1] if charset else None


def _plainly(error: BaseException) -> str:
    """The cause of a failed request in a few words, without object addresses."""
    text = re.sub(r"<[^<>]*>:?\s*|\bHTTPS?Connection(?:Pool)?\([^()]*\):?\s*", "", str(error)).strip()
    return (text or type(error).__name__)[:160]
