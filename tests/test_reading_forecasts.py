"""Forecasts: what is expected of what, how surely."""

from __future__ import annotations

import pytest

from readings import said


@pytest.mark.parametrize(
    ("text", "expects", "low", "high"),
    [
        ("Tensions between India and China are likely to rise.", "increase", 0.55, 0.8),
        ("Relations between Serbia and Kosovo are unlikely to change.", "no_change", 0.55, 0.8),
        ("Niger is unlikely to rejoin ECOWAS.", "not_occur", 0.55, 0.8),
        ("Turkey will undoubtedly expand its presence in Libya.", "increase", 0.95, 0.99),
        ("Kenya may seek Chinese loans.", "occur", 0.3, 0.6),
        ("Russian influence in Armenia is set to decline.", "decrease", 0.75, 0.95),
        ("There is little doubt that Iran will retaliate against Israel.", "occur", 0.9, 0.99),
        ("An invasion of Taiwan is unlikely before 2027.", "not_occur", 0.55, 0.8),
        ("Egypt is very likely to reject the plan.", "occur", 0.8, 0.95),
        ("Violence by Boko Haram is expected to spread.", "increase", 0.6, 0.85),
    ],
)
def test_wording_gives_direction_and_range(text: str, expects: str, low: float, high: float) -> None:
    found = said(text, "forecast")
    assert [(s.content.expects, s.content.probability) for s in found] == [(expects, (low, high))]


@pytest.mark.parametrize(
    "text",
    [
        "If Iran retaliates, oil prices will rise in China.",  # a condition is a causal claim
        "Last year Ghana was likely to default.",  # history
        "Germany hopes that Poland will agree.",  # a hope
        "Japan fears that China will attack.",
    ],
)
def test_conditions_history_and_hopes_are_no_forecasts(text: str) -> None:
    assert said(text, "forecast") == ()


def test_the_subject_is_cut_to_what_is_expected() -> None:
    (found,) = said("Second, although talks stalled, Brazil will probably join the pact.", "forecast")
    assert found.content.about.text == "Brazil will probably join the pact"
    assert [a.actor for a in found.content.about.actors] == ["BRA"]


def test_the_date_of_a_forecast_is_its_horizon_not_when_it_holds() -> None:
    (found,) = said("Mali is unlikely to leave the alliance before 2027.", "forecast")
    assert (found.content.horizon, found.valid_from) == ("2027", None)


def test_what_few_believe_is_doubted() -> None:
    (found,) = said("Few believe that the truce between Chad and Sudan will hold.", "forecast")
    assert found.content.expects != "no_change"
    assert found.content.probability[0] >= 0.6


def test_a_remote_prospect_is_unlikely() -> None:
    (found,) = said("A treaty between Serbia and Kosovo is a remote prospect.", "forecast")
    assert found.content.expects == "not_occur"
    assert found.content.probability[0] >= 0.8


def test_chances_that_are_even_are_a_forecast() -> None:
    (found,) = said("The chances that Qatar and Egypt can agree are roughly even.", "forecast")
    assert found.content.probability == (0.4, 0.6)


def test_a_question_within_a_sentence_is_no_forecast() -> None:
    assert said("China is testing how much risk Washington will bear.", "forecast") == ()


def test_a_clause_that_only_follows_a_conditional_one_is_a_forecast() -> None:
    text = "Libya may return to war if the talks fail, and Tunisia will close its border."
    (found,) = said(text, "forecast")
    assert {a.actor for a in found.content.about.actors} == {"TUN"}


def test_the_dispute_is_between_those_the_text_is_on() -> None:
    text = "Peru and Colombia both claim the island. The dispute is unlikely to turn into war."
    (found,) = said(text, "forecast")
    assert {a.actor for a in found.content.about.actors} == {"PER", "COL"}


@pytest.mark.parametrize(
    ("text", "expects", "low", "high"),
    [
        ("Turkey is going to reopen its border with Armenia.", "occur", 0.8, 0.97),
        ("Kenya is on course to default.", "occur", 0.65, 0.9),
        ("Lebanon is heading for another war with Israel.", "occur", 0.55, 0.85),
        ("It is only a matter of time before Iran tests a bomb.", "occur", 0.85, 0.97),
        ("A coup in Chad cannot be ruled out.", "occur", 0.1, 0.5),
        ("Nepal seems destined to tilt towards India.", "occur", 0.8, 0.95),
        ("Russia's influence in Mali looks set to grow.", "increase", 0.75, 0.95),
        ("There is no sign of a breakthrough between Armenia and Azerbaijan.", "not_occur", 0.6, 0.9),
        ("Do not expect India to join the pact.", "not_occur", 0.6, 0.85),
        ("No one expects Algeria to reopen the border.", "not_occur", 0.65, 0.9),
        ("Nothing suggests that Morocco will give up its claim.", "not_occur", 0.65, 0.9),
        ("It is hard to imagine Qatar cutting ties with Hamas.", "not_occur", 0.8, 0.97),
        ("The most likely outcome is a frozen conflict in Ukraine.", "occur", 0.5, 0.75),
        ("The truce between Israel and Hezbollah will not last.", "not_occur", 0.85, 0.99),
        ("It is likely that Japan will sign the treaty.", "occur", 0.55, 0.8),
        ("In all likelihood, Tunisia will turn down the loan.", "occur", 0.7, 0.9),
        ("Trade between Chad and Libya will continue to grow.", "increase", 0.85, 0.99),
        ("Burkina Faso is not certain to quit the court.", "occur", 0.25, 0.65),
    ],
)
def test_set_phrases_give_direction_and_range(text: str, expects: str, low: float, high: float) -> None:
    found = said(text, "forecast")
    assert [(s.content.expects, s.content.probability) for s in found] == [(expects, (low, high))]


