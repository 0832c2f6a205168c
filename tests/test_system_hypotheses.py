"""What articles conclude becomes a test only where it can be read with certainty; else it says why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders as b
import detente
from detente.dynamics import parse_shock
from detente.errors import SystemFileError
from detente.evidence import weigh
from detente.reading.statement import DOMAINS
from detente.system import assemble, dump_system, parse_system
from detente.system.bounds import faults
from detente.system.label import shock_label
from detente.system.model import Hypothesis, Shock
from detente.system.topic import change, head_of, named_in, tie_move

VIEW = b.article(
    "An opinion, and no more than that.", publisher="The Quarterly", published="2025-03-21", title="View"
)


def known() -> list:
    """A patron with forces in a client's country, a neighbour and a rival."""
    return [
        b.presence("RUS", "ARM", 0.6, form="bases", source=VIEW),
        b.presence("TUR", "AZE", 0.4, form="forces", source=VIEW),
        b.commitment("RUS", "ARM", 0.6, source=VIEW),
        b.tie("ARM", "FRA", 1, source=VIEW),
        b.tie("ARM", "TUR", -1, source=VIEW),
        b.tie("ARM", "IRN", 1, source=VIEW),
    ]


def concluded(cause: str, effect: str, sign: int, actors: list[str], effect_actors: list[str]) -> Hypothesis:
    made = [*known(), b.cause(cause, effect, sign, actors=actors, effect_actors=effect_actors, source=VIEW)]
    (found,) = assemble([VIEW], made, weigh([VIEW], made)).system.hypotheses
    return found


@pytest.mark.parametrize(
    ("cause", "actors", "effect", "effect_actors", "sign", "premise", "asked"),
    [
        ("A Russian withdrawal from Armenia", ["RUS", "ARM"], "cooperation between Armenia and Iran", ["ARM", "IRN"], 1,
         "RUS withdraws from ARM at 3; RUS commitment to ARM to 0.1 at 3", "tie:ARM>IRN:diplomatic increase"),
        ("Russia reduces its forces in Armenia", ["RUS", "ARM"], "Turkey will expand its presence in Armenia",
         ["TUR", "ARM"], 1, "RUS presence in ARM by -0.3 at 3", "presence:TUR@ARM increase"),
        ("Turkey opens a base in Azerbaijan", ["TUR", "AZE"], "tension between Armenia and Iran", ["ARM", "IRN"], 1,
         "TUR presence in AZE by +0.3 at 3", "tie:ARM>IRN:diplomatic decrease"),
        ("Armenia's friendly approach to France", ["ARM", "FRA"], "its security cooperation with Russia",
         ["ARM", "RUS"], -1, "tie ARM FRA diplomatic by +0.5 at 3", "tie:ARM>RUS:military decrease"),
        ("Armenia's engagement with France", ["ARM", "FRA"], "a rift with Russia, which views France as a rival",
         ["RUS", "FRA"], 1, "tie ARM FRA diplomatic by +0.5 at 3", "tie:ARM>RUS:diplomatic decrease"),
        ("A loss of trust between Armenia and Russia", ["ARM", "RUS"], "an easing of the tension with Turkey", ["TUR"],
         1, "tie ARM RUS diplomatic by -0.5 at 3", "tie:ARM>TUR:diplomatic increase"),
        ("Russian sanctions against Armenia", ["RUS", "ARM"], "Armenia toward France", ["ARM", "FRA"], 1,
         "tie RUS ARM economic by -0.5 at 3", "tie:ARM>FRA:diplomatic increase"),
        ("A weakening of Russian guarantees to Armenia", ["RUS", "ARM"], "Armenia to hedge", ["ARM"], 1,
         "RUS commitment to ARM by -0.3 at 3", "hedging:ARM increase"),
        ("A Russian retreat from Armenia", ["RUS", "ARM"], "a vacuum that Turkey would fill", ["TUR"], 1,
         "RUS withdraws from ARM at 3; RUS commitment to ARM to 0.1 at 3", "presence:TUR@ARM increase"),
        ("A Russian retreat from Armenia", ["RUS", "ARM"], "a vacuum which Turkey would fill", ["TUR"], 1,
         "RUS withdraws from ARM at 3; RUS commitment to ARM to 0.1 at 3", "presence:TUR@ARM increase"),
        ("Turkish troops leave Azerbaijan", ["TUR", "AZE"], "Iran will retake towns in the south", ["IRN"], 1,
         "TUR withdraws from AZE at 3; TUR commitment to AZE to 0.1 at 3", "presence:IRN@AZE increase"),
        ("Iran's growing arsenal", ["IRN"], "relations between Armenia and Turkey", ["ARM", "TUR"], 0,
         "capability IRN to 1.5 at 3", "tie:ARM>TUR:diplomatic no_change"),
    ],
)  # fmt: skip
def test_a_causal_claim_becomes_the_test_of_what_it_says(
    cause, actors, effect, effect_actors, sign, premise, asked
):
    found = concluded(cause, effect, sign, actors, effect_actors)
    assert "; ".join(shock_label(s) for s in found.premise) == premise, found.untestable
    assert found.variable is not None
    assert f"{found.variable.label} {found.direction}" == asked
    assert found.given == cause
    assert any("month 3" in a for a in found.assumed)


