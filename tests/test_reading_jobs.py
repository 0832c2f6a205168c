"""Reading many articles: in order, lazily, and the same in several processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from detente import ReadingError
from detente.reading import read, read_each
from detente.sources.article import Article
from readings import article

ARTICLES = tuple(
    article(f"India attacked {country} on Monday.") for country in ("Pakistan", "Nepal", "China")
)


class _Fatal(str):
    """A text that ends the process that takes it out of its envelope."""

    def __reduce__(self) -> tuple:
        return os._exit, (3,)


def test_several_processes_give_the_same_statements_in_the_same_order() -> None:
    assert read(ARTICLES, jobs=2) == read(ARTICLES)
    assert [len(found) for found in read_each(ARTICLES, jobs=2)] == [1, 1, 1]


def test_articles_are_taken_as_they_are_read() -> None:
    taken = []

    def articles() -> Iterator[Article]:
        for one in ARTICLES:
            taken.append(one)
            yield one

    next(iter(read_each(articles())))
    assert len(taken) == 1


def test_a_process_that_ends_by_itself_is_a_clear_error() -> None:
    fatal = replace(ARTICLES[0], text=_Fatal("India attacked Pakistan."))
    with pytest.raises(ReadingError, match="use fewer --jobs"):
        read([fatal], jobs=2)
