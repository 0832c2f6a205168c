"""Generated reprints among articles on the same affairs: how many are found, how many wrongly, which way they went."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.evidence.prose import Affair, Newsroom, article, outlets
from benchmarks.measure import Row
from detente.evidence.claim import Copy
from detente.sources.article import Article

KINDS = ("truncated", "new headline", "words changed", "agency paragraph", "quotation marks")
_MARKS = (("„", "“"), ("«", "»"), ("‘", "’"))
_PARAGRAPH = 45  # words that a paragraph has which is worth taking over


@dataclass(frozen=True, slots=True)
class Reprint:
    """A true pair: ids of the copy and its original, what was done, and whether dates or a carrier line tell."""

    copy: str
    original: str
    kind: str
    told: bool


@dataclass(frozen=True, slots=True)
class Corpus:
    """All articles in no order, and the true pairs among them."""

    articles: tuple[Article, ...]
    reprints: tuple[Reprint, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How well copies were found: shares in [0, 1], recall also by kind."""

    precision: float
    recall: float
    direction: float
    by_kind: dict[str, float]


def corpus(originals: int, distinct: int, *, seed: int = 1, affairs: int = 60) -> Corpus:
    """Make so many originals with a reprint each, of five kinds in turn, among so many distinct articles."""
    room = Newsroom(seed, affairs)
    r = room.random
    stock = tuple(sorted({w for a in room.distinct(40) for w in re.findall(r"[a-z]{3,}", a.text)}))
    made: list[Article] = list(room.distinct(distinct))
    pairs: list[Reprint] = []
    for number in range(originals):
        kind = KINDS[number % len(KINDS)]
        day = room.day()
        affair = room.pick(room.affairs)
        original = room.report(affair, day)
        while not _suits(original, kind):
            original = room.report(affair, day)
        other = room.pick([o for o in outlets() if o != original.publisher])
        text = _reprinted(original, kind, room, affair, other, stock)
        title = original.title if r.random() < 0.3 and kind != "new headline" else room.write("title", affair)
        copy, told = _published(article(text, title, other, None), original, day, kind, r)
        made += [original, copy]
        pairs.append(Reprint(copy.id, original.id, kind, told))
    r.shuffle(made)
    return Corpus(tuple(made), tuple(pairs))


def _suits(original: Article, kind: str) -> bool:
    if kind == "agency paragraph":
        return bool(_worth_taking(original))
    return kind != "quotation marks" or "“" in original.text


def _worth_taking(original: Article) -> list[str]:
    """Paragraphs long enough to be taken over; none of them is the outlet's footer."""
    return [p for p in original.text.split("\n\n")[:-1] if len(p.split()) >= _PARAGRAPH]


def _reprinted(
    original: Article, kind: str, room: Newsroom, affair: Affair, other: str, stock: Sequence[str]
) -> str:
    r, paragraphs = room.random, original.text.split("\n\n")
    match kind:
        case "truncated":
            words, kept = len(original.text.split()), []
            most = max(60, r.uniform(0.3, 0.8) * words)
            for p in paragraphs:
                kept.append(p)
                if sum(len(k.split()) for k in kept) >= most:
                    break
            return "\n\n".join(kept)
        case "new headline":
            lead = room.paragraph(affair) + "\n\n" if r.random() < 0.4 else ""
            return (
                lead
                + original.text
                + (f"\n\nThis article first appeared in {original.publisher}." if r.random() < 0.5 else "")
            )
        case "words changed":
            return re.sub(
                r"\b[a-z]{2,}\b",
                lambda m: r.choice(stock) if r.random() < 0.115 else m.group(),
                original.text,
            )
        case "agency paragraph":
            taken = r.choice(_worth_taking(original))
            host = room.report(affair, None, publisher=other).text.split("\n\n")
            host.insert(r.randint(1, len(host)), taken)
            return "\n\n".join(host)
        case _:
            left, right = r.choice(_MARKS)
            return original.text.replace("“", left).replace("”", right)


def _published(
    copy: Article, original: Article, day: date, kind: str, r: random.Random
) -> tuple[Article, bool]:
    """Date a reprint: most some days later, a few on the same day, before, vaguely or never; some say whose it is."""
    draw = r.random()
    carried, told = False, True
    if draw < 0.06:
        published, carried = day.isoformat(), r.random() < 0.5
        told = carried
    elif draw < 0.09:
        published, carried = (day - timedelta(r.randint(1, 3))).isoformat(), True
    elif draw < 0.12:
        published, told = day.isoformat()[:7], False
    elif draw < 0.14:
        published, told = None, False
    else:
        published = (day + timedelta(r.randint(1, 6))).isoformat()
        carried = r.random() < 0.2
    if carried and kind != "agency paragraph":
        made = article(copy.text, copy.title, original.publisher, published, (copy.publisher or "",))
        return made, True
    if carried:
        published = (day + timedelta(1)).isoformat()  # a story of its own names no carrier
    made = article(copy.text, copy.title, copy.publisher, published)
    return replace(made), told or carried


def score(made: Corpus, found: Sequence[Copy]) -> Score:
    """Hold what was found against the true pairs; direction is judged where dates or carrier lines tell."""
    truth = {frozenset((p.copy, p.original)): p for p in made.reprints}
    hits = {pair: c for c in found if (pair := frozenset((c.article, c.original))) in truth}
    told = [(truth[pair], c) for pair, c in hits.items() if truth[pair].told]
    count = Counter(p.kind for p in made.reprints)
    right = Counter(truth[pair].kind for pair in hits)
    return Score(
        len(hits) / len(found) if found else 0.0,
        len(hits) / len(truth),
        sum(c.original == p.original for p, c in told) / len(told) if told else 0.0,
        {k: right[k] / count[k] for k in KINDS},
    )


def rows() -> list[Row]:
    """Measure copies among 24,000 articles."""
    from detente.evidence.copies import find_copies

    made = corpus(2000, 20_000)
    scored = score(made, find_copies(made.articles))
    return [
        ("copies: articles", len(made.articles), "articles"),
        ("copies: precision", scored.precision, ""),
        ("copies: recall", scored.recall, ""),
        *((f"copies: recall, {kind}", value, "") for kind, value in scored.by_kind.items()),
        ("copies: direction right where told", scored.direction, ""),
    ]
