"""Settlement models: what theory says of them, and how they do on resolved issues."""

from __future__ import annotations

import math
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from benchmarks.settlement.fitting import arrays, candidates, fit_all
from benchmarks.settlement.issues import LEVELS, crps, folds, read
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.dynamics.bargaining import Bargain, mass, shares, weights
from detente.dynamics.settlements import (
    MODELS,
    Issue,
    challenge,
    compromise,
    exchange,
    median,
    settled,
    shipped,
)
from detente.dynamics.settlements.condorcet import election
from detente.dynamics.settlements.issue import Spread

some = settings(max_examples=40, deadline=None)
place = st.integers(0, 64).map(lambda n: n / 64)
share = st.integers(1, 64).map(lambda n: n / 64)


@st.composite
def issues(draw, least=1, reference=True):
    """An issue on which everybody has weight; numbers are exact in binary."""
    n = draw(st.integers(least, 6))
    x, s, c = (np.array(draw(st.lists(of, min_size=n, max_size=n))) for of in (place, share, share))
    at = draw(st.one_of(st.just(math.nan), place)) if reference else math.nan
    return Issue(tuple("ABCDEF"[:n]), x, s, c, at)


def quantiles(model: str, *of: Issue) -> np.ndarray:
    return np.stack([rest.quantiles(LEVELS) for rest in settled(of, model)])


@pytest.mark.parametrize("model", MODELS)
@some
@given(issue=issues(), at=place)
def test_actors_of_one_mind_settle_where_they_stand(model, issue, at):
    of_one_mind = replace(issue, position=np.full(len(issue.actors), at))
    (rest,) = settled([of_one_mind], model)
    assert rest.quantiles(LEVELS) == pytest.approx(at)
    assert rest.mean == pytest.approx(at, abs=0.01)


@pytest.mark.parametrize("model", MODELS)
@some
@given(issue=issues())
def test_a_settlement_lies_within_what_is_demanded(model, issue):
    (values,) = quantiles(model, issue)
    assert (np.diff(values) >= 0).all()
    assert issue.position.min() <= values[0]
    assert values[-1] <= issue.position.max()


@pytest.mark.parametrize("model", MODELS)
@some
@given(issue=issues(), extra=place, mighty=share)
def test_whoever_has_no_weight_changes_nothing(model, issue, extra, mighty):
    def joined(salience, capability):
        return Issue(
            (*issue.actors, "Z"),
            np.append(issue.position, extra),
            np.append(issue.salience, salience),
            np.append(issue.capability, capability),
            issue.reference,
        )

    alone = quantiles(model, issue)
    assert quantiles(model, joined(0, mighty)) == pytest.approx(alone)
    assert quantiles(model, joined(mighty, 0)) == pytest.approx(alone)


@pytest.mark.parametrize("model", MODELS)
@some
@given(issue=issues(), times=st.sampled_from([0.25, 4, 32]))
def test_salience_and_capability_count_in_proportion_only(model, issue, times):
    scaled = replace(issue, salience=issue.salience * times, capability=issue.capability / times)
    assert quantiles(model, scaled) == pytest.approx(quantiles(model, issue), abs=1e-9)


@pytest.mark.parametrize("model", MODELS)
@some
@given(issue=issues())
def test_a_scale_read_from_its_other_end_gives_the_mirror_image(model, issue):
    mirrored = replace(issue, position=1 - issue.position, reference=1 - issue.reference)
    assert 1 - quantiles(model, mirrored)[:, ::-1] == pytest.approx(quantiles(model, issue), abs=1e-6)


@some
@given(issue=issues(), rest=st.sampled_from([(1.0, median), (2.0, compromise)]))
def test_sharp_logit_bargaining_is_the_median_or_the_compromise(issue, rest):
    exponent, limit = rest
    w = weights(issue.salience, issue.capability)
    if limit is median:  # apart from ties, where every point between two positions is a median
        assume(np.abs(np.cumsum(w[np.argsort(issue.position)]) - 0.5).min() > 1e-3)
    bargain = Bargain(1e6, exponent, 0.0, 0.0, 1.0, 0.0, shipped().bargain.straddle, 0.0)
    p = mass(issue.position, w, np.array(math.nan), bargain, points=513)
    assert p.argmax() / 512 == pytest.approx(limit.point(issue), abs=2e-3)


