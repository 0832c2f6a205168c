"""Jobs as JSON: adding sources, and how far it is."""

from __future__ import annotations

import binascii
import io
from base64 import b64decode
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from ..actions import add_sources
from ..dependencies import No, OfJobs, OfSettings
from ..jobs import Job, Upload
from ..refusals import Refusal
from ..rendering import answer

router = APIRouter(tags=["jobs"])


class SentFile(BaseModel):
    """A file: its name, and its bytes in base 64."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=1000)
    base64: str


class Sources(BaseModel):
    """What is to be added: files, and http or https addresses of pages, feeds, sitemaps or archives."""

    model_config = ConfigDict(extra="forbid")

    files: list[SentFile] = []
    addresses: list[str] = []


@router.get("/jobs", response_model=tuple[Job, ...])
def list_jobs(jobs: OfJobs, count: Annotated[int, Query(ge=1, le=200)] = 20) -> Response:
    """Jobs, the latest first."""
    return answer(jobs.latest(count))


@router.get("/jobs/{no}", response_model=Job)
def one_job(no: No, jobs: OfJobs) -> Response:
    """How far a job is, or what it came to."""
    return answer(jobs.get(no))


@router.post("/jobs", response_model=Job, status_code=202)
def add_job(sources: Sources, jobs: OfJobs, settings: OfSettings) -> Response:
    """Add sources; done in a process of its own, one job at a time."""
    uploads = [Upload(f.name, io.BytesIO(_bytes(f))) for f in sources.files]
    return answer(add_sources(jobs, settings, uploads, sources.addresses), 202)


@router.post("/jobs/{no}/stop", response_model=Job)
def stop_job(no: No, jobs: OfJobs) -> Response:
    """End a job after the article at hand; what it added stays."""
    return answer(jobs.stop(no))


def _bytes(file: SentFile) -> bytes:
    try:
        return b64decode(file.base64, validate=True)
    except (binascii.Error, ValueError):
        raise Refusal(422, "is not base 64", where=file.name[:80], remedy="encode its bytes") from None
