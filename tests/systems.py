"""Small systems, made by hand for tests: a made-up region of five, and one of any size for measuring."""

from __future__ import annotations

import random

from detente.reading.statement import DOMAINS
from detente.system.model import (
    Actor,
    Arena,
    Commitment,
    Estimate,
    Forecast,
    Issue,
    Mechanism,
    Position,
    Presence,
    Resolution,
    Scenario,
    Shock,
    Strategy,
    System,
    Tie,
    Variable,
)


def guess(mean: float, sd: float = 0.05) -> Estimate:
    """An estimate that rests on the test alone."""
    return Estimate(mean=mean, sd=sd, basis="analyst", note="made up for a test")


def actor(code: str, capability: float, sd: float = 0.0) -> Actor:
    return Actor(code=code, name=code.title(), kind="state", capability=guess(capability, sd))


def tie(a: str, b: str, mean: float, domain: str = "diplomatic", sd: float = 0.05) -> Tie:
    return Tie(a=a, b=b, domain=domain, value=guess(mean, sd))


def ties(a: str, b: str, mean: float, sd: float = 0.05) -> tuple[Tie, ...]:
    """The same standing both ways in every domain."""
    return tuple(tie(x, y, mean, domain, sd) for x, y in ((a, b), (b, a)) for domain in DOMAINS)


def position(actor: str, issue: str, mean: float, salience: float = 0.7, sd: float = 0.05) -> Position:
    return Position(actor=actor, issue=issue, position=guess(mean, sd), salience=guess(salience, sd))


def only(*names: str, **parameters: dict[str, float]) -> tuple[Mechanism, ...]:
    """Every built-in mechanism off but `names`, with parameters as given (exactly) for the mechanisms named."""
    every = (
        "settlement", "influence", "alignment", "balance", "compartmentalisation", "ambiguity", "hedging", "wedge",
        "vacuum", "brokerage", "sanctions", "events", "drift",
    )  # fmt: skip
    return tuple(
        Mechanism(
            name=name,
            on=name in names,
            parameters={key: guess(value, 0.0) for key, value in parameters.get(name, {}).items()},
        )
        for name in every
    )


