"""The reader: an article in, statements out, each with its exact words, speakers, modality and dates."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ..errors import QuoteError
from ..records import to_record
from ..sources.article import Article
from .bonds import bonds
from .bygone import bygone
from .causes import causes
from .commitments import commitments
from .dates import dates
from .draft import Draft, Scene
from .events import events
from .forecasts import forecasts
from .fronts import fronts
from .gazetteer import Gazetteer
from .leanings import leanings
from .parse import Sentence, parse, pipeline
from .patronage import patronage
from .positions import positions
from .presence import presences
from .quote import check_quote, whole_words
from .reference import Referent
from .roles import roles
from .scope import Standing, standing
from .speech import frames
from .statement import ArticleRef, Event, Forecast, Kind, Statement, Why
from .strategies import strategies
from .ties import ties

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_QUOTE = 400
_STANDING = frozenset({"position", "tie", "presence", "commitment", "strategy"})  # kinds that tell what is
RULES: tuple[tuple[Kind, Callable[[Scene], Iterator[Draft]]], ...] = (
    ("event", events),
    ("position", positions),
    ("tie", ties),
    ("tie", roles),
    ("tie", leanings),
    ("tie", bonds),
    ("tie", fronts),
    ("presence", presences),
    ("commitment", commitments),
    ("commitment", patronage),
    ("strategy", strategies),
    ("cause", causes),
    ("forecast", forecasts),
)


def read_one(article: Article, *, gazetteer: Gazetteer | None = None) -> tuple[Statement, ...]:
    """Read one article into statements, in order of its text.

    Raises QuoteError where a statement's words would not be verbatim in the article, which no rule may cause.
    """
    with pipeline().memory_zone():  # what spaCy learns of an article's words goes when the article is read
        return tuple(_verbatim(s, article) for s in _read(article, gazetteer or Gazetteer.default()))


def _verbatim(statement: Statement, article: Article) -> Statement:
    """The statement, whichever rule made it, if its words stand in the article where it says."""
    found = check_quote(article.text, statement.quote, statement.start, statement.end)
    reason = found.reason if not found.ok else ""
    if len(statement.quote) > LONGEST_QUOTE:
        reason = f"the quote is longer than {LONGEST_QUOTE} characters"
    if reason:
        raise QuoteError(reason, where=f"{article.path}, offset {statement.start}")
    return statement


def _read(article: Article, gazetteer: Gazetteer) -> Iterator[Statement]:
    referent = Referent(gazetteer, article.published)
    about = ArticleRef(
        article.id, article.path, article.title, article.publisher, article.carried_by, article.published
    )
    last: str | None = None  # the last date that the text has named, from which "a week later" counts
    for doc, sentences in parse(article):
        referent.enter_paragraph(doc)
        for sentence in sentences:
            referent.enter_sentence(sentence)
            named = dates(sentence.span.text, article.published, last)
            last = next((d.iso for d in reversed(named) if not d.until), last)
            scene = Scene(
                sentence,
                referent,
                frames(sentence.span, referent),
                named,
                article.published,
            )
            yield from _statements(scene, article, about)


def _statements(scene: Scene, article: Article, about: ArticleRef) -> Iterator[Statement]:
    said: set[str] = set()
    for kind, rule in RULES:
        for draft in rule(scene):
            how = standing(draft.anchor, scene.frames, noun=draft.noun)
            if how.doubted and (kind in _STANDING or draft.rule.startswith("cause.learned")):
                continue  # that A is unlikely to back B is no evidence of how the two stand
            if kind in _STANDING and bygone(draft.anchor):
                continue
            if how.averted and kind in {*_STANDING, "event"}:
                continue  # what A keeps B from, B does not do
            statement = _finish(kind, draft, how, scene, article, about)
            key = _sameness(statement)
            if key not in said:
                said.add(key)
                yield statement


def _sameness(statement: Statement) -> str:
    """Two statements of one sentence that differ in nothing but cue and rule are one."""
    return json.dumps(
        [statement.kind, to_record(statement.content), statement.modality, statement.negated], sort_keys=True
    )


def _finish(
    kind: Kind, draft: Draft, found: Standing, scene: Scene, article: Article, about: ArticleRef
) -> Statement:
    start, end = _quote(draft, scene.sentence, article.text)
    modality = draft.modality or found.modality
    told = found.modality in {"reported", "denied"} or found.chance is not None
    if told and kind != "forecast":
        modality = found.modality
    certainty = found.certainty if draft.certainty is None else draft.certainty
    if kind != "forecast":  # how likely a forecast is stands in its content
        certainty = min(certainty, found.certainty)
    negated = found.negated if draft.negated is None else draft.negated
    if found.doubted and kind != "forecast":
        negated = not negated  # "unlikely" denies, as firmly as it commits
    valid_from, valid_to = _validity(draft, scene)
    content, speakers = to_record(draft.content), to_record(found.attribution)
    identity = [article.id, start, end, kind, content, modality, negated, speakers]
    digest = json.dumps(identity, sort_keys=True, ensure_ascii=False)
    return Statement(
        id="s" + hashlib.sha256(digest.encode()).hexdigest()[:16],
        kind=kind,
        article=about,
        quote=article.text[start:end],
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


def _validity(draft: Draft, scene: Scene) -> tuple[str | None, str | None]:
    """When a statement holds: of an event its date, else the date that goes with its anchor."""
    content, when = draft.content, scene.date_near(draft.anchor)
    if isinstance(content, Event):
        spans = content.date is None and when is not None and when.until is not None
        return (when.iso, when.until) if spans and when is not None else (content.date, content.date)
    if when is None or isinstance(content, Forecast):
        return None, None  # a forecast's date is its horizon
    return when.iso, None if when.since else when.until


def _quote(draft: Draft, sentence: Sentence, text: str) -> tuple[int, int]:
    """Offsets of the words to cite: the sentence, or in one too long the stretch around the anchor.

    A token may end inside a word (`can` of "cannot"), a quote may not.
    """

    def place(first: Token, last: Token) -> tuple[int, int]:
        return whole_words(text, *sentence.place(first, last))

    span = sentence.span
    whole = place(span[0], span[-1])
    if _fits(whole):
        return whole
    first = last = draft.anchor
    grown = True
    while grown:
        grown = False
        if first.i > span.start and _fits(place(first.nbor(-1), last)):
            first, grown = first.nbor(-1), True
        if last.i + 1 < span.end and _fits(place(first, last.nbor(1))):
            last, grown = last.nbor(1), True
    return place(first, last)


def _fits(place: tuple[int, int]) -> bool:
    return place[1] - place[0] <= LONGEST_QUOTE
