"""Commitments: what a patron promises to a client, gives it, or takes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .bygone import former
from .draft import Draft, Scene
from .grammar import conjuncts, doers, grammatical_subjects, is_infinitive, negated, objects, prep, preps
from .lexicon import words
from .principals import distinct, known
from .statement import ActorRef, Commitment

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIST = "commitments"
FIRM, STANDING, SHAKY, BROKEN = 0.8, 0.6, 0.35, 0.15
"""Levels: a promise or treaty in force, support without one, one in doubt, one refused or broken."""


def commitments(scene: Scene) -> Iterator[Draft]:
    """Yield what patrons promise to clients, give them, or take back."""
    if asks(scene):
        return
    for token in scene.sentence.span:
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN" and lemma in words(_LIST, "nouns"):
            if not any(
                c.dep_ in {"acl", "relcl"} and is_infinitive(c) and _defends(c) for c in token.children
            ):
                yield from _promised(token, lemma, scene)
        elif token.pos_ == "NOUN" and lemma in words(_LIST, "retrench"):
            yield from _retrenching(token, scene)
        elif token.pos_ == "VERB" and _defends(token):
            yield from _by_verb(token, scene)
        elif token.pos_ == "VERB" and lemma in words(_LIST, "verbs_down"):
            yield from _left(token, scene)


def asks(scene: Scene) -> bool:
    """Whether the sentence is a question, which states nothing."""
    return scene.sentence.span.text.rstrip("\"'” ").endswith("?")


def _defends(verb: Token) -> bool:
    """Whether the verb says by itself, or under what binds, that somebody keeps another safe."""
    lemma = verb.lemma_.lower()
    if lemma in words(_LIST, "verbs_up") or lemma in words(_LIST, "standing_by"):
        return True
    return lemma in words(_LIST, "helping") and _promise_over(verb) is not None


def _promise_over(verb: Token) -> Token | None:
    """The verb or noun of promise that the verb hangs on: "pledged to defend", "its duty to aid"."""
    if verb.dep_ in {"acl", "relcl", "xcomp", "advcl", "ccomp"}:
        head = verb.head
    elif verb.dep_ == "pobj" or verb.dep_ == "pcomp":
        head = verb.head.head
    else:
        return None
    if head.dep_ == "pobj" and head.head.dep_ == "agent":  # "is bound by treaty to defend"
        head = head.head.head
    return (
        head
        if head.lemma_.lower() in words(_LIST, "promising") or head.lower_ in words(_LIST, "bound")
        else None
    )


def doubter(verb: Token) -> Token | None:
    """What puts a clause in doubt: "doubts that A would …", "no longer sure that …", "cast doubt on whether …"."""
    clause = verb
    while clause.dep_ == "xcomp" and clause.head.pos_ in {"VERB", "AUX"}:
        clause = clause.head
    if clause.dep_ not in {"ccomp", "pcomp", "acl"}:
        return None
    head = clause.head.head if clause.dep_ == "pcomp" else clause.head
    lemma = head.lemma_.lower()
    if head.pos_ == "ADP":
        head = head.head
        lemma = head.lemma_.lower()
    if lemma in words(_LIST, "doubting") | words(_LIST, "doubt_nouns") | words(_LIST, "doubtful"):
        return head
    denied = negated(head) or (head.dep_ == "acomp" and negated(head.head))
    return head if lemma in words(_LIST, "trusting") and denied else None


def _by_verb(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "A defends B", "guarantees B's security", "comes to B's aid", "its pledge to protect B"."""
    referent = scene.referent
    promise, doubt = _promise_over(verb), doubter(verb)
    patrons = known(referent.denoted_by(doers(verb)))
    if promise is not None and not (patrons and verb.dep_ != "relcl"):
        patrons = known(_promisers(promise, scene)) or patrons
    clients = known(_clients(verb, scene))
    anchor, level, trend = verb, FIRM, 0
    if promise is not None and promise.lemma_.lower() in words(_LIST, "pledging") and promise.pos_ == "VERB":
        trend = 1
    if promise is not None and promise.pos_ == "NOUN" and promise.dep_ in {"dobj", "nsubjpass", "nsubj"}:
        anchor, trend = promise.head, promise_goes(promise.head)
        level = FIRM if trend >= 0 else SHAKY
    denied = negated(verb) or (promise is not None and _refused(promise))
    if denied:
        level, trend = BROKEN, (-1 if promise is None else 0)
    if doubt is not None:
        anchor, level, trend = doubt, SHAKY, -1
        clients = tuple(c for c in clients if c.actor != patrons[0].actor) if patrons else ()
        clients = clients or _doubting(doubt, scene)
    stands = promise is not None or doubt is not None
    for patron in patrons[:1]:
        for client in (c for c in clients[:2] if c.actor != patron.actor):
            yield Draft(
                Commitment(patron, client, level, trend),
                anchor,
                verb.text,
                "commitment.verb",
                noun=anchor.pos_ == "NOUN",
                modality="asserted" if stands else None,
                negated=False if denied or doubt is not None else None,
                path=verb.text,
            )


