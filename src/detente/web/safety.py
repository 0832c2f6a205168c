"""Safety: what every request passes before anything else sees it, and what every answer carries.

In order: the Host header must be ours, or a page elsewhere whose name was rebound to this machine could read
everything; a body may not be too large, counted while it is read; a method that changes something must come from our
own pages (Origin, Sec-Fetch-Site, a token that only they know) or from a program that carries no cookie; and where a
token is set, it must have been shown. Nothing of an article can run: scripts need a nonce that is made for each answer.
"""

from __future__ import annotations

import logging
import re
import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .rates import Rate
from .refusals import Refusal
from .sessions import COOKIE, Session, Sessions
from .settings import Settings, is_named

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
API = "/api/"
OPEN = ("/login", "/static/")  # what is shown to those who are not known yet
UPLOADS = ("/library/files", "/api/v1/jobs", "/system/file", "/api/v1/system")  # where bodies may hold files
JSON = "application/json"
# What starts long work: sources that are read, systems that are assembled, runs, briefs.
_HEAVY = re.compile(
    r"/library/(files|address)|/api/v1/jobs|(/api/v1)?/system(/file|/assemble)?|(/api/v1)?/briefs|"
    r"(/scenarios|/api/v1)/runs(/\d+/(again|explanations|leave-out))?"
)
_LOG = logging.getLogger("detente.web")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True)
class Visit:
    """What the guard found out about a request: the session, whether it is to be given its cookie, the nonce."""

    session: Session
    nonce: str
    form_token: str
    program: bool  # shows nothing that a browser would


