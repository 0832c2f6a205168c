"""Positions: what actors want, as stances on issues."""

from __future__ import annotations

import pytest

from readings import said


def stances(text: str) -> dict[tuple[str, str], float]:
    return {(s.content.actor.actor, s.content.issue.id): s.content.stance for s in said(text, "position")}


def test_different_words_for_one_proposition_meet_as_one_issue() -> None:
    a = stances("Israel wants the United States to let Russia keep its bases in Syria.")
    b = stances("Israel lobbied Washington to preserve Russian military bases in Syria.")
    assert set(a) & set(b) == {("ISR", "base:RUS-SYR")}


def test_removing_falls_on_the_other_side_of_the_same_issue() -> None:
    keep = stances("Djibouti wants China to keep its base in Djibouti.")
    remove = stances("Djibouti wants to remove China's base in Djibouti.")
    (issue,) = set(keep) & set(remove)
    assert keep[issue] > 0 > remove[issue]


def test_preferring_one_over_another_gives_two_positions() -> None:
    found = stances("Georgia prefers Turkish influence over Russian influence.")
    assert found["GEO", "influence:TUR"] > 0 > found["GEO", "influence:RUS"]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("India demands the demilitarisation of Kashmir.", 1),
        ("Vietnam opposes Chinese drilling in the South China Sea.", -1),
        ("Poland does not want Russian influence in Belarus.", -1),
        ("Ukraine is determined to join NATO.", 1),
        ("Moldova regards Russian propaganda as a threat.", -1),
    ],
)
def test_the_stance_has_the_right_sign(text: str, sign: int) -> None:
    found = list(stances(text).values())
    assert found
    assert all(v * sign > 0 for v in found)


def test_who_is_asked_does_not_himself_want_it() -> None:
    assert "USA" not in {
        actor
        for actor, _ in stances("Israel lobbied Washington to preserve Russian military bases in Syria.")
    }


def test_we_in_a_quotation_is_the_speakers_side() -> None:
    found = said(
        '"We want peace with Azerbaijan," said Armenian Foreign Minister Ararat Mirzoyan.', "position"
    )
    assert [s.content.actor.actor for s in found] == ["ARM"]
    assert "Mirzoyan" in found[0].attribution[0].speaker


def test_what_stands_after_rather_than_is_not_wanted() -> None:
    found = stances("Kenya wants to train Somali soldiers rather than fight beside them.")
    assert not any(issue.startswith("fight") for _, issue in found)


def test_what_is_opposed_need_not_name_an_actor() -> None:
    (found,) = said("China opposes any clause that would give outside navies a say.", "position")
    assert found.content.stance < 0
    assert found.content.issue.text == "clause that would give outside navies a say"
    assert found.content.issue.actors == ()


def test_what_an_actor_plans_to_do_himself_is_no_issue() -> None:
    assert said("Malaysia wants to buy new trains for the capital.", "position") == ()


def test_a_preference_without_actors_is_two_positions() -> None:
    found = {
        (s.content.issue.text, s.content.stance > 0)
        for s in said("Oman prefers a bargain to a war.", "position")
    }
    assert found == {("bargain", True), ("war", False)}


def test_leaving_a_place_is_a_question_of_forces_there() -> None:
    (found,) = said("China wants Iran to leave Syria.", "position")
    assert {a.actor for a in found.content.issue.actors} == {"IRN", "SYR"}
    assert found.content.stance < 0


