"""Runs as JSON: running, what came of it, explanations, a source left out, two runs compared."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from ...api.modelling import system_in
from ..actions import queue
from ..composing import LINES, MONTHS, RUNS, SEED, TITLE, Draft, task_of
from ..dependencies import No, OfDossier, OfJobs, OfSettings, PageNo
from ..jobs import Job
from ..rendering import answer
from ..requests import explain_task, leave_out_task
from ..views.differences import RunDifference, run_difference
from ..views.explanations import ExplanationView, explanation_view
from ..views.outcomes import Asked
from ..views.records import Records, records
from ..views.runs import RunKind, RunList, RunView, run_list, run_view
from .scenarios import Author, ShockWords

router = APIRouter(tags=["scenarios"])
Number = Annotated[int, Field(ge=1, le=10**9)]


class NewRun(BaseModel):
    """What is to be run: `scenarios` of the system by name, `shocks` in words as `detente run --shock` takes them; the
    baseline always runs. `system` is by default that worked with, `of` a run that it is to be held against."""

    model_config = ConfigDict(extra="forbid")

    scenarios: list[Annotated[str, Field(max_length=80)]] = Field([], max_length=100)
    shocks: list[ShockWords] = Field([], max_length=LINES)
    title: str = Field("", max_length=TITLE)
    runs: int = Field(500, ge=1, le=RUNS)
    months: int = Field(24, ge=1, le=MONTHS)
    seed: int = Field(0, ge=0, le=SEED)
    system: Number | None = None
    of: Number | None = None
    author: Author


class NewExplanation(BaseModel):
    """What is to be explained: an outcome as the run names it, like "tie:ISR>RUS", in a scenario of the run (by default
    the last), at a month (by default the last)."""

    model_config = ConfigDict(extra="forbid")

    outcome: str = Field(min_length=1, max_length=300)
    scenario: str = Field("", max_length=80)
    month: int | None = Field(None, ge=0, le=MONTHS)
    author: Author


class Omission(BaseModel):
    """A source that is to be left out: the id of an article or an origin."""

    model_config = ConfigDict(extra="forbid")

    source: str = Field(min_length=1, max_length=200)
    note: str = Field("", max_length=2000)
    author: Author


@router.get("/runs", response_model=RunList)
def list_runs(dossier: OfDossier, kind: RunKind | None = None, page_no: PageNo = 1) -> Response:
    """Runs and explanations, or those of one kind, latest first."""
    return answer(run_list(dossier, page_no, kind))


@router.post("/runs", response_model=Job, status_code=202)
def start_run(given: NewRun, dossier: OfDossier, jobs: OfJobs, settings: OfSettings) -> Response:
    """Run a system; the job, once done, has the number of the run."""
    no, system = system_in(dossier, given.system)
    if given.of is not None:
        run_view(dossier, given.of)
    shocks = tuple(" ".join(s.split()) for s in given.shocks)
    draft = Draft(
        tuple(dict.fromkeys(given.scenarios)),
        shocks,
        given.title,
        str(given.runs),
        str(given.months),
        str(given.seed),
    )
    task = task_of(draft, system, no, author=given.author, of=given.of)
    return answer(queue(jobs, settings, task), 202)


@router.get("/runs/compare", response_model=RunDifference)
def compare_runs(
    dossier: OfDossier,
    before: Annotated[int, Query(ge=1, le=10**9)],
    after: Annotated[int, Query(ge=1, le=10**9)],
) -> Response:
    """What moved between two runs, scenario by scenario."""
    return answer(run_difference(dossier, before, after))


@router.get("/runs/{no}", response_model=RunView)
def one_run(no: No, dossier: OfDossier) -> Response:
    """What a run was of, and all that it takes to have it again."""
    return answer(run_view(dossier, no))


@router.get("/runs/{no}/outcomes", response_model=Records)
def list_outcomes(
    no: No, dossier: OfDossier, scenario: str = "", month: Annotated[int | None, Query(ge=0, le=1200)] = None,
    kind: str = "", actor: str = "", issue: str = "", page_no: PageNo = 1,
) -> Response:  # fmt: skip
    """Outcomes of a run as `detente run --json` gives them; what is left out asks nothing."""
    return answer(
        records(dossier, no, page_no, scenario=scenario, month=month, kind=kind, actor=actor, issue=issue)
    )


@router.post("/runs/{no}/explanations", response_model=Job, status_code=202)
def start_explanation(
    no: No, given: NewExplanation, dossier: OfDossier, jobs: OfJobs, settings: OfSettings
) -> Response:
    """Explain an outcome of a run; the job, once done, has the number of the explanation as its run."""
    view = run_view(dossier, no)
    last = view.scenarios[-1].name if view.scenarios else "baseline"
    month = view.run.months if given.month is None else given.month
    asked = Asked(given.scenario or last, month)
    return answer(
        queue(jobs, settings, explain_task(dossier, no, asked, given.outcome, author=given.author)), 202
    )


@router.get("/explanations/{no}", response_model=ExplanationView)
def one_explanation(no: No, dossier: OfDossier) -> Response:
    """What carries an outcome: claims with their sentences, sources, articles, mechanisms."""
    return answer(explanation_view(dossier, no))


@router.post("/runs/{no}/leave-out", response_model=Job, status_code=202)
def start_leaving_out(
    no: No, given: Omission, dossier: OfDossier, jobs: OfJobs, settings: OfSettings
) -> Response:
    """Leave a source out, assemble the system anew and do the run again; the job then has the decision and the run."""
    task = leave_out_task(dossier, no, given.source, author=given.author, note=given.note)
    return answer(queue(jobs, settings, task), 202)
