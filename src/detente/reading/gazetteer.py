"""The gazetteer: which words of a text name actors, and what is known of those actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..data import table
from .membership import Membership, holds, members_on, shipped_memberships
from .offices import Tenure, holder, shipped_tenures
from .pieces import pieces, pieces_of
from .surfaces import PACKAGE, Entry, Surface, shipped_surfaces
from .surroundings import COLLECTIVE_NOUNS, ends_a_name, stands

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["ActorInfo", "Entry", "Gazetteer", "Match"]

_HELD = ""  # the key under which a node of the trie keeps its surfaces: no piece is empty
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `start:end` of a doc that name an actor; more than one entry where the name is ambiguous."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ActorInfo:
    """What is known of a principal; `ccode` is its Correlates of War code, where it has one, `home` the state that an
    armed group or a movement is based or fights in."""

    code: str
    name: str
    kind: str
    capital: str | None = None
    ccode: int | None = None
    home: str | None = None


class Gazetteer:
    """All known actors by the words that name them, as a trie over folded words."""

    def __init__(
        self,
        surfaces: Iterable[Surface],
        actors: Iterable[ActorInfo],
        memberships: Mapping[str, tuple[Membership, ...]],
        tenures: Iterable[Tenure] = (),
    ) -> None:
        self._surfaces = tuple(surfaces)
        self._actors: dict[str, ActorInfo] = {}
        for actor in actors:
            self._actors.setdefault(actor.code, actor)
        self._memberships = dict(memberships)
        self._tenures = tuple(tenures)
        self._trie: dict[str, Any] = {}
        for surface in self._surfaces:
            self._add(surface)
        named: dict[str, dict[str, None]] = defaultdict(dict)
        for surface in self._surfaces:
            if surface.entry is not None and surface.entry.actor:
                named[surface.entry.actor][surface.text] = None
        self._by_code = {code: tuple(texts) for code, texts in named.items()}

    @classmethod
    @cache
    def default(cls) -> Gazetteer:
        """The gazetteer of the shipped tables, made once."""
        return cls(shipped_surfaces(), shipped_actors(), shipped_memberships(), shipped_tenures())

    def extended(self, path: Path) -> Gazetteer:
        """This gazetteer with the user's own YAML file of actors on top: what it says of a name goes first.

        Raises VocabularyError where the file cannot be read or breaks its shape.
        """
        from .actor_file import read_actor_file

        own = read_actor_file(path)
        return Gazetteer(
            (*own.surfaces, *self._surfaces),
            (*own.actors, *self._actors.values()),
            {**self._memberships, **own.memberships},
            (*own.tenures, *self._tenures),
        )

    def _add(self, surface: Surface) -> None:
        words = pieces_of(surface.text)
        self._put(words, surface)
        if "-" in words:  # "Guinea Bissau", "al Qaeda"
            self._put(tuple(w for w in words if w != "-"), surface)

    def _put(self, words: tuple[str, ...], surface: Surface) -> None:
        node = self._trie
        for word in words:
            node = node.setdefault(word, {})
        held: list[Surface] = node.setdefault(_HELD, [])
        if held and held[0].entry is None and not held[0].where:
            return  # what is passed over stays passed over
        if surface.entry is not None and surface.entry.kind == "outlet" and held:
            return
        held.append(surface)

    def mentions(self, doc: Doc, on: str | None = None) -> tuple[Match, ...]:
        """Find the actors that a doc names: longest match, no overlaps, in order.

        `on` is the date of publication (ISO, of any precision): it drops office holders whose dates do not
        fit, where others remain. Names are matched in their own case, and in capitals throughout.
        """
        words: list[str] = []
        index: list[int] = []
        for token in doc:
            for word in pieces(token.text):
                words.append(word)
                index.append(token.i)
        found: list[Match] = []
        i = 0
        while i < len(words):
            match = self._longest(doc, words, index, i)
            if match is None:
                i += 1
                continue
            j, surfaces = match
            start, end = index[i], index[j - 1] + 1
            entries = tuple(dict.fromkeys(s.entry for s in surfaces if s.entry is not None))
            if entries and entries[0].form in {"adjective", "people"} and ends_a_name(doc, start, end):
                entries = ()
            if entries and not (found and found[-1].end > start):
                if surfaces[0].where == "organ" and found:
                    entries = _taken_over(entries, found[-1], doc, start)
                if _is_collective_adjective(entries) and j < len(words) and words[j] in COLLECTIVE_NOUNS:
                    end, j = index[j] + 1, j + 1
                    entries = (replace(entries[0], form="name"),)
                found.append(Match(start, end, _fitting(entries, on)))
            i = j
        return tuple(found)

    def _longest(
        self, doc: Doc, words: list[str], index: list[int], i: int
    ) -> tuple[int, list[Surface]] | None:
        """End and surfaces of the longest match at piece `i` that may stand there."""
        node = _child(self._trie, words[i])
        best: tuple[int, list[Surface]] | None = None
        j = i + 1
        while node is not None:
            held = node.get(_HELD)
            if held:
                fit = [s for s in held if stands(s, doc, words, index, i, j)]
                if fit:
                    people = [s for s in fit if s.where == "people"]
                    best = (j, people or fit)
            if j >= len(words):
                break
            node = _child(node, words[j])
            j += 1
        return best

    def describe(self, code: str) -> ActorInfo:
        """What is known of the actor `code`; an unknown code describes itself."""
        return self._actors.get(code) or ActorInfo(code, code, "other")

    def surfaces_of(self, code: str) -> tuple[str, ...]:
        """The words that stand for an actor, as written, in the order of the tables."""
        return self._by_code.get(code, ())

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all known actors, in the order of the tables."""
        return tuple(self._actors)

    def members(self, code: str, on: str | None = None) -> tuple[str, ...]:
        """Members of an organisation or collective on a date (without one: those of no known end), sorted."""
        return members_on(self._memberships, code, on)

    def office(self, country: str, office: str, on: str | None = None) -> Entry | None:
        """Who holds an office of a country on a date, null where none is known; of several the last to enter.

        `office` is an office's id or one of its words in the table of offices ("prime minister", "premier",
        "chancellor"). Without a date: who holds it with no known end.
        """
        return holder(self._tenures, country, office, on)


