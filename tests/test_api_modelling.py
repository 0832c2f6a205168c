"""Working on the system of a dossier through Python: what the workbench does, without it."""

from __future__ import annotations

import numpy as np
import pytest

from detente import open_dossier
from detente.api import add
from detente.api.modelling import (
    add_scenario,
    assemble_dossier,
    compare_systems,
    edit_estimate,
    explain_run,
    explanation_in,
    leave_out,
    results_in,
    run_dossier,
    system_in,
    upload_system,
)
from detente.dynamics.courses import courses_of, results_of
from detente.dynamics.ensemble import simulate
from detente.errors import DossierError, EditError, ResultsError, ScenarioError, SystemFileError
from detente.records import to_record

SHOCK = "USA withdraws from SYR at 2"
FEW = {"runs": 16, "months": 6}


@pytest.fixture(scope="module")
def held(tmp_path_factory, examples):
    with open_dossier(tmp_path_factory.mktemp("m") / "m.dossier") as dossier:
        add(dossier, sorted(map(str, (examples / "levant").glob("*.txt"))))
        assemble_dossier(dossier, author="Ada")
        yield dossier


def test_what_is_assembled_is_taken_up_and_nothing_new_is_no_new_system(held):
    no, system = system_in(held)
    again = assemble_dossier(held, author="Ada")
    assert not again.new
    assert system_in(held) == (no, system)
    assert held.uses()[-1].mark == held.mark()


def test_a_dossier_without_articles_or_systems_says_what_to_do(tmp_path):
    with open_dossier(tmp_path / "e.dossier") as empty:
        with pytest.raises(DossierError, match="add some first"):
            assemble_dossier(empty)
        with pytest.raises(DossierError, match="have one assembled"):
            run_dossier(empty)


def test_an_edit_stays_when_all_is_assembled_anew_and_can_be_taken_back(held):
    before, system = system_in(held)
    position = next(p for p in system.positions if p.position.basis == "claims")
    address = ("positions", position.actor, position.issue, "position")
    use = edit_estimate(held, address, mean=0.31, author="Ada", note="heard it myself")
    assert "0.31" in use.note
    with pytest.raises(EditError, match="taken up since"):
        edit_estimate(held, address, mean=0.2, author="Bo", note="no", instead_of=before)
    assert assemble_dossier(held).kept == (address,)
    (change,) = compare_systems(held, before, system_in(held)[0]).estimates
    assert change.address == address
    edit_estimate(held, address, author="Ada", note="")
    back = next(p for p in system_in(held)[1].positions if (p.actor, p.issue) == address[1:3])
    assert back.position == position.position


def test_a_file_that_is_wrong_changes_nothing(held):
    uses = held.uses()
    with pytest.raises(SystemFileError):
        upload_system(held, "as_of: 2025\nactors: [{code: isr}]\n", author="Ada")
    assert held.uses() == uses
    text = held.system(system_in(held)[0]).text + "# with a remark of mine\n"
    use = upload_system(held, text, author="Ada")
    assert held.system(use.system).text == text


def test_a_run_is_kept_and_had_again(held):
    run = run_dossier(held, shocks=(SHOCK,), author="Ada", **FEW)
    results = results_in(held, run.no)
    direct = simulate(system_in(held)[1], scenarios=(), shocks=(SHOCK,), **FEW)
    assert results.variables == direct.variables
    assert np.abs(results.contrast_mean - direct.contrast_mean).max() < 1e-6
    assert run.title == SHOCK
    assert "--shock" in run.command
    with pytest.raises(ResultsError, match="no explanation"):
        explanation_in(held, run.no)
    with pytest.raises(ScenarioError):
        run_dossier(held, scenarios=("nobody-made-it",), **FEW)


def test_a_scenario_of_ones_own_joins_the_system(held):
    add_scenario(held, "us-leaves", [SHOCK], title="The US leaves", author="Ada")
    assert system_in(held)[1].scenarios[-1].name == "us-leaves"
    for name, shocks in (("us-leaves", [SHOCK]), ("Bad Name!", [SHOCK]), ("x", ["nobody leaves XXX"])):
        with pytest.raises(ScenarioError):
            add_scenario(held, name, shocks, author="Ada")


def test_an_outcome_is_explained_and_moves_when_its_source_is_left_out(held):
    run = run_dossier(held, shocks=(SHOCK,), author="Ada", **FEW)
    kept = explain_run(held, run.no, "commitment:USA>ISR", author="Ada")
    found = explanation_in(held, kept.no)
    assert kept.of == run.no
    assert found.contrast
    assert found.claims
    assert found.value == pytest.approx(
        results_in(held, run.no).contrast_mean[1, [v.label for v in results_in(held, run.no).variables].index(
            "commitment:USA>ISR"), -1], abs=1e-6)  # fmt: skip
    source = held.weighed([found.claims[0].claim]).claims[0].origins[0].id
    believed = held.weighed([found.claims[0].claim]).claims[0].belief
    left = leave_out(held, run.no, source, author="Ada")
    assert left.run is not None
    assert left.run.of == run.no
    assert left.assembled.new
    assert held.weighed([found.claims[0].claim]).claims[0].belief < believed
    assert not compare_systems(held, left.before.system, left.assembled.use.system).same
    held.record("undo", str(left.edit.no), author="Ada")
    assemble_dossier(held)
    assert compare_systems(held, left.before.system, system_in(held)[0]).estimates == ()


def test_explaining_names_a_scenario_that_was_run(held):
    run = run_dossier(held, shocks=(SHOCK,), **FEW)
    with pytest.raises(ScenarioError, match="has no scenario nowhere"):
        explain_run(held, run.no, "commitment:USA>ISR", scenario="nowhere")
    with pytest.raises(ScenarioError):
        explain_run(held, run.no, "commitment:NOBODY>ISR")


def test_courses_are_the_results_but_for_single_runs(held):
    results = simulate(system_in(held)[1], scenarios=(), shocks=(SHOCK,), **FEW)
    records = [to_record(c) for c in courses_of(results)]
    again = results_of(records)
    for name in ("mean", "sd", "quantiles", "contrast_mean", "contrast_sd", "contrast_quantiles"):
        assert np.allclose(getattr(again, name), getattr(results, name), atol=1e-6)
    assert np.allclose(again.forecasts, results.forecasts, atol=1e-5, equal_nan=True)
    plain = ("scenarios", "variables", "months", "runs", "seed", "inputs", "provenance")
    assert all(getattr(again, n) == getattr(results, n) for n in plain)


@pytest.mark.parametrize("damage", ["none", "head", "lost", "cut", "odd"])
def test_records_of_something_else_are_refused(held, damage):
    records = [to_record(c) for c in courses_of(simulate(system_in(held)[1], scenarios=(), **FEW))]
    match damage:
        case "none":
            records = []
        case "head":
            records = records[1:]
        case "lost":
            records[1]["scenario"] = "another"
        case "cut":
            records[2]["numbers"] = records[2]["numbers"][:-8]
        case "odd":
            records[2]["variable"] = "what:IS>THIS"
    with pytest.raises(ResultsError, match="holds no courses"):
        results_of(records)
