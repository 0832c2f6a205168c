"""The forecasts' page: what the articles expect, what the system says, what became of it."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
