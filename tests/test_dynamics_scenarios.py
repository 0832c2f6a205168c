"""Scenarios of every shape: ramps, pulses, conditions, actors that go and come."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dynamics import simulate
from detente.dynamics.ensemble import prepare, run_keys, runner
from detente.dynamics.variables import ask, reported
from detente.errors import ScenarioError
from detente.system.model import Commitment, Newcomers, Presence, Scenario, Shock, Variable
from systems import actor, guess, only, position, region, ties

# One size for all tests, so that few programs are compiled.
RUNS, MONTHS = 64, 12
STILL = only()
RETURN = only("drift", drift={
    "return": 0.4, "tie_noise": 0.0, "position_noise": 0.0, "presence_noise": 0.0, "commitment_noise": 0.0,
})  # fmt: skip
PART = {"settlement": "settlement", "tie": "tie:ALDEN>VOSTRIA", "presence": "presence:VOSTRIA@LODRA"}


def samples(system, *scenarios: Scenario, exact: bool = False):
    """Samples [scenario, run, month, variable], the baseline first, and the labels of the variables.

    `exact` takes every estimate at its mean.
    """
    whole = system.model_copy(update={"scenarios": scenarios})
    ready = prepare(whole, scenarios=None, shocks=(), runs=RUNS, months=MONTHS)
    variables = reported(ready.system, [shock for s in scenarios for shock in s.shocks])
    asked = ask(variables, ready.axes, expected=True)
    packed = ready.packed
    if exact:
        packed = packed._replace(sd=type(packed.sd)(*(np.zeros_like(x) for x in packed.sd)))
    run, keys = runner(ready.axes.mechanisms), run_keys(0, 0, RUNS)
    got = [np.asarray(run(keys, packed, forcing, asked))[..., : len(variables)] for forcing in ready.forcings]
    return np.stack(got), [v.label for v in variables]


def scenario(*shocks: Shock | str, name: str = "tried", **more) -> Scenario:
    from detente.dynamics.shock import parse_shock

    parsed = tuple(parse_shock(s) if isinstance(s, str) else s for s in shocks)
    return Scenario(name=name, title=name, shocks=parsed, **more)


def still(**more):
    return region(mechanisms=STILL, forecasts=(), **more)


# Ramps


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("tie ALDEN VOSTRIA military to -0.6", "tie:ALDEN>VOSTRIA:military"),
        ("tie ALDEN VOSTRIA by -0.4", "tie:VOSTRIA>ALDEN:economic"),
        ("VOSTRIA presence in LODRA 0.8", "presence:VOSTRIA@LODRA"),
        ("NORDIA withdraws from LODRA", "presence:NORDIA@LODRA"),
        ("NORDIA commitment to ALDEN by -0.3", "commitment:NORDIA>ALDEN"),
        ("ALDEN position on garrison 0.2", "position:ALDEN:garrison"),
    ],
)
def test_a_ramp_arrives_where_a_step_does_and_midway_is_midway(words, label):
    step = scenario(f"{words} at 2", name="step")
    ramp = scenario(f"{words} at 2 over 4", name="ramp")
    got, labels = samples(still(), step, ramp)
    base, stepped, ramped = got[..., labels.index(label)]
    assert ramped[:, :2] == pytest.approx(base[:, :2], abs=0)
    for done, month in ((0.25, 2), (0.5, 3), (0.75, 4), (1, 5), (1, MONTHS)):
        assert ramped[:, month] == pytest.approx(
            base[:, month] + done * (stepped[:, month] - base[:, month]), abs=4e-3
        )
    assert np.abs(stepped[:, -1] - base[:, -1]).min() > 0.1


def test_capability_ramps_by_equal_factors():
    """The settlement is where more capability shows: after the ramp it is that of the step."""
    step, ramp = "capability KESTREL x8 at 1", "capability KESTREL x8 at 1 over 5"
    got, labels = samples(
        region(mechanisms=only("settlement"), forecasts=()),
        scenario(step, name="step"), scenario(ramp, name="ramp"),
    )  # fmt: skip
    base, stepped, ramped = got[..., labels.index("settlement:toll")]
    assert ramped[:, 5:] == pytest.approx(stepped[:, 5:], abs=1e-4)
    assert np.abs(ramped[:, 2] - stepped[:, 2]).max() > 0.01
    assert np.abs(stepped[:, -1] - base[:, -1]).max() > 0.01


# Pulses


@pytest.mark.parametrize("change", ["-0.9", "by -0.5", "by 0.3"])
def test_a_tie_returns_after_a_pulse_and_leaves_no_trace(change):
    pulse = scenario(f"tie ALDEN VOSTRIA {change} at 1 until 2")
    got, labels = samples(region(mechanisms=RETURN, forecasts=()), pulse)
    base, pulsed = got[..., labels.index("tie:ALDEN>VOSTRIA:military")]
    assert np.abs(pulsed[:, 1] - base[:, 1]).min() > 0.2
    gap = np.abs(pulsed - base)
    assert (np.diff(gap[:, 1:], axis=1) <= 1e-6).all()
    assert gap[:, MONTHS].max() < 0.05 * gap[:, 1].max()


def test_a_pulse_that_was_cut_off_at_the_end_of_the_scale_leaves_no_trace_either():
    steadfast = only("influence", influence={"rate": 1.0, "attachment": 1.0})
    pulse = scenario("ALDEN position on garrison by 0.9 at 2 until 5")
    got, labels = samples(region(mechanisms=steadfast, forecasts=()), pulse)
    base, pulsed = got[..., labels.index("position:ALDEN:garrison")]
    assert pulsed[:, 2:6] == pytest.approx(0.995, abs=1e-4)
    assert pulsed[:, 6:] == pytest.approx(base[:, 6:], abs=1e-4)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("VOSTRIA presence in LODRA 0.8", "presence:VOSTRIA@LODRA"),
        ("VOSTRIA presence in LODRA by 0.2", "presence:VOSTRIA@LODRA"),
        ("NORDIA withdraws from LODRA", "presence:NORDIA@LODRA"),
        ("ALDEN salience on toll 0.0", "settlement:toll"),
        ("capability KESTREL x9", "settlement:toll"),
        ("remove KESTREL", "settlement:toll"),
    ],
)
def test_what_returns_to_nothing_by_itself_is_set_back_when_a_pulse_ends(words, label):
    pulse = scenario(f"{words} at 3 until 6")
    got, labels = samples(region(mechanisms=only("settlement"), forecasts=()), pulse)
    base, pulsed = got[..., labels.index(label)]
    assert pulsed[:, :3] == pytest.approx(base[:, :3], abs=0)
    assert np.abs(pulsed[:, 3:6] - base[:, 3:6]).max(axis=1).max() > 0.01
    assert pulsed[:, 6:] == pytest.approx(base[:, 6:], abs=1e-4)


def test_who_has_withdrawn_for_a_while_may_fill_a_void_again():
    """With the bar lifted the vacuum draws it in like anyone; while it lasts its presence stays at nothing."""
    only_vacuum = region(mechanisms=only("vacuum", vacuum={"fill": 0.3}), forecasts=())
    leaves = "NORDIA withdraws from LODRA at 1"
    back = scenario(f"{leaves} until 3", "VOSTRIA presence in LODRA 0.0 at 4", name="back")
    gone = scenario(leaves, "VOSTRIA presence in LODRA 0.0 at 4", name="gone")
    got, labels = samples(only_vacuum, back, gone)
    _, returned, away = got[..., labels.index("presence:NORDIA@LODRA")]
    assert (returned[:, -1] - returned[:, 4]).mean() > 0.03
    assert away[:, 1:].max() < 0.01


def test_changes_of_one_tie_are_taken_back_one_by_one():
    shocks = scenario("tie ALDEN VOSTRIA by -0.2 at 1", "tie ALDEN VOSTRIA by -0.3 at 2 until 3")
    got, labels = samples(region(mechanisms=RETURN, forecasts=()), shocks)
    base, moved = got[..., labels.index("tie:ALDEN>VOSTRIA:military")]
    assert moved[:, -1] - base[:, -1] == pytest.approx(-0.2, abs=0.02)


# Conditions


GROWN = "presence:VOSTRIA@LODRA > 0.3"


def test_a_condition_that_never_holds_changes_nothing_to_the_bit():
    never = scenario("tie ALDEN VOSTRIA -0.9 at 1 when presence:VOSTRIA@LODRA > 0.999")
    got, _ = samples(region(), never)
    assert got[0].tobytes() == got[1].tobytes()


def test_a_condition_moves_exactly_the_runs_in_which_it_holds_and_a_month_later():
    struck = scenario(f"tie ALDEN VOSTRIA -0.9 when {GROWN}")
    got, labels = samples(region(), struck)
    watched = got[0, :, :, labels.index("presence:VOSTRIA@LODRA")] > 0.3
    base, moved = got[..., labels.index("tie:ALDEN>VOSTRIA:military")]
    first = np.where(watched.any(axis=1), watched.argmax(axis=1) + 1, MONTHS + 1)
    assert 0 < (first <= MONTHS).sum() < RUNS, "some runs and not others"
    for run, month in enumerate(first):
        assert got[1, run, :month].tobytes() == got[0, run, :month].tobytes()
        if month <= MONTHS:
            assert moved[run, month] == pytest.approx(-0.9, abs=1e-4)
            assert base[run, month] > -0.5


def test_a_condition_strikes_once_and_not_before_its_month():
    """With nothing else moving, the tie stands where it was put, from the month given on."""
    late = scenario("tie ALDEN VOSTRIA by -0.1 at 5 when presence:NORDIA@LODRA > 0.1")
    got, labels = samples(still(), late)
    base, moved = got[..., labels.index("tie:ALDEN>VOSTRIA:military")]
    assert moved[:, :5].tobytes() == base[:, :5].tobytes()
    assert moved[:, 5:] - base[:, 5:] == pytest.approx(-0.1, abs=1e-4)


def test_a_condition_looks_at_the_scenarios_own_run():
    """Its own first shock makes the second one's condition true."""
    chain = scenario(
        "NORDIA withdraws from LODRA at 3", "NORDIA commitment to ALDEN 0.1 when presence:NORDIA@LODRA < 0.05"
    )
    got, labels = samples(still(), chain)
    base, moved = got[..., labels.index("commitment:NORDIA>ALDEN")]
    assert moved[:, :4].tobytes() == base[:, :4].tobytes()
    assert moved[:, 4:] == pytest.approx(0.1, abs=1e-4)


