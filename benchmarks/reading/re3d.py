"""Actors and relations against the re3d documents.

Spans: those that at least one judge accepted (confidence above 0) of the kinds Person, Organisation, Location and
Nationality. A leading article, and space or a possessive at the ends, are no part of a span on either side; spans that
are then the same are one. Two measures, both with the kind: `exact` takes both ends to be the same (as CoNLL 2003
does), `overlap` takes spans that share words, each matched once (the `type` measure of SemEval 2013, task 9.1).

Relations: those accepted by a judge, of the kinds in `RELATIONS`, between spans as above (not from weapons or
vehicles). One is met where ours has the same kind and direction and both its ends share words with the marked ones,
each matched once.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.measure import Row
from benchmarks.reading.marked import Counts, data, summary, total
from detente.reading.mentions import Mention, mentions
from detente.reading.relations import relations
from detente.sources.article import Article

KINDS = {"Person": "person", "Organisation": "organisation", "Location": "place", "Nationality": "group"}
DRAWS = 1000
RELATIONS = {
    "FightingAgainst": "fights",
    "AlliesOf": "backs",
    "CommWith": "talks",
    "InChargeOf": "heads",
    "Likes": "likes",
    "Dislikes": "dislikes",
}


class Marked(NamedTuple):
    """A span with its kind."""

    start: int
    end: int
    kind: str


class Related(NamedTuple):
    """A relation with the ends of its source and target."""

    kind: str
    source: tuple[int, int]
    target: tuple[int, int]


class Document(NamedTuple):
    """One document with what people marked in it."""

    article: Article
    spans: frozenset[Marked]
    relations: tuple[dict[str, Any], ...]


def rows() -> Iterator[Row]:
    """F1 of spans, over all and by kind."""
    folder = data("re3d")
    if folder is None:
        return
    documents = load(folder)
    found = [mentions([d.article]) for d in documents]
    for way, match in (("exact", exact), ("overlap", overlap)):
        pairs = [(d.spans, spans(d.article.text, f)) for d, f in zip(documents, found)]
        yield from summary(f"re3d actors, {way}", [match(*pair) for pair in pairs])
        for kind in KINDS.values():
            counts = [
                match(frozenset(s for s in a if s.kind == kind), frozenset(s for s in b if s.kind == kind))
                for a, b in pairs
            ]
            yield f"re3d actors, {way}, {kind}: F1", total(counts).f1, ""
    both = [(related(d), said(d)) for d in documents]
    yield from summary("re3d relations", [met(*pair) for pair in both])
    for kind in RELATIONS.values():
        counts = [
            met(frozenset(r for r in a if r.kind == kind), frozenset(r for r in b if r.kind == kind))
            for a, b in both
        ]
        low, high = interval(counts)
        yield (
            f"re3d relations, {kind}: F1",
            total(counts).f1,
            f"95 %: {low:.2f} to {high:.2f}; {sum(c.hits + c.missed for c in counts)} marked",
        )


def load(folder: Path) -> list[Document]:
    """All documents with their marks, in order of their ids."""
    marks: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for name in ("entities", "relations"):
        marks[name] = defaultdict(list)
        for record in _lines(folder / f"{name}.jsonl"):
            if record["confidence"] > 0:
                marks[name][record["documentId"]].append(record)
    return [
        Document(
            article := Article(
                d["_id"], d["_id"], d["title"], (), d["sourceName"], (), None, None, None, "en", d["text"]
            ),
            frozenset(
                trimmed(article.text, e["begin"], e["end"], KINDS[e["type"]])
                for e in marks["entities"][d["_id"]]
                if e["type"] in KINDS
            ),
            tuple(marks["relations"][d["_id"]]),
        )
        for d in sorted(_lines(folder / "documents.jsonl"), key=lambda d: d["_id"])
    ]


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf8") as lines:
        yield from map(json.loads, lines)


def trimmed(text: str, start: int, end: int, kind: str) -> Marked:
    """A span without article, possessive and space at its ends."""
    words = text[start:end]
    lead = re.match(r"\s*(?:(?:the|an?)\s+(?=\S))?", words, re.I)
    tail = re.search(r"(?:['’]s?)?\s*$", words)
    cut = start + (lead.end() if lead else 0)
    return Marked(cut, max(cut + 1, start + (tail.start() if tail else len(words))), kind)


def spans(text: str, found: tuple[Mention, ...]) -> frozenset[Marked]:
    """Mentions as marked spans."""
    return frozenset(trimmed(text, m.start, m.end, m.kind) for m in found)


def exact(marked: frozenset[Marked], said: frozenset[Marked]) -> Counts:
    """Counts where both ends and the kind must be the same."""
    hits = len(marked & said)
    return Counts(hits, len(said) - hits, len(marked) - hits)


def overlap(marked: frozenset[Marked], said: frozenset[Marked]) -> Counts:
    """Counts where spans of one kind that share words are the same, each matched once, the longest share first."""
    shares = sorted(
        (
            (min(m.end, s.end) - max(m.start, s.start), m, s)
            for m in marked
            for s in said
            if m.kind == s.kind and min(m.end, s.end) > max(m.start, s.start)
        ),
        key=lambda share: (-share[0], share[1], share[2]),
    )
    left, right = set(marked), set(said)
    for _, m, s in shares:
        if m in left and s in right:
            left.discard(m)
            right.discard(s)
    hits = len(marked) - len(left)
    return Counts(hits, len(right), len(left))


def related(document: Document) -> frozenset[Related]:
    """The marked relations of the kinds that ours map to, between actors of the four kinds."""
    text, known = document.article.text, {(s.start, s.end) for s in document.spans}
    found = set()
    for r in document.relations:
        if r["type"] in RELATIONS:
            source, target = (
                trimmed(text, r[f"{e}Begin"], r[f"{e}End"], "")[:2] for e in ("source", "target")
            )
            if source in known and target in known:
                found.add(Related(RELATIONS[r["type"]], source, target))
    return frozenset(found)


def said(document: Document) -> frozenset[Related]:
    """What we say of the relations in a document."""
    text = document.article.text
    return frozenset(
        Related(r.kind, *(trimmed(text, m.start, m.end, "")[:2] for m in (r.source, r.target)))
        for r in relations([document.article])
    )


def met(marked: frozenset[Related], said: frozenset[Related]) -> Counts:
    """Counts where relations of one kind are the same whose sources share words and whose targets do, each once."""
    left = set(marked)
    false = 0
    for s in sorted(said):
        hit = min((m for m in left if m.kind == s.kind and _shares(m, s)), default=None)
        false += hit is None
        left.discard(hit)
    return Counts(len(marked) - len(left), false, len(left))


def _shares(a: Related, b: Related) -> bool:
    return all(x[0] < y[1] and y[0] < x[1] for x, y in ((a.source, b.source), (a.target, b.target)))


def interval(counts: list[Counts]) -> tuple[float, float]:
    """95 % interval of F1 over documents drawn with replacement, from a seed of its own."""
    draw = random.Random(0)
    scores = sorted(total(draw.choices(counts, k=len(counts))).f1 for _ in range(DRAWS))
    return scores[int(0.025 * DRAWS)], scores[int(0.975 * DRAWS)]