@pytest.mark.parametrize(
    ("text", "expects", "low", "high"),
    [
        ("There is a 60 % chance that Pakistan will default.", "occur", 0.55, 0.65),
        ("There is a one in three chance of a Chinese blockade of Taiwan.", "not_occur", 0.62, 0.72),
        (
            "Forecasters put the likelihood of a war between Ethiopia and Eritrea at 15 percent.",
            "not_occur",
            0.8,
            0.9,
        ),
        ("Analysts put the chance of a Greek veto at a quarter.", "not_occur", 0.7, 0.8),
        ("There is every chance that Niger will turn to Russia.", "occur", 0.75, 0.95),
        ("There is no chance of Turkey leaving NATO.", "not_occur", 0.9, 0.99),
        ("The odds are against a Syrian treaty with Israel.", "not_occur", 0.6, 0.85),
    ],
)
def test_chances_in_figures_and_words(text: str, expects: str, low: float, high: float) -> None:
    found = said(text, "forecast")
    assert [(s.content.expects, s.content.probability) for s in found] == [(expects, (low, high))]


@pytest.mark.parametrize(
    "text",
    [
        "Will Iran strike Israel?",
        "Israel was about to strike Iran when the call came.",
        "Turkey said that it would help Syria.",  # its own promise
        "Venezuela is betting on Russian arms.",
        "Norway offered Russia the chance to inspect the base.",
    ],
)
def test_questions_promises_and_chances_taken_are_no_forecasts(text: str) -> None:
    assert said(text, "forecast") == ()


def test_how_likely_a_thing_would_be_is_a_forecast_under_a_condition() -> None:
    (found,) = said("Were Sudan to attack, Egypt would almost certainly join the war.", "forecast")
    assert (found.modality, found.content.probability) == ("conditional", (0.95, 0.99))


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("within six months", "2025-09"),
        ("within the next two years", "2027-03"),
        ("over the coming year", "2026-03"),
        ("in the next few weeks", "2025-04-04"),
        ("in three days' time", "2025-03-17"),
        ("this year", "2025"),
        ("by the end of 2025", "2025"),
        ("next month", "2025-04"),
        ("in the past six months", None),
        ("soon", None),
    ],
)
def test_a_horizon_is_by_when_it_is_to_come(words: str, by: str | None) -> None:
    (found,) = said(
        f"Kenya and Uganda will probably sign the accord {words}.", "forecast", published="2025-03-14"
    )
    assert found.content.horizon == by


def test_a_period_in_an_article_without_a_day_has_no_end() -> None:
    (found,) = said(
        "Kenya and Uganda will probably sign the accord within six months.", "forecast", published=None
    )
    assert found.content.horizon is None


@pytest.mark.parametrize(
    ("text", "expects", "low", "high"),
    [
        ("If French troops leave Chad, Sudan will almost certainly attack it.", "occur", 0.95, 0.99),
        ("If Mali defaults, Russia will probably withdraw its mercenaries.", "occur", 0.55, 0.8),
        ("Unless India yields, Pakistan is unlikely to reopen the border.", "not_occur", 0.55, 0.8),
    ],
)
def test_a_condition_with_a_word_of_likelihood_is_cause_and_forecast(
    text: str, expects: str, low: float, high: float
) -> None:
    (found,) = said(text, "forecast")
    assert (found.content.expects, found.content.probability) == (expects, (low, high))
    assert found.modality == "conditional"
    assert said(text, "cause")


def test_a_conditional_forecast_has_its_speaker() -> None:
    text = "If Kenyan troops leave Somalia, Ethiopia will almost certainly send its own, the diplomat said."
    (found,) = said(text, "forecast")
    assert [a.speaker for a in found.attribution] == ["the diplomat"]


def test_what_will_almost_double_is_expected_to_grow() -> None:
    (found,) = said("Trade between Kenya and Uganda will almost double.", "forecast")
    assert found.content.expects == "increase"
