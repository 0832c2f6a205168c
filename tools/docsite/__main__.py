"""Build the documentation site: `python -m tools.docsite [FOLDER]`, by default site/.

Every page is in the navigation, every link and anchor leads somewhere, no formula is left unset, and nothing in the
site is fetched from elsewhere: a build that breaks one of these ends with what is wrong, and the old site stays.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .pages import DOCS, ROOT, gather

SHIM = re.compile(r"<script src=\"?https://unpkg\.com/iframe-worker/shim\"?[^>]*>")
OUTSIDE = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=[\"']?(?:https?:)?//[^\s>\"']+")
SHARED = ("rel=canonical", 'rel="canonical"')


def build(to: Path) -> None:
    """Build the site into the folder `to`, in place of what is there. Exits with a message where something is amiss."""
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=f".{to.name}-") as scratch:
        work = Path(scratch)
        (work / "pages").mkdir()
        gather(work / "pages")
        shutil.copytree(DOCS / "site" / "theme", work / "theme")
        settings = (DOCS / "site" / "zensical.toml").read_text(encoding="utf8")
        (work / "zensical.toml").write_text(navigable(settings, work / "pages"), encoding="utf8")
        done = subprocess.run(
            [sys.executable, "-m", "zensical", "build", "--strict"],
            cwd=work,
            capture_output=True,
            text=True,
            env={**os.environ, "NO_COLOR": "1", "PYTHONWARNINGS": "default"},
        )
        if done.returncode:
            sys.exit(f"the site was not built:\n{plain(done.stdout + done.stderr)}")
        settle(work / "site")
        shutil.rmtree(to, ignore_errors=True)
        shutil.move(work / "site", to)


def navigable(settings: str, pages: Path) -> str:
    """The settings without lines for pages that are not there. Exits where a page is in no menu."""
    listed = set(re.findall(r'= "([\w/\-]+\.md)"', settings))
    there = {str(page.relative_to(pages)) for page in pages.rglob("*.md")}
    if lost := sorted(there - listed):
        sys.exit(f"docs/site/zensical.toml has no place for {', '.join(lost)}")
    gone = listed - there
    return "\n".join(line for line in settings.splitlines() if not any(f'"{page}"' in line for page in gone))


def settle(site: Path) -> None:
    """Put our own search worker in place of one from elsewhere, and see that nothing else is fetched from there."""
    for page in sorted(site.rglob("*.html")):
        up = "../" * (len(page.relative_to(site).parts) - 1)
        text = SHIM.sub(f'<script src="{up}assets/folder.js">', page.read_text(encoding="utf8"))
        page.write_text(text, encoding="utf8")
        outside = [tag for tag in OUTSIDE.findall(text) if not any(mark in tag for mark in SHARED)]
        if outside:
            sys.exit(f"{page.relative_to(site)} fetches from elsewhere: {outside[0]}")
        if re.search(r"\$`|`\$|```math", text):
            sys.exit(f"{page.relative_to(site)} has a formula that was not set")


def plain(text: str) -> str:
    """Text without the colours of a terminal, and of a failure only what says why."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return text.split("Traceback (most recent call last)")[0].strip()


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site").resolve()
    build(target)
    sys.stdout.write(f"{target / 'index.html'}\n")
