"""The reader as a whole: exact quotes, stable ids, references across sentences."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.reading import read
from detente.reading.reader import LONGEST_QUOTE
from readings import article, said

_PIECES = (
    "Russia attacked Ukraine.",
    "“Israel’s leaders want peace with Syria,” said the minister.",
    "Ties between Iran — and Iraq improved…",
    "Turkey\u00a0will likely expand its presence in Libya.",
    "Ünlü Çelik visited Paris.",
    "Kenya's\u200b president met Uganda's.",
    "Tensions rose;\tIndia urged China to withdraw.",
    "日本 is a friend of India.",
    "🙂 France condemned Mali.",
    "\u202eChad left Niger.",
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6),
    st.lists(st.sampled_from([" ", "\n", "\n\n", "  ", "\r\n", " \n\n "]), min_size=6, max_size=6),
)
def test_every_quote_is_verbatim_whatever_the_characters(pieces: list[str], joints: list[str]) -> None:
    text = "".join(p + j for p, j in zip(pieces, joints))
    one = article(text)
    for statement in read([one]):
        assert one.text[statement.start : statement.end] == statement.quote
        assert 0 < len(statement.quote) <= LONGEST_QUOTE


def test_a_sentence_too_long_to_quote_is_cut_around_its_cue() -> None:
    text = (
        "Russia attacked Ukraine, "
        + ", ".join(f"the {i}th reason being a long and winding one" for i in range(20))
        + "."
    )
    found = said(text, "event")
    assert found
    assert all("attacked" in s.quote and len(s.quote) <= LONGEST_QUOTE for s in found)


def test_the_same_article_reads_the_same() -> None:
    text = "Israel wants Russia to keep its bases in Syria. It will probably ask Washington for help."
    assert read([article(text)]) == read([article(text)])
    assert len({s.id for s in said(text)}) == len(said(text))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Russia keeps a base in Armenia. It attacked Ukraine.", "RUS"),
        ("Turkey backs Azerbaijan and has armed it.", "TUR"),
        ("Colonel Assimi Goita of Mali took power. Goita condemned France.", "MLI"),
        ("JNIM spread south. The group attacked Benin.", "JNIM"),
        ("Mali, Niger and Burkina Faso left the bloc. The three governments condemned France.", "NER"),
        ("Prime Minister Shehbaz Sharif of Pakistan spoke. Sharif condemned India.", "PAK"),
    ],
)
def test_later_words_point_back_to_an_actor(text: str, actor: str) -> None:
    assert actor in {s.content.source.actor for s in said(text, "event")}


def test_nobody_arms_himself_by_pronoun() -> None:
    found = [
        s.content
        for s in said("Turkey backs Azerbaijan and has armed it for years.", "event")
        if s.content.event_type == "AID"
    ]
    assert [e.target.actor for e in found] == ["AZE"]


def test_an_unknown_group_becomes_an_actor_of_its_own() -> None:
    found = said("The Zorvan Liberation Front attacked Kenya.", "event")
    assert any(s.content.source.name and "Zorvan" in s.content.source.name for s in found)


def test_headings_make_no_statements() -> None:
    assert said("Russia attacks Ukraine again") == ()
