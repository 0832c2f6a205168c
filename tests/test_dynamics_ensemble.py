"""Running a system: seeds, scenarios, distributions, forecasts, and errors that say what to change."""

from __future__ import annotations

import types

import numpy as np
import pytest

from detente.dynamics import simulate, summary, tally, unfinished
from detente.dynamics.mechanism import Parameter, Tendency, register, unregister
from detente.dynamics.parameters import draw, draws, pack
from detente.errors import ScenarioError, SimulationError, SystemFileError
from detente.system.model import Mechanism, Shock, Variable
from systems import guess, only, position, region

# One size for all tests, so that one compiled program serves them.
RUNS, MONTHS = 64, 12


def run(system=None, **more):
    return simulate(system or region(), **({"runs": RUNS, "months": MONTHS} | more))


@pytest.fixture(scope="module")
def results():
    return run()


def at(results, label: str) -> int:
    return [v.label for v in results.variables].index(label)


def test_the_baseline_comes_first_and_then_the_systems_scenarios(results):
    assert results.scenarios == ("baseline", "nordia-leaves", "vostria-out")
    assert results.mean.shape == (3, len(results.variables), MONTHS + 1)
    assert results.quantiles.shape == (*results.mean.shape, 5)
    assert results.final.shape == (3, len(results.variables), RUNS)


def test_every_number_is_finite_and_within_its_bounds(results):
    for v, variable in enumerate(results.variables):
        low = -1 if variable.kind == "tie" else 0
        assert (results.quantiles[:, v] >= low).all()
        assert (results.quantiles[:, v] <= 1).all()
    assert (np.diff(results.quantiles, axis=-1) >= 0).all()


def test_the_same_seed_gives_the_same_bytes_and_another_the_same_story(results):
    again = run()
    for name in ("mean", "sd", "quantiles", "contrast_mean", "contrast_quantiles", "final", "forecasts"):
        assert getattr(again, name).tobytes() == getattr(results, name).tobytes(), name
    other = run(seed=1)
    assert other.final.tobytes() != results.final.tobytes()
    error = np.sqrt((other.sd**2 + results.sd**2) / RUNS)
    assert (np.abs(other.mean - results.mean) <= 5.5 * error + 1e-6).all()


def test_a_run_that_stops_within_a_block_goes_on_to_the_same_bits(tmp_path, monkeypatch):
    monkeypatch.setattr(summary, "EXACT", 10)
    monkeypatch.setattr(tally, "BLOCK_RUNS", 2 * RUNS)
    monkeypatch.setattr(unfinished, "EVERY", 0)
    straight = run(runs=5 * RUNS - 3)

    def stop(done: int, total: int) -> None:
        # One chunk later: a chunk is kept after it has been told of.
        if done == 2 * RUNS:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(runs=5 * RUNS - 3, resume=tmp_path / "part", progress=stop)
    told = []
    again = run(runs=5 * RUNS - 3, resume=tmp_path / "part", progress=lambda done, total: told.append(done))
    assert told[0] == RUNS
    for name in ("mean", "sd", "quantiles", "contrast_mean", "contrast_quantiles", "final", "forecasts"):
        assert getattr(again, name).tobytes() == getattr(straight, name).tobytes(), name


def test_more_runs_leave_the_first_ones_as_they_are(results):
    more = run(runs=RUNS + 10, scenarios=())
    assert more.final.shape[-1] == RUNS + 10
    assert more.final[0, :, :RUNS] == pytest.approx(results.final[0], abs=1e-5)


def test_outcomes_come_a_line_for_every_scenario_variable_and_month(results):
    lines = list(results.outcomes())
    assert len(lines) == 3 * len(results.variables) * (MONTHS + 1)
    assert lines[0].scenario == "baseline"
    assert set(lines[0].quantiles) == {"5", "25", "50", "75", "95"}


def test_a_distribution_stands_for_what_the_estimates_leave_open(results):
    v = at(results, "position:ALDEN:garrison")
    assert results.mean[0, v, 0] == pytest.approx(0.7, abs=0.03)
    assert results.sd[0, v, 0] == pytest.approx(0.05, abs=0.02)
    v = at(results, "tie:NORDIA>LODRA:economic")
    assert results.sd[0, v, 0] == pytest.approx(0.23, abs=0.06), "an unknown tie is wide"


def test_uncertainty_grows_with_time(results):
    ties = [v for v, variable in enumerate(results.variables) if variable.kind == "tie"]
    assert results.sd[0, ties, MONTHS].mean() > results.sd[0, ties, 0].mean()


