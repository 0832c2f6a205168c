"""Left out before everything is assembled anew: what a claim or a source carried, structure and all."""

from __future__ import annotations

import pytest

import builders as b
import detente

NEWS = b.article("Nothing of note.", publisher="The Daily Ledger", published="2025-03-01", title="News")
VIEW = b.article("An opinion.", publisher="The Quarterly", published="2025-03-21", title="View")
SAID = [
    b.tie("ARM", "RUS", 1, source=NEWS),
    b.tie("ARM", "RUS", -1, source=VIEW),
    b.tie("ARM", "AZE", -1, source=NEWS),
    b.presence("RUS", "ARM", 0.6, form="bases", source=NEWS),
    b.tie("ARM", "FRA", 1, domain="military", source=VIEW),
]
SIZE = {"runs": 16, "months": 3}


def explained(outcome: str, **rest):
    weighed = detente.weigh([NEWS, VIEW], SAID)
    assembly = detente.assemble([NEWS, VIEW], SAID, weighed)
    return detente.explain(assembly, outcome, articles=[NEWS, VIEW], statements=SAID, **(SIZE | rest))


def test_a_share_anew_is_what_a_system_without_the_claim_gives():
    found = explained("tie:ARM>RUS")
    first = found.claims[0]
    weighed = detente.weigh([NEWS, VIEW], SAID)
    dropped = next(set(c.statements) for c in weighed.claims if c.id == first.claim)
    left = [s for s in SAID if s.id not in dropped]
    made = detente.assemble([NEWS, VIEW], left, as_of="2025-03-21")
    results = detente.simulate(made, scenarios=(), **SIZE)
    value = results.mean[0, [v.label for v in results.variables].index("tie:ARM>RUS"), 3]
    assert first.reassembled is not None
    assert first.reassembled.value == pytest.approx(value, abs=1e-5)
    assert found.reassembled == pytest.approx(found.value, abs=1e-5)
    assert first.reassembled.share == pytest.approx(found.reassembled - value, abs=1e-5)


def test_an_outcome_whose_actor_vanishes_with_a_claim_is_gone():
    found = explained("tie:ARM>FRA")
    first = found.claims[0]
    assert first.reassembled is not None
    assert first.reassembled.gone
    assert first.reassembled.value is None
    source = next(s for s in found.sources if s.origin == "The Quarterly")
    assert source.reassembled is not None
    assert source.reassembled.gone


def test_a_premise_that_vanishes_with_a_claim_makes_the_outcome_gone():
    found = explained("tie:ARM>RUS", shocks=("RUS withdraws from ARM at 1",))
    held = [s.reassembled.gone for s in found.claims if s.reassembled is not None]
    assert True in held
    assert False in held


def test_what_the_articles_do_not_hold_stays_unknown():
    found = detente.explain(
        detente.assemble([NEWS, VIEW], SAID),
        "tie:ARM>RUS",
        articles=[VIEW],
        statements=SAID[1:2] + SAID[4:],
        **SIZE,
    )
    assert found.reassembled is not None
    assert None in [s.reassembled for s in found.claims]
    assert None in [s.reassembled for s in found.sources]


def test_without_articles_nothing_is_assembled_anew():
    found = detente.explain(detente.assemble([NEWS, VIEW], SAID), "tie:ARM>RUS", **SIZE)
    assert found.reassembled is None
    assert {s.reassembled for s in (*found.claims, *found.sources)} == {None}
