"""Set phrases in a parse: a head word and words that hang on it, in whatever form and order they come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from .grammar import SUBJECT, is_passive, negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEPTH = 4  # how far below its head a word of a set phrase hangs
_CLAUSES = frozenset({"relcl", "advcl", "parataxis"})


@dataclass(frozen=True, slots=True)
class Idiom:
    """A set phrase: the lemmas that may head it, those that hang on it, and whether "not" belongs to it."""

    heads: frozenset[str]
    rest: tuple[frozenset[str], ...]
    negative: bool

    @classmethod
    def of(cls, words: str) -> Idiom:
        """The idiom that `words` tell: "sit|stay fence"; "not" before them says that it stands negated."""
        first, *rest = (frozenset(w.split("|")) for w in words.removeprefix("not ").split())
        return cls(first, tuple(rest), words.startswith("not "))

    def at(self, token: Token) -> tuple[Token, ...] | None:
        """The words of the idiom where `token` heads it, else None."""
        if self.negative and not negated(token):
            return None
        found = [token]
        near = tuple(_below(token))
        for wanted in self.rest:
            hit = next((t for t in near if t.lemma_.lower() in wanted or t.lower_ in wanted), None)
            if hit is None:
                return None
            found.append(hit)
        return tuple(found)


def _below(token: Token, depth: int = 0) -> Iterator[Token]:
    """The words that hang on a token, none of another clause; the subject only of a passive."""
    for c in token.children:
        own = depth == 0 and c.dep_ in SUBJECT and not is_passive(token)
        if own or c.dep_ in _CLAUSES or (c.dep_ == "ccomp" and any(k.dep_ in SUBJECT for k in c.children)):
            continue
        yield c
        if depth + 1 < _DEPTH and c.dep_ != "conj":
            yield from _below(c, depth + 1)


class Idioms:
    """Idioms with what each stands for, found by their head."""

    def __init__(self, told: dict[str, Any]) -> None:
        self._by_head: dict[str, list[tuple[Idiom, Any]]] = defaultdict(list)
        for words, meaning in told.items():
            idiom = Idiom.of(words)
            for head in idiom.heads:
                self._by_head[head].append((idiom, meaning))

    def at(self, token: Token) -> Iterator[tuple[tuple[Token, ...], Idiom, Any]]:
        """Yield the words, the idiom and its meaning for every idiom that `token` heads."""
        for idiom, meaning in self._by_head.get(token.lemma_.lower(), ()):
            found = idiom.at(token)
            if found is not None:
                yield found, idiom, meaning


@cache
def listed(*told: tuple[str, Any]) -> Idioms:
    """Idioms from pairs of words and meaning, made once."""
    return Idioms(dict(told))
