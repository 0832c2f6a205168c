"""Horizons: by when what is expected is to come."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from .draft import Scene
from .lexicon import entry


def horizon(scene: Scene) -> str | None:
    """By when: the first date in the sentence that lies, or whose period ends, after publication, else the end of a
    period that begins with it ("within six months"); None where neither is said, or no day is known to count from."""
    published = scene.published
    if not published:
        return None
    for dated in scene.dates:
        if dated.iso > published or (len(dated.iso) < len(published) and published.startswith(dated.iso)):
            return dated.iso
    found = _period().search(scene.sentence.span.text)
    if found is None:
        return None
    unit = next(u for u in found.groups()[1::2] if u).lower()
    said = next((n for n in found.groups()[::2] if n), "one").lower()
    return _end(published, int(said) if said.isdigit() else entry("dates", "counts", said), unit)


def _end(published: str, number: int, unit: str) -> str | None:
    """The end of a period from a day on: a day, or a month where it is counted in months or years."""
    try:
        start = date.fromisoformat(published[:10])
    except ValueError:
        return None
    if unit in {"day", "week"}:
        return (start + timedelta(days=number * entry("dates", "days_in", unit))).isoformat()
    months = start.year * 12 + start.month - 1 + number * (12 if unit == "year" else 1)
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


@cache
def _period() -> re.Pattern[str]:
    """Ways of saying a period ahead; its groups are number and unit of each way in turn."""
    numbers, units = "|".join(entry("dates", "counts")), "|".join(entry("dates", "days_in"))
    counted = rf"(?:(\d{{1,2}}|{numbers})\s+(?:or\s+\w+\s+)?)?({units})s?\b"
    ahead = "(?:next|coming|following)"
    return re.compile(
        rf"\b(?:within|inside)\s+(?:the\s+)?(?:{ahead}\s+)?{counted}"
        rf"|\b(?:in|over|during|for|throughout)\s+the\s+{ahead}\s+{counted}"
        rf"|\bin\s+{counted}(?:['’]s?)?\s+time\b",
        re.IGNORECASE,
    )
