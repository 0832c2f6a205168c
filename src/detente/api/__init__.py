"""The Python API: one function a command, each taking paths or what the step before it gave."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from .inputs import Path_, Sources, Systems, articles_of, file_digest, system_of
from .page import Brief
from .table import Table

if TYPE_CHECKING:
    from ..dynamics.settle import Settlement
    from ..dynamics.state import Explanation, HypothesisTest, Results, Sensitivity
    from ..errors import SourceError
    from ..evidence.claim import Weighed
    from ..evidence.reliability import Ranking
    from ..evidence.ruling import Rulings
    from ..evidence.trail import Trail
    from ..reading.mentions import Mention
    from ..reading.relations import Relation
    from ..reading.statement import Statement
    from ..show.excerpt import Excerpts
    from ..sources.article import Article
    from ..store import Dossier
    from ..system.assembly import Assembly
    from ..system.model import Scenario, Shock, System, Variable
    from ..system.problem import Problem
    from .intake import Added

__all__ = [
    "Brief",
    "Table",
    "add",
    "assemble",
    "brief",
    "check",
    "explain",
    "load",
    "load_ranking",
    "load_results",
    "load_scenarios",
    "load_system",
    "mentions",
    "open_dossier",
    "read",
    "relations",
    "save_results",
    "save_system",
    "sensitivity",
    "settle",
    "simulate",
    "test_hypotheses",
    "trails",
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


def weigh(
    sources: Sources,
    statements: Sequence[Statement] | None = None,
    *,
    rulings: Rulings | None = None,
    ranking: Ranking | None = None,
) -> Weighed:
    """Weigh what is said into claims with belief and origins.

    Reads the articles unless given their statements. `rulings` are what people decided (of a dossier, say),
    `ranking` how far origins are relied on (see `load_ranking`).
    """
    from ..evidence import weigh as weigh_statements

    articles = articles_of(sources)
    statements = read(articles) if statements is None else tuple(statements)
    weighed = weigh_statements(articles, statements, rulings=rulings, ranking=ranking)
    return replace(weighed, claims=Table(weighed.claims))


def load_ranking(path: Path_) -> Ranking:
    """Read a user's file of reliability letters. Raises VocabularyError where it is malformed."""
    from ..evidence.reliability import load_ranking as load_file

    return load_file(path)


def trails(
    sources: Sources,
    statements: Sequence[Statement] | None = None,
    weighed: Weighed | None = None,
) -> Table[Trail]:
    """Trace each origin: where its word was printed, who copied whom, and the claims that rest on it.

    Reads and weighs the articles unless given what that gives.
    """
    from ..evidence.trail import trails as trace
    from ..system.cast import name_of

    articles = articles_of(sources)
    statements = read(articles) if statements is None else tuple(statements)
    weighed = weigh(articles, statements) if weighed is None else weighed
    return Table(trace(articles, statements, weighed, name_of))


def open_dossier(url: Path_, *, create: bool = True, wait: float = 60.0) -> Dossier:
    """Open a dossier: a file, `sqlite:///FILE` or `postgresql://…`; with `create` it is made where there is none.

    A writer waits up to `wait` seconds for another. Raises DossierError and its kinds.
    """
    from ..store import open_dossier as open_at

    return open_at(url, create=create, wait=wait)


def add(
    dossier: Dossier,
    paths: Path_ | Iterable[Path_],
    *,
    jobs: int = 1,
    allow_private: bool = False,
    on_skip: Callable[[SourceError], None] | None = None,
) -> Added:
    """Load, read and keep sources in a dossier, each article as soon as it is read; what is known is not read anew.

    Stopped at any moment it goes on from there when called again. Raises SourceError where nothing can be
    had, DossierError where it cannot be kept.
    """
    from .intake import add as add_to

    return add_to(dossier, paths, jobs=jobs, allow_private=allow_private, on_skip=on_skip)


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


def load_scenarios(path: Path_, system: Systems | None = None) -> tuple[Scenario, ...]:
    """Read a YAML list of scenarios, checked against a system where one is given.

    Raises ScenarioError, with the line, where it cannot be read, breaks its schema or names what the system lacks.
    """
    from ..system.scenario_file import load_scenarios as load_list

    return load_list(path, None if system is None else system_of(system))


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
    also: Iterable[Variable | str] = (),
    runs: int = 500,
    months: int = 24,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
    resume: Path_ | None = None,
) -> Results:
    """Run a system forward under the baseline and scenarios, with common random numbers.

    Scenarios (default: all of the system's) are given by their names in the system or, if new, themselves;
    `shocks`, themselves or as text ("USA withdraws from SYR at 3"), make one more, named "shocks". `also` are
    outcomes to report besides those that always are, like "events:ISR>SYR:material_conflict". `progress` is
    told how many runs are done, and of how many. `resume` names a file in which a long ensemble is kept while
    it runs and from which the same call goes on after it was stopped; delete it once the results are safe.
    Raises ScenarioError where a scenario does not exist or cannot be understood, ResultsError where `resume` is
    a file of something else.
    """
    from ..dynamics.ensemble import simulate as run
    from .analysis import with_scenarios

    file = file_digest(system) if isinstance(system, (str, os.PathLike)) else None
    given = system_of(system)
    names = None
    if scenarios is not None:
        asked = tuple(scenarios)
        new = [s for s in asked if not isinstance(s, str) and s not in given.scenarios]
        given = with_scenarios(given, new)
        names = tuple(s if isinstance(s, str) else s.name for s in asked)
    results = run(
        given,
        scenarios=names,
        shocks=tuple(shocks),
        also=tuple(also),
        runs=runs,
        months=months,
        seed=seed,
        progress=progress,
        resume=resume,
    )
    return replace(results, provenance=replace(results.provenance, file=file)) if file else results


