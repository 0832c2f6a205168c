"""Actions: what pages and resources do alike, each one call of the Python API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..evidence.ruling import Action, split_id
from ..store import Dossier, Edit
from .arrivals import safe_name, web_address
from .jobs import Job, Jobs, Order, Upload, start_worker
from .refusals import Refusal
from .settings import Settings
from .tasks import Add, Lane, Task, lane_of

_LONGEST = 200  # characters of an id


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


def order_of(settings: Settings, lane: Lane) -> Order:
    """What a worker of this server is told."""
    linger = settings.linger if lane == "model" else 0.0
    return Order(str(settings.folder), settings.dossier, settings.allow_private, lane, linger)
