"""Dependencies: what routes are handed, and what an id or number in a path may be."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query, Request

from ..store import Dossier
from .jobs import Jobs
from .settings import Settings


def dossier_of(request: Request) -> Dossier:
    """The dossier that is served."""
    return request.app.state.dossier


def jobs_of(request: Request) -> Jobs:
    """Its jobs."""
    return request.app.state.jobs


def settings_of(request: Request) -> Settings:
    """What the server was asked for."""
    return request.app.state.settings


OfDossier = Annotated[Dossier, Depends(dossier_of)]
OfJobs = Annotated[Jobs, Depends(jobs_of)]
OfSettings = Annotated[Settings, Depends(settings_of)]
Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,100}$")]
No = Annotated[int, Path(ge=1, le=10**9)]
PageNo = Annotated[int, Query(alias="page", ge=1, le=10**6)]
