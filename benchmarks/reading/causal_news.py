"""Causal claims against the Causal News Corpus: F1 of telling causal sentences (with a `cause`), and fit of the parts.

The weights of causal links are learned from this corpus, so the figure that counts is that of five folds: each fifth is
read with weights trained, by the shipping code, on the other four. Fifths are runs of the corpus in its order, so the
sentences of a document stay together. The figure of the shipped weights is printed too, as what it is: resubstitution.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tools.train_causal import FILE, Marked, blocks, example, inked, load, train

from benchmarks.measure import Row
from benchmarks.reading.marked import Counts, data, summary, total
from detente.reading.causal_score import Weights
from detente.reading.causes import causes
from detente.reading.dates import dates
from detente.reading.draft import Scene
from detente.reading.gazetteer import Gazetteer
from detente.reading.reference import Referent
from detente.reading.speech import frames
from detente.reading.statement import Cause

FOLDS = 5
_FITS = 0.5  # mean overlap of both parts from which a pair counts as met

Said = list[Cause]


def rows() -> list[Row]:
    """F1, precision and recall in five folds with their spread, fit of the parts, and what to hold them against."""
    file = data(*FILE)
    if file is None:
        return []
    marked = load(file)
    examples = [example(m) for m in marked]
    scenes = [tuple(_scenes(m)) for m in marked]
    fold = blocks(len(marked), FOLDS)
    weights = [train([e for e, f in zip(examples, fold) if f != k]) for k in range(FOLDS)]
    said = [_said(s, weights[f]) for s, f in zip(scenes, fold)]
    counts = _counts(marked, said)
    folds = [total([c for c, f in zip(counts, fold) if f == k]).f1 for k in range(FOLDS)]
    known = total(_counts(marked, [_said(s, Weights.shipped()) for s in scenes]))
    ruled = total(_counts(marked, [_said(s, Weights({"=threshold": float("inf")})) for s in scenes]))
    causal = sum(bool(m.pairs) for m in marked)
    everything = Counts(causal, len(marked) - causal, 0)
    return [
        *summary("causal news", counts),
        (f"causal news: F1, lowest of {FOLDS} folds", min(folds), ""),
        (f"causal news: F1, highest of {FOLDS} folds", max(folds), ""),
        *_parts(marked, said),
        ("causal news: F1 of rules alone", ruled.f1, ""),
        ("causal news: F1 of shipped weights on what they saw", known.f1, ""),
        ("causal news: F1 of calling everything causal", everything.f1, ""),
    ]


def _scenes(marked: Marked) -> Iterator[Scene]:
    """The sentences of one text as rules see them."""
    referent = Referent(Gazetteer.default(), None)
    for doc, sentences in groupby(marked.sentences, key=lambda s: s.span.doc):
        referent.enter_paragraph(doc)
        for sentence in sentences:
            referent.enter_sentence(sentence)
            span = sentence.span
            yield Scene(sentence, referent, frames(span, referent), dates(span.text, None), None)


def _said(scenes: Sequence[Scene], weights: Weights) -> Said:
    drafts = (draft for scene in scenes for draft in causes(scene, weights))
    return [draft.content for draft in drafts if isinstance(draft.content, Cause)]


def _counts(marked: Sequence[Marked], said: Sequence[Said]) -> list[Counts]:
    pairs = [(bool(m.pairs), bool(s)) for m, s in zip(marked, said)]
    return [Counts(int(is_ and says), int(says and not is_), int(is_ and not says)) for is_, says in pairs]


def _parts(marked: Sequence[Marked], said: Sequence[Said]) -> list[Row]:
    """How well the parts of what is said fit the marked ones, in sentences that are causal and told to be."""
    best = [max(_fits(m, s)) for m, s in zip(marked, said) if m.pairs and s]
    each = [max(_fits(m, [cause])) for m, s in zip(marked, said) if m.pairs for cause in s]
    right = sum(overlap >= _FITS and forward for overlap, forward in each)
    return [
        ("causal news: overlap of the best pair's parts", sum(o for o, _ in best) / max(1, len(best)), "F1"),
        ("causal news: right direction of the best pair", sum(f for _, f in best) / max(1, len(best)), ""),
        ("causal news: statements that meet a pair, in causal sentences", right / max(1, len(each)), ""),
        ("causal news: statements", sum(map(len, said)), ""),
    ]


def _fits(marked: Marked, said: Said) -> Iterator[tuple[float, bool]]:
    """For every statement and marked pair, the mean overlap of their parts, as said and turned round."""
    places = inked(marked.text)
    for claim in said:
        cause, effect = (_place(marked.text, part.text, places) for part in (claim.cause, claim.effect))
        for cause_marked, effect_marked in marked.pairs:
            yield (_overlap(cause, cause_marked) + _overlap(effect, effect_marked)) / 2, True
            yield (_overlap(cause, effect_marked) + _overlap(effect, cause_marked)) / 2, False


def _place(text: str, part: str, places: Sequence[int]) -> frozenset[int]:
    start = max(0, text.find(part))
    return frozenset(places[i] for i in range(start, start + len(part)) if not text[i].isspace())


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """F1 of the characters of two spans."""
    return 2 * len(one & other) / max(1, len(one) + len(other))
