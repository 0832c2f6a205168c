"""Corrections: a statement as a person says that it should have been read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..data import vocabulary
from ..errors import EditError
from ..reading.statement import Statement
from ..records import from_record, to_record

FIXED = ("id", "kind", "article", "quote", "start", "end", "attribution", "why")
"""What no correction changes: the words stand where they stand, and who said them."""


def correct(statement: Statement, changes: Mapping[str, Any]) -> Statement:
    """The statement with new values by dotted path (`{"source.actor": "TUR", "stance": -0.5}`), its id and
    words as they were.

    Raises EditError where there is no such field, where it may not be changed, or where the value does not
    fit it.
    """
    if not changes:
        return statement
    record = to_record(statement)
    for path, value in changes.items():
        _set(record, path, value, statement.id)
    try:
        if statement.kind == "event":
            _type_event(record, changes)
        return from_record(Statement, record)
    except (ValueError, TypeError, KeyError) as error:
        raise EditError(
            f"{', '.join(changes)} cannot have that value",
            where=f"statement {statement.id}",
            remedy="see its JSON schema",
        ) from error


def _type_event(record: dict[str, Any], changes: Mapping[str, Any]) -> None:
    """Give an event of another type that type's quad class and Goldstein weight, unless they are given too."""
    of_type = vocabulary("detente.reading", "events.yaml")["types"][record["event_type"]]
    if "event_type" in changes:
        record.update({k: v for k, v in of_type.items() if k in ("quad", "goldstein") and k not in changes})


def _set(record: dict[str, Any], path: str, value: Any, statement: str) -> None:
    names = path.split(".")
    if names[0] in FIXED:
        raise EditError(
            f"{names[0]} cannot be corrected", where=f"statement {statement}", remedy="reject the statement"
        )
    place: Any = record
    for name in names[:-1]:
        place = place.get(name) if isinstance(place, dict) else None
    if not isinstance(place, dict) or names[-1] not in place:
        raise EditError(
            f"has no field {path}", where=f"statement {statement}", remedy="see its JSON for the fields"
        )
    place[names[-1]] = value
