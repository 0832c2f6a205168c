"""Dates that count from the date before them in the text: "a week later", "the following June", "that month"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from .lexicon import entry

_BACK = frozenset({"earlier", "before", "previous", "preceding"})
_DAYS = {"day": 1, "night": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12, "decade": 120}
_UNIT = "day|night|week|month|year|decade"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    # in capitals: "a deal that may fail" is no month
    month = f"(?-i:{'|'.join(name.capitalize() for name in entry('dates', 'months'))})"
    count = rf"\d+|{'|'.join(sorted(entry('dates', 'counts'), key=len, reverse=True))}"
    stop = r"(?=\s*(?:[.,;:)]|$))"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"\b(?P<n>{count})\s+(?P<unit>{_UNIT})s?\s+(?P<way>later|earlier|afterwards|before{stop}|after{stop})",
            rf"\bthe\s+(?P<unit>{_UNIT})\s+(?P<way>before|after){stop}",
            rf"\bthe\s+(?P<way>following|next|same|previous|preceding)\s+(?:(?P<unit>{_UNIT})|(?P<month>{month}))\b",
            rf"\b(?P<way>that)\s+(?:same\s+)?(?:(?P<unit>day|night|week|month|year)|(?P<month>{month}))\b",
        )
    )


def later_dates(
    text: str, known: Sequence[tuple[int, str]], last: str | None, published: str | None
) -> Iterator[tuple[int, str, str]]:
    """Yield place, words and ISO date of what counts from the nearest of the `known` (place, date), else from `last`.

    What was "earlier" than nothing named was before the day of publication.
    """
    met = sorted(known)
    found = sorted((m for pattern in _patterns() for m in pattern.finditer(text)), key=lambda m: m.start())
    for m in found:
        before = [iso for start, iso in met if start < m.start()]
        start = before[-1] if before else last
        iso = _counted(m, published if start is None and m["way"].lower() == "earlier" else start)
        if iso is not None:
            met = sorted((*met, (m.start(), iso)))
            yield m.start(), m[0], iso


def _counted(m: re.Match[str], start: str | None) -> str | None:
    """The date that a match means, counted from `start`; None where that is less precise than the step."""
    if start is None:
        return None
    g = {name: (value or "").lower() for name, value in m.groupdict().items()}
    year, *rest = map(int, start.split("-"))
    if g.get("month"):
        return _named_month(g, year, rest[0] if rest else None)
    if g["way"] in {"same", "that"}:
        precision = {"year": 4, "month": 7, "day": 10, "night": 10}.get(g["unit"], 10)
        return start[:precision] if len(start) >= precision else None
    n = g.get("n") or "one"
    steps = (int(n) if n.isdigit() else entry("dates", "counts", n)) * (-1 if g["way"] in _BACK else 1)
    unit = g["unit"]
    if unit in _DAYS and len(rest) == 2:
        return (date(year, *rest) + timedelta(days=_DAYS[unit] * steps)).isoformat()
    if unit in {"year", "decade"}:
        return f"{year + steps * _MONTHS[unit] // 12:04d}"
    if unit == "month" and rest:
        months = year * 12 + rest[0] - 1 + steps
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return None


def _named_month(g: dict[str, str], year: int, before: int | None) -> str | None:
    """A month by its name: "that June" is of the same year, "the following June" the next one, and so on."""
    month: int = entry("dates", "months", g["month"])
    if before is not None and g["way"] in {"following", "next"}:
        year += month <= before
    elif g["way"] in {"previous", "preceding"}:
        year -= before is None or month >= before
    elif g["way"] in {"following", "next"}:
        year += 1
    return f"{year:04d}-{month:02d}"
