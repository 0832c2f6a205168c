"""The briefs' page: having one made, and those that were; and the dossier to take away."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from ..actions import ask_brief, exported
from ..dependencies import No, OfDossier, OfJobs, OfSettings
from ..rendering import page, redirect, remember
from ..views.briefs import briefs
from .forms import Form, text_of

router = APIRouter()
_TYPES = {"brief.html": "text/html", "brief.md": "text/markdown", "brief.pdf": "application/pdf"}
# A brief brings a policy of its own, by the hashes of its style and script; here it stands apart from the workbench.
_APART = (
    "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
)


@router.get("/briefs")
def show_briefs(request: Request, dossier: OfDossier, jobs: OfJobs) -> Response:
    """The briefs that are kept."""
    return page(request, "briefs.html", briefs=briefs(jobs), system=dossier.current_system())


@router.post("/briefs")
def make_brief(
    request: Request, form: Form, dossier: OfDossier, jobs: OfJobs, settings: OfSettings
) -> Response:
    """Have one made."""
    author = text_of(form, "author")
    job = ask_brief(
        dossier, jobs, settings, author=author, excerpts=text_of(form, "excerpts", "sentence"),
        runs=text_of(form, "runs", "500"), months=text_of(form, "months", "24"), seed=text_of(form, "seed", "0"),
    )  # fmt: skip
    response = redirect(f"/jobs/{job.no}")
    remember(response, author, secure=request.url.scheme == "https")
    return response


@router.get("/briefs/{no}/{name}")
def show_brief(no: No, name: str, jobs: OfJobs, save: bool = False) -> Response:
    """A brief in one of its forms; with `save` as a file."""
    place = jobs.brief_file(no, name)
    shown = not save and name != "brief.md"
    return FileResponse(
        place, media_type=_TYPES[name], filename=name, content_disposition_type="inline" if shown else "attachment",
        headers={"Content-Security-Policy": _APART},
    )  # fmt: skip


@router.get("/dossier.jsonl")
def export(dossier: OfDossier, settings: OfSettings) -> Response:
    """All that the dossier holds, as `detente dossier import` takes it."""
    return exported(dossier, settings)
