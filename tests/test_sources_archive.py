"""A WARC archive gives the pages in it, record by record; what is damaged in it costs no more than itself."""

from __future__ import annotations

import gzip
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.websites import Answer, page, story, website
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from detente.errors import EmptySourceError, NotTextError, SourceError, TooLargeError
from detente.sources import Document, load, load_documents, read_article
from detente.sources.archive import Record, records

HTML = "text/html; charset=utf-8"


class Writer(WARCWriter):
    """warcio's writer with scratch files in memory, which it leaves unclosed, and ids that do not vary."""

    @staticmethod
    def _create_temp_file() -> Any:
        return BytesIO()

    @classmethod
    def _make_warc_id(cls) -> str:
        return "<urn:uuid:00000000-0000-4000-8000-000000000000>"


class Archive:
    """A WARC archive in the making."""

    def __init__(self, packed: bool = True) -> None:
        self.file = BytesIO()
        self.writer = Writer(self.file, gzip=packed)

    def add(
        self,
        target: str,
        body: bytes,
        kind: str | None = HTML,
        *,
        status: str = "200 OK",
        taken: str = "2025-03-01T12:00:00Z",
        headers: tuple[tuple[str, str], ...] = (),
        record: str = "response",
        **more: str,
    ) -> Archive:
        """Add a record; a response with its HTTP headers."""
        answer = [("Content-Type", kind)] if kind else []
        http = (
            StatusAndHeaders(status, [*answer, *headers], protocol="HTTP/1.1")
            if record == "response"
            else None
        )
        made: Any = self.writer.create_warc_record(
            target,
            record,
            payload=BytesIO(body),
            http_headers=http,
            warc_content_type="" if http else (kind or ""),
            warc_headers_dict={"WARC-Date": taken, **{k.replace("_", "-"): v for k, v in more.items()}},
        )
        self.writer.write_record(made)
        return self

    def save(self, path: Path) -> Path:
        path.write_bytes(self.file.getvalue())
        return path


def body(place: str) -> bytes:
    html = page(f"Talks in {place}", story(place)).body
    return html if isinstance(html, bytes) else html.encode()


def three(packed: bool = True) -> Archive:
    archive = Archive(packed)
    for place in ("Doha", "Oslo", "Lima"):
        archive.add(f"https://ruritaniatimes.example/{place}", body(place))
    return archive


def read(path: Path, told: list[SourceError] | None = None, **more: Any) -> list[Document]:
    return list(load_documents(path, on_skip=([] if told is None else told).append, **more))


def texts(documents: list[Document]) -> list[str]:
    return [d.article.text for d in documents]


THREE = [story("Doha"), story("Oslo"), story("Lima")]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_an_archive_gives_its_pages_in_its_order(name: str, tmp_path: Path) -> None:
    path = three(packed=name.endswith(".gz")).save(tmp_path / name)
    documents = read(path)
    assert texts(documents) == THREE
    first = documents[0]
    assert first.source == f"{path}#2025-03-01T12:00:00Z/https://ruritaniatimes.example/Doha"
    assert first.article.url == "https://ruritaniatimes.example/Doha"
    assert first.raw == body("Doha")
    assert read_article(first.raw, first.source, url=first.article.url) == first.article


def test_an_archive_packed_in_one_piece_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "whole.warc.gz"
    path.write_bytes(gzip.compress(three(packed=False).file.getvalue()))
    assert texts(read(path)) == THREE


def test_a_folder_of_archives_and_articles_gives_all(tmp_path: Path) -> None:
    three().save(tmp_path / "b.warc.gz")
    (tmp_path / "a.txt").write_text(story("Accra"))
    assert [a.text for a in load(tmp_path)] == [story("Accra"), *THREE]


def test_an_archive_on_standard_input_is_read() -> None:
    documents = load_documents("-", stdin=three().file.getvalue())
    assert [d.source.partition("#")[0] for d in documents] == ["-"] * 3


