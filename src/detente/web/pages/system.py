"""The system's pages: actors, issues, positions, ties, presence; estimates to edit; versions to compare."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
