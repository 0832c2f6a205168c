"""Excerpts: how much of the articles' own words a page holds, and our words in place of theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal, get_args

from ..reading.statement import ActorRef, Cause, Content, Forecast, IssueRef, Position
from . import figures

Excerpts = Literal["sentence", "none", "paragraph"]
EXCERPTS: tuple[Excerpts, ...] = get_args(Excerpts)
FEW = 3
"""Words that may stand as in an article without being an excerpt of it: the name of a topic, say."""


class Borrowed:
    """Tells whether a text is an excerpt: more than FEW words in a row that stand so in what was read."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs = {run for text in texts for run in _runs(text)}

    def __call__(self, text: str) -> bool:
        return any(run in self._runs for run in _runs(text))


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return zip(*(words[n:] for n in range(FEW + 1)))


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after `text[start:end]` in its paragraph, each on one line."""
    mark = "\n\n" if "\n\n" in text else "\n"
    first = text.rfind(mark, 0, start)
    first = 0 if first < 0 else first + len(mark)
    last = text.find(mark, end)
    last = len(text) if last < 0 else last
    return " ".join(text[first:start].split()), " ".join(text[end:last].split())


def in_our_words(
    content: Content, who: Callable[[ActorRef], str], issue: Callable[[IssueRef], str], forms: dict[str, str]
) -> Content:
    """The content with what it quotes said by us, from whom it is about and what kind of thing it is.

    `forms` are wordings by the kind of subject, with `{actors}`; `cause` is that of a causal claim's ends.
    """

    def about(kind: str, actors: tuple[ActorRef, ...]) -> str:
        names = list(dict.fromkeys(who(a) for a in actors))
        return forms[kind if kind in forms else "other"].format(
            actors=figures.joined(names) if names else forms["nobody"]
        )

    match content:
        case Cause():
            return replace(
                content,
                cause=replace(content.cause, text=about("cause", content.cause.actors)),
                effect=replace(content.effect, text=about("cause", content.effect.actors)),
            )
        case Forecast():
            subject = content.about
            return replace(content, about=replace(subject, text=about(subject.kind, subject.actors)))
        case Position():
            return replace(content, issue=replace(content.issue, text=issue(content.issue)))
        case _:
            return content