@pytest.mark.parametrize(
    ("condition", "strikes"),
    [
        ("presence:NORDIA@LODRA > 0.1 and tie:NORDIA>ALDEN > 0", True),
        ("presence:NORDIA@LODRA > 0.1 and tie:NORDIA>ALDEN < 0", False),
        ("settlement:garrison > 0.01 and settlement:garrison < 0.99", True),
        ("hedging:ALDEN < 0", False),
    ],
)
def test_all_terms_of_a_condition_must_hold(condition, strikes):
    got, labels = samples(still(), scenario(f"tie ALDEN VOSTRIA -0.9 when {condition}"))
    base, moved = got[..., labels.index("tie:ALDEN>VOSTRIA:military")]
    assert (np.abs(moved[:, -1] - base[:, -1]) > 0.1).all() == strikes


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("VOSTRIA presence in LODRA 0.9 at 2 over 3 until 8", "presence:VOSTRIA@LODRA"),
        ("tie ALDEN VOSTRIA by -0.3 at 2 over 3 until 8", "tie:ALDEN>VOSTRIA:military"),
        ("remove VOSTRIA at 2 until 8", "presence:VOSTRIA@LODRA"),
        ("VOSTRIA enters at 2", "presence:VOSTRIA@LODRA"),
    ],
)
def test_where_the_condition_holds_at_once_a_shock_does_what_it_does_without(words, label):
    free, bound = (
        scenario(words, name="free"),
        scenario(f"{words} when settlement:garrison > 0", name="bound"),
    )
    got, labels = samples(region(), free, bound)
    v = labels.index(label)
    assert got[2, ..., v] == pytest.approx(got[1, ..., v], abs=1e-5)
    assert np.abs(got[1] - got[0]).max() > 0.1


