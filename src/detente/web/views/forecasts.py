"""Forecasts: what the articles expect, what the system says of it, and what people say became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Literal

from markupsafe import Markup

from ...evidence.claim import Claim
from ...evidence.ruling import Outcome, rulings_of
from ...evidence.wording import describe
from ...reading.statement import Expectation
from ...reading.statement import Forecast as Said
from ...show.charts.bars import chance
from ...show.figures import percent, percent_range
from ...show.index import Index
from ...store import Dossier, Run, Wanted
from ...system.model import Forecast, System
from ..refusals import Refusal
from . import keeping
from .claims import OriginView, row_of
from .naming import named
from .paging import Paging
from .runs import AS_ASKED, OWN

COUNT = 50
Status = Literal["open", "due", "came true", "did not"]
STATUSES: tuple[Status, ...] = ("open", "due", "came true", "did not")
_MOST = 2000  # forecasts that are looked through


@dataclass(frozen=True, slots=True)
class Chance:
    """The model's probability of a forecast in one scenario."""

    scenario: str
    title: str
    probability: float


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A forecast of the articles.

    `low` and `high` bound the probability that they give to what is expected, `chances` are the model's, the baseline
    first (none where no run tells, or the model has no such variable). `gap` is how far the baseline's lies outside
    the articles' range, `rule` what decides it in the model, `assumed` what that fills in. `due` forecasts are open and
    past their horizon.
    """

    claim: str
    says: str
    expects: Expectation
    low: float
    high: float
    horizon: str | None
    belief: float
    quote: str
    speakers: tuple[str, ...]
    title: str
    article: str
    published: str | None
    origins: tuple[OriginView, ...]
    rule: str | None
    assumed: tuple[str, ...]
    chances: tuple[Chance, ...]
    gap: float | None
    status: Status


@dataclass(frozen=True, slots=True)
class ForecastList:
    """A page of the forecasts; `run` is the run whose probabilities stand beside them, of system `system`.

    `counts` says how many of all are of each status, `doubted` how many the model sees outside the articles' range.
    """

    forecasts: tuple[ForecastRow, ...]
    system: int | None
    run: int | None
    counts: dict[Status, int]
    doubted: int
    paging: Paging


def forecast_list(
    dossier: Dossier,
    *,
    today: str,
    status: str = "",
    actor: str = "",
    doubted: bool = False,
    run: int | None = None,
    page: int = 1,
) -> ForecastList:
    """The forecasts that are wanted: first those that the model doubts most, then the most believed.

    `today` (ISO) tells which are due; `run` which run's probabilities stand beside them (by default the latest of the
    system worked with).
    """
    if status and status not in STATUSES:
        raise Refusal(422, "is no status", where="status", remedy=f"give {', '.join(STATUSES)}")
    claims = dossier.find_claims(Wanted(kind="forecast", actor=actor or None), count=_MOST).items
    ran = _run(dossier, run)
    no = ran.system if ran else dossier.current_system()
    rows = _rows(dossier, claims, no, ran, today)
    counts: dict[Status, int] = {s: sum(r.status == s for r in rows) for s in STATUSES}
    doubts = sum(bool(r.gap) for r in rows)
    wanted = [r for r in rows if (not status or r.status == status) and (not doubted or r.gap)]
    wanted.sort(key=lambda r: (-abs(r.gap or 0.0), not r.chances))
    start = (page - 1) * COUNT
    return ForecastList(
        tuple(wanted[start : start + COUNT]), no, ran.no if ran else None, counts, doubts,
        Paging(page, COUNT, len(wanted)),
    )  # fmt: skip


def pictures(view: ForecastList) -> dict[str, Markup]:
    """For each forecast that the model speaks to, the articles' range with the model's marks on it."""
    return {
        r.claim: chance(
            f"The article: {percent_range(r.low, r.high)}; the model: {percent(r.chances[0].probability)}",
            r.low, r.high, tuple((c.title, c.probability) for c in r.chances),
        )
        for r in view.forecasts
        if r.chances
    }  # fmt: skip


def _run(dossier: Dossier, wanted: int | None) -> Run | None:
    if wanted is not None:
        return dossier.run(wanted)
    current = dossier.current_system()
    mine = (r for r in reversed(dossier.runs()) if r.system == current and r.command.startswith("run "))
    return next(mine, None)


def _rows(
    dossier: Dossier, claims: Sequence[Claim], no: int | None, ran: Run | None, today: str
) -> list[ForecastRow]:
    rulings = rulings_of(dossier.edits())
    system = None if no is None else keeping.content(dossier, no)
    index = None if no is None else keeping.words(dossier, no)
    held = {f.claim: (n, f) for n, f in enumerate(system.forecasts)} if system else {}
    chances = _chances(dossier, system, ran) if system and ran else {}
    firsts = [c.statements[0] for c in claims]
    said = {s.id: s for s in dossier.said(firsts)}
    rows = []
    for claim, first in zip(claims, firsts):
        content, sentence = claim.content, said.get(first)
        if not isinstance(content, Said) or sentence is None:
            continue
        low, high = sorted(min(max(p, 0.0), 1.0) for p in content.probability)
        n, forecast = held.get(claim.id, (None, None))
        given = chances.get(n, ()) if n is not None else ()
        rows.append(
            ForecastRow(
                claim.id, describe(content, named, claim.modality), content.expects, low, high, content.horizon,
                claim.belief, sentence.quote, tuple(a.speaker for a in sentence.attribution),
                sentence.article.title or "untitled", sentence.article.id, sentence.article.published,
                row_of(claim).origins, _rule(index, forecast), _assumed(forecast), given,
                _gap(low, high, given), _status(rulings.resolved.get(claim.id, "open"), content.horizon, today),
            )
        )  # fmt: skip
    return rows


def _chances(dossier: Dossier, system: System, ran: Run) -> dict[int, tuple[Chance, ...]]:
    """The model's probabilities by the forecast's place in the system."""
    results = keeping.results(dossier, ran.no)
    own = ran.title if not ran.scenarios and ran.title else AS_ASKED
    titles = {s.name: s.title for s in system.scenarios} | {"baseline": "Baseline", OWN: own}
    ruled = [n for n, f in enumerate(system.forecasts) if f.resolution is not None]
    columns = range(len(system.forecasts)) if results.forecasts.shape[1] == len(system.forecasts) else ruled
    found = {}
    for column, n in enumerate(columns):
        given = [float(p) for p in results.forecasts[:, column]]
        found[n] = tuple(
            Chance(name, titles.get(name, name), p)
            for name, p in zip(results.scenarios, given)
            if isfinite(p) and isfinite(given[0])
        )
    return found


def _rule(index: Index | None, forecast: Forecast | None) -> str | None:
    if index is None or forecast is None or forecast.resolution is None:
        return None
    r = forecast.resolution
    how = index.words["comparisons"][r.comparison]
    return f"{index.label(r.variable)} {how} {r.threshold:g} by month {r.by}"


def _assumed(forecast: Forecast | None) -> tuple[str, ...]:
    return forecast.resolution.assumed if forecast and forecast.resolution else ()


def _gap(low: float, high: float, chances: Sequence[Chance]) -> float | None:
    if not chances:
        return None
    p = chances[0].probability
    return p - high if p > high else p - low if p < low else 0.0


def _status(ruled: Outcome, horizon: str | None, today: str) -> Status:
    if ruled == "open" and horizon and horizon < today[: len(horizon)]:
        return "due"
    return ruled
