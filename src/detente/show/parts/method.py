"""Part: method and limits, and what it takes to get the same page again."""

from __future__ import annotations

from dataclasses import dataclass

from ..index import Index, Note, anchor


@dataclass(frozen=True, slots=True)
class Method:
    """Built last: `notes` are those that the other parts cited."""

    notes: tuple[Note, ...]
    mechanisms: tuple[tuple[str, str, str, bool], ...]
    counts: tuple[tuple[str, int], ...]


def method(index: Index) -> Method:
    """Gather the notes cited, the mechanisms with their words, and on what the estimates rest."""
    named = [x.mechanism for e in index.analysis.explanations for x in e.mechanisms]
    on = {m.name: m.on for m in index.system.mechanisms}
    names = list(dict.fromkeys([*on, *named]))
    mechanisms = tuple(
        (anchor("m", n), n, index.words["mechanisms"].get(n, ""), on.get(n, True)) for n in names
    )
    s = index.system
    estimates = [p.position for p in s.positions] + [t.value for t in s.ties] + [p.level for p in s.presence]
    estimates += [c.level for c in s.commitments] + [x.strength for x in s.strategies]
    counts = tuple((b, sum(e.basis == b for e in estimates)) for b in ("claims", "data", "analyst", "prior"))
    return Method(tuple(index.notes.values()), mechanisms, counts)