def test_an_actor_that_enters_on_a_condition_is_absent_until_then():
    got, labels = samples(region(), scenario(f"KESTREL enters when {GROWN}"))
    there = got[1, :, :, labels.index("presence:KESTREL@LODRA")]
    watched = got[1, :, :, labels.index("presence:VOSTRIA@LODRA")] > 0.3
    for run in range(RUNS):
        first = watched[run].argmax() + 1 if watched[run].any() else MONTHS + 1
        assert (there[run, :first] == 0).all()
        assert (there[run, first:] > 0).all()


# Actors that go and come


def others(labels: list[str], *codes: str) -> list[int]:
    return [v for v, label in enumerate(labels) if not any(code in label for code in codes)]


def without(system, code: str):
    """A system that never held the actor."""

    def kept(items, *names):
        return tuple(x for x in items if code not in [getattr(x, n) for n in names])

    # What was aimed at it alone goes with it; without names it would be aimed at everybody.
    aimed = [
        s.model_copy(update={"toward": tuple(c for c in s.toward if c != code)})
        for s in system.strategies
        if s.toward != (code,)
    ]
    return system.model_copy(update={
        "actors": kept(system.actors, "code"), "positions": kept(system.positions, "actor"),
        "ties": kept(system.ties, "a", "b"), "presence": kept(system.presence, "actor"),
        "commitments": kept(system.commitments, "patron", "client"), "strategies": kept(aimed, "actor"),
    })  # fmt: skip


