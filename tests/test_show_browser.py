"""The brief in a browser: it opens evidence, fits a phone, works from the keyboard and makes no noise."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import analyses
from detente.show.brief import render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(render(analyses.analysis()), encoding="utf8")
    return path.as_uri()


@pytest.fixture
def noise() -> list[str]:
    return []


@pytest.fixture
def page(browser, address: str, noise: list[str]) -> Iterator:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.on("console", lambda m: noise.append(m.text))
    opened.on("pageerror", lambda e: noise.append(str(e)))
    opened.on("request", lambda r: noise.append(r.url) if not r.url.startswith("file:") else None)
    opened.goto(address)
    yield opened
    opened.close()


def test_the_page_makes_no_noise_and_no_request(page, noise: list[str]) -> None:
    page.wait_for_load_state()
    assert noise == []


def test_a_number_opens_its_sentence_and_escape_brings_back(page, noise: list[str]) -> None:
    link = page.locator("#issues a.ev", has_text="0.93")
    link.click()
    panel = page.locator("#panel")
    assert panel.is_visible()
    assert "Ethiopia wants a forty-year lease" in panel.inner_text()
    assert "its transport ministry" in panel.inner_text()
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert link.evaluate("e => e === document.activeElement")
    assert noise == []


def test_a_line_of_the_network_opens_its_sentence_from_the_keyboard(page) -> None:
    page.locator(".show-diplomatic .wide a.ev").last.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel blockquote").count() >= 1


def test_the_domain_of_the_ties_can_be_switched(page) -> None:
    assert page.locator(".show-diplomatic").is_visible()
    page.locator("label[for=d-military]").click()
    assert page.locator(".show-military").is_visible()
    assert not page.locator(".show-diplomatic").is_visible()


def test_the_colours_can_be_switched(page) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(paper)
    page.locator("button.theme").click()
    assert page.evaluate(paper) != before


@pytest.mark.parametrize("width", [375, 768, 1280])
def test_nothing_sticks_out_at_the_side(browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_page_reads_without_script(browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("#summary a.ev").first.click()
    assert "#c-" in page.url
    assert not page.locator("button.theme").is_visible()
    context.close()


def test_hostile_text_runs_nowhere(browser, tmp_path: Path) -> None:
    hostile = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    path = tmp_path / "hostile.html"
    path.write_text(render(analyses.analysis(hostile)), encoding="utf8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.locator("#issues a.ev").first.click()
    assert page.title() != "owned"
    page.close()


def test_each_question_is_answered_within_two_clicks_from_the_top(page) -> None:
    questions = page.locator(".questions a")
    assert questions.count() >= 5
    for n in range(questions.count()):
        page.evaluate("scrollTo(0, 0)")
        target = questions.nth(n).get_attribute("href")
        questions.nth(n).click()
        assert page.url.endswith(target)
        place = page.locator(target)
        assert place.is_visible()
        place.locator("a.ev").first.click()
        assert page.locator("#panel").is_visible()
        assert page.locator("#panel").inner_text().strip()
        page.keyboard.press("Escape")


def test_who_wants_what_is_told_with_whose_word_it_is(page) -> None:
    row = page.locator("#issues tbody tr", has_text="Ethiopia").first
    assert "its transport ministry" in row.inner_text()
    row.locator("a.ev").first.click()
    assert "Ethiopia wants a forty-year lease" in page.locator("#panel").inner_text()


def test_what_one_source_alone_says_can_be_reached_by_keyboard(page) -> None:
    page.locator("#origins .rests.sole a.ev").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel .said").count() >= 1
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


def test_the_panel_fits_a_phone_and_shows_the_sentence(browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 700})
    page.goto(address)
    page.locator("#issues a.ev", has_text="0.93").click()
    box = page.locator("#panel").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 375
    assert box["y"] >= 0
    assert "Ethiopia wants a forty-year lease" in page.locator("#panel").inner_text()
    page.close()


def test_labels_of_the_network_do_not_overlap(browser, address: str) -> None:
    for width, picture in ((1280, ".wide"), (375, ".small")):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(address)
        boxes = page.locator(f".show-diplomatic {picture} .node rect").evaluate_all(
            "all => all.map(r => { const b = r.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] })"
        )
        assert len(boxes) >= 5
        for i, a in enumerate(boxes):
            for b in boxes[:i]:
                assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        page.close()
