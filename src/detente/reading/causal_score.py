"""How likely a link is causal: a logistic model over its features, with a second one for its sentence as a whole.

Weights are data (data/causal_weights.csv), made by tools/train_causal.py. The score of a sentence adds to its own
features how strong its strongest link is and how likely it is that any of them is causal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log, log1p
from typing import TYPE_CHECKING

from ..data import table
from .causal_features import of_link, of_sentence
from .causal_links import idle

if TYPE_CHECKING:
    from spacy.tokens import Span

    from .causal_links import Link

SUMMARY = ("=strongest", "=any", "=idle")  # names of what a sentence's links add to its score
_BOUNDS = (-6.0, 4.0)  # of a strongest link's score, so that one link does not outweigh all else


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by feature name.

    `=link` and `=sentence` are constants, `=threshold` is the least score of a causal sentence.
    """

    by_name: Mapping[str, float]

    @classmethod
    def shipped(cls) -> Weights:
        """The weights in data/causal_weights.csv."""
        return _shipped()

    def of_link(self, names: Iterable[str]) -> float:
        """Log odds that a link with these features is causal."""
        get = self.by_name.get
        return get("=link", 0.0) + sum(get(name, 0.0) for name in set(names))

    def of_sentence(self, names: Iterable[str], links: Sequence[float], resting: Sequence[bool]) -> float:
        """How far a sentence with these features, and links of these log odds, lies above the threshold."""
        get = self.by_name.get
        own = get("=sentence", 0.0) + sum(get(name, 0.0) for name in set(names))
        return (
            own
            + sum(get(n, 0.0) * v for n, v in zip(SUMMARY, summary(links, resting)))
            - get("=threshold", 0.0)
        )


@cache
def _shipped() -> Weights:
    rows = table("detente.reading", "causal_weights.csv")
    return Weights({row["feature"]: float(row["weight"]) for row in rows})


def summary(links: Sequence[float], resting: Sequence[bool]) -> tuple[float, float, float]:
    """What the links of a sentence say together.

    The log odds of the strongest, the log of how many are to be expected, and the log odds of the strongest idle one.
    """
    speaking = [score for score, rests in zip(links, resting) if not rests]
    none = -sum(log1p(-min(0.999, probability(score))) for score in speaking)
    return (
        _strongest(speaking),
        log(none + 1e-3),
        _strongest([score for score, rests in zip(links, resting) if rests]),
    )


def _strongest(scores: Sequence[float]) -> float:
    low, high = _BOUNDS
    return min(high, max(low, *scores, low))


def probability(score: float) -> float:
    """The probability that log odds stand for."""
    return 1 / (1 + exp(-score))


def judge(sentence: Span, links: Sequence[Link], weights: Weights) -> tuple[float, tuple[float, ...]]:
    """Score of a sentence (0 and more: causal) and the log odds of each of its links."""
    scores = tuple(weights.of_link(of_link(link)) for link in links)
    return weights.of_sentence(of_sentence(sentence), scores, [idle(link) for link in links]), scores
