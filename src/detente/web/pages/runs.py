"""The pages of runs: one with what it changes, explanations of its outcomes, two runs compared."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData
from starlette.responses import Response, StreamingResponse

from ...api.modelling import system_in
from ...errors import ScenarioError
from ...show.charts.bars import signed
from ..actions import queue
from ..composing import Draft, mistakes, task_of
from ..dependencies import No, OfDossier, OfJobs, OfSettings, PageNo
from ..refusals import Refusal
from ..rendering import author_of, page, redirect, remember
from ..requests import explain_task, leave_out_task
from ..tasks import Assemble, RunSystem
from ..views import keeping
from ..views.differences import run_difference
from ..views.explanations import explanation_view
from ..views.outcomes import KINDS, Asked, Outcomes
from ..views.records import as_lines, as_table
from ..views.runs import RunView, explained, run_view, shocks_of
from .claims import done_of
from .forms import Form, text_of
from .scenarios import link_of

router = APIRouter()
_OVERVIEW = 3  # changes that the overview tells of each scenario
ACTORS = 200


@router.get("/scenarios/runs/{no}")
def show_run(
    request: Request, no: No, dossier: OfDossier, scenario: str = "", month: str = "", kind: str = "",
    actor: str = "", issue: str = "", page_no: PageNo = 1,
) -> Response:  # fmt: skip
    """One run: what was run, what each scenario changes, everything that was reported."""
    view = run_view(dossier, no)
    values: dict[str, Any] = {"view": view, "done": done_of(request, dossier), "again": again_link(view)}
    if not view.whole:
        return page(request, "run.html", **values, asked=None)
    names = [s.name for s in view.scenarios]
    chosen = scenario or (names[1] if len(names) > 1 else names[0])
    asked = Asked(chosen, _month(month, view.run.months), kind, actor, issue)
    kept = explained(dossier, no)
    found = Outcomes(dossier, view.run, asked, shocks_of(dossier, view.run, chosen), kept)
    table = found.page(page_no)
    whole = Asked(chosen, asked.month)
    every = found if asked == whole else Outcomes(dossier, view.run, whole, found.shocks, kept)
    others = []
    if len(names) > 2:
        for name in names[1:]:
            at = Asked(name, asked.month)
            some = Outcomes(dossier, view.run, at, shocks_of(dossier, view.run, name), kept)
            others.append((next(s for s in view.scenarios if s.name == name), some.largest(_OVERVIEW)))
    variables = found.results.variables
    values |= {
        "asked": asked, "found": found, "table": table, "overview": others, "fans": found.fans(),
        "largest": found.largest(), "movers": every.movers(),
        "kinds_of_outcome": [k for k in KINDS if any(v.kind == k for v in variables)],
        "actors": sorted({(found.words.call(a), a) for v in variables for a in (*v.actors, v.arena) if a})[:ACTORS],
        "issues": sorted({(found.words.issue(v.issue), v.issue) for v in variables if v.issue})[:ACTORS],
        "months": _stops(view.run.months, asked.month),
        "chosen": next(s for s in view.scenarios if s.name == chosen),
        "query": {"scenario": scenario, "month": month, "kind": kind, "actor": actor, "issue": issue},
        "explained": [(k, n) for k, n in kept.items()],
    }  # fmt: skip
    return page(request, "run.html", **values)


@router.get("/scenarios/runs/{no}/outcomes.csv")
def download_table(no: No, dossier: OfDossier) -> Response:
    """Everything that was reported, as a table."""
    lines = as_table(keeping.results(dossier, no))
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=_named(f"run-{no}.csv"))


@router.get("/scenarios/runs/{no}/outcomes.jsonl")
def download_lines(no: No, dossier: OfDossier) -> Response:
    """Everything that was reported, as JSON Lines."""
    lines = as_lines(keeping.results(dossier, no))
    return StreamingResponse(lines, media_type="application/jsonl", headers=_named(f"run-{no}.jsonl"))


@router.get("/scenarios/compare")
def show_difference(
    request: Request, dossier: OfDossier, before: Annotated[int, Query(ge=1, le=10**9)],
    after: Annotated[int, Query(ge=1, le=10**9)],
) -> Response:  # fmt: skip
    """What moved between two runs."""
    return page(request, "run_compare.html", view=run_difference(dossier, before, after))


@router.get("/scenarios/explanations/{no}")
def show_explanation(request: Request, no: No, dossier: OfDossier) -> Response:
    """What carries an outcome, down to its sentences."""
    view, done = explanation_view(dossier, no), done_of(request, dossier)
    return page(request, "explanation.html", view=view, done=done, bar=signed)


@router.post("/scenarios/runs/{no}/explanations")
def explain(
    request: Request, no: No, form: Form, dossier: OfDossier, jobs: OfJobs, settings: OfSettings
) -> Response:
    """Explain an outcome; one that is explained already is shown."""
    view = run_view(dossier, no)
    author, outcome, scenario = (
        signed_by(form, request),
        text_of(form, "outcome")[:300],
        text_of(form, "scenario"),
    )
    asked = Asked(scenario[:80], _month(text_of(form, "month"), view.run.months))
    known = explained(dossier, no).get((outcome, asked.scenario, asked.month))
    if known is not None:
        return redirect(f"/scenarios/explanations/{known}")
    job = queue(jobs, settings, explain_task(dossier, no, asked, outcome, author=author))
    return _remembered(redirect(f"/jobs/{job.no}"), author, request)


@router.post("/scenarios/runs/{no}/leave-out")
def leave_source_out(
    request: Request, no: No, form: Form, dossier: OfDossier, jobs: OfJobs, settings: OfSettings
) -> Response:
    """Leave a source out, assemble anew and do the run again."""
    author = signed_by(form, request)
    task = leave_out_task(dossier, no, text_of(form, "source"), author=author, note=text_of(form, "note"))
    return _remembered(redirect(f"/jobs/{queue(jobs, settings, task).no}"), author, request)


@router.post("/scenarios/runs/{no}/again")
def run_again(
    request: Request, no: No, form: Form, dossier: OfDossier, jobs: OfJobs, settings: OfSettings
) -> Response:
    """Do a run again on the system that is worked with now, `anew` once it has been assembled anew."""
    view, author = run_view(dossier, no), signed_by(form, request)
    r = view.run
    if text_of(form, "anew"):
        queue(jobs, settings, Assemble(author, note=text_of(form, "note")[:300]))
        task = RunSystem(author, None, r.scenarios, r.shocks, r.title, r.runs, r.months, r.seed, no)
    else:
        at, system = system_in(dossier)
        draft = _draft_of(view)
        if mistakes(draft, system):  # the page for composing tells of each
            return redirect(link_of(draft))
        task = task_of(draft, system, at, author=author, of=no)
    return _remembered(redirect(f"/jobs/{queue(jobs, settings, task).no}"), author, request)


def again_link(view: RunView) -> str:
    """Where a run can be composed otherwise."""
    return link_of(_draft_of(view))


def signed_by(form: FormData, request: Request) -> str:
    """Who asks for something: the name in the form, else the one remembered. Raises Refusal without one."""
    author = text_of(form, "author").strip() or author_of(request)
    if not (0 < len(author) <= 200 and author.isprintable()):
        raise Refusal(422, "has no name in it", where="the form", remedy="go back and say who asks")
    return author


def _draft_of(view: RunView) -> Draft:
    r = view.run
    return Draft(r.scenarios, r.shocks, r.title, str(r.runs), str(r.months), str(r.seed))


def _month(typed: str, last: int) -> int:
    if not typed:
        return last
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 6 and int(typed) <= last):
        raise ScenarioError(f"month {typed[:20]!r} was not run", remedy=f"choose from 0 to {last}")
    return int(typed)


def _stops(last: int, chosen: int) -> list[int]:
    """Months that are worth a link, besides the one that is looked at."""
    every = next((e for e in (1, 3, 6, 12, 24, 60) if last / e <= 8), 120)
    return sorted({*range(0, last + 1, every), last, chosen} - {0})


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _remembered(response: Response, author: str, request: Request) -> Response:
    remember(response, author, secure=request.url.scheme == "https")
    return response
