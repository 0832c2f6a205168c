"""Decisions' pages: what people decide, and the history of it."""

from __future__ import annotations

import json
import re
from typing import Any, get_args

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from ...evidence.ruling import Action
from ...store import Dossier
from ..actions import Done, decide
from ..dependencies import OfDossier, PageNo
from ..refusals import Refusal
from ..rendering import local, page, redirect, remember
from ..views.claims import moved_to
from ..views.decisions import history
from .claims import done_of
from .forms import Form, text_of, texts_of

router = APIRouter()


@router.get("/history")
def show_history(request: Request, dossier: OfDossier, page_no: PageNo = 1) -> Response:
    """Who decided what when."""
    return page(request, "history.html", view=history(dossier, page_no), done=done_of(request, dossier))


@router.post("/decisions")
def record(request: Request, form: Form, dossier: OfDossier) -> Response:
    """Record a decision and go back to where it was made."""
    target, author = text_of(form, "target"), text_of(form, "author")
    action = next((a for a in get_args(Action) if a == text_of(form, "action")), None)
    if action is None:
        raise Refusal(422, "is no action", where="the form", remedy="use the buttons on the page")
    value: dict[str, Any] = {}
    if action == "merge":
        claims = texts_of(form, "claims")
        target = target or (claims[0] if claims else "")
        value = {"claims": [c for c in claims if c != target]}
        if not value["claims"]:
            raise Refusal(
                422, "needs two claims at least", where="a merge", remedy="tick the claims that say the same"
            )
    elif action == "split":
        value = {"statements": texts_of(form, "statements")}
        if not value["statements"]:
            raise Refusal(
                422, "needs a sentence", where="a split", remedy="tick the sentences that say something else"
            )
    elif action == "correct":
        value = _corrections(form)
    elif action == "resolve":
        value = {"status": text_of(form, "status")}
    done = decide(dossier, action, target, value, author=author, note=text_of(form, "note"))
    response = redirect(_next(dossier, done, local(text_of(form, "back"), "/history")), done=done.edit.no)
    remember(response, author, secure=request.url.scheme == "https")
    return response


def _next(dossier: Dossier, done: Done, back: str) -> str:
    """Where to go: the claim that came of it, else back, unless that claim is there no more."""
    path = back.partition("?")[0]
    if done.edit.action in ("merge", "split") and done.claim:
        return f"/claims/{done.claim}"
    here = re.fullmatch(r"/claims/(c[0-9a-f]+)", path)
    if here and not dossier.weighed([here[1]]).claims:
        into = moved_to(dossier, here[1])
        return f"/claims/{into}" if into else "/history"
    return re.sub(r"([?&])done=\d+&?", r"\1", back).rstrip("?&")


def _corrections(form: FormData) -> dict[str, Any]:
    """The fields whose value was changed. `was:PATH` holds each as JSON, `to:PATH` what stands in the form now."""
    changed: dict[str, Any] = {}
    for name in form:
        if not name.startswith("to:"):
            continue
        path = name[3:]
        was, now = json_of(text_of(form, f"was:{path}")), text_of(form, name).strip()
        value = _meant(now, was)
        if value != was:
            changed[path] = value
    if not changed:
        raise Refusal(422, "changes nothing", where="the correction", remedy="change a field first")
    return changed


def _meant(now: str, was: Any) -> Any:
    """What somebody typed in place of a value: nothing is null, text stays text, numbers and lists are JSON."""
    if now == "":
        return "" if was == "" else None
    if isinstance(was, str) or (was is None and now[:1] not in "[{"):
        return now
    return json_of(now)


def json_of(text: str) -> Any:
    """A value in JSON. Raises Refusal."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Refusal(
            422, f"{text[:40]!r} is no such value", where="a field", remedy="give what it held before"
        ) from None
