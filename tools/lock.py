"""Write the lock files: every dependency of the project pinned with its hashes, for all platforms at once.

`requirements.lock` holds what the program needs to be installed and run, `requirements-dev.lock` what its
checks and its docs need besides, at the same versions. `make lock` runs this after a change of the dependencies.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = (
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header",
    "--no-emit-index-url", "--no-emit-find-links", "--quiet",
)  # fmt: skip


def compile_lock(target: str, *options: str) -> None:
    """Resolve pyproject.toml with uv into the lock file `target`."""
    command = ["uv", "pip", "compile", *OPTIONS, *options, "pyproject.toml", "-o", target]
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True)


if __name__ == "__main__":
    compile_lock("requirements.lock", "--group", "build", "--upgrade")
    groups = [option for name in ("build", "dev", "docs") for option in ("--group", name)]
    compile_lock("requirements-dev.lock", *groups, "-c", "requirements.lock", "--upgrade")
