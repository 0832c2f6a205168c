"""Part: every claim with its words, origins and belief - where all the page's numbers lead."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from .. import figures
from ..charts.bars import belief
from ..index import Citation, Entry, Index


@dataclass(frozen=True, slots=True)
class Listed:
    entry: Entry
    chart: Markup
    believed: str
    disbelieved: str
    unknown: str
    related: Citation


@dataclass(frozen=True, slots=True)
class Group:
    anchor: str
    name: str
    claims: tuple[Listed, ...]


def evidence(index: Index) -> tuple[Group, ...]:
    """The claims by kind, in the order of their numbers."""
    groups = []
    for kind, entries in groupby(index.entries, key=lambda e: e.kind):
        name = index.words["kinds"].get(kind, [kind, kind])[1]
        groups.append(Group(f"k-{kind}", name.capitalize(), tuple(_listed(index, e) for e in entries)))
    return tuple(groups)


def _listed(index: Index, e: Entry) -> Listed:
    believed, disbelieved, unknown = (figures.number(x) for x in (e.belief, e.disbelief, e.unknown))
    title = f"belief {believed}, disbelief {disbelieved}, unknown {unknown}"
    return Listed(
        e,
        belief(title, e.belief, e.disbelief, e.unknown),
        believed,
        disbelieved,
        unknown,
        index.cite(e.related),
    )
