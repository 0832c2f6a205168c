"""What pronouns and descriptions point back to, seen in what is read."""

from __future__ import annotations

from readings import said


def test_who_is_asked_is_not_who_asks() -> None:
    demand = "demanded that it withdraw its troops from Leticia."
    text = f"Peru recalled its envoy. Peru accused Colombia of lying and {demand}"
    (found,) = said(text, "position")
    assert found.content.actor.actor == "PER"
    assert {a.actor for a in found.content.issue.actors} == {"COL"}


def test_both_sides_are_the_two_just_named() -> None:
    text = "Kenya and Ethiopia share a border. Qatar met both sides."
    assert {s.content.target.actor for s in said(text, "event") if s.content.source.actor == "QAT"} == {
        "KEN",
        "ETH",
    }


def test_two_armies_are_those_of_the_two_the_text_is_on() -> None:
    trade = "Trade between the two armies' suppliers is small."
    text = f"India and Pakistan distrust each other. {trade} Both armies attacked Nepal."
    found = {s.content.source.actor for s in said(text, "event")}
    assert found == {"IND", "PAK"}


def test_a_government_is_not_that_of_the_state_it_turns_to() -> None:
    text = "Georgia sits between Europe and Russia. The government has aligned itself with Moscow."
    assert {s.content.actor.actor for s in said(text, "strategy")} == {"GEO"}


def test_the_accused_did_what_the_gerund_says() -> None:
    found = said("Rwanda accused Uganda of attacking Burundi.", "event")
    assault = [s for s in found if s.content.event_type == "ASSAULT"]
    assert [(s.content.source.actor, s.content.target.actor) for s in assault] == [("UGA", "BDI")]
    assert assault[0].attribution[0].actor.actor == "RWA"


def test_a_year_that_names_a_treaty_does_not_date_the_deed() -> None:
    (found,) = said("Peru condemned Colombia over the 1922 treaty.", "event")
    assert found.content.date is None


def test_a_day_that_names_the_occasion_dates_the_deed() -> None:
    found = said("Peru condemned Colombia at Tuesday's meeting.", "event")
    assert "2025-05-13" in {s.content.date for s in found}


def test_his_forces_are_those_of_whoever_is_to_pull_them_back() -> None:
    text = "Lourenço urged his Rwandan counterpart to pull his forces back from Congo."
    found = [s for s in said(text, "position") if s.content.actor.actor == "AGO"]
    assert [{a.actor for a in s.content.issue.actors} for s in found] == [{"RWA"}]


def test_an_unknown_company_is_no_country() -> None:
    text = "Serbia owns shares in Vostok Holding. The country has attacked Kosovo."
    assert [s.content.source.actor for s in said(text, "event")] == ["SRB"]


def test_where_somebody_spoke_is_no_side_of_a_dispute() -> None:
    text = "Rwanda and Burundi are rivals. Talks in Doha and Paris failed. Qatar met both governments."
    found = {
        s.content.target.actor
        for s in said(text, "event")
        if s.content.source.actor == "QAT" and s.content.target
    }
    assert found == {"RWA", "BDI"}


def test_both_sides_are_nobody_where_nobody_is_set_against_another() -> None:
    text = (
        "France has left the region. Its partners look to Japan. Brazil has asked both sides for restraint."
    )
    (found,) = [s.content for s in said(text, "event") if s.content.source.actor == "BRA"]
    assert found.target is None


def test_both_sides_are_the_parties_to_talks() -> None:
    text = "Armenia held talks with Azerbaijan. The European Union urged both sides to sign a treaty."
    found = [s.content for s in said(text, "event") if s.content.source.actor == "EU"]
    assert {event.target.actor for event in found} == {"ARM", "AZE"}


def test_those_who_meet_in_a_town_meet_each_other() -> None:
    found = said("Armenia and Azerbaijan held talks in Vienna.", "event")
    assert {(s.content.source.actor, s.content.target.actor) for s in found} == {
        ("ARM", "AZE"),
        ("AZE", "ARM"),
    }


def test_three_who_act_as_one_are_not_both_sides() -> None:
    text = "Mali, Niger and Chad left the union. Brazil asked both sides to keep the border open."
    (found,) = [s.content for s in said(text, "event") if s.content.source.actor == "BRA"]
    assert found.target is None


def test_a_state_with_a_plural_name_is_one() -> None:
    text = "Turkey and Qatar train pilots. The United Arab Emirates buys gold. Morocco offers them a road to Spain."
    offered = [s for s in said(text) if "them" in s.quote]
    assert "ARE" not in str([s.content for s in offered])
