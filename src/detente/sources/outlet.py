"""Outlets: who publishes, under which names and domains, and how far each is relied on before anything is
known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args
from urllib.parse import urlsplit

from ..data import table, vocabulary
from ..errors import VocabularyError

OutletKind = Literal[
    "agency",
    "broadcaster",
    "newspaper",
    "magazine",
    "digital",
    "think_tank",
    "state_media",
    "partisan",
    "government",
]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
_HOST = re.compile(r"^(?:[a-z0-9-]+\.)+[a-z]{2,}$")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher: its standard `name`, other names, domains, `country` (ISO 3166 alpha-3 or null where it
    has none) and default `reliability` on the Admiralty scale, A the best and F unknown.
    """

    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    kind: OutletKind
    country: str | None
    reliability: Reliability


def find_outlet(name: str) -> Outlet | None:
    """The outlet of this name, alias, domain or address, or None; case and a leading article do not
    matter.
    """
    wanted = name.strip()
    host = (urlsplit(wanted).hostname or "") if "://" in wanted else wanted.casefold().split("/")[0]
    if _HOST.match(host):
        parts = host.split(".")
        for at in range(len(parts) - 1):
            outlet = _by_domain().get(".".join(parts[at:]))
            if outlet:
                return outlet
    return _by_name().get(_key(wanted))


def outlet_in(text: str) -> Outlet | None:
    """The first outlet named in a short phrase, the longest name where several start at one place; whole
    words only.
    """
    match = _pattern().search(text)
    return _by_name()[_key(match.group())] if match else None


@cache
def outlets() -> tuple[Outlet, ...]:
    """All outlets of the shipped table. Raises VocabularyError where a row is malformed."""
    found = []
    for row in table("detente.sources", "outlets.csv"):
        if row["kind"] not in get_args(OutletKind) or row["reliability"] not in get_args(Reliability):
            raise VocabularyError(
                f"bad kind or reliability for {row['name']!r}", where="sources/data/outlets.csv"
            )
        found.append(
            Outlet(
                name=row["name"],
                aliases=tuple(a for a in row["aliases"].split("|") if a),
                domains=tuple(d for d in row["domains"].split("|") if d),
                kind=cast(OutletKind, row["kind"]),
                country=row["country"] or None,
                reliability=cast(Reliability, row["reliability"]),
            )
        )
    return tuple(found)


def _key(name: str) -> str:
    words = re.sub(r"[^\w]+", " ", name.casefold().replace("’", "'").replace("'", "")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def _by_name() -> dict[str, Outlet]:
    index: dict[str, Outlet] = {}
    for outlet in outlets():
        index.setdefault(_key(outlet.name), outlet)
    for outlet in outlets():
        for alias in outlet.aliases:
            index.setdefault(_key(alias), outlet)
    return index


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in reversed(outlets()) for domain in outlet.domains}


@cache
def _pattern() -> re.Pattern[str]:
    names: set[str] = set()
    with_article: set[str] = set()  # one common word ("The Nation") is a name only with its article
    everyday = set(vocabulary("detente.sources", "places.yaml")["everyday_outlets"])
    for outlet in outlets():
        for name in (outlet.name, *outlet.aliases):
            bare = name.removeprefix("The ")
            if name not in everyday:
                (with_article if bare != name and " " not in bare else names).add(bare)
    either = [_longest_first(names), _longest_first(with_article)]
    return re.compile(rf"(?<!\w)(?:(?:[Tt]he )?(?:{either[0]})|[Tt]he (?:{either[1]}))(?!\w)")


def _longest_first(names: set[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
