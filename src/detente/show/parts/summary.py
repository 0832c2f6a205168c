"""Part: the half page at the top - sentences made from the page's own figures, each with what it rests on."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .. import figures
from ..index import Citation, Index
from ..names import within
from .carriers import sole_origin, weight_of
from .forecasts import ForecastRow
from .issues import IssuePart, PositionRow
from .scenarios import Contrast, ScenarioPart, Scenarios

NOTHING = Citation()
MOST_ISSUES, MOST_SCENARIOS, MOST_DOUBTS = 3, 2, 2
FOR = 0.6  # a demand from here on is for the upper end of the scale, from its mirror on for the lower
TELLING = 0.02  # of its range: a second scenario that moves less is left to its own part
OPEN = 0.5  # runs that spread over more of the scale than this settle nothing
HARDLY = 0.2  # of the mean change: a median below it says that half of the runs hardly move


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
    nameless = sum(not a.publisher for a in articles)
    named = outlets + ([f"{figures.spell(nameless)} of unknown publisher"] if nameless and outlets else [])
    by = f" ({figures.joined(named)})" if 0 < len(outlets) <= 4 else ""
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
    """The best-evidenced issues, contested ones first: who is on record for what, and where it comes to rest."""
    able = [p for p in issues if p.outlook and _camps(p) != ([], [], [])]
    able.sort(key=lambda p: not _contested(p))
    shown = able[:MOST_ISSUES]
    lines = [_issue(p) for p in shown]
    wide = sum(_open(p) for p in shown)
    if wide:
        which = (
            "this"
            if len(shown) == 1
            else f"all {figures.spell(wide)}"
            if wide == len(shown)
            else figures.spell(wide)
        )
        if wide < len(shown):
            which += " of these"
        text = f"The model leaves {which} open: nine runs in ten spread over more than half of the scale."
        lines.append(Line(text, NOTHING, shown[0].anchor if len(shown) == 1 else "issues"))
    rest = len(able) - len(shown)
    if rest > 0:
        one = sum(not _contested(p) for p in able[MOST_ISSUES:])
        head = "One more issue is" if rest == 1 else f"{figures.spell(rest).capitalize()} more issues are"
        tail = ""
        if one == rest:
            tail = (
                ", on each of which one side alone is on record"
                if rest > 1
                else ", with one side alone on record"
            )
        lines.append(Line(f"{head} set out below{tail}.", NOTHING, "issues"))
    return tuple(lines)


def _camps(part: IssuePart) -> tuple[list[PositionRow], list[PositionRow], list[PositionRow]]:
    """Those on record for the upper end, for the lower end, and for something between."""
    held = [r for r in part.rows if r.basis.numbers]
    return (
        [r for r in held if r.value >= FOR],
        [r for r in held if r.value <= 1 - FOR],
        [r for r in held if 1 - FOR < r.value < FOR],
    )


def _contested(part: IssuePart) -> bool:
    return sum(bool(camp) for camp in _camps(part)) > 1


def _open(part: IssuePart) -> bool:
    """Whether the runs end too far apart to say where the issue comes to rest."""
    return part.outlook is not None and part.outlook.width > OPEN


def _issue(part: IssuePart) -> Line:
    o = part.outlook
    assert o is not None
    for_it, against, between = _camps(part)
    said = [
        f"{figures.joined([within(r.name) for r in camp[:4]])} {'are' if len(camp) > 1 else 'is'} {stand}"
        for camp, stand in ((for_it, "for it"), (against, "against it"), (between, "in between"))
        if camp
    ]
    if not _contested(part) and not between:
        said[0] += ", nobody on record " + ("against" if for_it else "for it")
    ends = ""
    if not _open(part):
        ends = f"; the model has it come to rest at {o.median} of 1 (nine runs in ten: {o.low} to {o.high}), {o.words}"
    cited = Citation()
    for r in (*for_it, *against, *between):
        cited += r.basis
    text = f"“{figures.sentence_case(figures.shorten(part.text, 110))}”: {'; '.join(said)}{ends}."
    return Line(text, cited or o.basis, part.anchor)


def _scenarios(scenarios: Scenarios) -> tuple[Line, ...]:
    """The scenarios that move most, beyond the very tie that they impose, and why."""
    if not scenarios.parts:
        return ()
    telling = [(p, c) for p in scenarios.parts if (c := _first(p))]
    telling.sort(key=lambda x: -x[1].size)
    telling = telling[:1] + [(p, c) for p, c in telling[1:MOST_SCENARIOS] if c.size >= TELLING]
    if not telling:
        text = "No scenario moves any outcome beyond what it imposes by as much as half a hundredth of its range."
        return (Line(text, NOTHING, "scenarios"),)
    lines = []
    for n, (part, c) in enumerate(telling):
        most = " changes most" if not n and len(scenarios.parts) > 1 else ""
        verb = "rises" if c.change.startswith("+") else "falls"
        text = f"“{part.title}”{most}: {c.phrase} {verb} {_size(c.size)}, from {c.baseline} to {c.scenario} on average"
        if not c.clear:
            text += f", though even the direction is open (nine runs in ten: {c.low} to {c.high})"
        elif abs(c.median) < HARDLY * c.size:
            text += f"; in half of the runs it hardly moves, in one of twenty by {_extreme(c)} or more"
        else:
            text += f" (in nine runs of ten a change of {c.low} to {c.high})"
        reason = next((r for r in part.reasons if r.label == c.label), None)
        cited = part.citation + c.citation
        if reason and (m := next((m for m in reason.mechanisms if not m.against), None)):
            text += f". In the model it comes of {m.text}" + (f": {m.plain}" if m.plain else "")
            for push in [p for p in reason.claims if not p.against][:1]:
                cited = push.citation + cited
        lines.append(Line(f"{text}.", cited, part.anchor))
    rest = len(scenarios.parts) - len(lines)
    if rest > 0:
        other = "The other scenario moves" if rest == 1 else f"The other {figures.spell(rest)} move"
        lines.append(Line(f"{other} less.", NOTHING, "scenarios"))
    return tuple(lines)


def _first(part: ScenarioPart) -> Contrast | None:
    """The largest change that is no mere spill-over of the tie that the scenario imposes."""
    return next((c for c in part.contrasts if not c.close), None)


def _extreme(c: Contrast) -> str:
    return c.low if c.change.startswith(figures.MINUS) else c.high


def _size(size: float) -> str:
    return "markedly" if size >= 0.15 else "somewhat" if size >= 0.03 else "slightly"


def _alone(index: Index) -> tuple[Line, ...]:
    single = sole_origin(index)
    if not single:
        return ()
    name, most = max(Counter(e.origins[0][0] for e in single).items(), key=lambda x: (x[1], x[0]))
    name = f"the article {name}" if name.startswith("“") else name
    rest = "rests" if len(single) == 1 else "rest"
    text = f"{len(single)} of {figures.count(len(index.entries), 'claim')} {rest} on a single origin"
    text += f", {most} of them on {name}." if len(single) > 1 else f", {name}."
    lines = [Line(text, index.cite(e.id for e in single), "origins")]
    top = single[0]
    if weight_of(index).get(top.id, 0) > 0:
        text = (
            "Of these the one that weighs most in a result explained below is "
            f"“{figures.shorten(top.text, 140)}”."
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
    doubted = [f for f in able if f.doubted]
    shared = sum(f.stance == "shares" for f in able)
    lines = [Line(_doubt(f), f.citation, f.anchor) for f in doubted[:MOST_DOUBTS]]
    told = [f"it shares {figures.spell(shared)}"] if shared else []
    if len(doubted) > MOST_DOUBTS:
        told.insert(0, f"it doubts {figures.spell(len(doubted) - MOST_DOUBTS)} more")
    if undecided := len(able) - len(doubted) - shared:
        told.append(
            f"on {figures.spell(undecided)} it is undecided or cannot impose what the sentence presupposes"
        )
    if outside := len(forecasts) - len(able):
        told.append(
            f"on {figures.spell(outside)} it says nothing, since it holds no variable that would decide them"
        )
    if told:
        head = "Of the other forecasts" if doubted else "Of the articles’ forecasts"
        lines.append(Line(f"{head}: {'; '.join(told)}.", NOTHING, "forecasts"))
    return tuple(lines)


def _doubt(f: ForecastRow) -> str:
    """A forecast beside what the model says, and how it was counted; under its premise where it has one."""
    about = figures.sentence_case(figures.shorten(f.about or f.text, 130))
    who = f.who if f.who and not f.who.startswith("“") else "the article"
    text = f"“{about}”: {who} says that it {f.expects} ({f.said}); "
    text += (
        f"with what it presupposes, the model gives {f.premised}"
        if f.premised
        else f"the model gives {f.model}"
    )
    return f"{text} (uncalibrated; put as: {f.rule})."
