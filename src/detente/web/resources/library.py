"""Articles and the dossier's numbers as JSON."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from ...store import Info
from ..dependencies import Id, OfDossier, PageNo
from ..rendering import answer
from ..views.article import ArticleView, article_view
from ..views.library import Library, library

router = APIRouter(tags=["library"])


@router.get("/dossier", response_model=Info)
def dossier_info(dossier: OfDossier) -> Response:
    """What the dossier holds, in numbers."""
    return answer(dossier.info())


@router.get("/articles", response_model=Library)
def list_articles(dossier: OfDossier, text: str = "", page_no: PageNo = 1) -> Response:
    """Articles that hold all words of `text` in title, publisher, byline or text, latest first."""
    return answer(library(dossier, text[:200], page_no))


@router.get("/articles/{article_id}", response_model=ArticleView)
def one_article(article_id: Id, dossier: OfDossier) -> Response:
    """An article with its text and what it says."""
    return answer(article_view(dossier, article_id))
