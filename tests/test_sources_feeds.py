"""A feed is expanded to its articles, whatever its dialect; a broken or hostile one harms nothing."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.websites import Answer, Clock, Website, page, story, website

from detente.errors import (
    DetenteError,
    EmptySourceError,
    FetchError,
    LanguageError,
    NotTextError,
    SourceError,
    TooLargeError,
)
from detente.sources import Document, load_documents, read_article
from detente.sources.listing import read_listing

RSS_2 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Ruritania Times</title><atom:link rel="self" href="/feed"/><link>{root}/</link>
<item><title>Talks in &lt;b&gt;Doha&lt;/b&gt; &amp;amp; beyond</title><link>{root}/doha#top</link>
  <pubDate>Sat, 01 Mar 2025 10:00:00 GMT</pubDate><dc:creator>Jane Doe</dc:creator></item>
<item><title>Talks in Oslo</title><link>/oslo</link>
  <pubDate>Sun, 02 Mar 2025 10:00:00 GMT</pubDate><author>desk@times.example (John Roe)</author></item>
</channel></rss>"""
RSS_091 = """<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://{host}/rss-0.91.dtd">
<rss version="0.91"><channel><title>Ruritania Times</title><link>{root}/</link>
<item><title>Talks in Doha</title><link>{root}/doha</link></item>
<item><title>Talks in Oslo</title><link>{root}/oslo</link></item></channel></rss>"""
RSS_1 = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="{root}/"><title>Ruritania Times</title><link>{root}/</link></channel>
<item rdf:about="{root}/doha"><title>Talks in Doha</title><link>{root}/doha</link><dc:date>2025-03-01</dc:date></item>
<item rdf:about="{root}/oslo"><title>Talks in Oslo</title><link>{root}/oslo</link><dc:date>2025-03-02</dc:date></item>
</rdf:RDF>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Ruritania Times</title><link href="{root}/"/>
<author><name>Jane Doe</name></author>
<entry><title>Talks in Doha</title><id>tag:1</id><link rel="self" href="/x"/><link href="/doha"/>
  <published>2025-03-01T10:00:00Z</published><updated>2025-03-04T10:00:00Z</updated></entry>
<entry><title type="html">Talks in &lt;i&gt;Oslo&lt;/i&gt;</title><id>{root}/oslo</id>
  <published>2025-03-02T10:00:00Z</published><author><name>John Roe</name></author></entry>
