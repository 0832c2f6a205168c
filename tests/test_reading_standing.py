"""Ties, presence, commitments and strategies: what stands between actors."""

from __future__ import annotations

import pytest

from readings import said


def ties(text: str) -> dict[frozenset[str], tuple[str, int, int]]:
    return {
        frozenset((s.content.a.actor, s.content.b.actor)): (s.content.domain, s.content.sign, s.content.trend)
        for s in said(text, "tie")
    }


@pytest.mark.parametrize(
    ("text", "pair", "expected"),
    [
        ("India's ties with Russia are strong.", ("IND", "RUS"), ("diplomatic", 1, 0)),
        ("Japan has strengthened its alliance with the Philippines.", ("JPN", "PHL"), ("military", 1, 1)),
        ("Relations between Tbilisi and Brussels have deteriorated.", ("GEO", "EU"), ("diplomatic", 1, -1)),
        ("Trade between Brazil and China grew.", ("BRA", "CHN"), ("economic", 1, 1)),
        ("The rift between Mali and Algeria deepened.", ("MLI", "DZA"), ("diplomatic", -1, -1)),
        ("US–China relations are tense.", ("USA", "CHN"), ("diplomatic", -1, 0)),
        ("Mali broke off diplomatic relations with Ukraine.", ("MLI", "UKR"), ("diplomatic", -1, -1)),
        ("Pakistan remains a partner of China.", ("PAK", "CHN"), ("diplomatic", 1, 0)),
    ],
)
def test_a_tie_has_its_pair_domain_sign_and_trend(
    text: str, pair: tuple[str, str], expected: tuple[str, int, int]
) -> None:
    assert ties(text)[frozenset(pair)] == expected


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Relations between Egypt and Ethiopia are strained.", -1),
        ("Relations between Egypt and Sudan remain close.", 1),
        ("Egypt and Ethiopia have strained relations.", -1),
        ("Kenya and Uganda are allies.", 1),
        ("Kenya and Uganda are rivals.", -1),
    ],
)
def test_what_a_clause_says_of_a_tie_decides_its_sign(text: str, sign: int) -> None:
    assert [found[1] for found in ties(text).values()] == [sign]


@pytest.mark.parametrize(
    ("text", "pair", "sign"),
    [
        ("The Iran-backed Houthis threatened Saudi Arabia.", ("IRN", "HOUTHIS"), 1),
        ("Kenya is hostile to Ethiopia.", ("KEN", "ETH"), -1),
        ("Chad is not friendly to Sudan.", ("TCD", "SDN"), -1),
        ("Uganda is allied with Rwanda.", ("UGA", "RWA"), 1),
        ("Uganda fights the M23 in the hills.", ("UGA", "M23"), -1),
        ("Mali's fight against JNIM goes on.", ("MLI", "JNIM"), -1),
    ],
)
def test_being_backed_loyal_hostile_or_at_war_is_a_tie(text: str, pair: tuple[str, str], sign: int) -> None:
    assert [(s.content.a.actor, s.content.b.actor, s.content.sign) for s in said(text, "tie")] == [
        (*pair, sign)
    ]


