"""The scenarios' pages: composing what is to be run, and the runs so far."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from ...api.modelling import add_scenario, system_in
from ...dynamics.shock import EXAMPLES
from ...errors import DetenteError, ScenarioError
from ...reading.statement import DOMAINS
from ...store import Dossier
from ..actions import queue
from ..composing import (
    KINDS,
    LINES,
    MENU,
    MONTHS,
    RUNS,
    Draft,
    Mistake,
    Picked,
    lines_of,
    mistakes,
    reserved,
    task_of,
    worded,
)
from ..dependencies import OfDossier, OfJobs, OfSettings, PageNo
from ..jobs import Jobs
from ..refusals import status_of
from ..rendering import page, redirect, remember
from ..views import keeping
from ..views.latest import latest_of
from ..views.runs import run_list, scenario_views
from .forms import Form, text_of

router = APIRouter()
_LONGEST_LINK = 6000  # characters of an address that every server and mail program takes


@router.get("/scenarios")
def show_scenarios(request: Request, dossier: OfDossier, jobs: OfJobs, page_no: PageNo = 1) -> Response:
    """Compose shocks, and the list of runs. What is composed stands in the address, so that it can be shared."""
    asked = request.query_params
    draft = Draft(
        tuple(dict.fromkeys(asked.getlist("scenario")))[:100], lines_of(asked.getlist("shock"))[: LINES + 1],
        asked.get("title", "")[:300], asked.get("runs", "500")[:20], asked.get("months", "24")[:20],
        asked.get("seed", "0")[:20],
    )  # fmt: skip
    return _shown(request, dossier, jobs, draft, page_no=page_no, saved=asked.get("saved", ""))


@router.post("/scenarios/runs")
def run(request: Request, form: Form, dossier: OfDossier, jobs: OfJobs, settings: OfSettings) -> Response:
    """Run what was composed."""
    draft, author = _draft(form), text_of(form, "author").strip()
    no, system = system_in(dossier)
    wrong = mistakes(draft, system) + _signed(author)
    if wrong:
        return _shown(request, dossier, jobs, draft, wrong=wrong, status=422)
    job = queue(jobs, settings, task_of(draft, system, no, author=author))
    return _remembered(redirect(f"/jobs/{job.no}"), author, request)


@router.post("/scenarios/compose")
def compose(request: Request, form: Form, dossier: OfDossier, jobs: OfJobs) -> Response:
    """Add what was picked from the menus to the shocks, as a line of words."""
    draft = _draft(form)
    picked = Picked(**{name: text_of(form, name)[:500] for name in Picked.__slots__})
    try:
        added = worded(picked, keeping.content(dossier, system_in(dossier)[0]))
    except ScenarioError as error:
        wrong = (Mistake("the menus", error.what, error.remedy or ""),)
        return _shown(request, dossier, jobs, draft, picked=picked, wrong=wrong, status=422)
    made = Draft(draft.scenarios, (*draft.shocks, added), draft.title, draft.runs, draft.months, draft.seed)
    address = link_of(made)
    if len(address) > _LONGEST_LINK:
        return _shown(request, dossier, jobs, made)
    return redirect(address + "#shocks")


@router.post("/scenarios/saved")
def save(request: Request, form: Form, dossier: OfDossier, jobs: OfJobs) -> Response:
    """Save the shocks as a scenario of the system."""
    draft, author = _draft(form), text_of(form, "author").strip()
    name, title = text_of(form, "name").strip(), text_of(form, "title").strip()
    _, system = system_in(dossier)
    wrong = tuple(m for m in mistakes(draft, system) if m.where in ("shocks", "title")) + _signed(author)
    if not draft.shocks:
        wrong += (Mistake("shocks", "there is none to save", "type one, or pick it from the menus"),)
    if not wrong:
        try:
            add_scenario(dossier, reserved(name), draft.shocks, title=title, author=author)
        except DetenteError as error:
            if status_of(error) >= 500:
                raise
            wrong = (Mistake("the scenario's name", error.what, error.remedy or "", typed=name[:80]),)
    if wrong:
        return _shown(request, dossier, jobs, draft, wrong=wrong, name=name[:80], status=422)
    return _remembered(redirect(link_of(Draft((*draft.scenarios, name))), saved=name), author, request)


def link_of(draft: Draft) -> str:
    """The address of a composed draft, for others to open."""
    plain = Draft()
    given = [*(("scenario", s) for s in draft.scenarios), *(("shock", s) for s in draft.shocks)]
    given += [
        (name, getattr(draft, name))
        for name in ("title", "runs", "months", "seed")
        if getattr(draft, name) != getattr(plain, name)
    ]
    return "/scenarios" + (f"?{urlencode(given)}" if given else "")


def _shown(
    request: Request, dossier: Dossier, jobs: Jobs, draft: Draft, *, page_no: int = 1,
    wrong: tuple[Mistake, ...] = (), picked: Picked | None = None, name: str = "", saved: str = "", status: int = 200,
) -> Response:  # fmt: skip
    no = dossier.current_system()
    system = None if no is None else keeping.content(dossier, no)
    if system is not None and not wrong and (draft.shocks or draft.scenarios):
        wrong = mistakes(draft, system)  # of a link that was made for another system
    values: dict[str, Any] = {
        "system_no": no, "system": system, "draft": draft, "wrong": wrong, "picked": picked or Picked(),
        "name": name, "saved": saved, "shared": link_of(draft), "runs": run_list(dossier, page_no),
        "own": () if no is None else scenario_views(dossier, no),
        "lately": {} if no is None else latest_of(dossier, no), "kinds_of_shock": MENU, "needs": KINDS,
        "domains": DOMAINS, "examples": EXAMPLES, "most_runs": RUNS, "most_months": MONTHS,
        "running": [j for j in jobs.latest(20, "model") if not j.over],
    }  # fmt: skip
    return page(request, "scenarios.html", status=status, **values)


def _draft(form: FormData) -> Draft:
    given = [v for v in form.getlist("scenario") if isinstance(v, str)]
    return Draft(
        tuple(dict.fromkeys(given))[:100], lines_of([text_of(form, "shocks")]), text_of(form, "title")[:300],
        text_of(form, "runs", "500")[:20], text_of(form, "months", "24")[:20], text_of(form, "seed", "0")[:20],
    )  # fmt: skip


def _signed(author: str) -> tuple[Mistake, ...]:
    good = 0 < len(author) <= 200 and author.isprintable()
    return () if good else (Mistake("your name", "is missing", "say who asks"),)


def _remembered(response: Response, author: str, request: Request) -> Response:
    remember(response, author, secure=request.url.scheme == "https")
    return response
