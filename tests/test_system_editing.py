"""An analyst's work on a system: his own estimates, going back to what claims say, and carrying it all over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import EditError, SystemFileError
from detente.system.comparing import compare
from detente.system.editing import carried_over, estimate_at, estimates, with_estimate, without_edit
from detente.system.file import dump_system, parse_system
from detente.system.model import (
    Actor,
    Estimate,
    Evidence,
    Ground,
    Issue,
    Position,
    Said,
    Scenario,
    SetAside,
    Shock,
    Strategy,
    System,
    Tie,
)

TIE = ("ties", "ISR", "RUS", "diplomatic", "value")


def prior(mean: float = 0.5) -> Estimate:
    return Estimate(mean=mean, sd=0.2, basis="prior")


def claimed(mean: float) -> Estimate:
    return Estimate(mean=mean, sd=0.1, basis="claims", claims=("c1",))


@pytest.fixture
def system() -> System:
    return System(
        as_of="2025-03-01",
        actors=tuple(Actor(code=c, name=c, kind="state", capability=prior(0.01)) for c in ("ISR", "RUS")),
        issues=(Issue(id="base:RUS-SYR", text="bases", low="go", high="stay", reference=prior()),),
        positions=(Position(actor="ISR", issue="base:RUS-SYR", position=claimed(0.7), salience=prior()),),
        ties=(Tie(a="ISR", b="RUS", domain="diplomatic", value=claimed(0.3)),),
        strategies=(Strategy(actor="ISR", strategy="wedge", toward=("RUS",), strength=prior()),),
        evidence=(
            Evidence(claim="c1", kind="tie", text="they meet", belief=0.6, disbelief=0.0, unknown=0.4, origins=("R",),
                     quotes=()),
        ),
        grounds=(
            Ground(of=TIE, prior=(0.0, 0.3), said=(Said(claim="c1", value=0.5, sd=0.2, age=1.0, origins=("R",)),)),
        ),
    )  # fmt: skip


def test_every_number_has_an_address_that_leads_to_it(system):
    found = dict(estimates(system))
    assert len(found) == 7
    assert all(estimate_at(system, address) == held for address, held in found.items())
    assert ("strategies", "ISR", "wedge", "RUS", "strength") in found


def test_an_estimate_of_ones_own_takes_the_place_of_another_and_of_no_other(system):
    edited = with_estimate(system, TIE, -0.4, 0.05, "seen in the archive")
    assert estimate_at(edited, TIE) == Estimate(
        mean=-0.4, sd=0.05, basis="analyst", note="seen in the archive"
    )
    (change,) = compare(system, edited).estimates
    assert (change.address, change.by) == (TIE, pytest.approx(-0.7))
    assert compare(system, edited).parts == ()


@pytest.mark.parametrize(
    ("address", "mean", "sd", "note", "said"),
    [
        (TIE, 1.2, 0.1, "why", "outside -1 to 1"),
        (TIE, float("nan"), 0.1, "why", "outside"),
        (TIE, 0.2, -0.1, "why", "cannot be"),
        (TIE, 0.2, float("inf"), "why", "cannot be"),
        (TIE, 0.2, 0.1, "  ", "has no note"),
        (("ties", "ISR", "IRN", "diplomatic", "value"), 0.2, 0.1, "why", "is no estimate"),
        (("ties", "ISR", "RUS", "diplomatic", "a"), 0.2, 0.1, "why", "is no estimate"),
        (("evidence", "c1", "belief"), 0.2, 0.1, "why", "is no estimate"),
        ((), 0.2, 0.1, "why", "is no estimate"),
    ],
)
def test_a_number_that_cannot_be_is_refused(system, address, mean, sd, note, said):
    with pytest.raises(EditError, match=said):
        with_estimate(system, address, mean, sd, note)


def test_what_claims_say_comes_back(system):
    edited = with_estimate(system, TIE, -0.4, 0.05, "mine")
    again = estimate_at(without_edit(edited, TIE), TIE)
    assert again.basis == "claims"
    assert again.claims == ("c1",)
    assert 0 < again.mean < 0.5
    with pytest.raises(EditError, match="no claim that could be gone back to"):
        without_edit(system, TIE)


def test_work_is_carried_over_into_a_system_assembled_anew(system):
    issue = ("positions", "ISR", "base:RUS-SYR", "position")
    work = with_estimate(with_estimate(system, TIE, -0.4, 0.05, "mine"), issue, 0.9, 0.1, "mine too")
    own = Scenario(name="own", title="Own", shocks=(Shock(kind="removal", actor="RUS"),))
    added = Tie(
        a="RUS", b="ISR", domain="military", value=Estimate(mean=0.1, sd=0.1, basis="analyst", note="x")
    )
    work = work.model_copy(update={"scenarios": (own,), "ties": (*work.ties, added)})
    fresh = system.model_copy(update={"issues": (), "positions": (), "as_of": "2025-04-01"})
    carried = carried_over(work, fresh)
    assert estimate_at(carried.system, TIE).mean == -0.4
    assert carried.system.ties[-1] == added
    assert carried.system.scenarios == (own,)
    assert carried.lost == (issue,)
    assert set(carried.kept) == {TIE, ("ties", "RUS", "ISR", "military", "value")}
    assert carried.system.as_of == "2025-04-01"


def test_a_number_whose_place_goes_is_set_aside_and_comes_back_with_it(system):
    issue = ("positions", "ISR", "base:RUS-SYR", "position")
    work = with_estimate(system, issue, 0.9, 0.1, "mine")
    without = system.model_copy(update={"issues": (), "positions": ()})
    gone = carried_over(work, without)
    assert [a.of for a in gone.system.set_aside] == [issue]
    assert parse_system(dump_system(gone.system)) == gone.system
    still = carried_over(gone.system, without)
    assert (still.system, still.lost) == (gone.system, (issue,))
    back = carried_over(still.system, system)
    assert (back.system, back.kept, back.lost) == (work, (issue,), ())


@pytest.mark.parametrize(
    ("of", "mean", "said"),
    [
        ((), 0.5, "names no estimate"), (("positions", "ISR", "x", "colour"), 0.5, "names no estimate"),
        (("positions", "ISR", "x", "position"), 1.5, "outside 0 to 1"),
    ],
)  # fmt: skip
def test_what_is_set_aside_in_a_file_must_be_a_number_that_can_come_back(system, of, mean, said):
    aside = SetAside(of=of, estimate=Estimate(mean=mean, sd=0.1, basis="analyst", note="mine"))
    text = dump_system(system.model_copy(update={"set_aside": (aside,)}))
    with pytest.raises(SystemFileError, match=said):
        parse_system(text)


def test_what_does_not_fit_any_more_is_left_behind(system):
    gone = Scenario(name="gone", title="Gone", shocks=(Shock(kind="removal", actor="IRN"),))
    own = Scenario(name="own", title="Own", shocks=(Shock(kind="removal", actor="RUS"),), claims=("c1",))
    work = system.model_copy(update={"scenarios": (gone, own)})
    assert (
        carried_over(work, system).system == system
    )  # one names nobody held, one is of claims, not of a person


@given(mean=st.floats(-1, 1), sd=st.floats(0, 1))
def test_comparing_tells_exactly_what_was_edited(mean, sd):
    ties = tuple(Tie(a="A", b=b, domain="military", value=claimed(0.1)) for b in ("B", "C", "D"))
    before = System(as_of="2025", ties=ties)
    after = with_estimate(before, ("ties", "A", "C", "military", "value"), mean, sd, "why")
    (change,) = compare(before, after).estimates
    assert change.after is not None
    assert (change.after.mean, change.after.sd) == (mean, sd)
    assert compare(after, after).same


def test_comparing_tells_what_came_and_went_in_each_part(system):
    more = Actor(code="IRN", name="Iran", kind="state", capability=prior())
    after = system.model_copy(
        update={
            "actors": (system.actors[0].model_copy(update={"name": "Israel"}), more),
            "issues": (),
            "positions": (),
        }
    )
    found = compare(system, after)
    parts = {t.part: t for t in found.parts}
    assert parts["actors"].came == ("IRN",)
    assert parts["actors"].went == ("RUS",)
    assert parts["actors"].changed == ("ISR",)
    assert parts["issues"].went == ("base:RUS-SYR",)
    assert {c.address[0] for c in found.estimates if c.after is None} == {"actors", "issues", "positions"}
