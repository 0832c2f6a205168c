"""Wanting: what somebody asks of the list of claims, as he typed it."""

from __future__ import annotations

from math import isfinite
from typing import Any

from ...reading.statement import KINDS
from ...store import Wanted
from ..refusals import Refusal

VERDICTS = ("accepted", "rejected", "open")
_LONGEST = 300


def wanted_of(
    *,
    text: str = "",
    least: str | float | None = None,
    most: str | float | None = None,
    alone: bool = False,
    **rest: Any,
) -> Wanted:
    """The filter that is meant; what is empty asks nothing. Raises Refusal where a value is none that could be."""
    kept = {name: value[:_LONGEST] for name, value in rest.items() if value}
    if kept.get("kind", KINDS[0]) not in KINDS:
        raise _wrong("kind", ", ".join(KINDS))
    if kept.get("verdict", "open") not in VERDICTS:
        raise _wrong("verdict", ", ".join(VERDICTS))
    for value in kept.values():
        if not value.isprintable():
            raise _wrong("a filter", "plain text")
    return Wanted(
        text[:_LONGEST], least=_bound("least", least), most=_bound("most", most), alone=alone, **kept
    )


def _bound(name: str, given: str | float | None) -> float | None:
    if given is None or given == "":
        return None
    try:
        value = float(given)
    except ValueError:
        raise _wrong(name, "a number from 0 to 1") from None
    if not isfinite(value) or not 0 <= value <= 1:
        raise _wrong(name, "a number from 0 to 1")
    return value


def _wrong(name: str, remedy: str) -> Refusal:
    return Refusal(422, "is none that could be", where=name, remedy=f"give {remedy}")
