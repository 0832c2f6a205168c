"""Reading against what people marked: event tuples, causal sentences and an analyst's findings, with floors.

Reads the folder named by DETENTE_DATA and the folders `gold` and `seeds` beside it; what is absent is skipped and
said so. CAMEO root codes become PLOVER types as in `ROOTS`; root 01 (a bare statement) is no PLOVER type, so gold
tuples of it count as missed. Actors are compared on their first three letters. `floors.yaml` holds the least that each
figure may be; a figure below its floor ends the program with an error.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks.measure import Row

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


def rows() -> list[Row]:
    """Measure what the data at hand allow; ends with an error where a figure is below its floor."""
    folder = os.environ.get("DETENTE_DATA")
    if not folder or not Path(folder).is_dir():
        print("marked data absent: set DETENTE_DATA to measure reading against it", file=sys.stderr)
        return [("marked data", 0, "folders")]
    measured = [*_petrarch(Path(folder)), *_causal(Path(folder))]
    low = [
        f"{name} {value:.3f} < {_floors()[name]}"
        for name, value, _ in measured
        if value < _floors().get(name, -1)
    ]
    if low:
        sys.exit("below the floor: " + "; ".join(low))
    return measured


@cache
def _floors() -> dict[str, float]:
    from ruamel.yaml import YAML

    return YAML(typ="safe").load((Path(__file__).parent / "floors.yaml").read_text(encoding="utf8"))


def _f1(hits: int, false: int, missed: int) -> float:
    return 2 * hits / max(1, 2 * hits + false + missed)


def _read(text: str, published: str | None):
    """Statements of one sentence as an article of its own."""
    from detente.reading import read
    from detente.sources.article import Article

    ended = (
        text if text[-1:] in ".!?\"'”" else text + "."
    )  # a line without a stop would be taken for a heading
    return read([Article("a", "marked", None, (), None, (), published, None, None, "en", ended)])


def _petrarch(folder: Path) -> Iterator[Row]:
    """F1 of source-target-type tuples on the PETRARCH validation sentences."""
    file = folder / "petrarch" / "PETR2_GSR_validation.xml"
    if not file.is_file():
        print("skipped: petrarch", file=sys.stderr)
        return
    hits = false = missed = 0
    # The file is no well-formed XML (text before the root's children), so it is taken apart by its own marks.
    for record in re.split(r"(?=<Sentence\b)", file.read_text(encoding="utf8"))[1:]:
        words = re.search(r"<Text>(.*?)</Text>", record, re.S)
        text = re.sub(r"\s+", " ", words.group(1)).strip() if words else ""
        when = re.search(r'date="(\d{4})(\d\d)(\d\d)"', record)
        wanted = [
            dict(re.findall(r'(\w+)="([^"]*)"', mark))
            for mark in re.findall(r"<EventCoding\b([^>]*)>", record)
        ]
        gold = [
            (
                w.get("sourcecode", "---")[:3],
                w.get("targetcode", "---")[:3],
                ROOTS.get(w["eventcode"][:2], frozenset()),
            )
            for w in wanted
            if "eventcode" in w
        ]
        found = {
            (
                (s.content.source.actor or "---")[:3],
                ((s.content.target.actor if s.content.target else None) or "---")[:3],
                s.content.event_type,
            )
            for s in (_read(text, "-".join(when.groups()) if when else None) if text else ())
            if s.kind == "event"
        }
        met = [any((a, b) == (x, y) and kind in kinds for x, y, kind in found) for a, b, kinds in gold]
        right = sum(any((a, b) == (x, y) and kind in kinds for a, b, kinds in gold) for x, y, kind in found)
        hits, missed, false = hits + sum(met), missed + met.count(False), false + len(found) - right
    yield "petrarch: source-target-type F1", _f1(hits, false, missed), ""
    yield "petrarch: precision", hits / max(1, hits + false), ""
    yield "petrarch: recall", hits / max(1, hits + missed), ""


def _causal(folder: Path) -> Iterator[Row]:
    """F1 of telling causal sentences from others; calling everything causal gives the baseline."""
    file = folder / "causal_news_corpus" / "train_subtask1.csv"
    if not file.is_file():
        print("skipped: causal_news_corpus", file=sys.stderr)
        return
    with file.open(encoding="utf-8-sig", newline="") as lines:
        marked = [(row["text"], row["label"] == "1") for row in csv.DictReader(lines)]
    said = [any(s.kind == "cause" for s in _read(text, None)) for text, _ in marked]
    hits = sum(a and b for a, (_, b) in zip(said, marked))
    false = sum(a and not b for a, (_, b) in zip(said, marked))
    causal = sum(b for _, b in marked)
    yield "causal news: F1 of causal sentences", _f1(hits, false, causal - hits), ""
    yield "causal news: everything causal", _f1(causal, len(marked) - causal, 0), ""
