"""The forecasts' page: what the articles expect, what the system says, what became of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ..dependencies import OfDossier, OfSettings, PageNo
from ..rendering import page
from ..views.claims import choices
from ..views.forecasts import STATUSES, forecast_list, pictures
from .claims import done_of

router = APIRouter()


@router.get("/forecasts")
def show_forecasts(
    request: Request,
    dossier: OfDossier,
    settings: OfSettings,
    status: str = "",
    actor: str = "",
    doubted: bool = False,
    run: Annotated[int | None, Query(ge=1, le=10**9)] = None,
    page_no: PageNo = 1,
) -> Response:
    """The list of forecasts."""
    view = forecast_list(
        dossier, today=settings.today(), status=status, actor=actor, doubted=doubted, run=run, page=page_no
    )
    asked = {"status": status, "actor": actor, "doubted": "1" if doubted else "", "run": run}
    return page(
        request, "forecasts.html", view=view, asked=asked, statuses=STATUSES, choices=choices(dossier),
        pictures=pictures(view), done=done_of(request, dossier),
    )  # fmt: skip
