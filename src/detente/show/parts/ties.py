"""Part: the ties between actors, a picture and a table for each domain."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...reading.statement import DOMAINS
from ...system.model import Tie
from .. import figures
from ..charts.layout import layout
from ..charts.network import Line, box_size, network
from ..charts.strip import dot
from ..index import Citation, Index
from .actors import mentions

MOST_ACTORS = 16
MOST_LINES = 40
FAINT = 10  # lines without a claim behind them, so that they never bury those that have one
LEAST = 0.08  # weaker ties than this are left to the table
SAME = 0.1  # two ways that differ by less are drawn as one line
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class TieRow:
    a: str
    b: str
    mean: str
    spread: str
    chart: Markup
    basis: Citation
    on: str
    sign: str


@dataclass(frozen=True, slots=True)
class DomainPart:
    name: str
    wide: Markup
    narrow: Markup
    rows: tuple[TieRow, ...]
    others: tuple[TieRow, ...]
    more: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Ties:
    domains: tuple[DomainPart, ...]
    left_out: tuple[str, ...]


def ties(index: Index) -> Ties:
    """A part for every domain that has a tie; the one with most evidence is shown first."""
    held = {d: [t for t in index.system.ties if t.domain == d] for d in DOMAINS}
    held = {d: rows for d, rows in held.items() if rows}
    if not held:
        return Ties((), ())
    shown = _shown(index)
    first = max(held, key=lambda d: sum(len(t.value.claims) for t in held[d]))
    spots = {size: _spots(index, shown, size) for size in ((680, 500), (350, 520))}
    parts = []
    for domain, rows in held.items():
        rows = sorted(rows, key=lambda t: (t.value.basis != "claims", -abs(t.value.mean), t.a, t.b))
        lines = _lines(index, rows, shown)
        wide, narrow = (_picture(index, domain, shown, lines, size, places) for size, places in spots.items())
        claimed = [t for t in rows if _grounded(t)]
        others = _merged([t for t in rows if not _grounded(t) and abs(t.value.mean) >= LEAST])[:MOST_ROWS]
        listed = len(claimed) + sum(len(both) for both in others)
        parts.append(
            DomainPart(
                domain,
                wide,
                narrow,
                tuple(_row(index, [t]) for t in claimed),
                tuple(_row(index, both) for both in others),
                len(rows) - listed,
                domain == first,
            )
        )
    out = tuple(a.name for a in index.system.actors if a.code not in shown)
    return Ties(tuple(parts), out)


def _shown(index: Index) -> list[str]:
    """The actors drawn: those with ties, the most spoken of first; their order is the system's."""
    said = mentions(index)
    weight: dict[str, float] = {}
    for t in index.system.ties:
        strength = abs(t.value.mean) * (1.0 if _grounded(t) else 0.05)
        for code in (t.a, t.b):
            weight[code] = weight.get(code, 0.0) + strength
    ranked = sorted(weight, key=lambda c: (-(weight[c] > 0), -len(said.get(c, (0, []))[1]), -weight[c], c))
    kept = set(ranked[:MOST_ACTORS])
    return [c for c in index.system.codes if c in kept]


def _labels(index: Index, codes: list[str], narrow: bool) -> list[str]:
    longest = 9 if narrow else 20
    return [index.name(c) if len(index.name(c)) <= longest else c for c in codes]


def _spots(index: Index, codes: list[str], size: tuple[int, int]) -> list[tuple[float, float]]:
    """One layout for all domains, so that actors keep their place when the domain is switched."""
    at = {c: n for n, c in enumerate(codes)}
    lines: dict[tuple[int, int], tuple[float, float]] = {}
    shown = [t for t in index.system.ties if t.a in at and t.b in at and abs(t.value.mean) >= LEAST]
    # Only what the pictures may draw has a say in where the actors stand.
    faint = sorted((t for t in shown if not _grounded(t)), key=lambda t: -abs(t.value.mean))[: 3 * FAINT]
    for t in [t for t in shown if _grounded(t)] + faint:
        pair = (min(at[t.a], at[t.b]), max(at[t.a], at[t.b]))
        near, matters = lines.get(pair, (0.0, 0.0))
        lines[pair] = (max(near, t.value.mean), max(matters, 1.0 if _grounded(t) else 0.25))
    labels = _labels(index, codes, size[0] < 500)
    return layout([box_size(x) for x in labels], lines, *size)


