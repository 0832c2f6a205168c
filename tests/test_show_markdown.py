"""The brief as Markdown: the same parts, whose numbers lead on, and in which an article smuggles nothing in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import analyses
from detente.show.brief import CONTENTS
from detente.show.markdown import escape, link, render_markdown

HOSTILE = (
    " [click](https://evil.example) <script>alert(1)</script> ![x](https://evil.example/x.png) | a | b |\n\n# Owned\n\n"
    "```\ncode\n```\n- item\n<https://evil.example> https://evil.example www.evil.example me@evil.example &copy; `tick`"
    " **bold** ~~gone~~ $x$ [^1] \\"
)
OURS = re.compile(r'</?a( id="[A-Za-z0-9_-]+")?>')


def tokens(text: str):
    """Every token of a text as CommonMark with tables has it, those within lines too."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield token
        yield from token.children or ()


@pytest.fixture(scope="module")
def markdown() -> str:
    return render_markdown(analyses.analysis())


def test_every_part_of_the_page_is_there(markdown: str) -> None:
    headings = re.findall(r"^## (.+)$", markdown, re.M)
    assert headings == [name for _, name in CONTENTS]


def test_every_link_within_leads_somewhere(markdown: str) -> None:
    ids = re.findall(r'<a id="([^"]+)"></a>', markdown)
    assert len(ids) == len(set(ids))
    links = [t.attrs["href"] for t in tokens(markdown) if t.type == "link_open"]
    assert len(links) > 100
    assert {x[1:] for x in links if x.startswith("#")} <= set(ids)
    assert {x for x in links if not x.startswith("#")} == {
        "https://courier.example/awash", "https://corridors.example/two-harbours",
    }  # fmt: skip


def test_a_number_leads_to_its_sentence_with_whoever_said_it(markdown: str) -> None:
    row = re.search(r"^\| Ethiopia \| 0\.93 ± 0\.08 .*\[E(\d+)\]\(#e\1\)", markdown, re.M)
    assert row
    entry = markdown.split(f'<a id="e{row[1]}"></a>')[1].split("<a id=")[0]
    assert "“" in entry
    assert "Gulf of Tadjoura Courier" in entry or "Institute for Corridor Studies" in entry


def test_every_claim_shows_its_words(markdown: str) -> None:
    for s in analyses.analysis().statements:
        assert escape(s.quote) in markdown


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    for hostile in ("", HOSTILE):
        width = 0
        for line in render_markdown(analyses.analysis(hostile)).split("\n"):
            cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
            assert not width or not cells or cells == width
            width = cells


def test_nothing_of_an_article_is_markup() -> None:
    text = render_markdown(analyses.analysis(HOSTILE))
    found = list(tokens(text))
    assert not [t for t in found if t.type in ("image", "fence", "code_block", "html_block")]
    assert all(OURS.fullmatch(t.content) for t in found if t.type == "html_inline")
    links = {t.attrs["href"] for t in found if t.type == "link_open"}
    assert not [x for x in links if "evil" in x]
    assert [t.content for t in found if t.type == "code_inline"] == [analyses.analysis().results.inputs]
    assert not [
        t
        for t in found
        if t.type == "heading_open" and t.map and text.split("\n")[t.map[0]].startswith("# Owned")
    ]
    shown = "".join(t.content for t in found if t.type in ("text", "text_special"))
    assert "<script>alert(1)</script>" in shown
    assert "[click](https" in shown


@settings(max_examples=300)
@given(st.text(st.sampled_from("ab1 .)(-+#*_`[]<>!|~&;:/@\\\n\twhtps\u202e\x00="), max_size=40))
def test_any_text_stays_one_line_of_text(text: str) -> None:
    page = f"- {escape(text)}\n\n| {escape(text)} | b |\n|---|---|\n"
    kinds = {t.type for t in tokens(page)}
    assert kinds <= {
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "paragraph_open",
        "paragraph_close", "inline", "text", "text_special", "table_open", "table_close", "thead_open", "thead_close",
        "tr_open", "tr_close", "th_open", "th_close",
    }  # fmt: skip


def test_bare_addresses_do_not_become_links_in_renderers_that_make_them() -> None:
    assert "https://" not in escape("see https://evil.example")
    assert "www." not in escape("see www.evil.example")
    assert "@evil" not in escape("me@evil.example")


def test_an_address_cannot_break_out_of_its_link() -> None:
    made = str(link("x](y", "https://a.example/(b)> [c](https://evil.example) \"'|`"))
    (opened,) = [t.attrs["href"] for t in tokens(made) if t.type == "link_open"]
    assert opened.startswith("https://a.example/")
    assert "evil" not in made or "](https://evil" not in made


def test_the_same_analysis_gives_the_same_bytes(markdown: str) -> None:
    assert render_markdown(analyses.analysis()) == markdown


def test_an_analysis_of_nothing_says_so() -> None:
    text = render_markdown(analyses.empty())
    assert "No issue: the articles state no position" in text
    assert "only the baseline was run" in text
