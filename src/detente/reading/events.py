"""Events: who did what to whom, from verbs and from nouns, by PLOVER type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..data import vocabulary
from .dates import Dated
from .draft import Draft, Scene
from .grammar import auxiliaries, doers, governors, inverted_speaker, is_passive, objects, prep, preps
from .reference import distinct
from .statement import ActorRef, Event

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAIRS = 6  # at most so many source-target pairs from one cue
_NOT_EVENTS = frozenset({"amod", "compound", "aux", "auxpass"})


@dataclass(frozen=True, slots=True)
class Cue:
    """How one word reports an event."""

    event_type: str
    mode: str | None
    to: tuple[str, ...]
    need_person: bool
    need_from: bool


@cache
def _cues(part: str) -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for row in vocabulary("detente.reading", "events.yaml")[part]:
        cue = Cue(
            row["type"],
            row.get("mode"),
            tuple(row.get("to", ())),
            "person" in row.get("need", ()),
            bool(row.get("need_from")),
        )
        for lemma in row["lemmas"]:
            found.setdefault(lemma, cue)
    return found


@cache
def _all_cues(part: str, lemma: str) -> tuple[Cue, ...]:
    rows = vocabulary("detente.reading", "events.yaml")[part]
    return tuple(
        Cue(
            r["type"],
            r.get("mode"),
            tuple(r.get("to", ())),
            "person" in r.get("need", ()),
            bool(r.get("need_from")),
        )
        for r in rows
        if lemma in r["lemmas"]
    )


@cache
def _light() -> frozenset[str]:
    return frozenset(vocabulary("detente.reading", "events.yaml")["light_verbs"])


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(vocabulary("detente.reading", "events.yaml")[name])


@cache
def _sanctions() -> frozenset[str]:
    return frozenset(lemma for lemma, cue in _cues("nouns").items() if cue.event_type == "SANCTION")


@cache
def _forces() -> frozenset[str]:
    rows = vocabulary("detente.reading", "presence.yaml")["nouns"]
    military = vocabulary("detente.reading", "nouns.yaml")["agents"]["MIL"]
    return frozenset(
        (
            *rows["forces"]["lemmas"],
            *military,
            "vessel",
            "missile",
            "tank",
            "jet",
            "aircraft",
            "ship",
            "carrier",
            "bomber",
            "drone",
            "reinforcement",
            "unit",
            "vessel",
        )
    )


def make_event(
    source: ActorRef,
    target: ActorRef | None,
    event_type: str,
    mode: str | None,
    date: str | None,
    place: str | None,
) -> Event:
    """An event with the quad class and Goldstein weight of its type."""
    row = vocabulary("detente.reading", "events.yaml")["types"][event_type]
    return Event(source, target, event_type, mode, int(row["quad"]), float(row["goldstein"]), date, place)


def exact(when: Dated | None) -> str | None:
    """The date of an event where the words give one, not a span of time."""
    return when.iso if when is not None and when.until is None else None


def events(scene: Scene) -> Iterator[Draft]:
    """Yield the events that a sentence reports, intends or denies."""
    for token in scene.sentence.span:
        if token.pos_ == "VERB" and token.dep_ not in _NOT_EVENTS:
            yield from _verbal(token, scene)
        elif token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.dep_ != "compound"):
            yield from _nominal(token, scene)


def _lemma(verb: Token) -> str:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    return f"{verb.lemma_.lower()}_{particle}" if particle else verb.lemma_.lower()


def _verbal(verb: Token, scene: Scene) -> Iterator[Draft]:
    lemma = _lemma(verb)
    cues = _all_cues("verbs", lemma) or (_all_cues("verbs", verb.lemma_.lower()) if "_" in lemma else ())
    if lemma == "call" or (lemma == "push" and prep(verb, "for")):
        cues = _all_cues("verbs", "call_for") if prep(verb, "for", "on") else cues
    if verb.lemma_ in _set("lifting") and any(o.lemma_.lower() in _sanctions() for o in objects(verb)):
        cues = (Cue("CONCEDE", None, ("on", "against", "for"), False, False),)
    for cue in cues:
        drafts = list(_with_cue(verb, cue, scene))
        if drafts:
            yield from drafts
            return


def _with_cue(verb: Token, cue: Cue, scene: Scene) -> Iterator[Draft]:
    referent = scene.referent
    if verb.dep_ == "xcomp" and verb.head.lemma_ in {
        "threaten",
        "refuse",
        "agree",
        "vow",
        "promise",
        "pledge",
        "offer",
    }:
        return  # what is threatened or promised is told by the threat or promise
    if inverted_speaker(verb) is not None:
        return
    if "will" in auxiliaries(verb) or "'ll" in auxiliaries(verb):
        return  # that is a forecast, not an event
    objs = objects(verb)
    if cue.event_type == "PROTEST" and objs:
        return
    if verb.lemma_ in {"host", "receive", "welcome"} and any(
        r.sector == "MIL" for o in objs for r in referent.denoted(o)
    ):
        return
    if verb.lemma_ == "leave" and any(c.dep_ in {"oprd", "ccomp", "acomp", "xcomp"} for c in verb.children):
        return
    if cue.need_person and not any(_is_person(o, scene) for o in objs):
        return
    if (
        cue.event_type == "MOBILIZE"
        and verb.lemma_ in {"send", "dispatch"}
        and not any(o.lemma_.lower() in _forces() for o in objs)
    ):
        return
    sources = distinct(r for s in doers(verb) for r in referent.denoted(s))
    if not sources:
        sources = _implied_source(verb, scene)
    targets: tuple[ActorRef, ...] = ()
    place: str | None = None
    for word, noun in preps(verb):
        if word in cue.to or (cue.event_type == "ASSAULT" and word == "against"):
            found = referent.denoted(noun) or _through(noun, scene)
            targets = distinct((*targets, *found))
        if word in {"in", "at", "near", "inside", "across", "over", "on"}:
            place = place or referent.place_of(noun)
    place = place or next((e.actor for o in objs for e in referent.named(o) if e.form == "place"), None)
    direct = tuple(
        r for o in objs for r in (referent.denoted(o) or _through(o, scene) or _aimed_at(o, scene))
    )
    if cue.need_person or cue.need_from:
        direct = ()
        if not targets:
            return
    targets = distinct((*direct, *targets))
    if cue.event_type in {"REQUEST", "AGREE", "ACCUSE", "THREATEN", "REJECT"} and not targets:
        targets = _addressed(verb, scene)
    if cue.event_type == "CONSULT" and not targets and len(sources) >= 2:
        sources, targets = sources[:1], sources[1:]
    if not any(s.actor or s.name for s in sources):
        if not (is_passive(verb) and targets and cue.event_type in {"ASSAULT", "COERCE", "SANCTION"}):
            return
        sources = (ActorRef(None),)
    targets = tuple(t for t in targets if t.actor not in {s.actor for s in sources} or t.actor is None) or (
        tuple(t for t in targets if t.name and t.sector and t.actor in {s.actor for s in sources})
        if cue.event_type in {"THREATEN", "COERCE", "ASSAULT", "ACCUSE"}
        else ()
    )
    if not targets and cue.event_type in {"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE"}:
        return
    if not targets and not place and cue.event_type in {"MOBILIZE"}:
        return
    if (
        verb.lemma_
        in {
            "join",
            "share",
            "train",
            "trade",
            "discuss",
            "fire",
            "host",
            "receive",
            "strike",
            "down",
            "hit",
            "provide",
            "fight",
            "clash",
            "battle",
        }
        and not targets
    ):
        return
    if (
        verb.lemma_ in {"leave", "depart", "exit", "quit"}
        and not targets
        and not any(s.sector in {"MIL", "UAF"} for s in sources)
    ):
        return
    when = scene.date_near(verb)
    listed = _listed(verb, scene) if targets else ()
    each: dict[str | None, str] = {ref.actor: date for ref, date in listed}
    if listed:
        targets = distinct((*(t for t in targets if t.actor in each), *(ref for ref, _ in listed)))
    for source in sources[:3]:
        for target in targets[:_PAIRS] or (None,):
            date = each.get(target.actor if target else None) or (exact(when))
            event = make_event(source, target, cue.event_type, cue.mode, date, place)
            yield Draft(event, verb, verb.text, f"event.verb.{cue.event_type.lower()}", path=_path(verb))


def _listed(verb: Token, scene: Scene) -> tuple[tuple[ActorRef, str], ...]:
    """Targets and dates of a list: "left A in May, B in June and C in July", by order, whatever the parse.

    Between one date and the next stands the next target alone, and no verb.
    """
    span, referent = scene.sentence.span, scene.referent
    ends = [verb.idx + len(verb.text) - span.start_char]
    found: list[tuple[ActorRef, str]] = []
    for when in scene.dates:
        if when.start < ends[-1]:
            continue
        between = [t for t in span if ends[-1] <= t.idx - span.start_char < when.start]
        named = referent.between(between[0].i, between[-1].i + 1, span.doc) if between else ()
        if len(named) != 1 or any(t.pos_ in {"VERB", "AUX"} for t in between) or when.until:
            break
        found.append((named[0], when.iso))
        ends.append(when.end)
    return tuple(found) if len(found) >= 2 else ()


def _implied_source(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Who acts where grammar leaves it to an aim or an effort: "one objective of the meetings was to urge Russia"."""
    head = verb.head
    if verb.dep_ == "acl" and head.pos_ == "NOUN":
        owners = scene.referent.owners(head)
        if owners:
            return owners
        for g in governors(head):
            if g.pos_ == "VERB":
                found = distinct(r for s in doers(g) for r in scene.referent.denoted(s))
                if found:
                    return found
    if verb.dep_ in {"xcomp", "ccomp"} and head.lemma_ == "be":
        for c in head.children:
            if c.dep_ == "nsubj":
                owners = scene.referent.owners(c)
                return owners or scene.referent.last_subject(scene.sentence)
    return ()


