"""What is read before somebody waits for it, after the start."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.store import open_dossier
from detente.web.readiness import make_ready
from detente.web.views import claims
from detente.web.views.forecasts import forecast_list
from detente.web.views.system import system_view
from workbenches import fill, fill_all


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """What was set aside from collection in this process is collected again."""
    yield
    gc.unfreeze()


def test_what_is_read_then_is_no_work_for_later_collections(tmp_path: Path):
    with open_dossier(tmp_path / "a.dossier") as dossier:
        before = gc.get_freeze_count()
        make_ready(dossier, lambda: False)
        assert gc.get_freeze_count() > before


def test_after_the_start_pages_find_the_system_its_run_and_the_menus_read(tmp_path: Path, monkeypatch):
    with open_dossier(tmp_path / "a.dossier") as dossier:
        fill_all(dossier)
        make_ready(dossier, lambda: False)
        counted = claims.choices(dossier)
        for read in ("facets", "content", "results"):
            monkeypatch.setattr(dossier, read, None)  # to read it again would fail
        assert claims.choices(dossier) is counted
        assert system_view(dossier).counts.actors
        assert forecast_list(dossier, today="").run


def test_on_an_empty_dossier_there_is_nothing_to_read_and_nothing_is_made(tmp_path: Path):
    with open_dossier(tmp_path / "a.dossier") as dossier:
        make_ready(dossier, lambda: False)
        assert dossier.current_system() is None
        assert dossier.info().articles == 0


def test_a_server_that_ends_reads_no_more(tmp_path: Path):
    with open_dossier(tmp_path / "a.dossier") as dossier:
        fill(dossier)
        make_ready(dossier, lambda: True)
        assert dossier not in claims._COUNTED


def test_a_dossier_that_was_closed_meanwhile_disturbs_nobody(tmp_path: Path, capsys):
    with open_dossier(tmp_path / "a.dossier") as dossier:
        fill(dossier)
    make_ready(dossier, lambda: False)
    assert capsys.readouterr() == ("", "")
