"""What a name may mean beside its first meaning, as far as the article does not settle it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .pieces import pieces_of
from .surfaces import also_meant

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .gazetteer import Match


class Meanings:
    """The names of one article and the actors that each may mean."""

    def __init__(self, names: Iterable[tuple[Doc, Match]]) -> None:
        self._named: defaultdict[str | None, set[str]] = defaultdict(set)
        for doc, match in names:
            self._named[match.entries[0].actor].add(_words(doc, match))

    def open(self, doc: Doc, match: Match) -> tuple[str, ...]:
        """Codes of all that a name can mean; empty where it has one meaning or the article is plainly on the first.

        It is where the article has another word for that too: "Georgia" beside "Tbilisi" or "Georgian".
        """
        words = _words(doc, match)
        codes = also_meant().get(words, ())
        return () if codes and self._named[codes[0]] - {words} else codes


def _words(doc: Doc, match: Match) -> str:
    return " ".join(pieces_of(doc[match.start : match.end].text))
