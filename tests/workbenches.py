"""Workbenches for tests: one on a fresh dossier, talked to as a browser or as a program does."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from tempfile import TemporaryDirectory
from typing import Any

from starlette.testclient import TestClient

import builders
from detente.api.modelling import (
    assemble_dossier,
    edit_estimate,
    explain_run,
    leave_out,
    run_dossier,
    system_in,
)
from detente.store import Dossier, open_dossier
from detente.system.editing import estimates
from detente.web import pages
from detente.web.app import create_app
from detente.web.settings import Settings
from detente.web.tasks import Add
from dossiers import document, talks

HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">'\"&{{7*7}}"


@contextmanager
def workbench(folder: Path, url: str | None = None, **rest: Any) -> Iterator[TestClient]:
    """A browser at a workbench; `client.app.state.dossier` is what it serves."""
    settings = Settings(url or str(folder / "w.dossier"), work=folder / "work", **{"author": "Ada", **rest})
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8321", client=("10.0.0.1", 5)) as client:
        yield client


@contextmanager
def served(dossier: Path) -> Iterator[str]:
    """The address of a workbench that the command serves; interrupted at the end, as by Ctrl-C."""
    line = [sys.executable, "-m", "detente", "serve", "--dossier", str(dossier), "--port", "0"]
    env = {**os.environ, "DETENTE_AUTHOR": "Ada"}
    with subprocess.Popen(
        line, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=env
    ) as server:
        try:
            assert server.stderr
            said = server.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert found, said + server.stderr.read()
            yield found[0]
        finally:
            server.send_signal(signal.SIGINT)
            ended = server.wait(60)
        assert ended == 130  # interrupted, as every command says it


def dossier_of(client: TestClient) -> Dossier:
    """The dossier that a workbench serves."""
    return client.app.state.dossier  # type: ignore[attr-defined]


def fill(dossier: Dossier, hostile: str = "") -> None:
    """Put in three articles: two tell of talks, one of a position and of bases."""
    one = document(f"Israel and Russia held talks. {hostile}", "one.txt", publisher="The Levant Observer",
                   published="2025-03-01", title=f"Talks {hostile}".strip())  # fmt: skip
    two = document("Turkey wants Russia to leave. Russia keeps bases in Syria.", "two.txt", publisher="Le Monde Arabe",
                   published="2025-03-04", title="After the bases")  # fmt: skip
    three = document("Israel and Russia met in Moscow.", "three.txt", publisher="Ledger", published="2025-06-01",
                     title="A meeting")  # fmt: skip
    dossier.put(one, [talks("ISR", "RUS", one.article, quote="Israel and Russia held talks.")])
    dossier.put(
        two,
        [
            builders.position("TUR", "rus-leaves", 0.8, text=f"Russia leaves {hostile}".strip(), source=two.article,
                              quote="Turkey wants Russia to leave."),
            builders.presence("RUS", "SYR", form="bases", source=two.article, quote="Russia keeps bases in Syria."),
        ],
    )  # fmt: skip
    dossier.put(three, [talks("ISR", "RUS", three.article, quote="Israel and Russia met in Moscow.")])


def fill_all(dossier: Dossier) -> None:
    """Put in what `fill` does, decisions, two systems, a run (1), its explanation (2) and the run without a source
    (3)."""
    dossier.import_(io.BytesIO(_all()))


@cache
def _all() -> bytes:
    """An export of all that; made once, since runs take a while to compile."""
    with TemporaryDirectory() as folder, open_dossier(Path(folder) / "all.dossier") as dossier:
        fill(dossier)
        for claim, action in zip(dossier.find_claims().items, ("accept", "reject")):
            dossier.record(action, claim.id, author="Ada", note="Seen by two.")
        dossier.record("undo", "2", author="Ada")
        assemble_dossier(dossier, author="Ada")
        address, held = next(iter(estimates(system_in(dossier)[1])))
        edit_estimate(dossier, address, mean=held.mean / 2, author="Ada", note="half of it")
        shock = "RUS withdraws from SYR at 1"
        run = run_dossier(dossier, shocks=(shock,), title="Russia leaves", author="Ada", runs=8, months=3)
        explain_run(dossier, run.no, "tie:ISR>RUS", author="Ada")
        leave_out(dossier, run.no, "outlet:ledger", author="Ada")
        out = io.BytesIO()
        dossier.export(out)
        return out.getvalue()


def token_of(client: TestClient, path: str = "/library") -> str:
    """What the forms on a page carry."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(path).text)
    assert found
    return found[1]


def post(client: TestClient, path: str, fields: dict[str, Any], **rest: Any):
    """Send a form as the page does."""
    return client.post(path, data={"csrf": token_of(client), **fields}, follow_redirects=False, **rest)


def settled(dossier: Dossier) -> tuple:
    """All that a request could change in a dossier."""
    runs = [r.no for r in dossier.runs()]
    return dossier.edits(), dossier.weighed(), dossier.info().articles, dossier.uses(), runs


def samples(client: TestClient) -> dict[str, str]:
    """Something held for each name that stands in the path of a page or resource: a new name needs a line here."""
    dossier = dossier_of(client)
    jobs = client.app.state.jobs  # type: ignore[attr-defined]
    if not jobs.latest():
        job = jobs.put(Add((), ("https://example.org/feed",)), waiting=1)
        jobs.end(job.no, "failed", "https://example.org/feed: could not be reached")
    jobs.keep_brief(1, "brief.html", b"<!doctype html><title>A brief</title>")
    return {
        "article_id": dossier.find_articles().items[0].article.id,
        "claim_id": dossier.find_claims().items[0].id,
        "no": "1",
        "name": "brief.html",
        "code": "RUS",
    }


def places(client: TestClient, method: str = "GET") -> list[str]:
    """The path of every page and resource of a workbench that takes a method, filled with what it holds."""
    held = samples(client)
    found = {
        route.path
        for module in iter_modules(pages.__path__)
        for route in getattr(
            getattr(import_module(f"{pages.__name__}.{module.name}"), "router", None), "routes", ()
        )
        if method in route.methods
    }
    schema = client.app.openapi()  # type: ignore[attr-defined]
    found |= {path for path, methods in schema["paths"].items() if method.lower() in methods}
    unknown = {name for path in found for name in re.findall(r"{(\w+)", path)} - held.keys()
    assert not unknown, f"tests/workbenches.py, samples: give one of {', '.join(sorted(unknown))}"
    return sorted(path.format_map(held | _OTHERS.get(path, {})) for path in found)


# Where a name means something else than it does elsewhere.
_OTHERS = {path: {"no": "2"} for path in ("/scenarios/explanations/{no}", "/api/v1/explanations/{no}")}
