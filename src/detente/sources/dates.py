"""Dates as pages print them, to ISO 8601 of the precision known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = """
january jan, february feb, march mar, april apr, may, june jun, july jul, august aug,
september sept sep, october oct, november nov, december dec
"""
_MONTHS = {name: at for at, names in enumerate(_MONTH_NAMES.split(","), start=1) for name in names.split()}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
# A page that prints its date twice without a space ("8 Mar 20258 Mar 2025") gives the first of them.
_YEAR = r"(?P<year>(?:19|20)\d\d)(?:(?!\w)|(?=\d{1,2} [A-Z][a-z]{2}))"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_CLOCK = r"(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?"
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"\b{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"\b{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"\b{_WEEKDAY}{_DAY}-{_MONTH}-{_YEAR}",
        rf"\b(?P<year>(?:19|20)\d\d)[-/.](?P<mm>\d{{1,2}})[-/.](?P<dd>\d{{1,2}})(?!\d){_CLOCK}",
        rf"\b(?P<a>\d{{1,2}})[/.-](?P<b>\d{{1,2}})[/.-]{_YEAR}",
        rf"\b{_MONTH},?\s+{_YEAR}",
        rf"\b(?:spring|summer|autumn|fall|winter),?\s+{_YEAR}",
    )
)
_YEAR_ALONE = re.compile(rf"^\s*{_YEAR}\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A date at `line[start:end]`, as ISO 8601 of the precision known."""

    start: int
    end: int
    iso: str


def find_dates(line: str) -> tuple[Found, ...]:
    """Every date in a line, in order; a day and month that could be either way round leave the year alone."""
    found: list[Found] = []
    for form in _FORMS:
        for match in form.finditer(line):
            if any(match.start() < f.end and f.start < match.end() for f in found):
                continue
            iso = _iso(match)
            if iso:
                found.append(Found(match.start(), match.end(), iso))
    return tuple(sorted(found, key=lambda f: f.start))


def one_date(value: str) -> str | None:
    """The date that a field holds (`2025-03-01T12:00Z`, `1 March 2025`, `2025`), or None."""
    found = find_dates(value[:200])
    if found:
        return found[0].iso
    alone = _YEAR_ALONE.match(value[:20])
    if alone:
        return alone["year"]
    partial = re.match(r"^\s*((?:19|20)\d\d)-(0[1-9]|1[0-2])\s*$", value[:20])
    return f"{partial[1]}-{partial[2]}" if partial else None


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if parts.get("a"):
        a, b = int(parts["a"]), int(parts["b"])
        if a == b or b > 12:
            day, month = b, a
        elif a > 12:
            day, month = a, b
        else:
            return str(year)
    elif parts.get("mm"):
        day, month = int(parts["dd"]), int(parts["mm"])
    elif parts.get("month"):
        month = _MONTHS[parts["month"].lower()]
        if not parts.get("day"):
            return f"{year}-{month:02d}"
        day = int(parts["day"])
    else:
        return str(year)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
