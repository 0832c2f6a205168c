"""Hedging: to whom a client turns when its patron cannot be counted on any more, and to whom not."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dynamics import simulate
from detente.dynamics.mechanisms import hedging
from detente.dynamics.parameters import Sample
from detente.system.model import Arena, Commitment, Presence, Shock, Strategy
from levels import certain, level, moved, prior
from systems import actor, guess, region, ties

PATRON, CLIENT, FOE, ONE, OTHER = range(5)
CODES = ("PATRON", "CLIENT", "FOE", "ONE", "OTHER")
NO_GIVING_IN = {"bias_bandwagon": -5.0, "bias_accommodate": -5.0}


def dependent(*extra: Strategy, standing: float = 0.4, toward_other: float = 0.0, other_there: float = 0.02):
    """CLIENT, threatened by FOE in the valley, is covered by PATRON; ONE and OTHER are alike but for what is said."""
    return region(
        actors=tuple(
            actor(code, share) for code, share in zip(CODES, (0.2, 0.01, 0.08, 0.05, 0.05), strict=True)
        ),
        issues=(),
        positions=(),
        ties=(
            *ties("CLIENT", "PATRON", standing, 0),
            *ties("CLIENT", "FOE", -0.8, 0),
            *ties("CLIENT", "OTHER", toward_other, 0),
        ),
        arenas=(Arena(code="VALLEY", name="Valley"),),
        presence=(
            Presence(actor="FOE", arena="VALLEY", level=guess(0.4, 0)),
            Presence(actor="PATRON", arena="VALLEY", level=guess(0.4, 0)),
            Presence(actor="OTHER", arena="VALLEY", level=guess(other_there, 0)),
        ),
        commitments=(Commitment(patron="PATRON", client="CLIENT", level=guess(0.8, 0)),),
        strategies=extra,
        scenarios=(),
        forecasts=(),
    )


@cache
def _chooser():
    import jax

    return jax.jit(hedging.choose)


def let_down(sample: Sample, left: float = 0.05):
    """The month in which PATRON is no longer committed."""
    commitment = np.asarray(sample.commitment).copy()
    commitment[PATRON, CLIENT] = left
    return level(sample)._replace(commitment=commitment)


def turned(system, **theta: float) -> np.ndarray:
    """By how much more each of CLIENT's ties moves in the month in which PATRON lets it down."""
    sample = certain(system)
    after = moved("hedging", let_down(sample), sample, **theta)
    return (after - moved("hedging", level(sample), sample, **theta))[CLIENT, :, 0]


@settings(max_examples=20, deadline=None)
@given(left=st.floats(0.05, 0.7), standing=st.floats(0.0, 0.9))
def test_a_client_let_down_turns_to_able_others_and_from_its_patron(left, standing):
    sample = certain(dependent(standing=standing))
    change = (moved("hedging", let_down(sample, left), sample) - moved("hedging", level(sample), sample))[
        ..., 0
    ]
    assert change[CLIENT, ONE] > 0
    assert change[CLIENT, OTHER] > 0
    assert change[CLIENT, PATRON] < 0
    assert not change[[PATRON, FOE, ONE, OTHER]].any(), "who does not count on the patron does not move"


@pytest.mark.parametrize("standing", [0.0, 0.3, 0.9])
def test_a_guarantee_covers_its_client_however_warmly_it_speaks_of_the_patron(standing):
    sample = certain(dependent(standing=standing))
    before = _chooser()(level(sample), sample, prior("hedging")).hedge[CLIENT]
    after = _chooser()(let_down(sample), sample, prior("hedging")).hedge[CLIENT]
    assert float(after - before) > 0.08


@settings(max_examples=20, deadline=None)
@given(less=st.floats(0.02, 0.9), more=st.floats(0.02, 0.9))
def test_it_turns_the_more_to_those_who_are_there_where_its_threats_are(less, more):
    less, more = sorted((less, more))
    weak, strong = (turned(dependent(other_there=there)) for there in (less, more))
    assert strong[OTHER] >= weak[OTHER] - 1e-7
    assert strong[OTHER] >= strong[ONE] - 1e-7, "as able, and not there"