@pytest.mark.parametrize(
    ("text", "pair", "expected"),
    [
        # where a tie stands on a scale
        ("Relations between Albania and Greece have hit a new low.", ("ALB", "GRC"), ("diplomatic", -1, -1)),
        ("Relations between China and Australia are on the mend.", ("CHN", "AUS"), ("diplomatic", 1, 1)),
        ("Relations between Peru and Bolivia have worsened.", ("PER", "BOL"), ("diplomatic", 1, -1)),
        (
            "Bolivia and Chile have had no diplomatic relations since 1978.",
            ("BOL", "CHL"),
            ("diplomatic", -1, 0),
        ),
        # what ends, settles or opens it
        ("Honduras cut its ties to Taiwan.", ("HND", "TWN"), ("diplomatic", -1, -1)),
        ("Kyrgyzstan and Tajikistan settled their border dispute.", ("KGZ", "TJK"), ("diplomatic", 1, 1)),
        ("A rift has opened between Brazil and Argentina.", ("BRA", "ARG"), ("diplomatic", -1, -1)),
        ("There is no love lost between Turkey and Greece.", ("TUR", "GRC"), ("diplomatic", -1, 0)),
        ("Abu Dhabi's mistrust of Doha runs deep.", ("ARE", "QAT"), ("diplomatic", -1, 0)),
        # set phrases
        ("Turkey and Egypt have mended fences.", ("TUR", "EGY"), ("diplomatic", 1, 1)),
        ("Niger has turned its back on France.", ("NER", "FRA"), ("diplomatic", -1, -1)),
        ("Kenya and Somalia have fallen out over fish.", ("KEN", "SOM"), ("diplomatic", -1, -1)),
        # membership and claims
        ("Finland joined NATO in 2023.", ("FIN", "NATO"), ("military", 1, 1)),
        ("Mali has quit ECOWAS.", ("MLI", "ECOWAS"), ("diplomatic", -1, -1)),
        ("Venezuela claims two thirds of Guyana.", ("VEN", "GUY"), ("diplomatic", -1, 0)),
        # need, goods and footing
        ("Cuba relies on Venezuelan oil.", ("CUB", "VEN"), ("economic", 1, 0)),
        ("India gets most of its weapons from Russia.", ("IND", "RUS"), ("military", 1, 0)),
        ("Egypt has long been in the American camp.", ("EGY", "USA"), ("diplomatic", 1, 0)),
        ("Bangladesh has grown estranged from India.", ("BGD", "IND"), ("diplomatic", -1, -1)),
        # roles
        ("Nicaragua is one of Russia's closest friends.", ("NIC", "RUS"), ("diplomatic", 1, 0)),
        ("Haiti and the Dominican Republic are uneasy neighbours.", ("HTI", "DOM"), ("diplomatic", -1, 0)),
        ("Azerbaijan counts Turkey among its friends.", ("AZE", "TUR"), ("diplomatic", 1, 0)),
        ("Cairo has found a friend in Eritrea.", ("EGY", "ERI"), ("diplomatic", 1, 0)),
    ],
)
def test_a_tie_is_found_in_many_wordings(
    text: str, pair: tuple[str, str], expected: tuple[str, int, int]
) -> None:
    assert ties(text)[frozenset(pair)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The row of houses stands between Kenya and Uganda.",
        "Peru backs the resolution on climate.",
        "France quit the tournament.",
        "Mexico recognises the problem.",
        "India gets most of its rain in July.",
        "China relies on coal.",
        "Algeria could lean on Mali.",
    ],
)
def test_words_of_ties_in_other_senses_are_no_ties(text: str) -> None:
    assert ties(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 35,000 American soldiers are stationed in Germany.", ("USA", "DEU", "forces", 0)),
        ("Djibouti is home to China's only overseas base.", ("CHN", "DJI", "bases", 0)),
        ("Qatar hosts the largest American air base in the Middle East.", ("USA", "QAT", "bases", 0)),
        ("The Philippines opened four more bases to American troops.", ("USA", "PHL", "bases", 1)),
        ("French troops have left Chad.", ("FRA", "TCD", "forces", -1)),
        ("The last French soldiers pulled out of Niger in 2023.", ("FRA", "NER", "forces", -1)),
        ("The drawdown of American troops in Iraq is under way.", ("USA", "IRQ", "forces", -1)),
        ("Wagner has 1,500 men in Mali.", ("WAGNER", "MLI", "forces", 0)),
        ("Rwandan troops patrol the north of Mozambique.", ("RWA", "MOZ", "forces", 0)),
        ("Israeli forces have seized the summit of Mount Hermon in Syria.", ("ISR", "SYR", "forces", 1)),
        ("The RSF controls most of Darfur.", ("RSF", "SDN", "forces", 0)),
        ("The ELN operates freely in Venezuela.", ("ELN", "VEN", "forces", 0)),
        ("The United States handed over its drone base in Niger.", ("USA", "NER", "bases", -1)),
        ("Iran wields great influence in Iraq.", ("IRN", "IRQ", "influence", 0)),
        ("Turkey, whose largest overseas base stands in Mogadishu, is calm.", ("TUR", "SOM", "bases", 0)),
        ("A Chinese company runs the port of Chancay in Peru.", ("CHN", "PER", "influence", 0)),
    ],
)
def test_presence_is_told_by_who_is_placed_hosted_moved_or_in_control(
    text: str, expected: tuple[str, str, str, int]
) -> None:
    found = said(text, "presence")
    assert expected in {
        (s.content.actor.actor, s.content.arena, s.content.form, s.content.trend) for s in found
    }


@pytest.mark.parametrize(
    "text",
    [
        "Are there French troops in Benin?",
        "The company based in Germany sells shoes in Peru.",
        "Mexico has many soldiers in Mexico.",
        "Kenya is home to many lions.",
        "Turkish officers were tried in Turkey.",
    ],
)
def test_questions_homes_and_other_senses_are_no_presence(text: str) -> None:
    assert said(text, "presence") == ()


