"""The same claims in different wordings beside near misses, through the real reader: what merges, and what must not."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

from benchmarks.evidence.prose import article
from benchmarks.measure import Row
from detente.reading.statement import KINDS
from detente.sources.article import Article

_YEAR = date(2025, 2, 10)  # the day of the first fact; the leaders named are in office


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence as an article of its own: tellings of one fact, cast and `claim` say the same."""

    fact: int
    kind: str
    cast: tuple[str, ...]
    claim: int
    wording: str
    article: Article


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings of one fact and cast: whether they say the same, whether both were read, whether they merged."""

    one: Telling
    other: Telling
    same: bool
    read: bool
    merged: bool


@cache
def _file() -> dict:
    from detente.yaml import read_yaml

    return read_yaml(Path(__file__).with_name("wordings.yaml").read_text("utf8")).value


def tellings(casts: int | None = None) -> Iterator[Telling]:
    """Every wording of every fact, of so many casts (all by default); dates are those of one year."""
    for number, fact in enumerate(_file()["facts"]):
        for at, cast in enumerate(_file()["casts"][:casts]):
            day = _YEAR + timedelta(9 * number + at)
            for claim, wordings in enumerate([fact["same"], *fact["different"]]):
                for wording in wordings:
                    yield _tell(number, fact["kind"], tuple(cast), claim, wording, day)


def _tell(fact: int, kind: str, cast: tuple[str, ...], claim: int, wording: str, day: date) -> Telling:
    r = random.Random(f"{fact} {cast} {wording}")
    published = day + timedelta(r.randint(0, 4))
    names = {"on": _on(day, published, r), "off": _on(day - timedelta(40), published, r)}
    names["soon"] = r.choice(["next week", "next month", _on(published + timedelta(6), published, r)])
    for letter, code in zip("ABC", cast):
        state = _file()["states"][code]
        names[letter], names[letter + "a"] = state["name"], state["a"]
        names[letter + "c"], names[letter + "l"] = state["c"], state["l"]
        names[letter + "na"] = f"{'An' if state['a'][0] in 'AEIO' else 'A'} {state['a']}"
        names[letter.lower() + "na"] = names[letter + "na"].replace("A", "a", 1)
    text = wording.format(**names).replace("Philippines's", "Philippines'")
    outlet = f"Outlet {r.randrange(10**6)}"
    return Telling(
        fact, kind, cast, claim, wording,
        article(text[0].upper() + text[1:], None, outlet, published.isoformat()),
    )  # fmt: skip


def _on(day: date, published: date, r: random.Random) -> str:
    """A day as articles name it."""
    forms = [f"on {day.day} {day:%B}", f"on {day:%B} {day.day}", f"on {day:%B} {day.day}, {day.year}"]
    if 1 <= (published - day).days <= 5:
        forms += [f"on {day:%A}", f"on {day:%A}"]
    if (published - day).days == 1:
        forms.append("yesterday")
    return r.choice(forms)


def pairs(told: Sequence[Telling]) -> Iterator[Pair]:
    """Read and weigh the tellings, and say of every two of one fact and cast whether they are one claim.

    They merged where a statement of each, of the fact's kind, is in one claim and on one side of it.
    """
    from detente.evidence import weigh
    from detente.reading import read

    by_fact: dict[int, list[Telling]] = defaultdict(list)
    for t in told:
        by_fact[t.fact].append(t)
    for here in by_fact.values():
        articles = [t.article for t in here]
        statements = read(articles)
        of = {s.id: s for s in statements}
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for s in weigh(articles, statements).support:
            if of[s.statement].kind == here[0].kind:
                found[of[s.statement].article.id].add((s.claim, s.stance))
        for one, other in combinations(here, 2):
            if one.cast == other.cast:
                ours, theirs = found[one.article.id], found[other.article.id]
                yield Pair(
                    one, other, one.claim == other.claim, bool(ours and theirs), not ours.isdisjoint(theirs)
                )


def rows() -> list[Row]:
    """Precision and recall of merging, over pairs of sentences; recall also by kind and of what was read."""
    found = list(pairs(list(tellings())))
    merged, same = [p for p in found if p.merged], [p for p in found if p.same]
    right = sum(p.same for p in merged)
    table: list[Row] = [
        ("claims: pairs that say the same", len(same), "pairs"),
        ("claims: pairs that do not", len(found) - len(same), "pairs"),
        ("claims: merge precision", right / len(merged), ""),
        ("claims: merge recall", right / len(same), ""),
        (
            "claims: merge recall where both were read",
            right / sum(p.read for p in same),
            "",
        ),
    ]
    for kind in KINDS:
        ours = [p for p in same if p.one.kind == kind]
        table.append((f"claims: merge recall, {kind}", sum(p.merged for p in ours) / len(ours), ""))
    return table
