"""Events: who did what to whom, from verbs and from nouns, by PLOVER type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .grammar import auxiliaries, doers, governors, inverted_speaker, is_passive, objects, prep, preps
from .lexicon import entry, words
from .parties import addressed, dated_targets, hit_by, hit_through, implied_source, is_deployable, is_person
from .principals import distinct
from .statement import ActorRef, Event

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .dates import Dated

_SOURCES, _TARGETS = 3, 6  # at most so many from one cue
_NOBODY = ActorRef(None)

# Event types by what they need.
_TOWARD_OBJECT = frozenset(
    {"REQUEST", "AGREE", "ACCUSE", "THREATEN", "REJECT"}
)  # in a clause: "demands that X …"
_BETWEEN_TWO = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE"})
_WITHOUT_SOURCE = frozenset({"ASSAULT", "COERCE", "SANCTION"})  # that they happened is news by itself
_WITHIN_ONE = frozenset({"THREATEN", "COERCE", "ASSAULT", "ACCUSE"})  # a state does these to its own too
_FROM_SENDER = frozenset({"REQUEST", "THREATEN", "ACCUSE", "SUPPORT", "AID"})  # "a call from X"


@dataclass(frozen=True, slots=True)
class Cue:
    """How one word reports an event.

    `to` are the prepositions of its target. Some report one only where a person is sent (`need_person`), or
    where a preposition names the target (`need_from`).
    """

    event_type: str
    mode: str | None = None
    to: tuple[str, ...] = ()
    need_person: bool = False
    need_from: bool = False


@cache
def _cues(part: str, lemma: str) -> tuple[Cue, ...]:
    """What a lemma can report, the first that fits being taken; `part` is verbs or nouns."""
    return tuple(
        Cue(
            row["type"],
            row.get("mode"),
            tuple(row.get("to", ())),
            "person" in row.get("need", ()),
            row.get("need_from", False),
        )
        for row in entry("events", part)
        if lemma in row["lemmas"]
    )


_LIFTED = Cue("CONCEDE", to=("on", "against", "for"))


def events(scene: Scene) -> Iterator[Draft]:
    """Yield the events that a sentence reports, intends or denies."""
    for token in scene.sentence.span:
        if token.pos_ == "VERB" and token.dep_ not in {"amod", "compound", "aux", "auxpass"}:
            yield from _first(_by_verb(token, cue, scene) for cue in _verb_cues(token))
        elif token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.dep_ != "compound"):
            yield from _first(_by_noun(token, cue, scene) for cue in _cues("nouns", token.lemma_.lower()))


def _first(options: Iterator[Iterator[Draft]]) -> list[Draft]:
    """The drafts of the first cue that gives any."""
    return next(filter(None, map(list, options)), [])


def _event(cue: Cue, source: ActorRef, target: ActorRef | None, date: str | None, place: str | None) -> Event:
    """An event with the quad class and Goldstein weight of its type."""
    row = entry("events", "types", cue.event_type)
    return Event(source, target, cue.event_type, cue.mode, row["quad"], row["goldstein"], date, place)


def _exact(when: Dated | None) -> str | None:
    """The date of an event where the words give one, not a span of time."""
    return when.iso if when is not None and when.until is None else None


def _path(token: Token) -> str:
    return "<".join([token.dep_, *(g.text for g in list(governors(token))[:3])])


# --- verbs --------------------------------------------------------------------------------------------------


def _verb_cues(verb: Token) -> tuple[Cue, ...]:
    lemma = verb.lemma_.lower()
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    if verb.lemma_ in words("events", "lifting") and any(_is_sanction(o) for o in objects(verb)):
        return (_LIFTED,)
    if particle is None and lemma == "call" and prep(verb, "for", "on"):
        return _cues("verbs", "call_for")
    if particle is None and lemma == "push" and prep(verb, "for"):
        return _cues("verbs", "call_for")
    return (_cues("verbs", f"{lemma}_{particle}") if particle else ()) or _cues("verbs", lemma)


def _is_sanction(noun: Token) -> bool:
    return any(cue.event_type == "SANCTION" for cue in _cues("nouns", noun.lemma_.lower())[:1])


def _by_verb(verb: Token, cue: Cue, scene: Scene) -> Iterator[Draft]:
    if _tells_no_event(verb) or not _fits(verb, cue, scene):
        return
    sources = distinct(scene.referent.denoted_by(doers(verb))) or implied_source(verb, scene)
    targets, place = _targets(verb, cue, scene)
    if (cue.need_person or cue.need_from) and not targets:
        return
    if cue.event_type in _TOWARD_OBJECT and not targets:
        targets = addressed(verb, scene)
    if cue.event_type == "CONSULT" and not targets and len(sources) >= 2:
        sources, targets = sources[:1], sources[1:]
    if not any(s.actor or s.name for s in sources):
        if not (is_passive(verb) and targets and cue.event_type in _WITHOUT_SOURCE):
            return
        sources = (_NOBODY,)
    targets = _others(targets, sources, cue)
    if not targets and _needs_target(verb, cue, sources, place):
        return
    dated = dated_targets(verb, scene) if targets else ()
    dates: dict[str | None, str] = {ref.actor: date for ref, date in dated}
    if dated:
        targets = distinct((*(t for t in targets if t.actor in dates), *(ref for ref, _ in dated)))
    when = _exact(scene.date_near(verb))
    for source in sources[:_SOURCES]:
        for target in targets[:_TARGETS] or (None,):
            date = dates.get(target.actor if target else None) or when
            event = _event(cue, source, target, date, place)
            yield Draft(event, verb, verb.text, f"event.verb.{cue.event_type.lower()}", path=_path(verb))


def _tells_no_event(verb: Token) -> bool:
    if verb.dep_ == "xcomp" and verb.head.lemma_ in words("events", "announcing"):
        return True  # what is threatened or promised is told by the threat or promise
    if {"will", "'ll"} & set(auxiliaries(verb)):
        return True  # that is a forecast
    if verb.lemma_ == "leave" and any(c.dep_ in {"oprd", "ccomp", "acomp", "xcomp"} for c in verb.children):
        return True  # "left it weak"
    return inverted_speaker(verb) is not None


def _fits(verb: Token, cue: Cue, scene: Scene) -> bool:
    """Whether the objects are such that the verb reports what the cue says."""
    things = objects(verb)
    if cue.event_type == "PROTEST" and things:
        return False
    if verb.lemma_ in {"host", "receive", "welcome"}:
        return not any(r.sector == "MIL" for r in scene.referent.denoted_by(things))
    if cue.need_person:
        return any(is_person(o) for o in things)
    if cue.event_type == "MOBILIZE" and verb.lemma_ in {"send", "dispatch"}:
        return any(is_deployable(o) for o in things)
    return True


def _targets(verb: Token, cue: Cue, scene: Scene) -> tuple[tuple[ActorRef, ...], str | None]:
    """Whom the event is done to, objects before what prepositions name, and where it was."""
    referent, things = scene.referent, objects(verb)
    under: list[ActorRef] = []
    place: str | None = None
    for word, noun in preps(verb):
        if word in cue.to or (cue.event_type == "ASSAULT" and word == "against"):
            under.extend(referent.denoted(noun) or hit_through(noun, scene))
        if word in words("events", "place_prepositions"):
            place = place or referent.place_of(noun)
    place = place or next((e.actor for o in things for e in referent.named(o) if e.form == "place"), None)
    if cue.need_person or cue.need_from:
        return distinct(under), place
    return distinct((*(r for o in things for r in hit_by(o, scene)), *under)), place


def _others(targets: tuple[ActorRef, ...], sources: tuple[ActorRef, ...], cue: Cue) -> tuple[ActorRef, ...]:
    """Targets other than the sources; else, where that makes sense, persons and offices of the same state."""
    own = {s.actor for s in sources}
    others = tuple(t for t in targets if t.actor not in own or t.actor is None)
    if others or cue.event_type not in _WITHIN_ONE:
        return others
    return tuple(t for t in targets if t.name and t.sector)


def _needs_target(verb: Token, cue: Cue, sources: tuple[ActorRef, ...], place: str | None) -> bool:
    """Whether the verb reports no event without a target."""
    if cue.event_type in _BETWEEN_TWO or (cue.event_type == "MOBILIZE" and not place):
        return True
    if verb.lemma_ in words("events", "leaving"):
        return not any(s.sector in {"MIL", "UAF"} for s in sources)
    return verb.lemma_ in words("events", "needs_target")


# --- nouns --------------------------------------------------------------------------------------------------


def _by_noun(noun: Token, cue: Cue, scene: Scene) -> Iterator[Draft]:
    verb = _light_verb(noun)
    if not _happened(noun, verb, cue):
        return
    sources = _noun_sources(noun, verb, cue, scene)
    targets, place = _noun_targets(noun, verb, cue, scene)
    if not sources and noun.dep_ == "dobj":
        return
    if cue.event_type == "RETREAT":
        if not sources and noun.lemma_ not in words("events", "letting_go"):
            sources = distinct(scene.referent.denoted_by(prep(noun, "of")))
        targets = [t for t in targets if t.actor not in {s.actor for s in sources}]
    own = {s.actor for s in sources}
    aims = tuple(t for t in distinct(targets) if t.actor not in own or t.actor is None)
    if not sources and not (aims and cue.event_type in _WITHOUT_SOURCE):
        return
    if not aims and cue.event_type in {"THREATEN", "ACCUSE"}:
        return
    if not aims and cue.event_type in _BETWEEN_TWO | {"REQUEST"}:
        if len(sources) < 2:
            return
        sources, aims = sources[:1], sources[1:]
    when = scene.date_near(noun) or (scene.date_near(verb) if verb is not None else None)
    for source in sources[:_SOURCES] or (_NOBODY,):
        for target in aims[:_TARGETS] or (None,):
            yield Draft(
                _event(cue, source, target, _exact(when), place),
                verb if verb is not None else noun,
                noun.text,
                f"event.noun.{cue.event_type.lower()}",
                noun=verb is None,
                path=_path(noun),
            )


def _happened(noun: Token, verb: Token | None, cue: Cue) -> bool:
    """Whether the noun reports an event, and does not only name its kind, deny it or foretell it."""
    if noun.dep_ in {"compound", "nmod"}:
        return False
    if any(c.dep_ == "det" and c.lower_ in {"any", "no"} for c in noun.children):
        return False
    if verb is not None and "will" in auxiliaries(verb):
        return False
    if verb is not None and cue.event_type == "SANCTION" and verb.lemma_ in words("events", "lifting"):
        return False
    return not cue.need_person or any(is_person(t) for t in prep(noun, "of"))


def _noun_sources(noun: Token, verb: Token | None, cue: Cue, scene: Scene) -> tuple[ActorRef, ...]:
    """Who does it: "by", else the light verb's subject, else whose it is; of people sent, who sends them."""
    referent = scene.referent
    agents = ("by", "from") if cue.event_type in _FROM_SENDER else ("by",)
    by = distinct(referent.denoted_by(prep(noun, *agents)))
    subjects = distinct(referent.denoted_by(doers(verb))) if verb is not None else ()
    if cue.need_person:
        sent = distinct(r for t in prep(noun, "of") for r in (referent.denoted(t) or referent.owners(t)))
        return (by or subjects or sent) if verb is not None else sent
    return by or subjects or referent.owners_beside(noun)


def _noun_targets(
    noun: Token, verb: Token | None, cue: Cue, scene: Scene
) -> tuple[list[ActorRef], str | None]:
    """Whom it is done to, under the noun and its light verb, and where it was."""
    referent = scene.referent
    targets: list[ActorRef] = []
    place: str | None = None
    for word, t in preps(noun):
        if word in cue.to and not (cue.need_person and word == "of"):
            targets.extend(referent.denoted(t) or hit_through(t, scene))
            if word == "in":
                place = place or referent.place_of(t)
    for word, t in preps(verb) if verb is not None else ():
        if word in cue.to and word != "of":
            targets.extend(referent.denoted(t) or hit_through(t, scene))
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
