"""Forecasts as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from ..dependencies import OfDossier, OfSettings, PageNo
from ..rendering import answer
from ..views.forecasts import ForecastList, forecast_list

router = APIRouter(tags=["forecasts"])


@router.get("/forecasts", response_model=ForecastList)
def list_forecasts(
    dossier: OfDossier,
    settings: OfSettings,
    status: str = "",
    actor: str = "",
    doubted: bool = False,
    run: Annotated[int | None, Query(ge=1, le=10**9)] = None,
    page_no: PageNo = 1,
) -> Response:
    """What the articles expect, with the probabilities of a run (default: the latest of the system worked with), those
    that the model doubts most first. `status` is open, due, came true or did not; the decision `resolve` sets it."""
    return answer(
        forecast_list(
            dossier,
            today=settings.today(),
            status=status,
            actor=actor,
            doubted=doubted,
            run=run,
            page=page_no,
        )
    )
