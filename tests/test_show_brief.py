"""The brief: a page that holds all its parts, leads numbers to sentences and lets nothing in or out."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

import analyses
from detente.show.brief import CONTENTS, render

HOSTILE = (
    "<script>alert('owned')</script><img src=x onerror=alert(1)>\"><svg/onload=alert(2)>"
    "{{ 7 * 7 }}\u202egnp.exe\x00\x1b\ud800]]></style><!--"
)


class Page(HTMLParser):
    """What a page consists of: elements with their attributes, and the text outside of style and script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("style", "script"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.text.append(data)

    def ids(self) -> list[str]:
        return [a["id"] for _, a in self.elements if a.get("id")]


@pytest.fixture(scope="module")
def html() -> str:
    return render(analyses.analysis())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_every_part_is_there_and_in_the_contents(page: Page) -> None:
    links = [a.get("href") for tag, a in page.elements if tag == "a"]
    sections = [a["id"] for tag, a in page.elements if tag == "section"]
    assert sections == [name for name, _ in CONTENTS]
    assert all(f"#{name}" in links for name, _ in CONTENTS)


def test_no_part_is_left_empty_when_there_is_something_to_show(html: str) -> None:
    assert 'class="nothing"' not in html


def test_every_link_within_the_page_leads_somewhere(page: Page) -> None:
    ids = page.ids()
    assert len(ids) == len(set(ids))
    for tag, a in page.elements:
        if tag == "a" and (a.get("href") or "").startswith("#"):
            assert a["href"][1:] in ids
        for target in (a.get("data-open") or "").split():
            assert target in ids


def test_every_estimate_from_claims_opens_those_claims(page: Page) -> None:
    given = analyses.analysis()
    opened = {t for _, a in page.elements for t in (a.get("data-open") or "").split()}
    s = given.assembly.system
    estimates = [p.position for p in s.positions] + [t.value for t in s.ties] + [p.level for p in s.presence]
    cited = {c for e in estimates for c in e.claims}
    assert cited
    assert {f"c-{c}" for c in cited} <= opened


def test_every_claim_shows_its_words_and_who_said_them(html: str) -> None:
    import markupsafe

    for s in analyses.analysis().statements:
        assert str(markupsafe.escape(s.quote)) in html
        for a in s.attribution:
            assert a.speaker in html


def test_the_page_asks_nothing_of_the_network(html: str, page: Page) -> None:
    assert not re.search(r"@import|url\(|<link\b|<iframe|<img|<base\b", html.replace("url(#", ""))
    for tag, a in page.elements:
        assert "src" not in a
        if tag != "a":
            assert "href" not in a
    outside = [
        a["href"] for tag, a in page.elements if tag == "a" and not (a.get("href") or "#").startswith("#")
    ]
    assert set(outside) == {"https://courier.example/awash", "https://corridors.example/two-harbours"}


def test_the_policy_allows_the_page_s_own_style_and_script_and_no_other(html: str, page: Page) -> None:
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not [a for _, a in page.elements if "style" in a or any(k.startswith("on") for k in a)]


def test_the_same_analysis_gives_the_same_bytes(html: str) -> None:
    assert render(analyses.analysis()) == html


def test_no_machine_path_is_told(html: str) -> None:
    given = analyses.analysis()
    moved = tuple(replace(a, path="/home/somebody/" + a.path) for a in given.articles)
    assert "/home/somebody" not in render(replace(given, articles=moved))


def test_hostile_text_stays_text() -> None:
    html = render(analyses.analysis(HOSTILE))
    page = Page(html)
    tags = [tag for tag, _ in page.elements]
    assert tags.count("script") == 1
    assert tags.count("style") == 1
    assert "img" not in tags
    assert not [a for _, a in page.elements if any(k.startswith("on") for k in a)]
    assert not [a for _, a in page.elements if (a.get("href") or "").lower().startswith("javascript")]
    assert "<script>alert('owned')</script>" in "".join(page.text)
    assert "{{ 7 * 7 }}" in "".join(page.text)
    html.encode("utf8")
    assert not set("\u202e\x00\x1b") & set(html)


def test_an_analysis_of_nothing_still_makes_a_page_that_says_so() -> None:
    page = Page(render(analyses.empty()))
    assert [a["id"] for tag, a in page.elements if tag == "section"] == [name for name, _ in CONTENTS]
    text = " ".join(" ".join(page.text).split())
    assert "Nothing in it was read as a statement." in text
    assert "No issue" in text
    assert "Nothing in it could be put into a statement" in text


def test_each_line_of_the_summary_leads_on(html: str) -> None:
    summary = html[html.index('<section id="summary"') : html.index('<section id="read"')]
    for paragraph in re.findall(r"<dd><p>(.*?)</p></dd>", summary, re.DOTALL):
        assert paragraph.count('href="#') >= 1
    assert summary.count("<dt>") == 5


def test_a_forecast_the_model_cannot_judge_says_so(html: str) -> None:
    assert html.count("The variable that would decide these is not in the model") == 1


def test_probabilities_are_called_uncalibrated_and_assumptions_are_told(html: str) -> None:
    part = html[html.index('<section id="forecasts"') : html.index('<section id="scenarios"')]
    assert part.count(">uncalibrated<") == 3
    assert "horizon of 12 months" in part


def test_headings_never_skip_a_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_every_picture_has_a_title(html: str) -> None:
    pictures = re.findall(r'<svg(?=[^>]*role=")[^>]*>(<title>)?', html)
    assert len(pictures) > 40
    assert all(pictures)


def test_the_page_stays_small(html: str) -> None:
    assert len(html.encode()) < 1_500_000


def test_a_notebook_shows_the_page_in_a_frame_of_its_own() -> None:
    shown = analyses.analysis()._repr_html_()
    assert shown.startswith("<iframe")
    assert "allow-same-origin" not in shown
    assert "<script>" not in shown


def test_shares_that_could_not_be_computed_are_not_passed_off_as_none() -> None:
    given = analyses.analysis()
    broken = tuple(
        replace(x, claims=tuple(replace(s, share=float("nan")) for s in x.claims)) for x in given.explanations
    )
    assert "could not be computed" in render(replace(given, explanations=broken))


def test_a_quotation_that_brings_its_own_marks_gets_no_second_pair() -> None:
    from detente.show.figures import quoted

    assert quoted("“We hold the quay.”") == "“We hold the quay.”"
    assert quoted("We hold the quay.") == "“We hold the quay.”"


def test_an_explained_change_is_told_apart_from_a_level() -> None:
    given = analyses.analysis()
    changes = tuple(replace(x, contrast=True, value=0.12) for x in given.explanations)
    assert "+0.12 against the baseline in month" in render(replace(given, explanations=changes))
    assert "against the baseline in month" not in render(
        replace(given, explanations=tuple(replace(x, contrast=False) for x in given.explanations))
    )


def test_what_is_only_possible_is_not_worded_as_if_it_had_happened() -> None:
    from detente.reading.statement import Event

    given = analyses.analysis()
    claims = tuple(
        replace(c, modality="possible")
        if isinstance(c.content, Event) and c.content.event_type == "ACCUSE"
        else c
        for c in given.weighed.claims
    )
    html = render(replace(given, weighed=replace(given.weighed, claims=claims)))
    assert "Egypt to accuse Ethiopia" in html
    assert "Egypt accused Ethiopia" not in html
