"""Forecasts of the articles, each with the rule that decides it where its variable is in the model."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from ..evidence.claim import Claim
from ..evidence.wording import describe
from ..reading import statement as said
from .cast import CODE, name_of
from .dates import months_until
from .estimate import rounded
from .model import Forecast, Resolution, System, Variable
from .topic import domain_of, head_of, mentions, tie_sign, turned, withdrawing

_UNLIKELY = re.compile(r"\bunlikely\b", re.IGNORECASE)  # which the reader has counted
HORIZON = 12  # months, where the article gives none
THRESHOLD = 0.05  # change that counts as one


def expectations(system: System, claims: Iterable[Claim]) -> tuple[Forecast, ...]:
    """The forecasts among the claims, in their order."""
    found = []
    for claim in claims:
        content = claim.content
        if isinstance(content, said.Forecast):
            low, high = sorted(min(max(p, 0.0), 1.0) for p in content.probability)
            found.append(
                Forecast(
                    claim=claim.id,
                    text=describe(content, name_of)[:2000],
                    actors=tuple(
                        dict.fromkeys(
                            r.actor for r in content.about.actors if r.actor and CODE.match(r.actor)
                        )
                    ),
                    expects=content.expects,
                    probability=(rounded(low), rounded(high)),
                    horizon=content.horizon,
                    resolution=resolve(system, content),
                )
            )
    return tuple(found)


def resolve(system: System, forecast: said.Forecast) -> Resolution | None:
    """The rule that decides a forecast; None where the model has no such variable or cannot tell what is
    meant.

    Without a horizon it is decided after 12 months, and a change counts from 0.05 on; the rule says what it
    assumed. What does not occur is a change that fails to come.
    """
    about = forecast.about
    codes = tuple(dict.fromkeys(r.actor for r in about.actors if r.actor in system.codes))
    found = meant(system, about, codes, forecast.expects in {"increase", "decrease", "no_change"})
    if found is None:
        return None
    variable, sign, assumed = found
    up = (forecast.expects != "decrease") == (sign > 0)
    if forecast.expects == "no_change":
        comparison = "no_change"
    elif forecast.expects == "not_occur":
        comparison = "no_increase" if up else "no_decrease"
    else:
        comparison = "increase" if up else "decrease"
    if forecast.expects in {"occur", "not_occur"}:
        assumed = (*assumed, f"to occur is to {'rise' if up else 'fall'}")
    by = months_until(forecast.horizon, system.as_of)
    if by is None:
        by, assumed = HORIZON, (*assumed, f"horizon {HORIZON} months")
    return Resolution(
        variable=variable, comparison=comparison, threshold=THRESHOLD, by=by,
        assumed=(*assumed, f"a change counts from {THRESHOLD} on"),
    )  # fmt: skip


class Meant(NamedTuple):
    """What a forecast or an effect moves, whether it means more of it (1) or less (-1), and what had to be assumed."""

    variable: Variable
    sign: int
    assumed: tuple[str, ...] = ()


def meant(system: System, about: said.Subject, codes: tuple[str, ...], change: bool) -> Meant | None:
    """What a forecast or an effect moves, going by the kind that the reader gave and by its words.

    Words alone decide for forecasts of a `change`, and of what two do once (they come to terms, or to blows) or one
    takes: what merely occurs may mention a presence or relations and be about something else.
    """
    if len(codes) == 0:
        return None
    if found := _deed(system, about, codes, change):
        return found
    if about.kind == "presence" or (change and about.kind == "other" and mentions(about.text, "presence")):
        return _presence(system, about, codes, change)
    if about.kind == "commitment":
        return _commitment(system, about, codes)
    if mentions(about.text, "hedging"):
        variable = Variable(kind="hedging", actors=codes[:1])
        return Meant(variable, 1, ("a hedge is the model's hedging probability",))
    if len(codes) >= 2:
        return _tie(about, codes, change)
    actor = codes[0]
    issues = [p.issue for p in system.positions if p.actor == actor]
    if about.kind == "position" and len(issues) == 1:
        return Meant(Variable(kind="position", actors=(actor,), issue=issues[0]), 1)
    return None


def _deed(system: System, about: said.Subject, codes: tuple[str, ...], change: bool) -> Meant | None:
    """What one does to another or takes, or two agree on; a help that goes on or not is a commitment."""
    text = head_of(about.text)
    if about.kind not in {"other", "event"} or turned(_UNLIKELY.sub(" ", text)):
        return None
    if len(codes) == 1 and mentions(text, "taking") and mentions(text, "ground"):
        return taken(system, codes[0], ())
    if len(codes) != 2:
        return None
    if change and mentions(text, "support"):
        held = {(c.patron, c.client) for c in system.commitments}
        variable = Variable(kind="commitment", actors=codes)
        return Meant(variable, 1, ("help is a commitment",)) if codes in held else None
    if change:
        return None
    if mentions(text, "recognising") or (mentions(text, "concluding") and mentions(text, "accord")):
        variable = Variable(kind="tie", actors=codes, domain="diplomatic")
        return Meant(variable, 1, ("to come to terms is to rise in diplomatic standing",))
    if mentions(text, "fighting"):
        variable = Variable(kind="tie", actors=codes, domain="military")
        return Meant(variable, -1, ("to come to blows is to fall in military standing",))
    return None


def taken(system: System, actor: str, arenas: Collection[str]) -> Meant | None:
    """That an actor takes ground: its presence in one of these arenas, else in the only one that it holds weight in."""
    held = [p.arena for p in system.presence if p.actor == actor]
    known = [a.code for a in system.arenas if a.code in arenas]
    places = [a for a in held if a in known] or known or held
    if len(places) != 1:
        return None
    variable = Variable(kind="presence", actors=(actor,), arena=places[0])
    told = () if places[0] in arenas else (f"arena {places[0]}",)
    return Meant(variable, 1, ("to take ground is to hold more presence there", *told))


def _presence(system: System, about: said.Subject, codes: tuple[str, ...], change: bool) -> Meant | None:
    leaving = withdrawing(about.text)
    growing = mentions(about.text, "growth") or mentions(about.text, "opening")
    if not (change or leaving or growing):
        return None
    arenas = {a.code for a in system.arenas}
    held = {(p.actor, p.arena) for p in system.presence}
    named = [c for c in dict.fromkeys(r.actor for r in about.actors if r.actor) if c in arenas]
    for actor in codes:
        for arena in named or sorted(b for a, b in held if a == actor):
            if (actor, arena) in held:
                variable = Variable(kind="presence", actors=(actor,), arena=arena)
                return Meant(variable, -1 if leaving else 1, () if named else (f"arena {arena}",))
    return None


def _commitment(system: System, about: said.Subject, codes: tuple[str, ...]) -> Meant | None:
    for c in system.commitments:
        if c.patron in codes and (len(codes) == 1 or c.client in codes):
            variable = Variable(kind="commitment", actors=(c.patron, c.client))
            told = () if c.client in codes else (f"client {c.client}",)
            return Meant(variable, -1 if withdrawing(about.text) else 1, told)
    return None


def _tie(about: said.Subject, codes: tuple[str, ...], change: bool) -> Meant | None:
    sign = tie_sign(about.text)
    two = len(codes) == 2
    if not (change or two) or (about.kind != "tie" and not (change and two and sign)):
        return None
    if not change and mentions(about.text, "falling"):
        sign = -1  # "might hurt their cooperation": what occurs is the harm
    domain = domain_of(about.text)
    told = () if two else (f"between {codes[0]} and {codes[1]}",)
    variable = Variable(kind="tie", actors=codes[:2], domain=domain)
    return Meant(variable, sign or 1, (*told, f"domain {domain}"))
