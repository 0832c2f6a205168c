"""Events that verbs report: who does it, to whom, and where, by the grammar of the clause."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import TYPE_CHECKING

from .accusations import accusation
from .cues import Cue, event, fitting, is_rioting, verb_cues
from .dates import done_by, exact
from .draft import Draft, Scene
from .grammar import (
    SUBJECT,
    auxiliaries,
    doers,
    governors,
    inverted_speaker,
    is_passive,
    objects,
    prep,
)
from .intents import cast, holds_hostile
from .lexicon import words
from .parties import (
    acting,
    addressed,
    apart,
    behind_cause,
    dated_targets,
    is_deployable,
    is_people,
    is_person,
    nameless,
    parties,
    unnamed,
)
from .principals import distinct
from .statement import ActorRef, Content, Event
from .verb_targets import PHYSICAL, PLACES, WITHIN_ONE, at_home, is_on_a_deed, others, own_people, targets_of

if TYPE_CHECKING:
    from spacy.tokens import Token

SOURCES, TARGETS = 3, 6  # at most so many from one cue
NOBODY = ActorRef(None)

# Event types by what they need.
TOWARD_OBJECT = frozenset({"REQUEST", "AGREE", "ACCUSE", "THREATEN", "REJECT"})  # "demands that X …"
BETWEEN_TWO = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE"})
MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})  # "A and B met": each with the other
WITHOUT_SOURCE = frozenset({"ASSAULT", "COERCE", "SANCTION"})  # that they happened is news by itself
_BY_ANYONE = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT"})  # news even of doers without a state
_SUBJECTS = {"fighters": frozenset({"MIL", "REB", "UAF"}), "crowd": frozenset({"CVL", "OPP"})}
_BY_ITS_THING = frozenset({"PROTEST", "CONCEDE", "RETREAT", "COERCE", "SANCTION"})  # told without a target


def by_verb(verb: Token, scene: Scene) -> list[Draft]:
    """The events of the first reading of a verb that gives any, and the accusation that telling them is."""
    if _tells_no_event(verb):
        return []
    for cue in verb_cues(verb):
        drafts = list(_read(verb, cue, scene))
        if drafts:
            charges = next(filter(None, (list(accusation(d, verb, scene)) for d in drafts)), [])
            return [d for d in drafts if _names_somebody(d.content)] + charges
    return []


def _names_somebody(told: Content) -> bool:
    """Whether an event has a known party or place."""
    if not isinstance(told, Event):
        return False
    return bool(told.source.actor or told.place or (told.target and told.target.actor))


def path(token: Token) -> str:
    """The way from a cue up the parse, for those who ask why."""
    return "<".join([token.dep_, *(g.text for g in list(governors(token))[:3])])


def _read(verb: Token, cue: Cue, scene: Scene) -> Iterator[Draft]:
    if not _fits(verb, cue, scene):
        return
    event_type = "PROTEST" if is_rioting(verb, doers(verb)) else cue.event_type
    sources, (targets, place) = acting(verb, scene), targets_of(verb, cue, scene)
    if verb.lemma_ == "deny" and verb.dep_ == "relcl":
        targets = ()  # "…, which A denies": not toward whom the words before are about
    if "victim" in cue.need:
        sources, targets = behind_cause(verb, scene), parties(doers(verb), scene)
    if cue.turned:
        sources, targets = targets, parties(doers(verb), scene)
    if cue.need & {"person", "from"} and not targets:
        return
    if event_type in TOWARD_OBJECT and not (
        targets or cue.turned or cue.things or is_on_a_deed(verb, cue) or verb.lemma_ == "deny"
    ):
        targets = others(addressed(verb, scene), sources, event_type)[:1]
    if event_type in MUTUAL and len({s.actor for s in sources}) >= 2:
        targets = _met(verb, targets, scene)
    sources = sources or _unknown(verb, cue, event_type, targets, place)
    if not sources:
        return
    sources, targets = at_home(sources, targets, place)
    named = own_people(targets, sources, place)
    targets = others(named, sources, event_type)
    if not targets and event_type in _BY_ANYONE and any(t.actor and t.sector for t in named):
        return  # a quarrel among those who rule one state
    joint = not targets and len(sources) >= 2 and _joint(verb, cue, event_type)
    if not targets and not joint and _needs_target(verb, cue, event_type, sources, place):
        return
    joint = joint and not (verb.dep_ == "xcomp" and verb.head.lemma_ in words("events", "alone"))
    told = cast(verb, event_type, sources, scene)
    if told is None or (event_type == "AGREE" and holds_hostile(verb)):
        return
    dated = dated_targets(verb, scene) if targets else ()
    dates: dict[str | None, str] = {ref.actor: date for ref, date in dated}
    if dated:
        targets = distinct((*(t for t in targets if t.actor in dates), *(ref for ref, _ in dated)))
    dated = scene.date_near(verb)
    when = done_by(dated, scene.published) if _is_past(verb) else exact(dated)
    for source, target in _pairs(sources, targets, joint):
        date = dates.get(target.actor if target else None) or when
        mode = cue.mode if told.event_type == cue.event_type else None
        yield Draft(
            event(told.event_type, mode, source, target, date, place),
            told.anchor,
            verb.text,
            f"event.verb.{told.event_type.lower()}",
            modality=told.modality,
            negated=told.negated,
            path=path(verb),
        )


def _is_past(verb: Token) -> bool:
    """Whether the verb tells what has been done."""
    return verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and bool({"has", "have", "had"}.intersection(auxiliaries(verb)))
    )


def _met(verb: Token, targets: tuple[ActorRef, ...], scene: Scene) -> tuple[ActorRef, ...]:
    """Whom several met: whoever is named as met, not whose town it was in: "A and B held talks in Vienna"."""
    heads = (verb, *objects(verb))
    where = {scene.referent.place_of(t) for h in heads for t in prep(h, "in", "at")}
    named = (*objects(verb), *(t for h in heads for t in prep(h, "with", "between")))
    met = {r.actor for r in parties(named, scene)}
    return tuple(t for t in targets if t.actor not in where or t.actor in met)


def _pairs(
    sources: tuple[ActorRef, ...], targets: tuple[ActorRef, ...], joint: bool
) -> Iterator[tuple[ActorRef, ActorRef | None]]:
    """Who to whom: each source to each target that is another party; of a joint deed each to each."""
    if joint:
        yield from permutations(sources[:SOURCES], 2)
        return
    for source in sources[:SOURCES]:
        for target in targets[:TARGETS] or (None,):
            if target is None or apart(source, target) or (target.name and target.sector):
                yield source, target


def _tells_no_event(verb: Token) -> bool:
    if verb.lemma_ == "leave" and any(
        c.dep_ in {"oprd", "ccomp", "acomp", "xcomp"} or (c.dep_ == "prep" and c.lower_ == "to")
        for c in verb.children
    ):
        return True  # "left it weak", "left it to them"
    if verb.lemma_ in words("events", "stative") and verb.tag_ in {"VBZ", "VBP"} and not auxiliaries(verb):
        return True
    if verb.lemma_ in {"go", "come"} and any(c.dep_ in {"oprd", "acomp"} for c in verb.children):
        return True  # "goes unanswered"
    if verb.lemma_ == "trade" and objects(verb) and prep(verb, "for"):
        return True  # "trades A for a deal with B"
    if any(
        c.dep_ == "xcomp" and is_passive(c) and c.lemma_ in words("events", "naming") for c in verb.children
    ):
        return True  # "asked not to be named"
    return inverted_speaker(verb) is not None


def _fits(verb: Token, cue: Cue, scene: Scene) -> bool:
    """Whether subject and objects are such that the verb reports what the cue says."""
    things = objects(verb)
    if any(t.tag_ == "PRP" and t.lower_.endswith(("self", "selves")) for t in things):
        return False
    if cue.event_type == "PROTEST" and things and not cue.things:
        return False
    if "person" in cue.need:
        return any(is_person(o) for o in things)
    if "envoy" in cue.need and not any(
        is_person(s) or (scene.referent.denoted(s) and s.lemma_.lower() not in words("events", "instruments"))
        for s in doers(verb)
    ):
        return False
    if "joint" in cue.need and not any(
        c.lower_ in {"joint", "with"} for o in fitting(verb, cue) for c in o.children
    ):
        return False
    if "weapon" in cue.need and not any(
        d.lemma_.lower() in words("events", "instruments") for d in doers(verb)
    ):
        return False
    if "deed" in cue.need and verb.tag_ not in {"VBD", "VBN", "VB"} and verb.lower_ != "let":
        return False
    if cue.event_type == "REQUEST" and verb.lemma_ in words("events", "asking_or_saying") and _says(verb):
        return False
    for need, sectors in _SUBJECTS.items():
        if need in cue.need and not any(r.sector in sectors for r in _doing(verb, scene)):
            return False
    if "other" in cue.need:
        return _wants_of_another(verb)
    if "place" in cue.need and not any(e.kind in PLACES for o in things for e in scene.referent.named(o)):
        return False
    if "people" in cue.need and not any(map(is_people, things)):
        return False
    if cue.things or cue.within:
        return True
    if verb.lemma_ in {"host", "receive", "welcome"}:
        if any(t.lower_ == "it" for t in things):
            return False  # "is likely to host it": a base or a summit
        return not any(r.sector == "MIL" for r in scene.referent.denoted_by(things))
    if cue.event_type == "MOBILIZE" and verb.lemma_ in {"send", "dispatch"}:
        return any(is_deployable(o) for o in things)
    return True


def _doing(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    return parties(doers(verb), scene) or nameless(doers(verb))


def _says(verb: Token) -> bool:
    """Whether the clause of a verb tells what is so, by its tense: "insists that it has left"."""
    told = [c for c in verb.children if c.dep_ == "ccomp"]
    return any(
        c.tag_ in {"VBZ", "VBD"}
        or any(a.dep_ in {"aux", "auxpass"} and a.tag_ in {"VBZ", "VBD"} for a in c.children)
        for c in told
    )


def _wants_of_another(verb: Token) -> bool:
    """Whether somebody else is to do what is wanted: "wants X to leave", "told X to stop"."""
    for c in verb.children:
        if c.dep_ not in {"ccomp", "xcomp"} or not any(a.lower_ == "to" for a in c.children):
            continue
        if any(s.dep_ in SUBJECT for s in c.children):
            return True
        return any(o.dep_ in {"dobj", "dative"} and o.i < c.i for o in verb.children)
    return False


def _joint(verb: Token, cue: Cue, event_type: str) -> bool:
    if "mutual" in cue.need or any(o.lower_ in {"other", "another"} for o in objects(verb)):
        return True
    if verb.lemma_ in words("events", "alone") or cue.mode == "visit":
        return False
    if event_type in MUTUAL or (event_type == "SUPPORT" and cue.things):
        return True
    return event_type == "ASSAULT" and verb.lemma_ in PHYSICAL and not objects(verb)


def _is_charge(verb: Token) -> bool:
    """Whether a gerund says what somebody is accused of: "accused X of shelling villages"."""
    return verb.dep_ == "pcomp" and any(c.event_type == "ACCUSE" for c in verb_cues(verb.head.head))


def _unknown(
    verb: Token, cue: Cue, event_type: str, targets: tuple[ActorRef, ...], place: str | None
) -> tuple[ActorRef, ...]:
    """Who did it where no actor is known: by the word for them, or nobody where that it happened is news."""
    known = any(t.actor for t in targets)
    able = event_type in _BY_ANYONE and (known or place)
    if "victim" in cue.need or (verb.dep_ == "advcl" and verb.tag_ == "VBG"):
        able = False  # the subject suffers it, or is that of another clause
    doing = nameless(doers(verb)) if able else ()
    if event_type == "PROTEST" and any(
        d.lemma_.lower() in words("events", "quantities") for d in doers(verb)
    ):
        doing = doing or (ActorRef(None, "CVL"),)  # "thousands marched"
    if doing:
        local = doing[0].sector == "COP" or (event_type == "PROTEST" and doing[0].sector == "CVL")
        home = place if local else None
        return (ActorRef(home, doing[0].sector),) if home else doing
    if known and any(d.lemma_.lower() in words("events", "instruments") for d in doers(verb)):
        return (NOBODY,)
    finite = verb.dep_ != "acl" or any(c.dep_ == "expl" for c in verb.head.head.children)
    done_by_thing = doers(verb) and not any(map(unnamed, doers(verb)))  # "hit by falling prices"
    if is_passive(verb) and known and finite and event_type in WITHOUT_SOURCE and not done_by_thing:
        return (NOBODY,)
    return ()


def _needs_target(
    verb: Token, cue: Cue, event_type: str, sources: tuple[ActorRef, ...], place: str | None
) -> bool:
    """Whether the verb reports no event without a target."""
    if "nobody" in cue.need:
        return False
    if event_type == "PROTEST" and not any(s.sector in _SUBJECTS["crowd"] for s in sources):
        return verb.lemma_ in words("events", "needs_target")
    if event_type == "PROTEST":
        return False
    if "target" in cue.need or cue.turned or (cue.things and event_type not in _BY_ITS_THING):
        return True
    if event_type in WITHIN_ONE | {"REJECT"} and verb.tag_ == "VBG":
        return not (event_type == "ASSAULT" and _is_charge(verb))
    if event_type == "AGREE" and any(
        c.dep_ == "xcomp" and c.lemma_ in words("events", "benefits") for c in verb.children
    ):
        return False  # "promised to build a railway"
    if event_type in BETWEEN_TWO or (event_type == "MOBILIZE" and not place):
        return True
    if verb.lemma_ in words("events", "leaving"):
        if any(o.lemma_.lower() not in words("events", "left") for o in objects(verb)):
            return True  # "left a vacuum"
        return not any(s.sector in {"MIL", "UAF"} for s in sources)
    return verb.lemma_ in words("events", "needs_target")
