"""Part: the half page at the top - sentences made from the page's own figures, each with what it rests on."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .. import figures
from ..index import Citation, Index
from .carriers import sole_origin, weight_of
from .forecasts import ForecastRow
from .issues import IssuePart
from .scenarios import Scenarios

NOTHING = Citation()


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; `more` is the element of the page that it sums up."""

    text: str
    citation: Citation
    more: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences under one heading."""

    heading: str
    lines: tuple[Line, ...]


def summary(
    index: Index, issues: Sequence[IssuePart], forecasts: Sequence[ForecastRow], scenarios: Scenarios
) -> tuple[Paragraph, ...]:
    """What was read, where issues head, what scenarios change, what has one source, what the model doubts."""
    made = (
        Paragraph("What was read", _read(index)),
        Paragraph("Where the issues are heading", _issues(issues)),
        Paragraph("What would change it most", _scenarios(scenarios)),
        Paragraph("What rests on one source", _alone(index)),
        Paragraph("What the model doubts", _doubts(forecasts)),
    )
    return tuple(p for p in made if p.lines)


def _read(index: Index) -> tuple[Line, ...]:
    analysis = index.analysis
    articles, statements, claims = analysis.articles, analysis.statements, analysis.weighed.claims
    outlets = list(dict.fromkeys(a.publisher for a in articles if a.publisher))
    by = f" ({figures.joined(outlets)})" if 0 < len(outlets) <= 4 else ""
    read = f"{figures.spell(len(articles)).capitalize()} article{'' if len(articles) == 1 else 's'}{by}"
    if not claims:
        be = "was" if len(articles) == 1 else "were"
        it = "it" if len(articles) == 1 else "them"
        return (Line(f"{read} {be} read. Nothing in {it} could be put into a statement.", NOTHING, "read"),)
    origins = len({o.id for c in claims for o in c.origins})
    make = "makes" if len(articles) == 1 else "make"
    said = (
        f"{read} {make} {figures.count(len(claims), 'distinct claim')} in "
        f"{figures.count(len(statements), 'statement')}, from {figures.count(origins, 'independent origin')}."
    )
    lines = [Line(said, NOTHING, "read")]
    many = [c.id for c in claims if len(c.origins) > 1]
    if many:
        few = f"Only {figures.spell(len(many))}" if len(many) < len(claims) / 2 else figures.spell(len(many))
        be = "is" if len(many) == 1 else "are"
        text = f"{few[:1].upper()}{few[1:]} of the claims {be} made by more than one of them."
        lines.append(Line(text, index.cite(many), "read"))
    reprints = sum(c.kind == "reprint" for c in analysis.weighed.copies)
    if reprints:
        one = "reprints another and adds" if reprints == 1 else "reprint others and add"
        text = f"{figures.spell(reprints).capitalize()} of the articles only {one} no origin of its own."
        lines.append(Line(text, NOTHING, "read"))
    return tuple(lines)


def _issues(issues: Sequence[IssuePart]) -> tuple[Line, ...]:
    lines = []
    for part in issues:
        o = part.outlook
        if o and len(lines) < 3:
            against = f", against {o.today} today" if o.today else ""
            text = (
                f"“{figures.shorten(part.text, 110)}” comes to rest at {o.median} of 1 "
                f"(nine runs in ten: {o.low} to {o.high}){against}, {o.words}."
            )
            lines.append(Line(text, o.basis, part.anchor))
    return tuple(lines)


def _scenarios(scenarios: Scenarios) -> tuple[Line, ...]:
    parts = sorted((p for p in scenarios.parts if p.contrasts), key=lambda p: -p.size)
    if not parts:
        text = "No scenario moves any outcome by as much as half a hundredth of its range."
        return (Line(text, NOTHING, "scenarios"),) if scenarios.parts else ()
    top, first = parts[0], parts[0].contrasts[0]
    many = len(scenarios.parts)
    head = (
        f"Of {figures.spell(many)} scenarios, “{top.title}” changes most"
        if many > 1
        else f"Under “{top.title}”, this changes most"
    )
    text = f"{head}: {first.phrase} moves by {first.change} against the baseline (nine runs in ten: "
    text += f"{first.low} to {first.high}" + ("" if first.clear else ", so even the direction is open") + ")."
    lines = [Line(text, top.citation + first.citation, top.anchor)]
    for other in parts[1:2]:
        c = other.contrasts[0]
        text = f"Next comes “{other.title}”, which moves {c.phrase} by {c.change} ({c.low} to {c.high})."
        lines.append(Line(text, other.citation + c.citation, other.anchor))
    return tuple(lines)


def _alone(index: Index) -> tuple[Line, ...]:
    single = sole_origin(index)
    if not single:
        return ()
    name, most = max(Counter(e.origins[0][0] for e in single).items(), key=lambda x: (x[1], x[0]))
    rest = "rests" if len(single) == 1 else "rest"
    text = f"{len(single)} of {figures.count(len(index.entries), 'claim')} {rest} on a single origin"
    text += f", {most} of them on {name}." if len(single) > 1 else f", {name}."
    lines = [Line(text, index.cite(e.id for e in single), "carriers")]
    top = single[0]
    if weight_of(index).get(top.id, 0) > 0:
        text = (
            "Of these, what carries most of an explained outcome is "
            f"“{figures.shorten(top.text, 140)}”, from {top.origins[0][0]} alone."
        )
        lines.append(Line(text, index.cite([top.id]), "carriers"))
    return tuple(lines)


def _doubts(forecasts: Sequence[ForecastRow]) -> tuple[Line, ...]:
    able = [f for f in forecasts if not math.isnan(f.gap)]
    if not able:
        text = (
            "No forecast of the articles is about what the model holds: it can neither share nor doubt them."
        )
        return (Line(text, NOTHING, "forecasts"),) if forecasts else ()
    apart = [f for f in able if f.gap != 0]
    within = len(able) - len(apart)
    lines = []
    for f in apart[:2]:
        text = (
            f"Where the wording “{figures.shorten(f.text, 130)}” stands for {f.said}, "
            f"the model says {f.model} (uncalibrated)."
        )
        lines.append(Line(text, f.citation, f.anchor))
    if within and apart:
        more = "forecast" if within == 1 else "forecasts"
        text = f"On {figures.spell(within)} other {more} it lies within the range meant."
        lines.append(Line(text, NOTHING, "forecasts"))
    elif within:
        what = "the one forecast" if within == 1 else f"all {figures.spell(within)} forecasts"
        lines.append(Line(f"It agrees with {what} that it can speak to.", NOTHING, "forecasts"))
    return tuple(lines)
