"""The main job's stages in order, and which outcomes are worth explaining."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..errors import ScenarioError
from .inputs import Sources, Systems, articles_of, system_of

if TYPE_CHECKING:
    from ..dynamics.state import Results
    from ..evidence.claim import Weighed
    from ..reading.statement import Statement
    from ..show.analysis import Analysis
    from ..system.model import Scenario, Shock, System, Variable

EXPLAINED = 13
"""Outcomes that a brief explains."""
EXPLAINED_EACH = 3
"""Outcomes that it explains of one scenario: the reruns for the first answer for the others as well."""
LEAST_EXPLAINED = 0.02
"""A change by less than this part of its range is not worth the reruns."""
EXPLAINING_RUNS = 64
"""Runs behind each explanation: means under common random numbers need fewer than fans do."""

TESTING_RUNS = 256
"""Runs behind each hypothesis in a brief."""


def analyse(
    sources: Sources,
    statements: Sequence[Statement] | None,
    weighed: Weighed | None,
    *,
    system: Systems | None,
    scenarios: Iterable[Scenario],
    runs: int,
    months: int,
    seed: int,
    jobs: int,
    on_stage: Callable[[str], Any],
) -> Analysis:
    """Take articles through every layer, from where `statements` and `weighed` leave off.

    Where `system` is given it is run in place of the assembled one, and explained as far as its numbers rest on the
    claims that it carries.
    """
    from ..dynamics.ensemble import simulate
    from ..dynamics.explain import explain_outcome
    from ..dynamics.hypothesis import put_to_test
    from ..evidence import weigh
    from ..reading import read
    from ..show.analysis import Analysis
    from ..system.assembly import assemble, assembly_of

    on_stage("loading articles")
    articles = articles_of(sources)
    if statements is None:
        on_stage(f"reading {len(articles)} article{'s' if len(articles) != 1 else ''}")
        statements = read(articles, jobs=jobs)
    statements = tuple(statements)
    if weighed is None:
        on_stage(f"weighing {len(statements)} statements")
        weighed = weigh(articles, statements)
    on_stage(f"assembling {len(weighed.claims)} claims into a system")
    assembly = assemble(articles, statements, weighed)
    if system is not None:
        assembly = assembly_of(system_of(system))
    assembly = replace(assembly, system=with_scenarios(assembly.system, scenarios))
    on_stage(f"running {1 + len(assembly.system.scenarios)} scenarios {runs} times")
    results = simulate(assembly.system, runs=runs, months=months, seed=seed)
    explanations = []
    for variable, scenario in worth_explaining(assembly.system, results):
        on_stage(f"explaining {variable.label}")
        explanations.append(
            explain_outcome(
                assembly, variable, scenario=scenario, contrast=scenario != results.scenarios[0],
                runs=min(runs, EXPLAINING_RUNS), seed=seed, months=months,
            )
        )  # fmt: skip
    on_stage(f"testing {len(assembly.system.hypotheses)} hypotheses")
    tests = put_to_test(assembly, runs=min(runs, TESTING_RUNS), months=months, seed=seed)
    return Analysis(articles, statements, weighed, assembly, results, tuple(explanations), tests)


def with_scenarios(system: System, scenarios: Iterable[Scenario]) -> System:
    """The system with more scenarios.

    Raises ScenarioError where a name is taken or a shock names what the system does not have.
    """
    own = {s.name for s in system.scenarios}
    extra = tuple(scenarios)
    for scenario in extra:
        if scenario.name in own or scenario.name == "baseline":
            raise ScenarioError(
                f"the name {scenario.name!r} is taken", remedy="give the scenario another name"
            )
        own.add(scenario.name)
    if not extra:
        return system
    from ..system.bounds import faults, path_of

    joined = system.model_copy(update={"scenarios": system.scenarios + extra})
    for fault in faults(joined):
        if fault.place[0] == "scenarios":
            raise ScenarioError(
                f"{path_of(fault.place)}: {fault.what}", remedy="use actors, arenas and issues of the system"
            )
    return joined


def worth_explaining(system: System, results: Results) -> tuple[tuple[Variable, str], ...]:
    """The outcomes that a reader asks about first, each with its scenario.

    What the articles forecast, under the baseline; then for each scenario what it moves most against the baseline
    of what its shocks do not themselves impose, one of each pair of actors and kind,
    in parts of its range.
    """
    baseline, *others = results.scenarios
    forecast = [f.resolution.variable for f in system.forecasts if f.resolution]
    chosen: dict[tuple[Variable, str], None] = {}
    for variable in forecast[:1] or results.variables[:1]:
        chosen.setdefault((variable, baseline))
    shocks = {s.name: s.shocks for s in system.scenarios}
    for s, name in enumerate(others, start=1):
        moved = {
            variable: abs(float(results.contrast_mean[s, v, -1])) / (2 if variable.kind == "tie" else 1)
            for v, variable in enumerate(results.variables)
            if not any(_imposed(variable, shock) for shock in shocks.get(name, ()))
        }
        seen: set[tuple] = set()
        for variable in sorted(moved, key=lambda variable: -moved[variable]):
            # One of each pair and kind, as a reader sees them.
            alike = (variable.kind, frozenset(variable.actors), variable.issue, variable.arena)
            if moved[variable] >= LEAST_EXPLAINED and alike not in seen and len(seen) < EXPLAINED_EACH:
                seen.add(alike)
                chosen.setdefault((variable, name))
    return tuple(chosen)[:EXPLAINED]


def _imposed(variable: Variable, shock: Shock) -> bool:
    """Whether a shock sets the variable, or another of the same kind for the same actor."""
    if shock.kind in ("removal", "entry"):
        return shock.actor in variable.actors
    if shock.kind == "tie":
        return variable.kind == "tie" and {shock.actor, shock.other} <= {*variable.actors, None}
    kinds = {"withdrawal": ("presence", "commitment"), "salience": ()}.get(shock.kind, (shock.kind,))
    return variable.kind in kinds and variable.actors[:1] == (shock.actor,)
