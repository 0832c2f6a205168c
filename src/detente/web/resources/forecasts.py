"""The forecasts' records: what the articles expect, what the system says, what became of it, as JSON."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(tags=["forecasts"])
