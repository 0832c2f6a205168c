"""Documents one at a time: each with its bytes, in a steady order, and what is held is not read again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from tests.websites import Answer, Clock, Website, page, story, website

from detente.errors import SourceError
from detente.sources import Document, load, load_documents

PLACES = ("Doha", "Oslo", "Lima", "Accra", "Hanoi")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, place in enumerate(PLACES):
        (tmp_path / f"{number}.txt").write_text(story(place), encoding="utf8")
    return tmp_path


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as running:
        locations = "".join(f"<url><loc>{running.url(f'/{p}')}</loc></url>" for p in PLACES)
        running.answers["/sitemap.xml"] = Answer(f"<urlset>{locations}</urlset>", "application/xml")
        running.answers.update({f"/{p}": page(f"Talks in {p}", story(p)) for p in PLACES})
        yield running


def test_each_document_has_its_article_its_bytes_and_where_they_lie(folder: Path) -> None:
    first = next(load_documents(folder / "0.txt"))
    assert first.raw == (folder / "0.txt").read_bytes()
    assert first.source == first.article.path == str(folder / "0.txt")
    assert first.article.text == story("Doha")


def test_standard_input_is_a_document_too() -> None:
    (document,) = load_documents("-", stdin=story("Doha").encode())
    assert (document.source, document.raw) == ("-", story("Doha").encode())


def test_documents_come_one_at_a_time(folder: Path) -> None:
    documents = load_documents(folder)
    assert next(documents).article.text == story("Doha")
    (folder / "1.txt").write_text(story("Quito"), encoding="utf8")  # not read yet
    assert next(documents).article.text == story("Quito")


def test_what_is_held_is_not_read_again(folder: Path) -> None:
    held = {str(folder / "0.txt"), str(folder / "2.txt")}
    (folder / "0.txt").chmod(0)
    rest = load_documents(folder, known=held.__contains__)
    assert [Path(d.source).name for d in rest] == ["1.txt", "3.txt", "4.txt"]


def test_nothing_new_is_no_error(folder: Path) -> None:
    assert list(load_documents(folder, known=lambda locator: True)) == []


@pytest.mark.parametrize("stopped_after", range(len(PLACES) + 1))
def test_an_interrupted_crawl_goes_on_where_it_stopped(site: Website, stopped_after: int) -> None:
    held: dict[str, Document] = {}

    def crawl() -> Iterator[Document]:
        return load_documents(
            site.url("/sitemap.xml"),
            allow_private=True,
            known=held.__contains__,
            manners=Clock().manners(),
        )

    held.update({d.source: d for d in islice(crawl(), stopped_after)})
    held.update({d.source: d for d in crawl()})
    assert list(held) == [site.url(f"/{p}") for p in PLACES]
    assert [site.asked.count(f"/{p}") for p in PLACES] == [1] * len(PLACES)


def test_an_article_that_stands_in_two_places_is_given_for_each_and_loaded_once(folder: Path) -> None:
    (folder / "copy.txt").write_text(story("Doha"), encoding="utf8")
    assert len(list(load_documents(folder))) == 6
    told: list[SourceError] = []
    assert len(load(folder, on_skip=told.append)) == 5
    assert [e.where for e in told] == [str(folder / "copy.txt")]


def test_what_is_skipped_is_told_before_the_next_document(folder: Path) -> None:
    (folder / "0.txt").write_bytes(b"\x00\x01\x02")
    (folder / "2.txt").write_bytes(b"")
    told: list[SourceError] = []
    documents = load_documents([folder, folder / "missing.txt"], on_skip=told.append)
    assert Path(next(documents).source).name == "1.txt"
    assert [e.where for e in told] == [str(folder / "0.txt")]
    assert Path(next(documents).source).name == "3.txt"
    assert [Path(str(e.where)).name for e in told] == ["0.txt", "2.txt"]
    assert len(list(documents)) == 1
    assert [Path(str(e.where)).name for e in told] == ["0.txt", "2.txt", "missing.txt"]


def test_progress_tells_how_many_are_done_of_how_many(folder: Path) -> None:
    told: list[tuple[int, int | None, str]] = []
    list(load_documents(folder, on_progress=lambda *now: told.append(now)))
    assert told[0] == (0, 5, str(folder / "0.txt"))
    assert told[-1] == (5, 5, str(folder / "4.txt"))
    assert [t[0] for t in told] == sorted(t[0] for t in told)


def test_progress_counts_what_a_listing_names_once_it_is_read(site: Website) -> None:
    told: list[tuple[int, int | None, str]] = []
    list(
        load_documents(
            site.url("/sitemap.xml"),
            allow_private=True,
            on_progress=lambda *now: told.append(now),
            manners=Clock().manners(),
        )
    )
    assert told[0] == (0, 1, site.url("/sitemap.xml"))
    assert told[1] == (0, 6, site.url("/Doha"))
    assert told[-1] == (6, 6, site.url("/sitemap.xml"))


def test_a_folder_takes_collections_and_leaves_other_xml(folder: Path, site: Website) -> None:
    (folder / "news.xml").write_text(
        f"<?xml version='1.0'?><urlset><url><loc>{site.url('/Doha')}</loc></url></urlset>"
    )
    (folder / "data.xml").write_text("<?xml version='1.0'?><cables><cable>Envoys met.</cable></cables>")
    told: list[SourceError] = []
    documents = list(
        load_documents(folder, allow_private=True, manners=Clock().manners(), on_skip=told.append)
    )
    assert [os.path.basename(d.source) for d in documents] == [f"{n}.txt" for n in range(5)] + ["Doha"]
    assert told == []
