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
