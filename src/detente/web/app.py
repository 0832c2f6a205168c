"""The workbench as one ASGI application."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from .. import show
from ..errors import DetenteError
from ..store import open_dossier
from ..version import __version__
from .actions import order_of
from .jobs import Jobs, start_worker
from .pages import briefs, claims, decisions, entry, forecasts, jobs, library, runs, scenarios, system
from .refusals import Refusal
from .rendering import told
from .resources import resources
from .safety import Guard
from .sessions import Sessions
from .settings import Settings
from .tasks import LANES

THREADS = 8  # requests that are worked on side by side, each with a connection of its own
_PAGES = (library, claims, decisions, system, scenarios, runs, forecasts, briefs, jobs, entry)
_LOG = logging.getLogger("detente.web")


def create_app(settings: Settings) -> FastAPI:
    """The workbench on a dossier. It is opened (and made, if absent) when the server starts."""

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        queued: Jobs = app.state.jobs
        queued.open()
        queued.recover()
        with open_dossier(settings.dossier) as dossier:
            app.state.dossier = dossier
            for lane in LANES:
                if queued.waits(lane):
                    start_worker(order_of(settings, lane))
            yield

    app = FastAPI(
        title="detente workbench", version=__version__, lifespan=running, docs_url=None, redoc_url=None,
        openapi_url="/api/openapi.json", summary="A dossier of articles, what they say, and what people decided.",
    )  # fmt: skip
    sessions = Sessions(settings.token)
    app.state.settings, app.state.sessions, app.state.jobs = settings, sessions, Jobs(settings.folder)
    for pages in _PAGES:
        app.include_router(pages.router, include_in_schema=False)
    app.include_router(resources)
    charts = Path(show.__file__).parent / "data"
    app.mount("/static/show", StaticFiles(directory=charts))
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    app.add_exception_handler(DetenteError, _detente_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid)

    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("app", app)
        await told(Request(scope, receive), scope["refusal"])(scope, receive, send)

    app.add_middleware(Guard, settings=settings, sessions=sessions, refuse=refuse)
    return app


def _detente_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DetenteError)
    if not isinstance(error, Refusal):
        _LOG.info("%s %s: %s", request.method, request.url.path, error.message)
    return told(request, error)


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what = {404: "there is nothing here", 405: "cannot be done here"}.get(
        error.status_code, str(error.detail)
    )
    return told(request, Refusal(error.status_code, what, where=request.url.path))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    if first["loc"][0] == "path":
        return told(request, Refusal(404, "there is nothing here", where=request.url.path))
    where = ".".join(str(p) for p in first["loc"])
    return told(
        request, Refusal(422, str(first["msg"]), where=where, remedy="see /api/docs for what is taken")
    )