@pytest.mark.parametrize(
    ("cause", "actors", "effect", "effect_actors", "why"),
    [
        ("A withdrawal", [], "cooperation between Armenia and Iran", ["ARM", "IRN"], "no actor of the system"),
        ("A Russian failure to withdraw", ["RUS"], "cooperation between Armenia and Iran", ["ARM", "IRN"],
         "does not happen"),
        ("Fear of a Russian withdrawal", ["RUS"], "cooperation between Armenia and Iran", ["ARM", "IRN"], "feared"),
        ("The weather in Armenia", ["ARM"], "cooperation between Armenia and Iran", ["ARM", "IRN"],
         "nothing that a run can impose"),
        ("A departure", ["ARM", "RUS"], "tension between Armenia and Iran", ["ARM", "IRN"], "not clear"),
        ("The sanctions", ["ARM"], "cooperation between Armenia and Iran", ["ARM", "IRN"], "whose sanctions"),
        ("Relations between Armenia, Iran and Russia", ["ARM", "IRN", "RUS"], "Armenia to hedge", ["ARM"],
         "which two actors"),
        ("A Russian withdrawal from Armenia", ["RUS", "ARM"], "profound challenges for Armenia", ["ARM"],
         "nothing that the model holds"),
        ("A Russian withdrawal from Armenia", ["RUS", "ARM"], "a vacuum", [], "no actor"),
        ("A Russian withdrawal from Armenia", ["RUS", "ARM"], "Russia's forces in Armenia", ["RUS", "ARM"],
         "impose the effect itself"),
        ("Closer relations between Armenia and France", ["ARM", "FRA"], "trust between Armenia and France",
         ["ARM", "FRA"], "impose the effect itself"),
        ("Closer relations between Armenia and France", ["ARM", "FRA"], "efforts at ties between Iran and Armenia",
         ["ARM", "IRN"], "only tried"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_with_certainty_says_why(cause, actors, effect, effect_actors, why):
    found = concluded(cause, effect, 1, actors, effect_actors)
    assert found.variable is None
    assert found.premise == ()
    assert found.untestable is not None
    assert why in found.untestable


def test_a_withdrawal_without_a_name_is_the_one_named_shortly_before():
    named = (
        "Russia has forces in Armenia, Turkey has forces in Azerbaijan. "
        "If Russia withdraws its forces from Armenia, the balance will change."
    )
    later = "A withdrawal would leave a vacuum that Turkey would fill."
    between = (
        "The weather in the valley was fine that week, and the harvest of apricots had begun early. " * 8
    )
    near, far = (read(f"{named} {gap}{later}") for gap in ("", between))
    (found,) = (h for h in near.hypotheses if h.variable)
    assert (found.given, found.variable.label) == ("A withdrawal", "presence:TUR@ARM")
    assert "RUS withdraws from ARM at 3" in {shock_label(s) for s in found.premise}
    assert "which withdrawal: that named before it" in found.assumed
    assert not [h for h in far.hypotheses if h.variable]
    assert not [h for h in read(f"{later} {named}").hypotheses if h.variable]


def test_what_is_tested_feeds_no_number():
    plain = known()
    with_it = [
        *plain,
        b.cause("A Russian retreat", "Armenia to hedge", actors=["RUS"], effect_actors=["ARM"], source=VIEW),
    ]
    one, other = (assemble([VIEW], x, weigh([VIEW], x)).system for x in (plain, with_it))
    assert (one.ties, one.presence, one.commitments) == (other.ties, other.presence, other.commitments)
    assert [h.claim for h in other.hypotheses] == [e.claim for e in other.evidence if e.kind == "cause"]


def read(text: str):
    article = b.article(text, publisher="The Quarterly", published="2025-03-21", title="On the region")
    return detente.assemble([article]).system


def test_a_forecast_whose_subject_is_a_cause_is_tested_under_that_cause_alone():
    system = read(
        "Russia has a military base in Armenia. Armenia's friendship with Iran might hurt its cooperation with the "
        "United States. Relations between Armenia and Azerbaijan will probably improve this year."
    )
    tested = [(h.kind, h.variable.label, bool(h.premise)) for h in system.hypotheses if h.variable]
    assert ("cause", "tie:ARM>USA:diplomatic", True) in tested
    assert ("forecast", "tie:ARM>AZE:diplomatic", False) in tested
    assert not [t for t in tested if t[0] == "forecast" and "USA" in t[1]]


def test_a_system_with_its_hypotheses_is_the_same_system_from_its_file():
    made = [
        *known(),
        b.cause("A Russian retreat", "Armenia to hedge", actors=["RUS"], effect_actors=["ARM"], source=VIEW),
        b.forecast("ties between Armenia and Iran", "increase", actors=["ARM", "IRN"], source=VIEW),
    ]
    system = assemble([VIEW], made, weigh([VIEW], made)).system
    assert len(system.hypotheses) == 2
    assert parse_system(dump_system(system)) == system


OWN = """
hypotheses:
- text: A Russian withdrawal would raise the tie of Armenia to Iran
  premise:
  - {kind: withdrawal, at: 3, actor: RUS, arena: ARM}
  variable: {kind: tie, actors: [ARM, IRN], domain: diplomatic}
  direction: increase
  note: asked by the desk
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("note: asked by the desk", "threshold: 0.02", "needs a note"),
        ("actor: RUS", "actor: ATL", "'ATL' does not stand under actors"),
        ("actors: [ARM, IRN]", "actors: [ARM]", "takes 2 actors"),
        ("direction: increase", "by: 3", "needs a variable and a direction"),
        ("direction: increase", "direction: increase\n  probability: [0.9, 0.1]", "must be [low, high]"),
        ("direction: increase", "direction: increase\n  untestable: no", "leave out the one or the other"),
        (
            "premise:\n  - {kind: withdrawal, at: 3, actor: RUS, arena: ARM}",
            "premise: []",
            "a cause needs a premise",
        ),
        ("direction: increase", "direction: up", "direction"),
    ],
)
def test_a_persons_own_hypothesis_is_checked(old, new, says):
    made = known()
    text = dump_system(assemble([VIEW], made, weigh([VIEW], made)).system)
    assert len(parse_system(text + OWN).hypotheses) == 1
    with pytest.raises(SystemFileError) as error:
        parse_system(text + OWN.replace(old, new))
    assert says in str(error.value)


def test_the_same_conclusion_twice_is_a_fault():
    made = known()
    system = parse_system(dump_system(assemble([VIEW], made, weigh([VIEW], made)).system) + OWN)
    twice = system.model_copy(update={"hypotheses": system.hypotheses * 2})
    assert [f.place for f in faults(twice)] == [("hypotheses", 1)]


NUMBERS = st.floats(0.01, 0.99).map(lambda x: float(f"{x:.3g}"))


@given(
    st.one_of(
        st.builds(Shock, kind=st.just("withdrawal"), at=st.integers(0, 60), actor=st.just("USA"), arena=st.just("SYR")),
        st.builds(Shock, kind=st.just("presence"), at=st.integers(0, 60), actor=st.just("USA"), arena=st.just("SYR"),
                  by=NUMBERS),
        st.builds(Shock, kind=st.just("commitment"), actor=st.just("USA"), other=st.sampled_from(["ISR", None]),
                  to=NUMBERS),
        st.builds(Shock, kind=st.just("tie"), actor=st.just("USA"), other=st.just("ISR"),
                  domain=st.sampled_from([*DOMAINS, None]), by=NUMBERS.map(lambda x: -x)),
        st.builds(Shock, kind=st.sampled_from(["position", "salience"]), actor=st.just("USA"),
                  issue=st.just("bases-in-syria"), to=NUMBERS),
        st.builds(Shock, kind=st.just("capability"), actor=st.just("USA"), to=NUMBERS),
    )
)  # fmt: skip
def test_a_shock_in_words_is_read_back_as_it_was(shock):
    assert parse_shock(shock_label(shock)) == shock


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Closer relations between Israel and Russia", 1),
        ("strained relations", -1),
        ("a deterioration of ties", -1),
        ("the tension", -1),
        ("an easing of the tension", 1),
        ("a suspension of cooperation", -1),
        ("the price of grain", 0),
        ("a trade war", -1),
    ],
)
def test_words_say_whether_two_draw_nearer(text, sign):
    assert tie_move(text) == sign


def test_words_say_what_becomes_more_and_what_hangs_on_them():
    assert [change(x) for x in ("growing support", "a reduced force", "the river")] == [1, -1, 0]
    assert head_of("a rift with Europe, which sees Moscow as a threat") == "a rift with Europe"
    assert named_in("a rift with European partners", ["EUROPE", "RUS"]) == ("EUROPE",)
    assert named_in("its cooperation with European countries", ["EUROPE", "ISR"]) == ("ISR", "EUROPE")
    assert named_in("vacuums that Iran and its proxies fill", ["IRN", "ISR"]) == ("IRN",)
