"""Memory of reading a thousand articles one after another: peak after the first hundred, and after all."""

from __future__ import annotations

import random
import resource
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.measure import EXAMPLES, Row

ARTICLES, FIRST = 1000, 100


def rows() -> list[Row]:
    """Read generated articles in a stream that keeps nothing but a count."""
    from detente.reading import read_each

    statements = first = 0
    for number, found in enumerate(read_each(_articles()), 1):
        statements += len(found)
        if number == FIRST:
            first = _peak()
    return [
        ("memory: articles read", ARTICLES, "articles"),
        ("memory: statements", statements, "statements"),
        (f"memory: peak after {FIRST}", first, "MB"),
        (f"memory: growth of the peak from {FIRST} to {ARTICLES}", _peak() - first, "MB"),
    ]


def _articles() -> Iterator:
    """Articles of three paragraphs drawn from the examples, each with words that no other has."""
    from detente.sources import load

    chance = random.Random(0)
    examples = load(EXAMPLES)
    paragraphs = [p for a in examples for p in a.text.split("\n\n") if len(p) > 200]
    for number in range(ARTICLES):
        new = "".join(chance.choices("abcdefghijklmnop", k=8)).title()
        body = "\n\n".join(chance.sample(paragraphs, 3))
        text = f"{new} met Ambassador {new[::-1].title()} of France on Monday.\n\n{body}"
        yield replace(examples[0], id=f"a{number}", text=text)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
