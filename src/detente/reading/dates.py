"""Dates in running text, to the precision the words have: they count from the day of publication or the date before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from .later_dates import later_dates
from .lexicon import entry

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_SMALL = "two|three|four|five|six"
_COUNTED = f"one|{_SMALL}|seven|eight|nine|ten|eleven|twelve|several"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each kind of date with its pattern, the most precise first: words taken by one are no other's."""
    month = rf"(?P<month>{'|'.join(sorted(_months(), key=len, reverse=True))})\.?"
    weekday = f"(?P<weekday>{'|'.join(entry('dates', 'weekdays'))})"
    season = f"(?P<season>{'|'.join(entry('dates', 'seasons'))})"
    past = r"\b(?:in\s+|over\s+)?(?:the\s+)?(?:recent|past|last)"
    patterns = (
        ("day", rf"\b{_DAY}(?:\s+of)?\s+{month},?\s+{_YEAR}\b"),
        ("day", rf"\b{month}\s+{_DAY},?\s+{_YEAR}\b"),
        ("iso", rf"\b{_YEAR}-(?P<m>\d\d)-(?P<day>\d\d)\b"),
        ("month", rf"\b{month},?\s+{_YEAR}\b"),
        ("day", rf"\b{_DAY}\s+{month}\b"),
        ("day", rf"\b{month}\s+{_DAY}\b(?!\s*(?:percent|per cent|%))"),
        ("season", rf"\b{season}\s+(?:of\s+)?{_YEAR}\b"),
        ("season", rf"\b(?P<which>last|this|the)\s+{season}\b"),
        (
            "relative",
            r"\b(?P<word>yesterday|today|tonight|tomorrow|last night|this (?:morning|afternoon|evening))\b",
        ),
        ("weekday", rf"\b(?:(?P<which>last|this|next|on|late|early)\s+)?{weekday}\b"),
        ("recent", rf"{past}\s+(?P<n>\d+|few|several|{_SMALL})?\s*(?P<unit>days|weeks|months|years)\b"),
        ("ago", rf"\b(?P<n>\d+|an?|{_COUNTED})\s+(?P<unit>day|week|month|year|decade)s?\s+ago\b"),
        ("named", r"\b(?P<which>last|this|next)\s+(?P<unit>week|month|year)\b"),
        ("month_only", rf"\b(?P<which>in|since|last|this|next|until|by|early|late|mid-?)\s+{month}\b"),
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


def exact(when: Dated | None) -> str | None:
    """The date where the words give one, not a span of time."""
    return when.iso if when is not None and when.until is None else None


def done_by(when: Dated | None, published: str | None) -> str | None:
    """The date of what has been done: one that the words put after publication is that of the year before.

    "Left in January", written in November, is January last; a year that is named ("ready by 2027") stays to come, and
    is no date of the deed.
    """
    found = exact(when)
    if when is None or found is None or not published or found[: len(published)] <= published:
        return found
    month_first = len(found) >= len("2025-01") and not re.search(r"\d{4}", when.words)
    earlier = f"{int(found[:4]) - 1}{found[4:]}"
    return earlier if month_first and earlier <= published else None


def parse_iso(value: str | None) -> date | None:
    """First day of an ISO date of any precision, None where there is none."""
    if not value:
        return None
    parts = [int(p) for p in value.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def dates(text: str, published: str | None, last: str | None = None) -> tuple[Dated, ...]:
    """All dates in `text`, in order.

    Relative ones need the day of `published` ("a week ago") or the date before them in the text ("a week later"),
    before its first that is `last`; else they are left out.
    """
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
    known = [(d.start, d.iso) for d in found if not d.until]
    for start, words, iso in later_dates(text, known, last, base.isoformat() if base else None):
        if not any(start < d.end and d.start < start + len(words) for d in found):
            found.append(Dated(iso, start, start + len(words), words))
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
    if kind == "season" and g.get("year"):
        return g["year"]
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
        when = _month(base, _months()[g["month"]], g["which"])
        return f"{when.year:04d}-{when.month:02d}"
    if kind == "relative":
        return _shifted(base, {"yesterday": 1, "last night": 1, "tomorrow": -1}.get(g["word"], 0), "day")
    if kind == "season":
        return _season(base, entry("dates", "seasons", g["season"]), g["which"])
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


def _month(base: date, month: int, which: str) -> date:
    """First day of a month: "last" is before that of `base`, "next" after it, else it is the nearest."""
    if which == "last":
        return date(base.year - (month >= base.month), month, 1)
    if which == "next":
        return date(base.year + (month <= base.month), month, 1)
    return _nearest(base, month, 1)


def _season(base: date, begins: int, which: str) -> str | None:
    """The year of a season that begins in a month: of the last one begun, of "last spring" where that is plain."""
    if which == "last":
        return f"{base.year - 1:04d}" if base.month < begins + 3 else None
    return f"{base.year - (base.month < begins):04d}"


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
    return f"{base.year - count * (10 if unit == 'decade' else 1):04d}"