</feed>"""
DIALECTS = {"RSS 2.0": RSS_2, "RSS 0.91": RSS_091, "RSS 1.0": RSS_1, "Atom": ATOM}
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi"))
    + "]><rss><channel><item><title>&i;</title><link>/x</link></item></channel></rss>"
)


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as running:
        running.answers.update({"/doha": page("", story("Doha")), "/oslo": page("", story("Oslo"))})
        yield running


def serve(site: Website, feed: str, kind: str = "application/xml") -> str:
    site.answers["/feed"] = Answer(feed.replace("{root}", site.root), kind)
    return site.url("/feed")


def read(path: str | Path, told: list[SourceError] | None = None) -> list[Document]:
    told = [] if told is None else told
    return list(load_documents(path, allow_private=True, manners=Clock().manners(), on_skip=told.append))


@pytest.mark.parametrize(
    "kind", ["application/rss+xml", "text/xml", "text/html; charset=utf-8", "text/plain"]
)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_feed_at_an_address_gives_its_articles_in_its_order(site: Website, dialect: str, kind: str) -> None:
    documents = read(serve(site, DIALECTS[dialect], kind))
    assert [d.source for d in documents] == [site.url("/doha"), site.url("/oslo")]
    assert [d.article.text for d in documents] == [story("Doha"), story("Oslo")]
    assert [d.article.path for d in documents] == [d.source for d in documents]
    assert [d.raw for d in documents] == [site.answers[p].body.encode() for p in ("/doha", "/oslo")]  # type: ignore[union-attr]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gzip"])
def test_a_feed_in_a_file_gives_its_articles(
    site: Website, tmp_path: Path, dialect: str, encoding: str
) -> None:
    text = DIALECTS[dialect].replace("{root}", site.root)
    data = gzip.compress(text.encode()) if encoding == "gzip" else text.encode(encoding)
    (tmp_path / "saved.xml").write_bytes(data)
    assert [d.source for d in read(tmp_path / "saved.xml")] == [site.url("/doha"), site.url("/oslo")]


def test_a_feed_on_standard_input_gives_its_articles(site: Website) -> None:
    feed = RSS_2.replace("{root}", site.root).encode()
    documents = load_documents("-", stdin=feed, allow_private=True, manners=Clock().manners())
    assert [d.source for d in documents] == [site.url("/doha"), site.url("/oslo")]


def test_the_encoding_that_the_feed_declares_is_used(site: Website, tmp_path: Path) -> None:
    site.answers["/doha"] = page("", story("Doha"))
    feed = (
        '<?xml version="1.0" encoding="iso-8859-2"?><rss><channel><title>x</title>'
        f"<item><title>Rozmowy w Łodzi</title><link>{site.url('/doha')}</link></item></channel></rss>"
    )
    (tmp_path / "a.rss").write_bytes(feed.encode("iso-8859-2"))
    assert read(tmp_path / "a.rss")[0].article.title == "Rozmowy w Łodzi"


def test_what_a_page_lacks_the_feed_tells(site: Website) -> None:
    doha, oslo = (d.article for d in read(serve(site, RSS_2)))
    assert (doha.title, doha.byline, doha.published) == (
        "Talks in Doha & beyond",
        ("Jane Doe",),
        "2025-03-01",
    )
    assert (oslo.title, oslo.byline, oslo.published) == ("Talks in Oslo", ("John Roe",), "2025-03-02")
    assert doha.publisher == oslo.publisher == "Ruritania Times"
    doha, oslo = (d.article for d in read(serve(site, ATOM)))
    assert (doha.published, doha.modified, doha.byline) == ("2025-03-01", "2025-03-04", ("Jane Doe",))
    assert (oslo.title, oslo.byline) == ("Talks in Oslo", ("John Roe",))


def test_what_a_page_tells_itself_comes_before_the_feed(site: Website) -> None:
    site.answers["/doha"] = Answer(
        "<!doctype html><html><head><title>Ministers meet</title>"
        "<meta name='author' content='Ada Poe'><meta property='article:published_time' content='2025-02-28'>"
        f"</head><body><article><p>{story('Doha').replace(chr(10) * 2, '</p><p>')}</p></article></body></html>"
    )
    article = read(serve(site, RSS_2))[0].article
    assert (article.title, article.byline, article.published) == (
        "Ministers meet",
        ("Ada Poe",),
        "2025-02-28",
    )


def test_an_aggregator_is_no_publisher(site: Website) -> None:
    feed = RSS_2.replace("<link>{root}/</link>", "<link>https://all-the-news.example/</link>").replace(
        "<link>/oslo</link>", "<link>{root}/oslo</link><source url='x'>Elbonia Herald</source>"
    )
    assert [d.article.publisher for d in read(serve(site, feed))] == [None, "Elbonia Herald"]


WHOLE = "".join(f"<p>{p}</p>" for p in story("Lima").split("\n\n"))
FULL = {
    "RSS": f"""<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>
<title>Talks in Lima</title><link>{{root}}/lima</link><pubDate>3 Mar 2025</pubDate>
<content:encoded><![CDATA[{WHOLE}]]></content:encoded></item></channel></rss>""",
    "Atom, escaped": f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Talks in Lima</title>
<link href="{{root}}/lima"/><published>2025-03-03</published>
<content type="html"><![CDATA[{WHOLE}]]></content></entry></feed>""",
    "Atom, as markup": f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Talks in Lima</title>
<link href="{{root}}/lima"/><published>2025-03-03</published><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml">{WHOLE}</div></content></entry></feed>""",
    "Atom, plain": f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Talks in Lima</title>
