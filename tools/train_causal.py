"""Trains the weights of causal links on the Causal News Corpus and writes them down.

    DETENTE_DATA=... python -m tools.train_causal [--write]

Data: Causal News Corpus V2, train part (Tan et al. 2022; CC0): sentences with the spans of their causes and effects. A
link is marked where its two ends lie in the two spans of one pair. First the weights of links are fitted, then those of
sentences, with what the links say of them from fits that did not see them. The threshold is the one of best F1, again
on scores from fits that did not see the sentence, where one without a likely link yields nothing. Folds are runs of the
corpus in its order, in which the sentences of a document stand together. L2-regularised logistic regression by L-BFGS.
"""

from __future__ import annotations

import argparse
import ast
import csv
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from detente.reading.causal_features import of_link, of_sentence
from detente.reading.causal_learned import LEAST
from detente.reading.causal_links import Link, idle, links
from detente.reading.causal_score import SUMMARY, Weights, summary
from detente.reading.parse import Sentence, parse, plain
from detente.sources.article import Article

FILE = ("causal_news_corpus", "train_subtask2_grouped.csv")
TARGET = Path(__file__).parents[1] / "src/detente/reading/data/causal_weights.csv"
LINK_SPREAD, SENTENCE_SPREAD = 0.1, 0.03  # variance of the weights' normal prior
LINK_COUNT, SENTENCE_COUNT = 3, 6  # a feature of fewer links or sentences has no weight
INNER = 4  # folds within the training data
NEGLIGIBLE = 0.004
_TAG = re.compile(r"(</?(?:ARG[01]|SIG\d)>)")


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence of the corpus: its text, parsed sentences, and the characters of each marked cause and effect."""

    text: str
    sentences: tuple[Sentence, ...]
    pairs: tuple[tuple[frozenset[int], frozenset[int]], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """What training needs of a sentence: its features, those of its links, and which of them are marked."""

    causal: bool
    names: frozenset[str]
    links: tuple[frozenset[str], ...]
    idle: tuple[bool, ...]
    marked: tuple[bool, ...]


def load(file: Path) -> list[Marked]:
    """The corpus in its order: by part, then by place, so that documents stay together."""

    def place(row: dict[str, str]) -> tuple[str, int, str]:
        part, number = row["doc_id"].rsplit("_", 1)
        return part, int(number), row["index"]

    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=place)
    return [_marked(row["text"], ast.literal_eval(row["causal_text_w_pairs"])) for row in rows]


def _marked(text: str, pairs: Sequence[str]) -> Marked:
    ended = text if text[-1:] in ".!?\"'”" else f"{text}."  # without a stop it would be taken for a heading
    parsed = parse(Article("a", "marked", None, (), None, (), None, None, None, "en", ended))
    return Marked(
        plain(ended), tuple(s for _, sentences in parsed for s in sentences), tuple(map(_spans, pairs))
    )


def _spans(tagged: str) -> tuple[frozenset[int], frozenset[int]]:
    """Places of the marked cause and effect, counted in characters that are no space."""
    spans: dict[str, set[int]] = {"ARG0": set(), "ARG1": set()}
    within: set[str] = set()
    count = 0
    for piece in _TAG.split(tagged):
        if _TAG.fullmatch(piece):
            name = piece.strip("</>")
            (within.discard if piece.startswith("</") else within.add)(name)
            continue
        for _ in "".join(piece.split()):
            for name in within & spans.keys():
                spans[name].add(count)
            count += 1
    return frozenset(spans["ARG0"]), frozenset(spans["ARG1"])


def inked(text: str) -> list[int]:
    """For every character of the text, how many before it are no space."""
    count, places = 0, []
    for character in text:
        places.append(count)
        count += not character.isspace()
    return places


def example(marked: Marked) -> Example:
    """Features and labels of a sentence."""
    names: set[str] = set()
    features: list[frozenset[str]] = []
    labels: list[bool] = []
    resting: list[bool] = []
    places = inked(marked.text)
    for sentence in marked.sentences:
        names.update(of_sentence(sentence.span))
        for link in links(sentence.span):
            features.append(frozenset(of_link(link)))
            resting.append(idle(link))
            labels.append(any(_meets(link, pair, sentence.offset, places) for pair in marked.pairs))
    return Example(bool(marked.pairs), frozenset(names), tuple(features), tuple(resting), tuple(labels))


def _meets(
    link: Link, pair: tuple[frozenset[int], frozenset[int]], offset: int, places: Sequence[int]
) -> bool:
    """Whether a link ties the two marked spans, cause to effect as it says."""

    def inside(tokens: Iterable) -> frozenset[int]:
        return frozenset(
            places[offset + i] for t in tokens if not t.is_space for i in range(t.idx, t.idx + len(t.text))
        )

    cause, effect = pair[::-1] if link.backward else pair  # the spans of guest and host
    below = {t.i for t in link.top.subtree}
    host = inside(t for t in link.host.subtree if t.i not in below)
    near = inside([link.host]) <= effect or 2 * len(host & effect) > 0.5 * (len(host) + len(effect))
    return near and inside([link.guest]) <= cause and not inside([link.host]) <= cause


# --- fitting ------------------------------------------------------------------------------------------------


def fitted(x: sparse.csr_matrix, y: np.ndarray, spread: float) -> tuple[float, np.ndarray]:
    """Constant and weights of a logistic regression whose weights have a normal prior of variance `spread`."""
    sign = 2.0 * y - 1
    turned = x.T.tocsr()

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (x @ v[1:] + v[0])
        pull = -sign / (1 + np.exp(np.clip(margin, -50, 50)))
        slope = np.concatenate([[pull.sum()], turned @ pull + v[1:] / spread])
        return np.logaddexp(0, -margin).sum() + v[1:] @ v[1:] / (2 * spread), slope

    v = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return v[0], v[1:]


def _vocabulary(rows: Iterable[frozenset[str]], least: int) -> dict[str, int]:
    count = Counter(name for row in rows for name in row)
    return {name: i for i, name in enumerate(sorted(n for n, c in count.items() if c >= least))}


def _matrix(rows: Sequence[frozenset[str]], vocabulary: dict[str, int]) -> sparse.csr_matrix:
    at = [(i, vocabulary[n]) for i, row in enumerate(rows) for n in row if n in vocabulary]
    where = ([i for i, _ in at], [j for _, j in at])
    return sparse.csr_matrix((np.ones(len(at)), where), shape=(len(rows), len(vocabulary)))


def fit_links(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of the features of links."""
    rows = [f for e in examples for f in e.links]
    vocabulary = _vocabulary(rows, LINK_COUNT)
    y = np.array([m for e in examples for m in e.marked], dtype=float)
    constant, w = fitted(_matrix(rows, vocabulary), y, LINK_SPREAD)
    return {"=link": constant, **dict(zip(vocabulary, w.tolist()))}


