"""Occasions: which statements of one content speak of the same time, however precisely they date it.

Times are windows of days (proleptic ordinals, both ends included). The label of an occasion is part of the
claim's id. What may move it: an imprecise happening takes the exact date once some article gives one; the
year of a standing claim is that of its earliest statement, so an earlier one from the year before moves it.
Nothing else does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from ..reading.statement import Event, Statement
from .words import content_words

TOLD_WITHIN = (
    90  # days: an undated happening is taken to lie at most this long before the article that tells it
)
STANDING = 365  # days: statements of a standing matter further apart than this are of different times
MANY = 8  # an imprecise happening that fits more dated ones than this is told apart by none

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `start` to `end`, as ordinals."""

    start: int
    end: int

    @property
    def exact(self) -> bool:
        """One day alone."""
        return self.start == self.end


@dataclass(slots=True)
class _Core:
    """A happening being grouped: the window of its most precise statement, and all statements that fit it."""

    window: Window
    members: list[Statement] = field(default_factory=list)


@cache
def window_of(text: str | None) -> Window | None:
    """The days that an ISO date (or two joined by a slash) covers; None where it is no date."""
    if not text:
        return None
    if "/" in text:
        first, last = (window_of(part) for part in text.split("/", 1))
        return Window(first.start, max(first.end, last.end)) if first and last else first or last
    found = _DATE.match(text)
    if found is None:
        return None
    year, month, day = (int(x) if x else None for x in found.groups())
    try:
        if not year:
            return None
        if month is None:
            return Window(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
        if day is None:
            return Window(
                date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal()
            )
        exact = date(year, month, day).toordinal()
        return Window(exact, exact)
    except ValueError:
        return None


def said(statement: Statement) -> Window | None:
    """When a statement was said: the publication date of its article."""
    return window_of(statement.article.published)


def occasions(statements: Sequence[Statement]) -> list[tuple[str, list[Statement]]]:
    """Group statements of one content by time: (label, statements) pairs, whatever the order they come in.

    Happenings meet where their windows do, two exact dates only where equal. Positions, ties and other
    standing matters meet within a year of the first. A causal claim has no time.
    """
    kind = statements[0].kind
    if kind == "event":
        return _happenings(statements)
    if kind == "cause":
        return [("", list(statements))]
    return _standing(statements)


def happened(statement: Statement) -> Window | None:
    """The days an event lies within: the span given, else its date, else the weeks before it was told."""
    content = statement.content
    told = said(statement)
    dated = window_of(content.date) if isinstance(content, Event) else None
    first, last = window_of(statement.valid_from), window_of(statement.valid_to)
    if first and last and first.start <= last.end:
        return Window(first.start, last.end)
    if dated:
        return dated
    if given := first or last:
        # "since" reaches to the day it is told
        return Window(given.start, max(given.end, told.end)) if first and told else given
    return Window(told.start - TOLD_WITHIN, told.end) if told else None


def _happenings(statements: Sequence[Statement]) -> list[tuple[str, list[Statement]]]:
    """The most precise found an occasion each; a less precise one joins the only one that it fits."""
    dated = [(w, s) for s in statements if (w := happened(s))]
    dated.sort(
        key=lambda pair: (
            pair[0].end - pair[0].start,
            pair[0].start,
            pair[1].article.published or "",
            pair[1].id,
        )
    )
    # Cores never overlap: one is only founded where none is met. So both lists stay sorted.
    cores: list[_Core] = []
    starts: list[int] = []
    ends: list[int] = []
    loose: dict[str, list[Statement]] = defaultdict(list)
    for window, statement in dated:
        low, high = bisect_left(ends, window.start), bisect_right(starts, window.end)
        if low >= high:
            cores.insert(low, _Core(window, [statement]))
            starts.insert(low, window.start)
            ends.insert(low, window.end)
        elif chosen := _fitting(cores[low:high], statement):
            chosen.members.append(statement)
        else:
            loose["?" + _quarter(window.end)].append(statement)
    undated = [s for s in statements if happened(s) is None]
    if undated and len(cores) == 1:
        cores[0].members += undated
    elif undated:
        loose["undated"] += undated
    return [*zip(_labels([c.window for c in cores]), (c.members for c in cores)), *sorted(loose.items())]


def _fitting(candidates: list[_Core], statement: Statement) -> _Core | None:
    """The one candidate that a statement is of: the only one, else the one that most of its words recall."""
    if len(candidates) == 1:
        return candidates[0]
    if len(candidates) > MANY:
        return None
    words = set(content_words(statement.quote))
    shared = [len(words & _words_of(c)) for c in candidates]
    best = max(shared)
    # At least three words, and more than for any other: names of envoys and places do that, the two states do
    # not.
    return candidates[shared.index(best)] if best >= 3 and shared.count(best) == 1 else None


def _words_of(core: _Core) -> set[str]:
    """Content words of what first said a happening: enough of it to know it by."""
    return {w for s in core.members[:MANY] for w in content_words(s.quote)}


def _standing(statements: Sequence[Statement]) -> list[tuple[str, list[Statement]]]:
    """Statements within a year of the first form an occasion, named for the year of the first."""
    anchored = sorted(
        ((day, s) for s in statements if (day := _holds(s)) is not None), key=lambda p: (p[0], p[1].id)
    )
    groups: list[tuple[str, list[Statement]]] = []
    first = 0
    for day, statement in anchored:
        if not groups or day > first + STANDING:
            first = day
            groups.append((str(date.fromordinal(day).year), []))
        groups[-1][1].append(statement)
    if undated := [s for s in statements if _holds(s) is None]:
        if len(groups) == 1:
            groups[0][1].extend(undated)
        else:
            groups.append(("undated", undated))
    return groups


def _holds(statement: Statement) -> int | None:
    """The last day for which a statement says that something stands: when it ended, else when it was said."""
    told = said(statement)
    # a forecast's validity lies ahead; it is a claim of the day it was made
    ended = window_of(statement.valid_to) if statement.kind != "forecast" else None
    ends = [w.end for w in (ended, told) if w]
    if ends:
        return min(ends)
    since = window_of(statement.valid_from)
    return since.end if since else None


def _labels(windows: Sequence[Window]) -> list[str]:
    """The day where exact, else the quarter, else, where two would share that, the window itself."""
    labels = [_day(w.start) if w.exact else "~" + _quarter(w.end) for w in windows]
    count = Counter(labels)
    return [x if count[x] == 1 else f"{_day(w.start)}/{_day(w.end)}" for x, w in zip(labels, windows)]


def _day(ordinal: int) -> str:
    return date.fromordinal(max(1, ordinal)).isoformat()


def _quarter(ordinal: int) -> str:
    day = date.fromordinal(max(1, ordinal))
    return f"{day.year}-Q{(day.month + 2) // 3}"