@some
@given(st.lists(st.one_of(place, st.floats(0, 1), st.just(math.nan)), min_size=1, max_size=5))
def test_a_position_counts_once_on_the_grid_and_keeps_its_place(values):
    at = np.array(values)
    held = shares(at)
    assert held.sum(axis=1) == pytest.approx(np.isfinite(at).astype(float))
    assert held @ np.linspace(0, 1, 101) == pytest.approx(np.nan_to_num(at))


@some
@given(issue=issues(least=2, reference=False))
def test_a_condorcet_winner_wins_an_election_without_chance(issue):
    w = weights(issue.salience, issue.capability)
    running = np.unique(issue.position)
    cost = np.abs(running[:, None] - issue.position) @ w
    winner = cost.argmin()
    assume(len(running) == 1 or np.sort(cost)[1] - cost[winner] > 0.02)
    chance = election(running, issue.position, w, decisiveness=400.0)
    assert chance[winner] == pytest.approx(1, abs=1e-3)


def test_an_even_election_has_even_chances():
    chance = election(np.array([0.0, 1.0]), np.array([0.0, 1.0]), np.array([0.5, 0.5]), decisiveness=2.0)
    assert chance == pytest.approx([0.5, 0.5])


def test_who_is_likelier_to_win_every_pair_holds_the_place_longer():
    chance = election(np.array([0.0, 0.5, 1.0]), np.array([0.0, 0.5, 1.0]), np.ones(3) / 3, decisiveness=1.0)
    assert chance[1] > chance[0] == pytest.approx(chance[2])
    # Three candidates, supports 1 : 2 for an end against the middle and 1 : 1 between the ends: π = (1, 2, 1) / 4.
    assert chance == pytest.approx([0.25, 0.5, 0.25])


@some
@given(
    place,
    st.lists(st.tuples(place, st.integers(1, 28).map(lambda n: n / 64), share), min_size=1, max_size=6),
)
def test_a_dominant_actor_stays_and_moves_those_who_care_less_toward_itself(mighty, others):
    x, s, c = (np.array(column) for column in zip((mighty, 1.0, 100.0 * (len(others) + 1)), *others))
    span = float(np.ptp(x))
    assume(span > 0)
    after = x
    for _ in range(8):
        before, after = after, challenge.turn(after, s, c, span)
        assert after[0] == mighty
        assert np.abs(after - mighty).max() <= np.abs(before - mighty).max() + 1e-12
    assert np.abs(after - mighty).sum() < np.abs(x - mighty).sum()


@some
@given(issues(least=2))
def test_challenges_end_once_the_median_has_settled(issue):
    medians = challenge.course(issue)
    assert 1 <= len(medians) <= challenge.MOST_ROUNDS + 1
    settled_at = np.abs(np.diff(medians)) < challenge.SETTLED * max(np.ptp(issue.position), 1e-9)
    assert not settled_at[1:-1].any()


# Bueno de Mesquita 1994: years until small cars meet a limit, salience, share of votes in the Council.
EMISSION = {
    "Netherlands": (4, 80, 0.08), "Belgium": (7, 40, 0.08), "Luxembourg": (4, 20, 0.03), "Germany": (4, 80, 0.16),
    "France": (10, 60, 0.16), "Italy": (10, 60, 0.16), "United Kingdom": (10, 90, 0.16), "Ireland": (7, 10, 0.05),
    "Denmark": (4, 100, 0.05), "Greece": (7, 70, 0.08),
}  # fmt: skip


def test_challenges_take_the_published_course_on_emission_standards():
    years, salience, capability = (np.array(column, float) for column in zip(*EMISSION.values()))
    issue = Issue(tuple(EMISSION), (years - 4) / 6, salience, capability, math.nan)
    start, first, second = (4 + 6 * value for value in challenge.course(issue)[:3])
    assert start == 7
    assert first == pytest.approx(8.4, abs=0.05)
    assert second == pytest.approx(9.6, abs=0.05)


