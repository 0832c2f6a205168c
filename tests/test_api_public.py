"""The Python API: its names, and that a notebook shows what it gives."""

from __future__ import annotations

import importlib
import inspect

import pytest

import detente
from detente.api import Table, brief
from detente.api.inputs import articles_of
from detente.sources.article import Article


def article(text: str = "Ruritania sent aid to Elbonia.", title: str = "Aid") -> Article:
    return Article("id", "a.txt", title, (), None, (), "2025-03-01", None, None, "en", text)


def test_all_is_exactly_the_public_names():
    assert list(detente.__all__) == sorted(detente.__all__)
    assert set(detente.__all__) == set(detente._MODULE_OF) | {"__version__"}
    assert dir(detente) == sorted(detente.__all__)


@pytest.mark.parametrize("name", [n for n in detente.__all__ if n != "__version__"])
def test_every_public_name_is_there_and_says_what_it_is(name):
    value = getattr(detente, name)
    assert inspect.getdoc(value)
    assert value is getattr(importlib.import_module(f"detente.{detente._MODULE_OF[name]}"), name)


def test_type_checkers_see_the_same_names():
    source = inspect.getsource(detente)
    block = source[source.index("if TYPE_CHECKING:") : source.index("_HOME")]
    for name in detente._MODULE_OF:
        assert f"{name},\n" in block or f" {name}\n" in block or f" {name}," in block, name


def test_a_name_that_does_not_exist_is_an_attribute_error():
    with pytest.raises(AttributeError, match="armistice"):
        detente.armistice  # noqa: B018


def test_every_error_is_public_and_below_the_root():
    errors = importlib.import_module("detente.errors")
    named = {n for n, v in vars(errors).items() if inspect.isclass(v) and issubclass(v, Exception)}
    assert named <= set(detente.__all__)
    assert all(issubclass(getattr(errors, n), detente.DetenteError) for n in named)


def test_functions_take_one_article_or_many():
    one = article()
    assert articles_of(one) == (one,)
    assert articles_of([one, one]) == (one, one)
    assert articles_of(a for a in [one]) == (one,)
    assert detente.load([one]) == (one,)


def test_a_table_is_a_tuple_that_shows_itself():
    table = Table([article(title="Talks in <b>Geneva</b>"), article(title="More & more")])
    assert table == tuple(table)
    assert isinstance(table[:1], Table)
    assert isinstance(table[0], Article)
    html = table._repr_html_()
    assert "Talks in &lt;b&gt;Geneva&lt;/b&gt;" in html
    assert "More &amp; more" in html


def test_an_empty_table_says_so():
    assert "nothing" in Table()._repr_html_()


def test_a_long_table_counts_what_it_does_not_show():
    assert "and 100 more" in Table([article()] * 300)._repr_html_()


def test_the_steps_by_hand_and_the_main_job_agree(levant):
    articles = detente.load(levant)
    statements = detente.read(articles)
    weighed = detente.weigh(articles, statements)
    assembly = detente.assemble(articles, statements, weighed)
    assert all(
        a.text[s.start : s.end] == s.quote for a in articles for s in statements if s.article.id == a.id
    )
    assert detente.weigh(articles).claims == weighed.claims
    results = detente.simulate(assembly, runs=20, months=6, seed=3)
    made = brief(articles, runs=20, months=6, seed=3)
    assert made.analysis.statements == statements
    assert made.analysis.assembly.system == assembly.system
    assert made.analysis.results.inputs == results.inputs
    assert (made.analysis.results.mean == results.mean).all()
    for table in (articles, statements, weighed.claims):
        assert "<table>" in table._repr_html_()


def test_a_brief_shows_in_a_notebook_and_writes_itself(levant, tmp_path):
    made = detente.brief(levant, runs=20, months=6)
    path = made.write(tmp_path / "brief.html")
    assert path.read_text(encoding="utf8") == made.html
    shown = made._repr_html_()
    assert shown.startswith("<iframe")
    assert "<html" not in shown


def test_a_system_goes_to_a_file_and_back(levant, tmp_path):
    assembly = detente.assemble(levant)
    path = detente.save_system(assembly, tmp_path / "system.yaml")
    assert detente.load_system(path) == assembly.system
    assert not [p for p in detente.check(path, levant) if p.level == "error"]


def test_a_scenario_is_chosen_by_name_and_a_shock_by_text(levant):
    system = detente.assemble(levant).system
    name = system.scenarios[0].name
    results = detente.simulate(system, scenarios=[name], runs=10, months=3)
    assert results.scenarios == ("baseline", name)
    with pytest.raises(detente.ScenarioError, match="moon-landing"):
        detente.simulate(system, scenarios=["moon-landing"], runs=10, months=3)
