"""Make the reference systems of the examples anew: examples/NAME/system.yaml from its articles and its curation.

    python -m tools.make_examples [NAME...]        # or: make examples

`examples/NAME/curation.yaml` is what an analyst decides: who the actors are, which questions they differ on, what to
hold of each number before the articles are read, and why. The articles then move these numbers as in assembly: an
estimate that a claim speaks of is pooled from the analyst's value (or that of a shipped table) and the claims, and
keeps the basis `claims`; one that no claim speaks of keeps the basis `analyst` or `data`. So a system follows from the
two files alone, and is made anew when the reader improves.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import detente
from detente.errors import DetenteError, SystemFileError
from detente.evidence.claim import Claim
from detente.reading.gazetteer import Gazetteer
from detente.reading.statement import DOMAINS, Domain, Statement
from detente.system import model, priors
from detente.system.assembly import MECHANISMS, TELLING
from detente.system.cast import KINDS, members_counted, members_of, name_of
from detente.system.cite import cite
from detente.system.estimate import Parameter, from_claims, from_prior
from detente.system.expectations import expectations
from detente.system.file import dump_system
from detente.system.grounds import grounds_of
from detente.system.hypotheses import hypotheses
from detente.system.model import Estimate, System
from detente.system.observe import Slot, gathered, observe
from detente.system.pool import Observation, Prior
from detente.system.scenarios import Lead, leads
from detente.writing import write_text

from .curation import Curation, Held, load_curation

ROOT = Path(__file__).resolve().parents[1]
FROM_CLAIMS = "held before the articles: "


class _Maker:
    """Pools what is held with what the articles say, and remembers what each estimate follows from."""

    def __init__(self, claims: Iterable[Claim], observed: dict[Slot, tuple[Observation, ...]]) -> None:
        self.belief = {c.id: c.belief for c in claims}
        self.observed = observed
        self.items: dict[str, list] = defaultdict(list)
        self.parameters: list[Parameter] = []

    def seen(self, kind: str, *key: str) -> tuple[Observation, ...]:
        """What the articles say of one parameter."""
        return self.observed.get(Slot(kind, key), ())

    def add(
        self, section: str, make: type, fields: dict[str, tuple[Prior, tuple[Observation, ...]]], **known: Any
    ) -> None:
        """Append an item to a section: `fields` are its estimates, `known` the rest."""
        index = len(self.items[section])
        estimates = {name: self._estimate(prior, seen) for name, (prior, seen) in fields.items()}
        self.items[section].append(make(**known, **estimates))
        self.parameters += [Parameter(section, index, n, p, seen) for n, (p, seen) in fields.items() if seen]

    def _estimate(self, prior: Prior, seen: tuple[Observation, ...]) -> Estimate:
        held = of_analyst(prior) if prior.note and not prior.source else from_prior(prior)
        if not seen:
            return held
        pooled = from_claims(prior, seen, self.belief)
        return (
            pooled.model_copy(update={"note": f"{FROM_CLAIMS}{held.note}"})
            if held.basis == "analyst"
            else pooled
        )


def of_analyst(held: Prior | Held) -> Estimate:
    """An analyst's estimate."""
    return Estimate(mean=held.mean, sd=held.sd, basis="analyst", note=held.note)


def renamed(
    observed: dict[Slot, tuple[Observation, ...]], stands_for: dict[str, tuple[str, ...]]
) -> dict[Slot, tuple[Observation, ...]]:
    """What is observed of an actor that stands for others counts for them; of one actor and itself, for nothing."""
    result: dict[Slot, dict[str, Observation]] = defaultdict(dict)
    for slot, seen in sorted(observed.items()):
        acting = {"tie": 2, "commitment": 2}.get(slot.kind, 1)
        keys: list[tuple[str, ...]] = [()]
        for at, code in enumerate(slot.key):
            means = stands_for.get(code, (code,)) if at < acting else (code,)
            keys = [(*key, one) for key in keys for one in means]
        for key in keys:
            if acting == 1 or key[0] != key[1]:
                result[Slot(slot.kind, key)].update({o.claim: o for o in seen})
    return {slot: tuple(seen[c] for c in sorted(seen)) for slot, seen in result.items()}


