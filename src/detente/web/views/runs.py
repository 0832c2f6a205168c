"""Runs: which there are, and what one was of."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ...errors import DossierError, ResultsError, ScenarioError
from ...store import Dossier, Run
from . import keeping
from .decisions import Decision, decisions
from .naming import source_named
from .paging import Paging

if TYPE_CHECKING:
    from ...system.model import Shock

COUNT = 30
OWN = "shocks"
AS_ASKED = "Shocks as asked"
RunKind = Literal["run", "explanation"]


@dataclass(frozen=True, slots=True)
class SourceLeft:
    """A source that was left out; `undo` is the number of the decision where it still holds."""

    id: str
    name: str
    undo: int | None


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as a list has it. `of` is the run that it explains or is to be held against; an explanation is of an
    `outcome` in a `scenario` at a `month`."""

    no: int
    kind: RunKind
    at: str
    title: str
    author: str
    system: int
    scenarios: tuple[str, ...]
    shocks: tuple[str, ...]
    runs: int
    months: int
    seed: int
    of: int | None
    without: tuple[str, ...]
    outcome: str | None = None
    scenario: str | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class RunList:
    """A page of the runs, latest first."""

    runs: tuple[RunRow, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A scenario in words: `shocks` as sentences, `claims` the ids of those that proposed it."""

    name: str
    title: str
    text: str
    shocks: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """A run with all that it takes to have it again. `current` is the system worked with by now, `whole` whether its
    outcomes are kept as courses (one kept by the command line has them as records)."""

    run: RunRow
    as_of: str | None
    command: str
    inputs: str
    version: str
    scenarios: tuple[ScenarioView, ...]
    left: tuple[SourceLeft, ...]
    variables: int
    current: int | None
    whole: bool


def run_list(dossier: Dossier, page: int = 1, kind: RunKind | None = "run") -> RunList:
    """The runs of a kind (null: all)."""
    rows = [row_of(r) for r in dossier.runs()]
    rows = [r for r in rows if kind in (None, r.kind)][::-1]
    start = (page - 1) * COUNT
    return RunList(tuple(rows[start : start + COUNT]), Paging(page, COUNT, len(rows)))


def row_of(run: Run) -> RunRow:
    """A run as a list has it."""
    explains = run.command.startswith("explain ")
    outcome, scenario, month = _explained(run.command) if explains else (None, None, None)
    if explains and scenario is None:
        scenario = OWN if "--shock" in run.command else "baseline"
    return RunRow(
        run.no, "explanation" if explains else "run", run.at, run.title or run.command, run.author, run.system,
        run.scenarios, run.shocks, run.runs, run.months, run.seed, run.of, run.without, outcome, scenario, month,
    )  # fmt: skip


def run_view(dossier: Dossier, no: int) -> RunView:
    """One run. Raises DossierError where there is none of that number, or where it is an explanation."""
    run = dossier.run(no)
    row = row_of(run)
    if row.kind != "run":
        raise DossierError(
            f"holds run {no} as an explanation", where=dossier.where, remedy="look under explanations"
        )
    try:
        found = keeping.results(dossier, no)
        names, count = found.scenarios, len(found.variables)
    except ResultsError:
        names, count = (), 0
    words = keeping.words(dossier, run.system)
    own = {s.name: s for s in scenario_views(dossier, run.system)}
    views = []
    for name in names:
        if name in run.scenarios and name in own:
            views.append(own[name])
        elif name == "baseline":
            views.append(ScenarioView(name, "Baseline", "Nothing is imposed.", (), ()))
        else:
            title = run.title if not run.scenarios and run.title else AS_ASKED
            views.append(ScenarioView(name, title, "", said(dossier, run.system, run.shocks), ()))
    return RunView(
        row, words.system.as_of, run.command, run.inputs, run.version, tuple(views), left_out(dossier, run.without),
        count, dossier.current_system(), bool(names),
    )  # fmt: skip


def scenario_views(dossier: Dossier, system: int) -> tuple[ScenarioView, ...]:
    """The scenarios of a system."""
    words = keeping.words(dossier, system)
    return tuple(
        ScenarioView(s.name, s.title, s.text, tuple(words.shock(x) for x in s.shocks), s.claims)
        for s in words.system.scenarios
    )


def shocks_of(dossier: Dossier, run: RunRow, scenario: str) -> tuple[Shock, ...]:
    """What a scenario of a run imposed."""
    from ...dynamics.shock import parse_shock

    if scenario in run.scenarios:
        own = keeping.content(dossier, run.system).scenarios
        return next((s.shocks for s in own if s.name == scenario), ())
    return tuple(parse_shock(s) for s in run.shocks) if scenario != "baseline" else ()


def said(dossier: Dossier, system: int, shocks: Iterable[str]) -> tuple[str, ...]:
    """Shocks as sentences; one that an older detente understood and this one does not stays as it was typed."""
    from ...dynamics.shock import parse_shock

    words, sentences = keeping.words(dossier, system), []
    for text in shocks:
        try:
            sentences.append(words.shock(parse_shock(text)))
        except ScenarioError:
            sentences.append(text)
    return tuple(sentences)


def explained(dossier: Dossier, run: int) -> Mapping[tuple[str, str, int], int]:
    """The explanations that are kept of a run: by outcome, scenario and month their numbers."""
    found: dict[tuple[str, str, int], int] = {}
    for row in map(row_of, dossier.runs()):
        if row.of == run and row.outcome is not None and row.scenario is not None and row.month is not None:
            found[row.outcome, row.scenario, row.month] = row.no
    return found


def left_out(dossier: Dossier, sources: Iterable[str]) -> tuple[SourceLeft, ...]:
    """Sources by their ids, with their names and the decisions that still leave them out."""
    sources = tuple(sources)
    if not sources:
        return ()
    log = decisions(dossier.edits())
    return tuple(SourceLeft(s, source_named(dossier, s), _deciding(log, s)) for s in sources)


def _deciding(log: Iterable[Decision], source: str) -> int | None:
    """The decision that leaves a source out, while it holds."""
    last = None
    for d in log:
        if d.target == source and d.holds and d.action in ("reject", "accept"):
            last = d.no if d.action == "reject" else None
    return last


def _explained(command: str) -> tuple[str | None, str | None, int | None]:
    """Outcome, scenario and month of an explanation, as its command has them."""
    outcome = scenario = month = None
    try:
        parts = shlex.split(command)
    except ValueError:
        return None, None, None
    for part in parts[1:]:
        name, _, value = part.partition("=")
        if name == "--scenario":
            scenario = value
        elif name == "--month":
            month = int(value) if value.isdecimal() else None
        elif outcome is None and not part.startswith("-") and part.count(":") and not part.endswith(".yaml"):
            outcome = part
    return outcome, scenario, month
