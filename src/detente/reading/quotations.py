"""Stretches between quotation marks, over sentences and paragraphs, and the verb and noun that say whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .grammar import grammatical_subjects, inverted_speaker
from .lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MARK = '"'
_SHORTEST = 4  # tokens; less is a word in inverted commas


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens `start` to `end` (exclusive) of a paragraph that are somebody's words.

    `speaker` and `verb` say whose, where the paragraph does; `follows` marks words that go on from those before,
    whoever spoke them: the rest of a quotation cut by its tag, or the next paragraph of a long one.
    """

    start: int
    end: int
    speaker: Token | None
    verb: Token | None
    follows: bool


def quotations(doc: Doc) -> tuple[Quotation, ...]:
    """The quotations of a paragraph that hold a clause, in order; one left open runs to its end."""
    marks = [t.i for t in doc if t.text == _MARK]
    spans = [(a + 1, b) for a, b in zip(marks[::2], [*marks[1::2], len(doc)])]
    inside = {i for a, b in spans for i in range(a, b)}
    found: list[Quotation] = []
    for start, end in spans:
        if end - start < _SHORTEST or not any(_is_finite(t) for t in doc[start:end]):
            continue
        verb = _verb_for(doc, start, end, inside)
        speaker = _subject(verb) if verb is not None else None
        opens = start <= 1 and end >= len(doc) - 1  # the paragraph is nothing but these words
        after_tag = bool(found) and _begins_sentence(doc, start)
        found.append(Quotation(start, end, speaker, verb, speaker is None and (opens or after_tag)))
    return tuple(found)


def _is_finite(token: Token) -> bool:
    return token.tag_ in {"VBD", "VBZ", "VBP", "MD"}


def _begins_sentence(doc: Doc, start: int) -> bool:
    """Whether the words before a quotation's first mark end a sentence."""
    return start < 2 or doc[start - 2].text in {".", "!", "?", _MARK, "…"}


def _verb_for(doc: Doc, start: int, end: int, inside: set[int]) -> Token | None:
    """The nearest verb of speaking outside all quotations, in the sentences that the quotation begins or ends in."""
    first, last = doc[start].sent.start, doc[min(end, len(doc) - 1)].sent.end
    verbs = [
        t
        for t in doc[first:last]
        if t.i not in inside
        and t.pos_ == "VERB"
        and t.lemma_ in words("speech", "quoting")
        and _subject(t) is not None
    ]
    return min(verbs, key=lambda t: start - t.i if t.i < start else t.i - end, default=None)


def _subject(verb: Token) -> Token | None:
    tagged = inverted_speaker(verb)
    if tagged is not None:
        return tagged
    subjects = grammatical_subjects(verb)
    return subjects[0] if subjects else None
