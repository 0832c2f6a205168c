"""Run the worked examples of the pages below and write down what they really print: `make readme`.

In a block marked `console` every line that starts with `$ ` is run by bash, in a block marked `pycon` every
`>>>` example by this Python, both in the root of the checkout; what they print replaces what stood there.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", ROOT / "examples" / "README.md", ROOT / "docs" / "scenarios.md")


def console(block: str) -> str:
    """The block with fresh output under each command."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    lines = []
    for command in re.findall(r"^\$ (.*)$", block, re.M):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=ROOT,
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        lines += [f"$ {command}", *(line.rstrip() for line in done.stdout.splitlines())]
    return "\n".join(lines) + "\n"


def pycon(block: str) -> str:
    """The block with fresh output under each example."""
    names: dict[str, object] = {}
    written = ""
    for example in doctest.DocTestParser().get_examples(block):
        first, *rest = example.source.splitlines()
        written += "\n".join([f">>> {first}", *(f"... {line}" for line in rest)]) + "\n"
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(example.source, "README.md", "single"), names)
        written += printed.getvalue()
    return written


if __name__ == "__main__":
    os.chdir(ROOT)
    for page in PAGES:
        text = page.read_text(encoding="utf8")
        for kind, run in (("console", console), ("pycon", pycon)):
            text = re.sub(
                rf"(?<=^```{kind}\n).*?(?=^```$)",
                lambda found, run=run: run(found[0]),
                text,
                flags=re.M | re.S,
            )
        page.write_text(text, encoding="utf8")
