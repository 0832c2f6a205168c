"""Which outcomes a brief explains, and scenarios that join a system's own."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from detente.api.analysis import EXPLAINED, with_scenarios, worth_explaining
from detente.errors import ScenarioError
from detente.system.model import Actor, Arena, Estimate, Scenario, Shock, System, Variable

NOTED = Estimate(mean=0.1, sd=0.1, basis="analyst", note="invented")
LEAVES = Scenario(
    name="rur-leaves", title="Ruritania leaves", shocks=(Shock(kind="withdrawal", actor="RUR", arena="SEA"),)
)
SYSTEM = System(
    as_of="2025-03-01",
    actors=tuple(Actor(code=c, name=c, kind="state", capability=NOTED) for c in ("RUR", "ELB")),
    arenas=(Arena(code="SEA", name="the Sea"),),
    scenarios=(LEAVES,),
)
OWN = Variable(kind="presence", actors=("RUR",), arena="SEA")
OTHER = Variable(kind="presence", actors=("ELB",), arena="SEA")
TIE = Variable(kind="tie", actors=("ELB", "RUR"))


def results(scenarios: tuple[str, ...], last_month: list[list[float]]):
    contrast = np.zeros((len(scenarios), 3, 2))
    contrast[:, :, -1] = last_month
    return SimpleNamespace(scenarios=scenarios, variables=(OWN, OTHER, TIE), contrast_mean=contrast)


def test_what_a_shock_imposes_is_not_worth_explaining():
    chosen = worth_explaining(SYSTEM, results(("baseline", "rur-leaves"), [[0, 0, 0], [-0.9, 0.2, -0.3]]))
    assert chosen == ((OWN, "baseline"), (OTHER, "rur-leaves"), (TIE, "rur-leaves"))


def test_a_scenario_that_moves_nothing_is_not_explained():
    assert worth_explaining(SYSTEM, results(("baseline", "rur-leaves"), [[0] * 3, [0] * 3])) == (
        (OWN, "baseline"),
    )


def test_only_a_few_are_explained():
    names = ("baseline", *(f"s{i}" for i in range(9)))
    assert len(worth_explaining(SYSTEM, results(names, [[0.1, 0.2, 0.3]] * 10))) == EXPLAINED


def test_scenarios_join_those_of_the_system():
    new = Scenario(name="elb-leaves", title="x", shocks=(Shock(kind="withdrawal", actor="ELB", arena="SEA"),))
    assert with_scenarios(SYSTEM, (new,)).scenarios == (LEAVES, new)
    assert with_scenarios(SYSTEM, ()) is SYSTEM


@pytest.mark.parametrize("name", ["rur-leaves", "baseline"])
def test_a_name_that_is_taken_is_refused(name):
    with pytest.raises(ScenarioError, match="is taken"):
        with_scenarios(SYSTEM, (Scenario(name=name, title="x"),))


def test_a_shock_on_an_actor_that_the_system_does_not_have_is_refused():
    stranger = Scenario(name="x", title="x", shocks=(Shock(kind="withdrawal", actor="XYZ", arena="SEA"),))
    with pytest.raises(ScenarioError, match="XYZ"):
        with_scenarios(SYSTEM, (stranger,))
