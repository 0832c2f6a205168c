"""How prior and claims make one estimate."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.system.pool import Observation, Prior, pool

PRIOR = Prior(0.0, 0.3)


def seen(claim: str, value: float, *origins: str, sd: float = 0.2, age: float = 1.0) -> Observation:
    return Observation(claim, value, sd, age, origins or ("o",))


observations = st.lists(
    st.builds(
        Observation,
        st.sampled_from("abcdef"),
        st.floats(-1, 1),
        st.floats(0.05, 1),
        st.floats(0.01, 1),
        st.sampled_from([("o",), ("p",), ("q",), ("o", "p"), ("p", "q")]),
    ),
    max_size=8,
).map(tuple)
beliefs = st.fixed_dictionaries({c: st.floats(0, 1) for c in "abcdef"})


def test_without_claims_the_prior_stands():
    assert pool(PRIOR, (), {}) == pytest.approx((0.0, 0.3))


def test_one_claim_is_weighed_by_its_belief_and_age():
    mean, sd = pool(PRIOR, (seen("a", 0.6, age=0.5),), {"a": 0.8})
    weight = 0.8 * 0.5 / 0.2**2
    assert mean == pytest.approx(0.6 * weight / (weight + 1 / 0.3**2))
    assert sd == pytest.approx(1 / sqrt(weight + 1 / 0.3**2))


def test_claims_from_one_origin_share_one_unit_of_precision():
    many = tuple(seen(c, 0.6) for c in "abcdef")
    _, alone = pool(PRIOR, many[:1], dict.fromkeys("abcdef", 1.0))
    _, together = pool(PRIOR, many, dict.fromkeys("abcdef", 1.0))
    assert together == pytest.approx(alone)
    _, apart = pool(PRIOR, tuple(seen(c, 0.6, c) for c in "abcdef"), dict.fromkeys("abcdef", 1.0))
    assert apart < alone


def test_disagreement_between_origins_widens():
    full = {"a": 1.0, "b": 1.0}
    _, agreed = pool(PRIOR, (seen("a", 0.6, "o"), seen("b", 0.6, "p")), full)
    mean, split = pool(PRIOR, (seen("a", 0.6, "o"), seen("b", -0.6, "p")), full)
    assert split > 1.2 * agreed
    assert mean == pytest.approx(0.0)


@given(observations, beliefs)
def test_an_estimate_is_at_least_as_sharp_as_the_prior_and_lies_among_what_was_said(seen, belief):
    mean, sd = pool(PRIOR, seen, belief)
    assert 0 < sd <= 0.3 + 1e-12
    values = [PRIOR.mean, *(o.value for o in seen)]
    assert min(values) - 1e-9 <= mean <= max(values) + 1e-9


@given(observations, beliefs, st.sampled_from("abcdef"))
def test_a_claim_believed_not_at_all_is_as_if_never_made(seen, belief, claim):
    # the most exact claim of an origin sets the unit that the origin's claims share: that is structure
    units = {}
    for o in seen:
        for origin in o.origins:
            units.setdefault(origin, []).append((o.age / o.sd**2, o.claim))
    assume(all(max(group)[1] != claim for group in units.values()))
    without = tuple(o for o in seen if o.claim != claim)
    assert pool(PRIOR, seen, belief | {claim: 0.0}) == pytest.approx(pool(PRIOR, without, belief), abs=1e-9)


@given(observations, beliefs, st.sampled_from("abcdef"), st.floats(0.02, 0.98))
def test_estimates_move_smoothly_with_every_belief(seen, belief, claim, at):
    def mean(b: float) -> float:
        return pool(PRIOR, seen, belief | {claim: b})[0]

    for step in (1e-4, 1e-5):
        assert abs(mean(at + step) - mean(at)) < 2000 * step


@given(observations, beliefs, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(seen, belief, random):
    shuffled = list(seen)
    random.shuffle(shuffled)
    assert pool(PRIOR, tuple(shuffled), belief) == pytest.approx(pool(PRIOR, seen, belief), abs=1e-9)
