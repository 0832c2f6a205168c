"""Paths in, articles out: files, folders, globs, standard input; and bad input ends in one clear error."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from detente.errors import (
    EmptySourceError,
    FetchError,
    LanguageError,
    NotTextError,
    SourceError,
    TooLargeError,
)
from detente.sources import load, read_article

STORY = "Envoys of both sides met in Doha on Saturday. They agreed to meet again in June.\n"
OTHER = "Kenya sent more police to Haiti on Monday. The gangs did not wait for them.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text(STORY, encoding="utf8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "z.md").write_text(OTHER, encoding="utf8")
    (tmp_path / "notes.csv").write_text("1,2", encoding="utf8")
    (tmp_path / ".hidden.txt").write_text("x", encoding="utf8")
    return tmp_path


def test_a_folder_is_read_through_in_a_stable_order(folder: Path) -> None:
    assert [Path(a.path).name for a in load(folder)] == ["z.md", "b.txt"]


def test_a_glob_reads_what_it_matches(folder: Path) -> None:
    assert [Path(a.path).name for a in load(str(folder / "*.txt"))] == ["b.txt"]


def test_the_path_is_kept_as_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert load("b.txt")[0].path == "b.txt"


@pytest.mark.parametrize("given", [STORY.encode(), io.BytesIO(STORY.encode())])
def test_a_dash_is_standard_input(given: bytes | io.BytesIO) -> None:
    (article,) = load("-", stdin=given)
    assert article.path == "-"
    assert article.text == STORY.strip()


def test_one_bad_file_among_several_is_skipped_and_told(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"\x00\x01\x02")
    told: list[SourceError] = []
    articles = load([folder, folder / "missing.txt"], on_skip=told.append)
    assert len(articles) == 2
    assert [type(e) for e in told] == [NotTextError, SourceError]
    assert told[0].where == str(folder / "c.txt")


def test_without_anyone_to_tell_a_skipped_file_is_a_warning(folder: Path) -> None:
    with pytest.warns(UserWarning, match="does not exist"):
        assert len(load([folder / "b.txt", folder / "missing.txt"])) == 1


def test_one_bad_file_alone_is_an_error(folder: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        load(folder / "missing.txt")


def test_if_nothing_can_be_read_each_reason_is_told(folder: Path) -> None:
    told: list[SourceError] = []
    with pytest.raises(SourceError, match="none of 2 inputs"):
        load([folder / "one.txt", folder / "two.txt"], on_skip=told.append)
    assert len(told) == 2


def test_the_same_article_is_kept_once(folder: Path) -> None:
    (folder / "copy.txt").write_text(STORY, encoding="utf8")
    told: list[SourceError] = []
    articles = load([folder / "b.txt", folder / "copy.txt", folder / "b.txt"], on_skip=told.append)
    assert [Path(a.path).name for a in articles] == ["b.txt"]
    assert ["same article" in e.what or "twice" in e.what for e in told] == [True, True]


def test_a_folder_without_articles_and_a_glob_without_match_say_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no article"):
        load(tmp_path)
    with pytest.raises(SourceError, match="matches no file"):
        load(str(tmp_path / "*.txt"))
    with pytest.raises(SourceError, match="nothing to read"):
        load([])


BAD = {
    "empty": (b"", EmptySourceError, "empty"),
    "blank": (b" \n\t \r\n", EmptySourceError, "empty"),
    "only furniture": (
        b"Share\n\nSubscribe to our newsletter\n\nBack to top\n",
        EmptySourceError,
        "no article",
    ),
    "zeros": (b"abc\x00def" * 20, NotTextError, "binary"),
    "control characters": (b"abc \x01\x02\x03 def" * 20, NotTextError, "binary"),
    "pdf": (b"%PDF-1.7 and so on", NotTextError, "PDF"),
    "zip": (b"PK\x03\x04" + b"x" * 50, NotTextError, "ZIP"),
    "png": (b"\x89PNG\r\n\x1a\n", NotTextError, "PNG"),
    "cut utf-8": ("Málaga and São Tomé and Côte d’Ivoire’".encode()[:-1], NotTextError, "broken character"),
    "cut utf-16": (b"\xff\xfeA\x00B", NotTextError, "utf-16"),
    "xml data": (b"<?xml version='1.0'?><rss><item>Envoys met.</item></rss>", NotTextError, "XML"),
    "french": (
        "Le président a annoncé lundi que les troupes quitteraient le pays avant la fin de l'année, "
        "selon un communiqué du ministère des armées publié hier soir à Paris.".encode(),
        LanguageError,
        "French",
    ),
    "russian, old encoding": (
        ("Войска вышли из города в понедельник, сообщили в министерстве. " * 8).encode("koi8-r"),
        LanguageError,
        "Russian",
    ),
    "a book": (b"Envoys met on Monday. " * 60_000, TooLargeError, "characters"),
    "endless": (b"x" * 10_000_001, TooLargeError, "10,000,000"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_input_ends_in_one_clear_error(name: str, tmp_path: Path) -> None:
    data, kind, words = BAD[name]
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    with pytest.raises(kind, match=words) as caught:
        load(path)
    assert caught.value.where == str(path)
    assert caught.value.remedy


def test_a_file_past_the_limit_is_refused_unread(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(50_000_000_000)  # sparse: reading it would not end soon
    with pytest.raises(TooLargeError):
        load(huge)


def test_an_endless_standard_input_is_refused() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert size > 0
            return b"x" * size

    with pytest.raises(TooLargeError):
        load("-", stdin=Endless())  # type: ignore[arg-type]


def test_a_device_is_no_article() -> None:
    with pytest.raises(SourceError, match="no regular file"):
        load("/dev/null")


@pytest.mark.parametrize("address", ["ftp://example.org/a", "file:///etc/hosts", "http://"])
def test_only_web_addresses_are_fetched(address: str) -> None:
    with pytest.raises(FetchError):
        load(address)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_accents_and_quotation_marks_survive_any_usual_encoding(encoding: str) -> None:
    story = "The council’s envoy to Côte d’Ivoire met “friends” in Málaga on Monday, officials said."
    assert read_article(story.encode(encoding), "a.txt").text == story


def test_words_are_never_normalised() -> None:
    story = "The envoy went to Co\u0302te d'Ivoire\u00a0on Monday, and the caf\u00e9 was \ufb01ne, they said."
    assert read_article(story.encode(), "a.txt").text == story


def test_a_text_too_short_to_tell_is_taken_for_english() -> None:
    assert read_article(b"Erdogan meets Putin in Sochi.", "a.txt").language == "en"
