"""Dates in running text, resolved against the day of publication, to the precision the words have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from .lexicon import entry

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_SMALL = "two|three|four|five|six"
_COUNTED = f"one|{_SMALL}|seven|eight|nine|ten|several"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each kind of date with its pattern, the most precise first: words taken by one are no other's."""
    month = rf"(?P<month>{'|'.join(sorted(_months(), key=len, reverse=True))})\.?"
    weekday = f"(?P<weekday>{'|'.join(entry('dates', 'weekdays'))})"
    past = r"\b(?:in\s+|over\s+)?(?:the\s+)?(?:recent|past|last)"
    patterns = (
        ("day", rf"\b{_DAY}(?:\s+of)?\s+{month},?\s+{_YEAR}\b"),
        ("day", rf"\b{month}\s+{_DAY},?\s+{_YEAR}\b"),
        ("iso", rf"\b{_YEAR}-(?P<m>\d\d)-(?P<day>\d\d)\b"),
        ("month", rf"\b{month},?\s+{_YEAR}\b"),
        ("day", rf"\b{_DAY}\s+{month}\b"),
        ("day", rf"\b{month}\s+{_DAY}\b(?!\s*(?:percent|per cent|%))"),
        ("relative", r"\b(?P<word>yesterday|today|tonight|tomorrow)\b"),
        ("weekday", rf"\b(?:(?P<which>last|this|next|on|late|early)\s+)?{weekday}\b"),
        ("recent", rf"{past}\s+(?P<n>\d+|few|several|{_SMALL})?\s*(?P<unit>days|weeks|months|years)\b"),
        ("ago", rf"\b(?P<n>\d+|an?|{_COUNTED})\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)\b"),
        ("named", r"\b(?P<which>last|this|next)\s+(?P<unit>week|month|year)\b"),
        ("month_only", rf"\b(?:in|since|last|this|until|by|early|late|mid-?)\s+{month}\b"),
        ("year", rf"\b(?:in|since|by|until|of|from|during|before|after|early|late|mid-?)\s+{_YEAR}\b"),
        ("year", rf"\b{_YEAR}\b"),
    )
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in patterns)


@cache
def _months() -> dict[str, int]:
    return entry("dates", "months") | entry("dates", "month_abbreviations")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: `iso` of the precision known, `until` of a span, and where its words stand."""

    iso: str
    start: int
    end: int
    words: str
    until: str | None = None
    since: bool = False


def parse_iso(value: str | None) -> date | None:
    """First day of an ISO date of any precision, None where there is none."""
    if not value:
        return None
    parts = [int(p) for p in value.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def dates(text: str, published: str | None) -> tuple[Dated, ...]:
    """All dates in `text`, in order; relative ones need the day of `published`, else they are left out."""
    found: list[Dated] = []
    base = parse_iso(published) if published and len(published) == 10 else None
    for kind, pattern in _patterns():
        for m in pattern.finditer(text):
            if any(m.start() < d.end and d.start < m.end() for d in found):
                continue
            span = _resolved(kind, m, base)
            if span is not None:
                iso, until = span
                since = text[: m.start()].lower().endswith("since ") or m[0].lower().startswith("since")
                found.append(Dated(iso, m.start(), m.end(), m[0], until, since))
    return tuple(sorted(found, key=lambda d: d.start))


def _resolved(kind: str, m: re.Match[str], base: date | None) -> tuple[str, str | None] | None:
    """Start, and end of a span, that a match means; None where there is no such day or none to count from."""
    try:
        absolute = _absolute(kind, m, base)
        if absolute is not None:
            return absolute, None
        if base is None:
            return None
        if kind == "recent":
            return _since(base, m), base.isoformat()
        relative = _relative(kind, m, base)
        return (relative, None) if relative is not None else None
    except (ValueError, OverflowError):
        return None


def _absolute(kind: str, m: re.Match[str], base: date | None) -> str | None:
    """A date that names its month or year; a day without a year is the nearest to `base`."""
    g = m.groupdict()
    if kind == "iso":
        return date(int(g["year"]), int(g["m"]), int(g["day"])).isoformat()
    if kind == "year":
        return g["year"]
    if kind == "month":
        return f"{g['year']}-{_months()[g['month'].lower()]:02d}"
    if kind == "day" and g.get("year"):
        return date(int(g["year"]), _months()[g["month"].lower()], int(g["day"])).isoformat()
    if kind == "day" and base is not None:
        return _nearest(base, _months()[g["month"].lower()], int(g["day"])).isoformat()
    return None


def _relative(kind: str, m: re.Match[str], base: date) -> str | None:
    """A date that counts from `base`."""
    g = {name: (value or "").lower() for name, value in m.groupdict().items()}
    if kind == "month_only":
        if g["month"] == "may" and not m["month"][0].isupper():
            return None
        when = _nearest(base, _months()[g["month"]], 1)
        return f"{when.year:04d}-{when.month:02d}"
    if kind == "relative":
        return _shifted(base, {"yesterday": 1, "tomorrow": -1}.get(g["word"], 0), "day")
    if kind == "weekday":
        return _weekday(base, entry("dates", "weekdays", g["weekday"]), g["which"]).isoformat()
    if kind == "ago":
        return _shifted(base, _number(g["n"]), g["unit"])
    if kind == "named":
        return _shifted(base, {"last": 1, "this": 0, "next": -1}[g["which"]], g["unit"])
    return None


def _since(base: date, m: re.Match[str]) -> str:
    """Where a span begins that ends at `base`: "the past three weeks"."""
    unit = m["unit"].lower().rstrip("s")
    count = _number(m["n"].lower()) if m["n"] else entry("dates", "recent", unit)
    start = base - timedelta(days=entry("dates", "days_in", unit) * count)
    return start.isoformat()[: {"month": 7, "year": 4}.get(unit)]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else entry("dates", "counts", word)


def _nearest(base: date, month: int, day: int) -> date:
    """The date of that month and day nearest to `base`, the past preferred up to nine months back."""
    options = [date(base.year + shift, month, day) for shift in (-1, 0, 1)]
    return min(options, key=lambda d: (base - d).days if d <= base else (d - base).days * 3)


def _weekday(base: date, weekday: int, which: str) -> date:
    if which == "next":
        return base + timedelta(days=(weekday - base.weekday() - 1) % 7 + 1)
    if which == "this":
        return base + timedelta(days=weekday - base.weekday())
    return base - timedelta(days=(base.weekday() - weekday) % 7)


def _shifted(base: date, count: int, unit: str) -> str:
    if unit == "day":
        return (base - timedelta(days=count)).isoformat()
    if unit == "week":
        return (base - timedelta(days=7 * count)).isoformat()
    if unit == "month":
        months = base.year * 12 + base.month - 1 - count
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{base.year - count:04d}"
