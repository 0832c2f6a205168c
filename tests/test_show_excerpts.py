"""How much of the articles' words a brief holds: the sentence, its paragraph, or none."""

from __future__ import annotations

import re
from html import unescape

import pytest

import analyses
from detente.show.brief import render
from detente.show.excerpt import around
from detente.show.markdown import render_markdown


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def plain(html: str) -> str:
    """The text of a page, whose elements' names and attributes are no words of it."""
    body = re.sub(r"<(style|script)>.*?</\1>", " ", html, flags=re.DOTALL)
    titles = " ".join(re.findall(r'(?:title|aria-label)="([^"]*)"', body))
    return unescape(re.sub(r"<[^>]*>", " ", body) + " " + titles)


def runs(text: str, n: int) -> set[tuple[str, ...]]:
    found = words(text)
    return set(zip(*(found[i:] for i in range(n))))


@pytest.mark.parametrize(
    "show", [lambda a, e: plain(render(a, e)), render_markdown], ids=["html", "markdown"]
)
def test_without_excerpts_not_five_words_of_an_article_stand_in_a_row(show) -> None:
    given = analyses.analysis()
    body = set().union(*(runs(a.text, 5) for a in given.articles))
    kept = set().union(*(runs(a.title or "", 5) for a in given.articles))
    names = runs(" ".join(a.speaker for s in given.statements for a in s.attribution), 5)
    assert runs(show(given, "sentence"), 5) & (body - kept - names)
    assert not runs(show(given, "none"), 5) & (body - kept - names)


def test_without_excerpts_titles_publishers_and_links_stay() -> None:
    given = analyses.analysis()
    text = render(given, "none")
    for a in given.articles:
        assert a.title in text
        assert a.publisher in text
        assert a.url in text


def test_without_excerpts_a_causal_claim_is_said_in_our_words() -> None:
    text = plain(render(analyses.analysis(), "none"))
    assert "What concerns United Arab Emirates → more of: what concerns Ethiopia and Djibouti" in text
    assert "Relations of Ethiopia and United Arab Emirates: expected to increase (55–80 %)" in text


def test_the_sentence_alone_stands_unless_more_is_asked_for() -> None:
    text = plain(render(analyses.analysis()))
    assert "Ethiopia wants a forty-year lease of the northern quay" in text
    assert "third round of talks on the Awash railway.\n" not in text
    assert "Addis Ababa of using the railway to press its neighbours. According" not in text


def test_the_whole_paragraph_stands_where_it_is_asked_for_with_the_sentence_marked() -> None:
    given = analyses.analysis()
    html = render(given, "paragraph")
    text = " ".join(words(plain(html)))
    for s in given.statements:
        article = next(a for a in given.articles if a.id == s.article.id)
        paragraph = next(p for p in article.text.split("\n\n") if s.quote in p)
        assert " ".join(words(paragraph)) in text
    assert "<mark><bdi>Ethiopia wants a forty-year lease of the northern quay</bdi></mark>" in html


def test_a_paragraph_ends_where_a_blank_line_does() -> None:
    text = "One here.\n\nTwo is\nlong. Three. Four.\n\nFive."
    start = text.index("Three")
    assert around(text, start, start + len("Three.")) == ("Two is long.", "Four.")
    assert around("One.\nTwo. Three.", 5, 9) == ("", "Three.")


@pytest.mark.parametrize("excerpts", ["none", "paragraph"])
def test_hostile_text_stays_text_whatever_the_excerpts(excerpts) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    html = render(analyses.analysis(hostile), excerpts)
    assert html.count("<script>") == 1
    assert "<img" not in html
