"""Hypotheses: the articles' causal claims and forecasts, as tests that the model can be put to.

A causal claim becomes a premise (`premises`) and a variable with a direction; a forecast is tested as it stands and
under the premises that a causal claim of the same words names. What cannot be read with certainty is listed with the
reason: a wrong test is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ..evidence.claim import Claim
from ..evidence.wording import describe
from ..reading import statement as said
from ..reading.gazetteer import Gazetteer
from ..reading.statement import Statement
from .cast import name_of
from .departures import Departures, bare, departures
from .estimate import rounded
from .expectations import HORIZON, meant, taken
from .model import Forecast, Hypothesis, System, Variable
from .premises import Premise, imposed, premise_of
from .topic import (
    change,
    domain_of,
    head_of,
    mentions,
    named_in,
    tie_move,
    turned,
    with_relative,
    withdrawing,
)

LEAST = 0.01  # an effect counts from here on


class Effect(NamedTuple):
    """What an effect's words are about: a variable, whether they mean more (1) or less (-1) of it, what was assumed."""

    variable: Variable
    sense: int
    assumed: tuple[str, ...] = ()


def hypotheses(
    system: System, claims: Iterable[Claim], statements: Mapping[str, Statement]
) -> tuple[Hypothesis, ...]:
    """What the claims conclude, as tests: causal claims in their order, then forecasts in the system's."""
    every = tuple(claims)
    before = departures(system, every, statements)
    causal = [(c, _of_cause(system, c, before)) for c in every if isinstance(c.content, said.Cause)]
    found = [h for _, h in causal]
    held = {c.id: c for c in every}
    told_in: dict[str, dict[int, None]] = {}  # article: places in `causal` of what it tells
    for n, (claim, _) in enumerate(causal):
        for article in _articles(claim, statements):
            told_in.setdefault(article, {})[n] = None
    for forecast in system.forecasts:
        if (claim := held.get(forecast.claim)) is not None:
            near = {n for article in _articles(claim, statements) for n in told_in.get(article, ())}
            found += _of_forecast(system, forecast, claim, [causal[n] for n in sorted(near)], statements)
    return tuple(found)


def _articles(claim: Claim, statements: Mapping[str, Statement]) -> set[str]:
    return {statements[s].article.id for s in claim.statements if s in statements}


def _of_cause(system: System, claim: Claim, before: Departures) -> Hypothesis:
    content = claim.content
    assert isinstance(content, said.Cause)
    text, given = describe(content, name_of, claim.modality)[:2000], " ".join(content.cause.text.split())

    def refused(why: str) -> Hypothesis:
        return Hypothesis(claim=claim.id, text=text, given=given, untestable=why)

    premise = premise_of(system, content.cause)
    if isinstance(premise, str) and content.cause.actors == () and bare(content.cause.text):
        premise = before.meant_by(claim) or premise
    if isinstance(premise, str):
        return refused(premise)
    effect = effect_of(system, content.effect, premise)
    if isinstance(effect, str):
        return refused(effect)
    if any(
        kind == effect.variable.kind and who <= set(effect.variable.actors)
        for kind, who in imposed(premise.shocks)
    ):
        return refused("its premise would impose the effect itself")
    way = content.sign * effect.sense
    return Hypothesis(
        claim=claim.id,
        text=text,
        given=given,
        premise=premise.shocks,
        variable=effect.variable,
        direction=_direction(way),
        threshold=LEAST,
        by=HORIZON,
        assumed=(
            *premise.assumed,
            *effect.assumed,
            f"seen at month {HORIZON}",
            f"an effect counts from {LEAST} on",
        ),
    )


def _direction(way: int) -> Literal["increase", "decrease", "no_change"]:
    return "increase" if way > 0 else "decrease" if way < 0 else "no_change"


