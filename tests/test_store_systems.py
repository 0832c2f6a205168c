"""A dossier keeps every version of a system and what running it gave."""

from __future__ import annotations

import pytest

from detente.errors import DossierError
from detente.store import open_dossier
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