NOISELESS = (
    *(m for m in region().mechanisms),
    *(m.model_copy(update={"on": True}) for m in RETURN if m.name == "drift"),
)


@pytest.mark.parametrize("code", ["KESTREL", "VOSTRIA", "LODRA"])
def test_an_actor_that_is_out_from_the_start_moves_nobody(code):
    system = region(mechanisms=NOISELESS, forecasts=())
    bare = without(system, code)
    got, labels = samples(system, scenario(f"remove {code} at 0"), exact=True)
    never, known = samples(bare, exact=True)
    shared = [label for label in known if label in labels]
    assert len(shared) > 20
    gone = got[1, 0][:, [labels.index(x) for x in shared]]
    assert gone == pytest.approx(never[0, 0][:, [known.index(x) for x in shared]], abs=2e-5)
    assert np.abs(got[0, 0] - got[1, 0])[:, [labels.index(x) for x in shared]].max() > 1e-3


def test_a_removed_actor_has_no_ties_presence_or_commitments_and_leaves_its_void():
    got, labels = samples(region(), scenario("remove NORDIA at 4"))
    for label in (
        "tie:NORDIA>ALDEN",
        "tie:VOSTRIA>NORDIA:military",
        "presence:NORDIA@LODRA",
        "commitment:NORDIA>ALDEN",
    ):
        v = labels.index(label)
        assert (got[1, :, 4:, v] == 0).all(), label
        assert got[1, :, :4, v].tobytes() == got[0, :, :4, v].tobytes()
    filled = labels.index("presence:VOSTRIA@LODRA")
    assert (got[1, :, -1, filled] - got[0, :, -1, filled]).mean() > 0.01


def newcomers() -> Newcomers:
    return Newcomers(
        actors=(actor("ORDER", 0.05),),
        positions=(position("ORDER", "toll", 0.05, 0.9),),
        ties=(*ties("ORDER", "ALDEN", 0.8), *ties("ORDER", "KESTREL", -0.8)),
        presence=(Presence(actor="ORDER", arena="LODRA", level=guess(0.3)),),
        commitments=(Commitment(patron="ORDER", client="ALDEN", level=guess(0.6)),),
    )


def merged(system):
    new = newcomers()
    return system.model_copy(
        update={
            name: getattr(system, name) + getattr(new, name)
            for name in ("actors", "positions", "ties", "presence", "commitments")
        }
    )


def test_who_enters_at_month_0_is_as_if_always_there():
    first = scenario("ORDER enters at 0", newcomers=newcomers())
    got, labels = samples(region(forecasts=()), first)
    always, known = samples(merged(region(forecasts=())))
    assert labels == known
    assert got[1] == pytest.approx(always[0], abs=2e-5)
    assert np.abs(got[1] - got[0]).max() > 0.1


def test_a_newcomer_is_absent_until_it_enters_and_then_as_it_was_drawn():
    comes = scenario("ORDER enters at 5", newcomers=newcomers())
    got, labels = samples(region(), comes)
    everyone = others(labels, "ORDER")
    assert got[1, :, :5][..., everyone].tobytes() == got[0, :, :5][..., everyone].tobytes()
    always, known = samples(merged(region(forecasts=())))
    for label in ("presence:ORDER@LODRA", "tie:ORDER>ALDEN:military", "commitment:ORDER>ALDEN"):
        v = labels.index(label)
        assert (got[0, :, :, v] == 0).all(), label
        assert (got[1, :, :5, v] == 0).all(), label
        assert got[1, :, 5, v] == pytest.approx(always[0, :, 0, known.index(label)], abs=1e-5), label
    toll = labels.index("settlement:toll")
    assert (got[1, :, -1, toll] - got[0, :, -1, toll]).mean() < -0.01, "it wants no toll"


def test_a_newcomer_leaves_the_baseline_as_it_is():
    """Its absence adds rounding alone as long as it finds room on the axes, which come in fours; beyond that other
    numbers are drawn for all, and the distributions agree."""
    alone, known = samples(region(forecasts=()))
    got, labels = samples(region(forecasts=()), scenario("ORDER enters at 5", newcomers=newcomers()))
    same = [labels.index(label) for label in known]
    assert got[0][..., same] == pytest.approx(alone[0], abs=2e-5)