@st.composite
def packages(draw):
    """Two or three issues on which the same actors, or some of them, take part."""
    n = draw(st.integers(2, 5))
    found = []
    for _ in range(draw(st.integers(2, 3))):
        there = draw(st.lists(st.sampled_from("ABCDE"[:n]), min_size=2, max_size=n, unique=True))
        x, s, c = (
            np.array(draw(st.lists(of, min_size=len(there), max_size=len(there))))
            for of in (place, share, share)
        )
        found.append(Issue(tuple(there), x, s, c, math.nan))
    return found


@some
@given(packages())
def test_an_exchange_stays_in_range_and_gains_for_both(package):
    def loss(table, actor, outcome, *on):
        return sum(table.salience[actor, m] * abs(table.demand[actor, m] - outcome[m]) for m in on)

    table = exchange.gathered(package)
    for trade in exchange.traded(table)[1]:
        after = exchange.made(table, trade)
        for actor in (trade.first, trade.second):
            gain = loss(table, actor, table.outcome(), trade.p, trade.q)
            gain -= loss(table, actor, after.outcome(), trade.p, trade.q)
            assert gain == pytest.approx(trade.gain, abs=1e-9)
            assert gain > 0
        table = after
    for m, issue in enumerate(package):
        there = table.weight[:, m] > 0
        assert issue.position.min() - 1e-9 <= table.vote[there, m].min()
        assert table.vote[there, m].max() <= issue.position.max() + 1e-9
    assert exchange.traded(table)[1] == []


def test_two_who_care_for_different_issues_give_each_other_theirs():
    first = Issue(("A", "B"), np.array([0.0, 1.0]), np.array([0.9, 0.1]), np.ones(2), math.nan)
    second = Issue(("A", "B"), np.array([0.0, 1.0]), np.array([0.1, 0.9]), np.ones(2), math.nan)
    assert exchange.points([first, second]) == pytest.approx([0, 1])
    assert exchange.points([first]) == pytest.approx([compromise.point(first)])


def test_a_mixture_has_the_percentiles_of_its_samples():
    mixture = Spread(np.array([0.2, 0.7]), np.array([0.25, 0.75]), 0.1, 0.0, 1.0)
    rng = np.random.default_rng(0)
    drawn = np.clip(np.where(rng.random(40_000) < 0.25, 0.2, 0.7) + 0.1 * rng.standard_normal(40_000), 0, 1)
    assert mixture.quantiles(LEVELS) == pytest.approx(np.quantile(drawn, LEVELS), abs=0.02)
    assert mixture.mean == pytest.approx(drawn.mean(), abs=0.005)


@pytest.fixture(scope="module")
def resolved():
    folder = Path(os.environ.get("DETENTE_DATA", "."), "deu3")
    if not folder.is_dir():
        pytest.skip("DETENTE_DATA names no folder with deu3")
    return read(folder)


def test_no_proposal_stands_on_both_sides_of_a_fold(resolved):
    left_out = folds(resolved.proposal)
    assert (np.sum(left_out, axis=0) == 1).all()
    for out in left_out:
        assert not set(resolved.proposal[out]) & set(resolved.proposal[~out])


def test_the_default_predicts_no_worse_than_the_compromise_on_issues_it_has_not_seen(resolved):
    out = folds(resolved.proposal)[0] | folds(resolved.proposal)[1]
    seen, unseen = resolved.take(~out), resolved.take(out)
    fit = fit_all(arrays(seen), candidates(seen))
    default, rival = (crps(unseen.quantiles(m, fit), unseen.outcome).mean() for m in ("logit", "compromise"))
    assert default < rival + 0.005


def test_the_shipped_parameters_are_those_that_the_issues_give(resolved):
    fit = fit_all(arrays(resolved), candidates(resolved))
    assert fit.bargain.capability_exponent == pytest.approx(shipped().bargain.capability_exponent, rel=0.05)
    assert fit.bargain.adoption == pytest.approx(shipped().bargain.adoption, rel=0.1)
    assert (fit.decisiveness, fit.rounds) == (shipped().decisiveness, shipped().rounds)
    assert fit.spread == pytest.approx(dict(shipped().spread), abs=0.01)
