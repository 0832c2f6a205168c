"""Explaining by assembling anew: an outcome once a claim or a source was never read, structure and all.

A share with the structure held says how far the numbers lean on a claim; without it actors, issues and arenas may be
gone too, other claims count otherwise, and the outcome moves further or another way. Here the statements are left out
and everything after reading is done again: weighing, assembling, running, with the same date, shocks and seed. Where
the actors stay the same so does the chance; where they do not, the difference carries Monte Carlo error.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..evidence import weigh
from ..system.assembly import assemble
from ..system.bounds import variable_faults
from ..system.scenario_bounds import reference_faults, shape_faults
from .ensemble import prepare
from .explain import Outcome
from .shock import parse_shock
from .state import Explanation, Reassembled

if TYPE_CHECKING:
    from ..evidence.claim import Weighed
    from ..evidence.ruling import Rulings
    from ..reading.statement import Statement
    from ..sources.article import Article
    from ..system.model import Shock, System

MOST = 12
"""Claims, and sources, that are left out in turn: those that carry most."""
DENIES = " (denies)"


def reassemble(
    found: Explanation,
    system: System,
    articles: Sequence[Article],
    statements: Sequence[Statement],
    *,
    rulings: Rulings | None = None,
    shocks: Sequence[Shock | str] = (),
    runs: int,
    months: int,
    seed: int,
) -> Explanation:
    """An explanation of a system, with what its weightiest claims and sources leave when all is assembled without them.

    `articles` and `statements` are what the system was assembled from. A claim or source that they do not hold keeps
    null. Runs, months, seed and shocks are those of the explanation.
    """
    named = next((s.shocks for s in system.scenarios if s.name == found.scenario), None)
    imposed = tuple(parse_shock(s) if isinstance(s, str) else s for s in shocks) or named or ()
    weighed = weigh(articles, statements, rulings=rulings)

    def outcome(given: Sequence[Statement], known: Weighed | None = None) -> float | None:
        """The outcome of these statements alone; None where it is gone."""
        again = known or weigh(articles, given, rulings=rulings)
        made = assemble(articles, given, again, as_of=system.as_of).system
        if [
            *variable_faults(made, found.variable),
            *(f for s in imposed for f in (*shape_faults(s), *reference_faults(made, s))),
        ]:
            return None
        ready = prepare(made, scenarios=(), shocks=imposed, runs=runs, months=months)
        last = len(ready.scenarios) - 1
        one = Outcome(ready, made, found.variable, scenario=last, month=found.month, runs=runs, seed=seed)
        one.contrast = found.contrast
        return one.value(ready.packed)

    whole = outcome(statements, weighed)

    def without(left_out: Collection[str]) -> Reassembled | None:
        if not left_out:
            return None
        value = outcome([s for s in statements if s.id not in left_out])
        if value is None or whole is None:
            return Reassembled(value, None, value is None)
        return Reassembled(value, whole - value, False)

    said = {c.id: frozenset(c.statements) for c in weighed.claims}
    names = {o.name: o.id for c in weighed.claims for o in c.origins}
    told: dict[str, set[str]] = {}
    for support in weighed.support:
        told.setdefault(support.origin, set()).add(support.statement)

    claims = tuple(
        replace(s, reassembled=without(said.get(s.claim, frozenset()))) for s in found.claims[:MOST]
    )
    sources = tuple(
        replace(s, reassembled=without(told.get(names.get(s.origin.removesuffix(DENIES), ""), set())))
        for s in found.sources[:MOST]
    )
    return replace(
        found,
        claims=claims + found.claims[MOST:],
        sources=sources + found.sources[MOST:],
        reassembled=whole,
    )
