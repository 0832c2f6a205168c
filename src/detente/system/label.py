"""Labels: the short names by which people call what a run reports, and back; shocks as they are typed."""

from __future__ import annotations

from typing import get_args

from pydantic import ValidationError

from ..errors import ScenarioError
from ..reading.statement import Domain
from .model import Shock, Variable

EXAMPLES = (
    "tie:ISR>RUS", "tie:ISR>RUS:military", "settlement:ISSUE", "position:ISR:ISSUE", "presence:TUR@SYR",
    "commitment:USA>ISR", "hedging:ISR", "events:ISR>SYR:material_conflict",
)  # fmt: skip

_PLACES = {"settlement": "issue", "position": "issue", "tie": "domain", "presence": "arena", "events": "quad"}


def variable_of(label: str) -> Variable:
    """The variable that a label names, as `Variable.label` gives it.

    Raises ScenarioError where it names none.
    """
    kind, _, rest = label.partition(":")
    who, joint, what = rest.partition("@" if kind == "presence" else ":")
    if kind == "settlement":
        who, what = "", rest
    place = {
        "settlement": "issue",
        "position": "issue",
        "tie": "domain",
        "presence": "arena",
        "events": "quad",
    }.get(kind)
    fields: dict[str, object] = {"kind": kind, "actors": tuple(who.split(">")) if who else ()}
    if what and place:
        fields[place] = what
    elif joint:
        raise _unknown(label)
    if kind == "tie" and what and what not in get_args(Domain):
        raise _unknown(label)
    try:
        return Variable.model_validate(fields)
    except ValidationError as error:
        raise _unknown(label) from error


def shock_label(shock: Shock) -> str:
    """A shock in the words in which `run --shock` takes it: "USA withdraws from SYR at 3"."""
    change = (
        f" to {shock.to:g}" if shock.to is not None else f" by {shock.by:+g}" if shock.by is not None else ""
    )
    match shock.kind:
        case "withdrawal" if not shock.to:
            what = f"{shock.actor} withdraws from {shock.arena}"
        case "withdrawal" | "presence":
            what = f"{shock.actor} presence in {shock.arena}{change}"
        case "commitment":
            what = f"{shock.actor} commitment{f' to {shock.other}' if shock.other else ''}{change}"
        case "tie":
            what = f"tie {shock.actor} {shock.other}{f' {shock.domain}' if shock.domain else ''}{change}"
        case "position" | "salience":
            what = f"{shock.actor} {shock.kind} on {shock.issue}{change}"
        case _:
            what = f"{shock.kind} {shock.actor}{change}"
    return f"{what} at {shock.at}"


def _unknown(label: str) -> ScenarioError:
    return ScenarioError(f"{label!r} names no outcome", remedy=f"name one like {', '.join(EXAMPLES)}")
