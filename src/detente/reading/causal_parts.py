"""The two ends of a causal claim, as words of the sentence and the actors in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .grammar import grammatical_subjects, phrase, phrase_end
from .lexicon import words
from .principals import distinct, known
from .statement import Cause, Modality, Part

if TYPE_CHECKING:
    from spacy.tokens import Token


def part(head: Token, scene: Scene) -> Part:
    """The phrase or clause that `head` heads."""
    first, _ = phrase(head)
    return stretch(first.i, phrase_end(head), scene, head)


def stretch(start: int, end: int, scene: Scene, head: Token | None = None) -> Part:
    """The tokens from `start` up to `end`, without connectives and punctuation at the ends.

    Where no actor is named in them, those are meant that own what `head` names.
    """
    doc = scene.sentence.span.doc
    while start < end and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ in {"mark", "cc"}):
        start += 1
    if start + 2 < end and doc[start].pos_ in {"ADV", "ADJ"} and doc[start + 1].text == ",":
        start += 2  # "Third, …"
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].dep_ == "cc"):
        end -= 1
    while end - 1 > start and doc[end - 1].lower_ in words("causes", "trailing"):
        end -= 1
    actors = scene.referent.among(doc[start:end])
    if head is not None and not actors:
        actors = known(scene.referent.owners(head))
    return Part(doc[start:end].text, actors)


def main_clause(main: Token, without: Token, scene: Scene) -> Part:
    """The clause that `main` heads, less what `without` heads: the unbroken run of words around its verb."""
    keep = {t.i for t in main.subtree if t.text not in {":", ";"}} - {t.i for t in without.subtree}
    for c in main.children:  # another clause in front, which says when or why: "As X, …"
        if c.dep_ == "advcl" and c.i < main.i and any(_opens(m) for m in c.children):
            keep -= {t.i for t in c.subtree}
    if main.i not in keep:
        return Part("", ())
    first = last = main.i
    while first - 1 in keep:
        first -= 1
    while last + 1 in keep:
        last += 1
    if scene.sentence.span.doc[first].lower_ == "to":
        first += 1
    found = stretch(first, last + 1, scene)
    if found.actors or main.pos_ not in {"VERB", "AUX"}:
        return found
    doers = (r for s in grammatical_subjects(main) for r in scene.referent.denoted(s))
    return Part(found.text, distinct(known(doers)))


def _opens(word: Token) -> bool:
    return word.dep_ in {"mark", "advmod"} and word.tag_ in {"IN", "WRB"}


def claim(
    cause: Part,
    effect: Part,
    sign: int,
    anchor: Token,
    cue: str,
    rule: str,
    modality: Modality | None = None,
) -> Iterator[Draft]:
    """Yield the causal claim, unless one of its ends says nothing."""
    if len(cause.text) < 3 or len(effect.text) < 3:
        return
    for end in (cause, effect):
        if not end.actors and end.text.lower() in words("causes", "empty"):
            return
    path = f"{cause.text[:30]} → {effect.text[:30]}"
    yield Draft(Cause(cause, effect, sign), anchor, cue, rule, modality=modality, negated=False, path=path)
