"""Events against the PETRARCH validation sentences: F1 of (source, target, type).

Actors. The marks write CAMEO actor codes, of which the first three letters are compared. A state is its ISO code. An
international governmental organisation is IGO (so are the EU and the UN), a non-governmental one NGO, except that
a body of one country's people bears that country's code. An armed group bears the code of the state it belongs to
(Hamas PSE, Boko Haram NGA), by the `country` of the shipped table of groups; one that fights across borders is IMG.
Nobody, or a party whose state is unknown, is "---"; a collective of states has its own first three letters.

Types. A CAMEO code becomes the PLOVER types that its root may be (`ROOTS`), or where the PLOVER manual puts one of its
categories under another type, those of the longest prefix in `CATEGORIES`. Root 01, a bare statement, is no PLOVER
type: its marks count as missed.

The marks list meetings and the like in both directions where neither side begins, as the reader does; nothing is
counted as symmetric here. A sentence without its text is put together from the words of its parse.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from benchmarks.measure import Row
from benchmarks.reading.marked import Counts, data, sentence, summary
from detente.reading.statement import ActorRef, Event

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
CATEGORIES: dict[str, frozenset[str]] = {
    "172": frozenset({"COERCE", "SANCTION"}),  # administrative sanctions
    "191": frozenset({"ASSAULT", "COERCE"}),  # blockade
    "192": frozenset({"ASSAULT", "COERCE"}),  # occupation
    "196": frozenset({"ASSAULT", "REJECT"}),  # a ceasefire broken
}
# Beside the tables, which give these no state: what the marks write.
BESIDE = {
    "ISIS": frozenset({"IMG"}),
    "ALQAEDA": frozenset({"IMG"}),
    "MUSLIM_BROTHERHOOD": frozenset({"EGY"}),
    "SOHR": frozenset({"SYR"}),
}
Tuple = tuple[str, str, frozenset[str]]
Found = tuple[frozenset[str], frozenset[str], str]


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
        when = re.search(r'date="(\d{4})(\d\d)(\d\d)"', record)
        marks = [
            dict(re.findall(r'(\w+)="([^"]*)"', mark))
            for mark in re.findall(r"<EventCoding\b([^>]*)>", record)
        ]
        tuples = [
            (m.get("sourcecode", "---")[:3], m.get("targetcode", "---")[:3], _types(m["eventcode"]))
            for m in marks
            if "eventcode" in m
        ]
        records.append((_text(record), "-".join(when.groups()) if when else None, tuples))
    return records


def _text(record: str) -> str:
    words = re.search(r"<Text>(.*?)</Text>", record, re.S)
    text = re.sub(r"\s+", " ", words.group(1)).strip() if words else ""
    return text or " ".join(re.findall(r"^\d+\t(\S+)\t", record, re.M))


def _types(code: str) -> frozenset[str]:
    """PLOVER types of a CAMEO code; none for a bare statement."""
    fitting = [c for c in CATEGORIES if code.startswith(c)]
    return CATEGORIES[max(fitting, key=len)] if fitting else ROOTS.get(code[:2], frozenset())


@cache
def _homes() -> dict[str, str]:
    """States of the armed groups and movements in the shipped table."""
    text = files("detente.reading").joinpath("data/groups.csv").read_text(encoding="utf8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["code"]: row["country"] for row in csv.DictReader(lines)}


def written(ref: ActorRef | None) -> frozenset[str]:
    """The first letters of the CAMEO codes that the marks may write for an actor."""
    if ref is None or ref.actor is None:
        return frozenset({"---"})
    if ref.actor in BESIDE:
        return BESIDE[ref.actor]
    if ref.actor in _homes():
        return frozenset({_homes()[ref.actor] or "IMG"})
    if ref.sector in {"IGO", "NGO"} and len(ref.actor) != len("USA"):
        return frozenset({ref.sector})
    return frozenset({_organisations().get(ref.actor, ref.actor)[:3]})


@cache
def _organisations() -> dict[str, str]:
    """What each organisation of the shipped table is: IGO or NGO."""
    text = files("detente.reading").joinpath("data/organisations.csv").read_text(encoding="utf8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["code"]: row["sector"] for row in csv.DictReader(lines)}


def found(text: str, published: str | None) -> set[Found]:
    """What the reader makes of one sentence, as the marks are written."""
    return {
        (written(s.content.source), written(s.content.target), s.content.event_type)
        for s in (sentence(text, published) if text else ())
        if isinstance(s.content, Event)
    }


def _agree(mark: Tuple, said: Found) -> bool:
    return mark[0] in said[0] and mark[1] in said[1] and said[2] in mark[2]


def _compare(text: str, published: str | None, tuples: list[Tuple]) -> Counts:
    said = found(text, published)
    met = sum(any(_agree(mark, s) for s in said) for mark in tuples)
    right = sum(any(_agree(mark, s) for mark in tuples) for s in said)
    return Counts(met, len(said) - right, len(tuples) - met)
