"""Builders: articles and statements in one line each, for tests of the layers that use them.

Every statement is verbatim in its article where the article is given with the words in it; otherwise its
quote stands on its own. Ids are made from content, as a reader makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from detente.reading.statement import (
    ActorRef,
    ArticleRef,
    Attribution,
    Cause,
    Commitment,
    Content,
    Event,
    Forecast,
    IssueRef,
    Kind,
    Part,
    Position,
    Presence,
    Statement,
    Strategy,
    Subject,
    Tie,
    Why,
)
from detente.sources.article import Article, Repeat

QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "CONCEDE": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4,
    "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip


def article(
    text: str = "Nothing of note was said.",
    *,
    publisher: str | None = "The Daily Ledger",
    published: str | None = "2025-03-01",
    title: str | None = "A report",
    carried_by: Sequence[str] = (),
    repeats: Sequence[Repeat] = (),
    path: str | None = None,
) -> Article:
    """An article whose id is made from what it holds."""
    key = "\x1f".join(str(x) for x in (title, publisher, published, text, tuple(carried_by)))
    name = "a" + sha256(key.encode()).hexdigest()[:16]
    return Article(
        name, path or f"{name}.txt", title, (), publisher, tuple(carried_by), published, None, None, "en",
        text, tuple(repeats),
    )  # fmt: skip


def who(actor: str | ActorRef | None, name: str | None = None, sector: str | None = None) -> ActorRef:
    """An actor reference from a code, or as it is."""
    return actor if isinstance(actor, ActorRef) else ActorRef(actor, sector, name)


def speaker(words: str, actor: str | ActorRef | None = None, *, name: str | None = None,
            sector: str | None = None, cue: str = "said") -> Attribution:  # fmt: skip
    """One speaker of an attribution chain, in the words of the text."""
    known = actor is not None or name is not None
    return Attribution(words, who(actor, name, sector) if known else None, cue)


def statement(
    content: Content,
    *,
    source: Article | None = None,
    quote: str | None = None,
    start: int | None = None,
    speakers: Sequence[Attribution | str] = (),
    modality: Any = "asserted",
    certainty: float = 0.9,
    negated: bool = False,
    valid_from: str | None = None,
    valid_to: str | None = None,
) -> Statement:
    """A statement with any content; `speakers` outermost first, a bare string being one without an actor."""
    source = source or article()
    quote = source.text if quote is None else quote
    if start is None:
        start = max(0, source.text.find(quote))
    chain = tuple(s if isinstance(s, Attribution) else speaker(s) for s in speakers)
    kind: Kind = type(content).__name__.lower()  # type: ignore[assignment]
    ref = ArticleRef(
        source.id, source.path, source.title, source.publisher, source.carried_by, source.published
    )
    made = Statement(
        "", kind, ref, quote, start, start + len(quote), chain, modality, certainty, negated, valid_from,
        valid_to, content, Why("", "builder", ""),
    )  # fmt: skip
    return replace(made, id="s" + sha256(repr(made).encode()).hexdigest()[:16])


def event(source_actor: Any, event_type: str = "CONSULT", target: Any = None, *, date: str | None = None,
          mode: str | None = None, goldstein: float = 0.0, place: str | None = None,
          **rest: Any) -> Statement:  # fmt: skip
    """`event("ISR", "CONSULT", "RUS", date="2025-02-28")`."""
    aim = None if target is None else who(target)
    return statement(
        Event(who(source_actor), aim, event_type, mode, QUADS[event_type], goldstein, date, place), **rest
    )


def position(actor: Any, issue: str = "rus-keeps-bases-syr", stance: float = 0.8, *, text: str | None = None,
             actors: Sequence[str] = (), toward: Any = None, **rest: Any) -> Statement:  # fmt: skip
    """`position("ISR", "rus-keeps-bases-syr", 0.8)`."""
    ref = IssueRef(issue, text or issue.replace("-", " "), tuple(who(a) for a in actors))
    return statement(Position(who(actor), ref, stance, None if toward is None else who(toward)), **rest)


def tie(
    a: Any, b: Any, sign: int = 1, trend: int = 0, *, domain: Any = "diplomatic", **rest: Any
) -> Statement:
    """`tie("RUS", "IRN", 1, 1, domain="military")`."""
    return statement(Tie(who(a), who(b), domain, sign, trend), **rest)


def presence(
    actor: Any, arena: str, level: float = 0.6, trend: int = 0, *, form: str = "forces", **rest: Any
) -> Statement:
    """`presence("RUS", "SYR", 0.7, form="bases")`."""
    return statement(Presence(who(actor), arena, form, level, trend), **rest)


def commitment(patron: Any, client: Any = None, level: float = 0.7, trend: int = 0, **rest: Any) -> Statement:
    """`commitment("USA", "ISR", 0.4, -1)`."""
    return statement(Commitment(who(patron), None if client is None else who(client), level, trend), **rest)


def strategy(actor: Any, named: Any = "hedging", toward: Sequence[Any] = (), **rest: Any) -> Statement:
    """`strategy("ISR", "ambiguity", ["RUS"])`."""
    return statement(Strategy(who(actor), named, tuple(who(a) for a in toward)), **rest)


def cause(first: str, then: str, sign: int = 1, *, actors: Sequence[str] = (),
          effect_actors: Sequence[str] = (), **rest: Any) -> Statement:  # fmt: skip
    """`cause("an American withdrawal", "a vacuum in Syria", actors=["USA"], effect_actors=["SYR"])`."""
    return statement(
        Cause(
            Part(first, tuple(who(a) for a in actors)), Part(then, tuple(who(a) for a in effect_actors)), sign
        ),
        **rest,
    )


def forecast(about: str, expects: Any = "increase", probability: tuple[float, float] = (0.55, 0.8), *,
             actors: Sequence[str] = (), kind: str = "tie", horizon: str | None = None,
             **rest: Any) -> Statement:  # fmt: skip
    """`forecast("relations between Israel and Russia", "no_change", (.55, .8), actors=["ISR", "RUS"])`."""
    return statement(
        Forecast(Subject(about, tuple(who(a) for a in actors), kind), expects, probability, horizon), **rest
    )
