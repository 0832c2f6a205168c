"""The system's records: actors, issues, positions, ties, presence; estimates to edit; versions to compare, as JSON."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(tags=["system"])
