"""The reader against what a careful analyst found in the reference articles, by the scorer that lies beside them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Row


def rows() -> list[Row]:
    """Recall, statements a sentence and quotes that are not verbatim; nothing where scorer or findings are absent."""
    shared = Path(os.environ.get("DETENTE_DATA", "."), "..").resolve()
    scorer, findings = shared / "tools" / "score_findings.py", shared / "gold" / "seeds-findings.yaml"
    if not (os.environ.get("DETENTE_DATA") and scorer.is_file() and findings.is_file()):
        print("skipped: no findings beside DETENTE_DATA", file=sys.stderr)
        return []
    command = [sys.executable, str(scorer), "--detente", f"{sys.executable} -m detente"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"the scorer ended with {done.returncode}: {done.stderr[-1000:]}")
    measured = {
        "findings: recall": r"^recall ([\d.]+)",
        "findings: statements a sentence": r", ([\d.]+) a sentence",
        "findings: quotes not verbatim": r"quotes not verbatim (\d+)",
    }
    found = {name: re.search(pattern, done.stdout, re.M) for name, pattern in measured.items()}
    return [(name, float(match[1]), "") for name, match in found.items() if match]
