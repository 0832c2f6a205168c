"""Trails: each origin with where its word was printed, who copied whom, and which claims rest on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ..reading.statement import Kind, Statement
from ..sources.article import Article
from .claim import Claim, Copy, Grounds, Letter, Stance, Support, Weighed
from .interest import Interest
from .origin import publisher_of
from .wording import Naming, describe


@dataclass(frozen=True, slots=True)
class Printing:
    """An article that holds an origin's word; `copy_of` is the article that most of what it copied stands in.

    `share` of its words stand there; `direction` is what told who copied (see `claim.Copy`).
    """

    article: str
    path: str
    title: str | None
    publisher: str | None
    carried_by: tuple[str, ...]
    published: str | None
    copy_of: str | None
    copy: Literal["reprint", "passage"] | None
    share: float | None
    direction: Literal["carrier", "dates", "unknown"] | None


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of a claim that is an origin's word: see `claim.Support` for grounds and interest."""

    statement: str
    article: str
    quote: str
    grounds: Grounds
    first_hand: bool
    interest: Interest
    certainty: float


@dataclass(frozen=True, slots=True)
class Resting:
    """A claim that an origin supports or denies; `alone` where no other origin speaks to it."""

    claim: str
    kind: Kind
    text: str
    stance: Stance
    belief: float
    alone: bool
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """An origin with its reliability (Admiralty, A-F), its printings in order of time, and its claims."""

    id: str
    name: str
    reliability: Letter
    printings: tuple[Printing, ...]
    claims: tuple[Resting, ...]


def trails(
    articles: Iterable[Article], statements: Iterable[Statement], weighed: Weighed, name: Naming = str
) -> tuple[Trail, ...]:
    """Follow each origin: those on which most claims rest alone come first, then by claims and id.

    `name` turns codes of actors into names, in the claims' texts and of governments that speak as such.
    """
    shelf = {a.id: a for a in articles}
    said = {s.id: s for s in statements}
    copies = main_copies(weighed.copies)
    support: dict[tuple[str, str], list[Support]] = defaultdict(list)
    for s in weighed.support:
        support[s.claim, s.origin].append(s)
    resting: dict[str, list[Resting]] = defaultdict(list)
    places: dict[str, set[str]] = defaultdict(set)
    names: dict[str, tuple[str, Letter]] = {}
    for claim in weighed.claims:
        for origin in claim.origins:
            here = support[claim.id, origin.id]
            spoken = name(origin.name) if origin.id.startswith("actor:") else origin.name
            names[origin.id] = (spoken, origin.reliability)
            resting[origin.id].append(_resting(claim, origin.stance, here, said, name))
            places[origin.id] |= {said[s.statement].article.id for s in here if s.statement in said}
    for copy in weighed.copies:  # a reprint holds its original's word even where nothing was read in it
        first = _first(copy.article, copies)
        if copy.kind == "reprint" and first in shelf and publisher_of(shelf[first]).id in names:
            places[publisher_of(shelf[first]).id] |= {copy.article, first}
    found = (
        Trail(
            origin,
            *names[origin],
            _printings(places[origin], shelf, copies),
            tuple(sorted(claims, key=lambda r: (-r.belief, r.claim))),
        )
        for origin, claims in resting.items()
    )
    return tuple(sorted(found, key=lambda t: (-sum(c.alone for c in t.claims), -len(t.claims), t.id)))


def _resting(
    claim: Claim, stance: Stance, here: list[Support], said: dict[str, Statement], name: Naming
) -> Resting:
    told = (
        Told(s.statement, said[s.statement].article.id, said[s.statement].quote, s.grounds, s.first_hand,
             s.interest, s.certainty)
        for s in here if s.statement in said
    )  # fmt: skip
    text = describe(claim.content, name, claim.modality)
    return Resting(claim.id, claim.kind, text, stance, claim.belief, len(claim.origins) == 1, tuple(told))


def main_copies(copies: Iterable[Copy]) -> dict[str, Copy]:
    """Of each article that copies, its copy from the article that most of its words stand in."""
    main: dict[str, Copy] = {}
    for copy in sorted(copies, key=lambda c: (-c.share, c.original)):
        main.setdefault(copy.article, copy)
    return main


def _first(article: str, copies: dict[str, Copy]) -> str:
    seen: set[str] = set()
    while article in copies and article not in seen:
        seen.add(article)
        article = copies[article].original
    return article


def _printings(
    places: Iterable[str], shelf: dict[str, Article], copies: dict[str, Copy]
) -> tuple[Printing, ...]:
    made = []
    for article in sorted(
        (shelf[p] for p in places if p in shelf), key=lambda a: (a.published or "9999", a.id)
    ):
        copy = copies.get(article.id)
        made.append(
            Printing(
                article.id, article.path, article.title, article.publisher, article.carried_by, article.published,
                copy.original if copy else None, copy.kind if copy else None,
                copy.share if copy else None, copy.direction if copy else None,
            )
        )  # fmt: skip
    return tuple(made)