def _is_person(token: Token, scene: Scene) -> bool:
    if token.ent_type_ == "PERSON" or any(c.ent_type_ == "PERSON" for c in token.subtree):
        return True
    return token.lemma_.lower() in {
        "envoy",
        "minister",
        "secretary",
        "delegation",
        "official",
        "adviser",
        "advisor",
        "diplomat",
        "team",
        "emissary",
        "aide",
        "negotiator",
        "representative",
    }


def _through(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Actors hit through what is theirs: "Iranian-linked targets", "Israel's borders", "the army of Mali"."""
    if noun.pos_ == "NOUN":
        owners = tuple(r for r in scene.referent.owners(noun) if r.actor)
        return owners or tuple(
            ActorRef(p) for t in prep(noun, "in", "at", "near") if (p := scene.referent.place_of(t))
        )
    return ()


def _aimed_at(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whom a sanction or attack is on, where the noun is the object: "lifted sanctions on X's banks"."""
    if noun.lemma_.lower() not in _cues("nouns"):
        return ()
    return tuple(
        r
        for t in prep(noun, "on", "against")
        for r in (scene.referent.denoted(t) or scene.referent.owners(t))
        if r.actor
    )


def _addressed(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Who is asked or threatened where the object is a clause: "demand that Syria …", "demanding the demilitarisation of Syria"."""
    for c in verb.children:
        if c.dep_ in {"dobj", "ccomp", "xcomp"}:
            return tuple(r for r in scene.referent.within(c) if r.actor)[:1]
    return ()


def _nominal(noun: Token, scene: Scene) -> Iterator[Draft]:
    lemma = noun.lemma_.lower()
    for cue in _all_cues("nouns", lemma):
        drafts = list(_noun_with_cue(noun, cue, scene))
        if drafts:
            yield from drafts
            return


def _noun_with_cue(noun: Token, cue: Cue, scene: Scene) -> Iterator[Draft]:
    referent = scene.referent
    if noun.dep_ in {"compound", "nmod"} or any(
        c.dep_ == "det" and c.lower_ in {"any", "no"} for c in noun.children
    ):
        return
    verb = _light_verb(noun)
    if verb is not None and ("will" in auxiliaries(verb)):
        return
    if cue.need_person and not any(_is_person(t, scene) for t in prep(noun, "of")):
        return
    agents = (
        ("by", "from") if cue.event_type in {"REQUEST", "THREATEN", "ACCUSE", "SUPPORT", "AID"} else ("by",)
    )
    by = distinct(r for t in prep(noun, *agents) for r in referent.denoted(t))
    sources = by or referent.owners_beside(noun)
    targets: list[ActorRef] = []
    place: str | None = None
    for word, t in preps(noun):
        if word in cue.to:
            if cue.need_person and word == "of":
                continue
            targets.extend(referent.denoted(t) or _through(t, scene))
            if word == "in":
                place = place or referent.place_of(t)
    if cue.need_person:
        sources = distinct(r for t in prep(noun, "of") for r in (referent.denoted(t) or referent.owners(t)))
    if verb is not None:
        subjects = distinct(r for s in doers(verb) for r in referent.denoted(s))
        sources = by or subjects or sources
        for word, t in preps(verb):
            if word in cue.to and word != "of":
                targets.extend(referent.denoted(t) or _through(t, scene))
        if cue.event_type == "SANCTION" and verb.lemma_ in _set("lifting"):
            return
    if not sources and noun.dep_ == "dobj":
        return
    if (
        cue.event_type == "RETREAT"
        and not sources
        and noun.lemma_ not in {"release", "evacuation", "ceasefire", "truce"}
    ):
        sources = distinct(r for t in prep(noun, "of") for r in referent.denoted(t))
        targets = [t for t in targets if t.actor not in {s.actor for s in sources}]
    elif cue.event_type == "RETREAT":
        targets = [t for t in targets if t.actor not in {s.actor for s in sources}]
    codes = {s.actor for s in sources}
    aims = tuple(t for t in distinct(targets) if t.actor not in codes or t.actor is None)
    if not sources and not aims:
        return
    if not aims and cue.event_type in {"THREATEN", "ACCUSE"}:
        return
    if not sources and cue.event_type not in {"ASSAULT", "COERCE", "SANCTION"}:
        return
    if cue.event_type in {"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "AID", "REQUEST"} and not aims:
        if len(sources) < 2:
            return
        sources, aims = sources[:1], sources[1:]
    when = scene.date_near(noun) or (scene.date_near(verb) if verb is not None else None)
    for source in sources[:3] or (ActorRef(None),):
        for target in aims[:_PAIRS] or (None,):
            event = make_event(source, target, cue.event_type, cue.mode, exact(when), place)
            yield Draft(
                event, verb if verb is not None else noun, noun.text, f"event.noun.{cue.event_type.lower()}",
                noun=verb is None, path=_path(noun),
            )  # fmt: skip


def _light_verb(noun: Token) -> Token | None:
    """The verb that only carries the noun: "carried out an attack", "sanctions imposed by"."""
    for top in (noun, *(c for c in governors(noun) if c.dep_ == "dobj")):
        if top.dep_ in {"dobj", "nsubjpass"} and top.head.lemma_ in _light():
            return top.head
        if top.dep_ != "conj":
            break
    for c in noun.children:
        if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in _light():
            return c
    return None


def _path(token: Token) -> str:
    return "<".join([token.dep_, *(g.text for g in list(governors(token))[:3])])
