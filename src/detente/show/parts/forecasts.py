"""Part: what the articles expect, beside what the system says of the same."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup

from ...reading.statement import Forecast as Said
from ...system.model import Forecast, Resolution
from .. import figures
from ..charts.bars import chance
from ..index import Citation, Index

Stance = Literal["doubts", "shares", "open"]
"""What the model makes of a forecast; open where it is undecided or cannot impose what the sentence presupposes."""


STANCES: dict[str, Stance] = {"against": "doubts", "for": "shares"}


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One forecast.

    `gap` is how far the model's baseline lies outside the article's range: negative below it, nan where the
    model says nothing. `about` is what is forecast without what is expected of it; `premised` the model's probability
    where what the sentence presupposes, its `premise`, is imposed (empty where it presupposes nothing).
    """

    anchor: str
    text: str
    quoted: bool
    who: str
    expects: str
    said: str
    horizon: str
    model: str
    scenarios: tuple[tuple[str, str], ...]
    chart: Markup | None
    rule: str
    assumed: tuple[str, ...]
    gap: float
    probability: float
    citation: Citation
    verdict: str
    about: str = ""
    premise: str = ""
    premised: str = ""

    stance: Stance = "open"

    @property
    def doubted(self) -> bool:
        """Whether the model speaks against the forecast."""
        return self.stance == "doubts"


def forecasts(index: Index) -> tuple[ForecastRow, ...]:
    """Every forecast: those that the model can speak to first, the widest disagreement at the top."""
    rows: list[ForecastRow] = []
    beyond: dict[tuple[str, str, str], int] = {}
    for n, f in enumerate(index.system.forecasts):
        row = _row(index, f, n)
        same = (row.text, row.said, row.expects)
        # One sentence may hold several forecasts that the model cannot tell apart: it stands once.
        if row.chart is None and same in beyond:
            held = rows[beyond[same]]
            rows[beyond[same]] = replace(held, citation=held.citation + row.citation)
            continue
        if row.chart is None:
            beyond[same] = len(rows)
        rows.append(row)
    return tuple(
        sorted(rows, key=lambda r: (math.isnan(r.gap), -abs(r.gap) if not math.isnan(r.gap) else 0.0))
    )


def probabilities(index: Index, n: int) -> tuple[float, ...]:
    """The model's probability of the n-th forecast in each scenario; nan where the model has none."""
    table = index.analysis.results.forecasts
    kept = [i for i, f in enumerate(index.system.forecasts) if f.resolution]
    if table.shape[1] == len(index.system.forecasts):
        column = n
    elif table.shape[1] == len(kept) and n in kept:
        column = kept.index(n)
    else:
        return tuple(math.nan for _ in index.analysis.results.scenarios)
    return tuple(float(p) for p in table[:, column])


def _row(index: Index, f: Forecast, n: int) -> ForecastRow:
    chances = probabilities(index, n)
    base = chances[0] if chances else math.nan
    low, high = f.probability
    gap = math.nan if math.isnan(base) else base - high if base > high else base - low if base < low else 0.0
    titles = {s.name: s.title for s in index.system.scenarios}
    named = [
        (titles.get(s, "Baseline" if i == 0 else s), p)
        for i, (s, p) in enumerate(zip(index.analysis.results.scenarios, chances))
        if not math.isnan(p)
    ]
    chart = None
    if not math.isnan(base):
        title = f"The article: {figures.percent_range(low, high)}; the model: {figures.percent(base)}"
        chart = chance(title, low, high, tuple(named))
    entry = index.entry.get(f.claim)
    quote = entry.sentences[0].quote if entry and entry.sentences else ""
    who = figures.joined(list(dict.fromkeys(o[0] for o in entry.origins))) if entry else ""
    return ForecastRow(
        f"f-{n + 1}",
        quote or (entry.text if entry else index.ours(f.text, "A forecast of the articles")),
        bool(quote),
        who,
        index.words["expects"][f.expects],
        figures.percent_range(low, high),
        figures.date(f.horizon),
        figures.percent(base),
        tuple((t, figures.percent(p)) for t, p in named[1:]),
        chart,
        _rule(index, f.resolution) if f.resolution else "",
        f.resolution.assumed if f.resolution else (),
        gap,
        base,
        index.cite([f.claim]),
        _verdict(index, f),
        _about(index, f),
        *_premised(index, f),
        _stance(index, f, gap),
    )


def _stance(index: Index, f: Forecast, gap: float) -> Stance:
    """By the test of the forecast as it stands, else of that under its premise; where none was made, by the gap."""
    made = [t for t in index.analysis.tests if t.kind == "forecast" and t.claim == f.claim]
    tested = sorted((t for t in made if t.effect is not None), key=lambda t: bool(t.given))
    if tested:
        return STANCES.get(tested[0].verdict, "open")
    if made or math.isnan(gap):
        return "open"
    return "doubts" if gap else "shares"


def _about(index: Index, f: Forecast) -> str:
    """What is forecast, in the article's words or ours."""
    found = next((c.content for c in index.analysis.weighed.claims if c.id == f.claim), None)
    worded = index.worded(found) if found else None
    return worded.about.text if isinstance(worded, Said) else ""


def _premised(index: Index, f: Forecast) -> tuple[str, str]:
    """What the sentence presupposes, and the model's probability with that imposed."""
    for t in index.analysis.tests:
        if t.kind == "forecast" and t.claim == f.claim and t.given and t.effect is not None:
            return index.ours(t.given.removeprefix("given "), "its own premise"), figures.percent(
                t.effect.probability
            )
    return "", ""


def _verdict(index: Index, f: Forecast) -> str:
    """What the model says of a forecast as it stands; nothing where it is tested under a premise alone, or not."""
    plain = (t for t in index.analysis.tests if t.kind == "forecast" and t.claim == f.claim and not t.given)
    return next((f"{t.verdict}: {t.reason}" for t in plain if t.effect is not None), "")


def _rule(index: Index, r: Resolution) -> str:
    how = index.words["comparisons"][r.comparison]
    return f"{index.label(r.variable)} {how} {figures.number(r.threshold)} by month {r.by}"
