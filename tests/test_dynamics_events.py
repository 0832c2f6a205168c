"""Events: counts that follow the ties and the recent record, for the pairs that are asked for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom

from detente.dynamics.mechanisms import events
from detente.errors import ScenarioError
from detente.system.label import variable_of
from detente.system.model import QUADS
from levels import prior

MONTHS = 12


def counted(tie: float, level: float = 0.5, **theta: float) -> events.Told:
    """What is observed of one pair whose ties stay as they are."""
    ties = np.full((MONTHS, 1, 2, 4), tie, np.float32)
    at = np.full((MONTHS, 1, 2, 4), level, np.float32)
    return events.observed(ties, at, prior("events", **theta))


@settings(max_examples=40, deadline=None)
@given(
    mean=st.floats(0.01, events.MOST_MEAN),
    dispersion=st.floats(0.1, 5.0),
    level=st.floats(0.001, 0.999),
)
def test_counts_are_negative_binomial(mean, dispersion, level):
    ours = float(events.quantile(np.float32(level), np.float32(mean), np.float32(dispersion)))
    p = dispersion / (dispersion + mean)
    near = [min(nbinom.ppf(q, dispersion, p), events.MOST) for q in (level - 1e-4, level + 1e-4)]
    assert near[0] <= ours <= near[1]


def test_better_ties_show_in_more_cooperation_and_less_conflict():
    good, bad = (np.asarray(counted(tie).mean)[:, 0, 0] for tie in (0.7, -0.7))
    assert (good[:, :2] > bad[:, :2]).all()
    assert (good[:, 2:] < bad[:, 2:]).all()
    alike = [np.asarray(counted(tie, pull=0).mean) for tie in (0.7, -0.7)]
    assert (alike[0] == alike[1]).all(), "without its effect the ties do not show"


def test_a_record_of_events_makes_more_of_them_likely_both_ways():
    quiet, loud = (np.asarray(counted(0.0, level).mean)[-1, 0] for level in (0.05, 0.95))
    assert (loud > quiet * 1.5).all()
    still = [np.asarray(counted(0.0, level, inertia=0, reciprocity=0).mean) for level in (0.05, 0.95)]
    assert (still[0] == still[1]).all()


@settings(max_examples=20, deadline=None)
@given(tie=st.floats(-0.99, 0.99), level=st.floats(0.001, 0.9999), seed=st.integers(0, 999))
def test_no_record_runs_away_whatever_the_parameters(tie, level, seed):
    dice = np.random.default_rng(seed)
    theta = {p.name: float(dice.choice([p.low, p.mean, p.high])) for p in events.PARAMETERS}
    told = counted(tie, level, **theta)
    for part in told:
        assert np.isfinite(part).all()
        assert (np.asarray(part) >= 0).all()
        assert np.asarray(part).max() <= events.MOST


def test_an_outcome_of_events_is_named_by_its_pair_and_quad_class():
    for quad in QUADS:
        label = f"events:ISR>SYR:{quad}"
        assert variable_of(label).quad == quad
        assert variable_of(label).label == label
    with pytest.raises(ScenarioError, match="names no outcome"):
        variable_of("events:ISR>SYR:quarrel")
