"""The system's pages: actors, issues, positions, ties, presence; estimates to edit; versions to compare."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from ...errors import DetenteError, EditError
from ...reading.statement import DOMAINS
from ...store import Dossier, Use
from ...system.file import LARGEST
from ..dependencies import Id, No, OfDossier, OfJobs, OfSettings, PageNo
from ..refusals import Refusal, status_of
from ..rendering import local, page, redirect, remember
from ..resources.system import yaml_of
from ..system_actions import assemble, edit, take_up, upload
from ..views import system_pictures as pictures
from ..views.claims import choices
from ..views.system import actor_list, actor_view, issue_list, issue_view, system_of, system_view
from ..views.system_address import PARTS, address_of
from ..views.system_estimate import estimate_view
from ..views.system_estimates import BASES, Asked, estimate_list
from ..views.system_held import Held
from ..views.system_network import network_of
from ..views.system_versions import comparison, versions
from .forms import Form, text_of

router = APIRouter()
SystemNo = Annotated[int | None, Query(alias="system", ge=1, le=10**9)]
FIRST_ACTORS, FIRST_ISSUES = 12, 5  # on the first page


@router.get("/system")
def show_system(request: Request, dossier: OfDossier, jobs: OfJobs, domain: str = "") -> Response:
    """The system at a glance, or what to do where there is none."""
    latest = [j for j in jobs.latest(5, "model") if j.kind == "assemble"][:1]
    if dossier.current_system() is None:
        return shown(request, "system.html", view=None, jobs=latest, articles=dossier.mark()[0], error=None)
    return _overview(request, dossier, latest, domain)


@router.get("/system/actors")
def show_actors(
    request: Request, dossier: OfDossier, system: SystemNo = None, page_no: PageNo = 1
) -> Response:
    """All actors."""
    held = system_of(dossier, system)
    view = actor_list(dossier, held, page_no)
    return shown(request, "system_actors.html", view=view, system=system, at=held)


@router.get("/system/actors/{code}")
def show_actor(
    request: Request, code: Id, dossier: OfDossier, domain: str = "", system: SystemNo = None
) -> Response:
    """One actor."""
    held = system_of(dossier, system)
    view = actor_view(dossier, held, code)
    net = network_of(held, _said(dossier), domain, around=code)
    return shown(request, "actor.html", view=view, net=net, system=system, at=held)


@router.get("/system/issues")
def show_issues(
    request: Request, dossier: OfDossier, system: SystemNo = None, page_no: PageNo = 1
) -> Response:
    """All issues."""
    held = system_of(dossier, system)
    return shown(
        request, "system_issues.html", view=issue_list(held, page_no), system=system, at=held
    )  # fmt: skip


@router.get("/system/issue")
def show_issue(
    request: Request, dossier: OfDossier, id: str = "", system: SystemNo = None  # noqa: A002
) -> Response:  # fmt: skip
    """One issue."""
    held = system_of(dossier, system)
    return shown(request, "issue.html", view=issue_view(held, id), system=system, at=held)


@router.get("/system/estimates")
def show_estimates(
    request: Request,
    dossier: OfDossier,
    part: str = "",
    actor: str = "",
    toward: str = "",
    issue: str = "",
    domain: str = "",
    arena: str = "",
    basis: str = "",
    system: SystemNo = None,
    page_no: PageNo = 1,
) -> Response:
    """All numbers, narrowed at will."""
    held = system_of(dossier, system)
    asked = Asked(part, actor, toward, issue, domain, arena, basis)
    view = estimate_list(held, asked, page_no)
    return shown(
        request, "system_estimates.html", view=view, system=system, at=held, parts=[(p, p) for p in PARTS],
        bases=[(b, b) for b in BASES], domains=[(d, d) for d in DOMAINS],
        issues=[(i, held.issue(i)) for i in held.issues],
    )  # fmt: skip


@router.get("/system/estimate")
def show_estimate(
    request: Request, dossier: OfDossier, of: str = "", system: SystemNo = None, done: str = ""
) -> Response:
    """One number: what it follows from, its history, and the form to change it."""
    held = system_of(dossier, system)
    return _estimate(request, dossier, held, of, done=_done(dossier, done))


@router.post("/system/estimate")
def change_estimate(request: Request, form: Form, dossier: OfDossier) -> Response:
    """Change a number, or say why not with what was typed still there."""
    of, author, note = text_of(form, "of"), text_of(form, "author"), text_of(form, "note")
    again = text_of(form, "action") == "again"
    typed = {"mean": text_of(form, "mean"), "sd": text_of(form, "sd"), "note": note, "author": author}
    try:
        mean = None if again else _number("mean", typed["mean"])
        sd = None if again else _number("sd", typed["sd"])
        use = edit(
            dossier, of, mean=mean, sd=sd, author=author, note=note, instead_of=_no(form, "instead_of")
        )
    except (EditError, Refusal) as error:
        held = system_of(dossier)
        if address_of(of) not in held.at:
            raise
        return _estimate(request, dossier, held, of, error=error, typed=typed)
    return _went(request, redirect("/system/estimate", of=of, done=use.no), author)


@router.get("/system/versions")
def show_versions(request: Request, dossier: OfDossier, page_no: PageNo = 1, done: str = "") -> Response:
    """Which systems were taken up when, by whom and why."""
    return shown(request, "versions.html", view=versions(dossier, page_no), done=_done(dossier, done))


@router.get("/system/versions/{no}/system.yaml")
def download(no: No, dossier: OfDossier) -> Response:
    """The file of a system."""
    return yaml_of(dossier.system(no).text, f"system-{no}.yaml")


@router.get("/system/compare")
def show_comparison(
    request: Request,
    dossier: OfDossier,
    before: Annotated[int, Query(ge=1, le=10**9)],
    after: Annotated[int, Query(ge=1, le=10**9)],
    page_no: PageNo = 1,
) -> Response:
    """What is different between two systems."""
    return shown(request, "compare.html", view=comparison(dossier, before, after, page_no))


@router.post("/system/assemble")
def assemble_anew(
    request: Request, form: Form, dossier: OfDossier, jobs: OfJobs, settings: OfSettings
) -> Response:
    """Have the system assembled."""
    author = text_of(form, "author")
    note, run = text_of(form, "note"), bool(text_of(form, "run"))
    job = assemble(dossier, jobs, settings, author=author, note=note, run=run)
    return _went(request, redirect(f"/jobs/{job.no}"), author)


@router.post("/system/file")
def upload_file(request: Request, form: Form, dossier: OfDossier, jobs: OfJobs) -> Response:
    """Take up a system file, or say on which line it is wrong."""
    author = text_of(form, "author")
    try:
        text = _text_of(form)
        use = upload(
            dossier, text, author=author, note=text_of(form, "note"), instead_of=_no(form, "instead_of")
        )
    except DetenteError as error:
        if status_of(error) not in (409, 413, 422):
            raise
        if dossier.current_system() is None:
            return shown(
                request, "system.html", status=status_of(error), view=None, jobs=[], articles=dossier.mark()[0],
                error=error,
            )  # fmt: skip
        return _overview(request, dossier, [], "", error=error)
    return _went(request, redirect("/system/versions", done=use.no), author)


@router.post("/system/use")
def use_system(request: Request, form: Form, dossier: OfDossier) -> Response:
    """Take up a system that is held."""
    author, system = text_of(form, "author"), _no(form, "system")
    if system is None:
        raise Refusal(422, "names no system", where="the form", remedy="use the buttons on the page")
    use = take_up(
        dossier, system, author=author, note=text_of(form, "note"), instead_of=_no(form, "instead_of")
    )
    back = re.sub(r"([?&])done=\d+&?", r"\1", local(text_of(form, "back"), "/system/versions")).rstrip("?&")
    return _went(request, redirect(back, done=use.no), author)


def shown(request: Request, template: str, **values: Any) -> Response:
    """A page on the system, with the pictures and numbers that it draws."""
    return page(
        request, template, strip=pictures.strip, strip_of=pictures.strip_of, moved=pictures.moved,
        shown=pictures.shown, spread=pictures.spread, number=pictures.number, **values,
    )  # fmt: skip


def _overview(
    request: Request, dossier: Dossier, jobs: list[Any], domain: str, error: DetenteError | None = None
) -> Response:
    held = system_of(dossier)
    return shown(
        request, "system.html", status=status_of(error) if error else 200, view=system_view(dossier, held.no),
        actors=actor_list(dossier, held, count=FIRST_ACTORS), issues=issue_list(held, count=FIRST_ISSUES),
        net=network_of(held, _said(dossier), domain), jobs=jobs, error=error, at=held,
    )  # fmt: skip


def _estimate(
    request: Request,
    dossier: Dossier,
    held: Held,
    of: str,
    *,
    done: object = None,
    error: DetenteError | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    view = estimate_view(dossier, held, address_of(of))
    return shown(
        request, "estimate.html", status=status_of(error) if error else 200, view=view, done=done, error=error,
        typed=typed, at=held, taken=dossier.uses()[-1],
    )  # fmt: skip


def _done(dossier: Dossier, given: str) -> tuple[Use, int | None] | None:
    """The change that led here, with the system before it, where it is still the last."""
    log = dossier.uses()
    if not log or given != str(log[-1].no):
        return None
    return log[-1], (log[-2].system if len(log) > 1 else None)


def _said(dossier: Dossier) -> dict[str, int]:
    return {f.value: f.claims for f in choices(dossier).actors}


def _text_of(form: FormData) -> str:
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refusal(422, "is missing", where="the file", remedy="choose a system file, such as system.yaml")
    data = file.file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refusal(413, f"is larger than {LARGEST // 1_000_000} MB", where="the file", remedy="split it")
    try:
        return data.decode("utf8")
    except UnicodeDecodeError as error:
        raise Refusal(
            422, f"is not UTF-8 text at byte {error.start}", where="the file", remedy="save it as UTF-8"
        ) from error


def _no(form: FormData, name: str) -> int | None:
    given = text_of(form, name)
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None


def _number(name: str, given: str) -> float:
    try:
        return float(given.strip().replace("\u2212", "-"))
    except ValueError:
        raise Refusal(
            422, f"{given[:40]!r} is no number", where=name, remedy="give one such as 0.4"
        ) from None


def _went(request: Request, response: Response, author: str) -> Response:
    remember(response, author, secure=request.url.scheme == "https")
    return response
