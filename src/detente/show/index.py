"""The index of a page: every claim with its number, words and place, and what each number rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..data import vocabulary
from ..evidence.wording import describe
from ..reading.statement import KINDS, ActorRef, Statement
from ..system.cast import name_of
from ..system.condition import parse_condition
from . import figures

if TYPE_CHECKING:
    from ..evidence.claim import Claim
    from ..sources.article import Article
    from ..system.model import Estimate, Evidence, Quote, Shock, System, Variable
    from .analysis import Analysis


@dataclass(frozen=True, slots=True)
class Citation:
    """What a number or sentence of the page rests on.

    `targets` are ids of elements of the page, `numbers` those of the claims among them; `word` says what it
    is where it is no claim. Where what it rests on stands on another page, `address` is that.
    """

    targets: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    word: str = "basis"
    address: str | None = None

    def __bool__(self) -> bool:
        return bool(self.targets) or self.address is not None

    def __add__(self, other: Citation) -> Citation:
        return Citation(
            tuple(dict.fromkeys(self.targets + other.targets)),
            tuple(dict.fromkeys(self.numbers + other.numbers)),
            other.word,
        )

    @property
    def label(self) -> str:
        """The claims' numbers, the first few, as in a margin: `E3, E7 +2`."""
        shown = ", ".join(f"E{n}" for n in self.numbers[:3])
        more = len(self.numbers) - 3
        return f"{shown} +{more}" if more > 0 else shown or self.word


