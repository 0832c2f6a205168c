"""Ensembles: a system run many times under several scenarios with common random numbers.

Run k of every scenario draws the same parameters and the same innovations, from the seed and k alone; how many runs or
months are asked for changes nothing in the runs that both have. Runs go through in chunks, so that memory stays
bounded.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from ..errors import ScenarioError, SimulationError
from ..system.model import Scenario, Shock
from ..system.newcomers import with_newcomers
from ..version import __version__
from .compiling import keep_compiled
from .forcing import Forcing
from .parameters import Layout, Packed
from .script import compile_scenarios, pack_with
from .state import Results
from .summary import Summary
from .variables import Asked, ask, reported

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..system.model import Resolution, System
    from .mechanism import Mechanism

MOST_RUNS, MOST_MONTHS = 1_000_000, 1_200
KEPT_RUNS = 10_000
BASELINE = "baseline"
OWN = "shocks"
# Runs to a chunk, and numbers that may be held at once. On a CPU a chunk has to stay in its caches, and one size serves
# nearly all, so that few programs are compiled.
CHUNKS = {"cpu": ((64,), 4e6), "gpu": ((64, 1024, 4096, 16384), 1e9)}


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
    runs: int = 500,
    months: int = 24,
    seed: int = 0,
) -> Results:
    """Run a system under its baseline and under scenarios, and report every variable as a distribution.

    `scenarios` names those of the system to run (None: all); `shocks` make one more, named "shocks", in their words
    ("USA withdraws from SYR at 3") or as `Shock`. The baseline always runs and comes first.

    Raises ScenarioError for a scenario, shock or number of runs or months that cannot be, SystemFileError where parts
    of the system do not fit together, SimulationError where numbers leave the finite range.
    """
    ready = prepare(system, scenarios=scenarios, shocks=shocks, runs=runs, months=months)
    every = [shock for scenario in ready.scenarios for shock in scenario.shocks]
    variables = reported(ready.system, every)
    asked = ask(variables, ready.axes)
    count, total = len(variables), len(ready.scenarios)
    own = [Summary(runs, months, count, -1.0, 1.0) for _ in range(total)]
    against = [Summary(runs, months, count, -2.0, 2.0) for _ in range(total)]
    final = np.empty((total, count, min(runs, KEPT_RUNS)), np.float32)
    rules = [f.resolution for f in system.forecasts]
    hits = np.zeros((total, len(rules)))
    size = chunk_size(ready.packed, months, runs)
    for first, chunk in chunks(ready, runs, seed, asked, size):
        base = chunk[0][..., :count]
        for s, samples in enumerate(chunk):
            samples = samples[..., :count]
            _finite(samples, variables, ready, seed, first, s, asked, size)
            own[s].add(samples)
            against[s].add(samples - base)
            room = max(0, min(samples.shape[0], final.shape[-1] - first))
            final[s, :, first : first + room] = samples[:room, -1].T
            for f, rule in enumerate(rules):
                if rule is not None:
                    hits[s, f] += _holds(rule, samples[:, :, variables.index(rule.variable)]).sum()
    return Results(
        scenarios=tuple(scenario.name for scenario in ready.scenarios),
        variables=variables,
        months=months,
        runs=runs,
        seed=seed,
        version=__version__,
        inputs=ready.inputs,
        mean=np.stack([x.mean() for x in own]),
        sd=np.stack([x.sd() for x in own]),
        quantiles=np.stack([x.quantiles() for x in own]),
        contrast_mean=np.stack([x.mean() for x in against]),
        contrast_quantiles=np.stack([x.quantiles() for x in against]),
        final=final,
        forecasts=np.where([[rule is not None for rule in rules]], hits / runs, np.nan).reshape(
            total, len(rules)
        ),
    )


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
    ready: Prepared, runs: int, seed: int, asked: Asked, size: int
) -> Iterator[tuple[int, list[np.ndarray]]]:
    """Yield (number of the first run, samples [run, month, place] of every scenario) chunk by chunk.

    The scenarios of a chunk run side by side on the machine's cores.
    """
    keep_compiled()
    run = runner(ready.axes.mechanisms)
    with ThreadPoolExecutor(max_workers=2) as pool:
        for first in range(0, runs, size):
            count, keys = min(size, runs - first), run_keys(seed, first, size)
            # The very first one alone: it may have to compile, which two at once would do twice.
            started = [run(keys, ready.packed, ready.forcings[0], asked)] if first == 0 else []
            work = [pool.submit(run, keys, ready.packed, f, asked) for f in ready.forcings[len(started) :]]
            yield first, [np.asarray(got)[:count] for got in (*started, *(w.result() for w in work))]


def _holds(rule: Resolution, samples: np.ndarray) -> np.ndarray:
    """Whether a forecast's rule holds in each run: samples [run, month] of its variable.

    The month is the last one run where the rule's lies beyond. `increase`, `decrease` and `no_change` compare the
    change since month 0 with the threshold, `above` and `below` the level.
    """
    month = min(rule.by, samples.shape[1] - 1)
    level, change = samples[:, month], samples[:, month] - samples[:, 0]
    match rule.comparison:
        case "increase":
            return change > rule.threshold
        case "decrease":
            return change < -rule.threshold
        case "no_change":
            return np.abs(change) <= rule.threshold
        case "above":
            return level > rule.threshold
        case "below":
            return level < rule.threshold


def _finite(
    samples, variables, ready: Prepared, seed: int, first: int, s: int, asked: Asked, size: int
) -> None:
    """Raise SimulationError, naming variable, month and the mechanism at fault, where a number is not finite."""
    if np.isfinite(samples).all():
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
