"""Decisions as JSON."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from ...evidence.ruling import Action
from ..actions import Done, decide
from ..dependencies import OfDossier, PageNo
from ..rendering import answer
from ..views.decisions import History, history

router = APIRouter(tags=["decisions"])


class Ruling(BaseModel):
    """A decision: `target` is the id of a claim or statement, for undo the number of a decision; `value` is
    {"claims": [ids]} for merge, {"statements": [ids]} for split, {"path.to.field": value} for
    correct, {"status": "open", "came true" or "did not"} for resolve. Articles and origins can be rejected as well."""

    model_config = ConfigDict(extra="forbid")

    action: Action
    target: str = Field(max_length=200)
    value: dict[str, Any] = {}
    author: str = Field(min_length=1, max_length=200)
    note: str = Field("", max_length=10_000)


@router.get("/decisions", response_model=History)
def list_decisions(dossier: OfDossier, page_no: PageNo = 1) -> Response:
    """Who decided what when, latest first."""
    return answer(history(dossier, page_no))


@router.post("/decisions", response_model=Done, status_code=201)
def record_decision(ruling: Ruling, dossier: OfDossier) -> Response:
    """Accept, reject, merge, split, correct or undo."""
    done = decide(dossier, ruling.action, ruling.target, ruling.value, author=ruling.author, note=ruling.note)
    return answer(done, 201)
