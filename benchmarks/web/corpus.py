"""A large dossier for measuring: synthetic articles whose statements really stand in their words, made from a seed."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.measure import ROOT
from detente.reading.statement import (
    ActorRef,
    ArticleRef,
    Attribution,
    Cause,
    Commitment,
    Content,
    Event,
    Forecast,
    IssueRef,
    Part,
    Position,
    Presence,
    Statement,
    Strategy,
    Subject,
    Tie,
    Why,
)
from detente.sources.article import Article
from detente.sources.document import Document
from detente.sources.loading import article_id

CACHE = "DETENTE_BENCH_CACHE"  # names the folder that dossiers are kept in between runs
_FORMAT = 2  # raised when articles come out otherwise
_SAID = 20  # statements an article
_STATES = (
    "ISR", "RUS", "TUR", "SYR", "IRN", "USA", "EGY", "SAU", "ARE", "QAT", "JOR", "LBN", "IRQ",
    "MLI", "DZA", "NER", "BFA", "TCD", "NGA", "SEN", "CHN", "IND", "PAK", "AFG", "UKR", "POL",
    "DEU", "FRA", "GBR", "ITA", "GRC", "CYP", "SRB", "ARM", "AZE", "GEO", "KAZ", "UZB", "JPN",
    "KOR", "PRK", "TWN", "VNM", "PHL", "AUS", "BRA", "ARG", "VEN", "COL", "MEX", "CAN", "ZAF",
    "ETH", "KEN", "SDN", "SSD",
)  # fmt: skip
_TYPES = (
    ("CONSULT", 1, "held talks with"), ("AGREE", 1, "reached an accord with"), ("AID", 2, "sent aid to"),
    ("ACCUSE", 3, "accused"), ("THREATEN", 3, "threatened"), ("SANCTION", 4, "imposed sanctions on"),
    ("ASSAULT", 4, "struck"),
)  # fmt: skip
_ISSUES = (
    "bases",
    "ceasefire",
    "pipeline",
    "sanctions",
    "recognition",
    "border",
    "dam",
    "transit",
    "arms",
    "fishing",
)
_STRATEGIES = ("hedging", "balancing", "brokerage", "ambiguity", "wedge")
_SPEAKERS = ("officials", "a spokesman", "diplomats", "the ministry", "Reuters", "analysts")
_FIRST = date(2023, 1, 1)
_DAYS = 730


def dossier(articles: int) -> tuple[Path, float]:
    """A dossier of so many articles, twenty statements each, with its system and a run of it; and the seconds that took
    to make, 0 where it was kept."""
    from detente.api.modelling import assemble_dossier, run_dossier
    from detente.store import open_dossier

    kept = os.environ.get(CACHE)
    folder = Path(kept) if kept else Path(tempfile.gettempdir()) / "detente-bench"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{articles}-{_FORMAT}.dossier"
    start = perf_counter()
    if file.exists():
        open_dossier(file).close()  # brought up to date, where the rules of weighing changed
        return file, 0.0
    draft, export = file.with_suffix(".draft"), file.with_suffix(".jsonl")
    for old in folder.glob(f"{draft.name}*"):
        old.unlink()
    write_export(articles, export)
    with open_dossier(draft) as made:
        made.import_(export)
        assemble_dossier(made)
        run_dossier(made, runs=64, months=12)
    export.unlink()
    draft.rename(file)
    return file, perf_counter() - start


def write_export(articles: int, file: Path) -> None:
    """Write what an export of a dossier of these articles would be: taken in at once, it is weighed at once."""
    from detente.records import to_record
    from detente.store.exchange import FORMAT, write
    from detente.store.packing import pack

    def lines() -> Iterator[bytes]:
        from base64 import b64encode

        seal, count = sha256(), 0

        def line(kind: str, record: dict[str, Any]) -> bytes:
            nonlocal count
            made = (pack({"type": kind, **record}) + "\n").encode("ascii")
            seal.update(made)
            count += 1
            return made

        yield line("dossier", {"format": FORMAT})
        sources = []
        for document, said in corpus(articles):
            raw = b64encode(document.raw).decode("ascii")
            yield line("article", {**to_record(document.article), "raw": raw})
            for one in said:
                yield line("statement", to_record(one, hidden=True))
            sources.append((document.source, document.article.id))
        for source, name in sources:
            yield line("sighting", {"source": source, "article": name, "version": 1, "last": True})
        end = {"type": "end", "lines": count, "sha256": seal.hexdigest()}
        yield (pack(end) + "\n").encode("ascii")

    write(lines(), file)


def corpus(articles: int, seed: int = 1) -> Iterator[tuple[Document, list[Statement]]]:
    """Articles with what they say; one in twenty is a reprint of an earlier one by another outlet."""
    room = _Room(seed)
    for number in range(articles):
        yield room.reprint(number) if number % 20 == 19 else room.story(number)


class _Room:
    """Writes articles out of a stock of words, outlets and actors."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        letters = "bcdfghklmnprstvz", "aeiou"
        self._words = [
            "".join(self._dice.choice(letters[i % 2]) for i in range(self._dice.randint(4, 9)))
            for _ in range(5000)
        ]
        self._outlets = [
            f"The {self._word().title()} {n}" for n in ("Ledger", "Observer", "Post") for _ in range(60)
        ]
        self._names = [f"{self._word().title()} {self._word().title()}" for _ in range(400)]
        self._last: tuple[Document, list[Statement]] | None = None

    def story(self, number: int) -> tuple[Document, list[Statement]]:
        """An article of its own."""
        day = (_FIRST + timedelta(days=self._dice.randrange(_DAYS))).isoformat()
        cast = self._dice.sample(_STATES, 4)
        told = [self._one(cast, day) for _ in range(_SAID)]
        paragraphs, spans, at = [], [], 0
        for i in range(0, _SAID, 4):
            sentences = []
            for quote, *_ in told[i : i + 4]:
                sentences += [quote, self._filler()]
            here = at
            for j, sentence in enumerate(sentences):
                if j % 2 == 0:
                    spans.append(here)
                here += len(sentence) + 1
            paragraphs.append(" ".join(sentences))
            at += len(paragraphs[-1]) + 2
        text = "\n\n".join(paragraphs)
        title = f"{self._word().title()} {self._word()} {self._word()} {self._word()} {number}"
        document = self._document(number, title, self._dice.choice(self._outlets), day, text)
        said = [
            self._statement(document.article, quote, start, content, speakers, modality)
            for (quote, content, speakers, modality), start in zip(told, spans)
        ]
        self._last = document, said
        return self._last

    def reprint(self, number: int) -> tuple[Document, list[Statement]]:
        """The article before, in another outlet under another title."""
        assert self._last
        of, said = self._last
        document = self._document(
            number, f"Reprint {self._word()} {number}", self._dice.choice(self._outlets), of.article.published or "",
            of.article.text,
        )  # fmt: skip
        again = [
            self._statement(document.article, s.quote, s.start, s.content, s.attribution, s.modality)
            for s in said
        ]
        return document, again

    def _document(self, number: int, title: str, publisher: str, day: str, text: str) -> Document:
        name = article_id(title, publisher, day, text)
        byline = (self._dice.choice(self._names),)
        url = f"https://{publisher.split()[1].lower()}.example/{number}"
        article = Article(name, url, title, byline, publisher, (), day, None, url, "en", text)
        return Document(article, text.encode(), url)

    def _one(self, cast: list[str], day: str) -> tuple[str, Content, tuple[Attribution, ...], Any]:
        """A sentence and what it says."""
        dice = self._dice
        a, b = dice.sample(cast, 2)
        one, other = ActorRef(a, "GOV", None), ActorRef(b, None, None)
        tail = f"over the {self._word()} {self._word()} near {self._word().title()}"
        speakers: tuple[Attribution, ...] = ()
        lead = ""
        if dice.random() < 0.5:
            by = dice.choice((*_SPEAKERS, dice.choice(self._names)))
            speakers = (Attribution(by, None, "said"),)
            lead = f"{by[0].upper()}{by[1:]} said that "
        modality = dice.choice(("asserted", "asserted", "asserted", "reported", "intended", "possible"))
        roll = dice.random()
        if roll < 0.5:
            name, quad, verb = dice.choice(_TYPES)
            when = day if dice.random() < 0.8 else None
            said, content = (
                f"{a} {verb} {b} {tail}",
                Event(one, other, name, None, quad, float(5 - 2 * quad), when, None),
            )
        elif roll < 0.65:
            issue = dice.choice(_ISSUES)
            ref = IssueRef(f"{issue}-{b.lower()}", f"the {issue} of {b} {self._ending(issue)}", (other,))
            said, content = (
                f"{a} wants the {issue} of {b} settled {tail}",
                Position(one, ref, dice.choice((-0.8, 0.8)), None),
            )
        elif roll < 0.75:
            domain = dice.choice(("diplomatic", "military", "economic"))
            said, content = f"{a} is close to {b} {tail}", Tie(one, other, domain, dice.choice((-1, 1)), 0)
        elif roll < 0.8:
            said, content = f"{a} keeps forces in {b} {tail}", Presence(one, b, "forces", 0.6, 0)
        elif roll < 0.85:
            said, content = f"{b} relies on {a} {tail}", Commitment(one, other, 0.7, 0)
        elif roll < 0.9:
            said, content = f"{a} hedges toward {b} {tail}", Strategy(one, dice.choice(_STRATEGIES), (other,))
        elif roll < 0.95:
            parts = Part(f"{a} leaves", (one,)), Part(f"{b} fills the void {tail}", (other,))
            said, content = f"If {a} leaves, {b} fills the void {tail}", Cause(*parts, 1)
        else:
            about = Subject(f"the ties of {a} and {b}", (one, other), "tie")
            said, content = (
                f"Ties of {a} and {b} will grow {tail}",
                Forecast(about, "increase", (0.55, 0.8), None),
            )
        return f"{lead}{said}.", content, speakers, modality

    def _statement(
        self,
        article: Article,
        quote: str,
        start: int,
        content: Content,
        speakers: tuple[Attribution, ...],
        modality: Any,
    ) -> Statement:
        ref = ArticleRef(
            article.id, article.path, article.title, article.publisher, article.carried_by, article.published
        )
        kind: Any = type(content).__name__.lower()
        made = Statement(
            "", kind, ref, quote, start, start + len(quote), speakers, modality, 0.9, False, None, None, content,
            Why("", "synthetic", ""),
        )  # fmt: skip
        return replace(made, id="s" + sha256(repr(made).encode()).hexdigest()[:16])

    def _filler(self) -> str:
        return " ".join(self._word() for _ in range(14)).capitalize() + "."

    def _word(self) -> str:
        return self._dice.choice(self._words)

    @staticmethod
    def _ending(issue: str) -> str:
        return "is settled" if issue in _ISSUES[:5] else "stays open"


if __name__ == "__main__":
    import sys

    file, took = dossier(int(sys.argv[1]))
    print(file.relative_to(ROOT) if file.is_relative_to(ROOT) else file, f"{took:.0f} s")
