"""Quotation marks: whose words they are, over sentences and paragraphs."""

from __future__ import annotations

from readings import said


def speakers(text: str, kind: str | None = None) -> list[str | None]:
    """The innermost speaker of each statement."""
    return [s.attribution[-1].speaker if s.attribution else None for s in said(text, kind)]


def test_a_quotation_cut_by_its_tag_goes_on_under_the_same_speaker() -> None:
    text = '"We seek no war," Defence Minister Awa Diop said. "India attacked Pakistan. China has invaded Nepal."'
    found = speakers(text, "event")
    assert len(found) == 2
    assert all(who and "Diop" in who for who in found)


def test_a_tag_at_the_end_covers_every_sentence_of_the_quotation() -> None:
    text = '"India attacked Pakistan. China has invaded Nepal. We condemn Iran," said the French envoy.'
    assert speakers(text, "event") == ["the French envoy"] * 3


def test_a_colon_opens_a_quotation_of_several_sentences() -> None:
    text = 'The French envoy said: "India attacked Pakistan. China has invaded Nepal."'
    assert speakers(text, "event") == ["The French envoy"] * 2


def test_a_paragraph_of_quotation_alone_goes_on_from_the_one_before() -> None:
    text = '"We seek no war," said the French envoy.\n\n"India attacked Pakistan in the night."'
    assert speakers(text, "event") == ["the French envoy"]


def test_after_a_paragraph_without_quotation_nobody_goes_on_speaking() -> None:
    day = "A day passed in quiet."
    text = f'"We seek no war," said the French envoy.\n\n{day}\n\n"India attacked Pakistan in the night."'
    assert speakers(text, "event") == [None]


def test_words_in_inverted_commas_are_nobodys_quotation() -> None:
    assert speakers('India attacked the "rogue regime" of Pakistan.', "event") == [None]


def test_the_articles_own_sentence_after_a_quotation_is_its_own() -> None:
    text = '"We seek no war," said the French envoy. India attacked Pakistan.'
    assert speakers(text, "event") == [None]


def test_we_in_a_quotation_is_the_speakers_principal() -> None:
    text = '"India is no friend. We condemn India," said the French envoy.'
    assert [s.content.source.actor for s in said(text, "event")] == ["FRA"]


def test_what_a_speaker_says_another_must_do_is_his_position() -> None:
    (found,) = said(
        "Algeria must withdraw its troops from Mali, the Malian foreign minister said.", "position"
    )
    assert found.content.actor.actor == "MLI"
    assert found.content.stance < 0
    assert found.modality == "asserted"


def test_the_articles_own_must_is_nobodys_position() -> None:
    assert said("Algeria must withdraw its troops from Mali.", "position") == ()
