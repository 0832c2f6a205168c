"""Ensembles: a system run many times under several scenarios with common random numbers.

Run k of every scenario draws the same parameters and the same innovations, from the seed and k alone; how many runs or
months are asked for changes nothing in the runs that both have. Runs go through in chunks, so that memory stays
bounded.
"""

from __future__ import annotations

import json
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from ..errors import ScenarioError, SimulationError
from ..system.label import variable_of
from ..system.model import Scenario, Shock
from ..system.newcomers import with_newcomers
from ..version import __version__
from .compiling import keep_compiled
from .forcing import Forcing
from .parameters import Layout, Packed
from .provenance import provenance_of
from .script import compile_scenarios, pack_with
from .tally import Tally
from .unfinished import Unfinished
from .variables import Asked, ask, reported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from os import PathLike

    from ..system.model import System, Variable
    from .mechanism import Mechanism
    from .state import Provenance, Results

MOST_RUNS, MOST_MONTHS = 1_000_000, 1_200
BASELINE = "baseline"
OWN = "shocks"
# Runs to a chunk, and numbers that may be held at once. On a CPU a chunk has to stay in its caches, and one size serves
# nearly all, so that few programs are compiled.
CHUNKS = {"cpu": ((64,), 4e6), "gpu": ((64, 1024, 4096, 16384), 1e9)}


# Runs that the machine works on ahead, while those before are summed up.
AHEAD = 512


@dataclass(frozen=True, slots=True)
class Prepared:
    """A system ready to run: itself with its scenarios' newcomers, its arrays, axes, scenarios with their forcing, and
    the hash of all that went in."""

    system: System
    packed: Packed
    axes: Layout
    scenarios: tuple[Scenario, ...]
    forcings: tuple[Forcing, ...]
    inputs: str


def simulate(
    system: System,
    *,
    scenarios: Sequence[str] | None = None,
    shocks: Sequence[Shock | str] = (),
    also: Sequence[Variable | str] = (),
    runs: int = 500,
    months: int = 24,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
    resume: str | PathLike[str] | None = None,
) -> Results:
    """Run a system under its baseline and under scenarios, and report every variable as a distribution.

    `scenarios` names those of the system to run (None: all); `shocks` make one more, named "shocks", in their words
    ("USA withdraws from SYR at 3") or as `Shock`. The baseline always runs and comes first. `also` are variables to
    report besides those that always are, as `Variable` or by label ("events:ISR>SYR:material_conflict").

    `progress` is told how many runs are done, and of how many, after every chunk. `resume` names a file in which what
    has been gathered is kept twice a minute; where it is there already, the same call goes on from it, to the same
    bits, also with more runs than before (both at most, or both above, 5,000). It is left to the caller to
    delete it once the results are safe.

    Raises ResultsError where that file is of something else, OutputError where it cannot be written, ScenarioError for
    a scenario, shock or number of runs or months that cannot be, SystemFileError where parts of the system do not fit
    together, SimulationError where numbers leave the finite range.
    """
    ready = prepare(system, scenarios=scenarios, shocks=shocks, runs=runs, months=months)
    every = [shock for scenario in ready.scenarios for shock in scenario.shocks]
    wanted = [variable_of(v) if isinstance(v, str) else v for v in also]
    variables = tuple(dict.fromkeys((*reported(ready.system, every), *wanted)))
    asked = ask(variables, ready.axes)
    size = chunk_size(ready.packed, months, runs)
    tally, provenance = Tally(ready, system, variables, runs, months, size), provenance_of(system, ready)
    kept = None
    if resume is not None:
        kept = Unfinished(resume, _about(ready, provenance, seed, months, size, tally.exact, variables))
        kept.restore(tally)
    tell = progress or (lambda done, total: None)
    tell(tally.count, runs)
    for first, chunk in chunks(ready, runs, seed, asked, size, start=tally.count):
        samples = [every[..., : len(variables)] for every in chunk]
        for s, of_scenario in enumerate(samples):
            _finite(of_scenario, variables, ready, seed, first, s, asked, size)
        tally.add(samples)
        tell(tally.count, runs)
        if kept is not None and tally.count < runs:
            kept.keep(tally)
    return tally.results(seed=seed, version=__version__, provenance=provenance)


def _about(
    ready: Prepared,
    made: Provenance,
    seed: int,
    months: int,
    size: int,
    exact: bool,
    variables: Sequence[Variable],
) -> dict[str, str | int | bool]:
    """What an unfinished ensemble must share with one that goes on from it, for the same bits. Not: how many runs."""
    labels = sha256("\n".join(v.label for v in variables).encode()).hexdigest()
    return {
        "inputs": ready.inputs, "seed": seed, "months": months, "version": __version__, "jax": made.jax,
        "device": made.device, "mechanisms": " ".join(made.mechanisms), "size": size, "exact": exact,
        "variables": labels,
    }  # fmt: skip


