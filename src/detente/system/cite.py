"""Evidence as a system carries it: each claim in words, its belief, and the sentences behind it."""

from __future__ import annotations

from collections.abc import Iterable

from ..evidence.claim import Claim
from ..evidence.wording import describe
from ..reading import statement as said
from ..reading.statement import Content, Statement
from .cast import name_of
from .estimate import rounded
from .model import Evidence, Quote


def cite(claims: Iterable[Claim], statements: dict[str, Statement]) -> tuple[Evidence, ...]:
    """The claims as evidence, in their order, each with its quotes and the claims against it."""
    held = {c.id: c for c in claims}
    return tuple(
        Evidence(
            claim=claim.id,
            kind=claim.kind,
            text=describe(claim.content, name_of, claim.modality)[:2000],
            belief=rounded(claim.belief),
            disbelief=rounded(claim.disbelief),
            unknown=rounded(claim.unknown),
            origins=tuple(o.name if o.stance == "supports" else f"{o.name} (denies)" for o in claim.origins),
            quotes=tuple(_quote(statements[s]) for s in claim.statements if s in statements),
            contradicted_by=tuple(
                r for r in claim.related if r in held and contradicts(claim.content, held[r].content)
            ),
        )
        for claim in held.values()
    )


def contradicts(a: Content, b: Content) -> bool:
    """Whether two contents on one matter say opposite things, not merely different ones."""
    match a, b:
        case (said.Tie(), said.Tie()) | (said.Cause(), said.Cause()):
            return a.sign * b.sign < 0
        case said.Position(), said.Position():
            return a.stance * b.stance < 0
        case (said.Presence(), said.Presence()) | (said.Commitment(), said.Commitment()):
            return a.trend * b.trend < 0
        case said.Forecast(), said.Forecast():
            return a.expects != b.expects
        case _:
            return False


def _quote(statement: Statement) -> Quote:
    article = statement.article
    return Quote(
        statement=statement.id,
        article=article.id,
        path=article.path,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        quote=statement.quote,
        start=statement.start,
        end=statement.end,
        speakers=tuple(a.speaker for a in statement.attribution),
        modality=statement.modality,
        certainty=rounded(statement.certainty),
    )
