"""How fast systems run: cold and warm, runs a second, and a gradient's cost over a run's.

Cold is a first call with an empty cache of compiled programs, in a process of its own; kept is a first call that finds
them there; warm is a call after that. CPU seconds stand beside wall seconds, since a shared machine stretches both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from benchmarks.measure import ROOT, Row

RUNS, MONTHS, ACTORS, ISSUES = 1000, 24, 12, 6
FIRST = f"""
import sys, time
sys.path.insert(0, "tests")
from systems import sized
system = sized({ACTORS}, {ISSUES})
wall, cpu = time.perf_counter(), time.process_time()
from detente.dynamics import simulate
simulate(system, runs={RUNS}, months={MONTHS})
print(time.perf_counter() - wall, time.process_time() - cpu)
"""


def first_call(cache: str) -> tuple[float, float]:
    """Wall and CPU seconds of a first call in a new process with the given cache folder."""
    done = subprocess.run(
        [sys.executable, "-c", FIRST],
        cwd=ROOT, check=True, capture_output=True, text=True, env=os.environ | {"XDG_CACHE_HOME": cache},
    )  # fmt: skip
    wall, cpu = done.stdout.split()
    return float(wall), float(cpu)


def timed(work: Callable[[], object], times: int = 3) -> tuple[float, float]:
    """Least wall and CPU seconds of `work` over a few times."""
    walls, cpus = [], []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return min(walls), min(cpus)


def rows() -> list[Row]:
    """First and later calls, runs a second, and what a gradient costs."""
    sys.path.insert(0, str(ROOT / "tests"))
    from detente.dynamics import simulate
    from detente.dynamics.ensemble import BASELINE, prepare
    from detente.dynamics.explain import Outcome
    from systems import sized

    system = sized(ACTORS, ISSUES)
    total = RUNS * (len(system.scenarios) + 1)
    size = f"{total} runs × {MONTHS} months × {ACTORS} actors × {ISSUES} issues"
    result: list[Row] = []
    with tempfile.TemporaryDirectory() as cache:
        for name, what in (("cold", "first call, nothing compiled"), ("kept", "first call, programs kept")):
            wall, cpu = first_call(cache)
            result += [(f"{name}, wall", wall, f"s: {what}; {size}"), (f"{name}, CPU", cpu, "s")]
    simulate(system, runs=RUNS, months=MONTHS)
    wall, cpu = timed(lambda: simulate(system, runs=RUNS, months=MONTHS))
    result += [
        ("warm, wall", wall, "s: the same again"),
        ("warm, CPU", cpu, "s"),
        ("runs a second", total / wall, "by wall"),
        ("runs a CPU second", total / cpu, "by CPU"),
        ("a run and month", 1e6 * cpu / total / (MONTHS + 1), "µs CPU, summing up included"),
    ]
    ready = prepare(system, scenarios=(BASELINE,), shocks=(), runs=256, months=MONTHS)
    variable = simulate(system, scenarios=(), runs=16, months=1).variables[0]
    seeds = iter(range(100))

    def outcome() -> Outcome:
        # Another seed each time: an outcome remembers what it has run.
        return Outcome(ready, system, variable, scenario=0, month=MONTHS, runs=256, seed=next(seeds))

    outcome().value(ready.packed)
    outcome().gradient(ready.packed)
    forward = timed(lambda: outcome().value(ready.packed))
    backward = timed(lambda: outcome().gradient(ready.packed))
    result.append(("gradient over forward", backward[1] / forward[1], "times the CPU, 256 runs"))
    return result
