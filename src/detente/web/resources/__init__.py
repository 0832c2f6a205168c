"""Resources: the same as the pages, as JSON for programs, under /api/v1."""

from __future__ import annotations

from fastapi import APIRouter

from . import claims, decisions, jobs, library
from .refused import REFUSALS

resources = APIRouter(prefix="/api/v1", responses=REFUSALS)
for _part in (library, claims, decisions, jobs):
    resources.include_router(_part.router)
