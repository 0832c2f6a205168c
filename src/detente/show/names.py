"""Names: what actors, issues, variables and shocks are called on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..reading.statement import ActorRef, IssueRef
from ..system.cast import name_of, weights
from ..system.condition import parse_condition
from . import figures
from .excerpt import Borrowed, Excerpts

if TYPE_CHECKING:
    from ..system.model import Issue, Shock, System, Variable
    from .analysis import Analysis

UNNAMED = "a source that the article describes"


class Names:
    """Looks up what things of one analysis are called; without excerpts, in our words alone."""

    def __init__(self, analysis: Analysis, excerpts: Excerpts = "sentence") -> None:
        self.excerpts: Excerpts = excerpts
        self.system: System = analysis.assembly.system
        self._titles = {a.title for a in analysis.articles if a.title}
        self._publishers = {a.publisher for a in analysis.articles if a.publisher}
        coming = (a for s in self.system.scenarios if s.newcomers for a in s.newcomers.actors)
        self._names = {a.code: a.name for a in (*coming, *self.system.actors)}
        self._issues = {i.id: i for i in self.system.issues}
        self._arenas = {a.code: a for a in self.system.arenas}
        self.borrowed = Borrowed(_read(analysis)) if excerpts == "none" else None

    def ours(self, text: str, instead: str) -> str:
        """The text, or what we say `instead` where the page is to hold no excerpts and the text is one."""
        return instead if self.borrowed and self.borrowed(text) else text

    def name(self, code: str | None) -> str:
        """The actor's name, where the system does not hold it the gazetteer's."""
        if not code:
            return "someone"
        if code not in self._names:
            self._names[code] = name_of(code)
        return self._names[code]

    def call(self, code: str) -> str:
        """The name of any code, an arena's before an actor's."""
        return self._arenas[code].name if code in self._arenas else self.name(code)

    def who(self, ref: ActorRef | None) -> str:
        """An actor reference in words: the person or office, and for whom."""
        if ref is None:
            return "someone"
        name = self.name(ref.actor) if ref.actor else None
        if ref.name and name and ref.name != name:
            return f"{ref.name} ({name})"
        return name or ref.name or "someone"

    def origin(self, name: str) -> str:
        """An origin's name: an actor's where its code is given, an article's title in quotation marks."""
        if re.fullmatch(r"[A-Z][A-Z0-9_-]+", name):
            return self.name(name)
        if name in self._titles:
            return f"“{figures.shorten(name, 70)}”"
        return name if name in self._publishers else self.ours(name, UNNAMED)

    def speaker(self, name: str) -> str:
        """Whoever is quoted, as the article calls them."""
        return self.ours(name, UNNAMED)

    def issue(self, issue: str | None) -> str:
        """The issue's text, or its id where the system does not hold it."""
        found = self._issues.get(issue) if issue else None
        return self.question(found) if found else issue or "an issue"

    def question(self, issue: Issue) -> str:
        """The text of an issue of the system."""
        number = self.system.issues.index(issue) + 1 if self.borrowed else 0
        held = [self.name(p.actor) for p in self.system.positions if p.issue == issue.id]
        between = figures.joined(list(dict.fromkeys(held))) or "the actors"
        return self.ours(issue.text, f"question {number}, between {between}")

    def end(self, issue: Issue, *, high: bool) -> str:
        """What an end of an issue's scale means."""
        if issue.text == issue.high and high:
            return self.question(issue)
        return self.ours(issue.high if high else issue.low, "more of it" if high else "less of it")

    def matter(self, issue: IssueRef) -> str:
        """What a position is on, which the system need not hold."""
        if issue.id in self._issues:
            return self.issue(issue.id)
        between = figures.joined([self.who(a) for a in issue.actors]) or "the actors"
        return self.ours(issue.text, f"a question between {between}")

    def _short(self, issue: str | None) -> str:
        return figures.shorten(self.issue(issue), 80)

    def arena(self, code: str | None) -> str:
        """The arena's name, or the actor's or plain code."""
        found = self._arenas.get(code) if code else None
        return found.name if found else self.name(code)

    def label(self, variable: Variable) -> str:
        """What a variable is, in a few words for a table or a chart."""
        names = [self.name(a) for a in variable.actors] + ["someone", "someone"]
        match variable.kind:
            case "settlement":
                return f"Settlement: {self._short(variable.issue)}"
            case "position":
                return f"{figures.possessive(names[0])} position: {self._short(variable.issue)}"
            case "tie":
                return f"{names[0]} toward {names[1]}, {variable.domain or 'all domains'}"
            case "presence":
                if names[0] == self.arena(variable.arena):
                    return f"{names[0]} on its own ground"
                return f"{names[0]} in {self.arena(variable.arena)}"
            case "commitment":
                return f"{figures.possessive(names[0])} commitment to {names[1]}"
            case "hedging":
                return f"{names[0]} hedges (probability)"
            case "events":
                return f"{names[0]} toward {names[1]}, {_deeds(variable.quad)} a month"

    def phrase(self, variable: Variable) -> str:
        """What a variable is, inside a sentence."""
        plain = [self.name(a) for a in variable.actors] + ["someone", "someone"]
        names = [within(name) for name in plain]
        match variable.kind:
            case "settlement":
                return f"the settlement of “{self._short(variable.issue)}”"
            case "position":
                return f"{figures.possessive(names[0])} position on “{self._short(variable.issue)}”"
            case "tie":
                return f"{figures.possessive(names[0])} {variable.domain or 'overall'} tie to {names[1]}"
            case "presence":
                home = plain[0] == self.arena(variable.arena)
                where = "on its own ground" if home else f"in {within(self.arena(variable.arena))}"
                return f"{figures.possessive(names[0])} weight {where}"
            case "commitment":
                return f"{figures.possessive(names[0])} commitment to {names[1]}"
            case "hedging":
                return f"the probability that {names[0]} hedges"
            case "events":
                return f"{figures.possessive(names[0])} {_deeds(variable.quad)} a month toward {names[1]}"

    def shock(self, shock: Shock) -> str:
        """An imposed change in words."""
        who = self.name(shock.actor)
        to = "" if shock.to is None else f" to {figures.number(shock.to)}"
        by = "" if shock.by is None else f" by {figures.signed(shock.by)}"
        other = self.name(shock.other) if shock.other else None
        match shock.kind:
            case "withdrawal":
                left = "" if not shock.to else f", down to {figures.number(shock.to)}"
                what = f"{who} withdraws from {self.arena(shock.arena)}{left}"
            case "presence":
                what = f"{figures.possessive(who)} presence in {self.arena(shock.arena)} moves{to}{by}"
            case "commitment":
                what = f"{figures.possessive(who)} commitment to {other or 'all its clients'} moves{to}{by}"
            case "tie":
                tie = f"{shock.domain} tie" if shock.domain else "tie"
                what = f"the {tie} of {who} and {other} moves{to}{by}"
            case "position":
                what = f"{figures.possessive(who)} position on “{self._short(shock.issue)}” moves{to}{by}"
            case "capability":
                what = f"{figures.possessive(who)} capability is multiplied{to.replace(' to ', ' by ')}{by}"
            case "salience":
                what = f"{who} cares about “{self._short(shock.issue)}”{to}{by}"
            case "removal":
                what = f"{who} leaves the system"
            case "entry":
                what = f"{who} enters the system"
        care = "" if shock.salience is None else f", with salience {figures.number(shock.salience)},"
        return f"{what}{care} {self._timing(shock)}"

    def _timing(self, shock: Shock) -> str:
        """When a change comes, in words."""
        over = shock.over or 1
        lasts = None if shock.until is None else shock.until - shock.at
        if shock.when is None:
            when = f"in month {shock.at}" if over == 1 else f"over months {shock.at} to {shock.at + over - 1}"
            return when if lasts is None else f"{when}, until month {shock.until}"
        terms = " and ".join(
            f"{self.phrase(term.variable)} is {'above' if term.above else 'below'} {figures.number(term.threshold)}"
            for term in parse_condition(shock.when).terms
        )
        when = f"once {terms}" + (f" (not before month {shock.at})" if shock.at > 1 else "")
        when += "" if over == 1 else f", over {over} months"
        return when if lasts is None else f"{when}, for {lasts} months"


def within(name: str) -> str:
    """A name as it stands within a sentence, with its article where it takes one."""
    return f"the {name}" if name.startswith(tuple(weights()["articled"])) else name


def _read(analysis: Analysis) -> list[str]:
    """All texts that a page could quote from."""
    texts = [a.text for a in analysis.articles] + [s.quote for s in analysis.statements]
    return texts + [q.quote for e in analysis.assembly.system.evidence for q in e.quotes]


def _deeds(quad: str | None) -> str:
    """A quad class as something that can be counted."""
    return f"events of {quad.replace('_', ' ')}" if quad else "events"