def test_a_withdrawal_shows_at_its_month_and_draws_others_in(results):
    gone = at(results, "presence:NORDIA@LODRA")
    assert results.mean[1, gone, 2] == results.mean[0, gone, 2]
    assert results.mean[1, gone, 3] < 0.01
    assert results.mean[1, gone, MONTHS] < 0.02
    assert results.contrast_mean[1, at(results, "presence:VOSTRIA@LODRA"), MONTHS] > 0.01
    labels = [v.label for v in results.variables]
    assert "presence:LODRA@LODRA" not in labels, "what outsiders leave the host has back: it is no presence"


def test_when_the_patron_leaves_its_client_hedges_and_draws_closer_to_the_rival(results):
    hedging, closer = at(results, "hedging:ALDEN"), at(results, "tie:ALDEN>VOSTRIA")
    assert results.contrast_mean[1, hedging, MONTHS] > 5 * results.contrast_error[1, hedging, MONTHS] > 0
    assert results.contrast_mean[1, closer, MONTHS] > 0
    assert results.contrast_mean[1, at(results, "commitment:NORDIA>ALDEN"), MONTHS] < -0.05


def test_scenarios_share_their_random_numbers():
    idle = Shock(kind="capability", actor="LODRA", to=1.0, at=2)
    got = run(scenarios=(), shocks=[idle])
    assert got.scenarios == ("baseline", "shocks")
    assert not got.contrast_mean.any()
    assert not got.contrast_quantiles.any()


@pytest.mark.parametrize(
    ("words", "label", "month", "value"),
    [
        ("tie ALDEN VOSTRIA -0.5 at 2", "tie:ALDEN>VOSTRIA", 2, -0.5),
        ("tie ALDEN VOSTRIA military to 0.9 at 4", "tie:VOSTRIA>ALDEN:military", 4, 0.9),
        ("VOSTRIA presence in LODRA 0.8 at 5", "presence:VOSTRIA@LODRA", 5, 0.8),
        ("NORDIA commitment to ALDEN 0.1", "commitment:NORDIA>ALDEN", 1, 0.1),
        ("NORDIA commitment 0.1", "commitment:NORDIA>ALDEN", 1, 0.1),
        ("ALDEN position on garrison 0.2 at 6", "position:ALDEN:garrison", 6, 0.2),
        ("ALDEN position on garrison 0.3 at 0", "position:ALDEN:garrison", 0, 0.3),
    ],
)
def test_what_is_imposed_stands_at_its_month_in_every_run(words, label, month, value):
    got = run(scenarios=(), shocks=[words])
    v = at(got, label)
    assert got.quantiles[1, v, month] == pytest.approx(value, abs=1e-3)


def test_a_change_adds_to_what_each_run_has():
    got = run(scenarios=(), shocks=["ALDEN position on garrison by 0.1 at 3"])
    assert got.contrast_quantiles[1, at(got, "position:ALDEN:garrison"), 3] == pytest.approx(0.1, abs=1e-3)


def test_more_capability_moves_the_settlement_to_its_owner():
    got = run(scenarios=(), shocks=["capability KESTREL x20", "KESTREL salience on toll 1.0"])
    assert got.contrast_mean[1, at(got, "settlement:toll"), MONTHS] > 0.02


def test_forecasts_are_decided_by_their_rules(results):
    v = at(results, "tie:ALDEN>VOSTRIA")
    assert results.forecasts.shape == (3, 2)
    assert np.isnan(results.forecasts[:, 1]).all()
    assert 0 <= results.forecasts[0, 0] <= 1
    assert results.forecasts[1, 0] >= results.forecasts[0, 0]
    assert results.mean[1, v, 12] > results.mean[0, v, 12]


def test_the_inputs_hash_follows_everything_that_goes_in(results):
    assert len(results.inputs) == 16
    assert run().inputs == results.inputs
    assert run(scenarios=("nordia-leaves",)).inputs != results.inputs
    changed = region(positions=(*region().positions, position("LODRA", "toll", 0.5)))
    assert run(changed).inputs != results.inputs


def test_a_system_with_nothing_in_it_runs():
    empty = region(
        issues=(), positions=(), ties=(), arenas=(), presence=(), commitments=(), scenarios=(), forecasts=()
    )
    got = run(empty.model_copy(update={"strategies": ()}))
    assert got.scenarios == ("baseline",)
    assert np.isfinite(got.mean).all()


