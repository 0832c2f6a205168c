"""The documentation site builds strictly, asks nothing of the network, and its reference holds every public name."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import detente
from detente.cli import main
from detente.cli.schema import RECORDS

pytest.importorskip("zensical", reason="the group `docs` is not installed")
pytest.importorskip("latex2mathml", reason="the group `docs` is not installed")


def built(root: Path, to: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.docsite", str(to)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True)


@pytest.fixture(scope="module")
def site(root, tmp_path_factory) -> Path:
    """The site, built once."""
    to = tmp_path_factory.mktemp("docs") / "site"
    done = built(root, to)
    assert done.returncode == 0, done.stdout + done.stderr
    return to


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf8")


def test_every_public_name_has_its_place_in_the_reference(site):
    pages = [text_of(site / "reference" / f"{name}.html") for name in ("functions", "types", "errors")]
    told = {name for page in pages for name in re.findall(r"<h[23] id=\"?\w+\"?><code>(\w+)</code>", page)}
    assert told == set(detente.__all__) - {"__version__"}


def test_every_command_has_its_help_and_every_record_its_schema(site):
    told = text_of(site / "reference" / "help.html")
    assert all(f"<code>detente {name}</code>" in told for name in main.commands)
    assert "<code>detente dossier import</code>" in told
    schemas = text_of(site / "reference" / "schemas.html")
    assert all(f"<code>detente schema {name}</code>" in schemas for name in RECORDS)


def test_the_site_asks_nothing_of_the_network(site):
    for page in site.rglob("*.html"):
        text = text_of(page)
        assert not re.search(r"<(script|img|iframe|link)\b[^>]*(src|href)=\"?(https?:)?//", text), page
        assert "Content-Security-Policy" in text


def test_equations_are_set_without_script(site):
    model = text_of(site / "model.html")
    assert model.count('display="block"') > 30
    assert "$`" not in model
    assert "<math" in model
    assert not re.search(r"\\(frac|sum|text|Big)\b", re.sub(r"<script.*?</script>", "", model, flags=re.S))


def test_tables_in_the_model_are_those_of_the_code(site):
    from detente.dynamics.mechanisms import hedging

    model = text_of(site / "model.html")
    for parameter in hedging.PARAMETERS:
        assert re.search(
            rf"<td>(<strong>)?{parameter.name}(</strong>)?</td>\s*<td>{parameter.mean:g}</td>", model
        )


def test_a_link_that_leads_nowhere_ends_the_build_and_leaves_the_old_site(root, tmp_path):
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    shutil.copytree(root / "docs", checkout / "docs")
    shutil.copytree(root / "tools" / "docsite", checkout / "tools" / "docsite")
    for name in (
        "benchmarks",
        "examples",
        "src",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "README.md",
        "LICENSE",
        "tests",
    ):
        (checkout / name).symlink_to(root / name)
    with (checkout / "docs" / "limits.md").open("a", encoding="utf8") as file:
        file.write("\n[a page](no-page.md), [a heading](limits.md#no-such-heading)\n")
    old = tmp_path / "site"
    old.mkdir()
    (old / "kept").touch()
    done = built(checkout, old)
    assert done.returncode == 1
    assert "page does not exist" in done.stderr
    assert "anchor does not exist" in done.stderr
    assert (old / "kept").exists()
