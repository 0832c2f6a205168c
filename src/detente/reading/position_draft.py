"""The draft of a position: whose it is, on which issue, and which questions are none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .grammar import prep
from .lexicon import words
from .principals import distinct, known
from .proposition import Proposition
from .statement import ActorRef, Position

if TYPE_CHECKING:
    from spacy.tokens import Token


def emit(
    holders: tuple[ActorRef, ...],
    found: Proposition | None,
    weight: float,
    anchor: Token,
    rule: str,
    scene: Scene,
    toward: ActorRef | None = None,
) -> Iterator[Draft]:
    """Yield the position of each holder on what is put forward, where that is a question between actors."""
    if found is None or found.head.ent_type_ in {"DATE", "TIME"}:
        return
    for holder in holders[:3]:
        if holder.actor is None or (toward is not None and toward.actor == holder.actor):
            continue  # an order to one's own army is no demand on others
        others = [a for a in found.issue.actors if a.actor != holder.actor]
        if found.issue.id.startswith("standing:") and (
            not others or not (anchor.lemma_ in words("stances", "choosing") or rule == "position.regard")
        ):
            continue  # support for an actor is a tie
        alone = bool(found.issue.actors) and not others
        if alone and (found.head.pos_ == "VERB" or rule == "position.idiom") and rule != "position.noun":
            continue  # what somebody wants to do by himself is a plan, not a demand on others
        stance = round(max(-1.0, min(1.0, weight * found.sign)), 2)
        content = Position(holder, found.issue, stance, toward)
        path = f"{anchor.text}>{found.head.text}"
        yield Draft(content, anchor, anchor.text, rule, negated=False, path=path)


def aim_holders(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whose an aim is: "Iran's goal", "an objective for both Israel and the US"."""
    if noun.lemma_.lower() not in words("stances", "aims"):
        return ()
    beside = known(scene.referent.owners_beside(noun))
    return beside or distinct(known(scene.referent.denoted_by(prep(noun, "for", "of"))))
