"""Part: the issues, where each actor stands on them, and where they come to rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from .. import figures
from ..charts import strip
from ..index import Citation, Index, Sentence


@dataclass(frozen=True, slots=True)
class PositionRow:
    name: str
    chart: Markup
    mean: str
    spread: str
    salience: str
    basis: Citation
    salience_basis: Citation
    value: float = 0.5
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where the baseline has an issue at the end of the run."""

    median: str
    low: str
    high: str
    today: str
    today_basis: Citation
    words: str
    chart: Markup
    basis: Citation
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class IssuePart:
    anchor: str
    text: str
    low: str
    high: str
    rows: tuple[PositionRow, ...]
    outlook: Outlook | None
    evidence: tuple[tuple[Citation, Sentence], ...]
    claims: int
    weight: float


def issues(index: Index) -> tuple[IssuePart, ...]:
    """Every issue, the best-evidenced first."""
    parts = [_issue(index, n) for n in range(len(index.system.issues))]
    return tuple(sorted(parts, key=lambda p: -p.weight))


def outcome(index: Index, issue: str) -> tuple[np.ndarray, np.ndarray, float, float] | None:
    """Samples and quantiles of where the issue comes to rest in the baseline, its first and last mean."""
    r = index.analysis.results
    for v, variable in enumerate(r.variables):
        if variable.kind == "settlement" and variable.issue == issue:
            return r.final[0, v], r.quantiles[0, v, -1], float(r.mean[0, v, 0]), float(r.mean[0, v, -1])
    return None


def heading(first: float, last: float, low: str, high: str) -> str:
    """Which way an issue moves from the status quo (or the first month), in words."""
    moved = last - first
    if abs(moved) < 0.03:
        return "about where it is today"
    return f"moving toward “{figures.shorten(high if moved > 0 else low, 60)}”"


def _said_by(index: Index, claims: tuple[str, ...]) -> str:
    """Whose word a position rests on."""
    named = dict.fromkeys(o for c in claims if c in index.entry for o, _, _ in index.entry[c].origins)
    kept = [figures.shorten(o, 32) for o in named]
    return figures.joined(kept[:2] + ([f"{len(kept) - 2} more"] if len(kept) > 2 else []))


def _issue(index: Index, n: int) -> IssuePart:
    issue = index.system.issues[n]
    held = sorted((p for p in index.system.positions if p.issue == issue.id), key=lambda p: -p.position.mean)
    rows = tuple(
        PositionRow(
            index.name(p.actor),
            strip.dot(
                f"{index.name(p.actor)}: {figures.number(p.position.mean)}, one standard deviation "
                f"{figures.number(p.position.sd)}",
                p.position.mean,
                p.position.sd,
                grounded=p.position.basis != "prior",
            ),
            figures.number(p.position.mean),
            figures.number(p.position.sd),
            figures.number(p.salience.mean),
            index.rest(p.position),
            index.rest(p.salience),
            p.position.mean,
            _said_by(index, p.position.claims),
        )
        for p in held
    )
    cited = list(dict.fromkeys(c for p in held for e in (p.position, p.salience) for c in e.claims))
    # Several claims of one sentence show it once.
    said: dict[Sentence, list[str]] = {}
    for c in (c for c in cited if c in index.entry):
        for s in index.entry[c].sentences[:2]:
            said.setdefault(s, []).append(c)
    known = sum(c in index.entry for c in cited)
    return IssuePart(
        f"i-{n + 1}",
        index.question(issue),
        index.end(issue, high=False),
        index.end(issue, high=True),
        rows,
        _outlook(index, n),
        tuple((index.cite(claims), s) for s, claims in said.items()),
        known,
        known + 0.01 * sum(p.salience.mean for p in held),
    )


def _outlook(index: Index, n: int) -> Outlook | None:
    issue = index.system.issues[n]
    found = outcome(index, issue.id)
    if found is None:
        return None
    samples, q, first, last = found
    today = issue.reference
    low, median, high = (figures.number(float(q[i])) for i in (0, 2, 4))
    title = (
        f"Settlement of “{index.question(issue)}”: median {median}, nine runs in ten between {low} and {high}"
    )
    chart = strip.settlement(title, samples, tuple(float(x) for x in q), today.mean if today else None)
    basis = index.rest(*(p.position for p in index.system.positions if p.issue == issue.id))
    return Outlook(
        median,
        low,
        high,
        figures.number(today.mean) if today else "",
        index.rest(today),
        heading(
            today.mean if today else first, last, index.end(issue, high=False), index.end(issue, high=True)
        ),
        chart,
        basis,
        float(q[4] - q[0]),
    )
