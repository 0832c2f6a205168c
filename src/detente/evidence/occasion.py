"""Occasions: which statements of one content speak of the same time, however precisely they date it.

Times are windows of days (proleptic ordinals, both ends included). The label of an occasion is part of the
claim's id, so it must not move when more is read: an exact day is its own label, a standing matter has the
calendar year for which it is told, an imprecise happening the month or quarter in the middle of its window.
Only an imprecise happening looks around: it joins the one dated happening that its window allows.
Everything that decides about it lies within that window, so adding an article asks about its own season alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from ..reading.statement import Event, Statement
from .words import content_words, fold, plain_words, stem

if TYPE_CHECKING:
    from .part import Part

TOLD_WITHIN = 90  # days: an undated happening lies at most this long before the article that tells it
NARROW = 31  # days: an imprecise window up to this long is a happening that vaguer ones may join
REACH = 2 * NARROW  # days beyond its window within which lies all that decides where a part belongs
BROAD = 366  # days: a window longer than this tells no happening from another
MANY = 8  # an imprecise happening that fits more dated ones than this is told apart by none
RECALLED = 3  # content words that tell which of several dated happenings is meant

UNDATED = "undated"
Reason = Literal["day", "month", "quarter", "year", "matter", "only", "words", "undated"]
"""Why a part is of its occasion: its own `day`, `month`, `quarter` or `year`; the `matter` alone (it has no
time); the `only` dated occasion that its time allows; the one that most of its `words` recall; or it is
`undated` among several."""

_CAPITAL = re.compile(r"\b[A-Z][^\W\d_]*")
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

    @property
    def days(self) -> int:
        """How many."""
        return self.end - self.start + 1


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


def holds(statement: Statement) -> Window | None:
    """The last day for which a statement says that something stands: when it ended, else when it was said."""
    told = said(statement)
    # a forecast's validity lies ahead; it is a claim of the day it was made
    ended = window_of(statement.valid_to) if statement.kind != "forecast" else None
    ends = [w.end for w in (ended, told) if w]
    since = window_of(statement.valid_from)
    day = min(ends) if ends else since.end if since else None
    return Window(day, day) if day is not None else None


def own_label(part: Part) -> tuple[str, Reason] | None:
    """The label that a part has whatever else is told; None for one that looks around (see `place`)."""
    if part.key.kind == "cause":
        return "", "matter"
    if part.window is None:
        return None
    if part.key.kind != "event":
        return _year(part.window.end), "year"
    if part.window.start == part.window.end:
        return _day(part.window.end), "day"
    return None if part.window.days <= BROAD else _span(part.window)


def place(parts: Sequence[Part], *, labels: Iterable[str] = ()) -> dict[str, tuple[str, Reason]]:
    """Give each part of one key its occasion: {statement: (label, reason)}, whatever the order they come in.

    `labels` are occasions of the key beyond those of `parts`; a part without any time joins the only
    occasion that its key has, and they count there. A caller that does not give all parts of a key must give
    all whose windows come within `REACH` days of those that it wants placed.
    """
    placed: dict[str, tuple[str, Reason]] = {}
    loose: list[Part] = []
    timeless: list[Part] = []
    for part in parts:
        if (label := own_label(part)) is not None:
            placed[part.statement] = label
        elif part.window is None:
            timeless.append(part)
        else:
            loose.append(part)
    if loose:
        _join(loose, [p for p in parts if p.window and p.statement in placed], placed)
    if timeless:
        known = {label for label, _ in placed.values()} | set(labels)
        where: tuple[str, Reason] = (known.pop(), "only") if len(known) == 1 else (UNDATED, "undated")
        placed |= {p.statement: where for p in timeless}
    return placed


def _join(loose: list[Part], fixed: list[Part], placed: dict[str, tuple[str, Reason]]) -> None:
    """Place imprecise happenings, the narrower first: those they found may be joined by the vaguer."""
    exact = [p for p in fixed if _window(p).exact]
    days = _Happenings(exact, placed)
    narrow = [p for p in loose if _window(p).days <= NARROW]
    for part in narrow:
        placed[part.statement] = days.fitting(part) or _span(part.window)
    # what a narrow window founds by itself stands beside the days
    founded = [p for p in narrow if placed[p.statement][1] == "month"]
    happenings = _Happenings([*exact, *founded], placed) if founded else days
    for part in loose:
        if part.statement not in placed:
            placed[part.statement] = happenings.fitting(part) or _span(part.window)


class _Happenings:
    """The dated happenings of one key, to be found by a window."""

    def __init__(self, parts: Iterable[Part], placed: dict[str, tuple[str, Reason]]) -> None:
        self.told: dict[str, list[Part]] = defaultdict(list)
        for part in sorted(parts, key=_early):
            self.told[placed[part.statement][0]].append(part)
        self.windows = sorted(
            {(_window(p).end, _window(p).start, label) for label, told in self.told.items() for p in told}
        )

    def fitting(self, part: Part) -> tuple[str, Reason] | None:
        """The one happening that a part is of: the only one its window meets, else what its words recall."""
        window = _window(part)
        labels: set[str] = set()
        for end, start, label in self.windows[bisect_left(self.windows, (window.start,)) :]:
            if end > window.end + NARROW:
                break
            if start <= window.end:
                labels.add(label)
                if len(labels) > MANY:
                    return None
        fitting = sorted(label for label in labels if self._compatible(part, self.told[label][:MANY]))
        if len(fitting) == 1 and len(labels) == 1:
            return fitting[0], "only"
        return self._recalled(part, fitting) if fitting else None

    def _compatible(self, part: Part, told: list[Part]) -> bool:
        """Tell whether a part may be of a happening: words in common that are more than names of the two sides,
        and no two persons that acted of whom neither telling names the other's."""
        if any(p.person for p in told) and part.person and not any(_same_person(part, p) for p in told):
            return False
        return any(_alike(part.quote, p.quote) for p in told)

    def _recalled(self, part: Part, labels: list[str]) -> tuple[str, Reason] | None:
        """The happening whose words a part recalls: at least three, and more than of any other.

        Names of envoys and places do that, the two states do not.
        """
        words = set(content_words(part.quote))
        shared = [
            len(words & {w for p in self.told[label][:MANY] for w in content_words(p.quote)})
            for label in labels
        ]
        best = max(shared)
        if best < RECALLED or shared.count(best) > 1:
            return None
        return labels[shared.index(best)], "words"


