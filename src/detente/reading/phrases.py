"""Rows of set phrases that name both parties: "mend fences with", "leave to fend for itself"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from .grammar import objects, prep
from .lexicon import entry
from .sides import along

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .draft import Scene
    from .statement import ActorRef

_CLOSE = frozenset(
    {"dobj", "prt", "advmod", "acomp", "oprd", "attr", "xcomp", "npadvmod", "ccomp", "advcl", "dative", "dep"}
)


@cache
def _rows(name: str, keys: tuple[str, ...]) -> dict[str, tuple[Mapping[str, Any], ...]]:
    found: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for row in entry(name, *keys):
        for verb in row["verbs"]:
            found[verb] = (*found.get(verb, ()), row)
    return found


def phrases(verb: Token, name: str, *keys: str) -> Iterator[tuple[Mapping[str, Any], Token]]:
    """Yield the set phrases (rows under `keys` of vocabulary file `name`) that a verb makes, with the word that tells.

    A row has `verbs`, the words `beside` one of which must stand with the verb, and perhaps `after`, what must
    stand before that word, and `bare`, which forbids an object.
    """
    for row in _rows(name, keys).get(verb.lemma_.lower(), ()):
        word = next((t for t in _beside(verb) if _fits(t, row)), None)
        if word is not None and not (row.get("bare") and objects(verb)):
            yield row, word


def _fits(word: Token, row: Mapping[str, Any]) -> bool:
    if word.lemma_.lower() not in row["beside"] and word.lower_ not in row["beside"]:
        return False
    before = row.get("after")
    return before is None or bool({word.head.lower_, *(c.lower_ for c in word.lefts)} & set(before))


def _beside(verb: Token) -> Iterator[Token]:
    """What stands with the verb: objects, particles, complements, and nouns under its prepositions."""
    for c in verb.children:
        if c.dep_ in _CLOSE:
            yield c
            yield from (g for p in c.children if p.dep_ == "prep" for g in p.children if g.dep_ == "pobj")
        elif c.dep_ in {"prep", "agent"}:
            if c.i > verb.i:
                yield c
            for p in c.children:
                if p.dep_ in {"pobj", "advmod", "pcomp"}:
                    yield p
                elif p.dep_ == "prep":
                    yield from (q for q in p.children if q.dep_ == "pobj")


def others(verb: Token, word: Token, row: Mapping[str, Any], scene: Scene) -> tuple[ActorRef, ...]:
    """Whom the phrase is about besides its doer: by `other`, prepositions, "object", "owner" or "clause"."""
    referent = scene.referent
    found: list[ActorRef] = []
    for way in row["other"]:
        if way == "object":
            found += referent.denoted_by(o for o in objects(verb) if o.i != word.i)
        elif way == "owner":
            found += referent.owners(word)
        elif way == "clause":  # "stood by while C attacked B"
            found += referent.denoted_by(objects(word))
        else:
            nouns = [*along(verb, way), *prep(word, way)]
            nouns += [c for c in verb.children if way == "to" and c.dep_ == "dative" and c.pos_ != "ADP"]
            found += [
                r for t in nouns if t.i != word.i for r in (referent.denoted(t) or referent.owners_beside(t))
            ]
        if found:
            break
    return tuple(found)
