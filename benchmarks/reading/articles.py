"""The reader against what an analyst marked in articles of our own, one on each of several regions.

The articles and their findings lie in `articles/`; they were written without a look at the reader or its output. A
finding names a kind, words that the statement's quote must hold (`anchor`), and for each field that matters the values
that a careful analyst would accept; `about`, `cause_about` and `effect_about` ask for one of the actors, `stance` for
its side, `attribution` for part of a speaker's name, `date` for its beginning, `probability` for a range that overlaps.
A statement meets one finding at most.

The first two files served development: their misses were read. The third was only scored, but that the misses among its
ties were read once; it says best what to expect of a fresh article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import Row
from benchmarks.reading.marked import Counts, total
from detente.records import to_record
from detente.yaml import read_yaml

FOLDER = Path(__file__).with_name("articles")
_LISTED = frozenset({"event_type", "modality", "domain", "strategy", "expects", "sign", "trend"})
_ACTORS = frozenset({"source", "target", "actor", "patron", "client", "arena"})


def rows() -> Iterator[Row]:
    """Recall over each file of findings, by kind and in all, and statements a hundred words."""
    for file in sorted(FOLDER.glob("*.yaml")):
        marked = read_yaml(file.read_text("utf8"), words=False).value
        met: dict[str, list[Counts]] = defaultdict(list)
        said = words = 0
        for key, name in marked["documents"].items():
            found = [f for f in marked["findings"] if f["doc"] == key]
            statements, length = _read(FOLDER / name)
            said, words = said + len(statements), words + length
            for kind, counts in _matched(found, statements).items():
                met[kind].append(counts)
        for kind in sorted(met):
            yield f"{file.stem}: recall of {kind}", total(met[kind]).recall, ""
        yield f"{file.stem}: recall", total([c for counts in met.values() for c in counts]).recall, ""
        yield f"{file.stem}: statements a hundred words", 100 * said / words, ""


def _read(path: Path) -> tuple[list[dict[str, Any]], int]:
    from detente.reading import read
    from detente.sources import load

    articles = load((str(path),))
    return [to_record(s) for s in read(articles)], sum(len(a.text.split()) for a in articles)


def _matched(findings: list[dict[str, Any]], statements: list[dict[str, Any]]) -> dict[str, Counts]:
    """Hits and misses by kind under the largest matching of findings to statements that meet them."""
    options = {
        f["id"]: [i for i, s in enumerate(statements) if s["kind"] == f["kind"] and _meets(s, f)]
        for f in findings
    }
    holder: dict[int, str] = {}

    def place(finding: str, tried: set[int]) -> bool:
        for i in options[finding]:
            if i not in tried:
                tried.add(i)
                if i not in holder or place(holder[i], tried):
                    holder[i] = finding
                    return True
        return False

    for finding in options:
        place(finding, set())
    met = set(holder.values())
    by_kind: dict[str, Counts] = {}
    for f in findings:
        hit = int(f["id"] in met)
        before = by_kind.get(f["kind"], Counts(0, 0, 0))
        by_kind[f["kind"]] = Counts(before.hits + hit, 0, before.missed + 1 - hit)
    return by_kind


def _meets(statement: dict[str, Any], finding: dict[str, Any]) -> bool:
    if _plain(finding["anchor"]) not in _plain(statement["quote"]):
        return False
    return all(_agrees(field, wanted, statement) for field, wanted in finding.items())


def _agrees(field: str, wanted: Any, statement: dict[str, Any]) -> bool:
    said = statement.get(field)
    if field in _ACTORS:
        return _code(said) in wanted
    if field in _LISTED:
        return said in (wanted if isinstance(wanted, list) else [wanted])
    if field == "pair":
        sides = [side if isinstance(side, list) else [side] for side in wanted]
        pair = (_code(statement["a"]), _code(statement["b"]))
        return any(x in sides[0] and y in sides[1] for x, y in (pair, pair[::-1]))
    if field in {"about", "cause_about", "effect_about"}:
        part = statement["issue" if statement["kind"] == "position" else field.removesuffix("_about")]
        return any(_code(a) in wanted for a in part["actors"])
    if field == "stance":
        return said > 0 if wanted == "positive" else said < 0
    if field == "probability":
        return said[0] <= wanted[1] and wanted[0] <= said[1]
    if field == "date":
        return str(said or "").startswith(str(wanted))
    if field == "attribution":
        return any(_plain(wanted) in _plain(a["speaker"]) for a in statement["attribution"])
    return True  # id, document, kind and anchor


def _code(reference: Any) -> str | None:
    return reference.get("actor") if isinstance(reference, dict) else reference


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("–", "-").lower().split())
