"""The pages of the site, put together: those of docs/, those from elsewhere, and the reference made from the code."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from . import errors, figures, functions, parameters, schemas, types, usage
from .mathematics import set_formulas

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
ELSEWHERE = {
    "examples/README.md": "examples.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
}
MADE = {
    "functions": functions.page,
    "types": types.page,
    "parts": types.parts_page,
    "errors": errors.page,
    "help": usage.page,
    "schemas": schemas.page,
    "parameters": parameters.page,
}
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)#\s]*)(#[^)\s]*)?\)")
_MARK = re.compile(r"^<!-- (parameters|floors|settlements)(?:: (\w+))? -->$", re.M)


def gather(folder: Path) -> None:
    """Write every page, picture and style of the site into an empty folder."""
    for source in sorted(DOCS.rglob("*")):
        if source.suffix in (".md", ".png") and "site" not in source.relative_to(DOCS).parts:
            _put(source, folder / source.relative_to(DOCS))
    for source, place in ELSEWHERE.items():
        _put(ROOT / source, folder / place)
    (folder / "reference").mkdir()
    for name, page in MADE.items():
        (folder / "reference" / f"{name}.md").write_text(page(), encoding="utf8")
    (folder / "assets").mkdir()
    for name in ("detente.css", "folder.js", "tables.js"):
        shutil.copy(DOCS / "site" / name, folder / "assets" / name)


def _put(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix != ".md":
        shutil.copy(source, place)
        return
    page = rendered(source.read_text(encoding="utf8"))
    depth = len(place.relative_to(_top(place)).parts) - 1
    place.write_text(relinked(page, source.parent, "../" * depth), encoding="utf8")


def _top(place: Path) -> Path:
    return next(parent for parent in place.parents if parent.name == "pages")


def rendered(page: str) -> str:
    """A page with its formulas set and the tables that it asks for by a mark."""
    return set_formulas(_MARK.sub(_table, page))


def _table(mark: re.Match[str]) -> str:
    if mark[1] == "settlements":
        return figures.settlements()
    return parameters.table(mark[2]) if mark[1] == "parameters" else figures.floors(mark[2])


def relinked(page: str, home: Path, up: str) -> str:
    """Links to pages from elsewhere lead to their place in the site; links to files of the checkout become names."""

    def link(found: re.Match[str]) -> str:
        mark, text, target, anchor = found[1], found[2], found[3], found[4] or ""
        if not target or "://" in target or target.startswith("mailto:"):
            return found[0]
        path = (home / target).resolve()
        if path.is_relative_to(DOCS):
            return f"{mark}[{text}]({up}{path.relative_to(DOCS)}{anchor})"
        if not path.exists() and home.is_relative_to(
            DOCS
        ):  # a page that is made, or one that is missing: the build says
            return found[0]
        name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else target
        if name in ELSEWHERE:
            return f"{mark}[{text}]({up}{ELSEWHERE[name]}{anchor})"
        if not path.exists():
            raise FileNotFoundError(f"{home}: no {target}")
        return f"`{name}`"

    pieces = re.split(r"(^```.*?^```$)", page, flags=re.M | re.S)
    return "".join(piece if piece.startswith("```") else _LINK.sub(link, piece) for piece in pieces)