def _grounded(t: Tie) -> bool:
    return t.value.basis in ("claims", "analyst")


def _lines(index: Index, rows: list[Tie], codes: list[str]) -> list[Line]:
    at = {c: n for n, c in enumerate(codes)}
    pairs: dict[tuple[str, str], list[Tie]] = {}
    for t in rows:
        if t.a in at and t.b in at:
            pairs.setdefault((min(t.a, t.b), max(t.a, t.b)), []).append(t)
    lines: list[Line] = []
    for both in pairs.values():
        means = [t.value.mean for t in both]
        if max(abs(x) for x in means) < LEAST:
            continue
        if len(both) == 2 and abs(means[0] - means[1]) < SAME:
            lines.append(_line(index, both, at, arrow=False, bent=False))
        else:
            strong = [t for t in both if abs(t.value.mean) >= LEAST]
            lines += [_line(index, [t], at, arrow=True, bent=len(strong) > 1) for t in strong]
    # Evidence first, then strength: what only data or a prior says gives way in a full picture.
    lines.sort(key=lambda x: (not x.grounded, -abs(x.value)))
    claimed = sum(x.grounded for x in lines)
    return lines[: min(MOST_LINES, claimed + FAINT)]


def _line(index: Index, both: list[Tie], at: dict[str, int], *, arrow: bool, bent: bool) -> Line:
    value = sum(t.value.mean for t in both) / len(both)
    t = both[0]
    joint = "toward" if arrow else "and"
    return Line(
        at[t.a],
        at[t.b],
        value,
        arrow,
        bent,
        any(_grounded(x) for x in both),
        index.rest(*(x.value for x in both)),
        f"{index.name(t.a)} {joint} {index.name(t.b)}, {t.domain}: {figures.signed(value)}",
    )


def _picture(
    index: Index,
    domain: str,
    codes: list[str],
    lines: list[Line],
    size: tuple[int, int],
    spots: list[tuple[float, float]],
) -> Markup:
    labels = _labels(index, codes, size[0] < 500)
    good, bad = sum(x.value >= 0 for x in lines), sum(x.value < 0 for x in lines)
    desc = (
        f"{figures.count(len(codes), 'actor')}, {figures.count(good, 'positive line')} and "
        f"{figures.count(bad, 'negative line')}. The table below holds every value."
    )
    return network(
        f"Network of {domain} ties",
        desc,
        labels,
        [index.name(c) for c in codes],
        spots,
        lines,
        *size,
        f"{domain}{size[0]}",
    )


def _merged(rows: list[Tie]) -> list[list[Tie]]:
    """Both ways of a pair together where they say the same."""
    pairs: dict[tuple, list[Tie]] = {}
    for t in rows:
        e = t.value
        pairs.setdefault(
            (frozenset((t.a, t.b)), round(e.mean, 3), round(e.sd, 3), e.basis, e.source), []
        ).append(t)
    return list(pairs.values())


def _row(index: Index, both: list[Tie]) -> TieRow:
    t = both[0]
    e = t.value
    a, b = index.name(t.a), index.name(t.b)
    joint = "toward" if len(both) == 1 else "and"
    title = f"{a} {joint} {b}: {figures.signed(e.mean)}, one standard deviation {figures.number(e.sd)}"
    words = {"claims": figures.count(len(e.claims), "claim"), "data": e.source or "data"}
    chart = dot(title, e.mean, e.sd, low=-1.0, grounded=_grounded(t), height=18)
    sign = "plus" if e.mean >= 0 else "minus"
    toward = b if len(both) == 1 else f"{b}, both ways"
    return TieRow(
        a,
        toward,
        figures.signed(e.mean),
        figures.number(e.sd),
        chart,
        index.rest(e),
        words.get(e.basis, e.basis),
        sign,
    )
