"""Sources: bytes become articles, clean and with their provenance.

`load` is the way in, `load_documents` the same one at a time with the bytes behind each, `watch` for folders that
fill over time; `article.py` is the vocabulary.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .article import Article, Repeat
from .document import Document

if TYPE_CHECKING:
    from .loading import load, load_documents
    from .making import read_article
    from .manners import Manners
    from .outlet import Outlet, find_outlet, outlet_in
    from .watching import watch

__all__ = [
    "Article",
    "Document",
    "Manners",
    "Outlet",
    "Repeat",
    "find_outlet",
    "load",
    "load_documents",
    "outlet_in",
    "read_article",
    "watch",
]

_HOMES = {
    "load": ".loading",
    "load_documents": ".loading",
    "read_article": ".making",
    "Manners": ".manners",
    "watch": ".watching",
    "Outlet": ".outlet",
    "find_outlet": ".outlet",
    "outlet_in": ".outlet",
}


def __getattr__(name: str) -> Any:
    """Import the heavier parts only when they are asked for."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