def effect_of(system: System, part: said.Part, premise: Premise) -> Effect | str:
    """What an effect is about, given the premise; why the model does not have it, where it cannot be told."""
    text = head_of(part.text)
    every = tuple(dict.fromkeys(r.actor for r in part.actors if r.actor))
    if mentions(text, "vacuum") and not mentions(text, "arrival"):
        text = with_relative(part.text)  # "a vacuum which X would fill"
    vacant = mentions(text, "vacuum") and mentions(text, "arrival")
    actors = tuple(c for c in named_in(text, every) if c in system.codes)
    if turned(text):
        return "its effect is what does not happen, or is only tried or feared"
    if vacant:
        return _filled(system, actors, premise)
    if (
        mentions(text, "taking")
        and mentions(text, "ground")
        and len(actors) == 1
        and actors[0] != premise.actor
    ):
        left = {s.arena for s in premise.shocks if s.kind == "withdrawal" and s.arena}
        found = taken(system, actors[0], {*left, *every})
        return Effect(*found) if found else "where it takes ground is not clear"
    if mentions(text, "hedging"):
        if len(actors) == 0:
            return "its effect names no actor of the system"
        return _meant(system, text, actors[:1], "other", 1)
    sign = tie_move(text) or _toward(text, actors)
    if sign:
        return _standing(system, text, actors, sign, premise)
    if not actors:
        return "its effect names no actor of the system"
    if mentions(text, "presence") or (mentions(text, "going") and len(actors) == 1):
        return _presence(system, text, actors, every)
    if mentions(text, "commitment"):
        clients = [c.client for c in system.commitments if c.patron == actors[0]]
        if len(actors) > 2 or (len(actors) == 2 and actors[1] not in clients) or not clients:
            return "whose commitment to whom is not clear"
        if len(actors) == 1 and len(clients) > 1:
            return "to whom the commitment is, is not said"
        return _meant(system, text, actors, "commitment", change(text) or 1)
    return "its effect is nothing that the model holds"


def _filled(system: System, actors: tuple[str, ...], premise: Premise) -> Effect | str:
    """ "A vacuum that X will fill": X's presence where the premise's actor leaves."""
    left = {s.arena for s in premise.shocks if s.kind == "withdrawal" and s.arena}
    others = [c for c in actors if c != premise.actor]
    if len(others) != 1 or not left:
        return "who fills which vacuum is not clear"
    held = {p.arena: p.level.mean for p in system.presence if p.actor == premise.actor}
    arena = max(left, key=lambda a: (held.get(a, 0.0), a))
    most = (f"of the arenas left, {name_of(arena)}, where most was held",) if len(left) > 1 else ()
    variable = Variable(kind="presence", actors=(others[0],), arena=arena)
    return Effect(variable, 1, ("to fill the vacuum is to hold more presence there", *most))


def _standing(
    system: System, text: str, actors: tuple[str, ...], sign: int, premise: Premise
) -> Effect | str:
    """A tie between the two that the words name, or between the premise's actor and the one "with" whom it is."""
    told: tuple[str, ...] = ()
    if len(actors) == 1 and actors[0] != premise.actor and _with(text, actors[0]):
        actors, told = (premise.actor, actors[0]), (f"whose: {name_of(premise.actor)}'s",)
    if len(actors) != 2:
        return "between which two actors is not clear"
    domain = domain_of(text)
    about = said.Subject(text, (), "tie")
    found = meant(system, about, actors, True)
    if found is None:
        return "its effect is nothing that the model holds"
    return Effect(found.variable.model_copy(update={"domain": domain}), sign, (*told, f"domain {domain}"))


def _presence(system: System, text: str, actors: tuple[str, ...], every: tuple[str, ...]) -> Effect | str:
    who = actors[0]
    held = [p.arena for p in system.presence if p.actor == who]
    arenas = {a.code for a in system.arenas}
    named = [c for c in every if c in arenas and c != who]
    if not named and len(held) != 1:
        return "whose presence where is not clear"
    variable = Variable(kind="presence", actors=(who,), arena=(named or held)[0])
    sense = -1 if withdrawing(text) or change(text) < 0 else 1
    return Effect(variable, sense, () if named else (f"arena {held[0]}",))


def _meant(system: System, text: str, actors: tuple[str, ...], kind: str, sense: int) -> Effect | str:
    """As forecasts are read."""
    found = meant(system, said.Subject(text, (), kind), actors, True)
    if found is None:
        return "its effect is nothing that the model holds"
    return Effect(found.variable, sense, found.assumed)


