"""Curations: what an analyst holds of a system before its articles are read (examples/NAME/curation.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from detente.errors import SystemFileError
from detente.reading.statement import DOMAINS, StrategyName
from detente.system.file import compose, fault_in, line_of, remedy_for
from detente.system.model import Code, Frozen, Name, Resolution, Scenario, Text, Variable

Unit = Annotated[float, Field(ge=0, le=1)]
Signed = Annotated[float, Field(ge=-1, le=1)]
Spread = Annotated[float, Field(gt=0)]
Note = Annotated[str, Field(min_length=20, max_length=500)]


class Held(Frozen):
    """What an analyst holds of a number before the articles are read, and why."""

    mean: float
    sd: Spread
    note: Note


class ActorHeld(Frozen):
    """An actor; its capability comes from the tables unless the analyst says otherwise."""

    code: Code
    capability: Held | None = None


class PositionHeld(Frozen):
    """Where an actor stands on an issue (`at`) and how much it cares (`cares`)."""

    actor: Code
    at: Unit
    sd: Spread = 0.12
    cares: Unit
    cares_sd: Spread = 0.12
    note: Note


class IssueHeld(Frozen):
    """A question; `hears` and `against` are the ids of what articles want that speak for its high or its low end."""

    id: Name
    text: Text
    low: Text
    high: Text
    hears: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    reference: Held
    positions: tuple[PositionHeld, ...]


class TieHeld(Frozen):
    """Standing in some domains: `between` two, each toward the other, or `of` one toward another, which goes first."""

    between: tuple[Code, Code] | None = None
    of: tuple[Code, Code] | None = None
    diplomatic: Signed | None = None
    military: Signed | None = None
    economic: Signed | None = None
    informational: Signed | None = None
    sd: Spread = 0.15
    note: Note

    @model_validator(mode="after")
    def _one_pair(self) -> TieHeld:
        if (self.between is None) == (self.of is None):
            raise ValueError("a tie is either `between` two or `of` one toward another")
        return self

    def values(self) -> Iterator[tuple[tuple[str, str, str], float]]:
        """Each direction and domain that it speaks of, with its value."""
        pairs = (self.of,) if self.of else (self.between, self.between[::-1]) if self.between else ()
        for a, b in pairs:
            for domain in DOMAINS:
                if (value := getattr(self, domain)) is not None:
                    yield (a, b, domain), value


class PresenceHeld(Frozen):
    """Weight that an actor holds in an arena."""

    actor: Code
    level: Unit
    sd: Spread = 0.1
    note: Note


class ArenaHeld(Frozen):
    """A place with who holds weight in it."""

    code: Code
    name: Name
    host: Code | None = None
    presence: tuple[PresenceHeld, ...]


class CommitmentHeld(Frozen):
    """How far a client can count on its patron."""

    patron: Code
    client: Code
    level: Unit
    sd: Spread = 0.15
    note: Note


class StrategyHeld(Frozen):
    """How strongly an actor follows a strategy."""

    actor: Code
    strategy: StrategyName
    toward: tuple[Code, ...] = ()
    strength: Unit
    sd: Spread = 0.15
    note: Note


class ForecastHeld(Frozen):
    """The rule that decides a forecast, found by some of its `words`."""

    words: Annotated[str, Field(min_length=8)]
    resolution: Resolution


class HypothesisHeld(Frozen):
    """A conclusion as an analyst reads it: what the premise of one of the `scenarios` moves, and which way.

    `words` stand in the sentence of the article that draws it; one that no single sentence draws has a `note` instead.
    """

    text: Text
    words: Annotated[str, Field(min_length=8)] | None = None
    note: Text | None = None
    scenario: str
    variable: Variable
    direction: Literal["increase", "decrease"]
    by: int = 24
    assumed: tuple[str, ...] = ()


class Curation(Frozen):
    """What an analyst decides of a system, as known on the date `as_of`.

    `stands_for`: what the articles tell of an actor counts as told of these.
    """

    as_of: str
    title: Text
    stands_for: dict[Code, tuple[Code, ...]] = Field(default_factory=dict)
    actors: tuple[ActorHeld, ...]
    issues: tuple[IssueHeld, ...]
    ties: tuple[TieHeld, ...]
    arenas: tuple[ArenaHeld, ...]
    commitments: tuple[CommitmentHeld, ...]
    strategies: tuple[StrategyHeld, ...]
    scenarios: tuple[Scenario, ...]
    forecasts: tuple[ForecastHeld, ...] = ()
    hypotheses: tuple[HypothesisHeld, ...] = ()


def load_curation(path: Path) -> Curation:
    """Read a curation. Raises SystemFileError, with the line, where it is missing or breaks its schema."""
    try:
        text = path.read_text(encoding="utf8")
    except OSError as error:
        raise SystemFileError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="name a folder that has one"
        ) from error
    tree, lines = compose(text, path.name)
    try:
        return Curation.model_validate(tree)
    except ValidationError as error:
        first = min(error.errors(), key=lambda e: line_of(lines, e["loc"]))
        raise SystemFileError(
            fault_in(first, error.error_count()),
            where=f"{path.name}, line {line_of(lines, first['loc'])}",
            remedy=remedy_for(first),
        ) from error
