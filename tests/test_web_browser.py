"""The workbench in a browser: from files to a decision, by hand, on a real server."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest

from workbenches import served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workbench served by the command, on a port of its own."""
    with served(tmp_path_factory.mktemp("bench") / "b.dossier") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


def fits(page) -> bool:
    """Nothing sticks out at the side."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(("script", "width"), [(True, 1280), (False, 375)])
def test_from_files_to_decisions(address: str, browser, examples, script: bool, width: int) -> None:
    context = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 800})
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda m: noise.append(m.text))
    page.on("pageerror", lambda e: noise.append(str(e)))
    page.on("request", lambda r: None if r.url.startswith((address, "data:")) else noise.append(r.url))

    page.goto(address)
    files = [examples / "levant" / n for n in ("observer-bases.txt", "digest-reprint.txt")]
    page.set_input_files("#files", [str(f) for f in files])
    page.get_by_role("button", name="Add files").click()
    page.get_by_role("link", name="Israel asks Washington").first.wait_for(timeout=120_000)
    page.locator(".state", has_text=re.compile("done", re.IGNORECASE)).wait_for(timeout=120_000)
    assert not script or fits(page)

    page.get_by_role("link", name="Israel asks Washington").first.click()
    mark = page.locator("a.mark", has_text="Israel has asked the United States to let Russia hold on").first
    assert mark.is_visible()
    assert fits(page) if script else True
    mark.click()
    assert re.search(r"#s[0-9a-f]+$", page.url)
    page.locator("ul.said a[href^='/claims/']").first.click()
    claim = page.url

    page.get_by_role("button", name="Reject", exact=True).click()
    notice = page.locator(".notice")
    assert "Ada rejected" in notice.inner_text()
    assert page.locator(".verdict.rejected").first.is_visible()
    notice.get_by_role("button", name="Undo").click()
    assert "Ada undid decision" in page.locator(".notice").inner_text()
    page.goto(claim)
    assert page.locator("h1 ~ p .verdict.rejected").count() == 0

    page.goto(f"{address}/claims?kind=event")
    total = page.get_by_text(" most believed first").inner_text()
    page.locator("input[name=claims]").nth(0).check()
    page.locator("input[name=claims]").nth(1).check()
    page.get_by_text("Merge those that are ticked").click()
    page.get_by_role("button", name="Merge").click()
    assert "Ada merged" in page.locator(".notice").inner_text()
    page.goto(f"{address}/history")
    page.get_by_role("button", name="Undo").first.click()
    page.goto(f"{address}/claims?kind=event")
    assert page.get_by_text(" most believed first").inner_text() == total
    assert noise == []
    context.close()


@pytest.mark.parametrize("path", ["/library", "/claims", "/history", "/api/docs", "/claims/cnone"])
@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_nothing_sticks_out_at_the_side(address: str, browser, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address + path)
    assert fits(page)
    page.close()
