"""Claims: the list with its filters, and one claim with its evidence, relations and history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from weakref import WeakKeyDictionary

from ...errors import DossierError
from ...evidence.claim import Claim, Grounds, Letter, Stance, Support
from ...evidence.correction import FIXED
from ...evidence.ruling import Rulings, rulings_of
from ...evidence.wording import describe
from ...reading.statement import Content, Kind, Modality, Statement
from ...records import to_record
from ...store import Dossier, Facet, Wanted
from .article import Said, said_of
from .decisions import Decision, about, decisions, worded
from .naming import named, origin_named
from .paging import Paging

COUNT = 50
_COUNTED: WeakKeyDictionary[Dossier, tuple[tuple[int, ...], Choices]] = WeakKeyDictionary()
_PICKED = 300  # actors or origins to pick from
_NEAR = 20  # claims beside one that it might be merged with


@dataclass(frozen=True, slots=True)
class OriginView:
    """Who a claim comes from, on which side."""

    id: str
    name: str
    reliability: Letter
    stance: Stance


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in the list; the three numbers sum to 1."""

    id: str
    kind: Kind
    says: str
    modality: Modality
    valid_from: str | None
    valid_to: str | None
    belief: float
    disbelief: float
    unknown: float
    origins: tuple[OriginView, ...]
    statements: int
    verdict: Literal["accepted", "rejected"] | None


@dataclass(frozen=True, slots=True)
class ClaimList:
    """A page of the claims that are wanted, most believed first."""

    claims: tuple[ClaimRow, ...]
    wanted: Wanted
    paging: Paging


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list can be narrowed to, that of most claims first."""

    actors: tuple[Facet, ...]
    issues: tuple[Facet, ...]
    origins: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """Something about a statement that can be corrected: its path in the statement, and its value as JSON."""

    path: str
    value: str | int | float | bool | tuple[Any, ...] | None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A sentence that counts for a claim: whose word it is, how firmly, and why that is its origin."""

    said: Said
    quote: str
    article: str
    title: str
    publisher: str | None
    published: str | None
    origin: str
    stance: Stance
    certainty: float
    grounds: Grounds
    first_hand: bool
    interest: str
    joined: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with all that it rests on; `near` are others of its kind and actors that might be the same."""

    claim: ClaimRow
    content: Content
    evidence: tuple[EvidenceView, ...]
    related: tuple[ClaimRow, ...]
    near: tuple[ClaimRow, ...]
    history: tuple[Decision, ...]


def claim_list(dossier: Dossier, wanted: Wanted, page: int = 1) -> ClaimList:
    """The claims that are wanted."""
    found = dossier.find_claims(wanted, start=(page - 1) * COUNT, count=COUNT)
    return ClaimList(tuple(row_of(c) for c in found.items), wanted, Paging(page, COUNT, found.total))


def choices(dossier: Dossier) -> Choices:
    """What lists of claims can be narrowed to; counted anew only when something came or was decided."""
    mark = dossier.mark()
    held = _COUNTED.get(dossier)
    if held is None or held[0] != mark:
        actors, issues, origins = (
            dossier.facets("actor", count=_PICKED), dossier.facets("issue", count=_PICKED),
            dossier.facets("origin", count=_PICKED),
        )  # fmt: skip
        held = _COUNTED[dossier] = mark, Choices(actors, issues, origins)
    return held[1]


def claim_view(dossier: Dossier, claim_id: str) -> ClaimView:
    """One claim. Raises DossierError where the dossier holds none of that id."""
    weighed = dossier.weighed([claim_id])
    if not weighed.claims:
        raise DossierError(f"holds no claim {claim_id}", where=dossier.where, remedy="see its claims for ids")
    (claim,) = weighed.claims
    log = dossier.edits()
    rulings = rulings_of(log)
    said = {s.id: s for s in dossier.said(claim.statements)}
    names = {o.id: o.name for o in claim.origins}
    evidence = tuple(
        _evidence(said[s.statement], s, names, rulings, claim) for s in weighed.support if s.statement in said
    )
    related = dossier.weighed(claim.related).claims
    things = (claim_id, *claim.statements, *(c for c, into in rulings.merged.items() if into == claim_id))
    return ClaimView(
        row_of(claim), claim.content, evidence, tuple(row_of(c) for c in related),
        tuple(row_of(c) for c in _near(dossier, claim)), worded(dossier, about(decisions(log), things)),
    )  # fmt: skip


def moved_to(dossier: Dossier, claim_id: str) -> str | None:
    """The claim that one of this id was merged into and is now held."""
    into = rulings_of(dossier.edits()).claim_of("", claim_id)
    return into if into != claim_id and dossier.weighed([into]).claims else None


def row_of(claim: Claim) -> ClaimRow:
    """A claim as a list has it."""
    origins = tuple(OriginView(o.id, origin_named(o.name), o.reliability, o.stance) for o in claim.origins)
    return ClaimRow(
        claim.id, claim.kind, describe(claim.content, named, claim.modality), claim.modality, claim.valid_from,
        claim.valid_to, claim.belief, claim.disbelief, claim.unknown, origins, len(claim.statements), claim.verdict,
    )  # fmt: skip


def _evidence(
    s: Statement, support: Support, names: dict[str, str], rulings: Rulings, claim: Claim
) -> EvidenceView:
    origin = origin_named(names.get(support.origin, support.origin.partition(":")[2] or support.origin))
    return EvidenceView(
        said_of(s, rulings, claim.id, claim.belief), s.quote, s.article.id, s.article.title or "untitled",
        s.article.publisher, s.article.published, origin, support.stance, support.certainty, support.grounds,
        support.first_hand, support.interest, support.joined, tuple(_fields(s, rulings)),
    )  # fmt: skip


def _fields(s: Statement, rulings: Rulings) -> Iterator[FieldView]:
    """What can be corrected of a statement, as it is read by now."""
    record = to_record(s)
    for name in FIXED:
        record.pop(name, None)
    corrected = rulings.corrected.get(s.id, {})
    for path, value in _leaves("", record):
        now = corrected.get(path, value)
        yield FieldView(path, tuple(now) if isinstance(now, list) else now)


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from _leaves(f"{path}.{name}" if path else name, inner)
    else:
        yield path, value


def _near(dossier: Dossier, claim: Claim) -> Iterator[Claim]:
    """Other claims of the same kind with an actor in common, the most believed first."""
    seen = {claim.id}
    for wanted in _alike(claim):
        for other in dossier.find_claims(wanted, count=_NEAR).items:
            if other.id not in seen and len(seen) <= _NEAR:
                seen.add(other.id)
                yield other


def _alike(claim: Claim) -> Iterator[Wanted]:
    from ...store.faces import face_of

    marks = sorted(face_of(claim).marks)
    for facet, value, _ in marks:
        if facet == "issue":
            yield Wanted(kind=claim.kind, issue=value)
    for facet, value, _ in marks:
        if facet == "actor":
            yield Wanted(kind=claim.kind, actor=value)
