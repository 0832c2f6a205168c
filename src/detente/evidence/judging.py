"""Judging: whose word each part of a claim is, on which side each origin counts, and how sure that makes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from ..reading.statement import Content
from ..sources.article import Repeat
from .claim import Claim, Grounds, Origin, Stance, Support, Verdict
from .copies import Provenance
from .dempster import beliefs
from .grouping import Group, Joined
from .occasion import window_of
from .origin import Printed, Voice, as_outlet, publisher_of
from .part import Part
from .reliability import Ranking
from .ruling import Rulings


class Source(Printed, Protocol):
    """What judging needs to know of an article."""

    @property
    def published(self) -> str | None: ...
    @property
    def repeats(self) -> tuple[Repeat, ...]: ...


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles behind the parts to be judged: by id, with who copied whom, and their publishers' slugs."""

    articles: Mapping[str, Source]
    provenance: Provenance
    publishers: Collection[str]


@dataclass(slots=True)
class _Word:
    """One part's place in its claim: whose word it is, and how firmly it counts."""

    part: Part
    voice: Voice
    stance: Stance
    certainty: float
    grounds: Grounds
    hearsay: bool
    joined: Joined = field(default="matter")


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim but for its belief: `weights` are those of its independent origins, for and against."""

    group: Group
    best: str
    origins: tuple[Origin, ...]
    support: tuple[Support, ...]
    supports: tuple[float, ...]
    denies: tuple[float, ...]
    verdict: Verdict | None


def judge(group: Group, shelf: Shelf, ranking: Ranking, rulings: Rulings) -> Judged:
    """Find the origins of a claim and what each counts.

    Copied words count for where they stood first, a pull quote for the sentence it repeats, talk that nobody
    answers for ("reports that") for an earlier known origin of the same side. Within an origin only the
    surest part counts, on the side of its latest dated one; where it said both on that day the one takes from
    the other. Several voices of one house (a government and its ministers) are no independent witnesses: of
    each side the weightiest counts.
    """
    words = [_word(m.part, m.joined, shelf) for m in group.members]
    _follow_repeats(words, shelf.articles)
    _follow_hearsay(words)
    by_origin: dict[str, list[_Word]] = defaultdict(list)
    for w in words:
        by_origin[w.voice.id].append(w)
    origins: list[Origin] = []
    weights: dict[Stance, dict[str, float]] = {"supports": {}, "denies": {}}
    for _, said in sorted(by_origin.items()):
        voice = said[0].voice
        stance, firm = _standing(said)
        origins.append(Origin(voice.id, voice.name, ranking.letter(voice), stance))
        if voice.id in rulings.rejected:
            continue
        house = voice.house or voice.id
        weight = ranking.weight(voice) * firm
        weights[stance][house] = max(weight, weights[stance].get(house, 0.0))
    verdict: Verdict | None = None
    if group.id in rulings.rejected or group.id in rulings.accepted:
        verdict = "rejected" if group.id in rulings.rejected else "accepted"
    return Judged(
        group,
        min(words, key=_rank).part.statement,
        tuple(origins),
        tuple(
            Support(
                group.id, w.part.statement, w.voice.id, w.stance, w.certainty, w.grounds,
                w.part.first_hand and w.grounds in {"speaker", "publisher", "article"},
                w.part.interest, w.joined,
            )
            for w in words
        ),
        tuple(weights["supports"].values()),
        tuple(weights["denies"].values()),
        verdict,
    )  # fmt: skip


def claims_of(
    judged: Sequence[Judged],
    content_of: Callable[[str], Content],
    related: Mapping[str, tuple[str, ...]],
) -> tuple[Claim, ...]:
    """The claims in the order given; `content_of` gives the content of a statement by its id."""
    heard = [j if j.verdict != "rejected" else replace(j, supports=(), denies=()) for j in judged]
    sure = beliefs([j.supports for j in heard], [j.denies for j in heard]).tolist()
    made = []
    for j, (held, against, unknown) in zip(judged, sure):
        first, last = _validity([m.part for m in j.group.members])
        made.append(
            Claim(
                j.group.id, j.group.key.kind, content_of(j.best), first, last, held, against, unknown,
                j.origins, tuple(s.statement for s in j.support), related.get(j.group.id, ()),
                j.group.key.modality, j.verdict,
            )
        )  # fmt: skip
    return tuple(made)


def _word(part: Part, joined: Joined, shelf: Shelf) -> _Word:
    voice, grounds = _voice(part, shelf)
    stance: Stance = "supports" if part.supports else "denies"
    return _Word(part, voice, stance, part.certainty, grounds, part.hearsay, joined)


def _voice(part: Part, shelf: Shelf) -> tuple[Voice, Grounds]:
    if part.speaker:
        return as_outlet(part.speaker, shelf.publishers), "speaker"
    first = shelf.provenance.source(part.article, part.start, part.end)
    voice = publisher_of(shelf.articles[first])
    if first != part.article:
        return voice, "copy"
    return voice, "article" if voice.id.startswith("article:") else "publisher"


def _follow_repeats(words: list[_Word], articles: Mapping[str, Source]) -> None:
    """A part in a passage printed twice has the origin of the same part at the first printing."""
    by_article: dict[str, list[_Word]] = defaultdict(list)
    for w in words:
        if articles[w.part.article].repeats:
            by_article[w.part.article].append(w)
    for name, here in by_article.items():
        for repeat in articles[name].repeats:
            first = [w for w in here if _within(w.part, repeat.first_start, repeat.first_end)]
            for w in here:
                if first and _within(w.part, repeat.start, repeat.end):
                    w.voice, w.grounds, w.hearsay = first[0].voice, "repeat", first[0].hearsay


def _within(part: Part, start: int, end: int) -> bool:
    """Tell whether a part's words lie in a span, a mark at either end aside."""
    return start - 2 <= part.start and part.end <= end + 2