def _with(text: str, actor: str) -> bool:
    """Whether a relation is "with", "to" or "toward" an actor, by its name or with a word or two before it."""
    words = "|".join(map(re.escape, sorted(Gazetteer.default().surfaces_of(actor), key=len, reverse=True)))
    return bool(words and re.search(rf"\b(?:with|to|towards?|from)\s+(?:\w+\s+){{0,2}}(?:{words})\b", text))


def _toward(text: str, actors: tuple[str, ...]) -> int:
    """1 for "X toward Y" at the beginning, as in "would push X toward Y"; -1 for "X away from Y"."""
    if len(actors) != 2:
        return 0
    words = "|".join(
        map(re.escape, sorted(Gazetteer.default().surfaces_of(actors[0]), key=len, reverse=True))
    )
    found = re.match(rf"(?:the\s+)?(?:{words})\s+(?:\w+\s+)?(towards?|away from)\b", text)
    return 0 if found is None else -1 if found[1] == "away from" else 1


def _of_forecast(
    system: System,
    forecast: Forecast,
    claim: Claim,
    causal: list[tuple[Claim, Hypothesis]],
    statements: Mapping[str, Statement],
) -> Iterator[Hypothesis]:
    """A forecast as it stands, and under each premise that a causal claim of the same words names.

    Where its subject is itself a cause ("closer relations would weaken ..."), it says nothing of how things go without
    it: it is tested under that premise alone, by the causal claim where that can be.
    """
    content = claim.content
    assert isinstance(content, said.Forecast)
    rule = forecast.resolution
    text, span = forecast.text, (rounded(forecast.probability[0]), rounded(forecast.probability[1]))

    def made(given: str = "", premise: Premise | None = None, why: str | None = None) -> Hypothesis:
        plain = Hypothesis(
            kind="forecast", claim=claim.id, text=text, given=given, probability=span, untestable=why
        )
        if why is not None or rule is None:
            return plain
        return plain.model_copy(
            update={
                "premise": premise.shocks if premise else (),
                "variable": rule.variable,
                "direction": rule.comparison,
                "threshold": rule.threshold,
                "by": rule.by,
                "assumed": (*(premise.assumed if premise else ()), *rule.assumed),
            }
        )

    linked = [(c, h) for c, h in causal if _same_words(c, claim, statements)]
    subject = next((c for c, h in linked if _begins(content.about.text, _cause_text(c))), None)
    if subject is not None and any(h.variable for c, h in linked if c is subject):
        return  # tested as the causal claim that it is
    if rule is None:
        yield made(why="the model has no variable that decides it")
        return
    if subject is None and claim.modality != "conditional":
        yield made()
    for cause, _ in linked:
        given = " ".join(_cause_text(cause).split())
        premise = premise_of(system, cause.content.cause)  # type: ignore[union-attr]
        if isinstance(premise, Premise):
            own = {k for k, who in imposed(premise.shocks) if who <= set(rule.variable.actors)}
            if rule.variable.kind not in own:
                yield made(given, premise)
                continue
            premise = "its premise would impose the effect itself"
        if cause is subject or claim.modality == "conditional":
            yield made(given, why=f"it holds under a premise only: {premise}")


def _cause_text(claim: Claim) -> str:
    assert isinstance(claim.content, said.Cause)
    return claim.content.cause.text


def _begins(text: str, start: str) -> bool:
    return _plain(text).startswith(_plain(start))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _same_words(cause: Claim, forecast: Claim, statements: Mapping[str, Statement]) -> bool:
    """Whether a causal claim's effect is what a forecast is about: in one sentence, one's words within the other's."""
    assert isinstance(cause.content, said.Cause)
    assert isinstance(forecast.content, said.Forecast)
    effect, about = _plain(cause.content.effect.text), _plain(forecast.content.about.text)
    if not effect or not (effect in about or about in effect):
        return False
    places = [statements[s] for s in forecast.statements if s in statements]
    return any(
        a.article.id == b.article.id and a.start < b.end and b.start < a.end
        for a in (statements[s] for s in cause.statements if s in statements)
        for b in places
    )
