"""Grounds: what estimates follow from, as a system file carries it, so that a file can be had without a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .estimate import Parameter
from .model import Ground, Said, System
from .pool import Observation, Prior

NAMED = {
    "positions": ("actor", "issue"),
    "ties": ("a", "b", "domain"),
    "presence": ("actor", "arena"),
    "commitments": ("patron", "client"),
    "strategies": ("actor", "strategy", "toward"),
}
"""What tells an item of a section from the others there."""


def grounds_of(system: System, parameters: Iterable[Parameter]) -> tuple[Ground, ...]:
    """What the estimates of a system follow from, for its file."""
    return tuple(
        Ground(
            of=(p.section, *name_of_item(getattr(system, p.section)[p.index], p.section), p.field),
            prior=(_short(p.prior.mean), _short(p.prior.sd)),
            said=tuple(
                Said(
                    claim=o.claim,
                    value=_short(o.value),
                    sd=_short(o.sd),
                    age=_short(o.age),
                    origins=o.origins,
                )
                for o in p.observations
            ),
        )
        for p in parameters
    )


def parameters_of(system: System) -> Iterator[Parameter]:
    """The parameters that a system's grounds tell of: of estimates that still rest on claims.

    What an analyst wrote in place of one follows from no claim any more and is left as it stands.
    """
    places: dict[tuple[str, ...], tuple[str, int]] = {
        (section, *name_of_item(item, section)): (section, i)
        for section in NAMED
        for i, item in enumerate(getattr(system, section))
    }
    for ground in system.grounds:
        if (found := places.get(ground.of[:-1])) is None:
            continue
        section, index = found
        held = getattr(getattr(system, section)[index], ground.of[-1], None)
        if held is not None and held.basis == "claims":
            said = tuple(Observation(s.claim, s.value, s.sd, s.age, s.origins) for s in ground.said)
            yield Parameter(section, index, ground.of[-1], Prior(*ground.prior), said)


def name_of_item(item: object, section: str) -> tuple[str, ...]:
    """What tells an item from the others of its section."""
    values = (getattr(item, name) for name in NAMED[section])
    return tuple(x for value in values for x in (value if isinstance(value, tuple) else (value,)))


def _short(x: float) -> float:
    """Seven significant digits: far below what any estimate is known to, and the same on every machine."""
    return float(f"{x:.7g}")
