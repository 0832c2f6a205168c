"""A strip: a value with its uncertainty on a line, in percentages of the width, to fit phone and desk."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from markupsafe import Markup

from .svg import el, picture, place, share

GRID = (0.0, 0.25, 0.5, 0.75, 1.0)


@lru_cache(maxsize=64)  # a page may have hundreds alike
def grid(height: int, at: tuple[float, ...] = GRID) -> Markup:
    """Faint upright lines at the quarters, the ends a little stronger."""
    lines = [
        el("line", x1=share(x), x2=share(x), y1=0, y2=height, class_="grid end" if x in (0, 1) else "grid")
        for x in at
    ]
    return Markup("").join(lines)


def dot(
    title: str,
    mean: float,
    sd: float,
    *,
    low: float = 0.0,
    high: float = 1.0,
    height: int = 24,
    grounded: bool = True,
) -> Markup:
    """A dot at the mean on a bar of one standard deviation each way; hollow where no claim carries it."""

    def at(x: float) -> float:
        return (x - low) / (high - low)

    y = height // 2
    zero = (
        [el("line", x1=share(at(0)), x2=share(at(0)), y1=0, y2=height, class_="grid zero")] if low < 0 else []
    )
    return picture(
        title,
        grid(height),
        *zero,
        el("line", x1=share(at(mean - sd)), x2=share(at(mean + sd)), y1=y, y2=y, class_="sd"),
        el("circle", cx=share(at(mean)), cy=y, r=5, class_="dot" if grounded else "dot hollow"),
        class_="strip",
        width="100%",
        height=height,
    )


def level(title: str, mean: float, sd: float, *, grounded: bool = True, height: int = 18) -> Markup:
    """A bar from 0 to the mean with a whisker of one standard deviation."""
    y = height // 2
    return picture(
        title,
        grid(height, (0.0, 0.5, 1.0)),
        el(
            "rect", x=0, y=4, width=share(mean), height=height - 8, class_="bar" if grounded else "bar hollow"
        ),
        el("line", x1=share(mean - sd), x2=share(mean + sd), y1=y, y2=y, class_="sd"),
        class_="strip",
        width="100%",
        height=height,
    )


def density(samples: np.ndarray, bins: int = 50) -> np.ndarray:
    """Smoothed density [bins + 1] of samples in 0..1 on an even grid, its greatest value 1 (Gaussian kernel,
    Silverman's bandwidth, never narrower than a grid step; mass is reflected at both ends)."""
    finite = samples[np.isfinite(samples)]
    at = np.linspace(0, 1, bins + 1)
    if not len(finite):
        return np.zeros_like(at)
    spread = min(
        float(np.std(finite)), float(np.subtract(*np.percentile(finite, [75, 25]))) / 1.34 or math.inf
    )
    width = max(0.9 * spread * len(finite) ** -0.2, 1 / bins)
    total = np.zeros_like(at)
    for mirrored in (finite, -finite, 2 - finite):
        total += np.exp(-0.5 * ((at[:, None] - mirrored[None, :]) / width) ** 2).sum(axis=1)
    return total / total.max() if total.max() > 0 else total


def settlement(
    title: str, samples: np.ndarray, quantiles: tuple[float, ...], reference: float | None, height: int = 46
) -> Markup:
    """The density of where an issue comes to rest, its 5-95 and 25-75 % intervals, median and status quo."""
    heights = density(samples)
    top, base = 4, height - 14
    points = " ".join(
        f"L{place(100 * i / (len(heights) - 1))} {place(base - h * (base - top))}"
        for i, h in enumerate(heights)
    )
    q5, q25, q50, q75, q95 = quantiles
    y = height - 7
    mark = []
    if reference is not None:
        x = share(reference)
        mark = [
            el("line", x1=x, x2=x, y1=2, y2=height, class_="today"),
        ]
    return picture(
        title,
        grid(height),
        el(
            "svg",
            el("path", d=f"M0 {base}{points}L100 {base}Z", class_="hill"),
            x=0,
            y=0,
            width="100%",
            height=height,
            view_box=f"0 0 100 {height}",
            aspect="none",
        ),
        *mark,
        el("line", x1=share(q5), x2=share(q95), y1=y, y2=y, class_="wide"),
        el("line", x1=share(q25), x2=share(q75), y1=y, y2=y, class_="narrow"),
        el("circle", cx=share(q50), cy=y, r=5.5, class_="median"),
        class_="strip",
        width="100%",
        height=height,
    )
