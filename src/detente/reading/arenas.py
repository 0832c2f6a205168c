"""Where weight is held: the arenas that prepositions name, and ground that is "of" a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .draft import Scene
from .grammar import over_another, prep, preps
from .lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token


UNNAMED = "REGION"
"""Arena of what is held in a place that the text does not name."""


def places(head: Token, scene: Scene) -> tuple[str, ...]:
    """Codes of the places under the prepositions of a noun or verb."""
    found: list[str] = []
    for word, t in preps(head):
        if t.i in over_another(head):
            continue
        if word in words("presence", "prepositions") or (
            word in {"from", "to", "out of"} and head.pos_ == "VERB"
        ):
            if any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in t.children):
                continue  # "their northern borders" are home
            entries = scene.referent.named(t)
            if entries and all(e.kind in {"armed_group", "person", "organisation"} for e in entries):
                continue  # influence over a group is weight nowhere in particular
            place = scene.referent.place_of(t)
            if place is None and t.lemma_.lower() in words("presence", "ground"):  # "on the islands of B"
                place = next((p for o in prep(t, "of", "in") if (p := scene.referent.place_of(o))), None)
            if place and not is_body(scene, place):
                found.append(place)
            elif t.lemma_.lower() in words("presence", "land"):
                where = scene.referent.denoted(t)
                found.append(where[0].actor or UNNAMED if where else UNNAMED)
    return tuple(found)


def grounds(thing: Token, scene: Scene) -> tuple[str, ...]:
    """The place of ground that is "of" one: "the north of B"."""
    of = prep(thing, "of")
    found = (scene.referent.place_of(t) for t in of)
    named = tuple(p for p in found if p and not is_body(scene, p))
    return named or tuple(p for t in of for p in places(t, scene))  # "the port of Chancay in Peru"


def is_body(scene: Scene, code: str) -> bool:
    """Whether a code is an organisation's or group's: nobody's ground."""
    return scene.referent.kind(code) in {"organisation", "armed_group"}
