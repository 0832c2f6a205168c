"""Causal claims against the Causal News Corpus: F1 of telling causal sentences (with a `cause`) from others."""

from __future__ import annotations

import csv

from benchmarks.measure import Row
from benchmarks.reading.marked import Counts, data, sentence, summary


def rows() -> list[Row]:
    """F1, precision and recall with the spread, beside calling every sentence causal."""
    file = data("causal_news_corpus", "train_subtask1.csv")
    if file is None:
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        marked = [(row["text"], row["label"] == "1") for row in csv.DictReader(lines)]
    counts = []
    for text, causal in marked:
        said = any(s.kind == "cause" for s in sentence(text))
        counts.append(Counts(int(said and causal), int(said and not causal), int(causal and not said)))
    causal = sum(is_causal for _, is_causal in marked)
    everything = Counts(causal, len(marked) - causal, 0)
    return [
        *summary("causal news", counts),
        ("causal news: F1 of calling everything causal", everything.f1, ""),
    ]
