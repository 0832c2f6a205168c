"""Single precision against double on the CPU: the same runs, random words and forcing, in a process of its own.

The largest difference in any reported mean, in any quantile, and in any single run's figure, over all variables and
months of a system with scenarios."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.measure import ROOT, Row

RUNS, MONTHS = 512, 24
COMPARE = f"""
import json, sys
sys.path.insert(0, "tests")
import jax
import numpy as np
from detente.api import load_system
from detente.dynamics.ensemble import prepare, run_keys, runner
from detente.dynamics.variables import ask, reported
from systems import sized

def both(system):
    ready = prepare(system, scenarios=None, shocks=(), runs={RUNS}, months={MONTHS})
    shocks = [shock for s in ready.scenarios for shock in s.shocks]
    variables = reported(system, shocks)
    asked = ask(variables, ready.axes)
    double = jax.tree.map(lambda a: np.asarray(a, np.float64), ready.packed)
    keys = run_keys(0, 0, {RUNS})
    run = runner(ready.axes.mechanisms)
    worst = dict(mean=0.0, quantile=0.0, run=0.0)
    for forcing in ready.forcings:
        wide = jax.tree.map(lambda a: np.asarray(a, np.float64) if a.dtype == np.float32 else a, forcing)
        one, two = run(keys, ready.packed, forcing, asked), run(keys, double, wide, asked)
        assert one.dtype == np.float32 and two.dtype == np.float64, (one.dtype, two.dtype)
        one, two = (np.asarray(x, np.float64)[..., :len(variables)] for x in (one, two))
        levels = [0.05, 0.25, 0.5, 0.75, 0.95]
        worst["run"] = max(worst["run"], np.abs(one - two).max())
        worst["mean"] = max(worst["mean"], np.abs(one.mean(0) - two.mean(0)).max())
        apart = np.abs(np.quantile(one, levels, 0) - np.quantile(two, levels, 0))
        worst["quantile"] = max(worst["quantile"], apart.max())
    return worst

print(json.dumps([both(load_system("examples/levant/system.yaml")), both(sized(16, 8))]))
"""


def rows() -> Iterator[Row]:
    """The largest differences, for the reference system and a made-up one of 16 actors."""
    done = subprocess.run(
        [sys.executable, "-c", COMPARE],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, env=os.environ | {"JAX_ENABLE_X64": "1"},
    )  # fmt: skip
    for name, worst in zip(("reference", "16 actors"), json.loads(done.stdout)):
        for what, value in worst.items():
            yield (
                f"single against double, {name}: {what}",
                value,
                f"largest difference, {RUNS} runs a scenario",
            )
