"""The whole of the workbench in a browser, as an analyst goes through it: from two articles to a dossier handed on."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from workbenches import served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

SLOW = 300_000  # milliseconds that reading, assembling or running may take on a machine that is busy
NARROW, WIDE = 375, 1280
DETENTE = (sys.executable, "-m", "detente")
ARTICLES = ("observer-bases.txt", "meridian-insurance.txt")
SHOCK = "USA withdraws from SYR at 2"


@contextmanager
def visit(address: str) -> Iterator[Any]:
    """A browser's page at the workbench, where nothing may be noted in the console nor asked of elsewhere."""
    api = pytest.importorskip("playwright.sync_api")
    noise: list[str] = []
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDE, "height": 900})
        page.set_default_timeout(60_000)
        page.on("console", lambda m: noise.append(m.text))
        page.on("pageerror", lambda e: noise.append(str(e)))
        page.on(
            "request",
            lambda r: None if r.url.startswith((address, "data:", "blob:")) else noise.append(r.url),
        )
        page.goto(address)
        yield page
        browser.close()
    assert noise == []


def fits(page: Any) -> None:
    """Nothing sticks out at the side, on a desktop and on a phone."""
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} at {width}: {wide} px too wide"


def go(page: Any, name: str) -> None:
    """Choose a page of the workbench in its bar."""
    page.get_by_role("navigation", name="Workbench").get_by_role("link", name=name, exact=True).click()
    page.get_by_role("heading", level=1).wait_for()
    fits(page)


def press(page: Any, name: str, **rest: Any) -> None:
    """Press the button of that name."""
    page.get_by_role("button", name=name, **rest).first.click()


def finish(page: Any, then: str) -> None:
    """Wait until what was asked for is done and its page has come."""
    page.wait_for_url(re.compile(then), timeout=SLOW)
    page.get_by_role("heading", level=1).wait_for()
    fits(page)


def told(page: Any) -> str:
    """What the page says was just done."""
    return page.get_by_role("status").first.inner_text()


def upload(page: Any, files: list[Path]) -> None:
    """Add files in the library and wait until they are read."""
    page.set_input_files("#files", [str(f) for f in files])
    press(page, "Add files")
    page.locator(".state", has_text=re.compile("done", re.IGNORECASE)).wait_for(timeout=SLOW)
    fits(page)


def reject(page: Any) -> str:
    """Reject the claim that is believed most; its words."""
    go(page, "Claims")
    page.locator(".claims a[href^='/claims/']").first.click()
    words = page.get_by_role("heading", level=1).inner_text()
    page.get_by_label("Why").first.fill("not what was said")
    press(page, "Reject", exact=True)
    assert "Ada rejected" in told(page)
    fits(page)
    return words


def merge(page: Any) -> None:
    """Merge the first two claims on events."""
    go(page, "Claims")
    page.get_by_text("Filters").click()
    page.get_by_label("Kind").select_option("event")
    press(page, "Find")
    before = page.locator("input[name=claims]").count()
    for n in (0, 1):
        page.locator("input[name=claims]").nth(n).check()
    page.get_by_text("Merge those that are ticked").click()
    press(page, "Merge")
    assert "Ada merged" in told(page)
    page.go_back()
    page.reload()
    assert page.locator("input[name=claims]").count() == before - 1


def assemble(page: Any) -> None:
    """Have the system assembled from what the dossier holds."""
    go(page, "System")
    press(page, "Assemble from the dossier")
    finish(page, r"/system$")
    assert page.locator("svg.net").first.is_visible()


def edit(page: Any) -> str:
    """Write what Israel wants on the first issue that names it; the estimate's address."""
    page.get_by_role("link", name="Israel", exact=True).first.click()
    page.locator("#positions + table a.number").first.press("Enter")
    fits(page)
    assert page.get_by_role("heading", name="The sentences").is_visible()
    page.get_by_label("Mean").fill("0.25")
    page.get_by_label("Standard deviation").fill("0.05")
    press(page, "Save")  # a number of one's own needs a reason: the browser does not send it
    assert page.locator("input[name=note]:invalid").count() == 1
    page.get_by_label("Why").first.fill("as told in the briefing of May")
    press(page, "Save")
    assert "briefing of May" in told(page)
    assert page.locator(".big").inner_text().startswith("0.25")
    fits(page)
    return page.url.split("?")[1].split("&")[0]


