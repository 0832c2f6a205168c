"""The store: a dossier keeps articles, what they say, what people ruled on it, systems and runs.

`open_dossier` is the way in; SQLite by default, PostgreSQL by URL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .articles import Put
    from .dossier import Dossier, open_dossier
    from .edits import Edit
    from .finding import Entry, Facet, Slice, Wanted
    from .info import Info
    from .systems import Run, SystemVersion, Use

__all__ = [
    "Dossier", "Edit", "Entry", "Facet", "Info", "Put", "Run", "Slice", "SystemVersion", "Use",
    "Wanted", "open_dossier",
]  # fmt: skip

_PLACES = {
    "Dossier": "dossier", "open_dossier": "dossier", "Edit": "edits", "Info": "info", "Put": "articles",
    "Run": "systems", "SystemVersion": "systems", "Use": "systems", "Entry": "finding",
    "Facet": "finding", "Slice": "finding", "Wanted": "finding",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import the heavier parts only when they are asked for."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f".{_PLACES[name]}", __name__), name)
    globals()[name] = found
    return found
