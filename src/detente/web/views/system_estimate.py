"""One estimate: what it follows from, the sentences behind it, and who changed it when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...show import figures
from ...store import Dossier, Use
from ...system.editing import Address, estimates
from ...system.estimate import from_claims
from ...system.model import Basis, Estimate, Evidence, Quote
from ...system.pool import Observation, Prior
from ..refusals import Refusal
from .keeping import Kept
from .system_address import path_of
from .system_estimates import EstimateRow, row_of
from .system_held import Held

CLAIMS = 100  # shown of one estimate
QUOTES = 4  # shown of one claim: its own page has them all
VERSIONS = 30  # systems looked at for the history of an estimate


@dataclass(frozen=True, slots=True)
class Number:
    """A mean with its standard deviation."""

    mean: float
    sd: float
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class QuoteView:
    """The words of a sentence, who said them and where; `article` is null where the dossier does not hold it."""

    quote: str
    speakers: tuple[str, ...]
    title: str
    publisher: str | None
    published: str | None
    article: str | None
    statement: str


@dataclass(frozen=True, slots=True)
class SaidView:
    """What one claim says of an estimate: a value with its sd and what age leaves of its weight, null where only the
    claim is told of. `belief` is what the system was made with, `now` what the dossier holds by now (null where it
    holds no such claim). `sentences` counts all of it."""

    claim: str
    text: str
    value: float | None
    sd: float | None
    age: float | None
    origins: tuple[str, ...]
    belief: float | None
    now: float | None
    quotes: tuple[QuoteView, ...]
    sentences: int


@dataclass(frozen=True, slots=True)
class Past:
    """What an estimate was in a system that was taken up, null where it had none of it."""

    use: Use
    number: Number | None


@dataclass(frozen=True, slots=True)
class EstimateView:
    """An estimate with all that it rests on. `prior` is what was held before any claim, `pooled` what claims and
    prior come to; where an analyst wrote the number, `again` says whether one can go back to that. The history is
    that of the latest versions, latest first."""

    system: int
    current: bool
    estimate: EstimateRow
    note: str | None
    source: str | None
    actors: tuple[str, ...]
    issue: str | None
    prior: Number | None
    pooled: Number | None
    again: bool
    said: tuple[SaidView, ...]
    more: int
    history: tuple[Past, ...]


def estimate_view(dossier: Dossier, held: Held, address: Address) -> EstimateView:
    """One estimate of a system. Raises Refusal where it has none at this address."""
    e = found(held, address)
    ground = held.grounds.get(address)
    prior = pooled = None
    observed: dict[str, Observation] = {}
    if ground is not None:
        said = tuple(Observation(s.claim, s.value, s.sd, s.age, s.origins) for s in ground.said)
        believed = {o.claim: held.evidence[o.claim].belief if o.claim in held.evidence else 0.0 for o in said}
        whole = from_claims(Prior(*ground.prior), said, believed)
        prior, pooled = Number(*ground.prior), Number(whole.mean, whole.sd)
        observed = {o.claim: o for o in said}
    claims = tuple(dict.fromkeys((*observed, *e.claims)))
    about = held.about[address]
    return EstimateView(
        held.no, held.no == dossier.current_system(), row_of(held, address), e.note, e.source, about.actors,
        about.issue, prior, pooled, e.basis == "analyst" and ground is not None,
        tuple(_said(dossier, held, claims[:CLAIMS], observed)), max(0, len(claims) - CLAIMS),
        tuple(_history(dossier, address)),
    )  # fmt: skip


def found(held: Held, address: Address) -> Estimate:
    """The estimate at an address. Raises Refusal where there is none."""
    e = held.at.get(address)
    if e is None:
        raise Refusal(
            404, "is no estimate of this system", where=figures.shorten(path_of(address), 120) or "the address",
            remedy="name section, item and field, like ties/ISR/RUS/diplomatic/value",
        )  # fmt: skip
    return e


def _said(
    dossier: Dossier, held: Held, claims: Iterable[str], observed: dict[str, Observation]
) -> Iterator[SaidView]:
    claims = tuple(claims)
    now = {c.id: c.belief for c in dossier.weighed(claims).claims}
    told: set[str] = set()
    for claim in claims:
        told |= {q.article for q in _quotes(held.evidence.get(claim))}
    there = {a for a in told if dossier.has(a)}
    for claim in claims:
        evidence, o = held.evidence.get(claim), observed.get(claim)
        quotes = _quotes(evidence)
        yield SaidView(
            claim, evidence.text if evidence else "a claim that this system does not tell of",
            o.value if o else None, o.sd if o else None, o.age if o else None,
            evidence.origins if evidence else (), evidence.belief if evidence else None, now.get(claim),
            tuple(_quote(q, there) for q in quotes), len(evidence.quotes) if evidence else 0,
        )  # fmt: skip


def _quotes(evidence: Evidence | None) -> tuple[Quote, ...]:
    return evidence.quotes[:QUOTES] if evidence else ()


def _quote(q: Quote, there: set[str]) -> QuoteView:
    return QuoteView(
        q.quote, q.speakers, q.title or "untitled", q.publisher, q.published,
        q.article if q.article in there else None, q.statement,
    )  # fmt: skip


def _history(dossier: Dossier, address: Address) -> Iterator[Past]:
    """The uses in which an estimate was otherwise than in the one before, the latest first."""
    looked: list[Use] = []
    systems: set[int] = set()
    for use in reversed(dossier.uses()):
        if use.system not in systems and len(systems) == VERSIONS:
            break
        systems.add(use.system)
        looked.append(use)
    numbers = [_NUMBERS(dossier, u.system).get(address) for u in looked]
    for i, use in enumerate(looked):
        before = numbers[i + 1] if i + 1 < len(looked) else None
        if i + 1 == len(looked) or numbers[i] != before:
            yield Past(use, numbers[i])


def _numbers(dossier: Dossier, no: int) -> dict[Address, Number]:
    """The numbers of a system, and no more of it, so that many can be kept."""
    return {a: Number(e.mean, e.sd, e.basis) for a, e in estimates(dossier.content(no))}


_NUMBERS = Kept(_numbers, 2 * VERSIONS)