def save_results(results: Results, path: Path_) -> Path:
    """Write results whole or not at all: `.nc` NetCDF, `.parquet` a long table, `.json` or `.jsonl` JSON Lines.

    Raises OutputError where that cannot be, NotInstalledError where the extra `tables` is missing.
    """
    from ..dynamics.results_file import save_results as save

    return save(results, path)


def load_results(path: Path_) -> Results:
    """Read results from a NetCDF file that `save_results` or `detente run -o` wrote, as they were.

    Raises ResultsError where it cannot be read, NotInstalledError where the extra `tables` is missing.
    """
    from ..dynamics.results_file import load_results as load_file

    return load_file(path)


def explain(
    system: Systems,
    outcome: Variable | str,
    *,
    scenario: str | None = None,
    shocks: Iterable[Shock | str] = (),
    month: int | None = None,
    runs: int = 500,
    months: int = 24,
    seed: int = 0,
    articles: Sources | None = None,
    statements: Sequence[Statement] | None = None,
    rulings: Rulings | None = None,
) -> Explanation:
    """What carries the mean of an outcome at a month (the last by default): shares of claims, sources, mechanisms.

    A share is what the outcome loses when the claim, the source's claims, or the mechanism is left out and the
    runs are done again with the same chance. With a `scenario` or `shocks` the outcome is the change
    against the baseline. `outcome` is a variable or its label ("tie:ISR>RUS"). Given the `articles` that the
    system was assembled from (read, unless their `statements` are given), the weightiest claims and sources are also
    left out of these and everything is weighed and assembled anew, `rulings` being what people decided. Raises
    ScenarioError where one does not exist.
    """
    from ..dynamics.explain import explain_outcome
    from ..system.assembly import Assembly, assembly_of
    from ..system.label import variable_of

    assembly = system if isinstance(system, Assembly) else assembly_of(system_of(system))
    shocks = tuple(shocks)
    name = scenario or ("shocks" if shocks else "baseline")
    found = explain_outcome(
        assembly,
        variable_of(outcome) if isinstance(outcome, str) else outcome,
        scenario=name,
        month=month,
        runs=runs,
        seed=seed,
        months=months,
        contrast=name != "baseline",
        shocks=shocks,
        sources=True,
    )
    if articles is None:
        return found
    from ..dynamics.reassembly import reassemble

    given = articles_of(articles)
    said = read(given) if statements is None else tuple(statements)
    return reassemble(
        found,
        assembly.system,
        given,
        said,
        rulings=rulings,
        shocks=shocks,
        runs=runs,
        months=months,
        seed=seed,
    )


def test_hypotheses(
    system: Systems,
    *,
    runs: int = 500,
    months: int = 24,
    seed: int = 0,
    premises: bool = False,
) -> Table[HypothesisTest]:
    """Test what the articles conclude (the system's hypotheses): for, against or undecided by this model, by how much.

    With `premises` the claims that each effect rests on are found too. Raises ScenarioError where a premise
    cannot be imposed.
    """
    from ..dynamics.hypothesis import put_to_test
    from ..system.assembly import Assembly, assembly_of

    assembly = system if isinstance(system, Assembly) else assembly_of(system_of(system))
    return Table(put_to_test(assembly, runs=runs, months=months, seed=seed, premises=premises))


test_hypotheses.__test__ = False  # type: ignore[attr-defined]  # pytest collects by name, wherever it is imported


def sensitivity(
    system: Systems,
    outcome: Variable | str,
    *,
    scenario: str | None = None,
    shocks: Iterable[Shock | str] = (),
    month: int | None = None,
    points: int = 1024,
    top: int = 12,
    months: int = 24,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Sensitivity:
    """Which uncertain quantities an outcome's spread over runs rests on: Sobol' indices, first-order and total.

    The `top` quantities that may carry most are looked at one by one, the others together; `points` times so many
    runs and a few more are made. With a `scenario` or `shocks` the outcome is the change against the baseline.
    `outcome` is a variable or its label ("tie:ISR>RUS"). Raises ScenarioError where one does not exist,
    NotInstalledError where the extra `sensitivity` is missing.
    """
    from ..dynamics.sensitivity import outcome_sensitivity
    from ..system.label import variable_of

    shocks = tuple(shocks)
    return outcome_sensitivity(
        system_of(system),
        variable_of(outcome) if isinstance(outcome, str) else outcome,
        scenario=scenario or ("shocks" if shocks else "baseline"),
        shocks=shocks,
        month=month,
        points=points,
        top=top,
        months=months,
        seed=seed,
        progress=progress,
    )


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
    statements: Sequence[Statement] | None = None,
    weighed: Weighed | None = None,
    *,
    system: Systems | None = None,
    scenarios: Iterable[Scenario] = (),
    runs: int = 500,
    months: int = 24,
    seed: int = 0,
    jobs: int = 1,
    excerpts: Excerpts = "sentence",
    on_stage: Callable[[str], Any] = lambda stage: None,
) -> Brief:
    """Do the main job: read, weigh, assemble, run and explain, and set it out as one page.

    `system` (an edited file, say) takes the place of the assembled one; `scenarios` join the system's own.
    Articles are read, in `jobs` processes, unless their statements are given, and weighed unless that is given
    too. `excerpts` says how much of the articles' words the page holds: the `sentence` behind each claim, its
    `paragraph`, or `none`. `on_stage` is told what is being done.
    """
    from .analysis import analyse

    return Brief(
        analyse(
            sources,
            statements,
            weighed,
            system=system,
            scenarios=scenarios,
            runs=runs,
            months=months,
            seed=seed,
            jobs=jobs,
            on_stage=on_stage,
        ),
        excerpts,
    )
