"""Distributions from samples: exact for few runs, counted in cells for many, and where compiled programs are kept."""

from __future__ import annotations

import numpy as np
import pytest

from detente.dynamics import summary
from detente.dynamics.compiling import cache_folder
from detente.dynamics.summary import Summary


def gathered(samples: np.ndarray, chunk: int) -> Summary:
    runs, months, variables = samples.shape
    result = Summary(runs, months - 1, variables, -1.0, 1.0)
    for first in range(0, runs, chunk):
        result.add(samples[first : first + chunk])
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
