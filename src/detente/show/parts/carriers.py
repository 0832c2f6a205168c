"""Part: what carries the result - claims and mechanisms behind key outcomes, and what has one origin."""

from __future__ import annotations

import math
from dataclasses import dataclass

from markupsafe import Markup

from ...dynamics.state import Explanation
from .. import figures
from ..charts.bars import signed
from ..index import Citation, Entry, Index, anchor

MOST_CLAIMS = 8
LEAST = 5e-4  # smaller shares print as zero


@dataclass(frozen=True, slots=True)
class ShareRow:
    text: str
    chart: Markup
    share: str
    entry: Entry | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Carried:
    anchor: str
    label: str
    scenario: str
    month: int
    value: str
    contrast: bool
    claims: tuple[ShareRow, ...]
    failed: bool
    mechanisms: tuple[ShareRow, ...]


@dataclass(frozen=True, slots=True)
class Carriers:
    outcomes: tuple[Carried, ...]
    alone: tuple[tuple[Entry, Citation, str], ...]
    alone_count: int
    weighed: bool


def carriers(index: Index) -> Carriers:
    """Every explanation, and the claims of a single origin, those that carry most first."""
    outcomes = tuple(_carried(index, x, n) for n, x in enumerate(index.analysis.explanations, 1))
    single = sole_origin(index)
    listed = tuple((e, index.cite([e.id]), e.origins[0][0]) for e in single[:6])
    return Carriers(outcomes, listed, len(single), bool(weight_of(index)))


def weight_of(index: Index) -> dict[str, float]:
    """For each claim its greatest share of any outcome, in size."""
    weight: dict[str, float] = {}
    for x in index.analysis.explanations:
        for s in x.claims:
            if math.isfinite(s.share):
                weight[s.claim] = max(weight.get(s.claim, 0.0), abs(s.share))
    return weight


def sole_origin(index: Index) -> list[Entry]:
    """Claims with one origin alone, by how much of any outcome they carry."""
    weight = weight_of(index)
    single = [e for e in index.entries if len(e.origins) == 1]
    return sorted(single, key=lambda e: (-weight.get(e.id, 0.0), e.number))


def scenario_title(index: Index, name: str) -> str:
    """The scenario's title; the first one run is the baseline."""
    return next((s.title for s in index.system.scenarios if s.name == name), name.capitalize())


def _carried(index: Index, x: Explanation, n: int) -> Carried:
    greatest = max((abs(s.share) for s in (*x.claims, *x.mechanisms) if math.isfinite(s.share)), default=0.0)
    kept = sorted((s for s in x.claims if abs(s.share) >= LEAST), key=lambda s: (-abs(s.share), s.claim))
    claims = []
    for s in kept[:MOST_CLAIMS]:
        entry = index.entry.get(s.claim)
        text = entry.text if entry else f"claim {s.claim}"
        claims.append(
            ShareRow(
                text,
                signed(f"{text}: {figures.signed(s.share, 3)}", s.share, greatest),
                figures.signed(s.share, 3),
                entry,
                index.cite([s.claim]),
            )
        )
    switched = sorted(
        (m for m in x.mechanisms if abs(m.share) >= LEAST), key=lambda m: (-abs(m.share), m.mechanism)
    )
    mechanisms = tuple(
        ShareRow(
            m.mechanism,
            signed(f"{m.mechanism}: {figures.signed(m.share, 3)}", m.share, greatest),
            figures.signed(m.share, 3),
            None,
            Citation((anchor("m", m.mechanism),)),
        )
        for m in switched
    )
    return Carried(
        f"x-{n}",
        index.label(x.variable),
        scenario_title(index, x.scenario),
        x.month,
        figures.signed(x.value) if x.contrast else figures.number(x.value),
        x.contrast,
        tuple(claims),
        any(not math.isfinite(s.share) for s in x.claims),
        mechanisms,
    )
