"""Made-up reporting: articles on a stock of affairs, from a grammar (`prose.yaml`), the same for the same seed.

Distinct articles on one affair share what real ones share: names, set phrases, a few sentences word for word, what
somebody said at length, the background of the affair in one order or another, their outlet's own footer. None of
that makes one a copy of another.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from detente.sources.article import Article

FIRST_DAY = date(2024, 1, 1)
DAYS = 540

_SLOT = re.compile(r"\{(\w+)\}")
Rules = dict[str, list[tuple[str, ...]]]


@cache
def _grammar() -> dict[str, list]:
    from detente.yaml import read_yaml

    return read_yaml(Path(__file__).with_name("prose.yaml").read_text("utf8")).value


@cache
def outlets() -> tuple[str, ...]:
    """Names of all outlets and agencies."""
    return (*_grammar()["outlets"], *_grammar()["agencies"])


def _rules(lists: dict[str, list[str]]) -> Rules:
    """Every line cut at its slots: text, rule, text, rule, ..., text."""
    return {name: [tuple(_SLOT.split(line)) for line in lines] for name, lines in lists.items()}


@dataclass(frozen=True, slots=True)
class Affair:
    """A matter that many report on: rules with its names filled in, and what everybody has of it."""

    rules: Rules
    remarks: tuple[tuple[str, str], ...]  # what a speaker said at length, and his name
    background: tuple[str, ...]
    set_sentences: tuple[str, ...]
    developments: tuple[str, ...]


def article(
    text: str,
    title: str | None,
    publisher: str | None,
    published: str | None,
    carried_by: tuple[str, ...] = (),
) -> Article:
    """An article whose id is made from what it holds."""
    key = "\x1f".join(str(x) for x in (title, publisher, published, carried_by, text))
    name = "a" + sha256(key.encode()).hexdigest()[:16]
    return Article(name, f"{name}.txt", title, (), publisher, carried_by, published, None, None, "en", text)


class Newsroom:
    """Writes articles: the same ones in the same order for the same seed."""

    def __init__(self, seed: int, affairs: int = 60) -> None:
        self.random = random.Random(seed)
        grammar = _grammar()
        self._base = _rules({k: list(map(str, v)) for k, v in grammar.items() if k != "states"})
        self.affairs = [self._affair() for _ in range(affairs)]
        base, self.footers = self._base, {}
        for outlet in outlets():
            self._base = base | _rules({"outlet": [outlet], "town": list(grammar["towns"])})
            self.footers[outlet] = self.write("footer")
        self._base = base

    def distinct(self, count: int) -> Iterator[Article]:
        """Yield so many articles, none of which holds another's report."""
        for _ in range(count):
            yield self.report(self.pick(self.affairs), self.day())

    def report(self, affair: Affair, day: date | None, *, publisher: str | None = None) -> Article:
        """One article on an affair, of 150 to 800 words."""
        r = self.random
        outlet = publisher or self.pick(outlets())
        paragraphs = [self.paragraph(affair) for _ in range(r.randint(4, 11))]
        if r.random() < 0.35:
            paragraphs.insert(r.randint(1, len(paragraphs)), self._quoting(affair))
        if r.random() < 0.5:
            paragraphs.insert(r.randint(1, len(paragraphs)), self._background(affair))
        if r.random() < 0.3:
            at = r.randrange(len(paragraphs))
            paragraphs[at] += " " + self.pick(affair.set_sentences)
        if r.random() < 0.3:
            paragraphs.append(self.write("credit", affair))
        if r.random() < 0.3:
            paragraphs.append(self.footers[outlet])
        title = _capital(self.write("title", affair))
        return article("\n\n".join(paragraphs), title, outlet, day.isoformat() if day else None)

    def paragraph(self, affair: Affair) -> str:
        """One to four sentences of the outlet's own."""
        return " ".join(_capital(self.write("sentence", affair)) for _ in range(self.random.randint(1, 4)))

    def pick(self, choices):
        """One of several."""
        return choices[int(self.random.random() * len(choices))]

    def day(self) -> date:
        """Some day of the eighteen months that the affairs last."""
        return FIRST_DAY + timedelta(self.random.randrange(DAYS))

    def write(self, rule: str, affair: Affair | None = None) -> str:
        """Expand a rule of the grammar."""
        own = affair.rules if affair else {}
        pieces: list[str] = []
        self._expand(rule, own, pieces)
        return "".join(pieces)

    def _expand(self, rule: str, own: Rules, pieces: list[str]) -> None:
        if rule == "number":
            pieces.append(f"{self.random.randint(2, 99) * 50:,}")
            return
        if rule == "small":
            pieces.append(str(self.random.randint(3, 48)))
            return
        if rule == "year":
            pieces.append(str(self.random.randint(1961, 2019)))
            return
        if rule == "reporter":
            pieces.append(self._name())
            return
        line = self.pick(own.get(rule) or self._base[rule])
        for i, piece in enumerate(line):
            if i % 2:
                self._expand(piece, own, pieces)
            else:
                pieces.append(piece)

    def _name(self) -> str:
        return f"{self.pick(_grammar()['first_names'])} {self.pick(_grammar()['last_names'])}"

    def _affair(self) -> Affair:
        r, grammar = self.random, _grammar()
        names: dict[str, list[str]] = {}
        for letter, (state, demonym, capital) in zip("ABC", r.sample(grammar["states"], 3)):
            names |= {letter: [state], f"{letter}d": [demonym], f"{letter}c": [capital]}
        cast = {
            "Aleader": "President", "Aspokesman": "spokesman", "Bminister": "Foreign Minister",
            "Bgeneral": "General", "Cenvoy": "special envoy", "analyst": "analyst",
        }  # fmt: skip
        people = {role: self._name() for role in cast}
        for role, title in cast.items():
            name = people[role]
            names[role] = [name, name, f"{title} {name}", name.split()[1], name.split()[1]]
        names["town"] = r.sample(grammar["towns"], 5)
        first = Affair(_rules(names), (), (), (), ())
        for rule, count in (("stake", 3), ("deal", 2)):
            names[rule] = [self.write(rule, first) for _ in range(count)]
        rules = _rules(names)
        half = Affair(rules, (), (), (), ())
        names["development"] = [self.write("development", half) for _ in range(10)]
        rules = _rules(names)
        half = Affair(rules, (), (), (), ())
        remarks = []
        while len(remarks) < 8:
            words = _sentences(self.write("remark", half))
            if 28 <= len(words.split()) <= 80:
                remarks.append((words, people[self.pick(list(cast))]))
        return Affair(
            rules,
            tuple(remarks),
            tuple(sorted({self.write("background", half) for _ in range(12)})),
            tuple(sorted({self.write("set_sentence", half) for _ in range(8)})),
            tuple(names["development"]),
        )

    def _quoting(self, affair: Affair) -> str:
        """A paragraph on what a speaker said at length: everybody has his words, each its own around them."""
        words, name = self.pick(affair.remarks)
        last = name.split()[1]
        where = self.write("audience", affair)
        tag = self.pick(
            [
                f"{name} told {where}",
                f"said {name}",
                f"{last} said {self.write('when', affair)}",
                f"{last} told {where}",
            ]
        )
        comment = _capital(self.write("sentence", affair))
        match self.random.randrange(4):
            case 0:
                return f"“{words.rstrip('.')},” {tag}. {comment}"
            case 1:
                return f"{comment} {tag if tag[0].isupper() else last + ' said'}: “{words}”"
            case 2:
                first, _, rest = words.partition(". ")
                return f"“{first},” {tag}. “{rest or first + '.'}” {comment}"
            case _:
                return f"{comment}\n\n“{words.rstrip('.')},” {tag}."

    def _background(self, affair: Affair) -> str:
        """A paragraph of background: two or three phrases that everybody has, in words of its own."""
        count = self.random.randint(2, 3)
        out = []
        for phrase in self.random.sample(affair.background, min(count, len(affair.background))):
            subject = _capital(self.write("abstract", affair))
            out.append(f"{subject}, {phrase}, {self.write('abstract_act', affair)}.")
        return " ".join(out)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentences(text: str) -> str:
    """A text with a capital at the start of each sentence."""
    return re.sub(r"(^|[.!?] )([a-z])", lambda m: m[1] + m[2].upper(), text)
