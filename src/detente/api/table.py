"""A tuple of results that a notebook shows as a table."""

from __future__ import annotations

from html import escape
from typing import Any, SupportsIndex, TypeVar, overload

from ..evidence.claim import Claim
from ..evidence.wording import describe
from ..reading.mentions import Mention
from ..reading.relations import Relation
from ..reading.statement import Statement
from ..sources.article import Article
from .wording import manner, meant, speakers

T = TypeVar("T")
SHOWN = 200
"""Rows that a notebook shows at most; the rest is counted."""

_STYLE = "text-align:left;vertical-align:top;white-space:normal"


def row(item: Any) -> dict[str, str]:
    """What one result shows in a table: column name to text."""
    match item:
        case Article():
            return {
                "published": item.published or "",
                "publisher": item.publisher or "",
                "title": item.title or "",
                "words": str(len(item.text.split())),
                "path": item.path,
            }
        case Mention():
            return {"kind": item.kind, "words": item.text, "actor": meant(item), "article": item.article.path}
        case Relation():
            return {"actor": item.source.text, "relation": item.kind, "to": item.target.text, "cue": item.cue}
        case Statement():
            return {
                "kind": item.kind,
                "says": describe(item.content),
                "according to": speakers(item.attribution),
                "manner": manner(item),
                "quote": item.quote,
            }
        case Claim():
            return {
                "kind": item.kind,
                "claim": describe(item.content),
                "belief": f"{item.belief:.2f}",
                "disbelief": f"{item.disbelief:.2f}",
                "unknown": f"{item.unknown:.2f}",
                "origins": ", ".join(f"{o.name} ({o.reliability})" for o in item.origins),
            }
    fields = getattr(type(item), "__dataclass_fields__", None)
    if fields is None:
        return {"value": str(item)}
    return {name: _cell(getattr(item, name)) for name in fields}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.3g}" if isinstance(value, float) else str(value)


class Table(tuple[T, ...]):
    """A tuple like any other that shows itself as a table in a notebook."""

    __slots__ = ()

    @overload
    def __getitem__(self, key: SupportsIndex, /) -> T: ...
    @overload
    def __getitem__(self, key: slice, /) -> Table[T]: ...
    def __getitem__(self, key: Any, /) -> Any:
        got = super().__getitem__(key)
        return Table(got) if isinstance(key, slice) else got

    def _repr_html_(self) -> str:
        if not self:
            return "<p>nothing</p>"
        rows = [row(item) for item in tuple(self)[:SHOWN]]
        names = list(rows[0])
        head = "".join(f'<th style="{_STYLE}">{escape(name)}</th>' for name in names)
        body = "".join(
            "<tr>" + "".join(f'<td style="{_STYLE}">{escape(r.get(n, ""))}</td>' for n in names) + "</tr>"
            for r in rows
        )
        more = f"<p>and {len(self) - SHOWN} more</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