def _follow_hearsay(words: list[_Word]) -> None:
    """Talk of unknown origin depends on the earliest known origin of its side that came before it.

    It is no surer than what it depends on.
    """
    known = sorted(
        ((_told(w.part)[0], w.voice.id, w) for w in words if not w.hearsay), key=lambda entry: entry[:2]
    )
    surest: dict[tuple[str, Stance], float] = defaultdict(float)
    for _, voice, w in known:
        surest[voice, w.stance] = max(surest[voice, w.stance], w.certainty)
    for w in words:
        if w.hearsay:
            until = _told(w.part)[1]
            for since, voice, source in known:
                if since > until:
                    break
                if source.stance == w.stance:
                    w.voice, w.grounds = source.voice, "hearsay"
                    w.certainty = min(w.certainty, surest[voice, w.stance])
                    break


def _told(part: Part) -> tuple[int, int]:
    """First and last day on which a part may have been said; without a date, any day."""
    return (part.told.start, part.told.end) if part.told else (0, 10**9)


def _standing(said: list[_Word]) -> tuple[Stance, float]:
    """The side an origin counts on, that of its latest statement, and how firmly.

    Both sides on the latest day leave the difference, so that nothing jumps where one grows surer.
    """
    last = max(_day(w) for w in said)
    sides: set[Stance] = {w.stance for w in said if _day(w) == last}
    firm: dict[Stance, float] = {"supports": 0.0, "denies": 0.0}
    for w in said:
        firm[w.stance] = max(firm[w.stance], w.certainty)
    if len(sides) == 1:
        (side,) = sides
        return side, firm[side]
    return ("supports" if firm["supports"] > firm["denies"] else "denies"), abs(
        firm["supports"] - firm["denies"]
    )


def _day(w: _Word) -> int:
    return w.part.told.end if w.part.told else 0


def _rank(w: _Word) -> tuple[bool, float, int, int, str]:
    """Surest first, of those that affirm; then the most exact in time, then the earliest."""
    part = w.part
    width = part.window.days if part.window and part.key.kind == "event" else 10**9
    return (not part.supports, -part.certainty, width, _told(part)[0] or 10**9, part.statement)


def _validity(parts: Sequence[Part]) -> tuple[str | None, str | None]:
    """The earliest and the latest time given; an event's date counts as both."""
    firsts = [(w.start, p.since) for p in parts if p.since and (w := window_of(p.since))]
    lasts = [(w.end, p.until) for p in parts if p.until and (w := window_of(p.until))]
    return min(firsts)[1] if firsts else None, max(lasts)[1] if lasts else None
