"""The scenarios' pages: composing shocks, runs with what they change, explanations, a source left out."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