def make(folder: Path) -> System:
    """The reference system of a folder of examples.

    Raises SystemFileError where the curation names what is not there: an actor, an issue, a forecast.
    """
    curation = load_curation(folder / "curation.yaml")
    # Paths as one gives them in the root of the checkout, so that the file is the same on every machine.
    paths = [p.relative_to(ROOT).as_posix() for p in sorted(folder.glob("*.txt"))]
    articles = detente.load(paths)
    statements = detente.read(articles)
    claims = detente.weigh(articles, statements).claims
    by_id = {s.id: s for s in statements}
    as_of = curation.as_of
    observed = renamed(gathered(observe(claims, by_id, as_of)), curation.stands_for)
    maker = _Maker(claims, observed)
    _positions(maker, curation)
    actors, members = _actors(curation, as_of)
    _ties(maker, curation, members)
    _levels(maker, curation)
    drafted = System(
        as_of=as_of,
        title=curation.title,
        actors=actors,
        issues=tuple(
            model.Issue(
                id=i.id, text=i.text, low=i.low, high=i.high, actors=tuple(p.actor for p in i.positions),
                reference=Estimate(mean=i.reference.mean, sd=i.reference.sd, basis="analyst", note=i.reference.note),
            )
            for i in curation.issues
        ),
        arenas=tuple(model.Arena(code=a.code, name=a.name, host=a.host) for a in curation.arenas),
        mechanisms=tuple(model.Mechanism(name=name) for name in MECHANISMS),
        **{section: tuple(items) for section, items in maker.items.items()},
    )  # fmt: skip
    scenarios = tuple(_backed(s, claims) for s in curation.scenarios)
    forecasts = _forecasts(drafted, curation, claims)
    used = {o.claim for p in maker.parameters for o in p.observations}
    used |= {c for s in scenarios for c in s.claims} | {f.claim for f in forecasts}
    used |= {c.id for c in claims if c.kind == "cause"}
    whole = drafted.model_copy(update={"scenarios": scenarios, "forecasts": forecasts})
    tests = _hypotheses(whole, curation, claims, by_id)
    used |= {h.claim for h in tests if h.claim}
    return whole.model_copy(
        update={
            "hypotheses": tests,
            "evidence": cite((c for c in claims if c.id in used), by_id),
            "grounds": grounds_of(drafted, maker.parameters),
        }
    )


def _actors(curation: Curation, as_of: str) -> tuple[tuple[model.Actor, ...], dict[str, tuple[str, ...]]]:
    codes = [a.code for a in curation.actors]
    members = {c: m for c in codes if (m := members_of(c, as_of))}
    counted = members_counted(codes, members)
    actors = []
    for actor in curation.actors:
        kind = Gazetteer.default().describe(actor.code).kind
        kind = kind if kind in KINDS else "other"
        share = (
            of_analyst(actor.capability)
            if actor.capability
            else from_prior(priors.capability(actor.code, kind, counted.get(actor.code, ())))
        )
        actors.append(
            model.Actor(
                code=actor.code, name=name_of(actor.code), kind=kind, capability=share,
                members=members.get(actor.code, ()),
            )
        )  # fmt: skip
    return tuple(actors), members


def _positions(maker: _Maker, curation: Curation) -> None:
    for issue in curation.issues:
        for held in issue.positions:
            said = [o for i in issue.hears for o in maker.seen("position", held.actor, i)]
            denied = [o for i in issue.against for o in maker.seen("position", held.actor, i)]
            cares = [o for i in (*issue.hears, *issue.against) for o in maker.seen("salience", held.actor, i)]
            at = [*said, *(Observation(o.claim, 1 - o.value, o.sd, o.age, o.origins) for o in denied)]
            maker.add(
                "positions",
                model.Position,
                {
                    "position": (Prior(held.at, held.sd, None, held.note), tuple(at)),
                    "salience": (Prior(held.cares, held.cares_sd, None, held.note), tuple(cares)),
                },
                actor=held.actor,
                issue=issue.id,
            )


def _ties(maker: _Maker, curation: Curation, members: dict[str, tuple[str, ...]]) -> None:
    """Ties that the analyst, a claim or a telling table speaks of; what is said `of` one side goes before."""
    held: dict[tuple[str, ...], Prior] = {}
    for tie in sorted(curation.ties, key=lambda t: t.of is not None):
        held.update({key: Prior(value, tie.sd, None, tie.note) for key, value in tie.values()})
    codes = [x.code for x in curation.actors]
    if unknown := sorted({code for a, b, _ in held for code in (a, b)} - set(codes)):
        raise SystemFileError(
            f"a tie names {', '.join(unknown)}, no actor here", where="ties", remedy="add it to the actors"
        )
    domain: Domain
    for a, b in permutations(codes, 2):
        for domain in DOMAINS:
            seen = maker.seen("tie", a, b, domain)
            prior = held.get((a, b, domain)) or priors.tie(a, b, domain, members)
            if seen or (a, b, domain) in held or (prior.source and abs(prior.mean) >= TELLING):
                if prior is priors.WIDE_TIE:
                    prior = Prior(prior.mean, prior.sd)
                maker.add("ties", model.Tie, {"value": (prior, seen)}, a=a, b=b, domain=domain)


