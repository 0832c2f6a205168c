"""Distributions from samples: exact for few runs, counted in cells for many, and where compiled programs are kept."""

from __future__ import annotations

import numpy as np
import pytest

from detente.dynamics import summary
from detente.dynamics.compiling import cache_folder
from detente.dynamics.summary import Summary, ranges
from detente.system.model import Variable


def gathered(samples: np.ndarray, chunk: int, **more) -> Summary:
    runs, months, variables = samples.shape
    result = Summary(runs, months - 1, np.array([(-1.0, 1.0)] * variables), **more)
    for first in range(0, runs, chunk):
        result.add(samples[first : first + chunk].transpose(2, 1, 0))
    return result


@pytest.fixture
def samples() -> np.ndarray:
    return np.random.default_rng(0).beta(2, 5, (4000, 3, 4)).astype(np.float32) * 2 - 1


def test_few_runs_are_summed_up_exactly(samples):
    got = gathered(samples, 300)
    assert got.mean() == pytest.approx(samples.mean(axis=0).T, abs=1e-6)
    assert got.sd() == pytest.approx(samples.std(axis=0).T, abs=1e-6)
    want = np.quantile(samples, summary.LEVELS, axis=0).transpose(2, 1, 0)
    assert got.quantiles() == pytest.approx(want, abs=1e-6)


def test_many_runs_are_counted_to_within_a_cell(samples, monkeypatch):
    exact = gathered(samples, 300)
    monkeypatch.setattr(summary, "EXACT", 10)
    counted = gathered(samples, 300)
    assert counted.mean() == pytest.approx(exact.mean(), abs=1e-6)
    assert counted.sd() == pytest.approx(exact.sd(), abs=1e-5)
    # A cell is 0.001 wide here; neighbours among the samples may lie further apart than that.
    assert counted.quantiles() == pytest.approx(exact.quantiles(), abs=0.02)


def test_small_changes_are_told_apart_however_many_runs(samples, monkeypatch):
    small = samples * 0.002
    small[: len(small) // 2] = 0
    exact = gathered(small, 300, change=True)
    monkeypatch.setattr(summary, "EXACT", 10)
    counted = gathered(small, 300, change=True)
    assert counted.quantiles() == pytest.approx(exact.quantiles(), abs=3e-5)
    nothing = gathered(np.zeros_like(samples), 300, change=True)
    assert nothing.quantiles() == pytest.approx(0, abs=3e-6)


def test_each_variable_has_the_range_that_it_can_take():
    kinds = [Variable(kind="tie", actors=("A", "B")), Variable(kind="hedging", actors=("A",))]
    assert ranges(kinds).tolist() == [[-1, 1], [0, 1]]


@pytest.mark.parametrize("most", [10, 5000])
@pytest.mark.parametrize("change", [False, True])
def test_what_was_gathered_can_be_put_away_and_gone_on_with(samples, monkeypatch, most, change):
    monkeypatch.setattr(summary, "EXACT", most)
    straight = gathered(samples, 500, change=change)
    first = Summary(len(samples), 2, np.array([(-1.0, 1.0)] * 4), change=change)
    for at in range(0, 2000, 500):
        first.add(samples[at : at + 500].transpose(2, 1, 0))
    second = Summary(len(samples), 2, np.array([(-1.0, 1.0)] * 4), change=change)
    second.restore(first.state(), first.count)
    for at in range(2000, 4000, 500):
        second.add(samples[at : at + 500].transpose(2, 1, 0))
    for figure in ("mean", "sd", "quantiles"):
        assert getattr(second, figure)().tobytes() == getattr(straight, figure)().tobytes()


def test_programs_are_kept_where_the_user_keeps_caches(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "detente" / "jax"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "detente" / "jax"


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert cache_folder() is None
    for name in ("XDG_CACHE_HOME", "HOME", "USERPROFILE"):
        monkeypatch.delenv(name, raising=False)
    assert cache_folder() is None
