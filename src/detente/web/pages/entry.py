"""The way in: the token where one is set, and what programs can ask for."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from ..refusals import Refusal
from ..rendering import local, page, redirect
from ..safety import cookie_line
from ..sessions import Sessions
from .forms import Form, text_of

router = APIRouter()


@router.get("/login")
def show_login(request: Request, next: str = "/library") -> Response:  # noqa: A002  the query's word
    """Ask for the token."""
    if request.scope["visit"].session.known:
        return redirect(local(next, "/library"))
    return page(request, "login.html", next=local(next, "/library"), wrong=False)


@router.post("/login")
def log_in(request: Request, form: Form) -> Response:
    """Let in whoever has the token, in a session that nobody knew before."""
    sessions: Sessions = request.app.state.sessions
    back = local(text_of(form, "next"), "/library")
    if not sessions.opens(text_of(form, "token").strip()):
        return page(request, "login.html", status=403, next=back, wrong=True)
    response = redirect(back)
    _give(response, request, sessions.cookie(sessions.new(known=True)))
    return response


@router.post("/logout")
def log_out(request: Request, form: Form) -> Response:
    """Forget the session."""
    sessions: Sessions = request.app.state.sessions
    response = redirect("/login")
    _give(response, request, sessions.cookie(sessions.new()))
    return response


@router.get("/api/docs")
def show_docs(request: Request) -> Response:
    """What programs can ask for, from the same schema that they can read."""
    schema = request.app.openapi()
    found = [
        (path, method.upper(), told)
        for path, methods in schema["paths"].items()
        for method, told in methods.items()
    ]
    return page(request, "docs.html", operations=found, schemas=schema["components"]["schemas"])


def _give(response: Response, request: Request, cookie: str) -> None:
    if "\n" in cookie:
        raise Refusal(500, "is no cookie")
    response.headers["Set-Cookie"] = cookie_line(cookie, secure=request.url.scheme == "https")
