"""Settling issues from a table: models side by side, distributions on the input's scale, clear errors."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dynamics.bargaining import fitted, mass, median, quantiles, weights
from detente.dynamics.settle import draw, settle
from detente.dynamics.settlements import MODELS
from detente.errors import SettleError


def row(actor, position, salience=50, capability=1, **more):
    return {"actor": actor, "position": position, "salience": salience, "capability": capability, **more}


FOUR = [row("A", 0, 80, 2), row("B", 30, 50, 1), row("C", 90, 20, 1), row("D", 100, 60, 3)]


def test_compromise_is_the_mean_weighted_by_salience_and_capability():
    (got,) = settle(FOUR, model="compromise")
    assert got.mean == pytest.approx((30 * 50 + 90 * 20 + 100 * 180) / (160 + 50 + 20 + 180))


def test_median_is_where_half_of_the_weight_is_reached():
    (got,) = settle([row("A", 0, 1), row("B", 4, 1), row("C", 10, 1)], model="median")
    assert got.median == 4


def test_median_of_two_equal_camps_lies_between_them():
    assert median(np.array([0.2, 0.8]), np.array([0.5, 0.5])) == pytest.approx(0.5)


@pytest.mark.parametrize("model", MODELS)
def test_percentiles_rise_and_stay_within_the_ends(model):
    (got,) = settle(FOUR, model=model)
    assert len(got.quantiles) == 99
    assert list(got.quantiles) == sorted(got.quantiles)
    assert got.low <= got.quantiles[0] <= got.median <= got.quantiles[-1] <= got.high


@pytest.mark.parametrize("model", MODELS)
def test_salience_and_capability_count_in_proportion_only(model):
    small = [r | {"salience": r["salience"] / 100, "capability": r["capability"] * 7} for r in FOUR]
    assert settle(small, model=model)[0].mean == pytest.approx(settle(FOUR, model=model)[0].mean)


@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=30, deadline=None)
@given(
    # Numbers that are exact in binary, so that the scale alone can make a difference.
    st.lists(st.tuples(*[st.integers(1, 64).map(lambda n: n / 64)] * 3), min_size=1, max_size=6),
    st.integers(-64, 64),
    st.sampled_from([0.25, 1.0, 16.0]),
)
def test_scale_and_shift_of_positions_carry_over(model, actors, shift, scale):
    rows = [row(str(i), x, s, c, low=0, high=1) for i, (x, s, c) in enumerate(actors)]
    ends = {"low": shift, "high": shift + scale}
    moved = [r | ends | {"position": shift + scale * r["position"]} for r in rows]
    (here,), (there,) = settle(rows, model=model), settle(moved, model=model)
    assert there.mean == pytest.approx(shift + scale * here.mean)
    assert there.quantiles == pytest.approx([shift + scale * q for q in here.quantiles])


def test_the_ends_say_where_they_are_from():
    assert settle(FOUR)[0].ends == "range of positions and reference"
    given = settle([r | {"low": -10, "high": 110} for r in FOUR])[0]
    assert (given.low, given.high, given.ends) == (-10, 110, "given")
    reached = settle([r | {"reference": 140} for r in FOUR])[0]
    assert reached.high == 140


def test_a_reference_draws_the_settlement_to_it():
    without, held = settle(FOUR)[0], settle([r | {"reference": 0} for r in FOUR])[0]
    assert held.mean < without.mean


def test_all_of_one_mind_settle_there():
    (got,) = settle([row("A", 7), row("B", 7)])
    assert set(got.quantiles) == {7}
    assert got.mean == 7


def test_issues_are_kept_apart_and_in_order():
    rows = [r | {"issue": name} for name in ("second", "first") for r in FOUR]
    assert [s.issue for s in settle(rows)] == ["second", "first"]


@pytest.mark.parametrize("model", MODELS)
def test_samples_are_reproducible_and_spread_as_the_percentiles_say(model):
    rows = [r | {"low": -50, "high": 150} for r in FOUR]
    drawn = draw(rows, model=model, runs=4000, seed=3)["issue"]
    assert (drawn == draw(rows, model=model, runs=4000, seed=3)["issue"]).all()
    (got,) = settle(rows, model=model)
    assert np.quantile(drawn, [0.1, 0.5, 0.9]) == pytest.approx(
        [got.quantiles[9], got.quantiles[49], got.quantiles[89]], abs=5
    )
    assert drawn.min() >= 0
    assert drawn.max() <= 100
    with pytest.raises(SettleError, match="ask for at least one"):
        draw(rows, runs=0)


def test_help_and_errors_list_the_models(detente, tmp_path):
    path = tmp_path / "issues.csv"
    path.write_text(HEAD + "A,0,80,2\nB,30,50,1\n")
    shown = detente("settle", "--help").stdout
    refused = detente("settle", path, "--model", "oracle")
    assert refused.exit_code == 1
    for model in MODELS:
        assert model in shown
        assert model in refused.stderr


def test_a_single_issue_leaves_nothing_to_exchange_and_says_so(detente, tmp_path):
    path = tmp_path / "issues.csv"
    path.write_text(HEAD + "A,0,80,2\nB,30,50,1\n")
    exchanged, compromised = (
        detente("settle", path, "--model", model, "--json") for model in ("exchange", "compromise")
    )
    assert "nothing to exchange" in exchanged.stderr
    assert compromised.stderr == ""
    assert json.loads(exchanged.stdout)["mean"] == pytest.approx(json.loads(compromised.stdout)["mean"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1e6)), min_size=1, max_size=8),
    st.one_of(st.just(math.nan), st.floats(0, 1)),
)
def test_the_density_is_a_density_whatever_the_table(actors, reference):
    x, s, c = (np.array(column) for column in zip(*actors))
    p = mass(x, weights(s, c), np.array(reference), fitted())
    assert p.min() >= 0
    assert p.sum() == pytest.approx(1)
    q = quantiles(p, np.arange(1, 100) / 100)
    assert (np.diff(q) >= 0).all()
    assert q[0] >= 0
    assert q[-1] <= 1


@pytest.fixture
def write(tmp_path):
    def save(text: str | bytes) -> Path:
        path = tmp_path / "issues.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return save


def test_a_file_reads_as_its_rows_do(write):
    path = write("Actor, position,salience,capability\nA,0,80,2\nB,30,50,1\n\nC,90,20,1\nD,100,60,3\n")
    assert settle(path) == settle(FOUR)
    with path.open(encoding="utf8") as file:
        assert settle(file) == settle(FOUR)


HEAD = "actor,position,salience,capability\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "column actor is missing"),
        (HEAD, "no rows"),
        ("actor;position;salience;capability\nA;1;1;1\n", "with commas between"),
        ("actor,position,salience\nA,1,1\n", "column capability is missing"),
        ("actor,position,salience,capability,colour\nA,1,1,1,red\n", "'colour' is unknown"),
        (HEAD + "A,1,1,1\nB,much,1,1\n", "line 3: column position: 'much' is no number"),
        (HEAD + "A,nan,1,1\n", "line 2: column position"),
        (HEAD + "A,1,,1\n", "column salience: is empty"),
        (HEAD + "A,1,-1,1\n", "below 0"),
        (HEAD + "A,1,1,1\nA,2,1,1\n", "line 3: column actor: A stands twice"),
        (HEAD + "A,1,1\n", "line 2: 3 cells under 4 columns"),
        (HEAD + "A,1,0,1\n", "nobody has weight"),
        (
            "actor,position,salience,capability,low,high\nA,1,1,1,2,3\n",
            "column position: 1 is outside 2 to 3",
        ),
        ("actor,position,salience,capability,low,high\nA,1,1,1,3,2\n", "not above low"),
        ("actor,position,salience,capability,low,high\nA,1,1,1,0,\n", "column high: is empty"),
        ("actor,position,salience,capability,reference\nA,1,1,1,0\nB,1,1,1,2\n", "line 3: column reference"),
        (b"actor,position\xff,salience,capability\n", "is no UTF-8 text"),
    ],
)
def test_what_cannot_be_settled_says_where_and_why(write, text, says):
    path = write(text)
    with pytest.raises(SettleError) as error:
        settle(path)
    assert says in str(error.value)
    assert str(path) in str(error.value)


def test_a_missing_file_and_an_unknown_model_are_clear_errors(tmp_path):
    with pytest.raises(SettleError, match="cannot be read"):
        settle(tmp_path / "none.csv")
    with pytest.raises(
        SettleError, match="choose from: logit, compromise, median, condorcet, challenge, exchange"
    ):
        settle(FOUR, model="oracle")
    with pytest.raises(SettleError, match="row 1: is no mapping"):
        settle([("A", 1, 2, 3)])  # type: ignore[list-item]
