"""Gists: what a phrase says once voice, derivation, names and hedges are taken out of it.

"A withdrawal of American troops from Syria", "if the United States withdrew from Syria" and "a US pullout from Syria"
have one gist: the concept, who does it to whom, and which way it goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

from ..data import vocabulary
from ..reading.statement import ActorRef
from .words import fold, plain_words, root, slug, stem, stopwords

NOBODY = "-"
_TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")
_REACH = 3  # words between a preposition and the name that it governs, and one
_AGENT = "by"


@dataclass(frozen=True, slots=True)
class Gist:
    """A phrase by its `words` (concepts, sorted), its `actors` (who>whom, codes sorted on each side; without > where
    nobody does anything to anybody), and its `direction`: 1 more of it, -1 less of it, 0 it is."""

    words: tuple[str, ...]
    actors: str
    direction: int


def gist(text: str, actors: Iterable[ActorRef] = (), *, calendar: bool = True) -> Gist:
    """The gist of a phrase that names some actors; without `calendar` words for times count for nothing."""
    references = tuple(actors)
    names = _names(references)
    concepts: list[str] = []
    named: list[tuple[int, str]] = []  # position and actor
    tokens = _TOKEN.findall(text)
    for i, token in enumerate(tokens):
        if code := _named(token, names):
            if not named or named[-1] != (i - 1, code):
                named.append((i, code))
            else:
                named[-1] = (i, code)  # the next word of one name
        else:
            concepts += _concepts(token)
    concepts = _phrases(concepts)
    if not calendar:
        concepts = [c for c in concepts if c not in _roots("calendar") and not c.isdigit()]
    kept, direction = _directed([c for c in concepts if c not in _roots("light")])
    telling = [c for c in kept if c not in _roots("implied")]
    words = tuple(sorted(set(telling or kept)))
    known = {actor_key(r) for r in references} - {NOBODY}
    if not known:
        return Gist(words, NOBODY, direction)
    if not _roots("mutual").isdisjoint(words):
        return Gist(words, " ".join(sorted(known)), direction)
    return Gist(words, _roles([t.lower() for t in tokens], named, known), direction)


def actor_key(reference: ActorRef | None) -> str:
    """The code of an actor; where the text leaves it open, its name."""
    if reference is None:
        return NOBODY
    if reference.actor:
        return reference.actor
    return "?" + slug(reference.name) if reference.name else NOBODY


def head_of(word: str) -> str:
    """The head of an issue, one for all that ask the same question: `join` asks for `membership`."""
    return _vocabulary()["issues"].get(word, word)


def _names(references: tuple[ActorRef, ...]) -> dict[str, str]:
    """The words that name these actors, folded, each with the key of its actor."""
    names: dict[str, str] = {}
    for reference in references:
        key = actor_key(reference)
        for word in (*_words_for(reference.actor), *plain_words(reference.name or "")):
            names.setdefault(word, key)
    return names


@cache
def _words_for(code: str | None) -> tuple[str, ...]:
    return _spoken_of().get(code or "", ())


@cache
def _spoken_of() -> dict[str, tuple[str, ...]]:
    """The words of all names of every actor of the shipped tables and of its people, by code.

    Places and organs are left out: an attack on one town is not one on another, and "Border" is a word.
    """
    from ..reading import surfaces

    words: dict[str, set[str]] = {}
    for surface in chain(
        surfaces.state_surfaces(),
        surfaces.organisation_surfaces(),
        surfaces.group_surfaces(),
        surfaces.collective_surfaces(),
        surfaces.person_surfaces(),
    ):
        if surface.entry and surface.entry.actor:
            words.setdefault(surface.entry.actor, set()).update(plain_words(surface.text))
    return {code: tuple(sorted(found)) for code, found in words.items()}


def _named(token: str, names: dict[str, str]) -> str | None:
    """The actor that a capitalised word names: `Syria's`, `US-led` and `Israeli-Syrian` by their first part."""
    for written in _WORD.findall(token):
        part = fold(written)
        if part in names and written != written.lower() and (part not in stopwords() or written.isupper()):
            return names[part]
    return None


def _concepts(token: str) -> list[str]:
    joined = fold(token)
    if joined in _concept_of():
        return [_concept_of()[joined]]
    found = []
    for part in plain_words(token):
        if part not in stopwords() and part not in _roots("toward"):
            base = root(part)
            found.append(
                _concept_of().get(part) or _concept_of().get(stem(part)) or _concept_of().get(base) or base
            )
    return found


def _phrases(concepts: list[str]) -> list[str]:
    """Concepts that stand in two words, as "pull out" does, found wherever the second follows."""
    for (first, second), concept in _two_words().items():
        if first in concepts and second in concepts[concepts.index(first) :]:
            concepts = [c for c in concepts if c not in (first, second)] + [concept]
    return concepts


def _directed(concepts: list[str]) -> tuple[list[str], int]:
    """The concepts without the one that says which way, and that way; with several, or nothing else, all and 0."""
    less = _roots("less")
    if not _roots("quantities").isdisjoint(concepts):
        less |= _roots("falling")
    ways = [(c, 1 if c in _roots("more") else -1) for c in concepts if c in _roots("more") | less]
    if len({c for c, _ in ways}) != 1:
        return concepts, 0
    word, way = ways[0]
    return [c for c in concepts if c != word], way


def _roles(tokens: list[str], named: list[tuple[int, str]], known: set[str]) -> str:
    """Who does it to whom, as prepositions, voice and order tell it: `USA>SYR`."""
    doers: set[str] = set()
    others: set[str] = set()
    passive = any(_before(tokens, i) == _AGENT for i, _ in named)
    last = -9
    for n, (i, code) in enumerate(named):
        before = _before(tokens, i)
        if n and before == "and" and i - last <= _REACH:
            role = doers if named[n - 1][1] in doers else others
        elif before == _AGENT:
            role = doers
        elif before == "of":
            role = others if _done_to(tokens, i) else doers
        elif before:
            role = others
        else:
            role = others if n or passive else doers
        if code not in doers | others:
            role.add(code)
        last = i
    doers |= known - doers - others  # whom only a pronoun names
    return " ".join(sorted(doers)) + (">" + " ".join(sorted(others)) if others else "")


def _before(tokens: list[str], at: int) -> str:
    """What governs the name at a place: the nearest preposition or "and" before it; empty where there is none."""
    for i in range(at - 1, max(0, at - _REACH) - 1, -1):
        if tokens[i] == "of" and i and tokens[i - 1] == "out":
            return "from"
        if tokens[i] in _vocabulary()["toward"] or tokens[i] in {_AGENT, "of", "and"}:
            return tokens[i]
    return ""


def _done_to(tokens: list[str], at: int) -> bool:
    of = len(tokens[:at]) - 1 - tokens[:at][::-1].index("of")
    return of > 0 and not _roots("done_to").isdisjoint(_concepts(tokens[of - 1]))


@cache
def _vocabulary() -> dict:
    return vocabulary("detente.evidence", "gists.yaml")


@cache
def _roots(name: str) -> frozenset[str]:
    return frozenset(form for word in _vocabulary()[name] for form in (word, root(word), *_of_concept(word)))


def _of_concept(word: str) -> tuple[str, ...]:
    return (_concept_of()[word],) if word in _concept_of() else ()


@cache
def _concept_of() -> dict[str, str]:
    found: dict[str, str] = {}
    for concept, words in _vocabulary()["concepts"].items():
        for word in words:
            if " " not in word:
                found.setdefault(word, concept)
                found.setdefault(stem(word), concept)
                if len(root(word)) > 4:  # shorter ones belong to too many
                    found.setdefault(root(word), concept)
    return found


@cache
def _two_words() -> dict[tuple[str, str], str]:
    return {
        (root(word.split()[0]), root(word.split()[1])): concept
        for concept, words in _vocabulary()["concepts"].items()
        for word in words
        if " " in word
    }
