"""Dates in running text, resolved against the day of publication, to the precision the words have."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name}
_MONTHS |= {"sept": 9}
_DAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_COUNT = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
          "ten": 10, "several": 3, "a few": 3, "couple of": 2}  # fmt: skip
_PATTERNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("day", rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b"),
        ("day", rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b"),
        ("iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)\b"),
        ("month", rf"\b{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b"),
        ("day", rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}\b"),
        ("day", rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:percent|per cent|%))"),
        ("relative", r"\b(?P<word>yesterday|today|tonight|tomorrow)\b"),
        ("weekday", rf"\b(?:(?P<which>last|this|next|on|late|early)\s+)?(?P<weekday>{'|'.join(_DAYS)})\b"),
        (
            "recent",
            (r"\b(?:in\s+|over\s+)?(?:the\s+)?(?:recent|past|last)\s+(?P<n>\d+|few|several|two|three|four|five|six)?\s*"
            r"(?P<unit>days|weeks|months|years)\b"),
        ),
        (
            "ago",
            r"\b(?P<n>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)\b",
        ),
        ("named", r"\b(?P<which>last|this|next)\s+(?P<unit>week|month|year)\b"),
        ("month_only", rf"\b(?:in|since|last|this|until|by|early|late|mid-?)\s+{_MONTH}\b"),
        (
            "year",
            r"\b(?:in|since|by|until|of|from|during|before|after|early|late|mid-?)\s+(?P<year>(?:19|20)\d\d)\b",
        ),
        ("bare_year", r"\b(?P<year>(?:19|20)\d\d)\b"),
    )
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: `iso` of the precision known, whether it is a span of time, and where its words stand."""

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
    """All dates in `text`, in order; relative ones need `published` and are left out without it."""
    found: list[Dated] = []
    taken: list[tuple[int, int]] = []
    base = parse_iso(published) if published and len(published) == 10 else None
    for kind, pattern in _PATTERNS:
        for m in pattern.finditer(text):
            if any(m.start() < e and s < m.end() for s, e in taken):
                continue
            resolved = _resolve(kind, m, base, published)
            if resolved is None:
                continue
            iso, until = resolved
            since = text[max(0, m.start() - 6) : m.start()].lower().endswith("since ") or m.group(
                0
            ).lower().startswith("since")
            found.append(Dated(iso, m.start(), m.end(), m.group(0), until, since))
            taken.append((m.start(), m.end()))
    return tuple(sorted(found, key=lambda d: d.start))


def _resolve(
    kind: str, m: re.Match[str], base: date | None, published: str | None
) -> tuple[str, str | None] | None:
    g = m.groupdict()
    try:
        if kind == "iso":
            return date(int(g["year"]), int(g["m"]), int(g["day"])).isoformat(), None
        if kind == "day":
            month = _MONTHS[g["month"].lower()]
            if g.get("year"):
                return date(int(g["year"]), month, int(g["day"])).isoformat(), None
            return (_nearest(base, month, int(g["day"])).isoformat(), None) if base else None
        if kind == "month":
            return f"{int(g['year']):04d}-{_MONTHS[g['month'].lower()]:02d}", None
        if kind in {"year", "bare_year"}:
            return g["year"], None
        if base is None:
            return None
        if kind == "month_only":
            if g["month"].lower() == "may" and not m.group(0).split()[-1][0].isupper():
                return None
            when = _nearest(base, _MONTHS[g["month"].lower()], 1)
            return f"{when.year:04d}-{when.month:02d}", None
        if kind == "relative":
            shift = {"yesterday": -1, "tomorrow": 1}.get(g["word"].lower(), 0)
            return (base + timedelta(days=shift)).isoformat(), None
        if kind == "weekday":
            return _weekday(base, _DAYS[g["weekday"].lower()], (g["which"] or "on").lower()).isoformat(), None
        if kind == "ago":
            return _shifted(base, _number(g["n"]), g["unit"].lower()), None
        if kind == "named":
            shift = {"last": 1, "this": 0, "next": -1}[g["which"].lower()]
            return _shifted(base, shift, g["unit"].lower()), None
        if kind == "recent":
            unit = g["unit"].lower().rstrip("s")
            count = _number(g["n"]) if g["n"] else {"day": 10, "week": 5, "month": 4, "year": 3}[unit]
            days = {"day": 1, "week": 7, "month": 30, "year": 365}[unit] * count
            start = base - timedelta(days=days)
            iso = (
                start.isoformat()
                if unit in {"day", "week"}
                else f"{start.year:04d}-{start.month:02d}"
                if unit == "month"
                else f"{start.year:04d}"
            )
            return iso, published
    except (ValueError, KeyError, OverflowError):
        return None
    return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNT.get(word.lower(), 3)


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
