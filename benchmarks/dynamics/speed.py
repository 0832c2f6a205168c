"""How fast systems run: cold and warm, a hundred thousand runs beside a bare toy, and a gradient's cost over a
run's.

Cold is a first call with an empty cache of compiled programs, in a process of its own; kept is a first call that
finds them there; warm is a call after that. CPU seconds stand beside wall seconds, since a shared machine stretches
both."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

from benchmarks.dynamics import toy
from benchmarks.measure import ROOT, Row

RUNS, MONTHS, ACTORS, ISSUES = 100_000, 24, 16, 8
CONTRAST, SHORT = 10_000, 2_048
REFERENCE = ROOT / "examples/levant/system.yaml"
FIRST = """
import sys, time
wall, cpu = time.perf_counter(), time.process_time()
from detente.api import load_system
from detente.dynamics import simulate
system = load_system(sys.argv[1])
simulate(system, scenarios=[sys.argv[2]], runs=int(sys.argv[3]), months=int(sys.argv[4]))
print(time.perf_counter() - wall, time.process_time() - cpu)
"""


def first_call(cache: str, scenario: str) -> tuple[float, float]:
    """Wall and CPU seconds, import and loading included, of a contrast in a new process with the given cache folder."""
    done = subprocess.run(
        [sys.executable, "-c", FIRST, str(REFERENCE), scenario, str(CONTRAST), str(MONTHS)],
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


def rows() -> Iterator[Row]:
    """First and later calls, runs a second, and what a gradient costs."""
    sys.path.insert(0, str(ROOT / "tests"))
    import jax

    from detente.api import load_system
    from detente.dynamics import simulate
    from systems import sized

    reference = load_system(str(REFERENCE))
    scenario = next(s.name for s in reference.scenarios if s.shocks)
    size = f"{len(reference.actors)} actors × {len(reference.issues)} issues × {MONTHS} months"
    with tempfile.TemporaryDirectory() as cache:
        for name, what in (("cold", "nothing compiled"), ("kept", "programs kept")):
            wall, cpu = first_call(cache, scenario)
            yield f"contrast, {name}, wall", wall, f"s: {CONTRAST} runs twice, new process, {what}; {size}"
            yield f"contrast, {name}, CPU", cpu, "s"

    def contrast() -> None:
        simulate(reference, scenarios=[scenario], runs=CONTRAST, months=MONTHS)

    contrast()
    wall, cpu = timed(contrast)
    yield "contrast, warm, wall", wall, "s: the same again"
    yield "contrast, warm, CPU", cpu, "s"

    system = sized(ACTORS, ISSUES)
    what = f"{RUNS} runs × {MONTHS} months × {ACTORS} actors × {ISSUES} issues, all mechanisms on"
    simulate(system, scenarios=(), runs=SHORT, months=MONTHS)
    begun, cpu_begun = time.perf_counter(), time.process_time()
    simulate(system, scenarios=(), runs=RUNS, months=MONTHS)
    wall, cpu = time.perf_counter() - begun, time.process_time() - cpu_begun
    bare = toy.seconds(RUNS, MONTHS, ACTORS)
    yield "100,000 runs, wall", wall, f"s: {what}, on {jax.default_backend()}"
    yield "100,000 runs, CPU", cpu, "s"
    yield "a bare toy of that size, CPU", bare, "s"
    yield "over the toy", cpu / bare, "times the CPU"
    yield "a run and month", 1e6 * cpu / RUNS / (MONTHS + 1), "µs CPU, summing up included"
    yield from _gradient(system)


def _gradient(system) -> Iterator[Row]:
    from detente.dynamics import simulate
    from detente.dynamics.ensemble import BASELINE, prepare
    from detente.dynamics.explain import Outcome

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
    yield "gradient over forward", backward[1] / forward[1], "times the CPU, 256 runs"