def test_two_scenarios_may_bring_in_the_same_actor_but_not_two_of_one_name():
    one = scenario("ORDER enters at 2", name="early", newcomers=newcomers())
    other = scenario("ORDER enters at 6", name="late", newcomers=newcomers())
    got, labels = samples(region(), one, other)
    came = got[:, 0, :, labels.index("presence:ORDER@LODRA")] > 0
    assert came.argmax(axis=1)[1:].tolist() == [2, 6]
    weaker = newcomers().model_copy(update={"actors": (actor("ORDER", 0.01),)})
    with pytest.raises(ScenarioError, match="says otherwise of ORDER"):
        samples(region(), one, scenario("ORDER enters", name="late", newcomers=weaker))


def test_a_position_taken_up_bears_on_the_settlement_from_then_on_alone():
    got, labels = samples(region(), scenario("NORDIA position on toll 0.0 at 4 salience 0.9"))
    toll, taken = labels.index("settlement:toll"), labels.index("position:NORDIA:toll")
    assert got[1, :, :4].tobytes() == got[0, :, :4].tobytes()
    assert got[1, :, 4, taken] == pytest.approx(0.005, abs=1e-4)
    assert (got[1, :, -1, toll] < got[0, :, -1, toll] - 0.02).all()
    same, known = samples(region())
    assert got[0][..., [labels.index(x) for x in known]] == pytest.approx(same[0], abs=2e-5)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.sampled_from([
            "NORDIA withdraws from LODRA", "remove NORDIA", "NORDIA enters", "VOSTRIA presence in LODRA by 0.3",
            "tie ALDEN VOSTRIA by -0.5", "LODRA position on toll 0.7", "capability KESTREL x30",
            "ALDEN salience on garrison 0", "NORDIA commitment 0",
        ]),
        min_size=1, max_size=4,
    ),
    st.integers(1, 9),
    st.integers(2, 4),
)  # fmt: skip
def test_shocks_combined_keep_every_number_in_its_bounds_and_nothing_moves_before_the_first(words, at, lasts):
    anchor = "remove KESTREL at 10 when presence:VOSTRIA@LODRA > 0.99"
    shocks = [f"{w} at {at} for {lasts}" for w in words if "enters" not in w] + [anchor]
    got, labels = samples(region(), scenario(*shocks))
    low = np.array([-1.0 if label.startswith("tie") else 0.0 for label in labels])
    assert np.isfinite(got).all()
    assert (got >= low - 1e-6).all()
    assert (got <= 1 + 1e-6).all()
    assert got[1, :, :at].tobytes() == got[0, :, :at].tobytes()


# Through the ensemble


def test_results_report_what_newcomers_and_conditions_name():
    comes = scenario(
        "ORDER enters at 3",
        "tie ORDER VOSTRIA -0.5 when tie:LODRA>ORDER:economic > 0.9",
        newcomers=newcomers(),
    )
    got = simulate(region(scenarios=(comes,)), runs=RUNS, months=MONTHS)
    labels = [v.label for v in got.variables]
    assert {"presence:ORDER@LODRA", "position:ORDER:toll", "tie:LODRA>ORDER:economic"} <= set(labels)
    assert Variable(kind="commitment", actors=("ORDER", "ALDEN")) in got.variables
    assert got.scenarios == ("baseline", "tried")


@pytest.mark.parametrize(
    ("shock", "says"),
    [
        ("NORDIA leaves LODRA when presence:MARS@LODRA > 0.5", "needs an actor of the system, not MARS"),
        ("NORDIA leaves LODRA when settlement:war > 0.5", "needs an issue of the system, not war"),
        ("STRANGER enters at 3", "actor STRANGER is not in the system"),
        ("remove STRANGER", "actor STRANGER is not in the system"),
        ("LODRA salience on toll 0.5", "has no position on toll"),
        (Shock(kind="removal", actor="NORDIA", to=1.0), "takes no to, by or over"),
        (Shock(kind="tie", actor="ALDEN", other="LODRA", to=0.1, at=3, until=3), "not after the change is complete"),
        (Shock(kind="presence", actor="ALDEN", arena="LODRA", to=0.1, salience=0.1), "takes no salience"),
    ],
)  # fmt: skip
def test_a_shock_that_cannot_be_is_told(shock, says):
    with pytest.raises(ScenarioError) as error:
        simulate(region(), scenarios=(), shocks=[shock], runs=RUNS, months=MONTHS)
    assert says in str(error.value)
