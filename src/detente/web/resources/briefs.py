"""Briefs as JSON, and the dossier as a file."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import FileResponse, Response

from ...show.excerpt import Excerpts
from ..actions import ask_brief, exported
from ..composing import MONTHS, RUNS
from ..dependencies import No, OfDossier, OfJobs, OfSettings
from ..jobs import Job
from ..rendering import answer
from ..views.briefs import BriefView, briefs

router = APIRouter(tags=["briefs"])


class WantedBrief(BaseModel):
    """A brief of all that the dossier holds, with the system of that number (null: the one worked with)."""

    model_config = ConfigDict(extra="forbid")

    author: str = Field(min_length=1, max_length=200)
    system: int | None = Field(None, ge=1, le=10**9)
    excerpts: Excerpts = "sentence"
    runs: int = Field(500, ge=1, le=RUNS)
    months: int = Field(24, ge=1, le=MONTHS)
    seed: int = Field(0, ge=0, le=2**31)


@router.get("/briefs", response_model=tuple[BriefView, ...])
def list_briefs(jobs: OfJobs) -> Response:
    """The briefs that are kept, the latest first."""
    return answer(briefs(jobs))


@router.post("/briefs", response_model=Job, status_code=202)
def add_brief(wanted: WantedBrief, dossier: OfDossier, jobs: OfJobs, settings: OfSettings) -> Response:
    """Have a brief made, in a process of its own."""
    return answer(ask_brief(dossier, jobs, settings, **wanted.model_dump()), 202)


@router.get("/briefs/{no}/{name}", response_class=FileResponse)
def brief_file(no: No, name: str, jobs: OfJobs) -> Response:
    """A brief that is kept, as a file: brief.html, brief.md or brief.pdf."""
    return FileResponse(jobs.brief_file(no, name), filename=name)


@router.get("/dossier/export", response_class=FileResponse)
def export(dossier: OfDossier, settings: OfSettings) -> Response:
    """All that the dossier holds, in JSON Lines, as `detente dossier import` takes it."""
    return exported(dossier, settings)
