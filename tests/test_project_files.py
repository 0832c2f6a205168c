"""The project's own promises: quick to import, documented, locked, and its examples in order."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest

import detente
from detente.cli import main

HEAVY = ("spacy", "jax", "numpy", "pydantic", "trafilatura", "altair", "lxml", "rich")
COMMANDS = sorted(main.commands)


def loaded_after(code: str) -> set[str]:
    """Modules that a fresh Python holds after running `code`."""
    script = f"{code}\nimport sys\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "code", ["import detente", "import detente.cli", "import detente; detente.__version__"]
)
def test_importing_brings_in_nothing_heavy(code):
    assert loaded_after(code).isdisjoint(HEAVY)


def test_asking_for_help_brings_in_nothing_heavy():
    code = (
        "import contextlib, io\nfrom detente.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main(['--help'])"
    )
    assert loaded_after(code).isdisjoint(HEAVY)


def test_python_m_detente_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "detente", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"detente {detente.__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(detente, name):
    result = detente(name, "--help")
    assert result.exit_code == 0
    assert f"detente {name}" in result.stdout
    assert main.commands[name].help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_its_place_in_the_docs(root, name):
    page = (root / "docs" / "commands.md").read_text(encoding="utf8")
    section = re.search(rf"^## detente {name}\n(.*?)(?=^## |\Z)", page, re.M | re.S)
    assert section, f"docs/commands.md has no section on {name}"
    for parameter in main.commands[name].params:
        for option in parameter.opts:
            if option.startswith("--"):
                assert option in section[1], f"docs/commands.md does not tell of {name} {option}"


def test_the_docs_tell_of_no_command_that_does_not_exist(root):
    page = (root / "docs" / "commands.md").read_text(encoding="utf8")
    assert sorted(re.findall(r"^## detente (\S+)$", page, re.M)) == COMMANDS


def test_the_readme_calls_only_commands_that_exist(root):
    readme = (root / "README.md").read_text(encoding="utf8")
    assert set(re.findall(r"^(?:\$ )?detente (\w+)", readme, re.M)) <= set(COMMANDS)


def test_the_lock_files_pin_every_dependency_with_hashes_and_name_no_host(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf8"))
    wanted = {
        re.split(r"[\[<>=~! ;]", d)[0].lower().replace(".", "-") for d in project["project"]["dependencies"]
    }
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (root / name).read_text(encoding="utf8")
        assert "://" not in text
        pinned = {
            line.split("==")[0].lower().replace(".", "-") for line in text.splitlines() if "==" in line[:80]
        }
        assert wanted <= pinned, f"{name} lacks {wanted - pinned}; run make lock"
        assert text.count("--hash=sha256:") >= len(pinned)


def test_both_lock_files_agree(root):
    def versions(name: str) -> set[str]:
        lines = (root / name).read_text(encoding="utf8").splitlines()
        return {line.rstrip(" \\") for line in lines if re.match(r"^[a-z0-9.\-]+==", line)}

    assert versions("requirements.lock") <= versions("requirements-dev.lock")


def test_the_changelog_tells_of_this_version(root):
    assert detente.__version__ in (root / "CHANGELOG.md").read_text(encoding="utf8")


def test_links_between_the_pages_lead_somewhere(root):
    pages = [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").rglob("*.md"))]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf8")):
            made = target.startswith("reference/")  # from the code, and held by test_docs_site.py
            if not made and not target.endswith(".png"):
                assert (page.parent / target).exists(), f"{page.name} points at {target}"


def test_each_set_of_examples_has_articles_and_says_that_we_wrote_them(examples):
    said = (examples / "README.md").read_text(encoding="utf8")
    assert "We wrote these texts" in said
    folders = sorted(p for p in examples.iterdir() if p.is_dir() and list(p.glob("*.txt")))
    assert len(folders) >= 2
    for folder in folders:
        assert len(list(folder.glob("*.txt"))) >= 2
        assert f"`{folder.name}/`" in said
