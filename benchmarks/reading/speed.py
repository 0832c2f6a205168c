"""Reading time over the bare spaCy parse of the same paragraphs, in one run, with a warm pipeline."""

from __future__ import annotations

from benchmarks.measure import EXAMPLES, Row, seconds


def rows() -> list[Row]:
    """Measure loading, parsing and reading of the example articles."""
    from detente.reading import read
    from detente.reading.parse import is_heading, paragraphs, pipeline, plain
    from detente.sources import load

    articles = load(EXAMPLES)
    texts = [plain(p) for a in articles for _, p in paragraphs(a.text) if not is_heading(p)]
    words = sum(len(t.split()) for t in texts)
    nlp = pipeline()

    def parse() -> None:
        for _ in nlp.pipe(texts, batch_size=64):
            pass

    statements = read(articles)  # warms pipeline and vocabulary
    parsing = seconds(parse)
    reading = seconds(lambda: read(articles))
    return [
        ("articles", len(articles), "articles"),
        ("words", words, "words"),
        ("statements", len(statements), "statements"),
        ("loading", seconds(lambda: load(EXAMPLES)), "s"),
        ("bare parse", parsing, "s"),
        ("reading, parse included", reading, "s"),
        ("reading over bare parse", reading / parsing, "times"),
        ("reading speed", words / reading, "words/s"),
    ]
