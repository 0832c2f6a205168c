"""The pages of jobs: how far one is, and what came of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from ..dependencies import No, OfDossier, OfJobs
from ..jobs import Job
from ..rendering import page, redirect
from .forms import Form

router = APIRouter()


@router.get("/jobs/{no}")
def show_job(request: Request, no: No, jobs: OfJobs, dossier: OfDossier) -> Response:
    """How far a job is; one on the system that is done leads to what came of it."""
    job = jobs.get(no)
    if job.state == "done" and (came := _result(job)):
        return redirect(came)
    titles = {a: dossier.article(a).title or a for a in job.articles[:50] if dossier.has(a)}
    return page(request, "job.html", job=job, titles=titles)


@router.post("/jobs/{no}/stop")
def stop_job(no: No, form: Form, jobs: OfJobs) -> Response:
    """End a job after what is at hand."""
    jobs.stop(no)
    return redirect(f"/jobs/{no}")


def _result(job: Job) -> str | None:
    match job.kind:
        case "assemble":
            return "/system"
        case "run" | "leave_out" if job.run:
            return f"/scenarios/runs/{job.run}"
        case "explain" if job.run:
            return f"/scenarios/explanations/{job.run}"
    return None