def _same_person(one: Part, other: Part) -> bool:
    """Tell whether a telling names the person who acted by another, by the last word of his name."""
    return any(
        p.person is not None and p.person.rpartition("-")[2] in plain_words(q.quote)
        for p, q in ((one, other), (other, one))
    )


def _alike(one: str, other: str) -> bool:
    """Tell whether two quotes share a word that is no name, or as many words as tell happenings apart."""
    if not _plain_words(one).isdisjoint(_plain_words(other)):
        return True
    return len(set(content_words(one)).intersection(content_words(other))) >= RECALLED


@lru_cache(maxsize=2**12)
def _plain_words(quote: str) -> frozenset[str]:
    """Content words of a quote but for names: those that stand with a capital after its first word."""
    named = {stem(fold(w)) for w in _CAPITAL.findall(quote, quote.find(" ") + 1)}
    return frozenset(content_words(quote)) - named


def _early(part: Part) -> tuple[int, str]:
    return (part.told.start if part.told else 10**9, part.statement)


def _window(part: Part) -> Window:
    if part.window is None:
        raise ValueError(f"statement {part.statement} has no time")
    return part.window


def _span(window: Window | None) -> tuple[str, Reason]:
    """The label of an imprecise window: the month, quarter or year in its middle."""
    if window is None:
        return UNDATED, "undated"
    middle = _date((window.start + window.end) // 2)
    if window.days <= NARROW:
        return f"~{middle.year}-{middle.month:02}", "month"
    if window.days <= BROAD:
        return f"~{middle.year}-Q{(middle.month + 2) // 3}", "quarter"
    return f"~{_date(window.end).year}", "year"


@lru_cache(maxsize=2**14)
def _day(ordinal: int) -> str:
    return _date(ordinal).isoformat()


@lru_cache(maxsize=2**14)
def _year(ordinal: int) -> str:
    return str(_date(ordinal).year)


def _date(ordinal: int) -> date:
    return date.fromordinal(max(1, ordinal))
