"""Results in files: NetCDF there and back, Parquet and JSON Lines for other programs, and where they come from."""

from __future__ import annotations

import builtins
import json
from dataclasses import replace

import numpy as np
import pytest

import analyses
from detente.dynamics import simulate
from detente.dynamics.provenance import digest
from detente.dynamics.results_file import load_results, save_results
from detente.errors import NotInstalledError, OutputError, ResultsError
from systems import region

RUNS, MONTHS = 64, 12


@pytest.fixture(scope="module")
def results():
    return simulate(region(), runs=RUNS, months=MONTHS, seed=5)


def test_results_come_back_from_netcdf_as_they_were(results, tmp_path):
    path = save_results(results, tmp_path / "results.nc")
    again = load_results(path)
    assert again == results
    assert again.provenance == results.provenance
    assert load_results(path) != replace(results, seed=6)
    changed = replace(results, sd=np.nextafter(results.sd, 9))
    assert again != changed
    assert save_results(results, tmp_path / "again.nc").read_bytes() == path.read_bytes()


def test_results_with_nothing_in_them_come_back_too(tmp_path):
    nothing = analyses.empty().results
    assert load_results(save_results(nothing, tmp_path / "nothing.nc")) == nothing


def test_results_say_where_they_come_from(results):
    made, system = results.provenance, region()
    assert made.system == digest(system)
    assert len(made.scenarios) == len(results.scenarios)
    assert made.scenarios[1:] == tuple(digest(s) for s in system.scenarios)
    assert "hedging" in made.mechanisms
    assert made.jax
    assert made.device


def test_other_programs_open_the_netcdf_file_and_find_names_and_provenance(results, tmp_path):
    import h5py

    with h5py.File(save_results(results, tmp_path / "results.nc")) as held:
        assert held["mean"].shape == results.mean.shape
        assert [d[0].name for d in held["mean"].dims] == ["/scenario", "/variable", "/month"]
        assert held.attrs["seed"] == 5
        assert "hedging" in held.attrs["mechanisms"].split("\n")
        assert str(tmp_path) not in str(dict(held.attrs))


def test_the_long_table_has_a_row_for_every_scenario_variable_and_month(results, tmp_path):
    from pyarrow import parquet

    path = save_results(results, tmp_path / "results.parquet")
    table = parquet.read_table(path)
    rows = table.to_pylist()
    assert len(rows) == len(list(results.outcomes()))
    for row, outcome in list(zip(rows, results.outcomes()))[::97]:
        assert (row["scenario"], row["variable"], row["month"]) == (
            outcome.scenario, outcome.variable.label, outcome.month,
        )  # fmt: skip
        assert tuple(row["actors"]) == outcome.variable.actors
        assert (row["kind"], row["issue"], row["domain"], row["arena"]) == (
            outcome.variable.kind, outcome.variable.issue, outcome.variable.domain, outcome.variable.arena,
        )  # fmt: skip
        assert (row["mean"], row["contrast_sd"]) == (outcome.mean, outcome.contrast_sd)
        assert row["q95"] == outcome.quantiles["95"]
        assert row["contrast_q5"] == outcome.contrast_quantiles["5"]
    about = json.loads(table.schema.metadata[b"detente"])
    assert about["seed"] == 5
    assert about["provenance"]["system"] == results.provenance.system
    assert save_results(results, tmp_path / "again.parquet").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_json_lines_are_as_the_command_prints_them(results, tmp_path, suffix):
    lines = save_results(results, tmp_path / f"r{suffix}").read_text(encoding="utf8").splitlines()
    assert len(lines) == len(list(results.outcomes()))
    assert json.loads(lines[-1])["contrast_quantiles"].keys() == {"5", "25", "50", "75", "95"}


@pytest.mark.parametrize("name", ["results.xlsx", "results", "no/such/folder.nc"])
def test_what_cannot_be_written_is_refused_in_one_error(results, tmp_path, name):
    with pytest.raises(OutputError):
        save_results(results, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_file_of_something_else_is_no_results(results, tmp_path):
    import xarray

    other = tmp_path / "other.nc"
    xarray.Dataset({"x": ("y", [1.0])}).to_netcdf(other, engine="h5netcdf")
    text = tmp_path / "text.nc"
    text.write_text("not NetCDF")
    cut = save_results(results, tmp_path / "cut.nc")
    cut.write_bytes(cut.read_bytes()[:5000])
    for path in (other, text, cut, tmp_path / "missing.nc"):
        with pytest.raises(ResultsError, match=r"detente run -o"):
            load_results(path)


@pytest.mark.parametrize(
    ("name", "missing"), [("r.nc", "h5netcdf"), ("r.nc", "xarray"), ("r.parquet", "pyarrow")]
)
def test_without_the_extra_the_error_names_it_and_nothing_is_written(
    results, tmp_path, monkeypatch, name, missing
):
    real = builtins.__import__

    def without(module, *rest):
        if module.split(".")[0] == missing:
            raise ImportError(module)
        return real(module, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NotInstalledError, match=r"detente\[tables\]"):
        save_results(results, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_mean_is_surer_than_a_run_and_a_change_surer_than_a_level(results):
    assert results.error == pytest.approx(results.sd / 8)
    assert results.contrast_error == pytest.approx(results.contrast_sd / 8)
    assert not results.contrast_sd[0].any()
    v = [x.label for x in results.variables].index("tie:ALDEN>VOSTRIA")
    assert 0 < results.contrast_error[1, v, MONTHS] < results.error[1, v, MONTHS] / 2
