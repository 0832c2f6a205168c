"""Pages as people paste them become articles: the fields right, the article's own words and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import SourceError
from detente.sources import Article, load, read_article

PAGES = Path(__file__).parent / "pages"

# page: title, byline, publisher, carried_by, published, modified
FIELDS = {
    "agency_reprint.txt": (
        "Armenia says draft peace treaty with Azerbaijan is ready",
        ("Lusine Petrosyan",),
        "Reuters",
        ("The Indus Times",),
        "2025-03-14",
        None,
    ),
    "aggregator.txt": (
        "Thailand's quiet deal with Myanmar's generals",
        ("May Thandar",),
        "The Mekong Herald",
        ("World Affairs Digest",),
        "2025-01-12",
        None,
    ),
    "article.html": (
        "Chad expels French envoy over base dispute",
        ("Idriss Haroun",),
        "Le Quotidien Libre",
        ("The Sahel Observer",),
        "2025-01-09",
        "2025-01-10",
    ),
    "broadcaster.txt": (
        "Ethiopia and Eritrea trade blame over border build-up",
        ("Tesfaye Alemu",),
        "Harbour News",
        (),
        None,
        None,
    ),
    "commentary.txt": (
        "A Hedge Too Far: Vietnam Between Its Giants",
        ("Minh Tran", "Rebecca Stone"),
        "Harbour Review",
        (),
        "2024-08-07",
        None,
    ),
    "forwarded_mail.txt": (
        "Georgia's ruling party courts Beijing as Brussels cools",
        ("Nino Beridze",),
        "Caspian Monitor",
        (),
        "2025-02-04",
        None,
    ),
    "front_matter.md": (
        "Kazakhstan hedges its oil routes",
        ("Dana Serik",),
        "The Steppe Review",
        (),
        "2025-05-06",
        None,
    ),
    "institute.txt": (
        "The Alliance of Sahel States after a year: united in exile",
        ("Aminata Koné", "Peter Hale"),
        "Centre for the Study of West Africa",
        (),
        "2025-09-18",
        None,
    ),
    "list_inside.txt": (
        "Sudan's army claims control of key bridge in Khartoum",
        (),
        "Horizon News",
        (),
        "2025-03-08",
        None,
    ),
    "newsletter.txt": (
        "Why Manila stopped whispering",
        ("Carla Reyes",),
        "The Strait Ledger",
        (),
        "2025-02-11",
        None,
    ),
    "newspaper.txt": (
        "Petro weighs reopening gas pipeline despite US pressure",
        ("Luisa Ortega", "James Field"),
        "The Harbour Times",
        (),
        "2024-12-03",
        None,
    ),
    "no_blank_lines.txt": (
        "India, China agree to resume border patrols in Depsang",
        ("Suhasini Rao",),
        "The Coromandel Post",
        (),
        None,
        "2024-10-22",
    ),
    "no_header.txt": (None, (), None, (), None, None),
    "promotion_inside.txt": (
        "Taiwan's navy drills near Kinmen as Beijing steps up coastguard patrols",
        ("Lin Mei-hua",),
        None,
        (),
        "2025-02-05",
        "2025-02-05",
    ),
    "section_kicker.txt": (
        "Tashkent Opens the Door to the Taliban",
        ("Rustam Aliev",),
        "THE PACIFIC ENVOY",
        (),
        "2024-06-17",
        None,
    ),
    "statement.txt": (
        "Stopping the Slide Toward War in South Sudan",
        ("Daniel Okello",),
        None,
        (),
        "2025-02-24",
        None,
    ),
    "timeline.txt": ("How the Cocos Islands became a chess square", (), None, (), "2024-06-10", None),
    "wrapped.txt": (
        "Hungary blocks new EU loan to Ukraine as talks on oil transit falter",
        ("Olena Hrytsenko", "Tamas Varga"),
        "Agence France-Presse",
        ("DNIPRO HERALD",),
        "2025-10-03",
        None,
    ),
}

# page: how the paragraphs of its text begin
PARAGRAPHS = {
    "agency_reprint.txt": ["Armenia said on Thursday", "The foreign ministry", "Azerbaijan wants Armenia"],
    "aggregator.txt": ["Thailand has quietly", "Rights groups", "The arrangement shows"],
    "article.html": [
        "Chad ordered",
        "The foreign minister",
        "A wider retreat",
        "France has left",
        "Diplomats expect",
    ],
    "broadcaster.txt": [
        "Ethiopia has accused",
        "Eritrea's information",
        "The two countries",
        "'No appetite for war'",
        "Analysts say",
        '"There is no appetite',
        "The African Union",
    ],
    "commentary.txt": [
        "What does Hanoi want",
        "Vietnam raised",
        "Hedging Is Not Balance",
        "Vietnam's leaders",
        "Russia's decline",
    ],
    "forwarded_mail.txt": ["Georgia's government", "Western diplomats", "A Chinese consortium"],
    "front_matter.md": [
        "Astana is buying",
        "Four fifths of Kazakh crude leaves through a Russian port.",
        "The Caspian detour",
        "Since 2022 Astana has shipped more oil through Baku",
        "Astana has shipped",
        "Officials say they want options",
    ],
    "institute.txt": [
        "The juntas",
        "1. A pact",
        "Sanctions by ECOWAS",
        "“Sanctions by ECOWAS",
        "2. The bill",
        "Niger's oil",
        "Conclusion",
        "Unless trade",
    ],
    "list_inside.txt": ["The bridge links", "The Sudanese army", "The Rapid Support", "Aid groups say"],
    "newsletter.txt": [
        "The Philippines has learned",
        "Two years ago",
        "The tactic",
        "It worked",
        "What comes next",
        "Beijing will probably",
    ],
    "newspaper.txt": ["Colombia is weighing", "The plan would", "“We are running", "Ecopetrol declined"],
    "no_blank_lines.txt": [
        "Both sides will",
        "India and China",
        "The agreement covers",
        "Beijing confirmed",
    ],
    "no_header.txt": ["Serbia bought", "Kosovo's government", "NATO's commander", "Belgrade denies"],
    "promotion_inside.txt": ["Taiwan’s navy held", "The defence ministry", "“We will not"],
    "section_kicker.txt": ["Uzbekistan’s new", "Uzbekistan will allow", "Tashkent wants", "Kazakhstan took"],
    "statement.txt": [
        "Fighting in Upper Nile",
        "Clashes between",
        "What Should Be Done",
        "The African Union",
    ],
    "timeline.txt": [
        "The islands lie",
        "7 October 2019",
        "Satellite pictures",
        "3 January 2023",
        "New hangars",
    ],
    "wrapped.txt": ["Hungary on Friday vetoed", "The European Commission", "Hungary's foreign minister"],
}


def only(page: str) -> Article:
    (article,) = load(PAGES / page)
    return article


@pytest.mark.parametrize("page", sorted(FIELDS))
def test_the_header_of_a_page_becomes_fields(page: str) -> None:
    article = only(page)
    found = (
        article.title,
        article.byline,
        article.publisher,
        article.carried_by,
        article.published,
        article.modified,
    )
    assert found == FIELDS[page]


@pytest.mark.parametrize("page", sorted(PARAGRAPHS))
def test_the_text_holds_the_article_and_nothing_of_the_page(page: str) -> None:
    paragraphs = only(page).text.split("\n\n")
    assert [p[: len(start)] for p, start in zip(paragraphs, PARAGRAPHS[page], strict=True)] == PARAGRAPHS[
        page
    ]


@pytest.mark.parametrize("page", sorted(p for p in FIELDS if p.endswith(".txt")))
def test_every_paragraph_stands_verbatim_in_the_pasted_page(page: str) -> None:
    source = (PAGES / page).read_text(encoding="utf8")
    assert all(p in source for p in only(page).text.split("\n\n"))


@pytest.mark.parametrize("page", sorted(FIELDS))
def test_a_clean_text_loads_as_itself(page: str) -> None:
    text = only(page).text
    assert read_article(text.encode(), "again.txt").text == text


def test_a_pull_quote_is_known_as_a_repeat_wherever_it_stands() -> None:
    article = only("institute.txt")
    (repeat,) = article.repeats
    assert article.text[repeat.start] == "“"
    assert article.text[repeat.first_start : repeat.first_end].startswith("Sanctions by ECOWAS")


def test_an_article_has_the_same_id_wherever_it_lies(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes((PAGES / "wrapped.txt").read_bytes())
    assert load(copy)[0].id == only("wrapped.txt").id
    assert re.fullmatch(r"a[0-9a-f]{16}", only("wrapped.txt").id)
    assert only("wrapped.txt").id != only("timeline.txt").id


def test_forms_captions_and_share_lines_go_from_any_site() -> None:
    page = """Envoys meet in Doha

