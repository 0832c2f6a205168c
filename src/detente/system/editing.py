"""Editing: an analyst puts an estimate of his own in place of one, and it is carried over when all is assembled anew.

An estimate goes by its address: section, what tells the item from others there, field; the same as in a system's
grounds. `("ties", "ISR", "RUS", "diplomatic", "value")` is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from ..errors import EditError
from .bounds import RANGES, faults
from .estimate import from_claims
from .grounds import NAMED, name_of_item
from .model import Estimate, SetAside, System
from .pool import Observation, Prior

Address = tuple[str, ...]
NAMES: Mapping[str, tuple[str, ...]] = {"actors": ("code",), "issues": ("id",), **NAMED}
"""What tells an item of each section with estimates from the others there."""
WIDEST = 10.0  # sd: beyond it a number says nothing on any of our scales


@dataclass(frozen=True, slots=True)
class Carried:
    """A system with an analyst's work put into it: the addresses that took it, and those it has no place for."""

    system: System
    kept: tuple[Address, ...]
    lost: tuple[Address, ...]


def estimates(system: System) -> Iterator[tuple[Address, Estimate]]:
    """Every estimate of a system with its address, in the order of the file."""
    for section, name in RANGES:
        for item in getattr(system, section):
            held = getattr(item, name)
            if held is not None:
                yield (section, *_key(item, section), name), held


def estimate_at(system: System, address: Address) -> Estimate:
    """The estimate of an address. Raises EditError where there is none."""
    section, index, name = _find(system, address)
    held = getattr(getattr(system, section)[index], name)
    if held is None:
        raise _nothing(address)
    return held


def with_estimate(system: System, address: Address, mean: float, sd: float, note: str) -> System:
    """The system with an analyst's estimate at an address; `note` says why.

    Raises EditError where there is no such estimate, the number cannot be, or the note is missing.
    """
    section, index, name = _find(system, address)
    low, high = RANGES[section, name]
    where = "/".join(address)
    if not (isfinite(mean) and low <= mean <= high):
        raise EditError(
            f"{mean:g} is outside {low:g} to {high:g}", where=where, remedy="give a number within"
        )
    if not (isfinite(sd) and 0 <= sd <= WIDEST):
        raise EditError(
            f"a standard deviation of {sd:g} cannot be", where=where, remedy=f"give one from 0 to {WIDEST:g}"
        )
    if not note.strip():
        raise EditError("has no note", where=where, remedy="say why the number should be this one")
    own = Estimate(mean=mean, sd=sd, basis="analyst", note=note.strip())
    return _replaced(system, section, index, name, own)


def without_edit(system: System, address: Address) -> System:
    """The system with what its claims say at an address again, in place of an analyst's estimate.

    Raises EditError where the estimate is no analyst's, or the system carries nothing that it followed from.
    """
    section, index, name = _find(system, address)
    held = estimate_at(system, address)
    ground = next((g for g in system.grounds if g.of == address), None)
    if held.basis != "analyst" or ground is None:
        raise EditError(
            "follows from no claim that could be gone back to", where="/".join(address),
            remedy="take up an earlier version of the system",
        )  # fmt: skip
    said = tuple(Observation(s.claim, s.value, s.sd, s.age, s.origins) for s in ground.said)
    belief = {e.claim: e.belief for e in system.evidence}
    believed = {o.claim: belief.get(o.claim, 0.0) for o in said}
    return _replaced(system, section, index, name, from_claims(Prior(*ground.prior), said, believed))


def carried_over(work: System, fresh: System) -> Carried:
    """A system assembled anew with the work of an analyst on an earlier one put into it.

    Carried over are his estimates (with the items that he added), the issues, arenas, scenarios and hypotheses
    that rest on no claim, and mechanisms that he set. Estimates that the new system has no place for are told and set
    aside in it, and those that were set aside before come back where it has one again.
    """
    system = _with_additions(work, fresh)
    kept: list[Address] = []
    aside: list[SetAside] = []
    own = [SetAside(of=a, estimate=e) for a, e in estimates(work) if e.basis == "analyst"]
    for written in (*work.set_aside, *own):  # what stands in its place counts, should both be there
        try:
            section, index, name = _find(system, written.of)
        except EditError:
            aside.append(written)
            continue
        system = _replaced(system, section, index, name, written.estimate)
        kept.append(written.of)
    system = system.model_copy(update={"set_aside": tuple(aside)})
    return Carried(system, tuple(kept), tuple(w.of for w in aside))


def _with_additions(work: System, fresh: System) -> System:
    """The fresh system with what an analyst added to the other, as far as it fits there."""
    mechanisms = {m.name: m for m in work.mechanisms}
    system = fresh.model_copy(
        update={"mechanisms": tuple(mechanisms.get(m.name, m) for m in fresh.mechanisms)}
    )
    for section, keys in (*NAMES.items(), ("arenas", ("code",))):
        here = {_names(item, keys) for item in getattr(system, section)}
        for item in getattr(work, section):
            if _names(item, keys) not in here and _is_own(item):
                system = _if_it_fits(system, section, item)
    names = {s.name for s in system.scenarios}
    for scenario in work.scenarios:
        if not scenario.claims and scenario.name not in names:
            system = _if_it_fits(system, "scenarios", scenario)
    for hypothesis in work.hypotheses:
        if hypothesis.claim is None and hypothesis not in system.hypotheses:
            system = _if_it_fits(system, "hypotheses", hypothesis)
    return system


def _is_own(item: Any) -> bool:
    """Whether an analyst put an item there: one of its estimates is his."""
    held = (getattr(item, name) for name in type(item).model_fields)
    return any(isinstance(e, Estimate) and e.basis == "analyst" for e in held)


def _if_it_fits(system: System, section: str, item: object) -> System:
    """The system with an item more, unless something would be wrong with it that is not now."""
    more = system.model_copy(update={section: (*getattr(system, section), item)})
    return system if len(list(faults(more))) > len(list(faults(system))) else more


def _find(system: System, address: Address) -> tuple[str, int, str]:
    section, name = (address[0], address[-1]) if address else ("", "")
    if (section, name) in RANGES:
        for index, item in enumerate(getattr(system, section)):
            if _key(item, section) == address[1:-1]:
                return section, index, name
    raise _nothing(address)


def _replaced(system: System, section: str, index: int, name: str, estimate: Estimate) -> System:
    items = list(getattr(system, section))
    items[index] = items[index].model_copy(update={name: estimate})
    return system.model_copy(update={section: tuple(items)})


def _key(item: object, section: str) -> Address:
    return name_of_item(item, section) if section in NAMED else _names(item, NAMES[section])


def _names(item: object, keys: Iterable[str]) -> Address:
    values = (getattr(item, key) for key in keys)
    return tuple(x for v in values for x in (v if isinstance(v, tuple) else (v,)))


def _nothing(address: Address) -> EditError:
    return EditError(
        "is no estimate of this system", where="/".join(address)[:200] or "the address",
        remedy="name section, item and field, like ties/ISR/RUS/diplomatic/value",
    )  # fmt: skip
