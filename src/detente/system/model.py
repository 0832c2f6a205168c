"""The vocabulary of systems: actors, issues, ties, presence, each number an estimate with its evidence.

A `System` is what a system file holds. Everything is frozen; a change makes a new system (`model_copy`).
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ..reading.statement import Domain, StrategyName

Basis = Literal["claims", "data", "analyst", "prior"]
Code = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9_\-]{0,63}$")]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(max_length=2000)]


class Frozen(BaseModel):
    """Base of the parts of a system: frozen, closed to unknown keys, finite numbers only."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Estimate(Frozen):
    """A number that is not known exactly: mean, standard deviation, and what it rests on.

    `claims` are ids of claims (for the basis `claims`), `source` names the data (for `data`), `note` says why
    (required for `analyst`).
    """

    mean: float
    sd: Annotated[float, Field(ge=0)]
    basis: Basis
    claims: tuple[str, ...] = ()
    source: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _has_its_grounds(self) -> Estimate:
        if self.basis == "claims" and not self.claims:
            raise ValueError("basis 'claims' needs the ids of its claims")
        if self.basis == "data" and not self.source:
            raise ValueError("basis 'data' needs its source")
        if self.basis == "analyst" and not self.note:
            raise ValueError("basis 'analyst' needs a note saying why")
        return self


class Actor(Frozen):
    """A principal. `capability` is a share of what all states can bring to bear, like CINC: at least 0."""

    code: Code
    name: Name
    kind: Literal["state", "organisation", "armed_group", "collective", "other"]
    capability: Estimate
    members: tuple[Code, ...] = ()


class Issue(Frozen):
    """A question as a scale: `low` describes 0, `high` describes 1, `reference` is the status quo."""

    id: Name
    text: Text
    low: Text
    high: Text
    actors: tuple[Code, ...] = ()
    reference: Estimate | None = None


class Position(Frozen):
    """What an actor demands on an issue (0 to 1) and how much it cares (`salience`, 0 to 1)."""

    actor: Code
    issue: Name
    position: Estimate
    salience: Estimate


class Tie(Frozen):
    """Standing of `a` toward `b` in one domain, in [-1, 1]."""

    a: Code
    b: Code
    domain: Domain
    value: Estimate


class Arena(Frozen):
    """A place or field where outside actors hold weight; `host` is the actor whose ground it is."""

    code: Code
    name: Name
    host: Code | None = None


class Presence(Frozen):
    """Weight that an actor holds in an arena, in [0, 1]."""

    actor: Code
    arena: Code
    level: Estimate


class Commitment(Frozen):
    """How far `client` can count on `patron`, in [0, 1]."""

    patron: Code
    client: Code
    level: Estimate


class Strategy(Frozen):
    """How strongly an actor follows a named strategy toward others, in [0, 1]."""

    actor: Code
    strategy: StrategyName
    toward: tuple[Code, ...] = ()
    strength: Estimate


class Mechanism(Frozen):
    """A registered mechanism: on or off, with the parameters that depart from its own priors."""

    name: Name
    on: bool = True
    parameters: dict[str, Estimate] = {}


ShockKind = Literal[
    "withdrawal", "presence", "commitment", "tie", "position", "capability", "salience", "removal", "entry"
]  # fmt: skip


