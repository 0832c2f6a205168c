"""The main job as a user sees it: a process of its own, cold and warm."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import ROOT, Row, seconds

LEVANT = tuple(str(p) for p in sorted((ROOT / "examples" / "levant").glob("*.txt")))


def rows() -> list[Row]:
    """Time `detente brief` with an empty cache of compiled code, then with a full one, and bare start-up."""
    import detente

    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "brief.html"
        environment = {**os.environ, "XDG_CACHE_HOME": folder}

        def process(*args: str) -> None:
            command = [sys.executable, "-m", "detente", *args]
            subprocess.run(command, check=True, env=environment, capture_output=True)

        main_job = ("brief", *LEVANT, "-o", str(page))
        cold = seconds(lambda: process(*main_job), times=1)
        warm = seconds(lambda: process(*main_job), times=2)
        size = page.stat().st_size
        start = seconds(lambda: process("--help"))
    detente.brief(LEVANT)
    again = seconds(lambda: detente.brief(LEVANT).html, times=2)
    return [
        ("start-up (detente --help)", start, "s"),
        ("main job, cold: nothing compiled", cold, "s"),
        ("main job, warm: compiled before", warm, "s"),
        ("main job again in one process", again, "s"),
        ("page", size / 1e6, "MB"),
    ]
