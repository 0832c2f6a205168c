"""A system together with the actors that its scenarios bring in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..errors import ScenarioError
from .model import Scenario, System

_KEYS: dict[str, Callable[[Any], object]] = {
    "actors": lambda x: x.code,
    "positions": lambda x: (x.actor, x.issue),
    "ties": lambda x: (x.a, x.b, x.domain),
    "presence": lambda x: (x.actor, x.arena),
    "commitments": lambda x: (x.patron, x.client),
    "strategies": lambda x: (x.actor, x.strategy, x.toward),
}


def with_newcomers(system: System, scenarios: Iterable[Scenario], *, strict: bool = True) -> System:
    """The system with the newcomers of these scenarios after its own actors; itself where there are none.

    Two scenarios may bring in the same actor if they say the same of it; else, with `strict`, ScenarioError.
    """
    found: dict[str, dict[object, Any]] = {section: {} for section in _KEYS}
    for scenario in scenarios:
        if scenario.newcomers is None:
            continue
        for section, key in _KEYS.items():
            for item in getattr(scenario.newcomers, section):
                known = found[section].setdefault(key(item), item)
                if strict and known != item:
                    named = key(item) if isinstance(key(item), str) else " ".join(map(str, key(item)))  # pyright: ignore
                    raise ScenarioError(
                        f"scenario {scenario.name} says otherwise of {named} than one before it",
                        where=f"newcomers, {section}",
                        remedy="give its newcomer another code, or run one of them at a time",
                    )
    if not found["actors"]:
        return system
    own = set(system.codes)
    taken = [code for code in found["actors"] if code in own]
    if strict and taken:
        raise ScenarioError(
            f"the newcomer {taken[0]} is in the system already",
            remedy="leave it out of newcomers; an entry shock suffices",
        )
    return system.model_copy(
        update={section: (*getattr(system, section), *items.values()) for section, items in found.items()}
    )
