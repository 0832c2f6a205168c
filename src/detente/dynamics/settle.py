"""Issues alone: where a table of positions, salience and capability would come to rest, by a model of one's choice.

The models are in `dynamics/settlements/`; here the table is read, checked and brought to the scale 0 to 1, and what a
model answers is brought back.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO

import numpy as np

from ..errors import SettleError
from .settlements import MODELS, Issue, Rest, settled

LEVELS = np.arange(1, 100) / 100
NEEDED = ("actor", "position", "salience", "capability")
KNOWN = ("issue", *NEEDED, "reference", "low", "high")
ONLY_ISSUE = "issue"
Ends = Literal["given", "range of positions and reference"]


@dataclass(frozen=True, slots=True)
class Settlement:
    """Where one issue comes to rest under one model, on the scale of the input.

    `quantiles` are the 1st to the 99th percentile; `low` and `high` the ends of the scale, `ends` where they are from.
    """

    issue: str
    model: str
    mean: float
    median: float
    quantiles: tuple[float, ...]
    low: float
    high: float
    ends: Ends


@dataclass(frozen=True, slots=True)
class _Scaled:
    """An issue on the scale 0 to 1, with its name, its ends and where these are from."""

    name: str
    issue: Issue
    low: float
    high: float
    ends: Ends

    def back(self, value: float) -> float:
        """A value from 0 to 1 on the scale of the input."""
        return float(min(max(self.low + (self.high - self.low) * value, self.low), self.high))


Rows = Iterable[Mapping[str, object]]


def settle(table: str | Path | TextIO | Rows, *, model: str = "logit") -> tuple[Settlement, ...]:
    """Settle every issue of a table: a CSV file (path or open), or rows with the same names, in order of appearance.

    Columns: [issue,] actor, position, salience, capability [, reference] [, low, high]. Salience and capability count
    in proportion only; a reference and the ends may stand in any row of their issue. Under `exchange` all issues of the
    table are bargained over together, and a single one settles as under `compromise`. `mean` and `median` are the
    point of a model that has one (`settlements/issue.py`).

    Raises SettleError naming file, line and column for what cannot be read, or for an unknown model.
    """
    return tuple(
        Settlement(
            at.name,
            model,
            at.back(rest.mean),
            at.back(float(values[49])),
            tuple(at.back(v) for v in values),
            at.low,
            at.high,
            at.ends,
        )
        for at, rest in _rests(table, model)
        for values in (rest.quantiles(LEVELS),)
    )


def draw(
    table: str | Path | TextIO | Rows, *, model: str = "logit", runs: int = 1000, seed: int = 0
) -> dict[str, np.ndarray]:
    """Draw `runs` settlements of every issue on the scale of the input, by issue: samples to score or to reckon with.

    The same seed gives the same samples. Raises SettleError as `settle` does.
    """
    if runs < 1:
        raise SettleError(f"{runs} runs", remedy="ask for at least one")
    rng = np.random.default_rng(seed)
    drawn = {}
    for at, rest in _rests(table, model):
        levels = np.clip(rng.random(runs), 1e-12, 1 - 1e-12)
        drawn[at.name] = np.clip(at.low + (at.high - at.low) * rest.quantiles(levels), at.low, at.high)
    return drawn


def _rests(table: str | Path | TextIO | Rows, model: str) -> list[tuple[_Scaled, Rest]]:
    """Every issue of a table and where it comes to rest on 0 to 1."""
    if model not in MODELS:
        raise SettleError(f"there is no settlement model {model}", remedy=f"choose from: {', '.join(MODELS)}")
    where, rows = _rows(table)
    issues: dict[str, list[_Row]] = {}
    for row in rows:
        issues.setdefault(row.text("issue") or ONLY_ISSUE, []).append(row)
    if not issues:
        raise SettleError(
            "no rows", where=where, remedy=f"give columns {', '.join(NEEDED)} and a row an actor"
        )
    scaled = [_scaled(name, of_issue) for name, of_issue in issues.items()]
    return list(zip(scaled, settled([at.issue for at in scaled], model)))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with where it stands."""

    where: str
    values: Mapping[str, object]

    def text(self, column: str) -> str:
        value = self.values.get(column)
        return "" if value is None else str(value).strip()

    def number(self, column: str) -> float | None:
        text = self.text(column)
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise self.error(column, f"{text!r} is no number", "write a number with a decimal point")
        return value

    def needed(self, column: str) -> float:
        value = self.number(column)
        if value is None:
            raise self.error(column, "is empty", "fill it in or take the actor's row out")
        return value

    def error(self, column: str, what: str, remedy: str) -> SettleError:
        return SettleError(f"column {column}: {what}", where=self.where, remedy=remedy)