class Guard:
    """The outermost layer of the workbench. Refused requests are answered by `refuse`, an ASGI app that finds the
    error in `scope["refusal"]`."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions, refuse: ASGIApp) -> None:
        self._app, self._settings, self._sessions, self._refuse = app, settings, sessions, refuse
        self._heavy = Rate(settings.limits.heavy)
        self._edits = Rate(settings.limits.edits)
        self._logins = Rate(settings.limits.logins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        held = self._sessions.read(_cookie(headers, COOKIE))
        session = held or self._sessions.new()
        visit = Visit(
            session, secrets.token_urlsafe(16), self._sessions.form_token(session), not _from_browser(headers)
        )
        scope["visit"] = visit
        answer = _Answer(send, visit, None if held else self._sessions.cookie(session), scope)
        try:
            limit = self._check(scope, headers, visit)
        except Refusal as refusal:
            scope["refusal"] = refusal
            await self._refuse(scope, receive, answer)
            return
        try:
            await self._app(scope, _Body(receive, limit), answer)
        except Exception:
            _LOG.exception("%s %s", scope["method"], scope["path"])
            if answer.begun:
                raise
            scope["refusal"] = Refusal(
                500,
                "something went wrong here that should not",
                remedy="see what the server says, and report it",
            )
            await self._refuse(scope, receive, answer)

    def _check(self, scope: Scope, headers: Headers, visit: Visit) -> int:
        """Raise Refusal where a request may not go on; the most bytes that its body may have."""
        path, method, limits = scope["path"], scope["method"], self._settings.limits
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not is_named(self._settings, hosts[0]):
            raise Refusal(
                421, "is not what this server is called", where="the Host header",
                remedy="open it by the address that detente serve printed",
            )  # fmt: skip
        limit = limits.upload if path in UPLOADS else limits.body
        length = headers.get("content-length")
        if length is not None and (not length.isdecimal() or int(length) > limit):
            raise _too_large(limit)
        bearer = _bearer(headers)
        if method not in SAFE:
            self._check_origin(headers, hosts[0])
            self._check_kind(path, headers, visit, bearer)
            self._check_rate(path, scope)
        known = visit.session.known or self._sessions.opens(bearer)
        if bearer is not None and not known:
            self._slow(self._logins, scope)
        if not known and not path.startswith(OPEN):
            raise Refusal(
                401, "the token is needed",
                remedy=f"send it as Authorization: Bearer, or log in at {'/login'}",
            )  # fmt: skip
        return limit

    def _check_origin(self, headers: Headers, host: str) -> None:
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        ours = origin is None or _place(origin) == host.strip().lower()
        if not ours or site not in (None, "same-origin", "none"):
            raise Refusal(
                403, "comes from another site", where="the request", remedy="use the workbench's own pages"
            )

    def _check_kind(self, path: str, headers: Headers, visit: Visit, bearer: str | None) -> None:
        """A form says what it is; a script shows the form token; a program has no cookie that could be abused."""
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if path.startswith(API):
            if kind != JSON and (kind or _has_body(headers)):
                raise Refusal(415, f"is not {JSON}", where="the body", remedy=f"send {JSON}")
            given = headers.get("x-csrf-token")
            trusted = visit.program or self._sessions.opens(bearer)
            if not trusted and not self._sessions.is_form_token(visit.session, given):
                raise forged()
        elif kind not in FORMS:
            raise Refusal(415, "is no form", where="the body", remedy="use the form on the page")

    def _check_rate(self, path: str, scope: Scope) -> None:
        if _HEAVY.fullmatch(path):
            self._slow(self._heavy, scope)
        elif path == "/login":
            self._slow(self._logins, scope)
        else:
            self._slow(self._edits, scope)

    @staticmethod
    def _slow(rate: Rate, scope: Scope) -> None:
        wait = rate.wait((scope.get("client") or ("", 0))[0])
        if wait > 0:
            raise Refusal(
                429, "is asked for too often", where=scope["path"], remedy=f"wait {int(wait) + 1} seconds",
                after=int(wait) + 1,
            )  # fmt: skip


def forged() -> Refusal:
    """The refusal of a form that was not sent from a page of this session."""
    return Refusal(
        403,
        "was not sent from a page of this session",
        where="the form",
        remedy="load the page again and repeat",
    )


def _too_large(limit: int) -> Refusal:
    return Refusal(
        413,
        f"is larger than {limit:,} bytes",
        where="the body",
        remedy="send less at once, or use detente dossier add",
    )


def _has_body(headers: Headers) -> bool:
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


def _from_browser(headers: Headers) -> bool:
    return any(name in headers for name in ("origin", "sec-fetch-site", "cookie"))


def _place(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


def _bearer(headers: Headers) -> str | None:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" else None


def _cookie(headers: Headers, name: str) -> str | None:
    try:
        found = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return None
    return found[name].value if name in found else None


class _Body:
    """Reads a body and counts."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._limit, self._had = receive, limit, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._had += len(message.get("body", b""))
            if self._had > self._limit:
                told = _too_large(self._limit)
                raise HTTPException(told.status, told.message)  # what reads bodies lets this one through
        return message


class _Answer:
    """Sends an answer with the headers that each carries."""

    def __init__(self, send: Send, visit: Visit, cookie: str | None, scope: Scope) -> None:
        self._send, self._visit, self._cookie, self._scope = send, visit, cookie, scope
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            self._dress(MutableHeaders(scope=message))
        await self._send(message)

    def _dress(self, headers: Any) -> None:
        headers.setdefault(
            "Content-Security-Policy",
            f"default-src 'none'; script-src 'nonce-{self._visit.nonce}'; style-src 'self'; img-src 'self' data:; "
            "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        )
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        path = self._scope["path"]
        if path.startswith("/static/"):
            return
        headers["Cache-Control"] = "no-store"
        if self._cookie and not path.startswith("/api/v") and "set-cookie" not in headers:
            headers["Set-Cookie"] = cookie_line(self._cookie, secure=self._scope["scheme"] == "https")


def cookie_line(value: str, *, secure: bool) -> str:
    """The session's cookie as a header."""
    return f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict" + ("; Secure" if secure else "")
