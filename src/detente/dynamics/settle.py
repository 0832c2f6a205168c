"""Issues alone: where a table of positions, salience and capability would come to rest, by a model of one's choice.

A model is a function from one issue's table on the scale 0 to 1 to the mean, median and 99 percentiles there; another
is one function and one line in MODELS.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING, Literal, TextIO

import numpy as np

from ..errors import SettleError
from .bargaining import compromise, fitted, grid, mass, median, quantiles, weights

if TYPE_CHECKING:
    from collections.abc import Callable

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
class Table:
    """One issue: actors' positions on 0 to 1, salience and capability (any scale, at least 0), reference or nan."""

    position: np.ndarray
    salience: np.ndarray
    capability: np.ndarray
    reference: float


Point = tuple[float, float, np.ndarray]


def _logit(table: Table) -> Point:
    bargain = fitted()
    w = weights(table.salience, table.capability, bargain.capability_exponent)
    p = mass(table.position, w, np.asarray(table.reference), bargain)
    spread = quantiles(p, LEVELS)
    return float(p @ grid()), float(spread[49]), spread


def _around(point: float, sd: float) -> Point:
    """A point with the normal spread that outcomes left around it, percentiles held within the scale."""
    normal = np.array([NormalDist().inv_cdf(level) for level in LEVELS])
    return point, point, np.clip(point + sd * normal, 0.0, 1.0)


def _compromise(table: Table) -> Point:
    w = weights(table.salience, table.capability)
    return _around(float(compromise(table.position, w)), fitted().compromise_spread)


def _median(table: Table) -> Point:
    w = weights(table.salience, table.capability)
    return _around(median(table.position, w), fitted().median_spread)


MODELS: dict[str, Callable[[Table], Point]] = {"logit": _logit, "compromise": _compromise, "median": _median}


def settle(
    table: str | Path | TextIO | Iterable[Mapping[str, object]], *, model: str = "logit"
) -> tuple[Settlement, ...]:
    """Settle every issue of a table: a CSV file (path or open), or rows with the same names, in order of appearance.

    Columns: [issue,] actor, position, salience, capability [, reference] [, low, high]. Salience and capability count
    in proportion only; a reference and the ends may stand in any row of their issue.

    Raises SettleError naming file, line and column for what cannot be read, or for an unknown model.
    """
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
    return tuple(_one(issue, of_issue, model) for issue, of_issue in issues.items())


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


def _rows(table: str | Path | TextIO | Iterable[Mapping[str, object]]) -> tuple[str, list[_Row]]:
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


def _one(issue: str, rows: list[_Row], model: str) -> Settlement:
    """Settle one issue."""
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
    width = high - low
    if width == 0:
        return Settlement(issue, model, low, low, (low,) * 99, low, high, ends)
    table = Table(
        (position - low) / width,
        salience,
        capability,
        math.nan if reference is None else (reference - low) / width,
    )
    mean, middle, spread = MODELS[model](table)

    def scaled(value: float) -> float:
        return float(min(max(low + width * value, low), high))

    return Settlement(
        issue, model, scaled(mean), scaled(middle), tuple(scaled(v) for v in spread), low, high, ends
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
