"""Grouping: parts become claims, by content and time, and by what people ruled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .claim import Joined
from .content import Key, claim_id
from .occasion import Reason, place
from .part import Part
from .ruling import Rulings


class Member(NamedTuple):
    """A part of a claim, and what made it one."""

    part: Part
    joined: Joined


@dataclass(frozen=True, slots=True)
class Group:
    """A claim in the making: what it is about, of which time, and all that is said of it."""

    id: str
    key: Key
    occasion: str
    members: tuple[Member, ...]


def group(parts: Iterable[Part], rulings: Rulings) -> tuple[Group, ...]:
    """Group parts into claims, by id; the same whatever order they come in."""
    by_key: dict[Key, list[Part]] = defaultdict(list)
    for part in parts:
        by_key[part.key].append(part)

    def placed() -> Iterator[tuple[Part, str, Reason]]:
        for same in by_key.values():
            places = place(same)
            for part in same:
                yield part, *places[part.statement]

    return gather(placed(), rulings)


def gather(placed: Iterable[tuple[Part, str, Reason]], rulings: Rulings) -> tuple[Group, ...]:
    """Put parts whose occasions are known together into claims, as people ruled them."""
    contents: dict[Key, dict[str, str]] = defaultdict(dict)
    members: dict[str, list[Member]] = defaultdict(list)
    about: dict[str, tuple[bool, str, Key, str]] = {}
    ruled = bool(rulings.split or rulings.merged)
    for part, occasion, reason in placed:
        ids = contents[part.key]
        own = ids.get(occasion)
        if own is None:
            own = ids[occasion] = claim_id(part.key, occasion)
            if not ruled:
                about[own] = (False, own, part.key, occasion)
        if not ruled:
            members[own].append(Member(part, reason))
            continue
        claim = rulings.claim_of(part.statement, own)
        joined: Joined = reason
        if claim != own:
            joined = "split" if part.statement in rulings.split else "merged"
        members[claim].append(Member(part, joined))
        # what a person put together is about what its own content says, else about the least id's
        mine = (claim != own, own, part.key, occasion)
        if claim not in about or mine[:2] < about[claim][:2]:
            about[claim] = mine
    groups = (
        Group(claim, *about[claim][2:], tuple(sorted(held, key=_order) if len(held) > 1 else held))
        for claim, held in members.items()
    )
    return tuple(sorted(groups, key=lambda g: g.id))


def _order(member: Member) -> tuple[str, int, int, str]:
    part = member.part
    return (part.article, part.start, part.end, part.statement)
