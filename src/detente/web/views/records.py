"""Records: outcomes as `detente run --json` gives them, some of them or all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ...dynamics.state import QUANTILES, Outcome
from ...records import to_record
from ...store import Dossier
from . import keeping
from .outcomes import Asked, place, wanted
from .paging import Paging

if TYPE_CHECKING:
    from ...dynamics.state import Results

COUNT = 100
_FIELDS = tuple(f.name for f in fields(Outcome))
_AT_ONCE = 200  # lines that are sent together


@dataclass(frozen=True, slots=True)
class Records:
    """A page of a run's outcomes."""

    outcomes: tuple[Outcome, ...]
    paging: Paging


def records(
    dossier: Dossier, run: int, page: int, *, scenario: str = "", month: int | None = None, kind: str = "",
    actor: str = "", issue: str = "",
) -> Records:  # fmt: skip
    """Outcomes of a run in its own order; what is empty asks nothing. Raises ScenarioError for what was not run."""
    r: Results = keeping.results(dossier, run)
    asked = Asked(scenario or r.scenarios[0], r.months if month is None else month, kind, actor, issue)
    s, t = place(r, asked)
    scenarios = [s] if scenario else range(len(r.scenarios))
    months = range(r.months + 1) if month is None else [t]
    variables = [v for v, x in enumerate(r.variables) if wanted(x, asked)]
    start, wide = (page - 1) * COUNT, len(variables) * len(months)
    total = len(scenarios) * wide
    found = []
    for i in range(start, min(start + COUNT, total)):
        v, m = divmod(i % wide, len(months))
        found.append(r.outcome(scenarios[i // wide], variables[v], months[m]))
    return Records(tuple(found), Paging(page, COUNT, total))


def as_lines(r: Results) -> Iterator[str]:
    """All outcomes as JSON Lines."""
    variables = {x: to_record(x) for x in r.variables}  # each stands in hundreds of lines
    for some in _bundles(r):
        records = ({n: getattr(o, n) for n in _FIELDS} | {"variable": variables[o.variable]} for o in some)
        yield "".join(json.dumps(x, ensure_ascii=False, allow_nan=False) + "\n" for x in records)


def as_table(r: Results) -> Iterator[str]:
    """All outcomes as comma-separated values, a line each."""
    q = [str(x) for x in QUANTILES]
    names = ["scenario", "variable", "kind", "month", "mean", "sd", *(f"q{x}" for x in q), "change", "change_sd",
             *(f"change_q{x}" for x in q), "runs", "seed", "version", "inputs"]  # fmt: skip
    yield _rows([names])
    for some in _bundles(r):
        yield _rows(
            [
                o.scenario, _plain(o.variable.label), o.variable.kind, o.month, o.mean, o.sd,
                *(o.quantiles[x] for x in q), o.contrast_mean, o.contrast_sd,
                *(o.contrast_quantiles[x] for x in q), o.runs, o.seed, o.version, o.inputs,
            ]
            for o in some
        )  # fmt: skip


def _bundles(r: Results) -> Iterator[list[Outcome]]:
    held: list[Outcome] = []
    for outcome in r.outcomes():
        held.append(outcome)
        if len(held) == _AT_ONCE:
            yield held
            held = []
    if held:
        yield held


def _rows(rows: object) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)  # pyright: ignore[reportArgumentType]
    return text.getvalue()


def _plain(text: str) -> str:
    """A text that no table calculator takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
