"""The index of a page: every claim with its number, words and place, and what each number rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..data import vocabulary
from ..evidence.wording import describe
from ..reading.statement import KINDS, Content, Statement
from . import figures
from .excerpt import Excerpts, around, in_our_words
from .names import Names

if TYPE_CHECKING:
    from ..evidence.claim import Claim
    from ..sources.article import Article
    from ..system.model import Estimate, Evidence, Quote, Variable
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
    """Exact words, who said them and where they stand; `url` only where it is http or https.

    `before` and `after` are the rest of its paragraph, where the page holds paragraphs; without excerpts `quote` is
    empty.
    """

    quote: str
    said_by: str
    title: str
    publisher: str
    date: str
    article: str | None
    url: str | None
    modality: str
    before: str = ""
    after: str = ""


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


class Index(Names):
    """Looks up names, claims and grounds of one analysis; notes are numbered as they are cited."""

    def __init__(self, analysis: Analysis, excerpts: Excerpts = "sentence") -> None:
        super().__init__(analysis, excerpts)
        self.analysis = analysis
        self.words = vocabulary("detente.show", "words.yaml")
        self.articles: dict[str, Article] = {a.id: a for a in analysis.articles}
        self.statements: dict[str, Statement] = {s.id: s for s in analysis.statements}
        self.entries = self._entries()
        self.entry = {e.id: e for e in self.entries}
        self.notes: dict[str, Note] = {}

    def worded(self, content: Content) -> Content:
        """A claim's content as the page may hold it: with its quoted parts, or with ours in their place."""
        if not self.borrowed:
            return content
        return in_our_words(content, self.who, self.matter, self.words["subjects"])

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
            # What has not happened is not worded as if it had; the page shows the modality itself beside it.
            describe(self.worded(claim.content), self.call, claim.modality).removesuffix(
                f" ({claim.modality})"
            ),
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
            self.ours(evidence.text, f"A {self.words['kinds'].get(evidence.kind, ['claim'])[0]}"),
            "asserted",
            evidence.belief,
            evidence.disbelief,
            evidence.unknown,
            tuple((self.origin(o), "", "supports") for o in evidence.origins),
            tuple(self._quoted(q) for q in evidence.quotes),
            (),
        )

    def _sentence(self, s: Statement) -> Sentence:
        return self._said(
            s.quote, s.article.id, [a.speaker for a in s.attribution], s.article.title, s.article.publisher,
            s.article.published, s.modality, s.start,
        )  # fmt: skip

    def _quoted(self, q: Quote) -> Sentence:
        found = self.articles.get(q.article)
        start = found.text.find(q.quote) if found else -1
        return self._said(
            q.quote, q.article, q.speakers, q.title, q.publisher, q.published, q.modality, start
        )

    def _said(
        self,
        quote: str,
        article: str,
        speakers: Sequence[str],
        title: str | None,
        publisher: str | None,
        published: str | None,
        modality: str,
        start: int,
    ) -> Sentence:
        found = self.articles.get(article)
        before = after = ""
        if found and self.excerpts == "paragraph" and start >= 0:
            before, after = around(found.text, start, start + len(quote))
        return Sentence(
            "" if self.excerpts == "none" else quote,
            " as told by ".join(self.speaker(x) for x in reversed(speakers)),
            title or "untitled",
            publisher or "",
            figures.date(published),
            anchor("a", article) if found else None,
            web_address(found.url) if found else None,
            modality,
            before,
            after,
        )