class Shock(Frozen):
    """An imposed change: what, to how much, when, and in which runs.

    kind        who / on what                      `to` (new value) or `by` (change)
    withdrawal  actor from arena                   presence to `to` (default 0)
    presence    actor in arena                     level in [0, 1]
    commitment  actor (patron) to other (client)   level in [0, 1]; other null: to all its clients
    tie         actor toward other, in domain      value in [-1, 1]; both directions; domain null: every
                                                   domain
    position    actor on issue                     position in [0, 1], with `salience` if that is to change too;
                                                   an actor without one there takes it up (salience 0.5 unless
                                                   said), and has no part in the issue before
    capability  actor                              factor on capability (`to`: 1 is unchanged)
    salience    actor on issue                     level in [0, 1]
    removal     actor                              none: it is out of the system from `at` on
    entry       actor, of the system or newcomer   none: it is out of the system before `at`, in it from then on

    Months: the change comes at month `at`. `over` k months it comes in a straight line and is complete at
    at + k - 1. From month `until` on it is taken back: the level that a position, tie or commitment returns to is
    the run's first one again (`by` less, where other shocks of the scenario change it too) and the state is left to
    return there; presence, salience and capability, which return to nothing by themselves, are set back (to the
    run's level at month 0, or by `by`); who withdrew is there again, who was removed comes back, who entered goes.

    `when` is a condition on the run's own state, like `presence:TUR@SYR > 0.5` (`system/condition.py`). The shock
    then strikes each run at most once, in the first month from `at` on that follows a month in which the condition
    holds; `until` - `at` is then how many months it lasts.
    """

    kind: ShockKind
    at: Annotated[int, Field(ge=0, le=1200)] = 1
    over: Annotated[int, Field(ge=1, le=1200)] | None = None
    until: Annotated[int, Field(ge=1, le=2400)] | None = None
    when: Annotated[str, Field(max_length=1000)] | None = None
    actor: Code
    other: Code | None = None
    arena: Code | None = None
    domain: Domain | None = None
    issue: str | None = None
    to: float | None = None
    by: float | None = None
    salience: float | None = None


class Newcomers(Frozen):
    """Actors that a system does not hold and a scenario brings in, with what is estimated of them.

    They are absent until an `entry` shock of the scenario, and in scenarios without one throughout. Positions are
    on issues of the system, presence in its arenas; a tie or a commitment has a newcomer at one end at least.
    """

    actors: tuple[Actor, ...]
    positions: tuple[Position, ...] = ()
    ties: tuple[Tie, ...] = ()
    presence: tuple[Presence, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    strategies: tuple[Strategy, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the newcomers, in order."""
        return tuple(a.code for a in self.actors)


class Scenario(Frozen):
    """A named set of shocks, with the actors that come in; `claims` those that proposed it."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_\-]{0,79}$")]
    title: Name
    text: Text = ""
    shocks: tuple[Shock, ...] = ()
    newcomers: Newcomers | None = None
    claims: tuple[str, ...] = ()


Quad = Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
QUADS: tuple[Quad, ...] = get_args(Quad)


ACTORS_NEEDED = {
    "settlement": 0, "position": 1, "tie": 2, "presence": 1, "commitment": 2, "hedging": 1, "events": 2,
}  # fmt: skip
"""How many actors a variable of each kind names."""


class Variable(Frozen):
    """Something that a run reports over time.

    kind         actors                 with
    settlement   none                   issue       where it comes to rest, 0 to 1
    position     one                    issue       0 to 1
    tie          two, a toward b        domain      -1 to 1; domain null: mean over domains
    presence     one                    arena       0 to 1
    commitment   patron, client                     0 to 1
    hedging      one                                probability that it hedges, 0 to 1
    events       two, a toward b        quad        reported events in the month, a count
    """

    kind: Literal["settlement", "position", "tie", "presence", "commitment", "hedging", "events"]
    actors: tuple[Code, ...] = ()
    issue: str | None = None
    domain: Domain | None = None
    arena: Code | None = None
    quad: Quad | None = None

    @property
    def label(self) -> str:
        """Short name for people and for the command line, like `tie:ISR>RUS` or `presence:RUS@SYR`."""
        who = ">".join(self.actors)
        what = self.issue or self.arena or self.domain or self.quad
        joint = "@" if self.kind == "presence" else ":"
        return f"{self.kind}:" + joint.join(x for x in (who, what) if x)


Comparison = Literal["increase", "decrease", "no_change", "no_increase", "no_decrease", "above", "below"]
FAILING = ("no_increase", "no_decrease")  # comparisons with a change that does not come
LEVELS = ("above", "below")  # comparisons of a level, not of a change


