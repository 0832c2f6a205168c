"""The draft of a forecast: what a clause or noun says will come about, with a range of probability."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .description import parties_to, two_at_issue
from .draft import Draft, Scene
from .expectation import Range, complement, expectation, extent, kind_of, opposite, rounded
from .grammar import SUBJECT, grammatical_subjects, phrase, phrase_end
from .horizons import horizon
from .lexicon import entry, words
from .principals import principals
from .statement import ActorRef, Expectation, Forecast, Modality, Subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 300  # characters of what a forecast is about
_CERTAINTY = 0.9  # that a forecast was meant as one


def chance_of(part: str, word: str) -> Range | None:
    """The range of probability of a word in one part of the vocabulary."""
    found = entry("likelihood", part).get(word)
    return (found[0], found[1]) if found else None


def of_clause(
    verb: Token,
    anchor: Token,
    chance: Range,
    cue: str,
    rule: str,
    scene: Scene,
    *,
    negative: bool,
    doubted: bool = False,
    modality: Modality = "asserted",
) -> Iterator[Draft]:
    """The forecast of the clause of `verb`, with what is likely said: "unlikely to change" is no change."""
    subjects = [s for s in grammatical_subjects(verb) if s.sent == verb.sent]
    if not subjects and anchor.dep_ == "acomp":  # "looks set to grow"
        subjects = list(grammatical_subjects(anchor.head))
    beside = [c for c in verb.head.children if c.dep_ == "ccomp" and c.i < verb.i and verb.dep_ == "ccomp"]
    if (
        beside
    ):  # "believe that the truce agreed in May will hold": the parser took "agreed" for a clause of its own
        subjects = list(grammatical_subjects(beside[0]))
    expects = expectation(verb)
    turned = negative != doubted
    chance = complement(chance) if doubted else chance
    if verb.lemma_ in words("likelihood", "expects", "change") and expects not in {"increase", "decrease"}:
        expects = "no_change" if turned else "occur"
    elif turned:
        lasting = verb.lemma_ in words("likelihood", "expects", "lasting")
        expects = "not_occur" if lasting else opposite(expects)
    start, end = extent(verb, anchor, subjects)
    text, referent = verb.doc[start:end].text, scene.referent
    own = [c.i for c in verb.lefts if c.dep_ in {"aux", "neg", "advmod"}]
    expletive = any(c.dep_ == "expl" for c in verb.children)
    if verb.dep_ == "conj" and own and not expletive and subjects and subjects[0].i < verb.head.i < verb.i:
        # "A will do B and may do C": what may be is "A … may do C"
        start = min(own)
        text = f"{words_of(subjects[0])} {verb.doc[start:end].text}"
    actors = principals((*referent.denoted_by(subjects), *referent.among(verb.doc[start:end])))
    actors = actors or principals(r for s in subjects for r in parties_to(s, referent))
    if not actors and any(c.lower_ == "both" for s in subjects for c in s.children):
        actors = principals(two_at_issue(subjects[0], referent, set()))
    if not actors and any(_points_back(t) for s in subjects for t in s.subtree):
        actors = principals(referent.among(scene.sentence.span))
    yield from drafted(
        text[:_LONGEST],
        actors,
        expects,
        chance,
        verb,
        cue,
        rule,
        scene,
        path=f"{cue}>{verb.text}",
        modality=modality,
    )


def of_noun(
    subject: Token,
    clause: Token,
    chance: Range,
    anchor: Token,
    cue: str,
    scene: Scene,
    *,
    rule: str = "forecast.chance",
    negative: bool = False,
) -> Iterator[Draft]:
    """The forecast that what a noun names will come about."""
    unlikely = chance[1] < 0.5
    expects: Expectation = "not_occur" if unlikely != negative else "occur"
    inside = scene.referent.within(subject)
    actors = principals(inside) or parties_to(subject, scene.referent) or scene.referent.memory.last_subject()
    chance = complement(chance) if unlikely else chance
    yield from drafted(words_of(subject), actors, expects, chance, anchor, cue, rule, scene)


def words_of(noun: Token) -> str:
    """The words of the phrase that a noun heads."""
    first, last = phrase(noun)
    return noun.doc[first.i : min(phrase_end(noun), last.i + 1)].text[:_LONGEST]


def _points_back(token: Token) -> bool:
    counted = token.pos_ == "NUM" and token.dep_ in SUBJECT  # "the three"
    return counted or token.lower_ in words("likelihood", "pointing") or token.tag_ in {"PRP", "PRP$"}


def drafted(
    text: str,
    actors: tuple[ActorRef, ...],
    expects: Expectation,
    chance: Range,
    verb: Token,
    cue: str,
    rule: str,
    scene: Scene,
    path: str | None = None,
    modality: Modality = "asserted",
) -> Iterator[Draft]:
    """A forecast about somebody; none where nobody known is in it."""
    if actors:
        content = Forecast(Subject(text, actors, kind_of(verb)), expects, rounded(chance), horizon(scene))
        yield Draft(
            content,
            verb,
            cue,
            rule,
            modality=modality,
            negated=False,
            certainty=_CERTAINTY,
            path=path or cue,
        )
