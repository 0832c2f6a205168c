"""The library's pages: the list, adding to it, jobs, and an article with its statements marked."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from ..actions import add_sources
from ..dependencies import Id, OfDossier, OfJobs, OfSettings, PageNo
from ..jobs import Upload
from ..rendering import page, redirect
from ..views.article import article_view, paragraphs
from ..views.library import library
from .forms import Form, text_of

router = APIRouter()


@router.get("/")
def home() -> Response:
    """The way in."""
    return redirect("/library")


@router.get("/library")
def show_library(
    request: Request, dossier: OfDossier, jobs: OfJobs, q: str = "", page_no: PageNo = 1
) -> Response:
    """The list of articles."""
    view = library(dossier, q[:200], page_no)
    return page(
        request,
        "library.html",
        view=view,
        jobs=jobs.latest(5, "library"),
        info=dossier.info() if page_no == 1 else None,
    )


@router.post("/library/files")
def add_files(form: Form, jobs: OfJobs, settings: OfSettings) -> Response:
    """Add files."""
    uploads = [Upload(f.filename or "", f.file) for f in form.getlist("files") if isinstance(f, UploadFile)]
    job = add_sources(jobs, settings, [u for u in uploads if u.name])
    return redirect(f"/jobs/{job.no}")


@router.post("/library/address")
def add_address(form: Form, jobs: OfJobs, settings: OfSettings) -> Response:
    """Add what stands at an address."""
    job = add_sources(jobs, settings, addresses=text_of(form, "address").split())
    return redirect(f"/jobs/{job.no}")


@router.get("/articles/{article_id}")
def show_article(request: Request, article_id: Id, dossier: OfDossier, kind: str = "") -> Response:
    """An article with its statements marked."""
    view = article_view(dossier, article_id)
    shown = tuple(s for s in view.statements if not kind or s.kind == kind)
    counts: dict[str, int] = {}
    for s in view.statements:
        counts[s.kind] = counts.get(s.kind, 0) + 1
    return page(
        request, "article.html", view=view, paragraphs=paragraphs(view.text, shown), kind=kind, counts=counts
    )
