"""Part: who said it first - each origin, where its word was printed, who copied whom, and what rests on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...evidence.trail import Printing, Resting, Trail, trails
from .. import figures
from ..index import Citation, Entry, Index, anchor
from .carriers import weight_of

MOST_ORIGINS = 12
MOST_CLAIMS = 6
MOST_SHARED = 3


@dataclass(frozen=True, slots=True)
class Print:
    """An article that holds an origin's word.

    `how` says in what way it has it from another article, `copies` are those that have it from this one.
    """

    anchor: str
    title: str
    outlet: str
    date: str
    how: str
    copies: tuple[Print, ...]


@dataclass(frozen=True, slots=True)
class Rested:
    """A claim that rests on an origin; `alone` where on no other, else with `others`."""

    entry: Entry
    citation: Citation
    alone: bool
    denies: bool
    others: str = ""


@dataclass(frozen=True, slots=True)
class OriginTree:
    """An origin; `alone` counts the claims that have no other, `more` those not listed, all of them in `citation`."""

    anchor: str
    name: str
    letter: str
    meaning: str
    total: int
    alone: int
    citation: Citation
    prints: tuple[Print, ...]
    claims: tuple[Rested, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Origins:
    """`first` are those on which most claims rest alone, `others` the rest; `single` of `claims` have one origin."""

    first: tuple[OriginTree, ...]
    others: tuple[OriginTree, ...]
    single: int
    claims: int


def origins(index: Index) -> Origins:
    """Every origin as a tree, those on whose word alone most claims rest first."""
    analysis = index.analysis
    traced = trails(analysis.articles, analysis.statements, analysis.weighed, index.name)
    weight = weight_of(index)
    made = [_origin(index, t, n, weight) for n, t in enumerate(traced, 1)]
    single = sum(len(e.origins) == 1 for e in index.entries)
    return Origins(tuple(made[:MOST_ORIGINS]), tuple(made[MOST_ORIGINS:]), single, len(index.entries))


def _origin(index: Index, trail: Trail, n: int, weight: Mapping[str, float]) -> OriginTree:
    held = [r for r in trail.claims if r.claim in index.entry]
    # What rests on this word alone comes first, and of that what carries most of a result.
    held.sort(key=lambda r: (not r.alone, -weight.get(r.claim, 0.0), -r.belief, r.claim))
    alone = [r for r in held if r.alone]
    listed = alone[:MOST_CLAIMS] + [r for r in held if not r.alone][:MOST_SHARED]
    return OriginTree(
        f"o-{n}",
        index.origin(trail.name),
        trail.reliability,
        index.words["reliability"].get(trail.reliability, ""),
        len(held),
        sum(r.alone for r in held),
        index.cite(r.claim for r in held),
        _prints(index, trail.printings),
        tuple(_rested(index, r, trail.name) for r in listed),
        len(held) - len(listed),
    )


def _rested(index: Index, r: Resting, origin: str) -> Rested:
    entry = index.entry[r.claim]
    others = figures.joined([o for o, _, _ in entry.origins if o != index.origin(origin)])
    return Rested(entry, index.cite([r.claim]), r.alone, r.stance == "denies", others)


def _prints(index: Index, printings: Sequence[Printing]) -> tuple[Print, ...]:
    """The printings as a tree: what copies another of them stands below it."""
    here = {p.article for p in printings}
    below: dict[str | None, list[Printing]] = defaultdict(list)
    for p in printings:
        below[p.copy_of if p.copy_of in here else None].append(p)

    def grow(original: str | None, above: frozenset[str]) -> tuple[Print, ...]:
        found = [p for p in below.get(original, ()) if p.article not in above]
        return tuple(_print(index, p, grow(p.article, above | {p.article})) for p in found)

    grown = grow(None, frozenset())
    # Two that copy each other have no root: then they stand side by side.
    return grown or tuple(_print(index, p, ()) for p in printings)


def _print(index: Index, p: Printing, copies: tuple[Print, ...]) -> Print:
    outlet = p.publisher or "publisher unknown"
    carried = f", carried by {figures.joined(p.carried_by)}" if p.carried_by else ""
    return Print(
        anchor("a", p.article), p.title or "Untitled", outlet + carried, figures.date(p.published),
        _how(index, p), copies,
    )  # fmt: skip


def _how(index: Index, p: Printing) -> str:
    if not p.copy_of or p.share is None:
        return ""
    verb = "reprints" if p.copy == "reprint" else "repeats passages of"
    found = index.articles.get(p.copy_of)
    whom = (found.publisher or found.title or "another article") if found else "an article not shown"
    doubt = "; which came first is not known" if p.direction == "unknown" else ""
    return f"{verb} {whom}: {figures.percent(p.share)} of its words stand there{doubt}"