def test_a_base_that_somebody_does_not_have_is_negated() -> None:
    (found,) = said("Russia has no base in Mexico.", "presence")
    assert found.negated


def test_rather_than_a_tie_is_no_tie() -> None:
    assert ties("Ankara acted out of caution rather than friendship with Moscow.") == {}


def test_presence_names_holder_arena_form_and_trend() -> None:
    (held,) = said("About 2,000 American troops remain in eastern Syria.", "presence")
    assert (held.content.actor.actor, held.content.arena, held.content.form, held.content.trend) == (
        "USA",
        "SYR",
        "forces",
        0,
    )
    (gone,) = said("Moscow has withdrawn its forces from Mali.", "presence")
    assert (gone.content.actor.actor, gone.content.arena, gone.content.trend) == ("RUS", "MLI", -1)


def test_troops_at_home_are_no_outside_presence() -> None:
    assert said("Ghana has sent more troops to its northern border.", "presence") == ()


def test_a_commitment_rises_and_falls() -> None:
    (firm,) = said("The United States reaffirmed its commitment to Japan.", "commitment")
    assert (firm.content.patron.actor, firm.content.client.actor, firm.content.trend) == ("USA", "JPN", 1)
    (less,) = said("Washington wants to reduce American commitments in Europe.", "commitment")
    assert (less.content.patron.actor, less.content.trend, less.modality) == ("USA", -1, "intended")


@pytest.mark.parametrize(
    ("text", "actor", "strategy"),
    [
        ("Washington has pursued a policy of strategic ambiguity on Taiwan.", "USA", "ambiguity"),
        ("Vietnam is hedging against Chinese power.", "VNM", "hedging"),
        ("Qatar offered to mediate between Sudan and Chad.", "QAT", "brokerage"),
        ("China has tried to drive a wedge between Europe and the United States.", "CHN", "wedge"),
        ("India compartmentalises its relations with Russia.", "IND", "compartmentalisation"),
    ],
)
def test_a_named_strategy_has_its_actor(text: str, actor: str, strategy: str) -> None:
    assert (actor, strategy) in {(s.content.actor.actor, s.content.strategy) for s in said(text, "strategy")}


@pytest.mark.parametrize(
    "text",
    [
        "Georgia, once a partner of the EU, has gone its own way.",
        "Georgia, formerly a partner of the EU, has gone its own way.",
        "Colombia, a former ally of the United States, looks elsewhere.",
        "France used to be an ally of Mali.",
        "Turkey was once a friend of Israel.",
        "Vietnam used to depend on Russia for arms.",
        "Chad once supported France.",
        "Iran and Israel were once close.",
        "Relations between Kenya and Somalia were once warm.",
        "Egypt's former alliance with Russia shapes its army.",
        "Russia once had a large naval base in Vietnam.",
        "Russia formerly kept a base in Kyrgyzstan.",
        "Pakistan no longer depends on the United States for arms.",
    ],
)
def test_what_was_once_is_no_tie_of_today(text: str) -> None:
    assert not {s.kind for s in said(text)} & {"tie", "presence", "commitment", "strategy"}


def test_once_more_is_today() -> None:
    assert ties("Turkey has once more become a friend of Israel.") == {
        frozenset(("ISR", "TUR")): ("diplomatic", 1, 0)
    }


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("American pressure has pushed India toward Russia.", ("IND", "RUS")),
        ("Sanctions have driven Iran toward China.", ("IRN", "CHN")),
        ("China has pulled Cambodia into its orbit.", ("KHM", "CHN")),
        ("France's neighbour Spain has turned to Morocco.", ("ESP", "MAR")),
    ],
)
def test_who_is_moved_draws_nearer_not_who_moves_him(text: str, pair: tuple[str, str]) -> None:
    assert ties(text) == {frozenset(pair): ("diplomatic", 1, 1)}


@pytest.mark.parametrize(
    "text",
    [
        "France's retreat has pushed its partners toward Russia.",
        "India's neighbours have turned to China.",
        "Its partners look to Japan. India has lost them.",
    ],
)
def test_partners_are_not_who_they_are_partners_of(text: str) -> None:
    assert not said(text, "tie")
    assert not said(text, "position")


@pytest.mark.parametrize(
    ("text", "actor", "arena"),
    [
        ("China operates the port of Hambantota in Sri Lanka.", "CHN", "LKA"),
        ("India runs a port in Iran.", "IND", "IRN"),
        ("Turkey manages the airport of Mogadishu.", "TUR", "SOM"),
    ],
)
def test_running_a_port_is_influence_and_no_force(text: str, actor: str, arena: str) -> None:
    found = [(s.content.actor.actor, s.content.arena, s.content.form) for s in said(text, "presence")]
    assert found == [(actor, arena, "influence")]


