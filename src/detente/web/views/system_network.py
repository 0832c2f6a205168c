"""The network of ties as a picture: each line leads to its estimate.

Drawn are the actors most spoken of, in one size for a desk and one for a phone; lists hold all ties.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from ...reading.statement import DOMAINS
from ...show import figures
from ...show.charts.layout import Place, layout
from ...show.charts.network import Line, box_size, network
from ...show.index import Citation
from ...system.editing import Address
from ..rendering import link
from .system_address import path_of
from .system_held import Held

WIDE, NARROW = (680, 460), (350, 400)
MOST = {WIDE: 12, NARROW: 8}  # actors drawn
LINES, FAINT = 40, 8  # lines drawn, and how many of them without a claim behind them
LEAST = 0.08  # weaker ties are left to the lists
SAME = 0.1  # two ways that differ by less are one line
_Lines = tuple[tuple[tuple[int, int], tuple[float, float]], ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The picture for a desk and for a phone, in one domain; `domains` are those that have ties, with how many."""

    domain: str
    wide: Markup
    narrow: Markup
    domains: tuple[tuple[str, int], ...]
    actors: int
    drawn: int


def network_of(
    held: Held, said: dict[str, int], domain: str = "", around: str | None = None
) -> Network | None:
    """The network of a domain, by default that with most evidence; `around` one actor only its own ties. None
    where there is no tie."""
    ties = held.ties if around is None else [a for a in held.ties if around in a[1:3]]
    counted = {d: sum(a[3] == d for a in ties) for d in DOMAINS}
    if not ties:
        return None
    if not counted.get(domain):
        domain = max(
            counted, key=lambda d: (sum(len(held.at[a].claims) for a in ties if a[3] == d), counted[d])
        )
    ranked = _ranked(held, ties, said, around)
    wide, narrow = (
        _picture(held, ties, ranked[: MOST[size]], domain, size, around=around is not None)
        for size in (WIDE, NARROW)
    )
    domains = tuple((d, n) for d, n in counted.items() if n)
    return Network(domain, wide, narrow, domains, len(ranked), min(len(ranked), MOST[WIDE]))


def _ranked(held: Held, ties: list[Address], said: dict[str, int], around: str | None) -> list[str]:
    """Actors with ties: those that claims tie most strongly first, then those most spoken of."""
    weight: dict[str, float] = {}
    for a in ties:
        strength = abs(held.at[a].mean) * (1.0 if _grounded(held, a) else 0.05)
        for code in a[1:3]:
            weight[code] = weight.get(code, 0.0) + strength
    by_weight = around is not None
    return sorted(
        weight,
        key=lambda c: (c != around, -weight[c] if by_weight else 0.0, -said.get(c, 0), -weight[c], c),
    )


def _grounded(held: Held, address: Address) -> bool:
    return held.at[address].basis in ("claims", "analyst")


def _picture(
    held: Held, ties: list[Address], codes: list[str], domain: str, size: tuple[int, int], *, around: bool
) -> Markup:
    longest = 9 if size == NARROW else 18
    labels = tuple(held.name(c) if len(held.name(c)) <= longest else c[:longest] for c in codes)
    at = {c: n for n, c in enumerate(codes)}
    shown = [a for a in ties if a[1] in at and a[2] in at and abs(held.at[a].mean) >= LEAST]
    spots = _around(labels, size) if around else _spots(labels, _pull(held, shown, at), size)
    lines = _lines(held, [a for a in shown if a[3] == domain], at)
    return network(
        f"Network of {domain} ties",
        f"{figures.count(len(codes), 'actor')} and {figures.count(len(lines), 'line')}; the list of ties holds all.",
        labels, [held.name(c) for c in codes], spots, lines, *size, f"{domain}{size[0]}",
    )  # fmt: skip


def _pull(held: Held, shown: list[Address], at: dict[str, int]) -> _Lines:
    """What has a say in where actors stand: the ties of all domains, so that they keep their place when the domain
    is switched."""
    faint = sorted((a for a in shown if not _grounded(held, a)), key=lambda a: -abs(held.at[a].mean))
    drawn = [a for a in shown if _grounded(held, a)] + faint[: 3 * FAINT]
    drawn.sort(key=lambda a: (not _grounded(held, a), -abs(held.at[a].mean)))
    pull: dict[tuple[int, int], tuple[float, float]] = {}
    for a in drawn[:LINES]:
        i, j = sorted((at[a[1]], at[a[2]]))
        near, matters = pull.get((i, j), (0.0, 0.0))
        pull[i, j] = (
            max(near, round(held.at[a].mean, 1)),
            max(matters, 1.0 if _grounded(held, a) else 0.25),
        )
    return tuple(pull.items())


@lru_cache(maxsize=64)
def _spots(labels: tuple[str, ...], lines: _Lines, size: tuple[int, int]) -> list[Place]:
    """Where the actors stand: kept, since it takes most of a second to find."""
    return layout([box_size(x) for x in labels], dict(lines), *size)


def _around(labels: tuple[str, ...], size: tuple[int, int]) -> list[Place]:
    """The first in the middle and the others about it, evenly by the way along the edge of an ellipse."""
    width, height = size
    half = max(box_size(x)[0] for x in labels) / 2 + 8
    places = [(width / 2, height / 2)]
    others = len(labels) - 1
    for n in range(others):
        angle = 2 * math.pi * (n + 0.5) / others - math.pi / 2
        places.append(
            (
                round(width / 2 + (width / 2 - half) * math.cos(angle), 1),
                round(height / 2 + (height / 2 - 20) * math.sin(angle), 1),
            )
        )
    return places


def _lines(held: Held, ties: list[Address], at: dict[str, int]) -> list[Line]:
    pairs: dict[tuple[str, str], list[Address]] = {}
    for a in ties:
        pairs.setdefault((min(a[1:3]), max(a[1:3])), []).append(a)
    lines: list[Line] = []
    for both in pairs.values():
        means = [held.at[a].mean for a in both]
        if len(both) == 2 and abs(means[0] - means[1]) < SAME:
            lines.append(_line(held, both, at, arrow=False, bent=False))
        else:
            lines += [_line(held, [a], at, arrow=True, bent=len(both) > 1) for a in both]
    lines.sort(key=lambda x: (not x.grounded, -abs(x.value)))
    claimed = sum(x.grounded for x in lines)
    return lines[: min(LINES, claimed + FAINT)]


def _line(held: Held, both: list[Address], at: dict[str, int], *, arrow: bool, bent: bool) -> Line:
    a = next((x for x in both if _grounded(held, x)), both[0])
    value = sum(held.at[x].mean for x in both) / len(both)
    joint = "toward" if arrow else "and"
    title = f"{held.name(a[1])} {joint} {held.name(a[2])}, {a[3]}: {figures.signed(value)}"
    return Line(
        at[a[1]], at[a[2]], value, arrow, bent, any(_grounded(held, x) for x in both),
        Citation(address=link("/system/estimate", of=path_of(a))), title,
    )  # fmt: skip
