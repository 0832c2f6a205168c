"""The brief as PDF: printed by a browser, tagged, with bookmarks, every part in it, the same bytes each time."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

import analyses
from detente.api.page import Brief
from detente.errors import NotInstalledError, OutputError
from detente.show.brief import CONTENTS
from detente.show.pdf import BROWSER, find_browser, print_pdf, steady

needs_browser = pytest.mark.skipif(
    not (shutil.which("chromium") or shutil.which("chromium-browser")), reason="needs Chromium"
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return Brief(analyses.analysis()).pdf


@pytest.fixture(scope="module")
def reader(pdf: bytes):
    return pytest.importorskip("pypdf").PdfReader(io.BytesIO(pdf))


@pytest.fixture(scope="module")
def text(reader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@needs_browser
def test_the_words_of_the_page_can_be_read_and_searched(text: str) -> None:
    assert "Ethiopia wants a forty-year lease of the northern quay" in text
    assert "Who said it first" in text
    assert "on its word alone" in text


@needs_browser
def test_the_ties_of_every_domain_are_printed_though_the_screen_shows_one(text: str) -> None:
    held = {t.domain for t in analyses.analysis().assembly.system.ties}
    assert len(held) > 1
    for domain in held:
        assert f"{domain.capitalize()} ties" in text


@needs_browser
def test_every_part_has_a_bookmark(reader) -> None:
    def titles(outline) -> list[str]:
        return [t for x in outline for t in (titles(x) if isinstance(x, list) else [x.title])]

    assert {name for _, name in CONTENTS} <= set(titles(reader.outline))


@needs_browser
def test_it_is_tagged_and_its_pages_are_numbered(reader) -> None:
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    total = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        assert f"{number} / {total}" in page.extract_text()


@needs_browser
def test_its_links_lead_to_sources_and_within(reader) -> None:
    notes = [a.get_object() for page in reader.pages for a in page.get("/Annots") or ()]
    addresses = {str(a["/A"]["/URI"]) for a in notes if "/A" in a and "/URI" in a["/A"]}
    assert {"https://courier.example/awash", "https://corridors.example/two-harbours"} <= addresses
    assert not [x for x in addresses if x.startswith("file:")]
    assert [a for a in notes if "/Dest" in a or "/D" in a.get("/A", {})]


@needs_browser
def test_the_same_analysis_gives_the_same_bytes_of_the_day_of_the_brief(pdf: bytes, reader) -> None:
    assert Brief(analyses.analysis()).pdf == pdf
    assert reader.metadata["/CreationDate"].startswith("D:20310401")


def test_dates_are_replaced_in_as_many_bytes() -> None:
    made = b"/CreationDate (D:20260102030405+00'00')\n/ModDate (D:20260102030405+00'00')>>"
    for date in ("2025-03-21", "2025-03", "2025", None):
        assert len(steady(made, date)) == len(made)
        assert b"2026" not in steady(made, date)
    assert b"(D:20250301000000" in steady(made, "2025-03")


def test_without_a_browser_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(BROWSER, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        NotInstalledError, match=r"no Chromium, Chrome or Edge was found; install one .*DETENTE_BROWSER"
    ):
        print_pdf("<p>x")


def test_a_browser_that_is_named_but_not_there_is_named_in_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BROWSER, "/nowhere/chromium")
    with pytest.raises(NotInstalledError, match=r"DETENTE_BROWSER=/nowhere/chromium"):
        find_browser()


def test_a_browser_that_fails_leaves_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "browser"
    fake.write_text("#!/bin/sh\necho cannot print >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv(BROWSER, str(fake))
    target = tmp_path / "brief.pdf"
    with pytest.raises(OutputError, match="made no PDF \\(cannot print\\)"):
        Brief(analyses.analysis()).write(target)
    assert not target.exists()


def test_the_suffix_says_in_what_form_it_is_written(tmp_path: Path) -> None:
    brief = Brief(analyses.analysis())
    assert brief.write(tmp_path / "b.html").read_text(encoding="utf8") == brief.html
    assert brief.write(tmp_path / "b.md").read_text(encoding="utf8") == brief.markdown
    assert brief.write(tmp_path / "b").read_text(encoding="utf8") == brief.html
    with pytest.raises(OutputError, match=r"use \.html, \.md or \.pdf"):
        brief.write(tmp_path / "b.docx")
    assert not (tmp_path / "b.docx").exists()
