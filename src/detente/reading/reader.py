"""The reader: articles in, statements out, each with its exact words, speakers, modality and dates."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator

from ..errors import QuoteError
from ..records import to_record
from ..sources.article import Article
from .causes import causes
from .dates import dates
from .draft import Draft, Scene
from .events import events
from .forecasts import forecasts
from .gazetteer import Gazetteer
from .parse import Sentence, parse
from .positions import positions
from .presence import commitments, presences
from .reference import Referent
from .scope import Frame, frames, standing
from .statement import ArticleRef, Content, Event, Kind, Statement, Why
from .strategies import strategies
from .ties import ties

LONGEST_QUOTE = 400
RULES: tuple[tuple[Kind, Callable[[Scene], Iterator[Draft]]], ...] = (
    ("event", events),
    ("position", positions),
    ("tie", ties),
    ("presence", presences),
    ("commitment", commitments),
    ("strategy", strategies),
    ("cause", causes),
    ("forecast", forecasts),
)


def read(articles: Iterable[Article], *, gazetteer: Gazetteer | None = None) -> tuple[Statement, ...]:
    """Read articles into statements, in order of the articles and of their text.

    Raises QuoteError where a statement's words would not be verbatim in its article (which no rule may bring about).
    """
    gazetteer = gazetteer or Gazetteer.default()
    return tuple(s for article in articles for s in _read(article, gazetteer))


def _read(article: Article, gazetteer: Gazetteer) -> Iterator[Statement]:
    referent = Referent(gazetteer, article.published)
    about = ArticleRef(
        article.id, article.path, article.title, article.publisher, article.carried_by, article.published
    )
    for doc, sentences in parse(article):
        referent.enter_paragraph(doc)
        for sentence in sentences:
            referent.enter_sentence(sentence)
            scene = Scene(
                sentence,
                referent,
                frames(sentence.span, referent),
                dates(sentence.span.text, article.published),
                article.published,
            )
            yield from _statements(scene, article, about)


def _statements(scene: Scene, article: Article, about: ArticleRef) -> Iterator[Statement]:
    said: set[str] = set()
    for kind, rule in RULES:
        for draft in rule(scene):
            statement = _finish(kind, draft, scene, article, about)
            key = _sameness(statement)
            if key not in said:
                said.add(key)
                yield statement


def _sameness(statement: Statement) -> str:
    """Two statements of one sentence that differ in nothing but cue and rule are one."""
    return json.dumps(
        [statement.kind, to_record(statement.content), statement.modality, statement.negated], sort_keys=True
    )


def _finish(kind: Kind, draft: Draft, scene: Scene, article: Article, about: ArticleRef) -> Statement:
    found = standing(draft.anchor, _around(draft, scene.frames), noun=draft.noun)
    start, end = _quote(draft, scene.sentence)
    quote = article.text[start:end]
    if not quote or len(quote) > LONGEST_QUOTE:
        raise QuoteError(
            f"no quote of at most {LONGEST_QUOTE} characters", where=f"{article.path}, offset {start}"
        )
    modality = draft.modality or found.modality
    if draft.modality and found.modality in {"reported", "denied"} and kind != "forecast":
        modality = found.modality
    certainty = (
        found.certainty
        if draft.certainty is None
        else min(draft.certainty, found.certainty if kind != "forecast" else 1.0)
    )
    negated = found.negated if draft.negated is None else draft.negated
    valid_from, valid_to = _validity(draft, scene)
    digest = json.dumps(
        [
            article.id,
            start,
            end,
            kind,
            to_record(draft.content),
            modality,
            negated,
            to_record(found.attribution),
        ],
        sort_keys=True,
        ensure_ascii=False,
    )
    return Statement(
        id="s" + hashlib.sha256(digest.encode()).hexdigest()[:16],
        kind=kind,
        article=about,
        quote=quote,
        start=start,
        end=end,
        attribution=found.attribution,
        modality=modality,
        certainty=round(certainty, 3),
        negated=negated,
        valid_from=valid_from,
        valid_to=valid_to,
        content=draft.content,
        why=Why(draft.cue, draft.rule, draft.path),
    )


def _around(draft: Draft, all_frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    return tuple(f for f in all_frames if draft.anchor.i in f.scope)


def _validity(draft: Draft, scene: Scene) -> tuple[str | None, str | None]:
    content: Content = draft.content
    if isinstance(content, Event):
        when = scene.date_near(draft.anchor)
        if content.date is None and when is not None and when.until is not None:
            return when.iso, when.until
        return content.date, content.date
    when = scene.date_near(draft.anchor)
    if when is None:
        return None, None
    return when.iso, None if when.since else when.until


def _quote(draft: Draft, sentence: Sentence) -> tuple[int, int]:
    """Offsets of the words to cite: the sentence, or in one too long the stretch around the anchor."""
    if sentence.end - sentence.start <= LONGEST_QUOTE:
        return sentence.start, sentence.end
    span, anchor = sentence.span, draft.anchor
    first = last = anchor
    while True:
        grown = False
        if first.i > span.start:
            before = span.doc[first.i - 1]
            if sentence.place(before, last)[1] - sentence.place(before, last)[0] <= LONGEST_QUOTE:
                first, grown = before, True
        if last.i + 1 < span.end:
            after = span.doc[last.i + 1]
            if sentence.place(first, after)[1] - sentence.place(first, after)[0] <= LONGEST_QUOTE:
                last, grown = after, True
        if not grown:
            return sentence.place(first, last)
