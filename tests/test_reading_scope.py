"""Who says it: attribution chains and what they do to certainty."""

from __future__ import annotations

import pytest

from readings import said


def speakers(text: str, kind: str) -> list[list[str]]:
    return [[a.speaker for a in s.attribution] for s in said(text, kind)]


def test_the_articles_own_words_have_no_speaker() -> None:
    assert speakers("India attacked Pakistan.", "event") == [[]]


def test_according_to_covers_its_sentence() -> None:
    assert speakers("According to Reuters, India attacked Pakistan.", "event") == [["Reuters"]]
    assert speakers("India attacked Pakistan, according to Reuters.", "event") == [["Reuters"]]


def test_a_chain_runs_from_the_outermost_speaker_in() -> None:
    (chain,) = speakers(
        "Reuters reported that Indian officials said that Pakistan had attacked a village.", "event"
    )
    assert chain == ["Reuters", "Indian officials"]


def test_a_tag_after_the_words_attributes_them() -> None:
    assert speakers("India attacked Pakistan, the minister said.", "event") == [["the minister"]]


def test_several_who_speak_together_are_one_speaker() -> None:
    (chain,) = speakers("Poland, Latvia and Estonia said that Russia had attacked Ukraine.", "event")
    assert len(chain) == 1
    assert "Estonia" in chain[0]


def test_what_somebody_is_accused_of_is_the_accusers_word() -> None:
    found = [
        s
        for s in said("Mali accused Ukraine of arming Chad.")
        if s.content.__class__.__name__ == "Event" and s.content.event_type == "AID"
    ]
    assert [s.attribution[0].actor.actor for s in found] == ["MLI"]


def test_an_unnamed_report_is_reported_and_weaker() -> None:
    (plain,) = said("India attacked Pakistan.", "event")
    (rumour,) = said("Reports that India attacked Pakistan spread.", "event")
    assert rumour.modality == "reported"
    assert rumour.certainty < plain.certainty


def test_a_speaker_named_in_full_before_is_the_same_speaker() -> None:
    found = said("Awa Delorme studies Kenya. Delorme said that Kenya had attacked Somalia.", "event")
    assert [s.attribution[0].actor.name for s in found] == ["Awa Delorme"]


def test_a_tag_set_into_the_clause_attributes_it() -> None:
    text = "The embargo, a person familiar with the talks told Reuters, has hurt Ghana."
    assert speakers(text, "cause") == [["a person familiar with the talks"]]


def test_he_who_adds_is_the_minister_of_before() -> None:
    text = (
        "Iraq's foreign minister said that Turkey had attacked Syria. He added that Iran had attacked Iraq."
    )
    assault = [s for s in said(text, "event") if s.content.source.actor == "IRN"]
    assert [a.speaker for a in assault[0].attribution] == ["Iraq's foreign minister"]


def test_a_clause_after_the_tag_is_the_speakers_too() -> None:
    text = "A standoff would strengthen Colombia, the envoy said, and could weaken Peru."
    assert speakers(text, "cause") == [["the envoy"]] * 2


STANDING = {"tie", "presence", "commitment", "strategy", "position"}


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("It is unlikely that Kenya recognises Kosovo this year.", 0.68),
        ("It seems improbable that Kenya supports Sudan.", 0.85),
        ("Japan is unlikely to sell missiles to Vietnam.", 0.68),
        ("There is little chance that Serbia recognises Kosovo.", 0.82),
        ("India doubts that China supports Nepal.", 0.78),
        ("Nobody believes that Kenya supports Sudan.", 0.78),
        ("It is hard to believe that Kenya supports Sudan.", 0.89),
        ("An Indian attack on Pakistan is unlikely.", 0.68),
        ("There is no evidence that Egypt supports Hamas.", 0.75),
        ("There is little sign that Egypt supports Hamas.", 0.75),
    ],
)
def test_what_is_unlikely_is_denied_as_far_as_the_word_goes_and_no_tie(text: str, certainty: float) -> None:
    (found,) = said(text, "event")
    assert (found.modality, found.negated) == ("possible", True)
    assert found.certainty == pytest.approx(certainty, abs=0.01)
    assert not {s.kind for s in said(text)} & STANDING


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("It is possible that India attacked Pakistan.", 0.38),
        ("It is unclear whether Egypt supports Hamas.", 0.45),
        ("It is not certain that Mali trusts Russia.", 0.45),
        ("It is likely that Russia keeps its bases in Syria.", 0.68),
        ("China is expected to sign a security pact with Fiji.", 0.73),
        ("Analysts expect China to sign a security pact with Fiji.", 0.6),
        ("There is a risk that Russia annexes Transnistria.", 0.35),
        ("The danger is that China attacks Taiwan.", 0.35),
        ("There is a roughly even chance that Serbia recognises Kosovo.", 0.5),
        ("There is a real danger that China attacks Taiwan.", 0.45),
        ("Russia is bound to attack Georgia.", 0.91),
    ],
)
def test_what_words_over_a_clause_call_likely_or_possible_is_possible(text: str, certainty: float) -> None:
    found = [s for s in said(text) if s.kind != "forecast"]
    assert {s.modality for s in found} == {"possible"}
    assert found[0].certainty == pytest.approx(certainty, abs=0.01)


