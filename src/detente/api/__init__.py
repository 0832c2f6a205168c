"""The Python API: one function a command, each taking paths or what the step before it gave."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from .inputs import Path_, Sources, Systems, articles_of, system_of
from .page import Brief
from .table import Table

if TYPE_CHECKING:
    from ..dynamics.settle import Settlement
    from ..dynamics.state import Results
    from ..evidence.claim import Weighed
    from ..reading.mentions import Mention
    from ..reading.relations import Relation
    from ..reading.statement import Statement
    from ..sources.article import Article
    from ..system.assembly import Assembly
    from ..system.model import Scenario, Shock, System
    from ..system.problem import Problem

__all__ = [
    "Brief",
    "Table",
    "assemble",
    "brief",
    "check",
    "load",
    "load_scenarios",
    "load_system",
    "mentions",
    "read",
    "relations",
    "save_system",
    "settle",
    "simulate",
    "weigh",
]


def load(paths: Sources) -> Table[Article]:
    """Load articles from files, folders, patterns or addresses.

    Raises SourceError where one cannot be had.
    """
    return Table(articles_of(paths))


def mentions(sources: Sources) -> Table[Mention]:
    """Find where articles name or describe actors, and whom they mean."""
    from ..reading.mentions import mentions as find

    return Table(find(articles_of(sources)))


def relations(sources: Sources) -> Table[Relation]:
    """Find how the actors that a sentence mentions stand to each other, those of no known name too."""
    from ..reading.relations import relations as find

    return Table(find(articles_of(sources)))


def read(sources: Sources, *, jobs: int = 1) -> Table[Statement]:
    """Read what articles say: statements, each with its exact words; with `jobs` above 1 in so many processes."""
    from ..reading import read as read_articles

    return Table(read_articles(articles_of(sources), jobs=jobs))


def weigh(sources: Sources, statements: Sequence[Statement] | None = None) -> Weighed:
    """Weigh what is said into claims with belief and origins.

    Reads the articles unless given their statements.
    """
    from ..evidence import weigh as weigh_statements

    articles = articles_of(sources)
    weighed = weigh_statements(articles, read(articles) if statements is None else tuple(statements))
    return replace(weighed, claims=Table(weighed.claims))


def assemble(
    sources: Sources,
    statements: Sequence[Statement] | None = None,
    weighed: Weighed | None = None,
    *,
    as_of: str | None = None,
) -> Assembly:
    """Assemble the system that articles describe, as of a date (ISO; default: the latest in the articles)."""
    from ..system.assembly import assemble as assemble_claims

    articles = articles_of(sources)
    statements = read(articles) if statements is None else tuple(statements)
    weighed = weigh(articles, statements) if weighed is None else weighed
    return assemble_claims(articles, tuple(statements), weighed, as_of=as_of)


def load_system(path: Path_) -> System:
    """Read a system file. Raises SystemFileError where it cannot be read or breaks its schema."""
    return system_of(path)


def load_scenarios(path: Path_) -> tuple[Scenario, ...]:
    """Read a YAML list of scenarios. Raises ScenarioError where it cannot be read or breaks its schema."""
    from ..system.scenario_file import load_scenarios as load_list

    return load_list(path)


def save_system(system: Systems, path: Path_) -> Path:
    """Write a system file, whole or not at all. Raises OutputError where that cannot be."""
    from ..system.file import save_system as save

    save(system_of(system), path)
    return Path(path)


def check(system: Systems, sources: Sources = ()) -> Table[Problem]:
    """Check a system: its references and ranges and, where articles are given, its quotes against them."""
    from ..system.problem import check as check_system

    return Table(check_system(system_of(system), articles_of(sources)))


def simulate(
    system: Systems,
    *,
    scenarios: Iterable[Scenario | str] | None = None,
    shocks: Iterable[Shock | str] = (),
    runs: int = 500,
    months: int = 24,
    seed: int = 0,
) -> Results:
    """Run a system forward under the baseline and scenarios, with common random numbers.

    Scenarios (default: all of the system's) are given by their names in the system or, if new, themselves;
    `shocks`, themselves or as text ("USA withdraws from SYR at 3"), make one more, named "shocks". Raises
    ScenarioError where one does not exist or cannot be understood.
    """
    from ..dynamics.ensemble import simulate as run
    from .analysis import with_scenarios

    given = system_of(system)
    names = None
    if scenarios is not None:
        asked = tuple(scenarios)
        new = [s for s in asked if not isinstance(s, str) and s not in given.scenarios]
        given = with_scenarios(given, new)
        names = tuple(s if isinstance(s, str) else s.name for s in asked)
    return run(given, scenarios=names, shocks=tuple(shocks), runs=runs, months=months, seed=seed)


def settle(
    table: Path_ | TextIO | Iterable[Mapping[str, object]], *, model: str = "logit"
) -> Table[Settlement]:
    """Settle the issues of a table of positions: a CSV file, by path or open, or rows with the same names.

    Raises SettleError where it cannot be read or settled.
    """
    from ..dynamics.settle import settle as settle_table

    return Table(settle_table(Path(table) if isinstance(table, os.PathLike) else table, model=model))


def brief(
    sources: Sources,
    *,
    system: Systems | None = None,
    scenarios: Iterable[Scenario] = (),
    runs: int = 500,
    months: int = 24,
    seed: int = 0,
    jobs: int = 1,
    on_stage: Callable[[str], Any] = lambda stage: None,
) -> Brief:
    """Do the main job: read, weigh, assemble, run and explain, and set it out as one page.

    `system` (an edited file, say) takes the place of the assembled one; `scenarios` join the system's own.
    Articles are read in `jobs` processes. `on_stage` is told what is being done.
    """
    from .analysis import analyse

    return Brief(
        analyse(
            sources,
            system=system,
            scenarios=scenarios,
            runs=runs,
            months=months,
            seed=seed,
            jobs=jobs,
            on_stage=on_stage,
        )
    )
