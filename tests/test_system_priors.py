"""What is held before any article is read."""

from __future__ import annotations

import pytest

from detente.data import table
from detente.reading.statement import DOMAINS
from detente.system import priors


def test_allies_stand_closer_than_rivals():
    ally = priors.tie("USA", "GBR", "military", {})
    rival = priors.tie("USA", "IRN", "military", {})
    assert ally.mean > 0.3 > -0.3 > rival.mean


@pytest.mark.parametrize("domain", DOMAINS)
def test_ties_between_states_are_symmetric_and_in_range(domain):
    states = [r["iso3"] for r in table("detente.system", "capability.csv")][::7]
    for a in states:
        for b in states:
            if a != b:
                prior = priors.tie(a, b, domain, {})
                assert prior == priors.tie(b, a, domain, {})
                assert -1 < prior.mean < 1
                assert prior.sd >= 0.2


def test_actors_without_a_table_stay_wide_and_say_so():
    group = priors.capability("SOME_MILITIA", "armed_group")
    assert group.source is None
    assert group.sd >= group.mean
    assert priors.tie("SOME_MILITIA", "USA", "military", {}) == priors.WIDE_TIE


def test_shares_of_capability_sum_to_one_over_all_states():
    total = sum(float(r["cinc"]) for r in table("detente.system", "capability.csv"))
    assert total == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize(
    "name", ["capability.csv", "ideal_points.csv", "alliances.csv", "rivalries.csv", "contiguity.csv"]
)
def test_every_table_names_its_source_its_terms_and_how_it_was_made(name):
    from importlib.resources import files

    head = (files("detente.system") / "data" / name).read_text(encoding="utf8").splitlines()[:4]
    assert all(line.startswith("# ") for line in head)
    text = " ".join(head)
    assert "Source:" in text
    assert "Terms:" in text
    assert "tools/make_priors.py" in text


def test_an_armed_groups_ground_is_that_of_the_state_it_is_at_home_in():
    assert priors.nearness("ALSHABAAB", "SOM") == 1.0
    assert priors.nearness("ALSHABAAB", "KEN") == priors.nearness("SOM", "KEN") > 0
    assert priors.home("KEN") is None


def test_nearness_goes_by_contiguity_through_a_state_between_and_by_where_a_group_or_a_member_is():
    near = priors.nearness
    assert near("SYR", "SYR") == 1
    assert near("TUR", "SYR") == 0.8
    assert near("IRN", "SYR") == pytest.approx(0.32), "Iraq lies between"
    assert near("BRA", "SYR") == near("SOME_MILITIA", "SYR") == 0
    assert near("ALSHABAAB", "SOM") == 1
    assert near("HEZBOLLAH", "SYR") == near("LBN", "SYR") == 0.8
    assert near("ARAB", "SYR", ("EGY", "IRQ")) == 0.8
    states = [r["iso3"] for r in table("detente.system", "capability.csv")][::5]
    assert all(near(a, b) == near(b, a) for a in states for b in states)