def blocks(count: int, folds: int) -> np.ndarray:
    """The fold of each item: unbroken runs of equal length."""
    return np.arange(count) * folds // count


def summaries(examples: Sequence[Example], weights: dict[str, float]) -> np.ndarray:
    """What the links of each sentence say together [sentence, SUMMARY]."""
    model = Weights(weights)
    return np.array([summary([model.of_link(f) for f in e.links], e.idle) for e in examples])


def train(examples: Sequence[Example]) -> Weights:
    """Weights of links and sentences, and the threshold, from these examples alone."""
    y = np.array([e.causal for e in examples], dtype=float)
    fold = blocks(len(examples), INNER)
    said = np.zeros((len(examples), len(SUMMARY)))
    for k in range(INNER):
        kept = [e for e, f in zip(examples, fold) if f != k]
        said[fold == k] = summaries([e for e, f in zip(examples, fold) if f == k], fit_links(kept))
    rows = [e.names for e in examples]
    vocabulary = _vocabulary(rows, SENTENCE_COUNT)
    centre, scale = said.mean(axis=0), said.std(axis=0)
    x = sparse.hstack([_matrix(rows, vocabulary), sparse.csr_matrix((said - centre) / scale)]).tocsr()
    unseen = np.zeros(len(y))
    for k in range(INNER):
        constant, w = fitted(x[fold != k], y[fold != k], SENTENCE_SPREAD)
        unseen[fold == k] = x[fold == k] @ w + constant
    constant, w = fitted(x, y, SENTENCE_SPREAD)
    slopes = w[len(vocabulary) :] / scale
    return Weights(
        {
            **fit_links(examples),
            **dict(zip(vocabulary, w.tolist())),
            **dict(zip(SUMMARY, slopes.tolist())),
            "=sentence": float(constant - slopes @ centre),
            "=threshold": best_threshold(np.where(said[:, 0] >= log_odds(LEAST), unseen, -np.inf), y),
        }
    )


def log_odds(probability: float) -> float:
    """What a probability is on the scale of scores."""
    return float(np.log(probability / (1 - probability)))


def best_threshold(score: np.ndarray, y: np.ndarray) -> float:
    """The score from which on calling sentences causal gives the best F1."""
    order = np.argsort(-score)
    f1 = 2 * np.cumsum(y[order]) / (np.arange(1, len(y) + 1) + y.sum())
    return float(score[order][f1.argmax()])


def write(weights: Weights) -> None:
    """Write data/causal_weights.csv, without weights too small to matter."""
    kept = {
        n: round(w, 3)
        for n, w in sorted(weights.by_name.items())
        if abs(w) >= NEGLIGIBLE or n.startswith("=")
    }
    with TARGET.open("w", encoding="utf8", newline="") as file:
        file.write(
            "# Weights of causal links and sentences (reading/causal_score.py); L...: features of a link.\n"
        )
        file.write(
            "# Made by python -m tools.train_causal --write from the train part of the Causal News Corpus V2\n"
        )
        file.write("# (Tan et al. 2022, LREC; CC0).\n")
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["feature", "weight"])
        rows.writerows(kept.items())
    print(f"{len(kept)} weights, {TARGET.stat().st_size // 1000} kB", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    asked = parser.parse_args()
    if "DETENTE_DATA" not in os.environ:
        sys.exit("DETENTE_DATA names no folder: set it to where causal_news_corpus/ lies")
    weights = train([example(m) for m in load(Path(os.environ["DETENTE_DATA"], *FILE))])
    for name in ("=link", "=sentence", *SUMMARY, "=threshold"):
        print(f"{name:<12}{weights.by_name[name]:>9.3f}")
    if asked.write:
        write(weights)


if __name__ == "__main__":
    main()
