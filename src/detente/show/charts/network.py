"""The network of ties in one domain: sign as colour and dash, strength as width, arrows where ways differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from ..index import Citation
from .layout import Place
from .svg import el, link, picture, place

SMALL, CAPITAL = 7.3, 9.4  # widths of letters of the labels' size, in the picture's units
BOX = 24.0


@dataclass(frozen=True, slots=True)
class Line:
    """A tie to draw between nodes `a` and `b`; `arrow` where it holds one way or the ways differ."""

    a: int
    b: int
    value: float
    arrow: bool
    bent: bool
    grounded: bool
    citation: Citation
    title: str


def box_size(label: str) -> Place:
    """Width and height of a node's box."""
    return max(34.0, sum(CAPITAL if c.isupper() else SMALL for c in label) + 14), BOX


def network(
    title: str,
    desc: str,
    labels: Sequence[str],
    titles: Sequence[str],
    spots: Sequence[Place],
    lines: Sequence[Line],
    width: int,
    height: int,
    name: str,
) -> Markup:
    """The picture; `name` tells apart the arrow heads of several pictures on a page."""
    touched = {n for line in lines for n in (line.a, line.b)}
    drawn = [
        _line(line, labels, spots, name) for line in sorted(lines, key=lambda x: (x.grounded, abs(x.value)))
    ]
    nodes = [
        _node(label, full, spot, n in touched)
        for n, (label, full, spot) in enumerate(zip(labels, titles, spots))
    ]
    heads = [
        el(
            "marker",
            el("path", d="M0 0L8 4L0 8Z", class_=sign),
            id=f"{name}-{sign}",
            view_box="0 0 8 8",
            refX="7",
            refY="4",
            markerWidth="9",
            markerHeight="9",
            markerUnits="userSpaceOnUse",
            orient="auto",
        )
        for sign in ("plus", "minus")
    ]
    return picture(
        title,
        el("defs", *heads),
        *drawn,
        *nodes,
        desc=desc,
        role="group",
        class_="net",
        view_box=f"0 0 {width} {height}",
        width=width,
        height=height,
    )


def _node(label: str, full: str, spot: Place, touched: bool) -> Markup:
    w, h = box_size(label)
    return el(
        "g",
        el("title", full),
        el("rect", x=spot[0] - w / 2, y=spot[1] - h / 2, width=w, height=h, rx=3),
        el("text", label, x=spot[0], y=spot[1] + 4.5),
        class_="node" if touched else "node alone",
    )


def _line(line: Line, labels: Sequence[str], spots: Sequence[Place], name: str) -> Markup:
    p, q = np.array(spots[line.a]), np.array(spots[line.b])
    way = q - p
    length = float(np.hypot(*way)) or 1.0
    across = np.array([way[1], -way[0]]) / length
    bend = (p + q) / 2 + across * (min(34.0, 0.1 * length + 9) if line.bent else 0)
    start = _edge(p, bend, box_size(labels[line.a]))
    end = _edge(q, bend, box_size(labels[line.b]))
    first, middle, last = (f"{place(x)} {place(y)}" for x, y in (start, bend, end))
    route = f"M{first}Q{middle} {last}"
    sign = "plus" if line.value >= 0 else "minus"
    drawn = el(
        "path",
        d=route,
        class_=f"tie {sign}" + ("" if line.grounded else " faint"),
        stroke_width=1.2 + 5.5 * min(1.0, abs(line.value)),
        marker_end=f"url(#{name}-{sign})" if line.arrow else None,
    )
    # A wide unseen line under the thin one is what a finger or a pointer can hit.
    reach = el("path", d=route, class_="reach")
    return link(line.citation, el("title", line.title), reach, drawn, label=line.title)


def _edge(centre: np.ndarray, toward: np.ndarray, size: Place) -> np.ndarray:
    """Where the way from a box's centre leaves the box, and a little beyond."""
    way = toward - centre
    half = np.array(size) / 2 + 3
    with np.errstate(divide="ignore"):
        reach = np.where(np.abs(way) > 1e-9, half / np.maximum(np.abs(way), 1e-9), np.inf)
    return centre + way * min(1.0, float(reach.min()))
