"""Events that nouns report: "the attack on", "talks between", "imposed sanctions on"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import TYPE_CHECKING

from .cues import Cue, event, noun_cues, verb_cues
from .dates import exact
from .draft import Draft, Scene
from .grammar import SUBJECT, doers, governors, prep, preps
from .intents import FRIENDLY, Cast, cast
from .lexicon import words
from .parties import apart, is_person, is_ruling, parties, struck
from .principals import distinct
from .statement import ActorRef
from .verb_events import BETWEEN_TWO, MUTUAL, NOBODY, SOURCES, TARGETS, WITHOUT_SOURCE, path

if TYPE_CHECKING:
    from spacy.tokens import Token

_AT_SOMEBODY = frozenset({"THREATEN", "ACCUSE", "ASSAULT", "COERCE"})
_FROM_SENDER = frozenset({"REQUEST", "THREATEN", "ACCUSE", "SUPPORT", "AID"})  # "a call from X"


def by_noun(noun: Token, scene: Scene) -> list[Draft]:
    """The events of the first reading of a noun that gives any."""
    return next(filter(None, (list(_read(noun, cue, scene)) for cue in noun_cues(noun))), [])


def _read(noun: Token, cue: Cue, scene: Scene) -> Iterator[Draft]:
    verb = _light_verb(noun)
    if not _happened(noun, verb, cue):
        return
    sources = _sources(noun, verb, cue, scene)
    targets, place = _targets(noun, verb, cue, scene)
    under = noun.head if noun.dep_ in SUBJECT and noun.head.lemma_ in words("events", "happening") else None
    if not sources and cue.event_type == "PROTEST" and (at := _where(noun, under, scene)):
        sources, targets = (ActorRef(at, "CVL"),), [*targets, *_rulers(noun, at)]
    if not sources and len(targets) >= 2 and cue.event_type in MUTUAL:  # "talks between A and B"
        sources, targets = distinct(targets), []
    if not sources and noun.dep_ == "dobj":
        return
    if cue.event_type == "RETREAT":
        if not sources and noun.lemma_ not in words("events", "letting_go"):
            sources = distinct(scene.referent.denoted_by(prep(noun, "of")))
        targets = [t for t in targets if t.actor not in {s.actor for s in sources}]
    aims = tuple(t for t in distinct(targets) if all(apart(s, t) for s in sources))
    dated = scene.date_near(noun) is not None  # "the invasion of 2022" is a happening that has a name
    if not sources and not (
        aims
        and cue.event_type in WITHOUT_SOURCE
        and (dated or (noun.dep_ in SUBJECT and noun.lemma_ not in words("events", "lasting")))
    ):
        return
    if (
        not aims
        and cue.event_type == "REJECT"
        and verb is None
        and any(c.lower_ in {"a", "an"} for c in noun.children)
    ):
        return
    if not aims and cue.event_type in _AT_SOMEBODY and not (dated and cue.event_type == "ASSAULT"):
        return
    joint = not aims and cue.event_type in BETWEEN_TWO | {"REQUEST"}
    if joint and len(sources) < 2:
        return
    told = cast(verb, cue.event_type, sources, scene) if verb is not None else Cast(cue.event_type, noun)
    if told is None:
        return
    when = next(filter(None, (scene.date_near(t) for t in (noun, verb, under) if t is not None)), None)
    hosts = parties(doers(verb), scene) if verb is not None and verb.lemma_ == "host" else ()
    hosted = [(h, s) for h in hosts for s in sources if joint and apart(h, s)]
    for source, target in (*_pairs(sources, aims, joint), *hosted):
        yield Draft(
            event(told.event_type, cue.mode, source, target, exact(when), place),
            told.anchor,
            noun.text,
            f"event.noun.{told.event_type.lower()}",
            noun=verb is None,
            modality=told.modality or ("intended" if verb is not None and _only_sought(verb) else None),
            negated=told.negated,
            path=path(noun),
        )


def _only_sought(verb: Token) -> bool:
    """Whether the light verb only aims at the deed: "seeks a treaty with"."""
    return verb.lemma_ in words("events", "intents", "planning") and verb.lemma_ in words(
        "events", "light_verbs"
    )


def _where(noun: Token, verb: Token | None, scene: Scene) -> str | None:
    """The state where it is, by the noun or the verb that says that it happens: "protests erupted in"."""
    places = (t for head in (noun, verb) if head is not None for t in prep(head, "in", "at", "across"))
    return next(filter(None, map(scene.referent.place_of, places)), None)


def _rulers(noun: Token, state: str) -> list[ActorRef]:
    """The government of the state in which people protest against "the government"."""
    return [ActorRef(state, "GOV")] if any(map(is_ruling, prep(noun, "against"))) else []


def _pairs(
    sources: tuple[ActorRef, ...], aims: tuple[ActorRef, ...], joint: bool
) -> Iterator[tuple[ActorRef, ActorRef | None]]:
    if joint:
        yield from permutations(sources[:SOURCES], 2)
        return
    for source in sources[:SOURCES] or (NOBODY,):
        for target in aims[:TARGETS] or (None,):
            yield source, target


def _told_by_verb(noun: Token, cue: Cue) -> bool:
    """Whether the verb over the noun makes another event of it: "lodged a protest"."""
    if noun.dep_ not in {"dobj", "nsubjpass"}:
        return False
    return any(
        noun.lemma_.lower() in c.things and c.event_type != cue.event_type for c in verb_cues(noun.head)
    )


def _happened(noun: Token, verb: Token | None, cue: Cue) -> bool:
    """Whether the noun reports an event, and does not only name its kind, deny it or foretell it."""
    if noun.dep_ in {"compound", "nmod"} or _told_by_verb(noun, cue):
        return False
    if any(c.dep_ == "det" and c.lower_ in {"any", "no"} for c in noun.children):
        return False
    if cue.event_type in FRIENDLY and noun.dep_ == "dobj" and noun.head.lemma_ in words("events", "undoing"):
        return False
    if verb is not None and cue.event_type == "SANCTION" and verb.lemma_ in words("events", "lifting"):
        return False
    if cue.event_type == "AGREE" and verb is None and any(c.lower_ in {"a", "an"} for c in noun.children):
        return noun.dep_ not in SUBJECT  # "an agreement between X and Y would help"
    return "person" not in cue.need or any(is_person(t) for t in prep(noun, "of"))


def _sources(noun: Token, verb: Token | None, cue: Cue, scene: Scene) -> tuple[ActorRef, ...]:
    """Who does it: "by", else the light verb's subject, else whose it is; of people sent, who sends them."""
    referent = scene.referent
    agents = ("by", "from") if cue.event_type in _FROM_SENDER else ("by",)
    by = parties(prep(noun, *agents), scene)
    subjects = parties(doers(verb), scene) if verb is not None else ()
    if "person" in cue.need:
        sent = distinct(r for t in prep(noun, "of") for r in (referent.denoted(t) or referent.owners(t)))
        return (by or subjects or sent) if verb is not None else sent
    if verb is not None and verb.lemma_ == "host":  # who hosts talks takes no part in them
        subjects = ()
    return by or subjects or _claimed(noun, scene) or referent.owners_beside(noun)