<link href="{{root}}/lima"/><published>2025-03-03</published><content>{story("Lima")}</content></entry></feed>""",
}


@pytest.mark.parametrize("how", FULL)
def test_the_whole_text_in_a_feed_stands_in_for_a_page_that_cannot_be_had(site: Website, how: str) -> None:
    (document,) = read(serve(site, FULL[how]))
    article = document.article
    assert article.text == story("Lima")
    assert (article.title, article.published) == ("Talks in Lima", "2025-03-03")
    assert (document.source, article.url) == (site.url("/lima"), site.url("/lima"))
    assert read_article(document.raw, document.source).text == article.text


def test_a_page_comes_before_the_text_in_the_feed(site: Website) -> None:
    site.answers["/lima"] = page(
        "Talks in Lima", story("Lima") + "\n\nA fuller report follows on the page itself."
    )
    assert "fuller report" in read(serve(site, FULL["RSS"]))[0].article.text


def test_an_entry_without_an_address_is_read_from_the_feed(site: Website) -> None:
    feed = FULL["RSS"].replace("<link>{root}/lima</link>", "<guid isPermaLink='false'>no-7</guid>")
    (document,) = read(serve(site, feed))
    assert document.source == site.url("/feed#no-7")
    assert document.article.text == story("Lima")


def test_a_page_that_cannot_be_had_is_told_and_the_others_are_read(site: Website) -> None:
    del site.answers["/doha"]
    told: list[SourceError] = []
    assert [d.source for d in read(serve(site, RSS_2), told)] == [site.url("/oslo")]
    assert [e.where for e in told] == [site.url("/doha")]
    assert "404" in told[0].what


def test_an_article_named_twice_is_fetched_once(site: Website) -> None:
    feed = RSS_2.replace("<link>/oslo</link>", "<link>/doha#comments</link>")
    told: list[SourceError] = []
    assert len(read(serve(site, feed), told)) == 1
    assert told == []
    assert site.asked.count("/doha") == 1


def test_a_feed_leads_to_nothing_but_the_web(site: Website, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(story("Doha"))
    feed = RSS_2.replace("<link>/oslo</link>", f"<link>file://{tmp_path}/secret.txt</link>").replace(
        "<link>{root}/doha#top</link>", f"<link>{tmp_path}/secret.txt</link>"
    )
    (tmp_path / "feed.rss").write_text(feed.replace("<link>{root}/</link>", ""))
    told: list[SourceError] = []
    with pytest.raises(SourceError, match="none of 2"):
        read(tmp_path / "feed.rss", told)
    assert all(isinstance(e, FetchError) and "only http and https" in e.what for e in told)


def test_a_feed_does_not_lead_inside_unless_that_is_allowed(site: Website, tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_text(RSS_2.replace("{root}", site.root))
    told: list[SourceError] = []
    with pytest.raises(SourceError, match="none of 2"):
        list(load_documents(tmp_path / "feed.rss", manners=Clock().manners(), on_skip=told.append))
    assert "private network" in told[0].what
    assert "1 more addresses" in told[1].what
    assert site.asked == []


def test_a_feed_cut_off_gives_what_is_whole_in_it_and_says_so(site: Website) -> None:
    told: list[SourceError] = []
    documents = read(serve(site, RSS_2[: RSS_2.index("<title>Talks in Oslo")]), told)
    assert documents[0].source == site.url("/doha")
    assert "broken XML at line" in told[0].what
    assert told[0].where == site.url("/feed")


def test_characters_named_as_in_html_do_no_harm(site: Website) -> None:
    told: list[SourceError] = []
    documents = read(
        serve(site, RSS_2.replace("Talks in Oslo", "Caf&eacute;s &mdash; Oslo &amp; back")), told
    )
    assert documents[1].article.title == "Cafés — Oslo & back"
    assert told == []


HOSTILE = {
    "a billion laughs": (BOMB, NotTextError, "declarations of its own"),
    "a file of this machine": (
        BOMB[: BOMB.index("<!ENTITY")]
        + '<!ENTITY i SYSTEM "file:///etc/hostname">'
        + BOMB[BOMB.index("]><rss") :],
        NotTextError,
        "declarations of its own",
    ),
    "under another name": (
        BOMB.replace("DOCTYPE rss", "DOCTYPE lolz"),
        NotTextError,
        "declarations of its own",
    ),
    "without a declaration": (BOMB.replace('<?xml version="1.0"?>', ""), NotTextError, "declarations"),
    "deeply nested": (
        "<rss><channel>" + "<a>" * 100_000 + "</a>" * 100_000 + "</channel></rss>",
        NotTextError,
        "broken XML",
    ),
    "a million tags": ("<rss><channel>" + "<a/>" * 2_000_000 + "</channel></rss>", TooLargeError, "bounds"),
    "a million attributes": (
        "<rss><channel "
        + " ".join(f'a{n}=""' for n in range(1_500_000))
        + "/>"
        + "<a/>" * 600_000
        + "</rss>",
        TooLargeError,
        "bounds",
    ),
    "too many articles": (
        "<rss><channel>" + "<item><link>/a</link></item>" * 50_001 + "</channel></rss>",
        TooLargeError,
        "50,001",
    ),
    "no article": (
        "<rss><channel><title>Empty</title></channel></rss>",
        EmptySourceError,
        "names no article",
    ),
    "nothing but its beginning": ("<rss><channel>", NotTextError, "broken XML"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_empty_feed_ends_in_one_clear_error(name: str, tmp_path: Path) -> None:
    feed, kind, words = HOSTILE[name]
    (tmp_path / "feed.rss").write_text(feed)
    with pytest.raises(kind, match=words) as caught:
        read(tmp_path / "feed.rss")
    assert caught.value.where == str(tmp_path / "feed.rss")
    assert caught.value.remedy
    assert "\n" not in caught.value.message


def test_nothing_is_fetched_for_a_document_type(site: Website) -> None:
    feed = RSS_091.replace("{host}", site.root.removeprefix("http://"))
    assert len(read(serve(site, feed))) == 2
    assert not any("dtd" in path for path in site.asked)


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b"<rss><channel>" + b" " * 60_000_000),
        gzip.compress(gzip.compress(RSS_2.encode())),
        gzip.compress(RSS_2.encode())[:-40],
    ],
    ids=["bomb", "twice", "cut off"],
)
def test_a_packed_feed_is_unpacked_within_bounds(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "feed.xml.gz").write_bytes(data)
    with pytest.raises((TooLargeError, NotTextError)) as caught:
        read(tmp_path / "feed.xml.gz")
    assert caught.value.where == str(tmp_path / "feed.xml.gz")


@pytest.mark.parametrize(
    "text",
    [
        "<?xml version='1.0'?><rss><item>Envoys met.</item></rss>",
        "<?xml version='1.0'?><feed><entry>Envoys met.</entry></feed>",
        "<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><item/></rdf:RDF>",
        "<?xml version='1.0'?><minutes>Envoys met.</minutes>",
    ],
)
def test_other_xml_is_refused_as_data(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text)
    with pytest.raises(NotTextError, match="XML data"):
        read(tmp_path / "a.txt")


def test_a_feed_of_articles_in_another_language_says_so_of_each(site: Website) -> None:
    german = (
        "Der Minister reiste am Montag nach Oslo, um dort über den Handel zu sprechen, sagte ein Sprecher. "
    )
    site.answers.update({"/doha": page("Reise", german * 5), "/oslo": page("Reise", german * 6)})
    told: list[SourceError] = []
    with pytest.raises(SourceError, match="none of 2"):
        read(serve(site, RSS_2), told)
    assert [type(e) for e in told] == [LanguageError, LanguageError]


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "<rss>", "<channel>", "<item>", "<link>/a</link>", "</item>", "</channel>", "</rss>", "<feed>",
            '<feed xmlns="http://www.w3.org/2005/Atom">', "<entry>", "</entry>", "<urlset>", "<url>", "<loc>x</loc>",
            "</url>", "<sitemapindex>", "<!DOCTYPE rss>", "<!DOCTYPE rss [", "<![CDATA[", "]]>", "<!--", "-->", "&x;",
            "&#0;", "<?xml version='1.0'?>", "\x00", "é", '<link href="http://[">', "<title>T</title>", "]>",
        ]
    ),
    max_size=25,
)  # fmt: skip


@given(st.one_of(FRAGMENTS.map("".join).map(str.encode), st.binary(max_size=200)))
def test_any_bytes_give_a_listing_nothing_or_a_clear_error(data: bytes) -> None:
    where = None
    try:
        listing = read_listing(data, "a.xml", url="https://example.org/feed")
    except DetenteError as error:
        where, listing = error.where, None
    assert where in (None, "a.xml")
    assert listing is None or listing.entries
