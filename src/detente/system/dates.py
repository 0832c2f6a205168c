"""Dates of the precision known, as months: which is latest, how old a claim is, how far a horizon lies."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DATE = re.compile(r"^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")
_SPAN = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$")
UNDATED = "undated"  # as_of of a system whose articles and claims carry no date at all


def month_of(date: str | None) -> float | None:
    """Months since year 0 of an ISO date, in the middle of a year or month known no better; or None."""
    found = _DATE.match(date) if date else None
    if not found:
        return None
    year, month, day = found.groups()
    if month is None:
        return int(year) * 12 + 6.0
    if not 1 <= int(month) <= 12:
        return None
    return int(year) * 12 + int(month) - 1 + ((int(day) - 1) / 31 if day else 0.5)


def latest(dates: Iterable[str | None]) -> str | None:
    """The latest of some ISO dates, as written; None where there is none."""
    known = [(m, d) for d in dates if d and (m := month_of(d)) is not None]
    return max(known)[1] if known else None


def half_lives(date: str | None, as_of: str, half_life: float) -> float:
    """Weight left after the time from `date` to `as_of`, in (0, 1]; 1 where either is unknown."""
    then, now = month_of(date), month_of(as_of)
    if then is None or now is None:
        return 1.0
    return 0.5 ** (max(now - then, 0.0) / half_life)


def months_until(horizon: str | None, as_of: str) -> int | None:
    """Whole months from `as_of` to a horizon, which is an ISO date, an interval's end or a period like P6M.

    At least 1, since the model's first answer is at month 1; None where it cannot be told.
    """
    if not horizon:
        return None
    span = _SPAN.match(horizon)
    if span and any(span.groups()):
        years, months, weeks, days = (int(x or 0) for x in span.groups())
        return max(1, min(1200, round(years * 12 + months + weeks / 4.345 + days / 30.44)))
    end, now = horizon.rsplit("/", 1)[-1], month_of(as_of)
    found = _DATE.match(end)
    then = month_of(
        f"{end}-12-31" if found and not found[2] else f"{end}-28" if found and not found[3] else end
    )
    if then is None or now is None:
        return None
    return max(1, min(1200, round(then - now)))