def _claimed(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Who says that they did it: "claimed responsibility for the attack"."""
    duty = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else noun
    if duty.lemma_ != "responsibility" or duty.head.lemma_ not in {"claim", "take", "accept"}:
        return ()
    return parties(doers(duty.head), scene)


def _targets(noun: Token, verb: Token | None, cue: Cue, scene: Scene) -> tuple[list[ActorRef], str | None]:
    """Whom it is done to, under the noun and its light verb, and where it was."""
    targets: list[ActorRef] = []
    place: str | None = None
    for word, t in preps(noun):
        if word in cue.to and not ("person" in cue.need and word == "of"):
            targets.extend(struck(t, scene))
            if word == "in":
                place = place or scene.referent.place_of(t)
    for word, t in preps(verb) if verb is not None else ():
        if word in cue.to and word != "of":
            targets.extend(struck(t, scene))
    return targets, place


def _light_verb(noun: Token) -> Token | None:
    """The verb that only carries the noun: "carried out an attack", "sanctions imposed by"."""
    for top in (noun, *(c for c in governors(noun) if c.dep_ == "dobj")):
        if top.dep_ in {"dobj", "nsubjpass"} and top.head.lemma_ in words("events", "light_verbs"):
            return top.head
        if top.dep_ != "conj":
            break
    for c in noun.children:
        if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in words("events", "light_verbs"):
            return c
    return None
