"""Weighing: from statements to claims, each with its origins and how sure they make it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..reading.statement import KINDS, Event, Statement
from ..sources.article import Article
from .claim import Claim, Grounds, Origin, Stance, Support, Weighed
from .content import Key, certainty, claim_id, key_of, opposed, supports
from .copies import Provenance, find_copies
from .dempster import belief
from .occasion import happened, occasions, said, window_of
from .origin import Voice, Voices, is_hearsay


@dataclass(slots=True)
class _Part:
    """One statement's part in its claim, before the claim has an id."""

    statement: Statement
    voice: Voice
    stance: Stance
    certainty: float
    grounds: Grounds
    hearsay: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """A claim in the making: what it is about, of which time, and who says so."""

    id: str
    key: Key
    occasion: str
    parts: tuple[_Part, ...]


def weigh(articles: Iterable[Article], statements: Iterable[Statement]) -> Weighed:
    """Find what the statements claim, who copied whom among the articles, and how far to believe each claim.

    Statements need not come in any order, and one of an article that is not given counts by what it says of
    it. Identity of claims is their content (see `content` and `occasion`). Copied words count for where they
    stood first, a pull quote for the sentence it repeats, talk that nobody answers for ("reports that") for
    an earlier known origin of the same claim. Within an origin only the surest statement counts, on the side
    of its latest dated one.
    """
    known = {a.id: a for a in articles}
    copies = find_copies(tuple(known.values()))
    unique = sorted(
        {s.id: s for s in statements}.values(), key=lambda s: (s.article.id, s.start, s.end, s.id)
    )
    tell = _Teller(known, Provenance.of(copies), Voices([*known.values(), *(s.article for s in unique)]))
    contents: dict[Key, list[Statement]] = defaultdict(list)
    for s in unique:
        contents[key_of(s)].append(s)
    groups = []
    for key, members in contents.items():
        for occasion, same in occasions(members):
            groups.append(_Group(claim_id(key, occasion), key, occasion, tuple(tell.parts(same))))
    groups.sort(key=lambda g: (KINDS.index(g.key.kind), g.id))
    related = _relate(groups)
    return Weighed(
        tuple(_claim(g, related.get(g.id, ())) for g in groups),
        copies,
        tuple(
            Support(g.id, p.statement.id, p.voice.id, p.stance, p.certainty, p.grounds)
            for g in groups
            for p in g.parts
        ),
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells whose word each statement of a claim is."""

    articles: Mapping[str, Article]
    provenance: Provenance
    voices: Voices

    def parts(self, statements: Sequence[Statement]) -> list[_Part]:
        """The parts of a claim's statements, repeats and hearsay led back to what they depend on."""
        parts = [self._part(s) for s in statements]
        _follow_repeats(parts, self.articles)
        _follow_hearsay(parts)
        return parts

    def _part(self, statement: Statement) -> _Part:
        voice, grounds = self._voice(statement)
        stance: Stance = "supports" if supports(statement) else "denies"
        hearsay = grounds != "speaker" and is_hearsay(statement)
        return _Part(statement, voice, stance, round(certainty(statement), 6), grounds, hearsay)

    def _voice(self, statement: Statement) -> tuple[Voice, Grounds]:
        if voice := self.voices.speaker(statement):
            return voice, "speaker"
        here = statement.article
        first = self.provenance.source(here.id, statement.start, statement.end)
        if first != here.id:
            return self.voices.publisher(self.articles[first]), "copy"
        voice = self.voices.publisher(self.articles.get(here.id, here))
        return voice, "article" if voice.id.startswith("article:") else "publisher"


def _follow_repeats(parts: list[_Part], articles: Mapping[str, Article]) -> None:
    """A statement in a passage printed twice has the origin of the same statement at the first printing."""
    by_article: dict[str, list[_Part]] = defaultdict(list)
    for p in parts:
        if (article := articles.get(p.statement.article.id)) and article.repeats:
            by_article[article.id].append(p)
    for name, here in by_article.items():
        for repeat in articles[name].repeats:
            first = [p for p in here if _within(p.statement, repeat.first_start, repeat.first_end)]
            for p in here:
                if first and _within(p.statement, repeat.start, repeat.end):
                    p.voice, p.grounds, p.hearsay = first[0].voice, "repeat", first[0].hearsay


def _within(statement: Statement, start: int, end: int) -> bool:
    """Tell whether a statement's words lie in a span, a mark at either end aside."""
    return start - 2 <= statement.start and statement.end <= end + 2


def _follow_hearsay(parts: list[_Part]) -> None:
    """Talk of unknown origin depends on the earliest known origin of its side that came before it."""
    known = sorted(
        ((_told(p.statement)[0], p.voice.id, p) for p in parts if not p.hearsay), key=lambda entry: entry[:2]
    )
    for p in parts:
        if p.hearsay:
            until = _told(p.statement)[1]
            for since, _, source in known:
                if since > until:
                    break
                if source.stance == p.stance:
                    p.voice, p.grounds = source.voice, "hearsay"
                    break


def _told(statement: Statement) -> tuple[int, int]:
    """First and last day on which a statement may have been said; without a date, any day."""
    window = said(statement)
    return (window.start, window.end) if window else (0, 10**9)


def _claim(group: _Group, related: tuple[str, ...]) -> Claim:
    by_origin: dict[str, list[_Part]] = defaultdict(list)
    for p in group.parts:
        by_origin[p.voice.id].append(p)
    origins, weights = [], {"supports": [], "denies": []}
    for _, parts in sorted(by_origin.items()):
        voice, stance = parts[0].voice, _side(parts)
        origins.append(Origin(voice.id, voice.name, voice.reliability, stance))
        weights[stance].append(voice.weight * max(p.certainty for p in parts if p.stance == stance))
    sure = belief(weights["supports"], weights["denies"])
    best = min(group.parts, key=_rank).statement
    first, last = _validity([p.statement for p in group.parts])
    return Claim(
        group.id, group.key.kind, best.content, first, last, sure.belief, sure.disbelief, sure.unknown,
        tuple(origins), tuple(p.statement.id for p in group.parts), related, group.key.modality,
    )  # fmt: skip


def _side(parts: list[_Part]) -> Stance:
    """The side an origin counts on: that of its latest statement, of several the surest's."""

    def standing(p: _Part) -> tuple[int, float, bool]:
        window = said(p.statement)
        return (window.end if window else 0, p.certainty, p.stance == "denies")

    return max(parts, key=standing).stance


def _rank(part: _Part) -> tuple[bool, float, int, str, str]:
    """Surest first, of those that affirm; then the most exact in time, then the earliest."""
    s = part.statement
    window = happened(s) if s.kind == "event" else None
    width = window.end - window.start if window else 10**9
    return (part.stance == "denies", -part.certainty, width, s.article.published or "9999", s.id)


def _validity(statements: Sequence[Statement]) -> tuple[str | None, str | None]:
    """The earliest and the latest time given; an event's date counts as both."""
    firsts: list[tuple[int, str]] = []
    lasts: list[tuple[int, str]] = []
    for s in statements:
        date = s.content.date if isinstance(s.content, Event) else None
        for text, ends in ((s.valid_from or date, firsts), (s.valid_to or date, lasts)):
            if text and (window := window_of(text)):
                ends.append((window.start if ends is firsts else window.end, text))
    return min(firsts)[1] if firsts else None, max(lasts)[1] if lasts else None


def _relate(groups: Sequence[_Group]) -> dict[str, tuple[str, ...]]:
    """Ids of related claims, both ways: the same said of the time before or after, and what contradicts it.

    Of other times only neighbours are related, so that a matter told of daily for years stays linear.
    """
    related: dict[str, set[str]] = defaultdict(set)
    matters: dict[tuple, list[_Group]] = defaultdict(list)
    for g in groups:
        matters[(g.key.kind, *g.key.matter, g.key.modality)].append(g)
    for same in matters.values():
        sides: dict[str, list[_Group]] = defaultdict(list)
        for g in sorted(same, key=lambda g: (g.occasion.lstrip("~?"), g.id)):
            sides[g.key.side].append(g)
        for ordered in sides.values():
            for one, other in pairwise(ordered):
                related[one.id].add(other.id)
                related[other.id].add(one.id)
        for a in sides:
            for b in sides:
                if a < b and opposed(same[0].key.kind, a, b):
                    _oppose(sides[a], sides[b], related)
    return {k: tuple(sorted(v)) for k, v in related.items()}


def _oppose(ours: Sequence[_Group], theirs: Sequence[_Group], related: dict[str, set[str]]) -> None:
    """Relate opposing claims of the same time, and each otherwise to the last one before it."""
    times = {g.occasion: g for g in theirs}
    mine = {g.occasion: g for g in ours}
    for here, there in ((ours, times), (theirs, mine)):
        earlier = sorted(there)
        for g in here:
            match = there.get(g.occasion) or next(
                (there[o] for o in reversed(earlier) if o <= g.occasion), None
            )
            if match:
                related[g.id].add(match.id)
                related[match.id].add(g.id)
