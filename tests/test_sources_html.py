"""HTML pages become articles whatever their markup."""

from __future__ import annotations

import pytest

from detente.errors import EmptySourceError, NotTextError
from detente.sources import read_article

SENTENCE = "The envoys of both sides met in Doha on Saturday and agreed to meet again."


def text_of(html: str, path: str = "page.html") -> str:
    return read_article(html.encode(), path).text


def test_a_page_is_known_by_its_content_not_its_name() -> None:
    assert text_of(f"<!doctype html><html><body><p>{SENTENCE}</p></body></html>", "page.txt") == SENTENCE


def test_a_text_that_only_mentions_a_tag_is_no_page() -> None:
    story = f"{SENTENCE} One of them wore a badge that read <b>peace</b>."
    assert text_of(story, "a.txt") == story


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "template", "textarea"])
def test_scripts_and_styles_never_leak(tag: str) -> None:
    html = f"<html><body><{tag}>secret words of the page that nobody sees.</{tag}><p>{SENTENCE}</p>"
    html += f"<p>{SENTENCE[:-1]} in June.</p><{tag.upper()}>secret</{tag.upper()}></body></html>"
    assert "secret" not in text_of(html)


@pytest.mark.parametrize("tags", ["<div>", "<div><p><a><b>", "<table><tr><td>", "<odd>", "<ul><li>"])
def test_deeply_nested_pages_neither_crash_nor_hang(tags: str) -> None:
    html = "<html><body>" + tags * 100_000 + f"<p>{SENTENCE}</p></body></html>"
    assert text_of(html) == SENTENCE


def test_entities_of_a_dtd_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;">]>'
    page = f"{bomb}<html><body><p>{SENTENCE}</p><p>&b;&b; {SENTENCE}</p></body></html>"
    assert "boom" not in text_of(page)


def test_a_page_without_an_article_says_so() -> None:
    with pytest.raises(EmptySourceError):
        text_of("<html><body><script>var a = 1;</script></body></html>")


def test_a_page_of_data_is_refused() -> None:
    with pytest.raises(NotTextError, match="characters"):
        text_of("<html><body>" + "<p>Envoys met.</p>" * 300_000)


def test_an_agency_as_author_is_the_publisher() -> None:
    html = f"""<html><head><meta property="og:site_name" content="The Harbour Times">
    <meta name="author" content="Reuters"><meta property="og:title" content="Envoys meet in Doha for talks">
    <meta property="article:published_time" content="2025-05-03T10:00:00Z"></head>
    <body><article><h1>Envoys meet in Doha for talks</h1><p>DOHA, May 3 (Reuters) - {SENTENCE}</p>
    <p>Neither side would say what the talks were about, and mediators kept silent.</p></article>"""
    article = read_article(html.encode(), "page.html")
    assert (article.publisher, article.carried_by) == ("Reuters", ("The Harbour Times",))
    assert article.title == "Envoys meet in Doha for talks"
    assert article.published == "2025-05-03"
    assert article.text.startswith(SENTENCE)


def test_the_declared_charset_of_a_page_is_believed() -> None:
    html = '<html><head><meta charset="windows-1251"></head><body><p>' + SENTENCE + " «Да».</p></body></html>"
    assert "«Да»" in read_article(html.encode("cp1251"), "page.html").text
