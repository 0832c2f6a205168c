"""What the pages of the documentation tell one to do works: their Python, their files, their commands."""

from __future__ import annotations

import doctest
import os
import re
import shlex
from pathlib import Path

import pytest

import detente
from detente.cli import main

BLOCK = re.compile(
    r"(<!-- runs in the tests(?:: (\w+))? -->\n)?^```(\w+)(?: title=\"([\w.\-]+)\")?\n(.*?)^```$", re.M | re.S
)
PAGES = sorted((Path(__file__).resolve().parents[1] / "docs").rglob("*.md"))


def blocks(page: Path):
    """Mark, what it asks for, language, file and text of every block of a page."""
    return BLOCK.findall(page.read_text(encoding="utf8"))


def running(page: Path, wanted: str) -> list[str]:
    return [
        text for mark, asks, kind, _, text in blocks(page) if mark and asks == wanted and kind == "python"
    ]


@pytest.fixture
def desk(root, tmp_path, monkeypatch) -> Path:
    """A folder of one's own with the examples in it, to work in."""
    (tmp_path / "examples").symlink_to(root / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_files(page: Path, folder: Path) -> None:
    for _, _, _, name, text in blocks(page):
        if name:
            (folder / name).write_text(text, encoding="utf8")


def test_the_page_on_own_actors_runs(desk, root):
    page = root / "docs" / "howto" / "actors.md"
    write_files(page, desk)
    names: dict[str, object] = {}
    pieces = running(page, "")
    assert len(pieces) == 2
    for piece in pieces:
        exec(compile(piece, page.name, "exec"), names)
    assert "Dune League" in names["page"].html  # type: ignore[attr-defined]


def test_the_page_on_postgresql_runs(desk, root, postgresql, monkeypatch):
    monkeypatch.setenv("DETENTE_DOSSIER", postgresql.fresh())
    (piece,) = running(root / "docs" / "howto" / "postgresql.md", "postgresql")
    exec(compile(piece, "postgresql.md", "exec"), {})


def test_the_issue_that_the_page_on_curating_adds_is_taken(desk, root):
    page = root / "docs" / "howto" / "curate.md"
    write_files(page, desk)
    (example,) = [text for _, _, kind, _, text in blocks(page) if kind == "pycon"]
    detente.save_system(detente.load_system("examples/levant/system.yaml"), "system.yaml")
    names: dict[str, object] = {}
    for line in doctest.DocTestParser().get_examples(example):
        exec(compile(line.source, page.name, "single"), names)
    assert "airspace" in [issue.id for issue in detente.load_system("curated.yaml").issues]


def test_the_mechanism_of_its_page_is_the_one_that_the_tests_hold_to_the_laws(root):
    (own,) = [text for *_, name, text in blocks(root / "docs" / "howto" / "mechanism.md") if name]
    (tested,) = running(root / "docs" / "mechanisms.md", "")
    assert own == tested


def commands(page: Path) -> list[list[str]]:
    """Every call of detente that a page tells of, as words."""
    lines = re.findall(r"^(?:    |\$ )(detente [^\n]*)$", page.read_text(encoding="utf8"), re.M)
    calls = []
    for line in lines:
        line = re.split(r"\s#| \| |;| > |\$\(", line)[0]
        calls.append(shlex.split(line.rstrip("\\")))
    return calls


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_tells_only_of_commands_and_options_that_exist(page):
    for call in commands(page):
        command = main
        for word in call[1:]:
            command = getattr(command, "commands", {}).get(word.split("|")[0], command)
        known = {option for parameter in command.params for option in parameter.opts} | {
            "--help",
            "--version",
        }
        for word in call[1:]:
            for option in re.findall(r"^\[?(--?[a-z][\w\-]*)", word):
                assert option in known, f"{page.name}: {' '.join(call)}: no option {option}"


def test_a_page_that_shows_output_is_filled_by_make_readme(root):
    filled = (root / "tools" / "readme_outputs.py").read_text(encoding="utf8")
    by_hand = {"validation.md"}  # its figures need data that is not shipped
    for page in PAGES:
        if page.name not in by_hand and re.search(
            r"^```(console|pycon)$", page.read_text(encoding="utf8"), re.M
        ):
            assert f'"{os.path.relpath(page, root)}"' in filled
