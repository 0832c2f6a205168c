"""A sitemap is expanded to its pages, an index to its sitemaps, and neither can lead astray without end."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.websites import Answer, Clock, Website, page, story, website

from detente.errors import NotTextError, SourceError, TooLargeError
from detente.sources import Document, load_documents

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PLACES = ("Doha", "Oslo", "Lima", "Accra")


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as running:
        running.answers.update({f"/{p}": page(f"Talks in {p}", story(p)) for p in PLACES})
        yield running


def sitemap(site: Website, *places: str) -> str:
    urls = "".join(f"<url><loc>{site.url(f'/{p}')}</loc><lastmod>2025-03-09</lastmod></url>" for p in places)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {SPACE}>{urls}</urlset>'


def index(site: Website, *paths: str) -> Answer:
    maps = "".join(f"<sitemap><loc>{site.url(p)}</loc></sitemap>" for p in paths)
    return Answer(f"<sitemapindex {SPACE}>{maps}</sitemapindex>", "text/xml")


def read(path: str | Path, told: list[SourceError] | None = None) -> list[Document]:
    told = [] if told is None else told
    return list(load_documents(path, allow_private=True, manners=Clock().manners(), on_skip=told.append))


def names(documents: list[Document]) -> list[str]:
    return [d.source.rsplit("/", 1)[1] for d in documents]


PACKED = {
    "plain": lambda text: Answer(text, "application/xml"),
    "a .gz file": lambda text: Answer(gzip.compress(text.encode()), "application/gzip"),
    "a .gz file of unknown type": lambda text: Answer(
        gzip.compress(text.encode()), "application/octet-stream"
    ),
    "packed on its way": lambda text: Answer(
        gzip.compress(text.encode()), "application/xml", headers={"Content-Encoding": "gzip"}
    ),
    "a .gz file packed on its way": lambda text: Answer(
        gzip.compress(gzip.compress(text.encode())), "application/gzip", headers={"Content-Encoding": "gzip"}
    ),
}


@pytest.mark.parametrize("how", PACKED)
def test_a_sitemap_gives_its_pages_however_it_is_packed(site: Website, how: str) -> None:
    site.answers["/sitemap.xml.gz"] = PACKED[how](sitemap(site, *PLACES))
    documents = read(site.url("/sitemap.xml.gz"))
    assert names(documents) == list(PLACES)
    assert documents[0].article.text == story("Doha")


def test_a_packed_sitemap_in_a_file_gives_its_pages(site: Website, tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml.gz").write_bytes(gzip.compress(sitemap(site, "Oslo").encode()))
    assert names(read(tmp_path)) == ["Oslo"]


def test_the_last_change_of_a_sitemap_is_no_date_of_an_article(site: Website) -> None:
    site.answers["/sitemap.xml"] = Answer(sitemap(site, "Doha"), "application/xml")
    article = read(site.url("/sitemap.xml"))[0].article
    assert (article.published, article.modified) == (None, None)


def test_a_news_sitemap_tells_title_outlet_and_date(site: Website) -> None:
    site.answers["/Doha"] = page("", story("Doha"))
    site.answers["/news.xml"] = Answer(
        f'<urlset {SPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        f"<loc>{site.url('/Doha')}</loc><news:news><news:publication><news:name>Ruritania Times</news:name>"
        "<news:language>en</news:language></news:publication><news:title>Ministers meet in Doha</news:title>"
        "<news:publication_date>2025-03-01T08:00:00Z</news:publication_date></news:news></url></urlset>",
        "text/xml",
    )
    article = read(site.url("/news.xml"))[0].article
    assert (article.title, article.publisher, article.published) == (
        "Ministers meet in Doha",
        "Ruritania Times",
        "2025-03-01",
    )


def test_an_index_gives_the_pages_of_its_sitemaps_in_order(site: Website) -> None:
    site.answers["/index.xml"] = index(site, "/1.xml", "/2.xml.gz")
    site.answers["/1.xml"] = Answer(sitemap(site, "Doha", "Oslo"), "application/xml")
    site.answers["/2.xml.gz"] = Answer(
        gzip.compress(sitemap(site, "Lima", "Doha").encode()), "application/gzip"
    )
    told: list[tuple[int, int | None]] = []
    documents = load_documents(
        site.url("/index.xml"),
        allow_private=True,
        manners=Clock().manners(),
        on_progress=lambda done, total, what: told.append((done, total)),
    )
    assert names(list(documents)) == ["Doha", "Oslo", "Lima"]
    assert told[-1] == (5, 5)
    assert (0, None) in told  # the second sitemap is not read yet


def test_an_index_that_contains_itself_ends(site: Website) -> None:
    site.answers["/index.xml"] = index(site, "/index.xml", "/other.xml", "/pages.xml")
    site.answers["/other.xml"] = index(site, "/index.xml", "/other.xml")
    site.answers["/pages.xml"] = Answer(sitemap(site, "Doha"), "application/xml")
    told: list[SourceError] = []
    assert names(read(site.url("/index.xml"), told)) == ["Doha"]
    assert ["within itself" in e.what for e in told] == [True, True, True]
    assert site.asked.count("/index.xml") == 1


def test_an_index_of_nothing_but_itself_is_an_error(site: Website) -> None:
    site.answers["/index.xml"] = index(site, "/index.xml")
    with pytest.raises(SourceError, match="within itself"):
        read(site.url("/index.xml"))


def test_indexes_of_indexes_without_end_are_given_up(site: Website) -> None:
    for depth in range(10):
        site.answers[f"/{depth}.xml"] = index(site, f"/{depth + 1}.xml")
    with pytest.raises(SourceError, match="too deep") as caught:
        read(site.url("/0.xml"))
    assert caught.value.where == site.url("/3.xml")


def test_a_sitemap_that_cannot_be_had_is_told_and_the_others_are_read(site: Website) -> None:
    site.answers["/index.xml"] = index(site, "/gone.xml", "/page.xml", "/2.xml")
    site.answers["/page.xml"] = page("No sitemap", story("Bonn"))
    site.answers["/2.xml"] = Answer(sitemap(site, "Lima"), "application/xml")
    told: list[SourceError] = []
    assert names(read(site.url("/index.xml"), told)) == ["Lima"]
    assert [e.where for e in told] == [site.url("/gone.xml"), site.url("/page.xml")]
    assert "no sitemap" in told[1].what


@pytest.mark.parametrize("packed_on_its_way", [False, True])
def test_a_sitemap_that_unpacks_past_the_limit_is_refused(site: Website, packed_on_its_way: bool) -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 60_000_000)
    site.answers["/bomb.xml.gz"] = Answer(
        bomb, "application/gzip", headers={"Content-Encoding": "gzip"} if packed_on_its_way else {}
    )
    with pytest.raises(TooLargeError) as caught:
        read(site.url("/bomb.xml.gz"))
    assert caught.value.where == site.url("/bomb.xml.gz")


def test_a_page_of_a_sitemap_is_no_sitemap(site: Website) -> None:
    site.answers["/sitemap.xml"] = Answer(sitemap(site, "Doha", "nested.xml"), "application/xml")
    site.answers["/nested.xml"] = Answer(sitemap(site, "Oslo"), "application/xml")
    told: list[SourceError] = []
    assert names(read(site.url("/sitemap.xml"), told)) == ["Doha"]
    assert "not a page of text" in told[0].what


def test_other_xml_at_an_address_is_refused(site: Website) -> None:
    site.answers["/data.xml"] = Answer(
        "<?xml version='1.0'?><minutes>Envoys met.</minutes>", "application/xml"
    )
    with pytest.raises(NotTextError, match="XML data"):
        read(site.url("/data.xml"))


def test_relative_and_broken_addresses_are_told(site: Website) -> None:
    site.answers["/sitemap.xml"] = Answer(
        "<urlset><url><loc> /Doha </loc></url><url><loc>http://[</loc></url><url><loc/></url><url/></urlset>",
        "application/xml",
    )
    told: list[SourceError] = []
    assert names(read(site.url("/sitemap.xml"), told)) == ["Doha"]
    assert len(told) == 2
    assert "no valid address" in told[0].what
    assert "neither an address" in told[1].what
