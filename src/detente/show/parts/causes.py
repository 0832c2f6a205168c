"""Part: what the articles say brings about what."""

from __future__ import annotations

from dataclasses import dataclass

from ...reading.statement import Cause
from .. import figures
from ..index import Citation, Entry, Index


@dataclass(frozen=True, slots=True)
class CauseRow:
    cause: str
    effect: str
    sign: str
    modality: str
    said_by: str
    entry: Entry
    citation: Citation


def causes(index: Index) -> tuple[CauseRow, ...]:
    """Causal claims, the most believed first."""
    rows = []
    for claim in index.analysis.weighed.claims:
        if isinstance(claim.content, Cause):
            entry = index.entry[claim.id]
            sign = {1: "more of", -1: "less of"}.get(claim.content.sign, "no change in")
            who = figures.joined(list(dict.fromkeys(name for name, _, _ in entry.origins)))
            rows.append(
                CauseRow(
                    claim.content.cause.text,
                    claim.content.effect.text,
                    sign,
                    "" if entry.modality == "asserted" else entry.modality,
                    who,
                    entry,
                    index.cite([claim.id]),
                )
            )
    return tuple(sorted(rows, key=lambda r: r.entry.number))
