"""Rulings: what people decided about statements and claims, and what their log of edits comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal, Protocol, get_args

from ..errors import EditError

Action = Literal["accept", "reject", "merge", "split", "correct", "resolve", "undo"]
Outcome = Literal["open", "came true", "did not"]


class Recorded(Protocol):
    """An edit as a log holds it.

    accept, reject  target: id of a claim, a statement, an article or an origin; a rejected article or origin counts as
                    if it had said nothing, until it is accepted again
    merge           target: the claim that stays; value: {"claims": ids that go into it}
    split           target: the claim; value: {"statements": ids that leave it together}
    correct         target: statement id; value: {"path.to.field": new value} within the statement's content
    resolve         target: id of a forecast; value: {"status": what became of it, an `Outcome`}
    undo            target: number of the edit that no longer holds
    """

    @property
    def no(self) -> int: ...
    @property
    def action(self) -> Action: ...
    @property
    def target(self) -> str: ...
    @property
    def value(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Rulings:
    """What holds after all edits: the latest word on each thing.

    A merge or split pins its statements: what is read later joins by content as ever, and moves nothing of it.
    """

    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    merged: Mapping[str, str] = field(default_factory=dict)  # claim -> the claim that holds it now
    split: Mapping[str, str] = field(default_factory=dict)  # statement -> the claim it was moved to
    corrected: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # statement -> new values
    resolved: Mapping[str, Outcome] = field(default_factory=dict)  # forecast -> what became of it

    def claim_of(self, statement: str, claim: str) -> str:
        """The claim that a statement belongs to, given the one that its content makes it part of."""
        claim = self.split.get(statement, claim)
        while claim in self.merged:
            claim = self.merged[claim]
        return claim


def rulings_of(edits: Iterable[Recorded]) -> Rulings:
    """What a log of edits comes to. Raises EditError where an edit contradicts those before it."""
    log = sorted(edits, key=lambda e: e.no)
    undone = undone_in(log)
    accepted: set[str] = set()
    rejected: set[str] = set()
    merged: dict[str, str] = {}
    split: dict[str, str] = {}
    corrected: dict[str, dict[str, Any]] = {}
    resolved: dict[str, Outcome] = {}
    for edit in log:
        if edit.no in undone:
            continue
        match edit.action:
            case "accept":
                accepted.add(edit.target)
                rejected.discard(edit.target)
            case "reject":
                rejected.add(edit.target)
                accepted.discard(edit.target)
            case "merge":
                for claim in _strings(edit, "claims"):
                    _merge(edit, claim, merged)
            case "split":
                statements = _strings(edit, "statements")
                split |= dict.fromkeys(statements, split_id(edit.target, statements))
            case "correct":
                if not edit.value:
                    raise _wrong(edit, "names no field", "give {field: value}")
                corrected[edit.target] = {**corrected.get(edit.target, {}), **edit.value}
            case "resolve":
                status: Outcome | None = next(
                    (o for o in get_args(Outcome) if o == edit.value.get("status")), None
                )
                if status is None:
                    raise _wrong(edit, "names no status", f"give {', '.join(get_args(Outcome))}")
                resolved[edit.target] = status
            case "undo":
                pass
            case _:
                raise _wrong(edit, f"{edit.action!r} is no action", f"use {', '.join(get_args(Action))}")
    return Rulings(frozenset(accepted), frozenset(rejected), merged, split, corrected, resolved)


def undone_in(edits: Iterable[Recorded]) -> frozenset[int]:
    """Numbers of the edits that no longer hold. Raises EditError where one undoes what is not there."""
    log = sorted(edits, key=lambda e: e.no)
    undone: set[int] = set()
    for edit in reversed(log):  # an undo may itself be undone by a later one
        if edit.action == "undo" and edit.no not in undone:
            undone.add(_undoes(edit, log))
    return frozenset(undone)


def split_id(claim: str, statements: Iterable[str]) -> str:
    """The id of what is split off a claim: made from the claim and the statements that leave it."""
    text = "\x1f".join(("split", claim, *sorted(statements)))
    return "c" + sha256(text.encode("utf8")).hexdigest()[:16]


def _merge(edit: Recorded, claim: str, merged: dict[str, str]) -> None:
    into: str | None = edit.target
    while into is not None:
        if into == claim:
            raise _wrong(edit, f"would merge {claim} into itself", "name another claim")
        into = merged.get(into)
    merged[claim] = edit.target


def _undoes(edit: Recorded, log: list[Recorded]) -> int:
    """The number of the edit that an undo takes back."""
    number = int(edit.target) if edit.target.isdecimal() else 0
    if not any(e.no == number for e in log) or number >= edit.no:
        raise _wrong(edit, f"there is no earlier edit {edit.target}", "see the log for numbers")
    return number


def _strings(edit: Recorded, name: str) -> tuple[str, ...]:
    values = edit.value.get(name)
    if not isinstance(values, (list, tuple)) or not values or not all(isinstance(v, str) for v in values):
        raise _wrong(edit, f"lacks a list of {name}", f'give {{"{name}": [ids]}}')
    return tuple(values)


def _wrong(edit: Recorded, what: str, remedy: str) -> EditError:
    return EditError(what, where=f"edit {edit.no} ({edit.action} {edit.target})", remedy=remedy)
