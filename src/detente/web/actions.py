"""Actions: what pages and resources do alike, each one call of the Python API."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from ..evidence.ruling import Action, split_id
from ..show.excerpt import EXCERPTS, Excerpts
from ..store import Dossier, Edit
from .arrivals import safe_name, web_address
from .composing import MONTHS, RUNS
from .jobs import Job, Jobs, Order, Upload, start_worker
from .refusals import Refusal
from .settings import Settings
from .tasks import Add, Lane, MakeBrief, Task, lane_of

_LONGEST = 200  # characters of an id or a name


@dataclass(frozen=True, slots=True)
class Done:
    """What a decision came to: the log's entry, and the claim to look at now, where there is one."""

    edit: Edit
    claim: str | None


def decide(
    dossier: Dossier,
    action: Action,
    target: str,
    value: Mapping[str, Any] | None = None,
    *,
    author: str,
    note: str,
) -> Done:
    """Record what a person decided. Raises EditError where it makes no sense."""
    value = dict(value or {})
    for one in (target, *(v for name in ("claims", "statements") for v in _listed(value.get(name)))):
        if not (isinstance(one, str) and one.isascii() and one.isprintable() and 0 < len(one) <= _LONGEST):
            raise Refusal(
                422, "is no id", where="the decision", remedy="name claims and statements by their ids"
            )
    edit = dossier.record(action, target, value, author=author.strip(), note=note.strip())
    match action:
        case "merge":
            claim = edit.target
        case "split":
            claim = split_id(edit.target, edit.value["statements"])
        case "accept" | "reject" if target.startswith("c"):
            claim = target
        case _:
            claim = None
    return Done(edit, claim)


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, (list, tuple)) else ()


def add_sources(
    jobs: Jobs, settings: Settings, uploads: Iterable[Upload] = (), addresses: Iterable[str] = ()
) -> Job:
    """Queue sources to be added and see that somebody does it. Raises Refusal."""
    files = tuple(Upload(safe_name(u.name), u.data) for u in uploads)
    places = tuple(web_address(a) for a in addresses)
    if not files and not places:
        raise Refusal(
            422, "is nothing to add", where="the request", remedy="choose a file or give an address"
        )
    if len(files) + len(places) > settings.limits.files:
        raise Refusal(
            413,
            f"is more than {settings.limits.files} at once",
            where="the request",
            remedy="send fewer at a time",
        )
    return queue(jobs, settings, Add(tuple(f.name for f in files), places), files)


def queue(jobs: Jobs, settings: Settings, task: Task, uploads: Sequence[Upload] = ()) -> Job:
    """Queue a task and see that somebody does it. Raises Refusal where too many wait."""
    job = jobs.put(task, uploads, waiting=settings.limits.waiting)
    start_worker(order_of(settings, lane_of(job.kind)))
    return job


def ask_brief(
    dossier: Dossier,
    jobs: Jobs,
    settings: Settings,
    *,
    author: str,
    system: int | None = None,
    excerpts: str = "sentence",
    runs: str | int = 500,
    months: str | int = 24,
    seed: str | int = 0,
) -> Job:
    """Queue a brief of a system (None: the one worked with). Raises Refusal, and DossierError where there is none."""
    kind: Excerpts | None = next((e for e in EXCERPTS if e == excerpts), None)
    if kind is None:
        raise Refusal(422, "is no kind of excerpts", where="excerpts", remedy=f"give {', '.join(EXCERPTS)}")
    author = signed_by(author)
    wanted = system_number(dossier, system)
    task = MakeBrief(
        author, wanted, kind, whole("runs", runs, 1, RUNS), whole("months", months, 1, MONTHS),
        whole("seed", seed, 0, 2**31),
    )  # fmt: skip
    return queue(jobs, settings, task)


def exported(dossier: Dossier, settings: Settings) -> Response:
    """All that the dossier holds as a file to be sent, which is forgotten then."""
    handle, name = tempfile.mkstemp(dir=settings.folder, prefix="export-", suffix=".jsonl")
    try:
        with os.fdopen(handle, "wb") as file:
            dossier.export(file)
    except BaseException:
        os.unlink(name)
        raise
    return FileResponse(
        name, media_type="application/jsonl", filename=f"{settings.plain_name}.jsonl",
        background=BackgroundTask(os.unlink, name),
    )  # fmt: skip


def system_number(dossier: Dossier, system: int | None) -> int:
    """The number of a system that is held, by default of the one worked with. Raises DossierError."""
    if system is not None:
        return dossier.system(system).no
    current = dossier.current_system()
    if current is None:
        raise Refusal(409, "holds no system yet", where="the dossier", remedy="have one assembled first")
    return current


def signed_by(author: str) -> str:
    """Who asks for something. Raises Refusal where he says nothing of it."""
    given = author.strip()
    if not given or len(given) > _LONGEST or not given.isprintable():
        raise Refusal(422, "has no name", where="the form", remedy="say who you are, in plain text")
    return given


def whole(name: str, given: str | int, least: int, most: int) -> int:
    """A whole number within bounds. Raises Refusal."""
    text = str(given).strip()
    if not (text.isascii() and text.isdecimal() and len(text) < 12 and least <= int(text) <= most):
        raise Refusal(
            422,
            "is no number that could be",
            where=name,
            remedy=f"give a whole number from {least} to {most:,}",
        )
    return int(text)


def order_of(settings: Settings, lane: Lane) -> Order:
    """What a worker of this server is told."""
    linger = settings.linger if lane == "model" else 0.0
    return Order(str(settings.folder), settings.dossier, settings.allow_private, lane, linger)