@pytest.mark.parametrize(
    ("text", "actor", "sign"),
    [
        ("Egypt is holding out for a binding accord with Ethiopia.", "EGY", 1),
        ("Poland has ruled out sending troops to Ukraine.", "POL", -1),
        ("Pakistan will not accept Indian control of Kashmir.", "PAK", -1),
        ("Brazil has no interest in joining the blockade of Venezuela.", "BRA", -1),
        ("For Beijing, Taiwanese independence is a red line.", "CHN", -1),
        ("Moscow's red line is Ukrainian membership of NATO.", "RUS", -1),
        ("For Cairo, the Sudanese quota is non-negotiable.", "EGY", 1),
        ("Ankara has made the extradition of dissidents by Sweden its price for the deal.", "TUR", 1),
        ("Greece lobbied against the sale of American fighters to Turkey.", "GRC", -1),
        ("Algiers made clear that French troops must leave Mali.", "DZA", -1),
        ("Jakarta is in favour of a code of conduct with China.", "IDN", 1),
        ("South Africa spoke out against the American tariffs.", "ZAF", -1),
        ("What Uganda wants is a say in Congolese mining.", "UGA", 1),
        ("The last thing Jordan wants is an Iranian militia on its border.", "JOR", -1),
        ("Mali wants out of ECOWAS.", "MLI", -1),
        ("Mexico will not tolerate American drone strikes.", "MEX", -1),
        ("Panama will never let the United States retake the canal.", "PAN", -1),
        ("Yemen's government sees the Houthi blockade as an act of war.", "YEM", -1),
        ("The Kremlin considers a Western presence in Georgia illegitimate.", "RUS", -1),
        ("Malaysia would welcome an American return to the pact.", "MYS", 1),
        ("Angola has pleaded with Rwanda to free the prisoners.", "AGO", 1),
        ("The withdrawal of American troops from Niger was demanded by the junta in Niamey.", "NER", -1),
        ("Lithuania is lukewarm about Chinese investment.", "LTU", -1),
        ("Argentina claims the Falkland Islands as its own.", "ARG", 1),
        ("Vietnam's aim remains to keep China out of its waters.", "VNM", -1),
        ("Taiwan is counting on the United States to sell it submarines.", "TWN", 1),
    ],
)
def test_sides_are_taken_in_many_wordings(text: str, actor: str, sign: int) -> None:
    found = [s.content for s in said(text, "position") if s.content.actor.actor == actor]
    assert found
    assert all(c.stance * sign > 0 for c in found)


@pytest.mark.parametrize(
    "text",
    [
        "Would Egypt accept Ethiopian control of the dam?",
        "The red line of the Cairo metro, built by France, reopened.",
        "The Philippine navy stood behind its flagship.",
        "Brazil called the vote in Venezuela a farce.",
        "The Houthis are likely to resume their attacks.",
        "Ghana refused to rule out the use of force.",
    ],
)
def test_what_only_sounds_like_a_side_is_none(text: str) -> None:
    assert said(text, "position") == ()


def test_rather_than_tells_both_sides() -> None:
    found = stances("Kenya would rather host American drones than fight in Somalia.")
    assert {(issue, v > 0) for (_, issue), v in found.items()} == {
        ("drone:USA", True),
        ("fight:KEN-SOM", False),
    }


def test_who_is_called_on_is_who_should_act() -> None:
    (found,) = said("Kenya called on Uganda to withdraw its troops.", "position")
    assert found.content.issue.id == "forces:UGA"
    assert found.content.stance < 0


def test_counting_on_another_to_look_away_is_no_position() -> None:
    assert said("Egypt counts on Saudi Arabia to look away.", "position") == ()


@pytest.mark.parametrize(
    ("text", "actor", "other"),
    [
        ("India seeks to prevent China from building a base in Sri Lanka.", "IND", "CHN"),
        ("Kenya wants to stop Sudan from gaining a foothold in Chad.", "KEN", "SDN"),
        ("Peru is trying to keep Chile from buying the port.", "PER", "CHL"),
        ("Serbia aims to block Kosovo from joining the Council of Europe.", "SRB", "XKX"),
        ("Guyana hopes to deter Venezuela from invading its territory.", "GUY", "VEN"),
    ],
)
def test_who_wants_to_keep_another_from_a_thing_opposes_it(text: str, actor: str, other: str) -> None:
    found = [s.content for s in said(text, "position") if s.content.actor.actor == actor]
    assert found
    assert all(position.stance < 0 for position in found)
    assert other in {a.actor for position in found for a in position.issue.actors}


def test_a_date_is_no_issue() -> None:
    text = "Albania signed a pact with Croatia on 18 March 2025, which Serbia denounced as a provocation."
    assert said(text, "position") == ()


def test_an_attack_named_for_its_place_is_not_of_its_state() -> None:
    text = "Kenya condemned the Pahalgam attack."
    assert [s.content.issue.text for s in said(text, "position")] == ["Pahalgam attack"]
    assert [s.content.target for s in said(text, "event")] == [None]


def test_a_region_that_is_claimed_keeps_its_name() -> None:
    (found,) = said("Venezuela has claimed Essequibo since the nineteenth century.", "position")
    assert found.content.issue.text == "control of Essequibo"


@pytest.mark.parametrize(
    "text",
    ["Russia failed to defend its ally Armenia.", "Xi Jinping has ordered his army to be ready by 2027."],
)
def test_failing_and_ordering_ones_own_are_no_positions(text: str) -> None:
    assert said(text, "position") == ()


def test_ties_that_are_kept_are_called_ties() -> None:
    (found,) = said("Iran vowed to stop Turkey from abandoning Iran.", "position")
    assert (found.content.issue.text, found.content.stance > 0) == ("ties between Turkey and Iran", True)
