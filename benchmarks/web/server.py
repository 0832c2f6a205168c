"""A workbench in a process of its own, as the command serves it: started, asked over loopback, watched, ended."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep

from benchmarks.measure import ROOT


@dataclass(frozen=True)
class Server:
    """A workbench that runs: where, and the seconds from the process's start to the first page answered."""

    process: subprocess.Popen[str]
    port: int
    first_page: float

    def working(self) -> float:
        """The seconds that its processors have worked for it, however busy the machine is otherwise; 0 if unknown."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        if not stat.exists():
            return 0.0
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """The memory that it holds now."""
        status = Path(f"/proc/{self.process.pid}/status")
        if status.exists():
            found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text())
        else:
            line = ["ps", "-o", "rss=", "-p", str(self.process.pid)]
            found = re.search(r"(\d+)", subprocess.run(line, capture_output=True, text=True).stdout)
        return int(found[1]) / 1e3 if found else 0.0


def ask(connection: HTTPConnection, path: str) -> tuple[int, bytes, float]:
    """Status, body and seconds of a request over a connection that is kept."""
    start = perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "identity"})
    answer = connection.getresponse()
    body = answer.read()
    return answer.status, body, perf_counter() - start


@contextmanager
def served(dossier: Path, page: str = "/library") -> Iterator[Server]:
    """Serve a dossier; `page` is the first that is asked for, again and again until it is there."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), os.environ.get("PYTHONPATH", ""))),
    }
    if environment.pop("PYTHONDONTWRITEBYTECODE", None):  # as installed, where code is kept compiled
        environment["PYTHONPYCACHEPREFIX"] = str(dossier.with_name("compiled"))
    with tempfile.TemporaryFile("w+") as told:
        line = [sys.executable, "-m", "detente", "serve", "--dossier", str(dossier), "--port", "0"]
        start = perf_counter()
        process = subprocess.Popen(line, stderr=told, stdout=subprocess.DEVNULL, text=True, env=environment)
        try:
            port = _port(process, told)
            status, _, _ = ask(HTTPConnection("127.0.0.1", port, timeout=60), page)
            if status != 200:
                raise RuntimeError(f"{page} is answered with {status}")
            yield Server(process, port, perf_counter() - start)
        finally:
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()
            process.wait()


def _port(process: subprocess.Popen[str], told) -> int:
    """The port that the server says it listens at."""
    while process.poll() is None:
        told.seek(0)
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", told.read()):
            return int(found[1])
        sleep(0.005)
    told.seek(0)
    raise RuntimeError(f"the server ended: {told.read()}")
