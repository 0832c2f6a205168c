"""A fan chart: one variable over the months under a scenario, with the baseline beside it."""

from __future__ import annotations

import math

import numpy as np
from markupsafe import Markup

from .. import figures
from .svg import el, picture, place

WIDTH, HEIGHT = 300, 172
LEFT, RIGHT, TOP, BOTTOM = 34, 10, 10, 26


def window(values: np.ndarray, low: float, high: float, least: float = 0.2) -> tuple[float, float, float]:
    """Lower end, upper end and step of an axis that holds the values, within the variable's bounds."""
    a, b = float(np.min(values)), float(np.max(values))
    middle, half = (a + b) / 2, max((b - a) / 2 * 1.08, least / 2)
    a, b = max(low, middle - half), min(high, middle + half)
    step = next(s for s in (0.05, 0.1, 0.2, 0.25, 0.5, 1.0) if (b - a) / s <= 4.5)
    return max(low, math.floor(a / step + 1e-9) * step), min(high, math.ceil(b / step - 1e-9) * step), step


def fan(
    title: str,
    quantiles: np.ndarray,
    baseline: np.ndarray | None,
    *,
    low: float,
    high: float,
    shocks: tuple[int, ...] = (),
) -> Markup:
    """Bands of 5-95 and 25-75 %, the median as a line; the baseline's median dashed.

    `quantiles` [T+1, 5] (5, 25, 50, 75, 95 %), `baseline` [T+1] its median; `shocks` are months.
    """
    months = len(quantiles) - 1
    held = quantiles if baseline is None else np.concatenate([quantiles.ravel(), baseline])
    bottom, top, step = window(held, low, high)

    def x(month: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * month / max(months, 1)

    def y(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (top - value) / (top - bottom)

    def path(values: np.ndarray, order: range) -> str:
        return "L".join(f"{place(x(t))} {place(y(float(values[t])))}" for t in order)

    def band(lower: int, upper: int, name: str) -> Markup:
        forth, back = range(months + 1), range(months, -1, -1)
        return el(
            "path", d=f"M{path(quantiles[:, upper], forth)}L{path(quantiles[:, lower], back)}Z", class_=name
        )

    drawn: list[Markup] = []
    for n in range(round((top - bottom) / step) + 1):
        value = bottom + n * step
        drawn.append(
            el(
                "line",
                x1=LEFT,
                x2=WIDTH - RIGHT,
                y1=y(value),
                y2=y(value),
                class_="grid zero" if abs(value) < 1e-9 and low < 0 else "grid",
            )
        )
        places = 2 if step in (0.05, 0.25) else 1
        drawn.append(
            el("text", figures.number(value, places), x=LEFT - 5, y=y(value) + 3.5, class_="tick right")
        )
    every = next((e for e in (1, 2, 3, 6, 12, 24, 60, 120) if months / e <= 4), 240)
    for month in range(0, months + 1, every):
        drawn.append(el("text", str(month), x=x(month), y=HEIGHT - 10, class_="tick middle"))
    drawn += [band(0, 4, "outer"), band(1, 3, "inner")]
    drawn += [
        el("line", x1=x(m), x2=x(m), y1=TOP, y2=HEIGHT - BOTTOM, class_="shock")
        for m in shocks
        if m <= months
    ]
    if baseline is not None:
        drawn.append(el("path", d=f"M{path(baseline, range(months + 1))}", class_="base"))
    drawn.append(el("path", d=f"M{path(quantiles[:, 2], range(months + 1))}", class_="mid"))
    drawn.append(el("circle", cx=x(months), cy=y(float(quantiles[-1, 2])), r=3.5, class_="median"))
    first, last = quantiles[0, 2], quantiles[-1]
    told = (
        f"Median from {figures.number(first)} to {figures.number(last[2])} after {months} months; "
        f"nine runs in ten end between {figures.number(last[0])} and {figures.number(last[4])}."
    )
    if baseline is not None:
        told += f" The baseline ends at {figures.number(baseline[-1])}."
    return picture(title, *drawn, desc=told, class_="fan", view_box=f"0 0 {WIDTH} {HEIGHT}")
