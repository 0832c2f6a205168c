"""Menus: the options of a list's filters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from detente.store import Facet
from detente.web.menus import options
from workbenches import HOSTILE

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
FACETS = st.lists(st.tuples(TEXT, TEXT, st.integers(1, 9)), max_size=6, unique_by=lambda f: f[0])


def shown(facets: tuple[Facet, ...], chosen: str | None) -> list[tuple[str, bool]]:
    """Value of each option, and whether it is the one chosen, as a browser reads them."""
    tree = html.fragment_fromstring(f"<select>{options(facets, chosen)}</select>")
    return [(o.get("value"), o.get("selected") is not None) for o in tree.iter("option")]


@given(FACETS, st.integers(0, 6))
def test_all_are_there_in_order_and_the_one_chosen_is_marked(made, n):
    facets = tuple(Facet(*f) for f in made)
    chosen = facets[n].value if n < len(facets) else None
    assert shown(facets, chosen) == [(f.value, f.value == chosen) for f in facets]


def test_one_chosen_that_is_none_of_them_is_kept_and_markup_stays_text():
    facets = (Facet("RUS", HOSTILE, 2),)
    assert shown(facets, HOSTILE) == [("RUS", False), (HOSTILE, True)]
    assert "<script" not in options(facets, HOSTILE)
    assert "(2)" in options(facets, None)
    assert "(2)" not in options(facets, None, False)