def shipped_actors() -> tuple[ActorInfo, ...]:
    """All principals of the shipped tables."""
    found = []
    for row in table(PACKAGE, "states.csv"):
        capital = row["capitals"].lstrip("=").split("|")[0] or None
        ccode = int(row["ccode"]) if row["ccode"] else None
        found.append(ActorInfo(row["iso3"], row["name"], row["kind"], capital, ccode))
    for row in table(PACKAGE, "organisations.csv"):
        if not row["parent"] or row["parent"] != row["code"]:
            found.append(ActorInfo(row["code"], row["name"], "organisation"))
    for row in table(PACKAGE, "groups.csv"):
        kind = "armed_group" if row["sector"] in {"REB", "UAF", "CRM"} else "organisation"
        found.append(ActorInfo(row["code"], row["name"], kind, home=row["country"] or None))
    for row in table(PACKAGE, "collectives.csv"):
        found.append(ActorInfo(row["code"], row["name"], "collective"))
    return tuple(found)


def _child(node: dict[str, Any], word: str) -> dict[str, Any] | None:
    """The node after a word: in its own case, or in plain case where the word stands in capitals."""
    child = node.get(word)
    if child is None and len(word) > 3 and word.isupper():
        return node.get(word.capitalize()) or node.get(word.lower())
    return child


def _is_collective_adjective(entries: tuple[Entry, ...]) -> bool:
    return entries[0].kind == "collective" and entries[0].form == "adjective"


def _taken_over(entries: tuple[Entry, ...], before: Match, doc: Doc, start: int) -> tuple[Entry, ...]:
    """Entries of an organ, given to the state named just before it."""
    adjacent = before.end == start or (before.end + 1 == start and doc[before.end].text in _POSSESSIVE)
    owner = before.entries[0]
    if not adjacent or owner.kind != "state" or owner.form not in {"name", "adjective", "capital"}:
        return entries
    return tuple(replace(e, actor=owner.actor) if e.actor != owner.actor else e for e in entries)


def _fitting(entries: tuple[Entry, ...], on: str | None) -> tuple[Entry, ...]:
    """The entries whose dates hold on a date, all where none holds; of one person's or actor's, the first."""
    if len(entries) < 2:
        return entries
    if on is not None:
        entries = tuple(e for e in entries if holds(e.valid_from, e.valid_to, on)) or entries
    kept: dict[tuple[str | None, str | None], Entry] = {}
    for entry in entries:
        kept.setdefault((None if entry.kind == "person" else entry.actor, entry.name), entry)
    return tuple(kept.values())