@pytest.mark.parametrize("kind", ["application/warc", "application/gzip"])
def test_an_archive_at_an_address_is_read(kind: str) -> None:
    with website({"/crawl.warc.gz": Answer(three().file.getvalue(), kind)}) as site:
        documents = list(load_documents(site.url("/crawl.warc.gz"), allow_private=True))
    assert texts(documents) == THREE
    assert documents[0].source.startswith(site.url("/crawl.warc.gz#2025"))


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    archive = Archive()
    archive.writer.write_record(
        archive.writer.create_warcinfo_record("crawl.warc.gz", {"software": "a crawler"})
    )
    site = "https://ruritaniatimes.example"
    archive.add(f"{site}/robots.txt", b"User-agent: *\nDisallow: /", "text/plain")
    archive.add(f"{site}/logo.png", b"\x89PNG\r\n\x1a\n", "image/png")
    archive.add(f"{site}/data.json", b'{"a": 1}', "application/json")
    archive.add(f"{site}/moved", b"", status="301 Moved", headers=(("Location", "/there"),))
    archive.add(f"{site}/gone", body("Bonn"), status="404 Not Found")
    archive.add("metadata://crawler/log", b"It fetched things on Monday.", "text/plain", record="resource")
    archive.add("dns:ruritaniatimes.example", b"20250301\nA 192.0.2.1", "text/dns", record="resource")
    archive.add(f"{site}/asked", b"GET / HTTP/1.1", "application/http; msgtype=request", record="request")
    archive.add(f"{site}/doha", body("Doha"))
    archive.add(f"{site}/note.txt", story("Oslo").encode(), "text/plain", record="resource")
    told: list[SourceError] = []
    assert texts(read(archive.save(tmp_path / "a.warc.gz"), told)) == [story("Doha"), story("Oslo")]
    assert told == []


@pytest.mark.parametrize(
    ("packing", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("gzip", lambda data: data),
        ("identity", lambda data: data),
    ],
    ids=["gzip", "deflate", "bare deflate", "unpacked by its crawler", "identity"],
)
@pytest.mark.parametrize("chunked", [False, True])
def test_answers_are_unpacked_as_they_were_sent(
    packing: str, pack: Any, chunked: bool, tmp_path: Path
) -> None:
    sent = pack(body("Doha"))
    headers = [("Content-Encoding", packing)]
    if chunked:
        sent = (
            b"".join(f"{len(p):x}\r\n".encode() + p + b"\r\n" for p in (sent[:100], sent[100:]))
            + b"0\r\n\r\n"
        )
        headers.append(("Transfer-Encoding", "chunked"))
    path = Archive().add("https://a.example/", sent, headers=tuple(headers)).save(tmp_path / "a.warc.gz")
    (document,) = read(path)
    assert document.raw == body("Doha")


def test_a_long_page_is_read_whole(tmp_path: Path) -> None:
    long = "\n\n".join(story(f"Port {name}") for name in ("Alba", "Bara", "Cora", "Dora") for _ in range(100))
    path = Archive().add("https://a.example/", long.encode(), "text/plain").save(tmp_path / "a.warc.gz")
    assert read(path)[0].raw == long.encode()


def test_the_charset_that_the_server_declared_is_used(tmp_path: Path) -> None:
    text = story("Łódź") + " Zażółć gęślą jaźń, he added."
    archive = Archive().add("https://a.example/", text.encode("iso-8859-2"), "text/plain; charset=iso-8859-2")
    assert texts(read(archive.save(tmp_path / "a.warc"))) == [text]


def test_two_takes_of_one_page_are_two_documents(tmp_path: Path) -> None:
    archive = Archive()
    archive.add("https://a.example/", body("Doha"), taken="2025-03-01T12:00:00Z")
    archive.add("https://a.example/", body("Oslo"), taken="2025-03-02T12:00:00Z")
    documents = read(archive.save(tmp_path / "a.warc.gz"))
    assert texts(documents) == [story("Doha"), story("Oslo")]
    assert len({d.source for d in documents}) == 2
    assert {d.article.url for d in documents} == {"https://a.example/"}


def test_an_interrupted_reading_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path = three().save(tmp_path / "a.warc.gz")
    held = {next(load_documents(path)).source}
    assert texts(read(path, known=held.__contains__)) == THREE[1:]


def test_a_page_that_is_no_article_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    archive = three()
    archive.add("https://a.example/menu", b"<!doctype html><html><body><nav>News Sport</nav></body></html>")
    archive.add("https://a.example/brotli", b"\x0b\x02\x80", headers=(("Content-Encoding", "br"),))
    archive.add("https://a.example/cut", body("Bonn"), WARC_Truncated="length")
    archive.add(
        "https://a.example/half", gzip.compress(body("Bonn"))[:-20], headers=(("Content-Encoding", "gzip"),)
    )
    archive.add("https://a.example/more", body("Accra"))
    told: list[SourceError] = []
    assert texts(read(archive.save(tmp_path / "a.warc.gz"), told)) == [*THREE, story("Accra")]
    assert len(told) == 4
    assert all("a.example" in e.message and e.remedy for e in told)


def test_a_page_past_the_limit_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    archive = Archive()
    archive.add("https://a.example/big", b"<html>" + b" " * 300_000)
    archive.add(
        "https://a.example/bomb", gzip.compress(b" " * 3_000_000), headers=(("Content-Encoding", "gzip"),)
    )
    archive.add("https://a.example/doha", body("Doha"))
    told: list[SourceError] = []
    assert texts(read(archive.save(tmp_path / "a.warc.gz"), told, limit=100_000)) == [story("Doha")]
    assert [type(e) for e in told] == [TooLargeError, TooLargeError]


