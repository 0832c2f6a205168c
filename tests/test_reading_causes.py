"""Causal claims: what brings about what."""

from __future__ import annotations

import pytest

from readings import said


@pytest.mark.parametrize(
    ("text", "cause", "effect", "sign"),
    [
        ("American retrenchment creates new risks for Poland.", "retrenchment", "risks", 1),
        ("Tariffs would hurt Vietnam's trade with America.", "Tariffs", "trade", -1),
        ("The crisis was caused by a Chinese blockade.", "blockade", "crisis", 1),
        ("If Russia loses its base in Armenia, Iranian influence will grow.", "Russia loses", "influence", 1),
        ("Chinese pressure risks widening the rift with Japan.", "pressure", "rift", 1),
        ("Sanctions led to a decline in Iranian exports.", "Sanctions", "decline", 1),
        ("Without American arms, Taiwan could not survive a war.", "American arms", "Taiwan", 1),
        ("Because Mali distrusts France, the mission ended.", "Mali distrusts", "mission", 1),
    ],
)
def test_a_causal_claim_has_its_ends_and_sign(text: str, cause: str, effect: str, sign: int) -> None:
    found = said(text, "cause")
    assert any(
        cause in s.content.cause.text and effect in s.content.effect.text and s.content.sign == sign
        for s in found
    ), [(s.content.cause.text, s.content.effect.text, s.content.sign) for s in found]


def test_a_purpose_is_no_cause() -> None:
    assert said("France made an effort to curb Turkish influence in Libya.", "cause") == ()


def test_a_cause_flips_polarity_once() -> None:
    (found,) = said("The treaty would not weaken Russian leverage.", "cause")
    assert (found.content.sign, found.negated) == (1, False)


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        ("Dock workers marched through Lagos over unpaid wages.", "unpaid wages", "Dock workers marched"),
        (
            "Angry farmers blocked the border crossing, demanding lower fuel taxes.",
            "lower fuel taxes",
            "blocked",
        ),
        (
            "Police arrested forty students after rioters burned the ministry.",
            "rioters burned",
            "arrested forty",
        ),
        ("A bomb exploded at the market, killing nine soldiers.", "A bomb exploded", "nine soldiers"),
        (
            "Teachers staged a strike in protest against the pay cut.",
            "the pay cut",
            "Teachers staged a strike",
        ),
        ("Two people were killed in clashes between rebels and troops.", "clashes", "Two people were killed"),
        (
            "Chad closed its border following the attack on its garrison.",
            "the attack",
            "Chad closed its border",
        ),
    ],
)
def test_a_likely_link_is_a_causal_claim_with_both_ends(text: str, cause: str, effect: str) -> None:
    found = said(text, "cause")
    assert any(cause in s.content.cause.text and effect in s.content.effect.text for s in found), [
        (s.content.cause.text, s.content.effect.text) for s in found
    ]


def test_a_purpose_is_the_reason_and_only_intended() -> None:
    found = said(
        "Thousands of residents marched to the embassy to demand the minister's resignation.", "cause"
    )
    purpose = next(s for s in found if s.why.rule == "cause.learned.purpose")
    assert purpose.modality == "intended"
    assert "demand the minister's resignation" in purpose.content.cause.text
    assert "residents marched" in purpose.content.effect.text


def test_a_learned_claim_says_how_likely_it_is() -> None:
    (found,) = said("Dock workers marched through Lagos over unpaid wages.", "cause")
    assert (found.why.cue, found.why.rule) == ("over", "cause.learned.prep")
    assert 0.2 <= found.certainty < 1
    assert f"{found.certainty:.2f}" in found.why.path


@pytest.mark.parametrize(
    "text",
    [
        "Kenya has the ability to patrol its coast.",
        "The ministers met in Nairobi on Monday.",
        "France is too weak to act alone in the Sahel.",
        "Villagers blocked the road.",
        "Niger prefers Russian arms over American aid.",
    ],
)
def test_what_somebody_does_or_can_do_is_no_causal_claim(text: str) -> None:
    assert said(text, "cause") == ()


def test_a_concession_is_no_cause() -> None:
    found = said("Even after the coup in Niger, Algeria kept its embassy open.", "cause")
    assert all("coup" not in s.content.cause.text for s in found)


def test_weights_that_let_nothing_through_leave_the_rules() -> None:
    from detente.reading.causal_score import Weights, summary

    shut = Weights({"=threshold": float("inf")})
    assert shut.of_sentence(["w=protest"], [2.0], [False]) < 0
    assert summary([], []) < summary([1.0], [False])


@pytest.mark.parametrize(
    "text",
    [
        "Egypt counts on Saudi Arabia to look away.",
        "Ukraine relies on Poland to move its grain.",
        "Taiwan trusts the United States to defend it.",
        "ASEAN has asked both capitals for restraint.",
    ],
)
def test_what_is_counted_on_or_asked_for_is_no_cause(text: str) -> None:
    assert said(text, "cause") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Once the chief mediator in the region, the EU has lost much of its leverage.",
        "Serbia declines to join Western sanctions against Russia.",
        "Kenya will send no troops as long as the war in Sudan lasts.",
        "That would anger Mali.",
    ],
)
def test_what_only_looks_like_a_cause_is_none(text: str) -> None:
    assert said(text, "cause") == ()


def test_what_is_risked_is_told_once_and_as_possible() -> None:
    (found,) = said("Kenya's turn to Sudan therefore risks weakening the state of Chad.", "cause")
    assert (found.content.cause.text, found.modality) == ("Kenya's turn to Sudan", "possible")


def test_an_aim_is_no_cause_of_what_serves_it() -> None:
    text = "Egypt's military support for Somalia is meant to raise the price of Ethiopia's defiance."
    (found,) = said(text, "cause")
    assert found.content.cause.text == "Egypt's military support for Somalia"


def test_each_other_is_no_end_of_a_cause() -> None:
    assert said("The two disputes feed each other.", "cause") == ()