def test_being_there_counts_for_much():
    change = turned(dependent(other_there=0.6))
    assert change[OTHER] > 1.5 * change[ONE]


@settings(max_examples=20, deadline=None)
@given(hostile=st.floats(-0.95, -0.2))
def test_whoever_is_hostile_gains_next_to_nothing_by_it_unless_the_client_gives_in(hostile):
    change = turned(dependent(toward_other=hostile, other_there=0.4), **NO_GIVING_IN)
    assert change[OTHER] < 0.2 * change[ONE]
    assert change[FOE] < 0
    gives_in = turned(dependent(toward_other=hostile), bias_bandwagon=3.0, bias_balance=-5.0)
    assert gives_in[FOE] > 0


def test_a_declared_strategy_of_hedging_is_directed_at_those_it_names():
    said = Strategy(actor="CLIENT", strategy="hedging", toward=("OTHER",), strength=guess(0.6, 0))
    at_large = Strategy(actor="CLIENT", strategy="hedging", strength=guess(0.6, 0))
    named, unnamed = turned(dependent(said)), turned(dependent(at_large))
    assert named[OTHER] > 1.5 * named[ONE]
    assert named[ONE] == pytest.approx(unnamed[ONE]), "and nobody is let go of for it"
    assert unnamed[OTHER] == pytest.approx(unnamed[ONE], rel=0.05)


def test_naming_the_patron_that_one_hedges_against_does_not_draw_to_it():
    against = Strategy(actor="CLIENT", strategy="hedging", toward=("PATRON",), strength=guess(0.6, 0))
    at_large = Strategy(actor="CLIENT", strategy="hedging", strength=guess(0.6, 0))
    changes = []
    for said in (against, at_large):
        sample = certain(dependent(said))
        changes.append(moved("hedging", level(sample), sample)[CLIENT, :, 0])
    assert changes[0] == pytest.approx(changes[1], abs=1e-6)


def test_what_a_stranger_may_be_counted_on_for_protects_from_nothing():
    sample = certain(dependent())
    commitment = np.asarray(sample.commitment).copy()
    none = commitment.copy()
    none[ONE, CLIENT] = none[OTHER, CLIENT] = 0.0
    chances = [
        _chooser()(level(sample)._replace(commitment=c), sample, prior("hedging")).hedge[CLIENT]
        for c in (commitment, none)
    ]
    assert float(chances[0]) == pytest.approx(float(chances[1]), rel=1e-5)


def test_a_patron_leaving_an_arena_next_door_is_felt_by_who_holds_nothing_there():
    system = region(
        actors=(actor("USA", 0.2), actor("ISR", 0.01), actor("BRA", 0.01), actor("SYR", 0.004)),
        issues=(), positions=(), ties=(), strategies=(), scenarios=(), forecasts=(),
        arenas=(Arena(code="SYR", name="Syria", host="SYR"),),
        presence=(Presence(actor="USA", arena="SYR", level=guess(0.6, 0)),),
        commitments=tuple(
            Commitment(patron="USA", client=client, level=guess(0.6, 0)) for client in ("ISR", "BRA")
        ),
    )  # fmt: skip
    sample = certain(system)
    presence = np.asarray(sample.held).copy()
    presence[0] = 0.005
    kept = np.asarray(hedging.kept(level(sample)._replace(presence=presence), sample, prior("hedging")))
    assert kept[0, 1] < 0.85
    assert kept[0, 2] > 0.95


def test_in_a_run_a_client_whose_patron_leaves_is_visibly_closer_to_the_other_power_in_two_years():
    leaves = (
        Shock(kind="withdrawal", actor="PATRON", arena="VALLEY", at=1),
        Shock(kind="commitment", actor="PATRON", other="CLIENT", to=0.05, at=1),
    )
    results = simulate(dependent(other_there=0.5), shocks=leaves, runs=64, months=24)
    labels = [v.label for v in results.variables]
    moved_by = {
        who: float(results.contrast_mean[-1, labels.index(f"tie:CLIENT>{who}"), -1])
        for who in ("OTHER", "PATRON", "FOE")
    }
    assert 0.02 < moved_by["OTHER"] < 0.3
    assert moved_by["PATRON"] < -0.02
    assert moved_by["FOE"] < 0.01
