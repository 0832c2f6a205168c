"""Resources: the same as the pages, as JSON for programs, under /api/v1."""

from __future__ import annotations

from fastapi import APIRouter

from . import briefs, claims, decisions, forecasts, jobs, library, runs, scenarios, system
from .refused import REFUSALS

resources = APIRouter(prefix="/api/v1", responses=REFUSALS)
for _part in (library, claims, decisions, system, scenarios, runs, forecasts, briefs, jobs):
    resources.include_router(_part.router)