@dataclass(frozen=True, slots=True)
class Sentence:
    """Exact words, who said them and where they stand; `url` only where it is http or https."""

    quote: str
    said_by: str
    title: str
    publisher: str
    date: str
    article: str | None
    url: str | None
    modality: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim as the page lists it: `anchor` is its element's id, `number` its place in the list."""

    id: str
    anchor: str
    number: int
    kind: str
    text: str
    modality: str
    belief: float
    disbelief: float
    unknown: float
    origins: tuple[tuple[str, str, str], ...]
    sentences: tuple[Sentence, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What numbers rest on where no sentence carries them: data, an analyst's note, or a prior."""

    anchor: str
    label: str
    text: str


def anchor(prefix: str, name: str) -> str:
    """An element's id made of any name: what is no letter, digit or dash becomes its code point."""
    return f"{prefix}-" + re.sub(r"[^A-Za-z0-9-]", lambda m: f"_{ord(m[0]):x}", name)


def web_address(url: str | None) -> str | None:
    """The address where it is a plain http(s) one, else nothing."""
    return url if url and re.match(r"https?://[^\s/\"'<>\\]", url, re.IGNORECASE) else None


class Index:
    """Looks up names, claims and grounds of one analysis; notes are numbered as they are cited."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.system: System = analysis.assembly.system
        self.words = vocabulary("detente.show", "words.yaml")
        self.articles: dict[str, Article] = {a.id: a for a in analysis.articles}
        self.statements: dict[str, Statement] = {s.id: s for s in analysis.statements}
        self._titles = {a.title for a in analysis.articles if a.title}
        coming = (a for s in self.system.scenarios if s.newcomers for a in s.newcomers.actors)
        self._names = {a.code: a.name for a in (*coming, *self.system.actors)}
        self._issues = {i.id: i for i in self.system.issues}
        self._arenas = {a.code: a for a in self.system.arenas}
        self.entries = self._entries()
        self.entry = {e.id: e for e in self.entries}
        self.notes: dict[str, Note] = {}

    # Names

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
        return f"“{figures.shorten(name, 70)}”" if name in self._titles else name

    def issue(self, issue: str | None) -> str:
        """The issue's text, or its id where the system does not hold it."""
        found = self._issues.get(issue) if issue else None
        return found.text if found else issue or "an issue"

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
        names = [self.name(a) for a in variable.actors] + ["someone", "someone"]
        match variable.kind:
            case "settlement":
                return f"the settlement of “{self._short(variable.issue)}”"
            case "position":
                return f"{figures.possessive(names[0])} position on “{self._short(variable.issue)}”"
            case "tie":
                return f"{figures.possessive(names[0])} {variable.domain or 'overall'} tie to {names[1]}"
            case "presence":
                home = names[0] == self.arena(variable.arena)
                where = "on its own ground" if home else f"in {self.arena(variable.arena)}"
                return f"{figures.possessive(names[0])} weight {where}"
            case "commitment":
                return self.label(variable)
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

    # Grounds

    def cite(self, claims: Iterable[str]) -> Citation:
        """Claims by their ids, each once; ids that neither evidence nor system file knows are left out."""
        found = [self.entry[c] for c in dict.fromkeys(claims) if c in self.entry]
        return Citation(tuple(e.anchor for e in found), tuple(e.number for e in found))

    def rest(self, *estimates: Estimate | None) -> Citation:
        """What estimates rest on: their claims first, then data, analysts' notes and priors."""
        given = [e for e in estimates if e is not None]
        cited = self.cite(c for e in given for c in e.claims)
        notes = tuple(dict.fromkeys(self._note(e) for e in given if not self.cite(e.claims)))
        words = {n.label.lower() for n in self.notes.values() if n.anchor in notes}
        return Citation(cited.targets + notes, cited.numbers, words.pop() if len(words) == 1 else "basis")

    def _note(self, estimate: Estimate) -> str:
        if estimate.basis == "data":
            label, text = "Data", estimate.source or ""
        elif estimate.basis == "analyst":
            label, text = "Analyst", estimate.note or ""
        elif estimate.basis == "claims":
            label, text = "Claims", "claims that this page does not hold"
        else:
            label, text = (
                "Prior",
                estimate.source or estimate.note or "Nothing read says anything on it, so it stays wide",
            )
        return self._noted(label, text)

    def _noted(self, label: str, text: str) -> str:
        key = f"{label}: {text}"
        if key not in self.notes:
            self.notes[key] = Note(f"n-{len(self.notes) + 1}", label, text)
        return self.notes[key].anchor

    def grounds(self, variable: Variable) -> Citation:
        """What the system's estimates that a variable starts from rest on."""
        s, who = self.system, variable.actors
        match variable.kind:
            case "settlement":
                found = [p.position for p in s.positions if p.issue == variable.issue]
            case "position":
                found = [p.position for p in s.positions if (p.actor,) == who and p.issue == variable.issue]
            case "tie":
                fits = [t for t in s.ties if variable.domain in (None, t.domain)]
                found = [t.value for t in fits if (t.a, t.b) == who] or [
                    t.value for t in fits if (t.b, t.a) == who
                ]
            case "presence":
                found = [p.level for p in s.presence if (p.actor,) == who and p.arena == variable.arena]
            case "commitment":
                found = [c.level for c in s.commitments if (c.patron, c.client) == who]
            case "hedging":
                found = [x.strength for x in s.strategies if (x.actor,) == who and x.strategy == "hedging"]
                found += [c.level for c in s.commitments if (c.client,) == who]
            case "events":
                found = [t.value for t in s.ties if (t.a, t.b) == who]
        if found:
            return self.rest(*found)
        follows = "Follows from the mechanisms; nothing in the system states it"
        return Citation((self._noted("Model", follows),), word="model")

    # Claims

    def _entries(self) -> tuple[Entry, ...]:
        held = {e.claim: e for e in self.system.evidence}
        claims = sorted(
            self.analysis.weighed.claims,
            key=lambda c: (KINDS.index(c.kind), -c.belief, -len(c.origins), c.id),
        )
        known = {c.id for c in claims}
        # A system file that was edited or comes from other articles brings claims of its own.
        brought = [e for e in self.system.evidence if e.claim not in known]
        order = {kind: n for n, kind in enumerate(KINDS)}
        made = [(order[c.kind], c, None) for c in claims] + [(order.get(e.kind, 8), None, e) for e in brought]
        made.sort(key=lambda x: x[0])
        entries = []
        for n, (_, claim, brought_in) in enumerate(made, 1):
            if claim:
                entries.append(self._weighed(claim, n, held.get(claim.id)))
            elif brought_in:
                entries.append(self._brought(brought_in, n))
        return tuple(entries)

    def _weighed(self, claim: Claim, n: int, held: Evidence | None) -> Entry:
        said = [self.statements[s] for s in claim.statements if s in self.statements]
        sentences = tuple(dict.fromkeys(self._sentence(s) for s in said))
        if not sentences and held:
            sentences = tuple(self._quoted(q) for q in held.quotes)
        return Entry(
            claim.id,
            anchor("c", claim.id),
            n,
            claim.kind,
            describe(claim.content, self.call),
            claim.modality,
            claim.belief,
            claim.disbelief,
            claim.unknown,
            tuple((self.origin(o.name), o.reliability, o.stance) for o in claim.origins),
            sentences,
            claim.related,
        )

    def _brought(self, evidence: Evidence, n: int) -> Entry:
        return Entry(
            evidence.claim,
            anchor("c", evidence.claim),
            n,
            evidence.kind,
            evidence.text,
            "asserted",
            evidence.belief,
            evidence.disbelief,
            evidence.unknown,
            tuple((self.origin(o), "", "supports") for o in evidence.origins),
            tuple(self._quoted(q) for q in evidence.quotes),
            (),
        )

    def _sentence(self, s: Statement) -> Sentence:
        found = self.articles.get(s.article.id)
        speakers = [a.speaker for a in reversed(s.attribution)]
        return Sentence(
            s.quote,
            " as told by ".join(speakers),
            s.article.title or "untitled",
            s.article.publisher or "",
            figures.date(s.article.published),
            anchor("a", s.article.id) if found else None,
            web_address(found.url) if found else None,
            s.modality,
        )

    def _quoted(self, q: Quote) -> Sentence:
        found = self.articles.get(q.article)
        return Sentence(
            q.quote,
            " as told by ".join(reversed(q.speakers)),
            q.title or "untitled",
            q.publisher or "",
            figures.date(q.published),
            anchor("a", q.article) if found else None,
            web_address(found.url) if found else None,
            q.modality,
        )


def _deeds(quad: str | None) -> str:
    """A quad class as something that can be counted."""
    return f"events of {quad.replace('_', ' ')}" if quad else "events"
