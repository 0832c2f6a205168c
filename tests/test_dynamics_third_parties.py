"""What third parties do to a relation: ambiguity, wedges, brokers, sanctions; and neighbours in a vacuum."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dynamics import simulate
from detente.dynamics.mechanisms import ambiguity
from detente.system.model import Arena, Commitment, Issue, Mechanism, Presence, Shock, Strategy
from levels import certain, compiled, level, moved, prior
from systems import actor, guess, only, position, region, tie, ties

NORDIA, VOSTRIA, ALDEN, KESTREL, LODRA = range(5)
share = st.floats(0.0, 1.0)


def follows(code: str, strategy: str, *toward: str, strength: float = 0.9) -> Strategy:
    return Strategy(actor=code, strategy=strategy, toward=toward, strength=guess(strength, 0.0))


# Ambiguity


def opposed(*strategies: Strategy):
    """Alden and Vostria demand opposite ends of what both care for; Nordia stands with Alden against Vostria."""
    return region(
        positions=(position("ALDEN", "toll", 0.95, 0.9, 0), position("VOSTRIA", "toll", 0.05, 0.9, 0)),
        ties=(*ties("NORDIA", "ALDEN", 0.6, 0), *ties("NORDIA", "VOSTRIA", -0.6, 0)),
        strategies=strategies,
    )


@pytest.mark.parametrize("mechanism", ["alignment", "balance"])
@settings(max_examples=20, deadline=None)
@given(less=share, more=share)
def test_the_more_ambiguous_an_actor_the_less_third_parties_answer_to_where_it_stands(mechanism, less, more):
    less, more = sorted((less, more))

    def cost(strength: float) -> float:
        sample = certain(opposed(follows("ALDEN", "ambiguity", strength=strength)))
        now = level(sample)._replace(heard=ambiguity.heard(sample, prior("ambiguity", cover=1)))
        return -moved(mechanism, now, sample, strength=0.1)[VOSTRIA, ALDEN, 0]

    assert cost(less) > 0
    assert cost(more) <= cost(less) + 1e-7


def test_ambiguity_toward_one_is_no_cover_before_others_and_none_without_the_mechanism():
    sample = certain(opposed(follows("ALDEN", "ambiguity", "VOSTRIA")))
    heard = np.asarray(ambiguity.heard(sample, prior("ambiguity", cover=1)))
    assert heard[VOSTRIA, ALDEN] == pytest.approx(0.1, abs=0.01)
    assert heard[NORDIA, ALDEN] == 1
    assert heard[ALDEN, VOSTRIA] == 1, "one's own ambiguity does not keep one from hearing others"
    assert (np.asarray(ambiguity.heard(sample, prior("ambiguity", cover=0))) == sample.frame.pair).all()


def test_in_a_run_ambiguity_keeps_ties_that_a_declared_stance_would_cost():
    def after(on: bool) -> float:
        system = opposed(follows("ALDEN", "ambiguity")).model_copy(
            update={
                "mechanisms": (
                    *(m for m in only("alignment", alignment={"strength": 0.1}) if m.name != "ambiguity"),
                    Mechanism(name="ambiguity", on=on, parameters={"cover": guess(1.0, 0.0)}),
                ),
                "scenarios": (),
                "forecasts": (),
            }
        )
        results = simulate(system, runs=16, months=6)
        labels = [v.label for v in results.variables]
        return float(results.mean[0, labels.index("tie:VOSTRIA>ALDEN"), -1])

    assert after(True) > after(False) + 0.05


# Wedge


def courted(counts_on: float, *toward: str, standing: float = 0.7):
    """Vostria, at odds with Nordia, works to draw Alden away from Nordia, on whom Alden counts more or less."""
    return region(
        ties=(*ties("NORDIA", "ALDEN", standing, 0), *ties("VOSTRIA", "NORDIA", -0.6, 0)),
        commitments=(Commitment(patron="NORDIA", client="ALDEN", level=guess(counts_on, 0.0)),),
        strategies=(follows("VOSTRIA", "wedge", *toward),),
    )


@settings(max_examples=25, deadline=None)
@given(one=st.floats(0.05, 0.95), other=st.floats(0.05, 0.95))
def test_a_wedge_works_less_on_the_more_dependent(one, other):
    one, other = sorted((one, other))

    def pull(counts_on: float) -> float:
        sample = certain(courted(counts_on, "ALDEN"))
        return -moved("wedge", level(sample), sample, strength=0.1)[ALDEN, NORDIA, 0]

    assert pull(other) > 0
    assert pull(one) >= pull(other) - 1e-7
    assert pull(0.05) > pull(0.95) * 1.2


def test_a_wedge_aims_at_those_it_names():
    for toward in (("ALDEN",), ("ALDEN", "NORDIA")):
        sample = certain(courted(0.3, *toward))
        change = moved("wedge", level(sample), sample, strength=0.1)
        assert (change[ALDEN, NORDIA] < 0).all()
        change[ALDEN, NORDIA] = change[NORDIA, ALDEN] = 0
        assert not change.any(), toward
    at_large = region(
        ties=(
            *ties("NORDIA", "ALDEN", 0.5, 0),
            *ties("VOSTRIA", "NORDIA", -0.6, 0),
            *ties("VOSTRIA", "ALDEN", -0.4, 0),
        ),
        strategies=(follows("VOSTRIA", "wedge"),),
    )
    sample = certain(at_large)
    change = moved("wedge", level(sample), sample, strength=0.1)
    assert change[ALDEN, NORDIA, 0] < 0, "naming nobody it works on those hostile to it"
    assert not change[KESTREL].any()


def test_a_wedge_finds_nothing_to_take_from_a_tie_that_is_broken():
    whole, broken = (certain(courted(0.1, "ALDEN", standing=standing)) for standing in (0.7, -0.9))
    pulls = [moved("wedge", level(s), s, strength=0.1)[ALDEN, NORDIA, 0] for s in (whole, broken)]
    assert pulls[0] < pulls[1] * 5 < 0


# Brokerage


def quarrel(to_one: float, to_other: float, *toward: str):
    """Alden and Kestrel are enemies; Nordia stands well, or not, with each, and would broker."""
    return region(
        ties=(
            *ties("ALDEN", "KESTREL", -0.6, 0),
            *ties("NORDIA", "ALDEN", to_one, 0),
            *ties("NORDIA", "KESTREL", to_other, 0),
        ),
        strategies=(follows("NORDIA", "brokerage", *toward),),
    )


@settings(max_examples=25, deadline=None)
@given(one=st.floats(-0.9, 0.9), other=st.floats(-0.9, 0.9))
def test_brokerage_needs_ties_to_both_sides(one, other):
    sample = certain(quarrel(one, other))
    change = moved("brokerage", level(sample), sample, strength=0.5)
    good = min(float(np.asarray(sample.tie)[NORDIA, side, 0]) for side in (ALDEN, KESTREL))
    if good > 0:
        assert change[ALDEN, KESTREL, 0] > 0
        assert change[ALDEN, NORDIA, 0] > 0, "the sides thank the broker"
    else:
        assert change[ALDEN, KESTREL, 0] == 0
        assert change[ALDEN, NORDIA, 0] == 0


def test_better_access_mends_more_and_friends_need_no_broker():
    near, far = (certain(quarrel(x, x)) for x in (0.8, 0.3))
    mended = [moved("brokerage", level(s), s, strength=0.5)[ALDEN, KESTREL, 0] for s in (near, far)]
    assert mended[0] > 2 * mended[1] > 0
    friends = certain(
        region(
            ties=(
                *ties("ALDEN", "KESTREL", 0.5, 0),
                *ties("NORDIA", "ALDEN", 0.8, 0),
                *ties("NORDIA", "KESTREL", 0.8, 0),
            ),
            strategies=(follows("NORDIA", "brokerage"),),
        )
    )
    assert not moved("brokerage", level(friends), friends, strength=0.5).any()


def test_a_broker_that_names_its_parties_leaves_other_quarrels_alone():
    sample = certain(quarrel(0.8, 0.8, "ALDEN", "VOSTRIA"))
    assert not moved("brokerage", level(sample), sample, strength=0.5).any()
    sample = certain(quarrel(0.8, 0.8, "ALDEN", "KESTREL"))
    assert moved("brokerage", level(sample), sample, strength=0.5)[ALDEN, KESTREL, 0] > 0


@pytest.mark.parametrize("mechanism", ["brokerage", "wedge"])
def test_without_anybody_who_follows_the_strategy_nothing_happens(mechanism):
    sample = certain(region(strategies=()))
    assert not moved(mechanism, level(sample), sample).any()


# Sanctions


def trade(*economic: tuple[str, str, float]):
    return region(ties=tuple(tie(a, b, value, "economic", 0) for a, b, value in economic), strategies=())


def test_sanctions_cost_the_target_and_less_the_sender():
    sample = certain(trade(("NORDIA", "KESTREL", -0.8)))
    lost = np.asarray(compiled("sanctions")(level(sample), sample, prior("sanctions")).capability)
    assert lost[KESTREL] < lost[NORDIA] < 0
    assert not lost[[VOSTRIA, ALDEN, LODRA]].any()


@settings(max_examples=25, deadline=None)
@given(trading=st.floats(-0.9, 0.9))
def test_sanctions_open_a_rift_with_those_who_go_on_trading_and_with_none_who_join(trading):
    sample = certain(trade(("NORDIA", "KESTREL", -0.8), ("VOSTRIA", "KESTREL", trading)))
    change = moved("sanctions", level(sample), sample)
    diplomatic = change[NORDIA, VOSTRIA, 0]
    if trading > 0.01:
        assert diplomatic < 0
    elif trading < -0.01:
        assert diplomatic == 0
    assert change[KESTREL, NORDIA, 0] < 0, "the target turns from the sender"
    assert not change[NORDIA, VOSTRIA, 1:].any()


def test_a_merely_cool_or_unknown_economic_tie_sanctions_nobody():
    cool = certain(trade(("NORDIA", "KESTREL", -0.15)))
    assert not moved("sanctions", level(cool), cool).any()
    unknown = certain(trade())
    tie_now = np.asarray(unknown.tie).copy()
    tie_now[NORDIA, KESTREL, 2] = -0.7
    assert not moved("sanctions", level(unknown)._replace(tie=tie_now), unknown).any()


def test_joining_sanctions_closes_the_rift_that_staying_out_opens():
    system = trade(("NORDIA", "KESTREL", -0.8), ("VOSTRIA", "KESTREL", 0.5)).model_copy(
        update={
            "mechanisms": only("sanctions", sanctions={"strength": 1.0, "rift": 0.1}),
            "scenarios": (),
            "forecasts": (),
        }
    )
    joins = Shock(kind="tie", actor="VOSTRIA", other="KESTREL", domain="economic", to=-0.6, at=1)
    results = simulate(system, shocks=[joins], runs=8, months=12)
    at = [v.label for v in results.variables].index("tie:NORDIA>VOSTRIA:diplomatic")
    out, joined = results.mean[:, at, -1] - results.mean[:, at, 0]
    assert out < -0.1
    assert abs(joined) < abs(out) / 5


# Vacuum


def test_a_neighbour_is_drawn_into_a_vacuum_more_than_one_far_away():
    system = region(
        actors=(actor("SYR", 0.004), actor("TUR", 0.02), actor("BRA", 0.02), actor("USA", 0.2)),
        issues=(), positions=(), ties=(), strategies=(), commitments=(), scenarios=(), forecasts=(),
        arenas=(Arena(code="SYR", name="Syria", host="SYR"),),
        presence=(Presence(actor="USA", arena="SYR", level=guess(0.6, 0.0)),),
    )  # fmt: skip
    sample = certain(system)
    presence = np.asarray(sample.held).copy()
    presence[3] = 0.005
    now = level(sample)._replace(presence=presence)
    gain = np.asarray(compiled("vacuum")(now, sample, prior("vacuum", fill=0.5)).presence)[:, 0]
    assert gain[1] > 3 * gain[2] > 0
    alike = np.asarray(compiled("vacuum")(now, sample, prior("vacuum", fill=0.5, nearness=0)).presence)[:, 0]
    assert alike[1] == pytest.approx(alike[2])


def drawn_in(*, ties=(), positions=(), issues=(), **theta: float) -> dict[str, float]:
    """Who is drawn into Syria, when America leaves it, of three states alike in strength and far away."""
    codes = ("SYR", "USA", "BRA", "ZAF", "VNM", "HEZBOLLAH", "IRN", "TUR")
    system = region(
        actors=tuple(actor(code, 0.2 if code == "USA" else 0.02) for code in codes),
        issues=issues, positions=positions, ties=ties, strategies=(), commitments=(), scenarios=(),
        forecasts=(), arenas=(Arena(code="SYR", name="Syria", host="SYR"),),
        presence=(Presence(actor="USA", arena="SYR", level=guess(0.6, 0.0)),),
    )  # fmt: skip
    sample = certain(system)
    presence, barred = np.asarray(sample.held).copy(), np.zeros_like(sample.held)
    presence[1], barred[1] = 0.005, 1
    now, sample = level(sample)._replace(presence=presence), sample._replace(barred=barred)
    theta = {"fill": 0.5, "host_tie": 0.0, **theta}
    gain = np.asarray(compiled("vacuum")(now, sample, prior("vacuum", **theta)).presence)[:, 0]
    return dict(zip(codes, gain.tolist()))


def test_who_is_welcome_to_the_host_is_drawn_in_though_it_holds_nothing_there():
    gain = drawn_in(ties=ties("BRA", "SYR", 0.6, 0))
    assert gain["BRA"] > 2 * gain["ZAF"] > 0
    one_sided = drawn_in(ties=tuple(tie("BRA", "SYR", 0.6, d, 0) for d in ("diplomatic", "military")))
    assert one_sided["BRA"] == pytest.approx(one_sided["ZAF"]), (
        "a wish that the host does not share opens no door"
    )
    assert drawn_in(ties=ties("BRA", "SYR", 0.6, 0), invitation=0)["BRA"] == pytest.approx(
        drawn_in(invitation=0)["BRA"]
    )


def test_who_cares_about_what_concerns_the_host_is_drawn_in():
    issues = tuple(Issue(id=name, text=name, low="no", high="yes") for name in ("border", "whales"))
    positions = (
        position("SYR", "border", 0.5, 0.5, 0), position("BRA", "border", 0.9, 0.8, 0),
        position("ZAF", "whales", 0.9, 0.8, 0), position("VNM", "whales", 0.1, 0.8, 0),
    )  # fmt: skip
    gain = drawn_in(issues=issues, positions=positions)
    assert gain["BRA"] > 2 * gain["ZAF"] > 0
    assert gain["ZAF"] == pytest.approx(gain["VNM"])
    indifferent = drawn_in(issues=issues, positions=positions, interest=0)
    assert indifferent["BRA"] == pytest.approx(indifferent["ZAF"])


def test_neighbours_come_before_those_with_a_state_between_and_these_before_who_is_far():
    gain = drawn_in()
    assert gain["TUR"] > gain["IRN"] * 1.5 > gain["BRA"] * 2
    assert gain["HEZBOLLAH"] > gain["IRN"], "it is based next door"


def test_what_is_held_on_the_ground_counts_whatever_the_capability_behind_it():
    system = region(
        ties=(), strategies=(), commitments=(), scenarios=(), forecasts=(),
        actors=(actor("NORDIA", 0.2), actor("VOSTRIA", 0.08), actor("ALDEN", 0.0005), actor("KESTREL", 0.08),
                actor("LODRA", 0.004)),
        presence=(
            Presence(actor="NORDIA", arena="LODRA", level=guess(0.5, 0.0)),
            Presence(actor="VOSTRIA", arena="LODRA", level=guess(0.3, 0.0)),
            Presence(actor="ALDEN", arena="LODRA", level=guess(0.3, 0.0)),
        ),
    )  # fmt: skip
    sample = certain(system)
    presence = np.asarray(sample.held).copy()
    presence[NORDIA] = 0.005
    now = level(sample)._replace(presence=presence)
    gain = np.asarray(compiled("vacuum")(now, sample, prior("vacuum", fill=0.5)).presence)[:, 0]
    assert gain[VOSTRIA] > gain[ALDEN] > 0.7 * gain[VOSTRIA]
    assert gain[KESTREL] < 0.3 * gain[ALDEN], "as able as Vostria, and not there"
