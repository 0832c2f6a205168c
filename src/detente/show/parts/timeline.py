"""Part: the events that the articles tell of, by date, each date as precise as the text has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ...reading.statement import Event
from .. import figures
from ..index import Citation, Entry, Index


@dataclass(frozen=True, slots=True)
class Moment:
    date: str
    iso: str
    text: str
    quad: str
    entry: Entry
    citation: Citation


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated events by year, undated ones, and events that are only intended, possible or conditional."""

    years: tuple[tuple[str, tuple[Moment, ...]], ...]
    undated: tuple[Moment, ...]
    unreal: tuple[Moment, ...]


QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def timeline(index: Index) -> Timeline:
    """Sort the events by date; a date of a year or a month stands before the days within it."""
    real = [m for m, happened in _moments(index) if happened]
    dated = sorted((m for m in real if m.iso), key=lambda m: (m.iso, m.entry.number))
    years = tuple((year, tuple(group)) for year, group in groupby(dated, key=lambda m: m.iso[:4]))
    undated = tuple(m for m in real if not m.iso)
    return Timeline(years, undated, tuple(m for m, happened in _moments(index) if not happened))


def _moments(index: Index) -> Iterator[tuple[Moment, bool]]:
    for claim in index.analysis.weighed.claims:
        if isinstance(claim.content, Event):
            entry = index.entry[claim.id]
            iso = claim.content.date or claim.valid_from or ""
            when = figures.date(iso)
            # The wording ends with the date, which stands beside it here.
            text = entry.text.removesuffix(f", {claim.content.date}")
            moment = Moment(when, iso, text, QUADS.get(claim.content.quad, ""), entry, index.cite([claim.id]))
            yield moment, claim.modality in ("asserted", "reported") and claim.belief >= claim.disbelief