def test_rebels_hold_a_port_by_force() -> None:
    found = [s.content for s in said("The Houthis run the port of Hodeidah in Yemen.", "presence")]
    assert "forces" in {presence.form for presence in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya has drawn Uganda and Chad into an informal alliance against Sudan.",
            {("KEN", "UGA", "military"), ("KEN", "TCD", "military")},
        ),
        (
            "Egypt, Eritrea and Somalia have formed an axis against Ethiopia.",
            {("EGY", "ERI", "diplomatic"), ("EGY", "SOM", "diplomatic"), ("ERI", "SOM", "diplomatic")},
        ),
        ("The alliance of Mali and Niger against Algeria holds.", {("MLI", "NER", "military")}),
    ],
)
def test_those_in_a_front_against_a_third_stand_well_with_each_other(
    text: str, expected: set[tuple[str, str, str]]
) -> None:
    found = {(s.content.a.actor, s.content.b.actor, s.content.domain) for s in said(text, "tie")}
    assert found == expected
    assert {s.content.sign for s in said(text, "tie")} == {1}


@pytest.mark.parametrize(
    "text",
    [
        "India seeks to prevent China from building a base in Sri Lanka.",
        "Kenya wants to keep Sudan from gaining a foothold in Chad.",
        "Serbia aims to block Kosovo from joining the Council of Europe.",
    ],
)
def test_what_one_is_kept_from_is_no_event_tie_or_presence(text: str) -> None:
    assert {s.kind for s in said(text)} == {"position"}


def test_a_people_beside_a_place_holds_none_of_it() -> None:
    assert said("Kosovo sent special police into the Serb-majority north.", "presence") == ()


def test_no_better_friend_is_a_friend() -> None:
    assert ties("Serbia has no better friend than Russia.") or ties("Russia has no better friend in Serbia.")
    assert {sign for _, sign, _ in ties("Russia has no better friend in Serbia.").values()} == {1}


def test_whose_is_the_one_before() -> None:
    text = "Nigeria, whose quarrel with Niger is deep, left the talks."
    assert ties(text) == {frozenset(("NGA", "NER")): ("diplomatic", -1, 0)}


@pytest.mark.parametrize(
    "text",
    [
        "Rwandan troops moved into Goma.",
        "A conflict would draw American forces into Guyana.",
        "The army drove the rebels into Chad.",
    ],
)
def test_troops_that_move_into_a_place_come_no_nearer_to_its_state(text: str) -> None:
    assert said(text, "tie") == ()


def test_who_trades_one_for_another_has_no_trade_with_it() -> None:
    assert said("If America trades Taiwan for a deal with China, Japan will ask for more.", "tie") == ()
    assert ties("Brazil trades with Chile.") == {frozenset(("BRA", "CHL")): ("economic", 1, 0)}


def test_a_supplier_to_another_stands_well_with_it() -> None:
    text = "North Korea has become a supplier of shells to Russia."
    assert ties(text) == {frozenset(("PRK", "RUS")): ("military", 1, 0)}


def test_what_a_state_was_it_need_not_be() -> None:
    assert ties("Georgia was the closest friend of Poland in the region.") == {}
    assert ties("The envoy said that Kenya was an ally of Chad.") == {
        frozenset(("KEN", "TCD")): ("diplomatic", 1, 0)
    }


def test_a_closer_tie_that_is_supposed_is_only_possible() -> None:
    found = said("A closer alliance between Kenya and Uganda makes a war more probable.", "tie")
    assert [s.modality for s in found] == ["possible"]


def test_support_that_was_stopped_is_no_tie() -> None:
    assert said("Kenya stopped supporting Sudan in 2020.", "tie") == ()


def test_what_is_yet_to_be_done_is_not_done() -> None:
    (event,) = said("India has yet to recognise Kosovo.", "event")
    assert event.negated
    assert ties("India has yet to recognise Kosovo.")[frozenset(("IND", "XKX"))][1] == -1


def test_what_is_refused_is_no_good_tie() -> None:
    assert ties("Mali refuses to recognise Kosovo.") == {}


def test_a_traditional_ally_is_still_one() -> None:
    found = ties("Armenia, traditionally an ally of Russia, buys French arms.")
    assert found[frozenset(("ARM", "RUS"))] == ("diplomatic", 1, 0)
