"""Small pictures of estimates: where a number lies on its scale, and where it lay before."""

from __future__ import annotations

import math

from markupsafe import Markup

from ...show import figures
from ...show.charts.strip import GRID, dot, grid
from ...show.charts.svg import el, picture, share
from .system_estimates import EstimateRow
from .system_versions import ChangeRow

_HUGE = 1000.0


def number(x: float | None) -> str:
    """A number for people, whatever somebody wrote in a file."""
    if x is None:
        return "–"
    return figures.number(x) if abs(x) < _HUGE else f"{x:.3g}"


def shown(row: EstimateRow, x: float) -> str:
    """A number of an estimate: capability as a share in percent, a tie with its sign."""
    if row.part == "actors":
        return figures.capability(x) if abs(x) < _HUGE else f"{x:.3g}"
    return figures.signed(x) if row.part == "ties" else number(x)


def spread(row: EstimateRow, x: float) -> str:
    """A standard deviation of an estimate."""
    return shown(row, x) if row.part == "actors" else number(x)


def strip(row: EstimateRow, height: int = 20) -> Markup:
    """An estimate on its scale, with one standard deviation each way; hollow where nothing read carries it."""
    return _dot(row, row.mean, row.sd, row.basis in ("claims", "analyst", "data"), height)


def strip_of(row: EstimateRow, mean: float, sd: float, *, solid: bool = True) -> Markup:
    """Another number on the scale of an estimate."""
    return _dot(row, mean, sd, solid, 20)


def moved(change: ChangeRow) -> Markup:
    """Where an estimate lay (hollow) and where it lies."""
    row, was, now = change.estimate, change.before, change.after
    if was is None or now is None:
        there = now or was
        return strip_of(row, there.mean, there.sd, solid=now is not None) if there else Markup("")
    a, b = _place(row, was.mean), _place(row, now.mean)
    return picture(
        f"{row.says}: from {shown(row, was.mean)} to {shown(row, now.mean)}",
        grid(20, _marks(row)),
        el("line", x1=share(a), x2=share(b), y1=10, y2=10, class_="way"),
        el("circle", cx=share(a), cy=10, r=4.5, class_="dot hollow"),
        el("circle", cx=share(b), cy=10, r=5, class_="dot"),
        class_="strip", width="100%", height=20,
    )  # fmt: skip


def _dot(row: EstimateRow, mean: float, sd: float, solid: bool, height: int) -> Markup:
    title = f"{row.says}: {shown(row, mean)}, one standard deviation {spread(row, sd)}"
    if row.high is not None and row.low < 0:
        return dot(title, mean, sd, low=row.low, high=row.high, height=height, grounded=solid)
    # capability spans orders of magnitude: its square root keeps small actors visible
    low, high = (_place(row, max(mean - sd, row.low)), _place(row, mean + sd))
    y = height // 2
    return picture(
        title,
        grid(height, _marks(row)),
        el("line", x1=share(low), x2=share(high), y1=y, y2=y, class_="sd"),
        el("circle", cx=share(_place(row, mean)), cy=y, r=5, class_="dot" if solid else "dot hollow"),
        class_="strip", width="100%", height=height,
    )  # fmt: skip


def _place(row: EstimateRow, x: float) -> float:
    """Where a value lies on the scale, 0 to 1."""
    if row.high is None:
        return math.sqrt(min(max(x, 0.0), 1.0))
    return min(1.0, max(0.0, (x - row.low) / (row.high - row.low)))


def _marks(row: EstimateRow) -> tuple[float, ...]:
    return (0.0, 0.5, 1.0) if row.high is None else GRID
