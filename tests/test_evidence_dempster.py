"""Belief obeys the laws of the design, for any origins."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.dempster import belief

WEIGHT = st.floats(0, 0.95, allow_nan=False)
WEIGHTS = st.lists(WEIGHT, max_size=60)


def parts(b):
    return (b.belief, b.disbelief, b.unknown)


def test_no_evidence_is_unknown_which_is_not_disbelief():
    assert [str(p) for p in parts(belief([], []))] == ["0.0", "0.0", "1.0"]


def test_one_origin_is_believed_as_far_as_it_is_reliable_and_sure():
    b = belief([0.8 * 0.9])
    assert parts(b) == pytest.approx((0.72, 0.0, 0.28))


def test_two_independent_origins_leave_the_product_of_their_doubts():
    assert belief([0.6, 0.5]).belief == pytest.approx(1 - 0.4 * 0.5)


def test_a_denial_of_equal_weight_balances_a_support():
    b = belief([0.7], [0.7])
    assert b.belief == pytest.approx(b.disbelief)
    assert 0 < b.belief < 0.7


@given(WEIGHTS, WEIGHTS)
def test_the_formula_of_the_design_in_plain_products(supports, denies):
    q_for, q_against = math.prod(1 - w for w in supports), math.prod(1 - w for w in denies)
    z = q_for + q_against - q_for * q_against
    expected = (q_against * (1 - q_for) / z, q_for * (1 - q_against) / z, q_for * q_against / z)
    assert parts(belief(supports, denies)) == pytest.approx(expected, abs=1e-9)


@given(WEIGHTS, WEIGHTS)
def test_the_three_parts_lie_in_the_unit_interval_and_sum_to_one(supports, denies):
    b = belief(supports, denies)
    assert all(0 <= p <= 1 for p in parts(b))
    assert sum(parts(b)) == pytest.approx(1, abs=1e-12)


@given(WEIGHTS, WEIGHTS, WEIGHT)
def test_an_independent_supporting_origin_never_lowers_belief(supports, denies, more):
    before, after = belief(supports, denies), belief([*supports, more], denies)
    assert after.belief >= before.belief - 1e-12
    assert after.disbelief <= before.disbelief + 1e-12


@given(WEIGHTS, WEIGHTS, WEIGHT)
def test_a_denial_never_raises_belief(supports, denies, more):
    assert belief(supports, [*denies, more]).belief <= belief(supports, denies).belief + 1e-12


@given(WEIGHTS, WEIGHTS, WEIGHT, st.floats(0, 1))
def test_a_firmer_hedge_weakens(supports, denies, weight, hedge):
    firm, hedged = belief([*supports, weight], denies), belief([*supports, weight * hedge], denies)
    assert hedged.belief <= firm.belief + 1e-12


@given(WEIGHTS, WEIGHTS, st.randoms())
def test_the_order_of_arrival_does_not_matter_to_the_last_bit(supports, denies, random):
    shuffled, others = list(supports), list(denies)
    random.shuffle(shuffled)
    random.shuffle(others)
    assert belief(shuffled, others) == belief(supports, denies)


@given(WEIGHTS, WEIGHTS)
def test_support_and_denial_mirror_each_other(supports, denies):
    b, mirrored = belief(supports, denies), belief(denies, supports)
    assert (b.belief, b.disbelief) == pytest.approx((mirrored.disbelief, mirrored.belief), abs=1e-12)


@pytest.mark.parametrize(
    ("pro", "contra"), [(5000, 0), (0, 5000), (5000, 5000), (5000, 4000), (100_000, 99_990)]
)
def test_thousands_of_origins_stay_within_bounds(pro, contra):
    b = belief([0.95] * pro, [0.95] * contra)
    assert all(math.isfinite(p) and 0 <= p <= 1 for p in parts(b))
    assert sum(parts(b)) == pytest.approx(1)
    assert (b.belief > b.disbelief) == (pro > contra)


@pytest.mark.parametrize("weight", [-0.1, 0.96, 1.0, math.nan, math.inf])
def test_a_weight_that_no_single_origin_may_have_is_refused(weight):
    with pytest.raises(ValueError, match="weight"):
        belief([weight])
