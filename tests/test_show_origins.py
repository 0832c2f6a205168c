"""Who said it first, who copied whom, what rests on it; and the questions that lead to the answers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import analyses
from detente.show.brief import parts_of, render
from detente.show.index import Index
from detente.show.parts.origins import origins


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(analyses.analysis())


def test_those_on_whose_word_alone_most_rests_come_first(index: Index) -> None:
    made = origins(index)
    alone = [o.alone for o in made.first]
    assert alone == sorted(alone, reverse=True)
    assert made.single == sum(o.alone for o in (*made.first, *made.others))


def test_a_claim_with_one_origin_is_marked_as_such_and_comes_first(index: Index) -> None:
    for tree in origins(index).first:
        marks = [c.alone for c in tree.claims]
        assert marks == sorted(marks, reverse=True)
        assert all(c.alone == (len(c.entry.origins) == 1) for c in tree.claims)


def test_a_copy_stands_below_what_it_copies() -> None:
    given = analyses.analysis()
    news, comment = given.articles
    (copy,) = given.weighed.copies
    claim = next(
        c for c in given.weighed.claims if len(c.origins) == 1 and c.origins[0].name == news.publisher
    )
    again = next(s for s in given.statements if s.article.id == comment.id)
    support = next(s for s in given.weighed.support if s.claim == claim.id)
    weighed = replace(
        given.weighed,
        copies=(replace(copy, kind="reprint", share=0.97),),
        support=(*given.weighed.support, replace(support, statement=again.id)),
    )
    tree = next(o for o in origins(Index(replace(given, weighed=weighed))).first if o.name == news.publisher)
    (root,) = tree.prints
    assert root.title == news.title
    assert [p.title for p in root.copies] == [comment.title]
    assert root.copies[0].how.startswith(f"reprints {news.publisher}: 97 % of its words")


def test_every_question_leads_to_a_place_of_the_page() -> None:
    given = analyses.analysis()
    asked = parts_of(given, "sentence")["questions"]
    html = render(given)
    assert len(asked) >= 5
    for q in asked:
        assert f'id="{q.target}"' in html
    assert any("what changes, and why?" in q.text for q in asked)


def test_where_no_scenario_was_run_the_page_says_so_and_how_to_get_one() -> None:
    given = analyses.analysis()
    r = given.results
    only = replace(
        r,
        scenarios=r.scenarios[:1],
        **{f: getattr(r, f)[:1] for f in ("mean", "sd", "quantiles", "contrast_mean", "contrast_quantiles",
                                          "contrast_sd", "final", "forecasts")},
    )  # fmt: skip
    html = render(replace(given, results=only))
    assert "The articles propose no scenario that the model could impose" in html
    assert "--scenarios" in html
    assert "no scenario was run" in html


def test_a_scenario_says_why_what_it_moves_is_moved() -> None:
    given = analyses.analysis()
    why = tuple(replace(x, contrast=x.scenario != "baseline", value=0.2) for x in given.explanations)
    html = render(replace(given, explanations=why))
    part = html[html.index('id="s-1"') : html.index('id="s-2"')]
    assert "<h4>Why</h4>" in part
    assert re.search(r'href="#m-[a-z]+"', part)
    assert 'href="#x-3"' in part


def test_what_holds_a_change_back_is_not_given_as_its_reason() -> None:
    given = analyses.analysis()
    why = tuple(replace(x, contrast=x.scenario != "baseline", value=-0.1) for x in given.explanations)
    reasons = [
        r
        for p in parts_of(replace(given, explanations=why), "sentence")["scenarios"].parts
        for r in p.reasons
    ]
    pushes = [p for r in reasons for p in (*r.mechanisms, *r.claims)]
    assert {p.against for p in pushes} == {True, False}
    assert all(p.against == p.share.startswith("+") for p in pushes)


def test_forecasts_are_told_apart_by_what_the_model_makes_of_them() -> None:
    part = parts_of(analyses.analysis(), "sentence")["forecasts"]
    assert {f.stance for f in part} == {"doubts", "shares", "open"}
    assert all(f.doubted == (f.gap != 0) for f in part if f.chart)