def _promisers(promise: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Who gives a promise that a verb or noun tells of: its owner, doer, or whom a treaty binds."""
    referent = scene.referent
    if promise.pos_ == "NOUN":
        mine = referent.owners_beside(promise)
        verb = promise.head
        if not mine and promise.dep_ in {"dobj", "attr"} and verb.pos_ in {"VERB", "AUX"}:
            mine = referent.denoted_by(doers(verb))
        return tuple(mine)
    bound = objects(promise) if promise.lemma_ in {"oblige", "obligate", "bind", "commit", "require"} else ()
    return referent.denoted_by(bound) or referent.denoted_by(doers(promise))


def _refused(promise: Token) -> bool:
    """Whether there is no promise: "made no promise to", "is not bound to"."""
    if promise.pos_ == "NOUN":
        none = any(c.lower_ == "no" for c in promise.children)
        return none or (promise.dep_ == "dobj" and negated(promise.head))
    return negated(promise)


def _clients(verb: Token, scene: Scene) -> Iterator[ActorRef]:
    referent = scene.referent
    if verb.lemma_ not in words(_LIST, "standing_by"):
        for thing in objects(verb):
            yield from referent.denoted(thing) or kept_safe(thing, scene)
        return
    for word, t in preps(verb):
        if word in words(_LIST, "beside"):
            moves = verb.lemma_ != "stand"
            yield from kept_safe(t, scene) if moves else referent.denoted(t)


def _left(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "A abandoned B": a promise broken."""
    patrons = known(scene.referent.denoted_by(doers(verb)))
    clients = known(scene.referent.denoted_by(objects(verb)))
    doubt = doubter(verb)
    for patron in patrons[:1]:
        for client in (c for c in clients[:2] if c.actor != patron.actor):
            content = Commitment(patron, client, BROKEN if doubt is None else SHAKY, -1)
            anchor = verb if doubt is None else doubt
            modality = None if doubt is None else "asserted"
            yield Draft(content, anchor, verb.text, "commitment.left", modality=modality, path=verb.text)


def kept_safe(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whose safety a noun names: "the defence of B", "B's security"."""
    if noun.lemma_.lower() not in words(_LIST, "safety"):
        return ()
    return known(scene.referent.owners(noun))


# --- nouns ------------------------------------------------------------------------------------------------------


def _promised(noun: Token, lemma: str, scene: Scene) -> Iterator[Draft]:
    referent = scene.referent
    if former(noun):
        return
    verb = _verb_over(noun)
    patrons = known(referent.owners_beside(noun))
    acts = verb is not None and noun.dep_ == "nsubj" and any(objects(verb))
    giver = known(referent.denoted_by(doers(verb))) if verb is not None and _is_object(noun, verb) else ()
    going = promise_goes(verb) if verb is not None and not acts else 0
    if (
        giver
        and going > 0
        and not referent.possessors(noun)
        and giver[0].actor not in {p.actor for p in patrons}
    ):
        patrons, taken = giver, patrons  # "offered B guarantees": whoever offers is the patron
    else:
        taken = ()
    patrons = patrons or (giver if going else ())
    if not patrons:
        patrons = _suspended_by(noun, verb, scene)
    clients = known(_promised_to(noun, verb, scene)) or taken
    doubt = _doubted(noun) or (doubter(verb) if verb is not None else None)
    if verb is not None and verb.lemma_ == "owe":
        return  # what is owed to another is the other's to give
    if doubt is not None and not clients:
        clients = _doubting(doubt, scene)
    clients = tuple(c for c in distinct(clients) if patrons and c.actor != patrons[0].actor)
    if not patrons or not _counts(noun, lemma, bool(clients), doubt is not None):
        return
    level, trend, denied = _level_and_trend(noun, verb, doubt)
    anchor = doubt or (verb if verb is not None else noun)
    for client in clients[:2] or (None,):
        yield Draft(
            Commitment(patrons[0], client, level, trend),
            anchor,
            noun.text,
            "commitment.noun",
            noun=anchor.pos_ == "NOUN",
            negated=False if denied or doubt is not None else None,
            path=noun.text,
        )


def _verb_over(noun: Token) -> Token | None:
    """The verb whose subject or object the promise is, also as a sum: "withheld millions in aid"."""
    top = noun
    if top.dep_ == "pobj" and top.head.lower_ in {"in", "of"}:
        over = top.head.head
        if over.pos_ == "VERB":
            measured = [c for c in over.children if c.dep_ in {"dobj", "nsubjpass"}]
            return over if measured and top.head.lower_ == "in" else None
        top = over
    return (
        top.head if top.dep_ in {"dobj", "nsubjpass", "nsubj"} and top.head.pos_ in {"VERB", "AUX"} else None
    )


def _is_object(noun: Token, verb: Token) -> bool:
    return not (noun.dep_ == "nsubj" and noun.head == verb)


def _suspended_by(noun: Token, verb: Token | None, scene: Scene) -> tuple[ActorRef, ...]:
    """The patron where only what is given says whose it is: "deliveries of American arms"."""
    loads = (t for t in (*prep(noun, "of"), *prep(noun, "by", "from")))
    return known(r for t in loads for r in (scene.referent.denoted(t) or scene.referent.owners_beside(t)))


def _promised_to(noun: Token, verb: Token | None, scene: Scene) -> Iterator[ActorRef]:
    referent = scene.referent
    leads = words(_LIST, "client_prepositions")
    nouns = [t for word, t in preps(noun) if word in leads]
    nouns += [t for o in prep(noun, "of") for t in prep(o, "to", "for")]
    found = [r for t in nouns for r in (referent.denoted(t) or kept_safe(t, scene))]
    if not found and verb is not None:
        near = [t for word, t in preps(verb) if word in {"to", "from", "for"}]
        near += [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
        found = [r for t in near for r in referent.denoted(t)]
    yield from found


def _doubted(noun: Token) -> Token | None:
    """The word that doubts a promise: "doubts A's protection", "lost faith in", "doubts about"."""
    if noun.dep_ == "dobj" and noun.head.lemma_ in words(_LIST, "doubting"):
        return noun.head
    if noun.dep_ != "pobj":
        return None
    over = noun.head.head
    if over.lemma_.lower() in words(_LIST, "doubt_nouns"):
        return over
    lost = over.dep_ in {"dobj", "nsubj", "nsubjpass"} and over.head.lemma_ in (
        words(_LIST, "losing") | words(_LIST, "falling")
    )
    return over.head if over.lemma_.lower() in words(_LIST, "trust_nouns") and lost else None


def _doubting(doubt: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Who doubts a patron: its client."""
    if doubt.pos_ == "VERB":
        return known(scene.referent.denoted_by(doers(doubt)))
    if doubt.dep_ == "acomp":
        return known(scene.referent.denoted_by(grammatical_subjects(doubt.head)))
    return known(scene.referent.owners_beside(doubt))


def _counts(noun: Token, lemma: str, has_client: bool, doubted: bool) -> bool:
    """Whether the noun, as it stands, tells of a promise: `nouns` differ in what they need beside them."""
    beside = {c.lemma_.lower() for c in noun.lefts if c.dep_ in {"amod", "compound"}}
    if doubted:
        return True
    if lemma in words(_LIST, "carriers"):
        loads = beside | {t.lemma_.lower() for t in prep(noun, "of")}
        return has_client and bool(loads & words(_LIST, "loads"))
    if lemma in words(_LIST, "will"):
        willed = (
            c.lemma_.lower() in words(_LIST, "willed") for c in noun.children if c.dep_ in {"acl", "relcl"}
        )
        return any(willed) or bool(beside & words(_LIST, "kinds"))
    strong = lemma in words(_LIST, "strong_nouns") or (lemma in words(_LIST, "aid") and has_client)
    return strong or bool(beside & words(_LIST, "kinds"))


def _level_and_trend(noun: Token, verb: Token | None, doubt: Token | None) -> tuple[float, int, bool]:
    """How firm the promise is, where it goes, and whether it is said that there is none."""
    said = {c.lower_ for c in noun.lefts if c.dep_ == "amod"}
    if verb is not None and noun.dep_ in {"nsubj", "nsubjpass"}:
        told = (t for c in verb.children if c.dep_ in {"acomp", "oprd"} for t in conjuncts(c))
        said |= {t.lower_ for t in told}
    if doubt is not None:
        return SHAKY, -1, False
    acts = verb is not None and noun.dep_ == "nsubj" and any(objects(verb)) and verb.lemma_ != "lose"
    trend = promise_goes(verb) if verb is not None and not acts else 0
    if verb is not None and negated(verb) and any(t.lower_ == "granted" for t in verb.subtree):
        return SHAKY, -1, True  # "can no longer be taken for granted"
    if any(c.lower_ == "no" for c in noun.children) or (verb is not None and negated(verb) and trend > 0):
        return BROKEN, 0, True
    if trend:
        return (FIRM if trend > 0 else SHAKY), trend, False
    conditional = verb is not None and verb.lemma_ in {"make", "condition", "tie", "link"}
    if said & words(_LIST, "shaky") or (
        conditional
        and verb is not None
        and any(t.lower_ in {"conditional", "contingent"} for t in verb.subtree)
    ):
        return SHAKY, -1, False
    return (FIRM if said & words(_LIST, "firm") else STANDING), 0, False


def promise_goes(verb: Token) -> int:
    """1 where the verb gives or raises a promise, -1 where it takes it back or lets it wane, else 0."""
    lemma = verb.lemma_.lower()
    if lemma in words(_LIST, "rising"):
        return 1
    if lemma == "lose":
        return -1  # "guarantees have lost their weight"
    return -1 if lemma in words(_LIST, "falling") else 0


def _retrenching(noun: Token, scene: Scene) -> Iterator[Draft]:
    if noun.lemma_ in {"withdrawal", "retreat"} and noun.dep_ == "dobj":
        return
    adjectives = {c.lower_ for c in noun.lefts}
    if noun.lemma_ == "footprint" and not adjectives & words(_LIST, "shrinking"):
        return
    for patron in known(scene.referent.owners_beside(noun))[:1]:
        content = Commitment(ActorRef(patron.actor), None, 0.35, -1)
        yield Draft(content, noun, noun.text, "commitment.retrench", noun=True, path=noun.text)