@pytest.mark.parametrize(
    "text",
    [
        "It is not true that Morocco backs Mali.",
        "It is a myth that Morocco backs Mali.",
    ],
)
def test_what_is_not_true_is_denied(text: str) -> None:
    (found,) = said(text)
    assert (found.kind, found.modality, found.negated) == ("event", "asserted", True)


@pytest.mark.parametrize(
    "text",
    [
        "It is certain that Morocco backs Mali.",
        "There is no doubt that Morocco backs Mali.",
        "It is no secret that Morocco backs Mali.",
    ],
)
def test_what_is_beyond_doubt_is_asserted(text: str) -> None:
    assert [(s.modality, s.negated) for s in said(text, "tie")] == [("asserted", False)]


def test_a_relative_clause_is_not_what_is_unlikely() -> None:
    text = "Turkey is unlikely to abandon Azerbaijan, which it has armed since 2020."
    assert [s.modality for s in said(text, "tie")] == ["asserted"]


def test_what_is_believed_by_nobody_named_is_reported() -> None:
    found = said("Iran is believed to supply the Houthis with drones.")
    assert {(s.modality, s.certainty) for s in found} == {("reported", 0.6)}


def test_what_is_doubtful_to_go_on_is_not_expected() -> None:
    (found,) = said("It is doubtful that France will keep its base in Chad.", "forecast")
    assert (found.content.expects, found.content.probability) == ("not_occur", (0.65, 0.9))


@pytest.mark.parametrize(
    "text",
    [
        "Fears that Russia will attack Georgia have grown.",
        "It is possible that India attacked Pakistan.",
    ],
)
def test_what_is_feared_or_past_is_no_forecast(text: str) -> None:
    assert said(text, "forecast") == ()


def test_a_danger_is_no_more_than_possible() -> None:
    (found,) = said("There is a danger that Russia will attack Georgia.", "forecast")
    assert found.content.probability == (0.2, 0.5)


def test_who_denies_one_thing_and_does_another_does_the_other() -> None:
    found = said("China denied that its ships had used force and accused Japan of lying.", "event")
    accusation = next(s for s in found if s.content.event_type == "ACCUSE")
    assert (accusation.modality, accusation.attribution) == ("asserted", ())


@pytest.mark.parametrize(
    "text",
    [
        "Diplomats do not believe that China will use force against Japan.",
        "Diplomats do not expect China to use force against Japan.",
        "Diplomats do not think that China will attack Japan.",
    ],
)
def test_what_is_not_believed_is_not_expected(text: str) -> None:
    (found,) = said(text, "forecast")
    assert found.content.expects == "not_occur"
    assert found.content.probability[0] >= 0.6


def test_what_it_would_be_a_mistake_to_think_is_nobodys_position() -> None:
    text = "The United States has a base in Niger. It would be a mistake to think that Russia wants to rule Niger."
    assert said(text, "position") == ()


def test_what_is_ruled_out_is_no_strategy() -> None:
    assert said("Malaysia ruled out joining any bloc against China.", "strategy") == ()


def test_what_would_be_is_conditional() -> None:
    text = "Serbia and Kosovo would be at war without NATO, an officer said."
    assert [s.modality for s in said(text, "tie")] == ["conditional"]


def test_a_rumour_that_is_false_is_denied() -> None:
    (found,) = said("Rumours that India attacked Pakistan are false.", "event")
    assert found.negated


def test_a_rumour_of_nobody_named_is_reported() -> None:
    (found,) = said("India is rumoured to have attacked Pakistan.")
    assert (found.kind, found.modality) == ("event", "reported")


@pytest.mark.parametrize(
    "text",
    [
        "The risk of an Indian attack on Pakistan has grown.",
        "Fear of an Indian attack on Pakistan has grown.",
        "Talk of an Indian attack on Pakistan is exaggerated.",
    ],
)
def test_an_attack_that_is_feared_has_not_happened(text: str) -> None:
    (found,) = said(text, "event")
    assert (found.modality, found.certainty) == ("possible", 0.35)


@pytest.mark.parametrize(
    "text",
    ["Instead of supporting Sudan, Kenya supports Chad.", "Rather than support Sudan, Kenya supports Chad."],
)
def test_what_is_set_aside_for_another_thing_is_not_done(text: str) -> None:
    assert {s.content.target.actor for s in said(text, "event")} == {"TCD"}
    assert {s.content.b.actor for s in said(text, "tie")} == {"TCD"}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya almost attacked Sudan.",
        "Kenya supports neither Sudan nor Chad.",
        "Kenya cannot afford to attack Sudan.",
    ],
)
def test_almost_neither_and_cannot_afford_deny(text: str) -> None:
    assert all(s.negated for s in said(text, "event"))
    assert said(text, "tie") == ()


def test_pretending_commits_to_little() -> None:
    assert {s.certainty for s in said("Kenya pretends to support Sudan.")} == {0.3}


def test_a_denial_set_into_a_charge_is_no_part_of_it() -> None:
    found = said("India accused Pakistan of arming rebels, which Pakistan denies.", "event")
    denial = next(s for s in found if s.content.event_type == "REJECT")
    assert (denial.attribution, denial.content.target) == ((), None)