def prepare(
    system: System,
    *,
    scenarios: Sequence[str] | None,
    shocks: Sequence[Shock | str],
    runs: int,
    months: int,
) -> Prepared:
    """Check what is asked for and turn it into arrays."""
    for what, value, most in (("runs", runs, MOST_RUNS), ("months", months, MOST_MONTHS)):
        if not 1 <= value <= most:
            raise ScenarioError(f"{value} {what} cannot be run", remedy=f"ask for 1 to {most:,} {what}")
    chosen = _scenarios(system, scenarios, shocks, months)
    packed, axes = pack_with(system, chosen)
    forcings = compile_scenarios(chosen, packed, axes, months)
    content = {
        "system": system.model_dump(mode="json"),
        "scenarios": [scenario.model_dump(mode="json") for scenario in chosen],
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    joined = with_newcomers(system, chosen)
    return Prepared(joined, packed, axes, chosen, forcings, sha256(canonical.encode()).hexdigest()[:16])


def _scenarios(
    system: System, names: Sequence[str] | None, shocks: Sequence[Shock | str], months: int
) -> tuple[Scenario, ...]:
    """The baseline, the scenarios named (None: all), and one made of the shocks."""
    own = {s.name: s for s in system.scenarios}
    base = own.get(BASELINE, Scenario(name=BASELINE, title="Baseline"))
    chosen = [base]
    for name in dict.fromkeys(own if names is None else names):
        if name == BASELINE:
            continue
        if name not in own:
            known = ", ".join(dict.fromkeys([BASELINE, *own]))
            raise ScenarioError(f"there is no scenario {name}", remedy=f"choose from: {known}")
        chosen.append(own[name])
    if shocks:
        from .shock import parse_shock

        parsed = tuple(parse_shock(s) if isinstance(s, str) else s for s in shocks)
        late = [s for s in parsed if s.at > months]
        if late:
            raise ScenarioError(
                f"a shock at month {late[0].at} comes after the last month, {months}",
                remedy="run more months or let it come earlier",
            )
        name = OWN if OWN not in own else f"{OWN}-asked"
        chosen.append(Scenario(name=name, title="Shocks as asked", shocks=parsed))
    return tuple(chosen)


@cache
def runner(mechanisms: tuple[Mechanism, ...]):
    """The compiled function from (keys [run, 2], packed, forcing, asked) to samples [run, month, variable]."""
    import jax

    from .step import trajectory

    keep_compiled()

    @partial(jax.jit)
    def run(keys, packed, forcing, asked):
        one = partial(trajectory, mechanisms=mechanisms)
        with jax.default_matmul_precision("highest"):
            return jax.vmap(one, in_axes=(0, None, None, None))(keys, packed, forcing, asked)

    return run


def run_keys(seed: int, first: int, count: int) -> np.ndarray:
    """Keys [run, 2] of runs `first`, `first` + 1, ...: a word made from the seed, and the run's number."""
    word = int.from_bytes(sha256(str(seed).encode()).digest()[:4], "little")
    return np.stack(
        [np.full(count, word, np.uint32), np.arange(first, first + count, dtype=np.uint32)], axis=1
    )


def chunk_size(packed: Packed, months: int, runs: int) -> int:
    """Runs to a chunk: as many as fit the machine's room for arrays, no more than are asked for."""
    import jax

    mean = packed.mean
    sizes, room = CHUNKS["cpu" if jax.default_backend() == "cpu" else "gpu"]
    each = 4 * mean.tie.size + mean.position.size + mean.commitment.size + months * (mean.tie.size // 4 + 64)
    fitting = [size for size in sizes if size * each <= room] or [sizes[0]]
    return next((size for size in fitting if size >= runs), fitting[-1])


def chunks(
    ready: Prepared, runs: int, seed: int, asked: Asked, size: int, *, start: int = 0
) -> Iterator[tuple[int, list[np.ndarray]]]:
    """Yield (number of the first run, samples [run, month, place] of every scenario) chunk by chunk, from `start` on.

    Scenarios and chunks run side by side on the machine's cores, and go on while a chunk is made use of.
    """
    keep_compiled()
    run = runner(ready.axes.mechanisms)
    with ThreadPoolExecutor(max_workers=2) as pool:

        def started(first: int) -> list[Future[np.ndarray]]:
            keys = run_keys(seed, first, size)
            return [
                pool.submit(lambda f=f: np.asarray(run(keys, ready.packed, f, asked))) for f in ready.forcings
            ]

        if start < runs:
            # One alone at first: it may have to compile, which two at once would do twice.
            run(run_keys(seed, start, size), ready.packed, ready.forcings[0], asked)
        waiting = deque()
        firsts = iter(range(start, runs, size))
        for first in range(start, runs, size):
            while len(waiting) < 1 + max(1, AHEAD // size) and (ahead := next(firsts, None)) is not None:
                waiting.append(started(ahead))
            yield first, [work.result()[: runs - first] for work in waiting.popleft()]


def _finite(
    samples, variables, ready: Prepared, seed: int, first: int, s: int, asked: Asked, size: int
) -> None:
    """Raise SimulationError, naming variable, month and the mechanism at fault, where a number is not finite."""
    # A sum that is finite says the same as a look at every number, several times as fast.
    if np.isfinite(samples.sum()):
        return
    run, month, variable = np.argwhere(~np.isfinite(samples))[0]
    culprit = _culprit(ready, seed, first + int(run), s, asked, size)
    raise SimulationError(
        f"{variables[variable].label} is not finite at month {month} of run {first + run}"
        + (f", which the mechanism {culprit} causes" if culprit else ""),
        where=f"scenario {ready.scenarios[s].name}",
        remedy=f"check the parameters of {culprit} or switch it off"
        if culprit
        else "check the system's estimates",
    )


def _culprit(ready: Prepared, seed: int, number: int, s: int, asked: Asked, size: int) -> str | None:
    """The first mechanism without which one run stays finite (`size`: of a chunk, so as to compile nothing anew)."""
    run = runner(ready.axes.mechanisms)
    for i, mechanism in enumerate(ready.axes.mechanisms):
        frame = ready.packed.frame
        switch = frame.switch.copy()
        switch[i] = 0
        without = ready.packed._replace(frame=frame._replace(switch=switch))
        keys = run_keys(seed, number, 1).repeat(size, axis=0)
        if np.isfinite(np.asarray(run(keys, without, ready.forcings[s], asked))).all():
            return mechanism.NAME
    return None
