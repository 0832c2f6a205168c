"""Departures: which withdrawal a text means that speaks of "a withdrawal" and names nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..evidence.claim import Claim
from ..reading import statement as said
from ..reading.statement import Statement
from .model import System
from .premises import Premise, premise_of, withdrawn
from .topic import head_of, mentions

NEAR = 600  # characters back: about three sentences
_WORDS = 5  # of a phrase that says no more than that somebody goes: "such a sudden withdrawal"


@dataclass(frozen=True, slots=True)
class Departures:
    """The withdrawals that each article names, as premises, by where it does; and where its causal claims stand."""

    named: Mapping[str, tuple[tuple[int, Premise], ...]]
    statements: Mapping[str, Statement]

    def meant_by(self, claim: Claim) -> Premise | None:
        """The last withdrawal that is named shortly before a claim's sentence; None where there is none, or not one."""
        found = []
        for s in (self.statements[s] for s in claim.statements if s in self.statements):
            before = [(at, p) for at, p in self.named.get(s.article.id, ()) if s.start - NEAR <= at < s.start]
            if before:
                found.append(max(before, key=lambda pair: pair[0])[1])
        if not found or any(p.shocks != found[0].shocks for p in found):
            return None
        return found[0]._replace(assumed=("which withdrawal: that named before it", *found[0].assumed))


def bare(text: str) -> bool:
    """Whether a phrase says no more than that somebody goes."""
    head = head_of(text)
    return mentions(head, "going") and len(re.findall(r"\w+", head)) <= _WORDS


def departures(system: System, claims: Iterable[Claim], statements: Mapping[str, Statement]) -> Departures:
    """The withdrawals that claims name: as a cause, or as a presence that goes."""
    named: dict[str, list[tuple[int, Premise]]] = {}
    for claim in claims:
        match claim.content:
            case said.Cause(cause=cause) if cause.actors and mentions(head_of(cause.text), "going"):
                premise = premise_of(system, cause)
            case said.Presence(actor=a, arena=arena, trend=-1) if a.actor:
                premise = withdrawn(system, a.actor, arena)
            case _:
                continue
        if isinstance(premise, Premise) and any(s.kind == "withdrawal" for s in premise.shocks):
            for s in (statements[s] for s in claim.statements if s in statements):
                named.setdefault(s.article.id, []).append((s.start, premise))
    return Departures({a: tuple(sorted(p, key=lambda x: x[0])) for a, p in named.items()}, statements)
