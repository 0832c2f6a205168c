"""Events against the PETRARCH validation sentences: F1 of (source, target, type).

CAMEO root codes become PLOVER types as in `ROOTS`; root 01 (a bare statement) is no PLOVER type, so marked tuples of it
count as missed. Actors are compared on their first three letters.
"""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.measure import Row
from benchmarks.reading.marked import Counts, data, sentence, summary
from detente.reading.statement import Event

ROOTS: dict[str, frozenset[str]] = {
    "02": frozenset({"REQUEST"}),
    "03": frozenset({"AGREE"}),
    "04": frozenset({"CONSULT"}),
    "05": frozenset({"SUPPORT", "AGREE"}),
    "06": frozenset({"COOPERATE"}),
    "07": frozenset({"AID"}),
    "08": frozenset({"CONCEDE", "RETREAT"}),
    "09": frozenset({"ACCUSE"}),
    "10": frozenset({"REQUEST"}),
    "11": frozenset({"ACCUSE"}),
    "12": frozenset({"REJECT"}),
    "13": frozenset({"THREATEN"}),
    "14": frozenset({"PROTEST"}),
    "15": frozenset({"MOBILIZE"}),
    "16": frozenset({"SANCTION"}),
    "17": frozenset({"COERCE"}),
    "18": frozenset({"ASSAULT"}),
    "19": frozenset({"ASSAULT"}),
    "20": frozenset({"ASSAULT"}),
}
Tuple = tuple[str, str, frozenset[str]]


def rows() -> list[Row]:
    """F1, precision and recall of the tuples, with the spread over ten parts."""
    file = data("petrarch", "PETR2_GSR_validation.xml")
    if file is None:
        return []
    return list(summary("petrarch", [_compare(*record) for record in marked(file)]))


def marked(file: Path) -> list[tuple[str, str | None, list[Tuple]]]:
    """Text, date and tuples of each sentence.

    The file is no well-formed XML (text stands before the root's children), so it is taken apart by its own marks.
    """
    records = []
    for record in re.split(r"(?=<Sentence\b)", file.read_text(encoding="utf8"))[1:]:
        words = re.search(r"<Text>(.*?)</Text>", record, re.S)
        when = re.search(r'date="(\d{4})(\d\d)(\d\d)"', record)
        marks = [
            dict(re.findall(r'(\w+)="([^"]*)"', mark))
            for mark in re.findall(r"<EventCoding\b([^>]*)>", record)
        ]
        tuples = [
            (
                m.get("sourcecode", "---")[:3],
                m.get("targetcode", "---")[:3],
                ROOTS.get(m["eventcode"][:2], frozenset()),
            )
            for m in marks
            if "eventcode" in m
        ]
        text = re.sub(r"\s+", " ", words.group(1)).strip() if words else ""
        records.append((text, "-".join(when.groups()) if when else None, tuples))
    return records


def found(text: str, published: str | None) -> set[tuple[str, str, str]]:
    """What the reader makes of one sentence, as the marks are written."""
    return {
        (
            (s.content.source.actor or "---")[:3],
            ((s.content.target.actor if s.content.target else None) or "---")[:3],
            s.content.event_type,
        )
        for s in (sentence(text, published) if text else ())
        if isinstance(s.content, Event)
    }


def _compare(text: str, published: str | None, tuples: list[Tuple]) -> Counts:
    said = found(text, published)
    met = sum(any((a, b) == (x, y) and kind in kinds for x, y, kind in said) for a, b, kinds in tuples)
    right = sum(any((a, b) == (x, y) and kind in kinds for a, b, kinds in tuples) for x, y, kind in said)
    return Counts(met, len(said) - right, len(tuples) - met)
