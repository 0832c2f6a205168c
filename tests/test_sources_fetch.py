"""The fetcher gets what a user asks for and nothing else, from a real server."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from detente.errors import FetchError, TooLargeError
from detente.sources import load
from detente.sources.fetch import connect, fetch, is_public

STORY = "Envoys of both sides met in Doha on Saturday. They agreed to meet again in June."


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == "/story":
            self.answer(200, STORY.encode(), "text/plain; charset=utf-8")
        elif path == "/latin":
            self.answer(
                200, "Envoys met in Málaga. They agreed.".encode("latin-1"), "text/plain; charset=latin-1"
            )
        elif path == "/packed":
            self.answer(200, gzip.compress(STORY.encode()), "text/plain", {"Content-Encoding": "gzip"})
        elif path == "/bomb":
            self.answer(200, gzip.compress(b"x" * 20_000_000), "text/plain", {"Content-Encoding": "gzip"})
        elif path == "/hops":
            left = int(query)
            self.answer(302, b"", "text/plain", {"Location": f"/hops?{left - 1}" if left else "/story"})
        elif path == "/inside":
            self.answer(
                302,
                b"",
                "text/plain",
                {"Location": f"http://inside.example:{self.server.server_address[1]}/story"},
            )
        elif path == "/scheme":
            self.answer(302, b"", "text/plain", {"Location": "file:///etc/hosts"})
        elif path == "/picture":
            self.answer(200, b"\x89PNG", "image/png")
        elif path == "/host":
            self.answer(200, str(self.headers["Host"]).encode(), "text/plain")
        else:
            self.answer(404, b"no", "text/plain")

    def answer(self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}"
        httpd.shutdown()
        thread.join()


def get(url: str, limit: int = 1_000_000) -> bytes:
    return fetch(url, limit=limit, allow_private=True).data


def test_a_page_is_read_from_its_address(server: str) -> None:
    (article,) = load(f"{server}/story", allow_private=True)
    assert (article.text, article.url, article.path) == (STORY, f"{server}/story", f"{server}/story")


def test_the_charset_that_the_server_declares_is_used(server: str) -> None:
    assert "Málaga" in load(f"{server}/latin", allow_private=True)[0].text


def test_a_packed_page_is_unpacked(server: str) -> None:
    assert get(f"{server}/packed") == STORY.encode()


def test_a_page_that_unpacks_past_the_limit_is_refused(server: str) -> None:
    with pytest.raises(TooLargeError):
        get(f"{server}/bomb")


def test_five_redirects_are_followed_and_no_more(server: str) -> None:
    assert get(f"{server}/hops?4") == STORY.encode()
    with pytest.raises(FetchError, match="redirects"):
        get(f"{server}/hops?9")


@pytest.mark.parametrize(
    ("path", "words"), [("/none", "404"), ("/picture", "image/png"), ("/scheme", "file")]
)
def test_an_answer_that_is_no_page_is_a_clear_error(server: str, path: str, words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        get(server + path)
    assert caught.value.remedy


def test_private_addresses_are_refused_unless_allowed(server: str) -> None:
    with pytest.raises(FetchError, match="private network"):
        load(f"{server}/story")


def test_a_public_host_cannot_redirect_to_the_inside(server: str) -> None:
    port = int(server.rsplit(":", 1)[1])
    reached: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        return ["93.184.215.14"] if host == "public.example" else ["93.184.215.14", "10.0.0.7"]

    def to_test_server(scheme: str, address: str, host: str, port: int) -> object:
        reached.append(address)
        return connect(scheme, "127.0.0.1", host, port)

    with pytest.raises(FetchError, match=r"inside\.example is at 10\.0\.0\.7"):
        fetch(f"http://public.example:{port}/inside", limit=1000, resolve=resolve, connect=to_test_server)
    assert reached == ["93.184.215.14"]


def test_the_connection_goes_to_the_checked_address_under_the_hosts_name(server: str) -> None:
    port = int(server.rsplit(":", 1)[1])
    answer = fetch(
        f"http://named.example:{port}/host",
        limit=1000,
        allow_private=True,
        resolve=lambda host, port: ["127.0.0.1"],
    )
    assert answer.data == f"named.example:{port}".encode()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "192.168.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "not an address",
    ],
)
def test_addresses_that_lead_inside_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_addresses_of_the_internet_are_known(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://user:pw@example.org/",
        "http://exa mple.org/",
        "http:///x",
        "http://h:99999/",
        "http://a\\b/",
        "gopher://x/",
    ],
)
def test_addresses_that_cannot_be_meant_are_refused(url: str) -> None:
    with pytest.raises(FetchError):
        get(url)
