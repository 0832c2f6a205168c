"""An analysis: everything from the articles to what carries the result, as one value that can be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..dynamics.state import Explanation, HypothesisTest, Results
    from ..evidence.claim import Weighed
    from ..reading.statement import Statement
    from ..sources.article import Article
    from ..system.assembly import Assembly


@dataclass(frozen=True)
class Analysis:
    """Articles, what they say, what that adds up to, and what follows from it.

    `results` holds the baseline first; `explanations` say what carries the outcomes that matter most,
    `tests` what the model says of each conclusion of the articles.
    """

    articles: tuple[Article, ...] = field(repr=False)
    statements: tuple[Statement, ...] = field(repr=False)
    weighed: Weighed = field(repr=False)
    assembly: Assembly = field(repr=False)
    results: Results
    explanations: tuple[Explanation, ...] = field(repr=False)
    tests: tuple[HypothesisTest, ...] = field(default=(), repr=False)

    def _repr_html_(self) -> str:
        """The brief, framed."""
        from .brief import render

        return frame(render(self))


def frame(page: str) -> str:
    """A page in a frame of its own, so that its style stays out of the notebook."""
    return (
        '<iframe sandbox="allow-scripts allow-popups" width="100%" height="860" '
        f'title="detente brief" srcdoc="{escape(page)}"></iframe>'
    )
