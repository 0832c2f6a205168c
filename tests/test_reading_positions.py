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
