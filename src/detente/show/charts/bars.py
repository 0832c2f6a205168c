"""Small bars: belief, a signed share, a range of probabilities beside a model's."""

from __future__ import annotations

from markupsafe import Markup

from .svg import el, picture, share


def belief(title: str, believed: float, disbelieved: float, unknown: float) -> Markup:
    """Belief, what is unknown, and disbelief, side by side on one bar."""
    return picture(
        title,
        el("rect", x=0, y=0, width="100%", height=8, class_="unknown"),
        el("rect", x=0, y=0, width=share(believed), height=8, class_="believed"),
        el(
            "rect", x=share(believed + unknown), y=0, width=share(disbelieved), height=8, class_="disbelieved"
        ),
        class_="belief",
        width=84,
        height=8,
    )


def signed(title: str, value: float, greatest: float, height: int = 16) -> Markup:
    """A bar from the middle: right and solid where positive, left and hatched by outline where negative."""
    size = min(1.0, abs(value) / greatest) / 2 if greatest > 0 else 0.0
    x = 0.5 if value >= 0 else 0.5 - size
    return picture(
        title,
        el("line", x1="50%", x2="50%", y1=0, y2=height, class_="grid end"),
        el(
            "rect",
            x=share(x),
            y=3,
            width=share(size),
            height=height - 6,
            class_="plus" if value >= 0 else "minus",
        ),
        class_="strip",
        width="100%",
        height=height,
    )


def chance(
    title: str, low: float, high: float, models: tuple[tuple[str, float], ...], height: int = 26
) -> Markup:
    """The article's range of probability as a bar, the model's probabilities as marks, the first filled."""
    y = height // 2
    grid = [
        el(
            "line",
            x1=share(x / 4),
            x2=share(x / 4),
            y1=0,
            y2=height,
            class_="grid end" if x in (0, 4) else "grid",
        )
        for x in range(5)
    ]
    width = max(high - low, 0.01)
    marks = [
        el(
            "circle",
            el("title", f"{name}: {p:.0%}"),
            cx=share(p),
            cy=y,
            r=6 if n == 0 else 4.5,
            class_="median" if n == 0 else "ring",
        )
        for n, (name, p) in reversed(list(enumerate(models)))
    ]
    return picture(
        title,
        *grid,
        el("rect", x=share(low), y=y - 6, width=share(width), height=12, rx=2, class_="said"),
        *marks,
        class_="strip",
        width="100%",
        height=height,
    )
