"""Run the worked examples of the pages below and write down what they really print: `make readme`.

In a block marked `console` every line that starts with `$ ` is run by bash, in a block marked `pycon` every
`>>>` example by this Python; what they print replaces what stood there. Each page has an empty folder of its own, with
`examples` in it, in which its blocks run one after another; a block marked `yaml` or `python` with a `title="FILE"` is
written there first.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    "README.md", "examples/README.md", "docs/scenarios.md", "docs/tutorial.md", "docs/howto/region.md",
    "docs/howto/actors.md", "docs/howto/curate.md", "docs/howto/notebook.md", "docs/howto/share.md",
    "docs/howto/mechanism.md",
)  # fmt: skip
BLOCK = re.compile(r"^```(\w+)(?: title=\"([\w.\-]+)\")?\n(.*?)^```$", re.M | re.S)


def console(block: str) -> str:
    """The block with fresh output under each command."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    lines = []
    for command in re.findall(r"^\$ (.*)$", block, re.M):
        done = subprocess.run(
            ["bash", "-c", command],
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        lines += [f"$ {command}", *(line.rstrip() for line in done.stdout.splitlines())]
    return "\n".join(lines) + "\n"


def pycon(block: str, names: dict[str, object]) -> str:
    """The block with fresh output under each example; `names` are those of the page so far."""
    written = ""
    for example in doctest.DocTestParser().get_examples(block):
        first, *rest = example.source.splitlines()
        written += "\n".join([f">>> {first}", *(f"... {line}" for line in rest)]) + "\n"
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(example.source, "README.md", "single"), names)
        written += printed.getvalue()
    return written


def filled(page: str) -> str:
    """The page with fresh outputs, made in the working directory."""
    names: dict[str, object] = {}

    def fill(found: re.Match[str]) -> str:
        kind, file, block = found.groups()
        if file:
            Path(file).write_text(block, encoding="utf8")
        elif kind in ("console", "pycon"):
            return f"```{kind}\n{console(block) if kind == 'console' else pycon(block, names)}```"
        return found[0]

    return BLOCK.sub(fill, page)


if __name__ == "__main__":
    for name in sys.argv[1:] or PAGES:
        page = ROOT / name
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            Path("examples").symlink_to(ROOT / "examples")
            text = filled(page.read_text(encoding="utf8"))
            os.chdir(ROOT)
        page.write_text(text, encoding="utf8")
