"""Accusations and demands that lie in what somebody says of another: what it did, what it is, what it must do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .cues import event
from .dates import exact
from .draft import Draft, Scene
from .grammar import (
    auxiliaries,
    conjuncts,
    doers,
    grammatical_subjects,
    is_infinitive,
    is_passive,
    negated,
    objects,
    prep,
)
from .intents import verb_head
from .lexicon import words
from .parties import parties
from .statement import ActorRef, Event

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEDS = frozenset({"ASSAULT", "COERCE"})
_WATCHERS = frozenset({"NGO", "IGO"})
_NOT_DONE = frozenset({"will", "would", "may", "might", "could", "can", "should", "must"})


def accusation(deed: Draft, verb: Token, scene: Scene) -> Iterator[Draft]:
    """Yield the accusation that lies in telling another's deed: "X said that Y had shelled its border"."""
    told, over = deed.content, _speech_over(verb)
    if not isinstance(told, Event) or told.event_type not in _DEEDS or over is None:
        return
    if negated(verb) or not _NOT_DONE.isdisjoint(auxiliaries(verb)):
        return
    alleged = over.lemma_.lower() in words("events", "alleging")
    for speaker in _speakers(over, scene):
        hit = told.target is not None and told.target.actor == speaker.actor
        if told.source.actor == speaker.actor or not (told.source.actor or told.source.sector):
            continue
        if alleged or hit or speaker.sector in _WATCHERS:
            charge = event("ACCUSE", None, speaker, told.source, None, None)
            yield Draft(charge, over, over.text, "event.accusation", path=deed.path)
            return


def demand(verb: Token, scene: Scene) -> Iterator[Draft]:
    """Yield the demand that lies in saying what another must do: "X said that Y must leave"."""
    over = _speech_over(verb)
    must = not {"must", "should"}.isdisjoint(auxiliaries(verb)) or any(
        c.dep_ == "xcomp" and is_infinitive(c) and verb.lemma_ in {"have", "need"} for c in verb.children
    )
    if over is None or not must or negated(over):
        return
    for speaker in _speakers(over, scene):
        for target in parties(grammatical_subjects(verb), scene)[:1]:
            if target.actor and target.actor != speaker.actor:
                asked = event("REQUEST", None, speaker, target, None, None)
                yield Draft(asked, over, over.text, "event.demand")
        return


def name_calling(verb: Token, scene: Scene) -> Iterator[Draft]:
    """Yield the accusation that lies in an ill name: "called X a proxy of Y", "described X as an aggressor"."""
    if verb.lemma_.lower() not in words("events", "calling") or negated(verb):
        return
    named = [c for c in verb.children if c.dep_ in {"oprd", "attr"}] + list(prep(verb, "as"))
    given = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    if given:  # "branded X a terrorist state"
        named += [c for c in verb.children if c.dep_ == "dobj"]
    if not any(map(_is_insult, named)):
        return
    called = tuple(t for g in given for t in conjuncts(g)) or objects(verb)
    for target in parties(called, scene) or scene.referent.owners_beside(called[0]) if called else ():
        for speaker in parties(doers(verb), scene)[:1]:
            if speaker.actor and target.actor and speaker.actor != target.actor:
                charge = event("ACCUSE", None, speaker, target, exact(scene.date_near(verb)), None)
                yield Draft(charge, verb, verb.text, "event.name")


def _is_insult(word: Token) -> bool:
    insults = words("events", "insults")
    return any(t.lemma_.lower() in insults or t.lower_ in insults for t in (word, *word.children))


def _speech_over(verb: Token) -> Token | None:
    """The verb of speech that stands before the clause of `verb` and tells it."""
    top = verb_head(verb)
    over = top.head
    if top.dep_ != "ccomp" or over.i > top.i or is_passive(over):
        return None
    lemma = over.lemma_.lower()
    return over if lemma in words("events", "alleging") or lemma in words("events", "stating") else None


def _speakers(verb: Token, scene: Scene) -> Iterator[ActorRef]:
    """Principals that speak, without outlets, which only report."""
    for t in doers(verb):
        mention = scene.referent.mention_at(t)
        if mention is not None and mention.entries[0].kind == "outlet":
            continue
        yield from (r for r in scene.referent.denoted(t) if r.actor and r.sector != "MED")
