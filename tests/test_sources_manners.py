"""Hosts are treated with manners: robots.txt, pauses, patience with what may answer later, and none with the rest."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.websites import Answer, Clock, Website, page, story, website

from detente.errors import FetchError, SourceError, UnavailableError
from detente.sources import Document, load, load_documents
from detente.sources.fetch import fetch

PLACES = ("Doha", "Oslo", "Lima", "Accra", "Hanoi", "Quito", "Tunis", "Sofia")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as running:
        running.answers.update({f"/{p}": page(f"Talks in {p}", story(p)) for p in PLACES})
        running.answers["/sitemap.xml"] = sitemap(running, *PLACES[:3])
        yield running


def sitemap(site: Website, *places: str) -> Answer:
    urls = "".join(f"<url><loc>{site.url(f'/{p}')}</loc></url>" for p in places)
    return Answer(f"<urlset>{urls}</urlset>", "application/xml")


def crawl(
    site: Website, clock: Clock, told: list[SourceError] | None = None, **manners: float
) -> list[Document]:
    told = [] if told is None else told
    return list(
        load_documents(
            site.url("/sitemap.xml"),
            allow_private=True,
            on_skip=told.append,
            manners=clock.manners(**manners),
        )
    )


def names(documents: list[Document]) -> list[str]:
    return [d.source.rsplit("/", 1)[1] for d in documents]


def test_robots_txt_is_asked_once_and_kept_to(site: Website, clock: Clock) -> None:
    site.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /O\n", "text/plain")
    told: list[SourceError] = []
    assert names(crawl(site, clock, told)) == ["Doha", "Lima"]
    assert site.asked == ["/sitemap.xml", "/robots.txt", "/Doha", "/Lima"]
    assert [e.where for e in told] == [site.url("/Oslo")]
    assert "robots.txt" in told[0].what


def test_rules_for_us_by_name_come_before_those_for_all(site: Website, clock: Clock) -> None:
    site.answers["/robots.txt"] = Answer(
        "User-agent: *\nDisallow: /\n\nUser-agent: detente\nDisallow: /Doha\n", "text/plain"
    )
    assert names(crawl(site, clock)) == ["Oslo", "Lima"]


@pytest.mark.parametrize("kind", ["text/html", "application/octet-stream", None])
def test_robots_txt_counts_whatever_type_it_claims(site: Website, clock: Clock, kind: str | None) -> None:
    site.answers["/robots.txt"] = Answer("\ufeffUser-agent: *\r\nDisallow: /L\r\n", kind)
    assert names(crawl(site, clock)) == ["Doha", "Oslo"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_host_without_robots_txt_allows_all(site: Website, clock: Clock, status: int) -> None:
    site.answers["/robots.txt"] = Answer("no", status=status)
    assert len(crawl(site, clock)) == 3


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_host_whose_robots_txt_fails_is_left_alone(site: Website, clock: Clock, status: int) -> None:
    site.answers["/robots.txt"] = Answer("no", status=status)
    told: list[SourceError] = []
    with pytest.raises(SourceError, match="none of 2"):
        crawl(site, clock, told)
    assert str(status) in told[0].what
    assert "2 more addresses" in told[1].what
    assert site.asked == ["/sitemap.xml", *["/robots.txt"] * 3]


def test_a_robots_txt_that_is_no_text_allows_what_it_does_not_forbid(site: Website, clock: Clock) -> None:
    site.answers["/robots.txt"] = Answer(
        bytes(range(256)) * 100 + b"\n" + b"Disallow: /" * 50_000, "text/plain"
    )
    assert len(crawl(site, clock)) == 3


def test_an_endless_robots_txt_is_not_read(site: Website, clock: Clock) -> None:
    site.answers["/robots.txt"] = Answer(
        gzip.compress(b"#" * 30_000_000), "text/plain", headers={"Content-Encoding": "gzip"}
    )
    told: list[SourceError] = []
    with pytest.raises(SourceError, match="none of 2"):
        crawl(site, clock, told)
    assert "larger than" in told[0].what


def test_what_a_person_names_is_fetched_as_a_browser_would(site: Website, clock: Clock) -> None:
    site.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /\n", "text/plain")
    (article,) = load(site.url("/Doha"), allow_private=True, manners=clock.manners())
    assert article.text == story("Doha")
    assert (site.asked, clock.slept) == (["/Doha"], [])


def test_a_redirect_of_a_listed_page_asks_the_rules_of_where_it_leads(site: Website, clock: Clock) -> None:
    with website() as other:
        other.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /private\n", "text/plain")
        other.answers["/private/doha"] = page("Talks", story("Doha"))
        other.answers["/oslo"] = page("Talks", story("Oslo"))
        site.answers["/Doha"] = Answer(status=302, headers={"Location": other.url("/private/doha")})
        site.answers["/Oslo"] = Answer(status=301, headers={"Location": other.url("/oslo")})
        told: list[SourceError] = []
        documents = crawl(site, clock, told)
        assert names(documents) == ["Oslo", "Lima"]
        assert documents[0].article.url == other.url("/oslo")
        assert other.asked == ["/robots.txt", "/oslo"]


def test_a_pause_lies_between_any_two_requests_to_a_host(site: Website, clock: Clock) -> None:
    crawl(site, clock, pause=2.5)
    assert site.asked == ["/sitemap.xml", "/robots.txt", "/Doha", "/Oslo", "/Lima"]
    assert clock.slept == [2.5] * 4


def test_time_that_passes_anyway_counts_as_pause(site: Website, clock: Clock) -> None:
    documents = load_documents(
        site.url("/sitemap.xml"), allow_private=True, manners=clock.manners(pause=10.0)
    )
    next(documents)
    clock.now += 4.0
    next(documents)
    clock.now += 60.0
    next(documents)
    assert clock.slept == [10.0, 10.0, 6.0]


def test_one_host_is_not_kept_waiting_for_another(site: Website, clock: Clock) -> None:
    with website({"/Doha": page("Talks", story("Doha"))}) as other:
        paths = [site.url("/Oslo"), other.url("/Doha")]
        assert len(load(paths, allow_private=True, manners=clock.manners())) == 2
    assert clock.slept == []


@pytest.mark.parametrize(
    ("asked", "kept"), [("7", 7.0), ("86400", 30.0), ("0.1", 1.0), ("inf", 1.0), ("x", 1.0)]
)
def test_a_crawl_delay_is_kept_up_to_a_bound(site: Website, clock: Clock, asked: str, kept: float) -> None:
    site.answers["/robots.txt"] = Answer(f"User-agent: *\nCrawl-delay: {asked}\n", "text/plain")
    crawl(site, clock)
    assert clock.slept[2:] == [kept, kept]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_answer_later_is_tried_again(site: Website, clock: Clock, status: int) -> None:
    site.answers["/Doha"] = [
        Answer("later", status=status),
        Answer("later", status=status),
        page("T", story("Doha")),
    ]
    (article,) = load(site.url("/Doha"), allow_private=True, manners=clock.manners())
    assert article.text == story("Doha")
    first, second = clock.slept
    assert 1.0 <= first <= 1.5
    assert 1.0 <= second <= 3.0


def test_the_waits_double_and_vary_by_the_seed_alone(site: Website) -> None:
    site.answers["/Doha"] = Answer("later", status=503)

    def waits(seed: int) -> list[float]:
        clock = Clock()
        with pytest.raises(UnavailableError, match="503"):
            load(site.url("/Doha"), allow_private=True, manners=clock.manners(pause=0.0, tries=6, seed=seed))
        return clock.slept

    assert waits(1) == waits(1) != waits(2)
    assert all(0.5 * 2**n <= wait <= 1.5 * 2**n for n, wait in enumerate(waits(1)))
    assert len(waits(1)) == 5


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_plain_no_is_taken_at_once(site: Website, clock: Clock, status: int) -> None:
    site.answers["/Doha"] = Answer("no", status=status)
    with pytest.raises(FetchError, match=str(status)) as caught:
        load(site.url("/Doha"), allow_private=True, manners=clock.manners())
    assert not isinstance(caught.value, UnavailableError)
    assert (site.asked, clock.slept) == (["/Doha"], [])


RETRY_AFTER = {
    "seconds": {"Retry-After": "17"},
    "a date": {
        "Date": "Sat, 01 Mar 2025 10:00:00 GMT",
        "Retry-After": "Sat, 01 Mar 2025 10:00:17 GMT",
    },
}


@pytest.mark.parametrize("how", RETRY_AFTER)
def test_a_host_is_left_for_as_long_as_it_asks(site: Website, clock: Clock, how: str) -> None:
    busy = Answer("later", status=429, headers=RETRY_AFTER[how])
    site.answers["/Doha"] = [busy, page("T", story("Doha"))]
    load(site.url("/Doha"), allow_private=True, manners=clock.manners())
    assert clock.slept == [17.0]


@pytest.mark.parametrize("value", ["soon", "-5", "", "Sat, 99 Foo 2025", "1e9"])
def test_a_time_to_come_back_that_makes_no_sense_is_none(site: Website, clock: Clock, value: str) -> None:
    site.answers["/Doha"] = [
        Answer("later", status=503, headers={"Retry-After": value}),
        page("T", story("Doha")),
    ]
    load(site.url("/Doha"), allow_private=True, manners=clock.manners())
    assert len(clock.slept) == 1
    assert clock.slept[0] <= 1.5


def test_a_host_that_asks_for_a_long_rest_is_left_alone(site: Website, clock: Clock) -> None:
    site.answers["/sitemap.xml"] = sitemap(site, *PLACES)
    site.answers["/Oslo"] = Answer("later", status=429, headers={"Retry-After": "86400"})
    told: list[SourceError] = []
    assert names(crawl(site, clock, told)) == ["Doha"]
    assert [e.where for e in told] == [site.url("/Oslo"), site.url("/sitemap.xml")]
    assert "6 more addresses" in told[1].what
    assert site.asked[-1] == "/Oslo"


def test_a_host_that_asks_for_a_rest_is_not_asked_by_way_of_another(site: Website, clock: Clock) -> None:
    with website() as other:
        other.answers["/story"] = Answer("later", status=429, headers={"Retry-After": "86400"})
        site.answers["/Doha"] = site.answers["/Oslo"] = Answer(
            status=302, headers={"Location": other.url("/story")}
        )
        told: list[SourceError] = []
        assert names(crawl(site, clock, told)) == ["Lima"]
        assert other.asked == ["/robots.txt", "/story"]
        assert ["429" in told[0].what, "cannot be asked" in told[1].what] == [True, True]


def test_a_host_that_fails_again_and_again_is_left_alone(site: Website, clock: Clock) -> None:
    site.answers["/sitemap.xml"] = sitemap(site, *PLACES)
    site.answers.update({f"/{p}": Answer("broken", status=500) for p in PLACES[1:]})
    told: list[SourceError] = []
    assert names(crawl(site, clock, told, patience=3)) == ["Doha"]
    assert len(told) == 4
    assert "4 more addresses" in told[-1].what
    assert len(site.asked) == 3 + 3 * 3


def test_a_success_in_between_restores_patience(site: Website, clock: Clock) -> None:
    site.answers["/sitemap.xml"] = sitemap(site, *PLACES)
    site.answers.update({f"/{p}": Answer("broken", status=500) for p in PLACES[::2]})
    told: list[SourceError] = []
    assert names(crawl(site, clock, told, patience=2)) == list(PLACES[1::2])
    assert len(told) == 4


def test_a_connection_that_breaks_off_is_tried_again_and_never_half_an_article(
    site: Website, clock: Clock
) -> None:
    whole = page("T", story("Doha"))
    half = Answer(whole.body[:150], length=len(whole.body))
    site.answers["/Doha"] = [half, whole]
    (article,) = load(site.url("/Doha"), allow_private=True, manners=clock.manners())
    assert article.text == story("Doha")
    site.answers["/Doha"] = half
    with pytest.raises(UnavailableError, match="cannot be fetched"):
        load(site.url("/Doha"), allow_private=True, manners=clock.manners())


@contextmanager
def dripping(head: bytes, drop: bytes) -> Iterator[str]:
    """A server that sends `head` and then `drop` again and again, slowly and without end."""
    done = threading.Event()

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                connection.recv(65_536)
                connection.sendall(head)
                while not done.wait(0.02):
                    connection.sendall(drop)
            except OSError:  # it hung up
                return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            done.set()
            thread.join()


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
DRIPS = {
    "a status line": (b"HTTP/1.1 ", b"2"),
    "a header": (OK + b"X-Long: ", b"x"),
    "the text": (OK + b"Content-Length: 1000000\r\n\r\nEnvoys met. ", b"y"),
    "a text of unknown length": (OK + b"\r\nEnvoys met. ", b"y"),
}


@pytest.mark.parametrize("what", DRIPS)
def test_a_server_that_drips_without_end_is_cut_off(what: str) -> None:
    with dripping(*DRIPS[what]) as url, pytest.raises(UnavailableError, match="takes too long"):
        fetch(url, limit=1_000_000, allow_private=True, seconds=0.3)
