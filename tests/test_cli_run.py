"""`detente run`: what it writes with -o, how it goes on after it was killed, and what it refuses."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

import detente as api
from detente.system.model import Evidence
from systems import region

RUNS, MONTHS = 64, 12
SMALL = ("--runs", RUNS, "--months", MONTHS)
EAGER = (
    "import sys, detente.dynamics.unfinished as unfinished; unfinished.EVERY = 0;"
    "from detente.cli import main; main(sys.argv[1:])"
)
"""The command line in a process of its own, but keeping its unfinished run after every chunk."""


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    said = tuple(
        Evidence(
            claim=claim, kind="forecast", text="", belief=0.5, disbelief=0, unknown=0.5, origins=(), quotes=()
        )
        for claim in ("closer", "vague")
    )
    return api.save_system(region(evidence=said), tmp_path_factory.mktemp("system") / "system.yaml")


def killed(part: Path, *arguments: object) -> int:
    """Start the command, kill it once its unfinished run is on disk, and say how many runs that has."""
    process = subprocess.Popen(
        [sys.executable, "-c", EAGER, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    waited = time.monotonic() + 240
    while not part.exists() and process.poll() is None and time.monotonic() < waited:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    _, told = process.communicate()
    assert process.returncode == -signal.SIGKILL, told
    with np.load(part) as held:
        return int(held["count"])


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("runs", [4800, 6400])
def test_a_run_that_is_killed_goes_on_to_the_same_bits(detente, system, tmp_path, runs):
    output, whole = tmp_path / "results.nc", tmp_path / "whole.nc"
    part = tmp_path / "results.nc.part"
    command = ("run", system, "--scenario", "nordia-leaves", "--months", MONTHS, "--runs", runs)
    done = killed(part, *command, "-o", output)
    assert 0 < done < runs
    assert not output.exists()
    again = detente(*command, "-o", output)
    assert again.exit_code == 0, again.stderr
    assert f"going on after {done:,} runs" in again.stderr
    assert not list(tmp_path.glob("*.part"))
    assert detente(*command, "-o", whole).exit_code == 0
    assert output.read_bytes() == whole.read_bytes()
    assert api.load_results(output) == api.load_results(whole)


@pytest.fixture(scope="module")
def part(system, tmp_path_factory):
    """What is left of a run that was stopped after 64 of 128 runs."""
    path = tmp_path_factory.mktemp("part") / "results.nc.part"

    def stop(done: int, total: int) -> None:
        if done == 2 * RUNS:  # by now the first chunk is kept
            raise KeyboardInterrupt

    from detente.dynamics import unfinished

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unfinished, "EVERY", 0)
        with pytest.raises(KeyboardInterrupt):
            api.simulate(system, runs=3 * RUNS, months=MONTHS, resume=path, progress=stop)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--seed", "1"), "another seed"),
        (("--months", "6"), "another number of months"),
        (("--scenario", "vostria-out"), "another system or other scenarios"),
        (("--runs", "10"), "holds 64 runs already, more than the 10 asked for"),
        (("--runs", "6000"), "a number of runs on the other side of 5,000"),
    ],
)
def test_an_unfinished_run_of_something_else_is_refused_and_left(detente, system, part, tmp_path, more, told):
    left = tmp_path / "results.nc.part"
    left.write_bytes(part)
    result = detente("run", system, *SMALL, *more, "-o", tmp_path / "results.nc")
    assert result.exit_code == 1
    assert told in result.stderr
    assert "delete it to start anew" in result.stderr
    assert result.stderr.count("\n") == 1
    assert left.read_bytes() == part
    assert not (tmp_path / "results.nc").exists()


def test_an_unfinished_run_that_is_damaged_is_refused(detente, system, part, tmp_path):
    for content in (part[:2000], b"", b"something else"):
        (tmp_path / "results.nc.part").write_bytes(content)
        result = detente("run", system, *SMALL, "-o", tmp_path / "results.nc")
        assert result.exit_code == 1
        assert "is no unfinished run (or damaged)" in result.stderr
        assert result.stderr.count("\n") == 1


def test_an_unfinished_run_goes_on_with_more_runs_than_were_asked_for_first(system, part, tmp_path):
    left = tmp_path / "left.part"
    left.write_bytes(part)
    told = []
    on = api.simulate(system, runs=5 * RUNS, months=MONTHS, resume=left, progress=lambda *at: told.append(at))
    assert on == api.simulate(system, runs=5 * RUNS, months=MONTHS)
    assert told[0] == (RUNS, 5 * RUNS)
    assert told[-1] == (5 * RUNS, 5 * RUNS)


@pytest.mark.parametrize("suffix", ["nc", "parquet", "json", "jsonl"])
def test_results_are_written_by_the_suffix_of_the_output(detente, system, tmp_path, suffix):
    output = tmp_path / f"results.{suffix}"
    result = detente("run", system, *SMALL, "-o", output)
    assert result.exit_code == 0, result.stderr
    assert f"results.{suffix}: 64 runs of 3 scenarios" in result.stderr
    assert "nordia-leaves: largest changes" in result.stdout
    if suffix.startswith("json"):
        printed = detente("run", system, *SMALL, "--json").stdout
        assert output.read_text(encoding="utf8") == printed
        first = json.loads(printed.splitlines()[0])
        assert {"contrast_mean", "contrast_sd", "contrast_quantiles"} <= first.keys()
    elif suffix == "nc":
        made = api.load_results(output).provenance
        assert made.file == sha256(Path(system).read_bytes()).hexdigest()


def test_an_output_that_cannot_be_is_refused_before_anything_runs(detente, system, tmp_path):
    for name in ("results.xlsx", "results", "missing/results.nc"):
        result = detente("run", system, "--runs", 1_000_000, "-o", tmp_path / name)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert name in result.stderr


def test_the_error_of_a_mean_is_told_apart_from_the_spread_of_runs(detente, system):
    shown = detente("run", system, *SMALL, "--scenario", "nordia-leaves").stdout
    assert "±: how far chance moves a mean" in shown
    assert "nine in ten runs" in shown
    line = next(x for x in shown.splitlines() if x.startswith("commitment:NORDIA>ALDEN"))
    assert line.count("±") == 2