def region(**changes) -> System:
    """Five made-up actors around the valley of Lodra.

    The great power NORDIA protects ALDEN and has a garrison in LODRA; the rival great power VOSTRIA has one too;
    KESTREL is hostile to ALDEN; LODRA hosts them.
    """
    parts = dict(  # noqa: C408
        as_of="2031-05-01",
        title="The valley of Lodra",
        actors=(
            actor("NORDIA", 0.20),
            actor("VOSTRIA", 0.08),
            actor("ALDEN", 0.02),
            actor("KESTREL", 0.03),
            actor("LODRA", 0.004),
        ),
        issues=(
            Issue(
                id="garrison",
                text="Vostria keeps its garrison in Lodra",
                low="Vostria's garrison leaves",
                high="Vostria's garrison stays",
                reference=guess(0.8),
            ),
            Issue(id="toll", text="Kestrel levies the toll", low="no toll", high="the full toll"),
        ),
        positions=(
            position("NORDIA", "garrison", 0.2, 0.3),
            position("VOSTRIA", "garrison", 0.95, 0.9),
            position("ALDEN", "garrison", 0.7, 0.6),
            position("KESTREL", "garrison", 0.3, 0.5),
            position("ALDEN", "toll", 0.1, 0.9),
            position("KESTREL", "toll", 0.9, 0.8),
        ),
        ties=(
            *ties("NORDIA", "ALDEN", 0.7),
            *ties("NORDIA", "VOSTRIA", -0.4),
            *ties("ALDEN", "VOSTRIA", 0.2),
            *ties("ALDEN", "KESTREL", -0.7),
            *ties("VOSTRIA", "KESTREL", 0.5),
        ),
        arenas=(Arena(code="LODRA", name="Lodra", host="LODRA"),),
        presence=(
            Presence(actor="NORDIA", arena="LODRA", level=guess(0.5)),
            Presence(actor="VOSTRIA", arena="LODRA", level=guess(0.3)),
            Presence(actor="KESTREL", arena="LODRA", level=guess(0.2)),
        ),
        commitments=(Commitment(patron="NORDIA", client="ALDEN", level=guess(0.8)),),
        strategies=(
            Strategy(
                actor="VOSTRIA", strategy="compartmentalisation", toward=("ALDEN",), strength=guess(0.8)
            ),
            Strategy(actor="VOSTRIA", strategy="wedge", toward=("ALDEN", "NORDIA"), strength=guess(0.6)),
            Strategy(actor="VOSTRIA", strategy="brokerage", strength=guess(0.7)),
            Strategy(actor="ALDEN", strategy="ambiguity", toward=("VOSTRIA",), strength=guess(0.6)),
        ),
        scenarios=(
            Scenario(
                name="nordia-leaves",
                title="Nordia leaves Lodra",
                shocks=(Shock(kind="withdrawal", actor="NORDIA", arena="LODRA", at=3),),
            ),
            Scenario(
                name="vostria-out",
                title="Vostria loses its garrison",
                shocks=(Shock(kind="presence", actor="VOSTRIA", arena="LODRA", at=2, to=0.0),),
            ),
        ),
        forecasts=(
            Forecast(
                claim="closer",
                text="Alden will draw closer to Vostria",
                actors=("ALDEN", "VOSTRIA"),
                expects="increase",
                probability=(0.55, 0.8),
                resolution=Resolution(
                    variable=Variable(kind="tie", actors=("ALDEN", "VOSTRIA")), comparison="increase", by=12
                ),
            ),
            Forecast(
                claim="vague",
                text="Something will give",
                expects="occur",
                probability=(0.2, 0.45),
                resolution=None,
            ),
        ),
    )
    return System(**(parts | changes))


def sized(actors: int, issues: int, arenas: int = 2, seed: int = 1) -> System:
    """A system of a given size with everything known at random: for measuring only."""
    dice = random.Random(seed)
    codes = [f"A{i:02d}" for i in range(actors)]
    return System(
        as_of="2031-01-01",
        actors=tuple(actor(c, 0.01 + 0.2 * dice.random() ** 3, 0.002) for c in codes),
        issues=tuple(
            Issue(id=f"issue-{m}", text="a question", low="no", high="yes", reference=guess(0.5, 0.1))
            for m in range(issues)
        ),
        positions=tuple(
            position(c, f"issue-{m}", dice.random(), dice.random(), 0.1)
            for m in range(issues)
            for c in codes
            if dice.random() < 0.7
        ),
        ties=tuple(
            tie(a, b, dice.uniform(-0.8, 0.8), domain, 0.15)
            for a in codes
            for b in codes
            for domain in DOMAINS
            if a != b and dice.random() < 0.15
        ),
        arenas=tuple(Arena(code=f"R{r}", name=f"Arena {r}", host=codes[r]) for r in range(arenas)),
        presence=tuple(
            Presence(actor=c, arena=f"R{r}", level=guess(dice.random() * 0.6, 0.1))
            for c in codes
            for r in range(arenas)
            if dice.random() < 0.4
        ),
        commitments=tuple(Commitment(patron=codes[0], client=c, level=guess(0.6, 0.1)) for c in codes[1:4]),
        strategies=tuple(
            Strategy(actor=code, strategy=name, strength=guess(0.6, 0.1))
            for code, name in zip(codes, ("wedge", "brokerage", "ambiguity", "hedging"))
        ),
        scenarios=tuple(
            Scenario(
                name=f"leaves-{i}",
                title="A withdrawal",
                shocks=(Shock(kind="withdrawal", actor=codes[i], arena="R0", at=3),),
            )
            for i in range(3)
        ),
    )
