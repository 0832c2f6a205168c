"""Sources: bytes become articles, clean and with their provenance.

`load` is the way in; `article.py` is the vocabulary.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .article import Article, Repeat

if TYPE_CHECKING:
    from .loading import load, read_article
    from .outlet import Outlet, find_outlet, outlet_in

__all__ = ["Article", "Outlet", "Repeat", "find_outlet", "load", "outlet_in", "read_article"]

_HOMES = {
    "load": ".loading",
    "read_article": ".loading",
    "Outlet": ".outlet",
    "find_outlet": ".outlet",
    "outlet_in": ".outlet",
}


def __getattr__(name: str) -> Any:
    """Import the heavier parts only when they are asked for."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
