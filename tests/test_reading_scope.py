"""Who says it: attribution chains and what they do to certainty."""

from __future__ import annotations

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
