"""Weighing: from statements to claims, each with its origins and how sure they make it."""

from __future__ import annotations

from collections.abc import Iterable

from ..reading.statement import KINDS, Statement
from ..sources.article import Article, Repeat
from .claim import Weighed
from .copies import Provenance, find_copies
from .correction import correct
from .grouping import Group, group
from .judging import Shelf, claims_of, judge
from .part import prepare
from .relating import relate
from .reliability import Ranking, shipped
from .ruling import Rulings
from .words import slug


def weigh(
    articles: Iterable[Article],
    statements: Iterable[Statement],
    *,
    rulings: Rulings | None = None,
    ranking: Ranking | None = None,
) -> Weighed:
    """Find what the statements claim, who copied whom among the articles, and how far to believe each claim.

    Statements need not come in any order, and one of an article that is not given counts by what it says of
    it. Identity of claims is their content (see `content` and `occasion`) and what people ruled (`rulings`);
    how far each origin is relied on is the `ranking`'s. For whose word a statement is, see `judging.judge`.
    """
    rulings, ranking = rulings or Rulings(), ranking or shipped()
    known = {a.id: a for a in articles}
    copies = find_copies(tuple(known.values()))
    read = {
        s.id: correct(s, rulings.corrected.get(s.id, {}))
        for s in statements
        if s.id not in rulings.rejected and s.article.id not in rulings.rejected
    }
    shelf = Shelf(
        {s.article.id: _Unread(s) for s in read.values()} | known,
        Provenance.of(copies),
        frozenset(slug(p) for p in _publishers(known.values(), read.values())),
    )
    groups = sorted(group(map(prepare, read.values()), rulings), key=_order)
    judged = [judge(g, shelf, ranking, rulings) for g in groups]
    related = relate((g.id, g.key, g.occasion) for g in groups)
    return Weighed(
        claims_of(judged, lambda s: read[s].content, related),
        copies,
        tuple(support for j in judged for support in j.support),
    )


class _Unread:
    """An article that was not given, as far as its statements tell of it."""

    def __init__(self, statement: Statement) -> None:
        ref = statement.article
        self.id, self.path, self.title = ref.id, ref.path, ref.title
        self.publisher, self.published = ref.publisher, ref.published
        self.repeats: tuple[Repeat, ...] = ()


def _publishers(articles: Iterable[Article], statements: Iterable[Statement]) -> set[str]:
    named = {a.publisher for a in articles} | {s.article.publisher for s in statements}
    return {name for name in named if name}


def _order(g: Group) -> tuple[int, str]:
    return (KINDS.index(g.key.kind), g.id)
