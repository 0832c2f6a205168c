"""What becomes of a deed that its doer only wills, promises or refuses: an intent is an event of its own kind.

PLOVER takes a cooperative deed that is announced or wished for as AGREE, a refused one as REJECT, a hostile one as
THREATEN. A deed that is planned, scheduled or foretold keeps its type, and its modality says that it has not happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .cues import noun_cues, verb_cues
from .draft import Scene
from .grammar import SUBJECT, auxiliaries, doers, is_infinitive, is_passive, kept_from, negated
from .lexicon import by_word, words
from .principals import distinct
from .statement import ActorRef, Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
_YIELDING = frozenset({"CONCEDE", "RETREAT"})
_ASKING = frozenset({"REQUEST", "CONCEDE"})
_FUTURE = frozenset({"will", "'ll", "shall"})
_DOUBT = frozenset({"probably", "likely", "possibly", "perhaps", "maybe", "eventually", "inevitably"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The event that is really told: its type, the word whose clause it stands in, and what grammar cannot know."""

    event_type: str
    anchor: Token
    modality: Modality | None = None
    negated: bool | None = None


def cast(verb: Token, event_type: str, sources: tuple[ActorRef, ...], scene: Scene) -> Cast | None:
    """What the clause makes of the deed that `verb` tells; None where what governs it tells it already."""
    if _is_aim_of_request(verb) or _cannot(verb):
        return None
    over = _governor(verb)
    kind = by_word("events", "intents").get(over.lemma_.lower()) if over is not None else None
    if over is not None and (over.dep_ != "conj" or kind == "refusing"):
        kind = by_word("events", "intents").get(over.lemma_.lower())
        if over.pos_ == "ADJ":
            kind = "wishing"
            over = over.head
        if _is_asked(verb, over):
            return None
        if over.lemma_ in words("events", "stopping") and verb.tag_ == "VBG":
            stopped = _stopped(event_type)
            return cast(over, stopped, sources, scene) if stopped else None
        if verb_head(verb).dep_ != "ccomp" and kind is not None:
            return _willed(kind, verb, event_type, over)
        if over.lemma_.lower() in words("events", "declaring") and _speaks_of_itself(over, sources, scene):
            return _declared(verb, event_type, over)
    if event_type in FRIENDLY and not {"must", "should"}.isdisjoint(auxiliaries(verb)):
        return None  # that is a demand or advice
    if _FUTURE.isdisjoint(auxiliaries(verb)):
        return Cast(event_type, verb)
    if _foretold(verb, over) or event_type == "ASSAULT":
        return None
    return Cast(event_type, verb, modality="intended")


def verb_head(verb: Token) -> Token:
    """The first of coordinated verbs, which hangs on what governs them all."""
    while (
        verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_ in SUBJECT for c in verb.children)
    ):
        verb = verb.head
    return verb


def _governor(verb: Token) -> Token | None:
    """The verb or adjective whose infinitive or clause the verb is."""
    top = verb_head(verb)
    if top.head == top:
        return None
    head = top.head
    # "offered on Friday to host talks", with the infinitive taken for an aim
    loose = top.dep_ == "advcl" and is_infinitive(top) and head.lemma_ in words("events", "dating")
    if top.dep_ not in {"xcomp", "ccomp"} and not loose:
        return None
    if head.pos_ == "ADJ":
        return head if head.lemma_.lower() in words("events", "willing") else None
    return head if head.pos_ in {"VERB", "AUX"} else None


def _is_asked(verb: Token, over: Token) -> bool:
    """Whether the deed is what somebody asks of another: the request tells it."""
    if not any(c.event_type == "REQUEST" for c in verb_cues(over)):
        return False
    top = verb_head(verb)
    if is_passive(over):
        return top.dep_ == "xcomp"
    own = any(c.dep_ in SUBJECT and c.i < top.i for c in top.children)
    return own or any(c.dep_ in {"dobj", "dative"} and c.i < top.i for c in over.children)


