"""Whom a verb's event is done to, and where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import Cue, fitting, noun_cues, ways
from .draft import Scene
from .grammar import SUBJECT, conjuncts, controls_object, objects, prep, preps
from .intents import HOSTILE
from .lexicon import words
from .parties import apart, is_ruling, nameless, parties, struck, through
from .principals import distinct, known
from .statement import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

# Event types by what they are done to.
WITHIN_ONE = frozenset({"THREATEN", "COERCE", "ASSAULT", "ACCUSE"})  # a state does these to its own too
_TO_ANYONE = frozenset({"ASSAULT", "COERCE", "RETREAT"})  # news even where the state of those hit is unknown
_ON_A_DEED = frozenset({"ACCUSE", "REJECT", "SUPPORT"})  # of a deed, they are toward its doer
PLACES = frozenset({"state", "place", "city"})  # kinds of gazetteer entry
PHYSICAL = frozenset({"attack", "clash", "fight", "battle", "skirmish", "engage"})  # mutual where joint


def targets_of(verb: Token, cue: Cue, scene: Scene) -> tuple[tuple[ActorRef, ...], str | None]:
    """Whom the event is done to, objects before what prepositions name, and where it was."""
    things = objects(verb) or _helped(verb) or _termed(verb)
    place = _place(verb, cue, things, scene)
    under = _under(verb, cue, scene)
    if cue.things:
        under = _beyond_object(verb, cue, scene)
        if not cue.turned:  # "granted X access to its port" is to X
            given = [r for c in verb.children if c.dep_ == "dative" for r in parties((c,), scene)]
            under = given or under
        if not under and cue.event_type in _TO_ANYONE:
            under += nameless(tuple(t for word, t in preps(verb) if word in cue.to))
        return distinct(under), place
    if cue.need & {"person", "from"} or cue.turned:
        return distinct(under), place
    if cue.event_type == "REQUEST" and "other" in cue.need:
        things = tuple(s for c in verb.children for s in c.children if s.dep_ in SUBJECT) or things
    if cue.event_type == "PROTEST" and place is not None and not any(r.actor for r in under):
        under = [ActorRef(place, "GOV") for word, t in preps(verb) if word == "against" and is_ruling(t)]
    hit = [r for o in things for r in _hit(o, cue, scene)] if "topic" not in cue.need else []
    if any(r.actor for r in hit):  # what is done to somebody in a place is not done to the place
        under = _under(verb, cue, scene, besides=frozenset({"in", "into", "at", "on"}))
    if cue.event_type in _TO_ANYONE and not under and not any(r.actor or r.sector for r in hit):
        things = things or tuple(t for word, t in preps(verb) if word in cue.to)
        hit = [*hit, *_victims(things, place)]
    return distinct((*hit, *under)), place


def _is_deed(noun: Token) -> bool:
    return any(c.event_type in HOSTILE for c in noun_cues(noun))


def is_on_a_deed(verb: Token, cue: Cue) -> bool:
    return cue.event_type in _ON_A_DEED and any(map(_is_deed, objects(verb)))


def _under(verb: Token, cue: Cue, scene: Scene, besides: frozenset[str] = frozenset()) -> list[ActorRef]:
    found: list[ActorRef] = []
    stated = [noun for _, noun in ways(verb) if noun.lemma_.lower() in cue.within]
    within = [p for noun in stated for p in preps(noun)]
    if cue.owner:
        found.extend(r for noun in stated for r in known(scene.referent.owners_beside(noun)))
    for word, noun in (*ways(verb), *within):
        if word in besides or (word == "in" and verb.lemma_ in PHYSICAL and not objects(verb)):
            continue
        if noun.lemma_.lower() in words("events", "idioms"):
            continue
        if word in cue.to or (cue.event_type == "ASSAULT" and word == "against"):
            found.extend(_hit(noun, cue, scene))
    return found


def _helped(verb: Token) -> tuple[Token, ...]:
    """Whom the verb is done to where the parser makes them the subject of what they do: "helped X fight"."""
    if not controls_object(verb):
        return ()
    return tuple(
        t
        for c in verb.children
        if c.dep_ == "ccomp" and not any(m.dep_ == "mark" for m in c.children)
        for s in c.children
        if s.dep_ in SUBJECT
        for t in conjuncts(s)
    )


def _termed(verb: Token) -> tuple[Token, ...]:
    """What it is done to where a clause names it: "struck what it called hideouts in X", of which X is known."""
    for c in verb.children:
        if c.dep_ == "ccomp" and any(w.lower_ == "what" for w in c.children):
            return (*(w for w in c.children if w.dep_ == "oprd"), *prep(c, "in", "at", "near"))
    return ()


def _beyond_object(verb: Token, cue: Cue, scene: Scene) -> list[ActorRef]:
    """Whom it is done to by way of the object: who is named under it, by the first preposition that names one."""
    under = [p for o in fitting(verb, cue) for p in preps(o)]
    found = _by_first(cue, [*under, *ways(verb)], scene)
    owners = [r for o in fitting(verb, cue) for r in through(o, scene)] if cue.owner else []
    if (
        found
        and owners
        and cue.to
        and all(word in {"in", "at"} for word, _ in (*under, *ways(verb)) if word in cue.to)
    ):
        return owners  # "overran a Kenyan base in Somalia"
    return found or owners


def _by_first(cue: Cue, named: list[tuple[str, Token]], scene: Scene) -> list[ActorRef]:
    """Actors under the first preposition of the cue that names any."""
    for preposition in cue.to:
        if found := [
            r
            for word, t in named
            if word == preposition and t.lemma_.lower() not in words("events", "idioms")
            for r in struck(t, scene)
        ]:
            return found
    return []


def _hit(noun: Token, cue: Cue, scene: Scene) -> tuple[ActorRef, ...]:
    """Whom the cue's event hits that is done to what the noun names."""
    if "actor" in cue.need:
        return parties((noun,), scene)
    if cue.event_type in _ON_A_DEED and _is_deed(noun):
        # "condemned X's attack on Y": X's deed is condemned
        moved = prep(noun, "of") if any(c.event_type == "MOBILIZE" for c in noun_cues(noun)) else ()
        of = (r for t in moved for r in struck(t, scene))
        return distinct((*known(scene.referent.owners_beside(noun)), *parties(prep(noun, "by"), scene), *of))
    return struck(noun, scene)