def _levels(maker: _Maker, curation: Curation) -> None:
    for arena in curation.arenas:
        for p in arena.presence:
            fields = {
                "level": (Prior(p.level, p.sd, None, p.note), maker.seen("presence", p.actor, arena.code))
            }
            maker.add("presence", model.Presence, fields, actor=p.actor, arena=arena.code)
    for c in curation.commitments:
        fields = {"level": (Prior(c.level, c.sd, None, c.note), maker.seen("commitment", c.patron, c.client))}
        maker.add("commitments", model.Commitment, fields, patron=c.patron, client=c.client)
    for s in curation.strategies:
        seen = maker.seen("strategy", s.actor, s.strategy, *sorted(s.toward))
        fields = {"strength": (Prior(s.strength, s.sd, None, s.note), seen)}
        maker.add("strategies", model.Strategy, fields, actor=s.actor, strategy=s.strategy, toward=s.toward)


def _backed(scenario: model.Scenario, claims: Iterable[Claim]) -> model.Scenario:
    """A scenario with the claims that turn on what it imposes: the same withdrawal, the same turn of a tie."""
    wanted = set()
    for shock in scenario.shocks:
        if shock.kind == "withdrawal":
            wanted.add(Lead("withdrawal", (shock.actor,), 0))
        elif shock.kind == "tie" and shock.other is not None and shock.by:
            a, b = sorted((shock.actor, shock.other))
            wanted.add(Lead("tie", (a, b), 1 if shock.by > 0 else -1))
    backing = tuple(c.id for c in claims if wanted.intersection(leads(c)))
    return scenario.model_copy(update={"claims": backing})


def _forecasts(system: System, curation: Curation, claims: Iterable[Claim]) -> tuple[model.Forecast, ...]:
    """The articles' forecasts with the analyst's rules; one without a rule is kept and decided by nothing."""
    found = [f.model_copy(update={"resolution": None}) for f in expectations(system, claims)]
    for rule in curation.forecasts:
        meant = [i for i, f in enumerate(found) if rule.words in f.text]
        if len(meant) != 1:
            raise SystemFileError(
                f"{len(meant)} forecasts of the articles say {rule.words!r}",
                where="forecasts",
                remedy="give words of exactly one of them",
            )
        found[meant[0]] = found[meant[0]].model_copy(update={"resolution": rule.resolution})
    return tuple(found)


def _hypotheses(
    system: System, curation: Curation, claims: Sequence[Claim], statements: dict[str, Statement]
) -> tuple[model.Hypothesis, ...]:
    """What the articles conclude, as the program reads it, and as the analyst does where that says more."""
    found = list(hypotheses(system, claims, statements))
    premises = {s.name: s for s in system.scenarios}
    for held in curation.hypotheses:
        claim = None if held.words is None else _saying(held.words, claims, statements)
        if held.scenario not in premises:
            raise SystemFileError(
                f"there is no scenario {held.scenario}",
                where="hypotheses",
                remedy=f"known: {', '.join(premises)}",
            )
        read = model.Hypothesis(
            claim=claim, text=held.text, given=premises[held.scenario].title, premise=premises[held.scenario].shocks,
            variable=held.variable, direction=held.direction, by=held.by, assumed=held.assumed, note=held.note,
        )  # fmt: skip
        same = [i for i, h in enumerate(found) if h.claim == claim and h.kind == "cause" and h.untestable]
        if claim and same:
            found[same[0]] = read
        else:
            found.append(read)
    return tuple(found)


def _saying(words: str, claims: Sequence[Claim], statements: dict[str, Statement]) -> str:
    """The first claim of which a sentence has these words, causal claims before others."""
    fit = [c for c in claims if any(words in statements[s].quote for s in c.statements)]
    if not fit:
        raise SystemFileError(
            f"no claim is made in the words {words!r}",
            where="hypotheses",
            remedy="give words of a sentence that is read",
        )
    return min(fit, key=lambda c: c.kind != "cause").id


def main(names: list[str]) -> int:
    """Write the systems of the named folders of examples, or of all that have a curation."""
    folders = [ROOT / "examples" / n for n in names] or [
        p.parent for p in sorted(ROOT.glob("examples/*/curation.yaml"))
    ]
    for folder in folders:
        try:
            system = make(folder)
            wrong = [p for p in detente.check(system) if p.level == "error"]
            if wrong:
                raise SystemFileError(wrong[0].what, where=wrong[0].where, remedy="mend the curation")
        except DetenteError as error:
            print(f"{folder.name}: {error}", file=sys.stderr)
            return 1
        write_text(folder / "system.yaml", dump_system(system))
        print(
            f"{folder.name}: {len(system.actors)} actors, {len(system.issues)} issues, {len(system.ties)} ties"
        )
    return 0


if __name__ == "__main__":
    os.chdir(ROOT)
    raise SystemExit(main(sys.argv[1:]))
