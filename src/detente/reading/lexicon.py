"""Word lists of the vocabulary files (data/*.yaml), in the forms that rules look words up in.

`name` is a file without its ending, `keys` the way into it: `words("presence", "nouns", "forces")`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from ..data import vocabulary


@cache
def entry(name: str, *keys: str) -> Any:
    """What stands under `keys` in the vocabulary file `name`, as it stands there."""
    found = vocabulary("detente.reading", f"{name}.yaml")
    for key in keys:
        found = found[key]
    return found


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The word list, or the words of a table, under `keys` of the vocabulary file `name`."""
    return frozenset(entry(name, *keys))


@cache
def by_word(name: str, *keys: str) -> dict[str, Any]:
    """A table {label: [words]} under `keys` of the vocabulary file `name`, turned to {word: label}."""
    return {word: label for label, listed in entry(name, *keys).items() for word in listed}