def _victims(things: tuple[Token, ...], place: str | None) -> tuple[ActorRef, ...]:
    """People of no nationality to whom it is done: those of the state in which it happens."""
    if place is not None:
        return tuple(ActorRef(place, r.sector) for r in nameless(things))
    return nameless(things)


def own_people(
    targets: tuple[ActorRef, ...], sources: tuple[ActorRef, ...], place: str | None
) -> tuple[ActorRef, ...]:
    """Targets with the people that police and courts act on: those of their own state, unless it was elsewhere."""
    rulers = [
        s.actor
        for s in sources
        if s.actor and (place == s.actor or (place is None and s.sector in {"COP", "JUD"}))
    ]
    if not rulers:
        return targets
    return tuple(
        ActorRef(rulers[0], t.sector) if t.actor is None and t.sector in {"CVL", "OPP"} else t
        for t in targets
    )


def at_home(
    sources: tuple[ActorRef, ...], targets: tuple[ActorRef, ...], place: str | None
) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
    """Both sides where a crowd and the police face each other: of the one state that either or the place names."""
    both = {s.sector for s in sources} | {t.sector for t in targets}
    if "COP" not in both or both.isdisjoint({"CVL", "OPP"}):
        return sources, targets
    state = place or next((r.actor for r in (*sources, *targets) if r.actor), None)
    if state is None:
        return sources, targets
    first, second = (
        tuple(r if r.actor else ActorRef(state, r.sector) for r in side) for side in (sources, targets)
    )
    return first, second


def _place(verb: Token, cue: Cue, things: tuple[Token, ...], scene: Scene) -> str | None:
    """The state in which it was done, where the clause says so."""
    referent = scene.referent
    for word, noun in preps(verb):
        aim = word in {"at", "on"} and word in cue.to
        weapon = noun.lemma_.lower() in words("events", "instruments") | words("events", "idioms")
        if word in words("events", "place_prepositions") and not (aim or weapon):
            inner = (noun, *prep(noun, "of", "in", "at", "near"))
            if found := next(filter(None, (_state_of(t, scene) for t in inner)), None):
                return found
    return next((e.actor for o in things for e in referent.named(o) if e.form == "place"), None)


def _state_of(noun: Token, scene: Scene) -> str | None:
    """The state that a noun of place names or lies in."""
    if any(e.kind in PLACES for e in scene.referent.named(noun)):
        return scene.referent.place_of(noun)
    if noun.lower_ in {"there", "here"}:
        return scene.referent.place_of(noun)
    if noun.lemma_.lower() not in words("events", "localities"):
        return None
    return next((r.actor for r in scene.referent.owners_beside(noun)), None)


def others(
    targets: tuple[ActorRef, ...], sources: tuple[ActorRef, ...], event_type: str
) -> tuple[ActorRef, ...]:
    """Targets other than the sources; else, where that makes sense, persons and offices of the same state."""
    others = tuple(t for t in targets if all(apart(s, t) for s in sources))
    if others or event_type not in WITHIN_ONE:
        return others
    return tuple(t for t in targets if t.name and t.sector and t not in sources)
