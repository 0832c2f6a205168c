"""Part: what the articles say brings about what."""

from __future__ import annotations

from dataclasses import dataclass

from ...dynamics.state import HypothesisTest
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
    verdict: str
    finding: str


def causes(index: Index) -> tuple[CauseRow, ...]:
    """Causal claims, the most believed first, with what the model says of each that it can test."""
    rows = []
    tested = {t.claim: t for t in index.analysis.tests if t.kind == "cause" and t.effect is not None}
    for claim in index.analysis.weighed.claims:
        content = index.worded(claim.content)
        if isinstance(content, Cause):
            entry = index.entry[claim.id]
            sign = {1: "more of", -1: "less of"}.get(content.sign, "no change in")
            who = figures.joined(list(dict.fromkeys(name for name, _, _ in entry.origins)))
            rows.append(
                CauseRow(
                    content.cause.text,
                    content.effect.text,
                    sign,
                    "" if entry.modality == "asserted" else entry.modality,
                    who,
                    entry,
                    index.cite([claim.id]),
                    *_finding(index, tested.get(claim.id)),
                )
            )
    return tuple(sorted(rows, key=lambda r: r.entry.number))


def _finding(index: Index, test: HypothesisTest | None) -> tuple[str, str]:
    """The verdict on a claim, and what it goes by; nothing where it cannot be tested."""
    if test is None or test.effect is None or test.variable is None:
        return "", ""
    e = test.effect
    what = (
        f"{index.label(test.variable)} moves by {figures.signed(e.mean, 3)} by month {test.month} "
        f"({figures.signed(e.low, 3)} to {figures.signed(e.high, 3)} in 90 % of runs), as claimed with "
        f"probability {figures.percent(e.probability)}: {test.reason}"
    )
    return test.verdict, what
