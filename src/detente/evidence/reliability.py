"""Reliability: how far each origin is relied on, on the Admiralty scale, and what a user's own file says of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast, get_args

from ..data import vocabulary
from ..errors import VocabularyError
from ..sources.outlet import find_outlet
from ..yaml import YamlFault, read_yaml
from .claim import Letter
from .dempster import CEILING
from .origin import Voice
from .words import slug

LARGEST = 1_000_000  # bytes of a file of ratings
DEEPEST = 8  # levels of nesting: ratings have two
_SECTIONS = ("letters", "kinds", "origins")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Letters by kind of origin and by origin, and what each letter counts, in [0, .95].

    `origins` is by id (`outlet:reuters`) or slug of the name. What is not there has the letter of its outlet
    in the shipped table, or of its kind.
    """

    letters: Mapping[str, float]
    kinds: Mapping[str, str]
    origins: Mapping[str, str] = field(default_factory=dict)

    def letter(self, voice: Voice) -> Letter:
        """How far a voice is relied on, A to F."""
        own = self.origins.get(voice.id) or self.origins.get(slug(voice.name))
        return cast(Letter, own or self._default(voice))

    def weight(self, voice: Voice) -> float:
        """The same as a number."""
        return self.letters[self.letter(voice)]

    def _default(self, voice: Voice) -> str:
        if voice.kind == "outlet":
            return _of_outlet(voice.name) or self.kinds["unknown"]
        return self.kinds[voice.kind]


@lru_cache(maxsize=2**14)
def _of_outlet(name: str) -> str | None:
    outlet = find_outlet(name)
    return outlet.reliability if outlet else None


@cache
def shipped() -> Ranking:
    """The ranking that comes with the program."""
    table = vocabulary("detente.evidence", "reliability.yaml")
    return Ranking(table["letters"], table["kinds"])


def load_ranking(path: str | os.PathLike[str]) -> Ranking:
    """Read a user's ratings: YAML with any of `letters`, `kinds` and `origins`, over the shipped ones.

        origins: {Reuters: A, "speaker:sergei-lavrov": E}
        kinds: {official: D}
        letters: {C: 0.6}

    Raises VocabularyError where it cannot be read, or names a letter, kind or section that does not exist.
    """
    where = os.fspath(path)
    given = _read(where)
    unknown = [str(k) for k in given if k not in _SECTIONS]
    if unknown:
        raise VocabularyError(
            f"has no section {unknown[0]!r}", where=where, remedy=f"sections are {', '.join(_SECTIONS)}"
        )
    sections = {name: _section(given.get(name), name, where) for name in _SECTIONS}
    base = shipped()
    for name, letter in (*sections["kinds"].items(), *sections["origins"].items()):
        if letter not in get_args(Letter):
            raise VocabularyError(
                f"{name!r} has the letter {letter!r}", where=where, remedy="letters are A to F"
            )
    for kind in sections["kinds"]:
        if kind not in base.kinds:
            raise VocabularyError(
                f"there is no kind {kind!r}", where=where, remedy=f"kinds are {', '.join(base.kinds)}"
            )
    for letter, weight in sections["letters"].items():
        if letter not in base.letters or type(weight) not in (int, float) or not 0 <= weight <= CEILING:
            raise VocabularyError(
                f"letter {letter!r} cannot count {weight!r}",
                where=where,
                remedy=f"letters are A to F and count 0 to {CEILING}",
            )
    origins = {k if _is_id(k) else slug(k): v for k, v in sections["origins"].items()}
    return Ranking({**base.letters, **sections["letters"]}, {**base.kinds, **sections["kinds"]}, origins)


def _is_id(name: str) -> bool:
    return name.partition(":")[0] in {"outlet", "speaker", "actor", "article"} and ":" in name


def _section(value: Any, name: str, where: str) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise VocabularyError(f"{name} is no mapping", where=where, remedy="write `name: letter` lines")
    return {str(k): v for k, v in value.items()}


def _read(where: str) -> dict[str, Any]:
    remedy = "see the docs on ratings for its form"
    try:
        if Path(where).stat().st_size > LARGEST:
            raise VocabularyError(f"is larger than {LARGEST:,} bytes", where=where, remedy=remedy)
        text = Path(where).read_text(encoding="utf8")
        given = read_yaml(text, deepest=DEEPEST).value
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "no UTF-8"
        raise VocabularyError(f"cannot be read ({what})", where=where, remedy=remedy) from error
    except YamlFault as fault:
        at = f"{where}, line {fault.line}" if fault.line else where
        raise VocabularyError(fault.what, where=at, remedy=fault.remedy) from fault
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise VocabularyError("is no mapping", where=where, remedy=remedy)
    return given
