"""Mentions: where an article names or describes an actor, with the actor that it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..sources.article import Article
from .gazetteer import Gazetteer
from .kinds import Kinds
from .meanings import Meanings
from .parse import Sentence, parse
from .reference import Referent
from .spans import Span, spans, within
from .statement import ActorRef, ArticleRef
from .uses import MentionKind


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an article that name or describe an actor: `article.text[start:end] == text`, in code points.

    `kind` is person, organisation (several people taken together too), place, or group: a nation, people or faith as
    an attribute ("the Syrian war"). `actor` is what the words stand for, as in statements; its code is null where that
    is open. `candidates` are the codes that a name can mean where the article does not settle which, else empty; where
    statements still take it in its first meaning ("Georgia") that code is in `actor` and comes first.
    """

    article: ArticleRef
    start: int
    end: int
    text: str
    kind: MentionKind
    actor: ActorRef
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One sentence with its mentions, each beside the span of the parse that it is.

    `within` are actors named inside another's mention ("commander of the Ghost Brigade"): no mentions by themselves.
    """

    sentence: Sentence
    pairs: tuple[tuple[Span, Mention], ...]
    within: tuple[tuple[Span, Mention], ...]


def mentions(articles: Iterable[Article], *, gazetteer: Gazetteer | None = None) -> tuple[Mention, ...]:
    """Find the mentions of actors in articles, in order of the articles and of their text."""
    gazetteer = gazetteer or Gazetteer.default()
    return tuple(m for a in articles for found in in_sentences(a, gazetteer) for _, m in found.pairs)


def in_sentences(article: Article, gazetteer: Gazetteer) -> Iterator[Found]:
    """Yield the sentences of an article, headings too, with the mentions in each."""
    about = ArticleRef(
        article.id, article.path, article.title, article.publisher, article.carried_by, article.published
    )
    parsed = parse(article, headings=True)
    kinds = Kinds((doc for doc, _ in parsed), gazetteer, article.published)
    meanings = Meanings((doc, name) for doc, _ in parsed for name in kinds.names_of(doc))
    referent = Referent(gazetteer, article.published)
    for doc, sentences in parsed:
        referent.enter_paragraph(doc)
        found = spans(doc, kinds)
        for sentence in sentences:
            referent.enter_sentence(sentence)
            own = [s for s in found if sentence.span.start <= s.first < sentence.span.end]
            inner = [n for s in own for n in within(s, kinds)]
            yield Found(
                sentence,
                tuple((s, _mention(s, sentence, about, article, referent, meanings)) for s in own),
                tuple((s, _mention(s, sentence, about, article, referent, meanings)) for s in inner),
            )


def _mention(
    span: Span,
    sentence: Sentence,
    about: ArticleRef,
    article: Article,
    referent: Referent,
    meanings: Meanings,
) -> Mention:
    doc = sentence.span.doc
    start, end = sentence.place(doc[span.first], doc[span.last])
    actor, candidates = _actor(span, referent, meanings)
    return Mention(about, start, end, article.text[start:end], span.kind, actor, candidates)


def _actor(span: Span, referent: Referent, meanings: Meanings) -> tuple[ActorRef, tuple[str, ...]]:
    """Whom a span stands for, and whom it may where that is open."""
    match = referent.mention_at(span.head)
    refs = referent.denoted(span.head)
    if not refs and match is not None:
        refs = referent.among([span.head.doc[match.end - 1]])
    ref = refs[0] if refs else ActorRef(None)
    if ref.actor is not None:
        return ref, meanings.open(span.head.doc, match) if match is not None else ()
    inside = (referent.mention_at(t) for t in span.head.doc[span.first : span.last + 1])
    for found in filter(None, (match, *inside)):
        codes = dict.fromkeys(e.actor for e in found.entries if e.actor)
        if len(codes) > 1:
            return ref, tuple(codes)
    return ref, ()
