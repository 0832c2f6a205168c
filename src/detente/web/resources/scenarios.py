"""The scenarios' records: composing shocks, runs with what they change, explanations, a source left out, as JSON."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(tags=["scenarios"])