class Resolution(Frozen):
    """How a forecast is decided in the model: change of `variable` since month 0, compared with `threshold`,
    by a month.

    `assumed` lists what the article left open and this rule fills in.
    """

    variable: Variable
    comparison: Comparison
    threshold: float = 0.05
    by: Annotated[int, Field(ge=1, le=1200)] = 12
    assumed: tuple[str, ...] = ()


class Forecast(Frozen):
    """What an article expects, with the rule that decides it where the variable is in the model."""

    claim: str
    text: Text
    actors: tuple[Code, ...] = ()
    expects: Literal["increase", "decrease", "no_change", "occur", "not_occur"]
    probability: tuple[float, float]
    horizon: str | None = None
    resolution: Resolution | None = None


class Hypothesis(Frozen):
    """A conclusion to be tested: that under a premise a variable moves some way, by a month.

    Of the kind `cause` what moves is the difference to the baseline in the same runs, which takes a premise; of
    the kind `forecast` the change since month 0, under a premise if there is one; `above` and `below` compare
    its level with the threshold instead. `given` is the premise in the article's words, `premise` the shocks
    that stand for it. A change counts from `threshold` on. `probability` is the range that the article gives.
    `assumed` lists what its words leave open and this test fills in. Where the model cannot test it,
    `untestable` says why and there is no variable. A person's own (`claim` null) says in a `note` where it
    comes from.
    """

    kind: Literal["cause", "forecast"] = "cause"
    claim: str | None = None
    text: Text
    given: Text = ""
    premise: tuple[Shock, ...] = ()
    variable: Variable | None = None
    direction: Comparison | None = None
    threshold: float = 0.01
    by: Annotated[int, Field(ge=1, le=1200)] = 12
    probability: tuple[float, float] | None = None
    assumed: tuple[str, ...] = ()
    untestable: str | None = None
    note: str | None = None


class Quote(Frozen):
    """The exact words of one statement behind a claim."""

    statement: str
    article: str
    path: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    quote: Text
    start: int
    end: int
    speakers: tuple[str, ...] = ()
    modality: str = "asserted"
    certainty: float = 1.0


class Evidence(Frozen):
    """One claim that the system rests on or tests, with its belief, origins and words.

    `contradicted_by` are the ids of claims in the same evidence that say the opposite.
    """

    claim: str
    kind: str
    text: Text
    belief: float
    disbelief: float
    unknown: float
    origins: tuple[str, ...]
    quotes: tuple[Quote, ...]
    contradicted_by: tuple[str, ...] = ()


class Said(Frozen):
    """What one claim says of one number: a value, how exactly, what age leaves of its weight, and from whom."""

    claim: str
    value: float
    sd: Annotated[float, Field(gt=0)]
    age: Annotated[float, Field(ge=0, le=1)]
    origins: tuple[str, ...]


class Ground(Frozen):
    """What an estimate that rests on claims follows from: its prior (mean, sd), and what each claim says of it.

    `of` names the estimate: section, what tells the item from others there, field, as in
    `[ties, ISR, RUS, diplomatic, value]`. With it the estimate can be had again without a claim.
    """

    of: tuple[str, ...]
    prior: tuple[float, Annotated[float, Field(gt=0)]]
    said: tuple[Said, ...]


class SetAside(Frozen):
    """An analyst's estimate that the system has no place for at present, by its address (as `Ground.of`).

    A source that is left out takes what it alone spoke of along; once that is there again so is his number.
    """

    of: tuple[str, ...]
    estimate: Estimate


class System(Frozen):
    """The strategic system at a date. Order of every list is part of the file and of the seed's meaning."""

    as_of: str
    title: str = ""
    actors: tuple[Actor, ...] = ()
    issues: tuple[Issue, ...] = ()
    positions: tuple[Position, ...] = ()
    ties: tuple[Tie, ...] = ()
    arenas: tuple[Arena, ...] = ()
    presence: tuple[Presence, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    grounds: tuple[Ground, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the actors, in order: the index of every actor axis."""
        return tuple(a.code for a in self.actors)
