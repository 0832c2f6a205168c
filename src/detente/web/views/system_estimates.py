"""Estimates of a system as rows: what each is of, its number, what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ...reading.statement import DOMAINS
from ...show import figures
from ...system.bounds import RANGES
from ...system.editing import Address
from ...system.model import Basis, Estimate
from ..refusals import Refusal
from .paging import Paging
from .system_address import PARTS, path_of
from .system_held import Held

COUNT = 100
BASES: tuple[Basis, ...] = ("claims", "data", "analyst", "prior")
_LONGEST = 300
Order = Literal["file", "said"]


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """A number of a system: `of` is its address, `on` what it rests on in a few words, `claims` how many claims.

    It lies from `low` to `high`; where there is no greatest value `high` is null.
    """

    of: str
    part: str
    says: str
    mean: float
    sd: float
    basis: Basis
    on: str
    claims: int
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of estimates is narrowed to; what is empty asks nothing."""

    part: str = ""
    actor: str = ""
    toward: str = ""
    issue: str = ""
    domain: str = ""
    arena: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class EstimateList:
    """A page of the estimates that are wanted: those that an analyst or claims speak for first, then the furthest
    from nothing."""

    system: int
    estimates: tuple[EstimateRow, ...]
    asked: Asked
    paging: Paging


def row_of(held: Held, address: Address, estimate: Estimate | None = None) -> EstimateRow:
    """An estimate as a list has it."""
    e = held.at[address] if estimate is None else estimate
    low, high = RANGES[address[0], address[-1]]
    return EstimateRow(
        path_of(address), address[0], held.says(address), e.mean, e.sd, e.basis, _on(e), len(e.claims), low,
        high if high < 1e300 else None,
    )  # fmt: skip


def estimate_list(held: Held, asked: Asked, page: int = 1) -> EstimateList:
    """The estimates of a system that are wanted. Raises Refusal where a filter is none that could be."""
    _check(asked)
    found = [(a, held.at[a]) for a in held.at if _fits(held, a, asked)]
    found.sort(key=_rank)
    start = (page - 1) * COUNT
    rows = tuple(row_of(held, a) for a, _ in found[start : start + COUNT])
    return EstimateList(held.no, rows, asked, Paging(page, COUNT, len(found)))


def best_first(held: Held, addresses: Iterable[Address]) -> list[Address]:
    """Addresses in the order in which a list has them."""
    return [a for a, _ in sorted(((a, held.at[a]) for a in addresses), key=_rank)]


def _rank(found: tuple[Address, Estimate]) -> tuple[int, float]:
    e = found[1]
    return ({"analyst": 0, "claims": 0, "data": 1, "prior": 2}[e.basis], -abs(e.mean))


def _fits(held: Held, address: Address, asked: Asked) -> bool:
    if asked.part and address[0] != asked.part:
        return False
    m = held.about[address]
    return (
        (not asked.actor or asked.actor in m.actors)
        and (not asked.toward or asked.toward in m.actors[1:])
        and (not asked.issue or m.issue == asked.issue)
        and (not asked.domain or m.domain == asked.domain)
        and (not asked.arena or m.arena == asked.arena)
        and (not asked.basis or held.at[address].basis == asked.basis)
    )


def _check(asked: Asked) -> None:
    for name, given, known in (
        ("part", asked.part, PARTS), ("domain", asked.domain, DOMAINS), ("basis", asked.basis, BASES),
    ):  # fmt: skip
        if given and given not in known:
            raise Refusal(422, "is none that could be", where=name, remedy=f"give {', '.join(known)}")
    if any(len(v) > _LONGEST for v in (asked.actor, asked.toward, asked.issue, asked.arena)):
        raise Refusal(422, "is too long", where="a filter", remedy="pick one of the system's")


def _on(e: Estimate) -> str:
    match e.basis:
        case "claims":
            return figures.count(len(e.claims), "claim")
        case "data":
            return figures.shorten(e.source or "data", 80)
        case "analyst":
            return figures.shorten(e.note or "", 80)
        case _:
            return figures.shorten(e.note or e.source or "nothing says anything on it", 80)
