"""The workbench on a large dossier: start-up, time of each page for one and for several visitors, memory, decisions.

10,000 articles with 200,000 statements are made once and kept in the folder that DETENTE_BENCH_CACHE names, else
among temporary files. The server is a process of its own; this one asks it over loopback, so a page's time is the
server's and that of the way there. Set DETENTE_BENCH_ARTICLES for a smaller dossier.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from benchmarks.measure import Row
from benchmarks.web import corpus
from benchmarks.web.pages import Page, draws, pages_of, stock_of
from benchmarks.web.server import Server, ask, served

ARTICLES = int(os.environ.get("DETENTE_BENCH_ARTICLES", "10000"))
EACH = 24  # requests of each kind of page and number of visitors
VISITORS = (1, 4)
STEADY = 12_000  # requests over which memory is watched: an hour of more than three a second
START = 2.0  # seconds that start-up to the first page is to stay under


def rows() -> Iterator[Row]:
    """Yield the figures as they are measured; those past their target say so."""
    file, took = corpus.dossier(ARTICLES)
    if took:
        yield f"dossier of {ARTICLES:,} articles: making it", took, "s"
    yield "dossier: size", file.stat().st_size / 1e6, "MB"
    with served(file):  # code is compiled by now
        pass
    _forget(file)
    with served(file) as server:
        yield "start-up to first page, cold", server.first_page, _told(server.first_page, START)
        yield "start-up to first page: processor", server.working(), "s"
    best = float("inf")
    for _ in range(3):
        with served(file) as server:
            best = min(best, server.first_page)
    yield "start-up to first page, warm", best, _told(best, START)
    with served(file) as server:
        yield from _pages(server)
        yield from _memory(server)
    yield from _decisions(file)


def _pages(server: Server) -> Iterator[Row]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    stock = stock_of(connection)
    found = tuple(pages_of(connection, stock))
    for visitors in VISITORS:
        for page in found:
            before = server.working()
            times = _times(server, page, stock, visitors)
            worked = (server.working() - before) / len(times)
            middle, high = median(times), float(np.quantile(times, 0.95))
            yield f"{page.name}, {visitors} at once: median", middle * 1e3, "ms"
            yield f"{page.name}, {visitors} at once: processor", worked * 1e3, "ms"
            yield f"{page.name}, {visitors} at once: p95", high * 1e3, _told(high, page.target, "ms")


def _times(server: Server, page: Page, stock: dict[str, list[str]], visitors: int) -> list[float]:
    """Seconds of requests for a kind of page by so many visitors at once."""

    def visit(seed: int) -> list[float]:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
        draw = draws(page, stock, random.Random(seed))
        taken = []
        for _ in range(EACH):
            address = draw()
            status, body, seconds = ask(connection, address)
            if status != 200:
                raise RuntimeError(f"{address} is answered with {status}: {body[:200]!r}")
            taken.append(seconds)
        connection.close()
        return taken

    with ThreadPoolExecutor(visitors) as pool:
        return [seconds for some in pool.map(visit, range(visitors)) for seconds in some]


def _memory(server: Server) -> Iterator[Row]:
    """What the server holds over thousands of requests of all kinds, after those that came before."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    stock = stock_of(connection)
    dice = random.Random(7)
    found = [draws(p, stock, dice) for p in pages_of(connection, stock)]
    held = []
    start = perf_counter()
    for number in range(STEADY):
        ask(connection, found[number % len(found)]())
        if number % 20 == 0:
            held.append(server.megabytes())
    third = len(held) // 3
    first, last = sum(held[:third]) / third, sum(held[-third:]) / third
    slope = float(np.polyfit(np.arange(len(held)) * 20 / 1000, held, 1)[0])
    yield f"memory: requests ({STEADY / (perf_counter() - start):.0f} a second)", STEADY, ""
    yield "memory: mean of the first third", first, "MB"
    yield "memory: mean of the last third", last, "MB"
    yield "memory: slope", slope, "MB a thousand requests"


def _decisions(file: Path) -> Iterator[Row]:
    """How long a decision takes, on a copy."""
    from detente.store import open_dossier

    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        copy = Path(folder) / "copy.dossier"
        shutil.copyfile(file, copy)
        with open_dossier(copy) as dossier:
            claims = dossier.find_claims(start=100, count=8).items
            for name, calls in (
                ("reject a claim", [("reject", c.id) for c in claims]),
                ("reject a statement", [("reject", c.statements[0]) for c in claims]),
                ("undo", [("undo", str(i + 1)) for i in range(8)]),
            ):
                taken = []
                for action, target in calls:
                    start = perf_counter()
                    dossier.record(action, target, author="Ada")  # type: ignore[arg-type]
                    taken.append(perf_counter() - start)
                yield f"decision: {name}, median", median(taken) * 1e3, "ms"


def _told(seconds: float, target: float, unit: str = "s") -> str:
    """The unit of a figure, and whether its target is missed."""
    if seconds <= target:
        return unit
    return (
        f"{unit} (target {target * 1e3:.0f} ms missed)"
        if unit == "ms"
        else f"{unit} (target {target:g} s missed)"
    )


def _forget(file: Path) -> None:
    """Have the system forget what it holds of a file in memory, where it lets us."""
    if hasattr(os, "posix_fadvise"):
        with file.open("rb") as held:
            os.fsync(held.fileno())
            os.posix_fadvise(held.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
