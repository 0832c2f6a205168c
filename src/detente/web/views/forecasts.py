"""Forecasts: what the articles expect, what the system says of it, and what people say became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Literal

from markupsafe import Markup

from ...evidence.ruling import Outcome, rulings_of
from ...evidence.wording import describe
from ...reading.statement import Expectation
from ...reading.statement import Forecast as Said
from ...show.charts.bars import chance
from ...show.figures import percent, percent_range
from ...show.index import Index
from ...store import Dossier, Run, Wanted
from ...system.model import Resolution, System
from ..refusals import Refusal
from . import keeping
from .claims import OriginView, row_of
from .naming import named
from .paging import Paging
from .runs import AS_ASKED, OWN

COUNT = 50
Status = Literal["open", "due", "came true", "did not"]
STATUSES: tuple[Status, ...] = ("open", "due", "came true", "did not")
SURER = 0.5  # who expects a thing with at least this is not contradicted by one who is surer still
_MOST = 2000  # forecasts that are listed where there is no system yet


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
    the articles' range, `doubted` whether the model finds it less likely (to be surer than they are is no doubt),
    `rule` what decides it in the model, `assumed` what that fills in. `due` forecasts are open and past their horizon.
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
    doubted: bool
    status: Status


@dataclass(frozen=True, slots=True)
class ForecastList:
    """A page of the forecasts; `run` is the run whose probabilities stand beside them, of system `system`.

    `counts` says how many of all are of each status, `doubted` how many the model doubts.
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
    """The forecasts that are wanted, those of the system where there is one: first those that the model doubts most.

    `today` (ISO) tells which are due; `run` which run's probabilities stand beside them (by default the latest of the
    system worked with).
    """
    if status and status not in STATUSES:
        raise Refusal(422, "is no status", where="status", remedy=f"give {', '.join(STATUSES)}")
    ran = _run(dossier, run)
    no = ran.system if ran else dossier.current_system()
    ruled = rulings_of(dossier.edits()).resolved
    if no is None:
        every = _expected(dossier, actor)
    else:
        known = _of_run(dossier, ran.no) if ran else _in_system(dossier, no, None)
        every = [e for e in known if not actor or actor in e.actors]
    marked: list[tuple[_Expected, Status]] = [
        (e, _status(ruled.get(e.claim, "open"), e.horizon, today)) for e in every
    ]
    counts: dict[Status, int] = {s: sum(is_ == s for _, is_ in marked) for s in STATUSES}

    def fits(expected: _Expected, is_: Status) -> bool:
        return (not status or is_ == status) and (not doubted or expected.doubted)

    wanted = [pair for pair in marked if fits(*pair)]
    wanted.sort(key=lambda pair: (not pair[0].doubted, -abs(pair[0].gap or 0.0), not pair[0].chances))
    start = (page - 1) * COUNT
    return ForecastList(
        _rows(dossier, no, wanted[start : start + COUNT]), no, ran.no if ran else None, counts,
        sum(e.doubted for e in every), Paging(page, COUNT, len(wanted)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Expected:
    """What sorting and filtering need of a forecast; `rule` is that of the system."""

    claim: str
    horizon: str | None
    actors: tuple[str, ...] = ()
    chances: tuple[Chance, ...] = ()
    gap: float | None = None
    doubted: bool = False
    rule: Resolution | None = None


def _expected(dossier: Dossier, actor: str) -> list[_Expected]:
    """The forecasts of a dossier without a system, the most believed first."""
    found = dossier.find_claims(Wanted(kind="forecast", actor=actor or None), count=_MOST).items
    return [_Expected(c.id, c.content.horizon) for c in found if isinstance(c.content, Said)]


def _in_system(dossier: Dossier, no: int, ran: Run | None) -> tuple[_Expected, ...]:
    """The forecasts of a system, in its order, with what a run gives them."""
    system = keeping.content(dossier, no)
    chances = _chances(dossier, system, ran) if ran else {}
    found = []
    for n, f in enumerate(system.forecasts):
        given = chances.get(n, ())
        gap = _gap(*f.probability, given)
        doubted = gap is not None and (gap < 0 or (gap > 0 and f.probability[1] < SURER))
        found.append(_Expected(f.claim, f.horizon, f.actors, given, gap, doubted, f.resolution))
    return tuple(found)


def _made_of_run(dossier: Dossier, no: int) -> tuple[_Expected, ...]:
    ran = dossier.run(no)
    return _in_system(dossier, ran.system, ran)


_of_run = keeping.Kept(_made_of_run, 8)


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
    dossier: Dossier, no: int | None, wanted: Sequence[tuple[_Expected, Status]]
) -> tuple[ForecastRow, ...]:
    """The forecasts of a page; those whose claim is held no more are left out."""
    index = None if no is None else keeping.words(dossier, no)
    claims = {c.id: c for c in dossier.weighed([e.claim for e, _ in wanted]).claims}
    said = {s.id: s for s in dossier.said([c.statements[0] for c in claims.values()])}
    rows = []
    for expected, status in wanted:
        claim = claims.get(expected.claim)
        sentence = said.get(claim.statements[0]) if claim else None
        if claim is None or sentence is None or not isinstance(claim.content, Said):
            continue
        low, high = sorted(min(max(p, 0.0), 1.0) for p in claim.content.probability)
        rule = expected.rule
        rows.append(
            ForecastRow(
                claim.id, describe(claim.content, named, claim.modality), claim.content.expects, low, high,
                claim.content.horizon, claim.belief, sentence.quote, tuple(a.speaker for a in sentence.attribution),
                sentence.article.title or "untitled", sentence.article.id, sentence.article.published,
                row_of(claim).origins, _worded(index, rule) if index and rule else None,
                rule.assumed if rule else (), expected.chances, expected.gap, expected.doubted, status,
            )
        )  # fmt: skip
    return tuple(rows)


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


def _worded(index: Index, rule: Resolution) -> str:
    how = index.words["comparisons"][rule.comparison]
    return f"{index.label(rule.variable)} {how} {rule.threshold:g} by month {rule.by}"


def _gap(low: float, high: float, chances: Sequence[Chance]) -> float | None:
    if not chances:
        return None
    p = chances[0].probability
    return p - high if p > high else p - low if p < low else 0.0


def _status(ruled: Outcome, horizon: str | None, today: str) -> Status:
    if ruled == "open" and horizon and horizon < today[: len(horizon)]:
        return "due"
    return ruled