def test_an_archive_that_unpacks_without_end_is_given_up(tmp_path: Path) -> None:
    archive = three()
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: video/mp4\r\nContent-Length: 900000000\r\n\r\n"
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = [packer.compress(head), *(packer.compress(bytes(1_000_000)) for _ in range(150)), packer.flush()]
    (tmp_path / "bomb.warc.gz").write_bytes(archive.file.getvalue() + b"".join(bomb))
    told: list[SourceError] = []
    assert texts(read(tmp_path / "bomb.warc.gz", told)) == THREE
    assert [type(e) for e in told] == [TooLargeError]
    assert "times its size" in told[0].what


@pytest.mark.parametrize(
    "tail",
    [
        b"WARC/1.0\r\n" + b"X-Long: y\r\n" * 200_000 + b"\r\n",
        b"WARC/1.0\r\nX: " + b"y" * 2_000_000,
        b"WARC/9.9\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    ],
    ids=["endless headers", "an endless header", "an unknown version"],
)
@pytest.mark.parametrize("packed", [False, True])
def test_headers_out_of_bounds_end_the_archive(tail: bytes, packed: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(three(packed).file.getvalue() + (gzip.compress(tail) if packed else tail))
    told: list[SourceError] = []
    assert texts(read(path, told)) == THREE
    assert len(told) == 1
    assert "damaged at record 4" in told[0].what


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_cut_off_gives_what_is_whole_in_it_and_says_so(packed: bool, tmp_path: Path) -> None:
    whole = three(packed).file.getvalue()
    (tmp_path / "a.warc.gz").write_bytes(whole[:-200])
    told: list[SourceError] = []
    assert texts(read(tmp_path / "a.warc.gz", told)) == THREE[:2]
    assert len(told) == 1
    assert "damaged at record 3" in told[0].what


def test_damage_between_records_costs_no_more_than_itself(tmp_path: Path) -> None:
    one, two = three(packed=False).file.getvalue(), three(packed=False).file.getvalue()
    (tmp_path / "a.warc").write_bytes(
        one + b"\r\nsome stray bytes\r\n\r\n" + two.replace(b"03-01T12", b"03-02T12")
    )
    told: list[SourceError] = []
    assert len(read(tmp_path / "a.warc", told)) == 6
    assert "16 bytes after record 3" in told[0].what


def test_a_record_that_does_not_say_its_length_is_told(tmp_path: Path) -> None:
    stray = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n\r\n"
    (tmp_path / "a.warc").write_bytes(stray + three(packed=False).file.getvalue())
    told: list[SourceError] = []
    assert texts(read(tmp_path / "a.warc", told)) == THREE
    assert "how long" in told[0].what


def test_an_archive_without_pages_is_an_error(tmp_path: Path) -> None:
    archive = Archive().add("https://a.example/logo.png", b"\x89PNG", "image/png")
    with pytest.raises(EmptySourceError, match="holds no page"):
        read(archive.save(tmp_path / "a.warc.gz"))


def test_a_packed_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(story("Doha").encode()))
    with pytest.raises(NotTextError, match="gzip"):
        read(tmp_path / "a.warc.gz")


def test_progress_does_not_know_the_end_of_an_archive_before_it_is_there(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    path = three().save(tmp_path / "a.warc.gz")
    read(path, on_progress=lambda done, total, what: told.append((done, total)))
    assert told[0] == (0, 1)
    assert {total for _, total in told[1:-1]} == {None}
    assert told[-1] == (4, 4)


def test_nothing_is_printed_about_a_damaged_archive(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = three().file.getvalue()
    told: list[SourceError] = []
    for cut in range(5, len(whole), 97):
        (tmp_path / "a.warc.gz").write_bytes(whole[:cut] + bytes(20) + whole[cut + 20 :])
        (tmp_path / "a.txt").write_text(story("Accra"))
        assert read(tmp_path, told)
    assert told
    assert not any("\n" in error.message for error in told)
    assert capfd.readouterr() == ("", "")


@given(st.data())
def test_a_damaged_archive_never_gives_more_than_pages_and_clear_errors(data: st.DataObject) -> None:
    whole = bytearray(three(packed=data.draw(st.booleans())).file.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    for found in records(BytesIO(bytes(whole)), where="a.warc", size=len(whole), limit=100_000):
        if isinstance(found, Record):
            assert len(found.data) <= 100_000
        else:
            assert isinstance(found, SourceError)
            assert "a.warc" in found.message
