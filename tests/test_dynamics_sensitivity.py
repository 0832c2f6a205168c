"""What an outcome's spread rests on: indices that are known, systems where the answer is plain, and names in words."""

from __future__ import annotations

import builtins

import numpy as np
import pytest

from detente.dynamics import outcome_sensitivity, simulate, sobol
from detente.dynamics.parameters import draws, pack
from detente.dynamics.quantities import UNSAID, quantities
from detente.errors import NotInstalledError, ScenarioError
from detente.system.label import variable_of
from systems import actor, guess, only, position, region, ties


def looked(system, outcome: str, **more):
    return outcome_sensitivity(
        system, variable_of(outcome), **({"points": 256, "months": 6, "top": 5} | more)
    )


def test_the_indices_of_ishigamis_function_are_found():
    def ishigami(u: np.ndarray) -> np.ndarray:
        x = np.pi * (2 * u - 1)
        return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])

    found = sobol.indices(ishigami, 4, points=4096, seed=1)
    # Ishigami & Homma 1990, a = 7, b = 0.1; the fourth number does nothing.
    assert found.first == pytest.approx([0.3139, 0.4424, 0, 0], abs=0.02)
    assert found.total == pytest.approx([0.5576, 0.4424, 0.2437, 0], abs=0.02)
    assert found.mean == pytest.approx(3.5, abs=0.02)
    assert found.sd**2 == pytest.approx(13.845, rel=0.02)
    assert (np.abs(found.first - [0.3139, 0.4424, 0, 0]) <= 2 * found.first_error + 1e-9).all()


def test_what_does_not_vary_rests_on_nothing():
    found = sobol.indices(lambda u: np.full(len(u), 0.3), 3, points=8, seed=0)
    assert found.sd == 0
    assert not found.first.any()
    assert not found.total.any()


def test_a_plan_has_a_power_of_two_points():
    assert [sobol.plan_size(n) for n in (2, 3, 64, 65)] == [2, 4, 64, 128]


def test_where_nothing_moves_a_tie_rests_on_its_own_estimate_alone():
    found = looked(region(mechanisms=only()), "tie:ALDEN>VOSTRIA:military")
    first = found.parts[0]
    assert first.label == "tie ALDEN>VOSTRIA military"
    assert (first.basis, first.note) == ("analyst", "made up for a test")
    assert first.total == pytest.approx(1, abs=0.03)
    assert first.first == pytest.approx(1, abs=0.1)
    for other in found.parts[1:]:
        assert other.total < 1e-6
    assert {p.kind for p in found.parts[1:]} == {"rest", "chance"}


def test_where_only_chance_moves_an_outcome_it_rests_on_chance():
    # Everything known for certain but the monthly wandering.
    system = region(
        mechanisms=only("drift", drift={"tie_noise": 0.05, "return": 0.0}),
        ties=ties("ALDEN", "VOSTRIA", 0.2, 0.0),
    )
    found = looked(system, "tie:ALDEN>VOSTRIA:military")
    assert found.parts[0].kind == "chance"
    assert found.parts[0].first == pytest.approx(1, abs=0.15)


def test_several_quantities_share_the_variance_of_what_they_make_together():
    # A standing is the mean over four domains: a quarter of the variance each, to the spread of its estimate.
    system = region(mechanisms=only(), ties=ties("ALDEN", "VOSTRIA", 0.0, 0.1))
    found = looked(system, "tie:ALDEN>VOSTRIA", points=1024)
    assert [p.kind for p in found.parts[:4]] == ["estimate"] * 4
    for part in found.parts[:4]:
        assert part.first == pytest.approx(0.25, abs=0.08)
        assert part.total == pytest.approx(0.25, abs=0.05)
    assert sum(p.first for p in found.parts) == pytest.approx(1, abs=0.1)


def test_what_is_not_looked_at_one_by_one_is_taken_together():
    system = region(mechanisms=only(), ties=ties("ALDEN", "VOSTRIA", 0.0, 0.1))
    found = looked(system, "tie:ALDEN>VOSTRIA", points=1024, top=1)
    rest = next(p for p in found.parts if p.kind == "rest")
    assert rest.total == pytest.approx(0.75, abs=0.1)
    assert rest.first == pytest.approx(0.75, abs=0.15)
    assert rest.basis is None


