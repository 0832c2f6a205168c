"""Causal claims that no rule is sure of, but that the weights of links hold for likely: "Y over X", "Y to do X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .causal_features import meanings
from .causal_links import Link, idle, links
from .causal_parts import claim, main_clause, part, stretch
from .causal_score import Weights, judge, probability
from .draft import Draft, Scene
from .grammar import phrase
from .lexicon import by_word, words
from .statement import Modality, Part

if TYPE_CHECKING:
    from spacy.tokens import Token

LEAST = 0.2  # probability of a link below which it is not put forward, however causal its sentence looks
SURE = 0.5  # and from which it is, beside the sentence's best
_ACTING = frozenset({"PERSON", "GPE", "ORG", "NORP"})
_LEAST_SURE = 0.3  # certainty of the wording in what is put forward


def learned(scene: Scene, ruled: Sequence[Draft], weights: Weights) -> Iterator[Draft]:
    """Yield the likely causal links of a sentence that no rule has spoken of."""
    found = tuple(links(scene.sentence.span))
    if not found:
        return
    score, odds = judge(scene.sentence.span, found, weights)
    if score < 0:
        return
    ranked = sorted(zip(map(probability, odds), found), key=lambda pair: -pair[0])
    spoken = False
    for likely, link in ranked:
        if likely < (SURE if spoken else LEAST):
            break
        if _ruled(link, ruled):
            spoken = True
            continue
        for draft in _drafted(link, likely, scene):
            spoken = True
            yield draft


def _ruled(link: Link, ruled: Sequence[Draft]) -> bool:
    """Whether a rule has spoken of the word that makes the link, or of the sentence's condition."""
    if link.cue in words("causes", "conditions") and any(d.modality == "conditional" for d in ruled):
        return True
    return any(d.anchor == link.word or link.word.text in d.cue.split() for d in ruled)


def _drafted(link: Link, likely: float, scene: Scene) -> Iterator[Draft]:
    if idle(link) or _acts(link, scene):
        return
    guest, host = _guest(link, scene), main_clause(link.host, link.top, scene)
    cause, effect = (host, guest) if link.backward else (guest, host)
    rule = f"cause.learned.{link.kind}"
    for draft in claim(cause, effect, _sign(link), _anchor(link), link.word.text, rule, _modality(link)):
        yield replace(
            draft,
            noun=link.host.pos_ not in {"VERB", "AUX"},
            certainty=round(max(likely, _LEAST_SURE), 2),
            path=f"{draft.path} ({link.cue}, {likely:.2f})",
        )


def _guest(link: Link, scene: Scene) -> Part:
    """The guest's words without what opens them: "when", "a day after", "to"."""
    if link.kind not in {"clause", "purpose"}:
        return part(link.guest, scene)
    first, last = phrase(link.guest)
    return stretch(max(first.i, link.word.i + 1), last.i + 1, scene, link.guest)


def _acts(link: Link, scene: Scene) -> bool:
    """Whether somebody stands where a cause should be: "the ministry raised taxes", "marched against the king"."""
    if link.kind not in {"verb", "prep"}:
        return False
    end = link.host if link.kind == "verb" else link.guest
    if link.kind == "verb" and not {"group", "state"}.isdisjoint(meanings(end)):
        return True
    return end.pos_ != "VERB" and (bool(scene.referent.denoted(end)) or end.ent_type_ in _ACTING)


def _anchor(link: Link) -> Token:
    return link.host if link.kind != "verb" else link.word


def _sign(link: Link) -> int:
    """-1 where less of the one is more of the other."""
    if link.cue in words("causal_links", "lacking"):
        return -1
    return by_word("causes", "verbs").get(link.cue, 1) if link.kind == "verb" else 1


def _modality(link: Link) -> Modality | None:
    """Purposes are intended, conditions conditional; else what grammar says."""
    if link.cue in words("causes", "conditions"):
        return "conditional"
    if link.kind == "purpose" or link.cue in words("causal_links", "aims"):
        return "intended"
    return None