def test_with_all_mechanisms_off_nothing_moves_but_by_hand():
    got = run(region(mechanisms=only()))
    assert got.mean[0, :, MONTHS] == pytest.approx(got.mean[0, :, 0], abs=1e-5)
    v = at(got, "tie:ALDEN>VOSTRIA")
    assert got.contrast_mean[1, v, MONTHS] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"scenarios": ("nowhere",)}, "choose from: baseline, nordia-leaves, vostria-out"),
        ({"runs": 0}, "ask for 1 to 1,000,000 runs"),
        ({"runs": 10**9}, "ask for 1 to 1,000,000 runs"),
        ({"months": 0}, "ask for 1 to 1,200 months"),
        ({"months": 5000}, "ask for 1 to 1,200 months"),
        ({"shocks": ["XYZ withdraws from LODRA"]}, "actor XYZ is not in the system"),
        ({"shocks": ["NORDIA withdraws from MARS"]}, "arena MARS is not in the system"),
        ({"shocks": ["LODRA position on toll by 0.5"]}, "LODRA has no position on toll"),
        ({"shocks": ["tie ALDEN ALDEN 0.5"]}, "name two actors"),
        ({"shocks": ["tie ALDEN LODRA 3"]}, "to: 3.0 is outside -1 to 1"),
        ({"shocks": ["capability ALDEN x0"]}, "a factor on capability is above 0"),
        ({"shocks": ["NORDIA leaves LODRA at 99"]}, "comes after the last month"),
        ({"shocks": ["something else"]}, "say it like one of these"),
        ({"shocks": [Shock(kind="tie", actor="ALDEN", other="LODRA")]}, "needs a value: to or by"),
    ],
)
def test_what_cannot_be_run_says_what_can(more, says):
    with pytest.raises(ScenarioError) as error:
        run(**more)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"mechanisms": (Mechanism(name="magic"),)}, "magic is not registered"),
        (
            {"mechanisms": (Mechanism(name="balance", parameters={"x": guess(1)}),)},
            "balance has no parameter x",
        ),
        ({"positions": (position("XYZ", "toll", 0.5),)}, "actor XYZ is not in the system"),
        ({"positions": (position("ALDEN", "tax", 0.5),)}, "issue tax is not in the system"),
    ],
)
def test_a_system_whose_parts_do_not_fit_is_refused(changes, says):
    with pytest.raises(SystemFileError) as error:
        run(region(**changes))
    assert says in str(error.value)


def test_a_mechanism_of_ones_own_acts_and_is_named_where_it_breaks_the_run():
    def tendency(now, sample, theta):
        # At full strength 1/0: what a mistake looks like.
        return Tendency(hedging=theta["strength"] / (1 - theta["strength"]) * now.hedging)

    strength = Parameter("strength", 0.1, 0.1, 0.0, 1.0, "none")
    mine = types.ModuleType("panic")
    vars(mine).update(NAME="panic", EFFECT="strength", PARAMETERS=(strength,), tendency=tendency)
    register(mine)
    try:
        quiet = run(region(mechanisms=(Mechanism(name="panic", on=False),)), scenarios=())
        loud = run(
            region(mechanisms=(Mechanism(name="panic", parameters={"strength": guess(0.3, 0)}),)),
            scenarios=(),
        )
        v = at(loud, "hedging:ALDEN")
        assert loud.mean[0, v, MONTHS] > quiet.mean[0, v, MONTHS]
        broken = region(mechanisms=(Mechanism(name="panic", parameters={"strength": guess(1, 0)}),))
        with pytest.raises(SimulationError, match=r"hedging:.* is not finite at month 1 .* mechanism panic"):
            run(broken, scenarios=())
    finally:
        unregister("panic")


@pytest.mark.parametrize("word", [0, 2**32 - 1])
def test_the_most_extreme_draws_are_still_finite(word):
    packed, _ = pack(region())
    sample = draw(packed, np.full(draws(packed), word, np.uint32))
    assert all(np.isfinite(np.asarray(part)).all() for part in sample[:-1])


def test_what_is_reported_covers_all_that_the_system_speaks_of(results):
    said = set(results.variables)
    for issue in ("garrison", "toll"):
        assert Variable(kind="settlement", issue=issue) in said
    assert Variable(kind="tie", actors=("KESTREL", "ALDEN"), domain="economic") in said
    assert Variable(kind="presence", actors=("ALDEN",), arena="LODRA") in said
    assert Variable(kind="hedging", actors=("ALDEN",)) in said
    assert len(said) == len(results.variables)