def test_a_settlement_rests_on_positions_and_on_how_the_bargaining_falls_out():
    found = looked(region(), "settlement:toll", points=512)
    assert {"draw", "rest", "chance"} <= {p.kind for p in found.parts}
    assert sum(p.first for p in found.parts) <= 1 + sum(p.first_error for p in found.parts)
    assert any("toll" in p.label for p in found.parts)


def test_the_spread_is_that_of_the_runs():
    found = looked(region(), "tie:ALDEN>VOSTRIA", points=256)
    ran = simulate(region(), scenarios=(), runs=2000, months=6)
    v = [x.label for x in ran.variables].index("tie:ALDEN>VOSTRIA")
    assert found.mean == pytest.approx(ran.mean[0, v, 6], abs=5 * ran.error[0, v, 6])
    assert found.sd == pytest.approx(ran.sd[0, v, 6], rel=0.15)


def test_what_a_scenario_changes_rests_on_what_it_takes_away():
    found = looked(region(), "presence:NORDIA@LODRA", scenario="nordia-leaves")
    assert found.contrast
    assert found.mean == pytest.approx(-0.5, abs=0.1)
    assert found.parts[0].label == "presence NORDIA in LODRA"
    same = looked(
        region(), "presence:NORDIA@LODRA", shocks=["NORDIA withdraws from LODRA at 3"], scenario="shocks"
    )
    assert [p.total for p in same.parts] == pytest.approx([p.total for p in found.parts], abs=1e-6)


def test_the_same_seed_gives_the_same_indices():
    assert looked(region(), "hedging:ALDEN") == looked(region(), "hedging:ALDEN")
    assert looked(region(), "hedging:ALDEN") != looked(region(), "hedging:ALDEN", seed=1)


def test_every_number_that_varies_has_a_name_of_its_own_and_its_grounds():
    packed, axes = pack(region())
    found = quantities(region(), packed, axes)
    labels = [q.label for q in found]
    assert len(set(labels)) == len(labels)
    assert len({q.at for q in found}) == len(found)
    assert all(0 <= q.at < draws(packed) for q in found)
    named = {q.label: q for q in found}
    assert named["position ALDEN on toll"].mean == pytest.approx(0.1)
    assert named["status quo of garrison"].basis == "analyst"
    assert named["commitment NORDIA>ALDEN"].sd == pytest.approx(0.05)
    assert named["presence KESTREL in LODRA"].mean == pytest.approx(0.2)
    assert named["strategy VOSTRIA compartmentalisation"].mean == pytest.approx(0.8)
    assert named["tie LODRA>KESTREL economic"].note == UNSAID
    assert named["hedging.reach"].kind == "parameter"
    own = region(mechanisms=only("hedging", hedging={"reach": 0.4}))
    assert "hedging.reach" not in {q.label for q in quantities(own, *pack(own))}, "known for certain"
    sure = region(actors=tuple(actor(c, 0.1, 0.01) for c in region().codes))
    assert {f"capability {c}" for c in sure.codes} <= {q.label for q in quantities(sure, *pack(sure))}


def test_a_position_given_again_counts_as_the_system_packs_it():
    twice = region(positions=(*region().positions, position("ALDEN", "toll", 0.6, sd=0.2)))
    named = {q.label: q for q in quantities(twice, *pack(twice))}
    assert named["position ALDEN on toll"].mean == pytest.approx(0.6)
    assert guess(0.6).basis == named["position ALDEN on toll"].basis


@pytest.mark.parametrize(
    ("outcome", "more", "says"),
    [
        ("tie:ALDEN>XYZ", {}, "needs an actor of the system, not XYZ"),
        ("tie:ALDEN>VOSTRIA", {"scenario": "nowhere"}, "there is no scenario nowhere"),
        ("tie:ALDEN>VOSTRIA", {"month": 7}, "month 7 cannot be asked for"),
        ("tie:ALDEN>VOSTRIA", {"points": 1}, "points 1 cannot be asked for"),
        ("tie:ALDEN>VOSTRIA", {"top": 0}, "top 0 cannot be asked for"),
    ],
)
def test_what_cannot_be_looked_at_is_refused(outcome, more, says):
    with pytest.raises(ScenarioError) as error:
        looked(region(), outcome, **more)
    assert says in str(error.value)


def test_without_the_extra_the_error_names_it(monkeypatch):
    real = builtins.__import__

    def without(module, *rest):
        if module.split(".")[0] == "SALib":
            raise ImportError(module)
        return real(module, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NotInstalledError, match=r"detente\[sensitivity\]"):
        looked(region(), "tie:ALDEN>VOSTRIA")
