"""Menus of what lists can be narrowed to: hundreds of options, the same on every page but for the one chosen."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from ..show import figures
from ..store import Facet

_NAME = 60  # characters of a name


def options(facets: tuple[Facet, ...], chosen: str | None, counted: bool = True) -> Markup:
    """The options of a menu, `counted` with how many claims each has; one chosen that is none of them comes last."""
    every, places = _options(facets, counted)
    if not chosen:
        return every
    at = places.get(chosen)
    if at is None:
        return every + Markup('<option value="{0}" selected>{0}</option>').format(chosen)
    return every[:at] + Markup(" selected") + every[at:]


@lru_cache(maxsize=8)
def _options(facets: tuple[Facet, ...], counted: bool) -> tuple[Markup, dict[str, int]]:
    """All options in one, and where each value's mark of being chosen would stand."""
    parts, places, length = [], {}, 0
    for facet in facets:
        head = f'<option value="{escape(facet.value)}"'
        name = escape(figures.shorten(facet.name, _NAME))
        part = f"{head}>{name} ({facet.claims})</option>" if counted else f"{head}>{name}</option>"
        places[facet.value] = length + len(head)
        parts.append(part)
        length += len(part)
    return Markup("".join(parts)), places
