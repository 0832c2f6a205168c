"""The claims' pages: the list with its filters, and one claim."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from ...errors import DossierError
from ..dependencies import Id, OfDossier, PageNo
from ..rendering import page, redirect
from ..views.claims import choices, claim_list, claim_view, moved_to
from ..views.decisions import decisions, worded
from ..views.wanting import wanted_of

router = APIRouter()


@router.get("/claims")
def show_claims(
    request: Request,
    dossier: OfDossier,
    q: str = "",
    kind: str = "",
    actor: str = "",
    issue: str = "",
    origin: str = "",
    article: str = "",
    least: str = "",
    most: str = "",
    verdict: str = "",
    alone: bool = False,
    page_no: PageNo = 1,
) -> Response:
    """The list of claims."""
    wanted = wanted_of(
        text=q, kind=kind, actor=actor, issue=issue, origin=origin, article=article, least=least, most=most,
        verdict=verdict, alone=alone,
    )  # fmt: skip
    view = claim_list(dossier, wanted, page_no)
    asked = {"q": q, "kind": kind, "actor": actor, "issue": issue, "origin": origin, "article": article,
             "least": least, "most": most, "verdict": verdict, "alone": "1" if alone else ""}  # fmt: skip
    return page(request, "claims.html", view=view, asked=asked, choices=choices(dossier))


@router.get("/claims/{claim_id}")
def show_claim(request: Request, claim_id: Id, dossier: OfDossier) -> Response:
    """One claim with its evidence."""
    try:
        view = claim_view(dossier, claim_id)
    except DossierError:
        into = moved_to(dossier, claim_id)
        if into is None:
            raise
        return redirect(f"/claims/{into}")
    return page(request, "claim.html", view=view, done=done_of(request, dossier))


def done_of(request: Request, dossier: OfDossier) -> object:
    """The decision that led here, if one did."""
    no = request.query_params.get("done", "")
    if not (no.isascii() and no.isdecimal() and len(no) < 10):
        return None
    made = [d for d in decisions(dossier.edits()) if d.no == int(no)]
    return worded(dossier, made)[0] if made else None
