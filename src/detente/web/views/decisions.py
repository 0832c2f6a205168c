"""Decisions: who decided what when, and whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...evidence.ruling import Action, undone_in
from ...evidence.wording import describe
from ...store import Dossier, Edit
from .naming import named, source_named
from .paging import Paging

COUNT = 50
_DONE: Mapping[str, str] = {
    "accept": "accepted", "reject": "rejected", "merge": "merged", "split": "split", "correct": "corrected",
    "resolve": "resolved", "undo": "undid",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry of the log; `holds` is false once a later one undid it. `things` are the ids of claims and statements
    that it names, `says` what its target says, as far as that is held."""

    no: int
    at: str
    author: str
    action: Action
    done: str
    target: str
    value: Mapping[str, Any]
    note: str
    undoes: int | None
    holds: bool
    things: tuple[str, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """A page of the log, latest first."""

    decisions: tuple[Decision, ...]
    paging: Paging


def history(dossier: Dossier, page: int = 1) -> History:
    """What people decided about this dossier."""
    made = decisions(dossier.edits())
    start = (page - 1) * COUNT
    return History(worded(dossier, made[::-1][start : start + COUNT]), Paging(page, COUNT, len(made)))


def worded(dossier: Dossier, made: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions with what their targets say."""
    made = tuple(made)
    targets = {d.target for d in made}
    says = {c.id: describe(c.content, named, c.modality) for c in dossier.weighed(targets).claims}
    says |= {s.id: f"“{s.quote}”" for s in dossier.said(targets)}
    whole = {d.target for d in made if d.action in ("accept", "reject")} - says.keys()
    says |= {t: source_named(dossier, t) for t in whole if ":" in t or dossier.has(t)}
    return tuple(replace(d, says=says.get(d.target, "")) for d in made)


def decisions(log: Iterable[Edit]) -> tuple[Decision, ...]:
    """A log with what still holds, oldest first."""
    log = tuple(log)
    undone = undone_in(log)
    return tuple(
        Decision(
            e.no, e.at, e.author, e.action, _DONE[e.action], e.target, e.value, e.note, e.undoes,
            e.no not in undone, tuple(_things(e)),
        )
        for e in log
    )  # fmt: skip


def about(log: Iterable[Decision], things: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions on some claims or statements and the undoing of them, latest first."""
    wanted = set(things)
    found: dict[int, Decision] = {}
    for d in log:
        if wanted & set(d.things) or d.undoes in found:
            found[d.no] = d
    return tuple(found.values())[::-1]


def _things(edit: Edit) -> Iterable[str]:
    if edit.action != "undo":
        yield edit.target
    for name in ("claims", "statements"):
        value = edit.value.get(name)
        if edit.action in ("merge", "split") and isinstance(value, (list, tuple)):
            yield from (str(v) for v in value)