def _rows(table: str | Path | TextIO | Rows) -> tuple[str, list[_Row]]:
    """The table's name for messages, and its rows."""
    if isinstance(table, (str, Path)):
        name = str(table)
        try:
            text = Path(table).read_text(encoding="utf-8-sig")
        except OSError as error:
            raise SettleError(
                f"cannot be read ({error.strerror})", where=name, remedy="name a CSV file"
            ) from error
        except UnicodeDecodeError as error:
            raise SettleError(
                "is no UTF-8 text", where=name, remedy="save the table as CSV in UTF-8"
            ) from error
        return name, _from_csv(name, io.StringIO(text, newline=""))
    if isinstance(table, io.TextIOBase):
        name = str(getattr(table, "name", "table"))
        return name, _from_csv(name, table)
    rows = []
    for i, row in enumerate(table, start=1):
        if not isinstance(row, Mapping):
            raise SettleError(
                "is no mapping", where=f"row {i}", remedy="give rows as dicts, or the path of a CSV file"
            )
        where = f"row {i}"
        _check_columns(where, [str(key) for key in row])
        rows.append(_Row(where, row))
    return "rows", rows


def _from_csv(name: str, file) -> list[_Row]:
    reader = csv.reader(file)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        _check_columns(f"{name}, line 1", header)
        rows = []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            where = f"{name}, line {reader.line_num}"
            if len(cells) != len(header):
                raise SettleError(
                    f"{len(cells)} cells under {len(header)} columns",
                    where=where,
                    remedy="give one cell a column",
                )
            rows.append(_Row(where, dict(zip(header, cells))))
    except csv.Error as error:
        where = f"{name}, line {reader.line_num}"
        raise SettleError(f"is no CSV ({error})", where=where, remedy="save the table as CSV") from error
    return rows


def _check_columns(where: str, columns: list[str]) -> None:
    missing = [c for c in NEEDED if c not in columns]
    unknown = [c for c in columns if c not in KNOWN]
    twice = sorted({c for c in columns if columns.count(c) > 1})
    if missing or unknown or twice:
        said = [f"column {c} is missing" for c in missing]
        said += [f"column {c!r} is unknown" for c in unknown[:3]] + [
            f"column {c} stands twice" for c in twice
        ]
        raise SettleError(
            ", ".join(said), where=where, remedy=f"columns are {', '.join(KNOWN)}, with commas between"
        )


def _scaled(issue: str, rows: list[_Row]) -> _Scaled:
    """One issue from its rows, checked."""
    names: set[str] = set()
    for row in rows:
        name = row.text("actor")
        if not name:
            raise row.error("actor", "is empty", "name the actor")
        if name in names:
            raise row.error(
                "actor", f"{name} stands twice on the issue {issue}", "give each actor one row an issue"
            )
        names.add(name)
        for column in ("salience", "capability"):
            if row.needed(column) < 0:
                raise row.error(column, f"{row.text(column)} is below 0", "give 0 or more")
    position = np.array([row.needed("position") for row in rows])
    salience = np.array([row.needed("salience") for row in rows])
    capability = np.array([row.needed("capability") for row in rows])
    if not (salience * capability).sum() > 0:
        raise rows[0].error(
            "salience", f"nobody has weight on the issue {issue}", "give somebody salience and capability"
        )
    reference, low, high = (_shared(rows, column, issue) for column in ("reference", "low", "high"))
    said = position if reference is None else np.append(position, reference)
    if (low is None) != (high is None):
        raise rows[0].error("low" if low is None else "high", "is empty", "give both ends or neither")
    ends: Ends = "given"
    if low is None or high is None:
        low, high, ends = float(said.min()), float(said.max()), "range of positions and reference"
    elif low >= high:
        raise rows[0].error(
            "high", f"{high:g} is not above low, {low:g}", "give the ends of the scale in order"
        )
    for row, x in zip(rows, position):
        if not low <= x <= high:
            raise row.error(
                "position", f"{x:g} is outside {low:g} to {high:g}", "widen low and high, or mend it"
            )
    if reference is not None and not low <= reference <= high:
        raise rows[0].error(
            "reference", f"{reference:g} is outside {low:g} to {high:g}", "widen low and high"
        )
    width = high - low or 1.0
    return _Scaled(
        issue,
        Issue(
            tuple(row.text("actor") for row in rows),
            (position - low) / width,
            salience,
            capability,
            math.nan if reference is None else (reference - low) / width,
        ),
        low,
        high,
        ends,
    )


def _shared(rows: list[_Row], column: str, issue: str) -> float | None:
    """The one value of a column that belongs to the issue and not to an actor."""
    found: float | None = None
    for row in rows:
        value = row.number(column)
        if value is None:
            continue
        if found is not None and value != found:
            raise row.error(
                column, f"{value:g} where the issue {issue} had {found:g}", "give each issue one value"
            )
        found = value
    return found
