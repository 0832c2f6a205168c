"""Claims as JSON."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from ..dependencies import Id, OfDossier, PageNo
from ..rendering import answer
from ..views.claims import Choices, ClaimList, ClaimView, choices, claim_list, claim_view
from ..views.wanting import wanted_of

router = APIRouter(tags=["claims"])


@router.get("/claims", response_model=ClaimList)
def list_claims(
    dossier: OfDossier,
    text: str = "",
    kind: str = "",
    actor: str = "",
    issue: str = "",
    origin: str = "",
    article: str = "",
    least: float | None = None,
    most: float | None = None,
    verdict: str = "",
    alone: bool = False,
    page_no: PageNo = 1,
) -> Response:
    """Claims that fit all that is asked, most believed first; `least` and `most` bound belief, `verdict` is
    accepted, rejected or open, `alone` asks for those that one origin alone makes."""
    wanted = wanted_of(
        text=text, kind=kind, actor=actor, issue=issue, origin=origin, article=article, least=least, most=most,
        verdict=verdict, alone=alone,
    )  # fmt: skip
    return answer(claim_list(dossier, wanted, page_no))


@router.get("/claims/{claim_id}", response_model=ClaimView)
def one_claim(claim_id: Id, dossier: OfDossier) -> Response:
    """A claim with the sentences it rests on, what it stands against, and what was decided about it."""
    return answer(claim_view(dossier, claim_id))


@router.get("/facets", response_model=Choices)
def list_facets(dossier: OfDossier) -> Response:
    """The actors, issues and origins that claims can be picked by, those of most claims first."""
    return answer(choices(dossier))
