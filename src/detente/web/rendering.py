"""Rendering: answers as pages and as JSON, errors too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ..errors import DetenteError
from ..reading.statement import KINDS
from ..records import to_record
from ..show import figures
from ..show.unseen import plain
from .menus import options
from .refusals import Refusal, status_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from .safety import Visit

AUTHOR = "detente_author"  # the cookie that remembers who decides
_YEAR = 365 * 86_400


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """A page made from a template; whatever the values hold is escaped."""
    visit: Visit = request.scope["visit"]
    settings = request.app.state.settings if "app" in request.scope else None
    text = (
        _environment()
        .get_template(template)
        .render(
            nonce=visit.nonce,
            form_token=visit.form_token,
            known=visit.session.known,
            with_token=settings is not None and settings.token is not None,
            dossier_name=settings.name if settings and visit.session.known else "",
            author=author_of(request),
            path=request.url.path,
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            kinds=KINDS,
            **values,
        )
    )
    return HTMLResponse(plain(text), status_code=status)


def answer(value: Any, status: int = 200) -> Response:
    """A view as JSON: in ASCII, so that any text of any article goes through."""
    body = json.dumps(to_record(value), ensure_ascii=True, allow_nan=False)
    return Response(body, status_code=status, media_type="application/json")


def told(request: Request, error: DetenteError) -> Response:
    """An error, as whoever asked can read it: what, where, and what to do."""
    status = status_of(error)
    headers = {"Retry-After": str(error.after)} if isinstance(error, Refusal) and error.after else {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if request.url.path.startswith("/api/v"):
        record = {"error": {"what": error.what, "where": _where(request, error), "remedy": error.remedy}}
        response = answer(record, status)
    elif status == 401 and request.method in ("GET", "HEAD"):
        return redirect("/login", next=request.url.path)
    else:
        response = page(
            request,
            "error.html",
            status=status,
            error=error,
            where=_where(request, error),
            phrase=HTTPStatus(status).phrase,
            status_code=status,
        )
    response.headers.update(headers)
    return response


def _where(request: Request, error: DetenteError) -> str | None:
    """Where an error is; of the dossier its name alone, since its folder is nobody else's business."""
    state = request.app.state if "app" in request.scope else None
    if state is not None and error.where and error.where == state.dossier.where:
        return state.settings.name
    return error.where


def redirect(path: str, **query: Any) -> Response:
    """Send a browser on after a form, to a place of ours."""
    return RedirectResponse(link(path, **query), status_code=303)


def link(path: str, **query: Any) -> str:
    """An address of ours with a query; what is None or empty is left out."""
    given = {k: v for k, v in query.items() if v not in (None, "")}
    mark = "&" if "?" in path else "?"
    return f"{path}{mark}{urlencode(given)}" if given else path


def local(path: str | None, otherwise: str) -> str:
    """A place to go back to, if it is one of ours: a path, and no way to another server."""
    given = path or ""
    odd = any(not c.isprintable() or c in "\\" for c in given)
    if not given.startswith("/") or given.startswith("//") or odd or urlsplit(given).netloc:
        return otherwise
    return given


def author_of(request: Request) -> str:
    """Who decided last from this browser, else who is logged in at the server."""
    held = unquote(request.cookies.get(AUTHOR, ""))
    return held or (request.app.state.settings.author if "app" in request.scope else "")


def remember(response: Response, author: str, *, secure: bool) -> None:
    """Have the browser remember who decided."""
    response.set_cookie(
        AUTHOR,
        quote(author.strip()[:200]),
        max_age=_YEAR,
        path="/",
        httponly=True,
        samesite="strict",
        secure=secure,
    )


def _number(value: float) -> str:
    return f"{value:.2f}"


def _when(at: str | None) -> str:
    """A moment of the log as people read it: to the minute, UTC."""
    return (at or "").replace("T", " ")[:16]


def _json(value: Any) -> str:
    return json.dumps(to_record(value), ensure_ascii=False)


def _given(value: Mapping[str, Any]) -> str:
    """The values of a decision in a line."""
    return ", ".join(
        f"{name} = {' '.join(map(str, v)) if isinstance(v, (list, tuple)) else _json(v)}"
        for name, v in value.items()
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("detente.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "n": _number, "when": _when, "plainjson": _json, "given": _given, "number": figures.number,
        "signed": figures.signed, "zip": zip,
    }  # fmt: skip
    environment.globals |= {"link": link, "options": options}
    return environment
