"""Wording: any content as one plain line for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from ..data import vocabulary
from ..reading.statement import (
    ActorRef,
    Cause,
    Commitment,
    Content,
    Event,
    Forecast,
    Modality,
    Position,
    Presence,
    Strategy,
    Tie,
)

Naming = Callable[[str], str]
LONGEST = 160  # characters of a quoted proposition


def describe(content: Content, name: Naming = str, modality: Modality = "asserted") -> str:
    """Say in one line what a content says: `Israel (Benjamin Netanyahu) held talks with Russia, 2025-02-28`.

    `name` turns codes into names (by default they stay as they are). A modality under which the thing has not
    happened is added in brackets.
    """
    line = _say(content, name, happened=modality not in {"intended", "possible", "conditional"})
    if modality in {"intended", "possible", "conditional"}:
        line += f" ({modality})"
    return line[:1].upper() + line[1:]


def _say(content: Content, name: Naming, *, happened: bool) -> str:
    match content:
        case Event():
            forms = _wording()["events"][content.event_type]
            with_target, alone = forms[:2] if happened else (f"to {form}" for form in forms[2:])
            target = _who(content.target, name) if content.target else None
            what = with_target.format(target=target) if target else alone
            place = f" in {name(content.place)}" if content.place else ""
            date = f", {content.date}" if content.date else ""
            return f"{_acting(content.source, name)} {what}{place}{date}"
        case Position():
            verb = "favours" if content.stance > 0 else "opposes" if content.stance < 0 else "is neutral on"
            toward = f" (toward {_who(content.toward, name)})" if content.toward else ""
            return f"{_who(content.actor, name)} {verb}{toward}: {_clip(content.issue.text)}"
        case Tie():
            trend = _after(_wording()["trends"][content.trend])
            sign = _wording()["ties"][content.sign]
            return f"{_who(content.a, name)}–{_who(content.b, name)} tie, {content.domain}: {sign}{trend}"
        case Presence():
            trend = _after(_wording()["presence_trends"][content.trend])
            level = f"{round(100 * content.level)} %"
            return (
                f"{_who(content.actor, name)} in {name(content.arena)}: {content.form}, level {level}{trend}"
            )
        case Commitment():
            trend = _after(_wording()["trends"][content.trend])
            client = _who(content.client, name) if content.client else "its partners"
            firm = "firm" if content.level >= 0.5 else "weak"
            return f"{_possessive(_who(content.patron, name))} commitment to {client}: {firm}{trend}"
        case Strategy():
            with_others, alone = _wording()["strategies"][content.strategy]
            toward = _several(_who(a, name) for a in content.toward)
            return f"{_who(content.actor, name)} {with_others.format(toward=toward) if toward else alone}"
        case Cause():
            effect = "more of" if content.sign > 0 else "less of" if content.sign < 0 else "no change in"
            return f"{_clip(content.cause.text)} → {effect}: {_clip(content.effect.text)}"
        case Forecast():
            low, high = (round(100 * p) for p in content.probability)
            said = _wording()["expectations"][content.expects].format(about=_clip(content.about.text))
            horizon = f", by {content.horizon}" if content.horizon else ""
            return f"{said} ({low}–{high} %){horizon}" if low != high else f"{said} ({low} %){horizon}"


def _who(actor: ActorRef | None, name: Naming) -> str:
    if actor is None:
        return "somebody"
    return name(actor.actor) if actor.actor else actor.name or "somebody"


def _acting(actor: ActorRef, name: Naming) -> str:
    """An actor with the person or office it acted through."""
    who = _who(actor, name)
    return f"{who} ({actor.name})" if actor.actor and actor.name and actor.name != who else who


def _possessive(who: str) -> str:
    return who + ("'" if who.endswith("s") else "'s")


def _several(names: Iterable[str]) -> str:
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _after(word: str) -> str:
    return f", {word}" if word else ""


def _clip(text: str) -> str:
    """A proposition on one line, cut at a word where it is very long."""
    text = " ".join(text.split())
    return (
        text
        if len(text) <= LONGEST
        else text[: text.rindex(" ", 0, LONGEST)] + " …"
        if " " in text[:LONGEST]
        else text
    )


@cache
def _wording() -> dict[str, Any]:
    return vocabulary("detente.evidence", "wording.yaml")