def _is_aim_of_request(verb: Token) -> bool:
    """Whether the deed is what a request or leave is for: "pressure on X to help", "gave X permission to land"."""
    top = verb_head(verb)
    if not is_infinitive(top):
        return False
    if top.dep_ == "acl":
        return any(
            c.event_type in _ASKING | {"THREATEN"} for c in noun_cues(top.head)
        ) or top.head.lemma_ in words("events", "things", "permission") | words("events", "unwilling")
    return top.dep_ == "advcl" and any(
        c.event_type in _ASKING and not c.owner for c in verb_cues(top.head)[:1]
    )


def _cannot(verb: Token) -> bool:
    """Whether the deed is one that nobody does: "too weak to attack", "no promise to defend"."""
    head = verb_head(verb).head
    if not is_infinitive(verb_head(verb)):
        return False
    judged = (head, *(c for c in head.children if c.dep_ == "acomp"))
    if any(t.pos_ == "ADJ" and any(c.lower_ == "too" for c in t.children) for t in judged):
        return True
    return head.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ == "no" for c in head.children)


def _stopped(event_type: str) -> str | None:
    """What ending a deed is: "stopped supplying" is a sanction, "stopped shelling" a retreat."""
    if event_type in {"AID", "COOPERATE", "SUPPORT"}:
        return "SANCTION"
    return "RETREAT" if event_type in HOSTILE else None


def _willed(kind: str, verb: Token, event_type: str, over: Token) -> Cast | None:
    """The deed as an infinitive under a word of will."""
    if kind in {"threatening", "refusing"}:
        return None
    if kind == "planning" or (kind == "agreeing" and event_type in _YIELDING):
        if kind == "planning" and over.lemma_ in {"seek", "try"} and event_type == "COOPERATE":
            return Cast("AGREE", over)
        return Cast(event_type, verb)
    if kind == "wishing" and event_type == "CONSULT":
        return Cast(event_type, verb)
    if event_type in FRIENDLY:
        return Cast("AGREE", over)
    if event_type == "ASSAULT" and kind in {"wishing", "vowing"}:
        return Cast("THREATEN", over)
    return Cast(event_type, verb)


def _declared(verb: Token, event_type: str, over: Token) -> Cast | None:
    """The deed as what its doer says that it will or will not do."""
    modals = {"will", "'ll", "would", "shall"} & set(auxiliaries(verb))
    if not modals:
        return Cast(event_type, verb)
    if negated(verb):
        return Cast("REJECT", verb, modality="asserted", negated=False) if event_type in FRIENDLY else None
    if event_type in FRIENDLY:
        return Cast("AGREE", over)
    if event_type == "MOBILIZE":
        return Cast(event_type, verb, modality="intended")
    return Cast("THREATEN", over) if event_type in HOSTILE else Cast(event_type, verb)


def _speaks_of_itself(over: Token, sources: tuple[ActorRef, ...], scene: Scene) -> bool:
    speakers = {r.actor for r in distinct(scene.referent.denoted_by(doers(over))) if r.actor}
    return not speakers.isdisjoint({s.actor for s in sources})


def _foretold(verb: Token, over: Token | None) -> bool:
    """Whether a future is a guess or hangs on a condition, and so is no plan of the doer's."""
    if any(c.dep_ == "advmod" and c.lower_ in _DOUBT for c in verb.children):
        return True
    if any(
        c.dep_ == "advcl" and any(m.lower_ in {"if", "unless"} for m in c.children) for c in verb.children
    ):
        return True
    return negated(verb) or (over is not None and over.lemma_.lower() not in words("events", "declaring"))


def holds_hostile(verb: Token) -> bool:
    """Whether what is promised or agreed is a hostile deed, which no promise to its target tells."""
    if any(kept_from(child) for child in verb.children):
        return True  # "vowed to stop X from building"
    return any(
        c.event_type in HOSTILE | _YIELDING
        for child in verb.children
        if child.dep_ == "xcomp"
        for c in verb_cues(child)[:1]
    )