By Ana Lind
3 May 2025

:Doha-skyline-at-night.jpg - Some Library
:Doha-skyline-at-night.jpg - Some Library

Envoys of both sides met in Doha on Saturday. They agreed to meet again.

Share this: Facebook Twitter Email

4 min read

Photo: The hotel where the talks were held

* indicates required

We use cookies to improve our website. By clicking accept, you consent to their use.

You can unsubscribe at any time by clicking the link in the footer of our emails.

The next round will be held in Muscat in June.…..SOURCE

To top
"""
    article = read_article(page.encode(), "page.txt")
    assert article.text == (
        "Envoys of both sides met in Doha on Saturday. They agreed to meet again.\n\n"
        "The next round will be held in Muscat in June."
    )


def test_a_site_that_carries_another_outlets_piece_is_no_publisher() -> None:
    page = """HSP | Harbour School of Policy

Rival navies meet off Djibouti

Ana Lind

Haaretz, 5 Mar. 2025

Two rival navies held talks off Djibouti this week. Neither side said what they were about.
"""
    article = read_article(page.encode(), "page.txt")
    assert (article.publisher, article.carried_by) == ("Haaretz", ("Harbour School of Policy",))
    assert article.byline == ("Ana Lind",)


VOCABULARY = "Turkey Mali troops said left the border talks with envoy on Monday oil Paris “quiet” it’s"
WORDS = st.sampled_from(VOCABULARY.split())
SENTENCES = st.lists(WORDS, min_size=2, max_size=12).map(
    lambda w: "The envoys said that " + " ".join(w) + " and the rest of it."
)
PARAGRAPH = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
ODD = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=80)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPH, min_size=1, max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))
def test_plain_prose_is_kept_word_for_word(paragraphs: list[str], newline: str) -> None:
    source = (newline * 2).join(paragraphs)
    text = read_article(source.encode(), "prose.txt").text
    assert set(text.split("\n\n")) == set(paragraphs)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(PARAGRAPH, ODD, WORDS), max_size=12))
def test_whatever_is_pasted_no_word_is_invented_and_cleaning_twice_changes_nothing(lines: list[str]) -> None:
    source = "\n\n".join(lines)
    try:
        text = read_article(source.encode(), "odd.txt").text
    except SourceError:
        return
    assert all(p in source for p in text.split("\n\n"))
    assert read_article(text.encode(), "again.txt").text == text
