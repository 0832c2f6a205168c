"""Checking a system: does it hold together, and do its quotes still stand in their articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..reading.quote import QuoteCheck, check_quote
from ..sources.article import Article
from .bounds import faults, path_of
from .dates import UNDATED, month_of
from .model import Evidence, Quote, System


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong (`error`: the system should not be used as it is) or worth a look (`warning`)."""

    level: Literal["error", "warning"]
    where: str
    what: str


def check(system: System, articles: Iterable[Article] = ()) -> tuple[Problem, ...]:
    """Find what is wrong with a system, errors and warnings in the order of the file.

    With articles, every quote must stand in its article (found by id, else by path) at its offsets. Warned of
    are: a collective and its member on one issue, an issue that nobody holds a position on, estimates resting
    on a claim that a later one contradicts or that is more denied than believed, and quotes whose article was
    not given.
    """
    return (
        *(Problem("error", path_of(f.place), f.what) for f in faults(system)),
        *_doubled(system),
        *_contradictions(system),
        *_quotes(system, tuple(articles)),
    )


def _doubled(system: System) -> Iterator[Problem]:
    if not system.actors:
        yield Problem("warning", "actors", "there are none; the articles name no actor that does anything")
    if system.as_of == UNDATED:
        yield Problem(
            "warning", "as_of", "no article or claim has a date, so the age of claims weighs nothing"
        )
    for i, issue in enumerate(system.issues):
        on = {p.actor for p in system.positions if p.issue == issue.id}
        if not on:
            yield Problem("warning", path_of(("issues", i)), "no actor has a position on it")
        for body in (a for a in system.actors if a.code in on):
            both = [m for m in body.members if m in on]
            if both:
                what = f"{body.code} and its member {both[0]} both hold a position, so one counts twice"
                yield Problem("warning", path_of(("issues", i)), what)


def _contradictions(system: System) -> Iterator[Problem]:
    evidence = {e.claim: e for e in system.evidence}
    for i, e in enumerate(system.evidence):
        where = path_of(("evidence", i))
        for other in (evidence[c] for c in e.contradicted_by if c in evidence):
            if _told(other) >= _told(e) and (_told(other), other.claim) > (_told(e), e.claim):
                when = "later" if _told(other) > _told(e) else "other"
                yield Problem(
                    "warning",
                    where,
                    f"{e.text!r} is contradicted by the {when} claim {other.claim}: {other.text!r}",
                )
        if e.disbelief > e.belief:
            yield Problem("warning", where, f"{e.text!r} is more denied than believed")


def _told(evidence: Evidence) -> float:
    return max((month_of(q.published) or 0.0 for q in evidence.quotes), default=0.0)


def _quotes(system: System, articles: tuple[Article, ...]) -> Iterator[Problem]:
    if not articles:
        return
    by_id = {a.id: a for a in articles}
    by_path = {a.path: a for a in articles}
    for i, e in enumerate(system.evidence):
        for j, quote in enumerate(e.quotes):
            where = path_of(("evidence", i, "quotes", j))
            article = by_id.get(quote.article) or by_path.get(quote.path)
            if article is None:
                yield Problem("warning", where, f"its article {quote.path} is not among those given")
                continue
            found = check_quote(article.text, quote.quote, quote.start, quote.end)
            if not found.ok:
                yield Problem("error", where, _misquoted(quote, article, found))


def _misquoted(quote: Quote, article: Article, found: QuoteCheck) -> str:
    shown = quote.quote if len(quote.quote) <= 80 else f"{quote.quote[:77]}..."
    if found.at is not None:
        return f"the words {shown!r} stand at {found.at}, not at {quote.start}, in {article.path}"
    return f"the words {shown!r} do not stand in {article.path}: {found.reason}"
