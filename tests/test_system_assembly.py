"""From claims to a system, and the same system under other beliefs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders as b
from detente.evidence import weigh
from detente.system import assemble, check
from detente.system.priors import WIDE_TIE

NEWS = b.article(
    "Nothing here is quoted at length.", publisher="The Daily Ledger", published="2025-03-01", title="News"
)
VIEW = b.article(
    "An opinion, and no more than that.", publisher="The Quarterly", published="2025-03-21", title="View"
)
BASES = {"text": "Russia: bases in Syria", "actors": ["RUS", "SYR"]}


def said() -> list:
    return [
        b.event("ISR", "CONSULT", "RUS", date="2025-02-28", goldstein=1.5, source=NEWS),
        b.tie("ISR", "RUS", 1, 1, source=NEWS),
        b.tie("ISR", "RUS", -1, 0, domain="military", source=VIEW),
        b.position("ISR", "base:RUS-SYR", 0.9, source=NEWS, **BASES),
        b.position("TUR", "base:RUS", -0.8, source=VIEW, text="Russian bases", actors=["RUS"]),
        b.presence("RUS", "SYR", 0.6, form="bases", source=VIEW),
        b.presence("USA", "SYR", 0.5, -1, source=VIEW),
        b.commitment("USA", None, 0.35, -1, source=VIEW),
        b.tie("USA", "ISR", 1, source=VIEW),
        b.strategy("ISR", "hedging", ["RUS"], source=VIEW),
        b.cause(
            "a reduction of American forces", "a vacuum that Iran fills", actors=["USA"],
            effect_actors=["IRN"], source=VIEW,
        ),
        b.forecast(
            "relations between Israel and Russia", "no_change", (0.55, 0.8),
            actors=["ISR", "RUS"], source=VIEW,
        ),
    ]  # fmt: skip


def assembled(statements=None, **rest):
    statements = said() if statements is None else statements
    articles = (NEWS, VIEW)
    return assemble(articles, statements, weigh(articles, statements), **rest)


def tie_of(system, a, b_, domain="diplomatic"):
    return next((t.value for t in system.ties if (t.a, t.b, t.domain) == (a, b_, domain)), None)


def test_a_system_is_dated_by_its_latest_article_unless_told():
    assert assembled().system.as_of == "2025-03-21"
    assert assembled(as_of="2026-01").system.as_of == "2026-01"


def test_articles_without_dates_make_an_undated_system_that_says_so():
    undated = replace(NEWS, published=None)
    made = [b.tie("ISR", "RUS", 1, source=undated)]
    system = assemble([undated], made, weigh([undated], made)).system
    assert system.as_of == "undated"
    assert any("date" in p.what for p in check(system))


def test_every_actor_has_a_capability_from_the_tables_or_a_wide_one():
    actors = {a.code: a for a in assembled().system.actors}
    assert {"ISR", "RUS", "USA", "TUR", "SYR", "IRN"} <= set(actors)
    assert actors["USA"].capability.basis == "data"
    assert actors["USA"].capability.mean > actors["RUS"].capability.mean > actors["ISR"].capability.mean


def test_a_tie_statement_moves_a_tie_more_than_an_event():
    base = tie_of(assembled([b.tie("ISR", "RUS", 0, 0, domain="economic", source=NEWS)]).system, "ISR", "RUS")
    with_event = tie_of(
        assembled([b.event("ISR", "COOPERATE", "RUS", goldstein=6.5, source=NEWS)]).system, "ISR", "RUS"
    )
    with_tie = tie_of(assembled([b.tie("ISR", "RUS", 1, source=NEWS)]).system, "ISR", "RUS")
    assert base is None
    assert with_event is not None and with_tie is not None  # noqa: PT018
    assert with_event.mean < with_tie.mean


@pytest.mark.parametrize("modality", ["intended", "possible", "conditional"])
def test_what_has_not_happened_moves_no_tie(modality):
    planned = b.event("FJI", "ASSAULT", "TON", goldstein=-9.5, modality=modality, source=NEWS)
    system = assembled(
        [planned, b.position("FJI", "peace:FJI-TON", 0.5, actors=["FJI", "TON"], source=NEWS)]
    ).system
    assert all(t.value.basis != "claims" for t in system.ties)


def test_an_event_dated_after_the_system_has_not_happened_yet():
    made = [b.event("FJI", "AID", "TON", goldstein=7.0, date="2025-09-01", source=NEWS)]
    assert all(t.value.basis != "claims" for t in assembled(made).system.ties)


def test_older_claims_weigh_less():
    old = replace(NEWS, published="2015-03-01")
    fresh = [b.tie("FJI", "TON", 1, source=NEWS)]
    stale = [b.tie("FJI", "TON", 1, source=old)]
    now = tie_of(assemble([NEWS], fresh, weigh([NEWS], fresh), as_of="2025-03-01").system, "FJI", "TON")
    then = tie_of(assemble([old], stale, weigh([old], stale), as_of="2025-03-01").system, "FJI", "TON")
    assert abs(then.mean) < abs(now.mean)
    assert then.sd > now.sd


def test_a_question_asked_briefly_and_in_full_is_one_issue():
    system = assembled().system
    assert [i.id for i in system.issues] == ["base:RUS-SYR"]
    where = {p.actor: p.position.mean for p in system.positions}
    assert where["ISR"] > 0.6 > 0.4 > where["TUR"]
    assert where["RUS"] == 0.8  # nobody says what Russia wants with its own bases: taken to want them
    assert where["SYR"] == 0.5


def test_a_collective_and_its_member_are_not_both_principals_on_one_issue():
    made = [
        b.position("DEU", "sanctions:RUS", 0.9, actors=["RUS"], source=NEWS),
        b.position("EU", "sanctions:RUS", 0.7, actors=["RUS"], source=VIEW),
    ]
    on = {p.actor for p in assembled(made).system.positions}
    assert "RUS" in on
    assert len({"DEU", "EU"} & on) == 1


def test_capability_is_never_counted_twice():
    made = [
        b.tie("EU", "RUS", -1, source=NEWS),
        b.tie("DEU", "RUS", -1, source=NEWS),
        b.tie("FRA", "RUS", -1, source=NEWS),
        b.tie("NATO", "RUS", -1, source=NEWS),
        b.tie("USA", "RUS", -1, source=NEWS),
    ]
    capability = {a.code: a.capability.mean for a in assembled(made).system.actors}
    alone = [b.tie("EU", "RUS", -1, source=NEWS)]
    whole = {a.code: a.capability.mean for a in assembled(alone).system.actors}
    assert capability["EU"] == pytest.approx(whole["EU"] - capability["DEU"] - capability["FRA"], abs=2e-4)
    assert sum(capability.values()) < 1


def test_an_open_commitment_reaches_the_patrons_clients():
    commitments = {(c.patron, c.client): c.level for c in assembled().system.commitments}
    assert ("USA", "ISR") in commitments
    assert commitments["USA", "ISR"].basis == "claims"


def test_scenarios_come_from_what_the_articles_argue_with():
    scenarios = {s.name: s for s in assembled().system.scenarios}
    leaving = scenarios["usa-withdraws-from-syr"]
    assert leaving.claims
    assert {s.kind for s in leaving.shocks} == {"withdrawal", "commitment"}
    (turned,) = (s for name, s in scenarios.items() if s.shocks[0].kind == "tie")
    assert {turned.shocks[0].actor, turned.shocks[0].other} <= set(assembled().system.codes)


def test_a_cause_about_two_actors_draws_them_closer_and_its_effect_is_left_to_the_run():
    made = [
        b.tie("FJI", "TON", 0, source=NEWS),
        b.tie("FJI", "WSM", 0, source=NEWS),
        b.cause(
            "closer engagement of Fiji with Tonga", "a rift of Fiji and Samoa",
            actors=["FJI", "TON"], effect_actors=["FJI", "WSM"], source=VIEW,
        ),
    ]  # fmt: skip
    scenarios = {s.name: s for s in assembled(made).system.scenarios}
    assert scenarios["fji-ton-rapprochement"].claims
    assert scenarios["fji-ton-rapprochement"].shocks[0].by > 0
    assert not any("wsm" in s.name for s in scenarios.values() if s.claims)


@pytest.mark.parametrize(
    "made",
    [
        [b.tie("FJI", "TON", 1, source=NEWS)],
        [b.presence("FJI", "TON", 0.5, source=NEWS)],
        [b.commitment("FJI", "TON", 0.8, source=NEWS)],
    ],
)
def test_scenarios_are_proposed_even_where_no_article_argues_for_one(made):
    system = assembled([*made, b.tie("TON", "WSM", -1, source=NEWS)]).system
    assert len(system.scenarios) >= 2
    assert len({s.name for s in system.scenarios}) == len(system.scenarios)
    assert not [p for p in check(system) if p.level == "error"]


def test_forecasts_get_a_rule_that_says_what_it_assumes():
    (forecast,) = assembled().system.forecasts
    rule = forecast.resolution
    assert rule is not None
    assert rule.variable.label == "tie:ISR>RUS:diplomatic"
    assert (rule.comparison, rule.by) == ("no_change", 12)
    assert any("12 months" in a for a in rule.assumed)


@pytest.mark.parametrize(
    ("about", "expects", "comparison"),
    [
        ("the rift between Fiji and Tonga", "increase", "decrease"),
        ("cooperation between Fiji and Tonga", "increase", "increase"),
        ("hostility between Fiji and Tonga", "decrease", "increase"),
    ],
)
def test_a_growing_rift_is_a_falling_tie(about, expects, comparison):
    made = [
        b.tie("FJI", "TON", 1, source=NEWS),
        b.forecast(about, expects, actors=["FJI", "TON"], horizon="2025-09-21", source=VIEW),
    ]
    (forecast,) = assembled(made).system.forecasts
    assert forecast.resolution.comparison == comparison
    assert forecast.resolution.by == 6


def test_what_merely_mentions_relations_or_a_presence_is_decided_by_no_rule():
    made = [
        b.tie("FJI", "TON", 1, source=NEWS),
        b.presence("FJI", "WSM", 0.5, source=NEWS),
        b.forecast("the presence serves as a check", "occur", actors=["FJI"], kind="presence", source=VIEW),
        b.forecast("an election over relations", "occur", actors=["FJI", "TON"], kind="event", source=VIEW),
    ]
    forecasts = assembled(made).system.forecasts
    assert [f.resolution for f in forecasts] == [None, None]


@pytest.mark.parametrize(
    ("about", "expects", "actors", "asked"),
    [
        ("Fiji and Tonga reach a compromise over the reef", "occur", ["FJI", "TON"],
         "tie:FJI>TON:diplomatic increase"),
        ("Fiji and Tonga will sign a ceasefire", "not_occur", ["FJI", "TON"],
         "tie:FJI>TON:diplomatic no_increase"),
        ("Fiji recognises Tonga", "not_occur", ["FJI", "TON"], "tie:FJI>TON:diplomatic no_increase"),
        ("Fiji is unlikely to attack Tonga", "not_occur", ["FJI", "TON"], "tie:FJI>TON:military no_decrease"),
        ("Fiji will probably keep sending arms to Samoa", "no_change", ["FJI", "WSM"],
         "commitment:FJI>WSM no_change"),
        ("ISIS will retake towns in the north", "occur", ["ISIS"], "presence:ISIS@WSM increase"),
    ],
)  # fmt: skip
def test_a_forecast_of_a_deed_is_decided_by_what_it_would_move(about, expects, actors, asked):
    made = [
        b.tie("FJI", "TON", 1, source=NEWS), b.commitment("FJI", "WSM", 0.6, source=NEWS),
        b.presence("ISIS", "WSM", 0.4, source=NEWS),
        b.forecast(about, expects, actors=actors, kind="other", source=VIEW),
    ]  # fmt: skip
    (forecast,) = assembled(made).system.forecasts
    rule = forecast.resolution
    assert rule is not None
    assert f"{rule.variable.label} {rule.comparison}" == asked
    assert len(rule.assumed) >= 2  # what stands for the deed, and what counts as one


@pytest.mark.parametrize(
    ("about", "expects", "actors"),
    [
        ("Fiji and Tonga fail to reach a compromise", "occur", ["FJI", "TON"]),
        ("Fiji will treat Tonga's fishermen well", "occur", ["FJI", "TON"]),
        ("Fiji, Tonga and Samoa reach an agreement", "occur", ["FJI", "TON", "WSM"]),
        ("Tonga will keep sending arms to Fiji", "no_change", ["TON", "FJI"]),
        ("Fiji will take over the chair", "occur", ["FJI"]),
    ],
)
def test_a_deed_that_is_not_read_whole_is_decided_by_no_rule(about, expects, actors):
    made = [
        b.tie("FJI", "TON", 1, source=NEWS), b.tie("FJI", "WSM", 1, source=NEWS),
        b.commitment("FJI", "WSM", 0.6, source=NEWS), b.presence("FJI", "WSM", 0.6, source=NEWS),
        b.forecast(about, expects, actors=actors, kind="other", source=VIEW),
    ]  # fmt: skip
    (forecast,) = assembled(made).system.forecasts
    assert forecast.resolution is None


def test_what_fails_to_come_is_neither_a_fall_nor_no_change():
    made = [
        b.tie("FJI", "TON", 1, source=NEWS),
        b.forecast("a better tie", "not_occur", actors=["FJI", "TON"], source=VIEW),
        b.forecast("a rift between Fiji and Tonga", "not_occur", actors=["FJI", "TON"], source=VIEW),
    ]
    rules = [f.resolution for f in assembled(made).system.forecasts]
    assert sorted(r.comparison for r in rules if r) == ["no_decrease", "no_increase"]


def test_a_forecast_of_withdrawal_is_decided_by_the_presence_falling():
    made = [
        b.presence("FJI", "WSM", 0.5, source=NEWS),
        b.forecast("a reduction of troops", "occur", actors=["FJI", "WSM"], kind="presence", source=VIEW),
    ]
    (forecast,) = assembled(made).system.forecasts
    assert forecast.resolution.variable.label == "presence:FJI@WSM"
    assert forecast.resolution.comparison == "decrease"


def test_a_collective_that_is_only_mentioned_is_no_actor():
    made = [b.strategy("FJI", "hedging", ["WEST"], source=NEWS), b.tie("FJI", "TON", 1, source=NEWS)]
    assert "WEST" not in assembled(made).system.codes
    assert "WEST" in assembled([*made, b.tie("WEST", "TON", 1, source=NEWS)]).system.codes


def test_every_claim_behind_a_number_is_there_with_its_words():
    system = assembled().system
    held = {e.claim for e in system.evidence}
    for section, field in (("positions", "position"), ("ties", "value"), ("presence", "level")):
        for item in getattr(system, section):
            assert set(getattr(item, field).claims) <= held
    assert all(q.quote for e in system.evidence for q in e.quotes)
    assert not [p for p in check(system, [NEWS, VIEW]) if p.level == "error"]


def test_forecasts_and_causal_claims_move_no_number():
    tested = [s for s in said() if s.kind in {"cause", "forecast"}]
    rest = [s for s in said() if s not in tested]
    with_them, without = assembled(), assembled(rest)
    # they may bring in an actor, with its table priors, but no number that was there moves
    assert set(without.system.ties) <= set(with_them.system.ties)
    assert with_them.system.presence == without.system.presence


def test_the_same_claims_make_the_same_system_in_any_order():
    assert assembled(said()[::-1]).system == assembled().system


def test_reweighing_with_the_same_beliefs_changes_nothing():
    assembly = assembled()
    assert assembly.reweigh(assembly.belief) == assembly.system
    assert assembly.reweigh({}) == assembly.system
    assert assembly.reweigh({"no-such-claim": 0.0}) == assembly.system


def test_a_claim_taken_away_leaves_the_structure_and_falls_back_on_the_prior():
    assembly = assembled()
    claim = next(p for p in assembly.system.presence if p.actor == "USA").level.claims[0]
    without = assembly.reweigh({claim: 0.0})
    assert next(p for p in without.presence if p.actor == "USA").level.mean == pytest.approx(0.3, abs=1e-3)
    assert without.ties == assembly.system.ties
    assert without.scenarios == assembly.system.scenarios
    assert without.codes == assembly.system.codes


ASSEMBLY = assembled()


@given(st.sampled_from(sorted(ASSEMBLY.belief)), st.floats(0.05, 0.9))
def test_every_estimate_moves_smoothly_with_belief(claim, at):
    here, there = ASSEMBLY.reweigh({claim: at}), ASSEMBLY.reweigh({claim: at + 1e-6})
    for x, y in zip(here.ties, there.ties):
        assert abs(x.value.mean - y.value.mean) < 1e-4
        assert abs(x.value.sd - y.value.sd) < 1e-4
    for x, y in zip(here.positions, there.positions):
        assert abs(x.position.mean - y.position.mean) < 1e-4


def test_nothing_said_makes_an_empty_system_that_check_remarks_on():
    system = assembled([]).system
    assert system.actors == ()
    assert any(p.where == "actors" for p in check(system))


def test_ties_that_nobody_speaks_of_and_no_table_knows_stay_out_of_the_file():
    system = assembled([b.tie("HOUTHIS", "TON", 1, source=NEWS), b.tie("WSM", "TON", 1, source=NEWS)]).system
    assert tie_of(system, "HOUTHIS", "WSM") is None
    assert (WIDE_TIE.mean, WIDE_TIE.sd) == (0.0, 0.3)


@pytest.mark.parametrize("modality", ["intended", "possible", "conditional"])
def test_who_might_leave_is_there_and_a_scenario_has_it_leave(modality):
    system = assembled([b.presence("FJI", "WSM", 0.5, -1, modality=modality, source=NEWS)]).system
    (held,) = system.presence
    assert (held.actor, held.arena, held.level.basis) == ("FJI", "WSM", "claims")
    assert (
        held.level.mean
        > assembled([b.presence("FJI", "WSM", 0.05, source=NEWS)]).system.presence[0].level.mean
    )
    assert "Fiji withdraws from Samoa" in {s.title for s in system.scenarios}


@pytest.mark.parametrize("modality", ["intended", "possible", "conditional"])
def test_who_might_come_is_not_there_yet(modality):
    system = assembled([b.presence("FJI", "WSM", 0.5, 1, modality=modality, source=NEWS)]).system
    assert system.presence == ()


def test_an_armed_group_holds_some_of_the_ground_where_it_is_at_home_and_nowhere_else():
    system = assembled(
        [
            b.presence("ETH", "SOM", 0.5, source=NEWS), b.presence("TUR", "SYR", 0.5, source=NEWS),
            b.event("ALSHABAAB", "ASSAULT", "ETH", source=NEWS),
        ]
    ).system  # fmt: skip
    (home,) = (p for p in system.presence if p.actor == "ALSHABAAB")
    assert (home.arena, home.level.basis) == ("SOM", "prior")
    assert home.level.sd >= home.level.mean  # whether it does is not known
