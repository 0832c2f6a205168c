"""A dossier keeps every version of a system and what running it gave."""

from __future__ import annotations

import pytest

from detente.errors import DossierError, EditError, SystemFileError
from detente.store import open_dossier
from detente.system.model import System
from dossiers import noon

RUN = {"command": "run", "inputs": "ab12", "seed": 7, "runs": 100, "months": 12, "version": "0.2"}


@pytest.fixture
def dossier(dossier_url):
    with open_dossier(dossier_url, clock=noon) as opened:
        yield opened


def test_a_system_saved_again_is_no_new_version(dossier):
    one = dossier.save_system("as_of: 2025-03-01\n", as_of="2025-03-01", note="first")
    two = dossier.save_system("as_of: 2025-04-01 # März\n")
    assert dossier.save_system("as_of: 2025-03-01\n", note="again") == one
    assert [s.no for s in dossier.systems()] == [one, two]
    assert dossier.system(one).note == "first"
    assert dossier.system(two).text == "as_of: 2025-04-01 # März\n"


def test_a_run_comes_back_with_its_results(dossier):
    system = dossier.save_system("as_of: 2025-03-01\n")
    results = [{"month": m, "mean": 0.1 * m, "variable": {"kind": "tie"}} for m in range(3)]
    no = dossier.save_run(system=system, results=results, **RUN)
    assert dossier.results(no) == tuple(results)
    assert dossier.runs() == (dossier.run(no),)
    assert (dossier.run(no).seed, dossier.run(no).system) == (7, system)


@pytest.mark.parametrize("ask", ["system", "run", "results"])
def test_a_number_that_was_not_given_says_so(dossier, ask):
    with pytest.raises(DossierError, match="holds no"):
        getattr(dossier, ask)(3)


def test_a_run_of_no_system_is_refused(dossier):
    with pytest.raises(DossierError, match="holds no system 4"):
        dossier.save_run(system=4, results=[], **RUN)
    assert dossier.runs() == ()


def test_a_system_is_taken_up_and_an_earlier_one_again(dossier):
    one = System(as_of="2025-03-01", title="One")
    two = System(as_of="2025-04-01", title="Two")
    first = dossier.keep_system(one, author="Ada", note="assembled")
    assert dossier.current_system() == first.system
    second = dossier.keep_system(two, "as_of: 2025-04-01  # mine\ntitle: Two\n", author="Bo")
    assert (dossier.content(first.system), dossier.content(second.system)) == (one, two)
    assert "# mine" in dossier.system(second.system).text
    dossier.use_system(first.system, author="Ada", note="back")
    assert dossier.current_system() == first.system
    assert [(u.author, u.system) for u in dossier.uses()] == [("Ada", 1), ("Bo", 2), ("Ada", 1)]
    assert dossier.verify() == ()


def test_a_change_of_a_system_that_is_no_longer_worked_with_is_refused(dossier):
    first = dossier.keep_system(System(as_of="2025-03-01"), author="Ada")
    dossier.keep_system(System(as_of="2025-04-01"), author="Bo", instead_of=first.system)
    with pytest.raises(EditError, match="taken up since"):
        dossier.keep_system(System(as_of="2025-05-01"), author="Ada", instead_of=first.system)
    with pytest.raises(EditError, match="taken up since"):
        dossier.use_system(first.system, author="Ada", instead_of=first.system)
    assert len(dossier.systems()) == len(dossier.uses()) == 2


def test_what_was_taken_up_moves_with_an_export(dossier, tmp_path):
    dossier.keep_system(System(as_of="2025-03-01"), author="Ada", note="assembled")
    dossier.keep_system(System(as_of="2025-04-01"), author="Bo")
    dossier.use_system(1, author="Ada")
    dossier.export(tmp_path / "d.jsonl")
    with open_dossier(tmp_path / "again.dossier") as again:
        again.import_(tmp_path / "d.jsonl")
        assert again.uses() == dossier.uses()
        assert again.content(2) == dossier.content(2)


def test_a_system_that_is_none_says_so(dossier):
    with pytest.raises(DossierError, match="holds no system 7"):
        dossier.use_system(7, author="Ada")
    no = dossier.save_system("as_of: [1]\n")
    with pytest.raises(SystemFileError, match=f"system {no}"):
        dossier.content(no)
