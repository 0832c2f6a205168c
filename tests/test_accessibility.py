"""Every page of the workbench and the brief, held against the rules of axe-core: light and dark, phone and desktop."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import sleep
from urllib.parse import urlencode

import pytest
import uvicorn

import analyses
from detente.api.modelling import system_in
from detente.show.brief import render
from detente.system.editing import estimates
from workbenches import dossier_of, fill_all, places, workbench

AXE = Path(__file__).with_name("axe")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
BESIDES = ("/claims/cnone", "/nothing", "/claims?q=nothing+of+it", "/claims?kind=event&least=0.1",
           "/library?q=nothing+of+it", "/history?done=1", "/system/compare?before=1&after=2",
           "/scenarios/compare?before=1&after=3", "/scenarios?shock=USA+leaves", "/scenarios/runs/3",
           "/system/estimates?part=ties", "/forecasts?status=open")  # fmt: skip
FILES = ("/api/v", "/api/openapi", "/briefs/", "/dossier.jsonl")
DOWNLOADS = (".yaml", ".csv", ".jsonl")
_RUN = "rules => axe.run(document, {resultTypes: ['violations'], ...(rules && {runOnly: rules})})"
OF_COLOUR = ["color-contrast", "link-in-text-block"]
LOOKS = {"light": None, "dark": OF_COLOUR}  # all else is the same in light and dark


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, of the version that is pinned; fetched by npm where it is not there yet."""
    file = AXE / "node_modules" / "axe-core" / "axe.min.js"
    pinned = json.loads((AXE / "package.json").read_text())["dependencies"]["axe-core"]
    held = file.with_name("package.json")
    if not held.exists() or json.loads(held.read_text())["version"] != pinned:
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("install npm to hold pages against axe-core")
        line = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(line, cwd=AXE, capture_output=True, text=True, timeout=300)
        if done.returncode:
            pytest.skip(f"npm cannot fetch axe-core here: {done.stderr.strip()[-300:]}")
    return file.read_text("utf8")


@pytest.fixture(scope="module")
def browser() -> Iterator:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


class _Quiet(uvicorn.Server):
    """A server in a thread: who interrupts the tests does not interrupt it."""

    def __init__(self, app) -> None:
        super().__init__(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
        self._thread = Thread(target=self.run)

    def __enter__(self) -> str:
        self._thread.start()
        while not self.started:
            sleep(0.01)
        return f"http://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self.should_exit = True
        self._thread.join(30)


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Every page of a filled workbench, in some of its states; its login; and the brief."""
    folder = tmp_path_factory.mktemp("pages")
    brief = folder / "brief.html"
    brief.write_text(render(analyses.analysis()), encoding="utf8")
    with workbench(folder) as client, workbench(folder / "shut", str(folder / "s"), token="x" * 20) as shut:
        dossier = dossier_of(client)
        fill_all(dossier)
        pages = [p for p in places(client) if not p.startswith(FILES) and not p.endswith(DOWNLOADS)]
        assert {"/library", "/claims", "/system", "/scenarios/runs/1", "/forecasts", "/api/docs"} <= set(
            pages
        )
        address = next(a for a, e in estimates(system_in(dossier)[1]) if e.basis == "claims")
        pages += ["/system/estimate?" + urlencode({"of": "/".join(address)})]
        with _Quiet(client.app) as here, _Quiet(shut.app) as there:
            yield [*(here + p for p in (*pages, *BESIDES)), there + "/login", brief.as_uri()]


@pytest.mark.parametrize("width", [375, 1280])
def test_no_page_breaks_a_serious_or_critical_rule(axe, browser, addresses, width) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    wrong = []
    for address in addresses:
        page.goto(address)
        page.evaluate(f"{axe}\n;null")
        for scheme, rules in LOOKS.items():
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("scheme => matchMedia(`(prefers-color-scheme: ${scheme})`).matches", scheme)
            found = page.evaluate(_RUN, rules)
            assert found["testEngine"]["name"] == "axe-core"
            wrong += [
                f"{address.partition('://')[2]}, {scheme}: {v['id']} ({v['impact']}): {v['help']}: {n['html'][:160]}"
                for v in found["violations"]
                if v["impact"] in ("serious", "critical")
                for n in v["nodes"][:3]
            ]
    page.close()
    assert not wrong, "\n".join(wrong)


def test_axe_would_tell_of_what_is_wrong(axe, browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<html><body><img src='data:,'><p style='color:#ccc;background:#fff'>pale</p></body></html>"
    )
    page.evaluate(f"{axe}\n;null")
    found = {v["id"] for v in page.evaluate(_RUN)["violations"]}
    assert {"image-alt", "color-contrast", "html-has-lang"} <= found
    assert {v["id"] for v in page.evaluate(_RUN, OF_COLOUR)["violations"]} == {"color-contrast"}
    page.close()