def run(page: Any) -> str:
    """Compose a withdrawal from the menus and run it; the run's path."""
    go(page, "Scenarios")
    page.get_by_text("Pick one from menus").click()
    for menu, choice in (("actor", "United States"), ("kind", "withdraws from an arena"), ("arena", "Syria")):
        page.locator(f"select[name={menu}]").select_option(label=choice)
    page.get_by_label("from month").fill("2")
    press(page, "Add to the shocks")
    assert page.locator("textarea").input_value().strip() == SHOCK
    page.get_by_label("Title").fill("America leaves")
    page.get_by_label("Runs", exact=True).fill("16")
    page.get_by_label("Months", exact=True).fill("6")
    press(page, "Run", exact=True)
    finish(page, r"/scenarios/runs/\d+")
    assert page.get_by_role("heading", level=1).inner_text() == "America leaves"
    return page.url.split("?")[0]


def numbers(page: Any) -> list[str]:
    """What a run's page says of its largest changes."""
    found = page.locator("table.outcomes").first.locator("td.n").all_inner_texts()
    assert found
    return found


def explain(page: Any) -> None:
    """Ask why an outcome is what it is, and follow it down to a sentence in its article."""
    press(page, "Why?")
    finish(page, r"/scenarios/explanations/\d+")
    why = page.url
    assert page.get_by_role("heading", level=1).inner_text().startswith("Why")
    page.locator(".carriers cite a").first.click()
    sentence = page.locator("li:target")
    assert sentence.is_visible()
    fits(page)
    page.goto(why)


def leave_out(page: Any) -> None:
    """Leave the source that carries most out, see what moves, and take that back."""
    page.locator("#sources + ul summary").first.click()
    page.locator("#sources + ul").get_by_role("button", name="Leave out").first.click()
    finish(page, r"/scenarios/(runs|compare)")
    page.get_by_role("link", name="What moved without it").click()
    fits(page)
    assert page.locator("tr.plus, tr.minus").count() > 0
    press(page, "Undo: count it again")
    page.get_by_text("It counts again").wait_for()
    press(page, "Assemble anew with it and run again")
    finish(page, r"/scenarios/runs/\d+")


def test_from_two_articles_to_a_dossier_handed_on(tmp_path: Path, examples: Path) -> None:
    handed = tmp_path / "handed.jsonl"
    with served(tmp_path / "first.dossier") as address, visit(address) as page:
        upload(page, [examples / "levant" / n for n in ARTICLES])
        words = reject(page)
        merge(page)
        assemble(page)
        estimate = edit(page)
        ran = run(page).removeprefix(address)
        moved = numbers(page)
        explain(page)
        leave_out(page)
        go(page, "Forecasts")
        assert page.locator(".expected > li").count() > 0
        go(page, "History")
        decisions = page.locator(".log > li").count()
        assert decisions == 4  # rejected, merged, left out, and that undone
        go(page, "Briefs")
        with page.expect_download() as download:
            page.get_by_role("link", name="Download the dossier").click()
        download.value.save_as(handed)

    again = tmp_path / "again.dossier"
    taken = subprocess.run([*DETENTE, "dossier", "import", str(handed), "--dossier", str(again)],
                           capture_output=True, text=True, timeout=300)  # fmt: skip
    assert taken.returncode == 0, taken.stderr

    with served(again) as address, visit(address) as page:
        assert page.locator(".articles > li").count() == 2
        go(page, "History")
        assert page.locator(".log > li").count() == decisions
        page.get_by_role("link", name=words, exact=True).first.click()
        assert page.locator(".verdict.rejected").first.is_visible()
        page.goto(f"{address}/system/estimate?{estimate}")
        assert page.locator(".big").inner_text().startswith("0.25")
        assert page.get_by_text("as told in the briefing of May").first.is_visible()
        page.goto(address + ran)
        assert page.get_by_role("heading", level=1).inner_text() == "America leaves"
        assert numbers(page) == moved
        page.get_by_role("link", name=re.compile("^why")).first.click()
        assert page.locator(".carriers blockquote").first.is_visible()
        fits(page)
