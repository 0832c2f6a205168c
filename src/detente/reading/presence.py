"""Presence: who holds weight where, and whether it grows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from .arenas import UNNAMED, grounds, is_body, places
from .bygone import former
from .draft import Draft, Scene
from .grammar import (
    auxiliaries,
    doers,
    governors,
    grammatical_subjects,
    is_passive,
    objects,
    prep,
)
from .lexicon import entry, words
from .principals import distinct, known
from .statement import ActorRef, Presence

if TYPE_CHECKING:
    from spacy.tokens import Token


_LASTING = frozenset(
    {"remain", "stay", "be", "rotate", "operate", "stand", "sit", "lie", "return", "pull", "serve"}
)
_OWNED = 0.45  # level of what companies own or run
_CIVIL = frozenset({"CVL", "JUD", "LEG"})
_OCCUPIED = 0.6  # level of ground held by force


@cache
def _forms() -> dict[str, tuple[str, float]]:
    rows = entry("presence", "nouns").items()
    forms = (
        (lemma, "forces" if form == "people" else form, row["level"])
        for form, row in rows
        for lemma in row["lemmas"]
    )
    return {lemma: (form, level) for lemma, form, level in forms}


def presences(scene: Scene) -> Iterator[Draft]:
    """Yield who holds weight where, as a sentence states it."""
    if scene.sentence.span.text.rstrip("\"'” ").endswith("?"):
        return  # a question states nothing
    for token in scene.sentence.span:
        lemma = token.lemma_.lower()
        if token.pos_ in {"NOUN", "PROPN"} and lemma in _forms() and token.dep_ != "compound":
            yield from _held(token, scene)
        if token.pos_ == "VERB":
            yield from _occupied(token, scene)
            yield from _at_work(token, scene)


def _occupied(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "A's troops occupy districts of B", "A seized a hill in B": forces on another's ground."""
    lemma = verb.lemma_.lower()
    if lemma not in words("presence", "occupying") | words("presence", "running"):
        return
    referent = scene.referent
    trend = 1 if lemma in words("presence", "taking") else 0
    holders = distinct(known(referent.denoted_by(doers(verb))))
    for thing in objects(verb):
        counted = thing.lower_ in {"most", "much", "part", "parts", "all", "half", "swathes", "some"}
        inner = next(iter(prep(thing, "of")), None) if counted else None
        named = referent.named(inner if inner is not None else thing)
        place = any(e.form in {"place", "capital"} for e in named) or (inner is not None and named)
        if thing.lemma_.lower() not in words("presence", "ground") and not place:
            continue
        here = referent.place_of(inner if inner is not None else thing)
        where = (here,) if here else places(thing, scene) or places(verb, scene) or grounds(thing, scene)
        arenas = where or ((UNNAMED,) if lemma in words("presence", "forcing") else ())
        for holder in holders[:2]:
            civil = holder.sector == "BUS" or _run(thing, verb, holder)
            form, level = ("influence", _OWNED) if civil else ("forces", _OCCUPIED)
            if holder.sector in _CIVIL:
                continue
            for arena in dict.fromkeys(a for a in arenas if a and a != holder.actor):
                yield Draft(
                    Presence(holder, arena, form, level, trend),
                    verb,
                    verb.text,
                    "presence.occupied",
                    path=f"{verb.text}>{thing.text}",
                )


def _run(thing: Token, verb: Token | None, holder: ActorRef) -> bool:
    """Whether a port, mine or the like is run as a business, by whoever bears no arms: a foothold, no forces."""
    if verb is None:
        return False
    lemma = verb.lemma_.lower()
    if holder.sector == "BUS":
        return lemma in words("presence", "occupying") | words("presence", "running")
    works = thing.lemma_.lower() in words("presence", "works")
    armed = holder.sector in {"MIL", "REB"} or not {"naval", "military", "air"}.isdisjoint(
        c.lower_ for c in thing.lefts
    )
    return works and not armed and lemma in words("presence", "running")


def _at_work(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "The rebels operate in B", "A's people serve in B", "levy taxes in B": an armed body on another's ground."""
    lemma, referent = verb.lemma_.lower(), scene.referent
    rules = lemma in words("presence", "ruling") or any(o.lower_ in {"tax", "taxes"} for o in objects(verb))
    placed = lemma in words("presence", "placing")
    if not rules and not placed and lemma not in words("presence", "working"):
        return
    if any(t.lemma_.lower() in _forms() for t in (objects(verb) if placed else doers(verb))):
        return  # told by the noun
    who = objects(verb) if placed and is_passive(verb) else doers(verb)
    arenas = places(verb, scene)
    for t in who:
        refs = referent.denoted(t) or referent.denoted_by(prep(t, "of")) or referent.owners_beside(t)
        armed = any(r.sector in {"MIL", "REB"} for r in refs)
        counted = any(c.dep_ == "nummod" for c in t.children) or t.pos_ == "NUM" or t.tag_ in {"NNS", "NNPS"}
        for holder in known(refs)[:1]:
            armed = armed or referent.kind(holder.actor or "") == "armed_group"
            if not armed and not (counted and (lemma == "serve" or placed)):
                continue
            for arena in dict.fromkeys(a for a in arenas if a != holder.actor):
                content = Presence(holder, arena, "forces", _OCCUPIED if rules else 0.5, 0)
                yield Draft(content, verb, verb.text, "presence.at_work", path=verb.text)


def _held(noun: Token, scene: Scene) -> Iterator[Draft]:
    verb = _verb_over(noun)
    if noun.lemma_.lower() in _people() and (noun.tag_ == "NN" or not _posted(noun, verb)):
        return
    if former(noun):
        return
    holders = _holders(noun, verb, scene)
    arenas = _arenas(noun, verb, holders, scene)
    granted = _granted(noun, verb, scene)
    if granted is not None:
        holders, arenas = granted
    level, trend = _level_and_trend(noun, verb)
    form = _forms()[noun.lemma_.lower()][0]
    kept = verb is not None and verb.lemma_ in words("presence", "holding")
    lasting = kept and verb is not None and not auxiliaries(verb)  # not "would keep", "is said to hold"
    for holder in distinct(holders)[:2]:
        for arena in dict.fromkeys(arenas):
            if arena == holder.actor:
                continue  # at home is no outside presence
            if _run(noun, verb, holder):
                continue  # influence, told by its verb
            yield Draft(
                Presence(holder, arena, form, level, trend),
                verb if verb is not None else noun,
                noun.text,
                f"presence.{form}",
                noun=verb is None,
                negated=True if any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children) else None,
                modality="asserted" if lasting else None,
                path=noun.text,
            )


@cache
def _people() -> frozenset[str]:
    return words("presence", "nouns", "people", "lemmas")


def _posted(noun: Token, verb: Token | None) -> bool:
    """Whether people are told of as a force: counted, or had, kept and moved as one."""
    if verb is None:
        return False
    lemma = verb.lemma_.lower()
    sent = lemma in words("presence", "placing") | {
        "send",
        "dispatch",
        "withdraw",
        "have",
        "keep",
        "maintain",
    }
    return sent or any(c.dep_ == "nummod" for c in noun.children)


def _granted(
    noun: Token, verb: Token | None, scene: Scene
) -> tuple[tuple[ActorRef, ...], tuple[str, ...]] | None:
    """Holder and arena where a host lets another in: "B opened four bases to A's troops"."""
    if verb is None or noun.dep_ != "dobj" or verb.lemma_.lower() not in words("presence", "granting"):
        return None
    if scene.referent.possessors(noun) and verb.lemma_ != "lease":
        return None
    given = [*prep(verb, "to"), *(c for c in verb.children if c.dep_ == "dative")]
    guests = known(r for t in given for r in scene.referent.denoted(t))
    hosts = known(scene.referent.denoted_by(doers(verb)))
    if not guests or not hosts:
        return None
    return guests[:1], places(noun, scene) or (hosts[0].actor or UNNAMED,)


def _holders(noun: Token, verb: Token | None, scene: Scene) -> tuple[ActorRef, ...]:
    """Who holds what the noun names: its owner, or who keeps or moves it."""
    referent = scene.referent
    kept = (
        verb
        if verb is not None
        and (_moves(verb) or verb.lemma_ in words("presence", "holding") or verb.lemma_ == "take")
        else None
    )
    holders = known(referent.owners_beside(noun))
    if not holders and any(c.tag_ == "WP$" for c in noun.children):  # "A, whose largest base stands in B"
        clause = next((g for g in (noun, *governors(noun)) if g.dep_ == "relcl"), None)
        holders = known(referent.denoted(clause.head)) if clause is not None else ()
    if not holders and kept is not None:
        holders = known(referent.denoted_by(s for s in doers(kept) if s.i != noun.i))
    if not holders and noun.lemma_ in {"deployment", "presence"}:
        holders = known(
            r for t in prep(noun, "of", "by") for r in (referent.denoted(t) or referent.owners_beside(t))
        )
    if not holders and kept is not None and kept.dep_ in {"acl", "xcomp", "advcl"}:
        holders = _by_willing(noun, scene)
    return holders


def _arenas(noun: Token, verb: Token | None, holders: tuple[ActorRef, ...], scene: Scene) -> tuple[str, ...]:
    """Where it is held: places beside the noun, else its verb, else what "there" or "regional" says."""
    referent = scene.referent
    hosted = _host(noun, verb, scene)
    if hosted:
        return hosted
    arenas: tuple[str, ...] = ()
    if verb is not None and noun.dep_ == "nsubj":
        if verb.lemma_ in _LASTING:
            arenas = places(verb, scene)
        if verb.lemma_.lower() in _crossing():
            entered = (referent.place_of(t) for t in objects(verb))
            arenas = tuple(p for p in entered if p and not is_body(scene, p))
    arenas = arenas or places(noun, scene)
    for c in noun.children:  # "soldiers stationed around B"
        if not arenas and c.dep_ == "acl":
            arenas = places(c, scene)
    if not arenas and noun.dep_ == "pobj" and noun.head.lower_ in {"of", "by"}:
        over = noun.head.head
        moved = over.lemma_.lower() in words("presence", "going") | words("presence", "coming")
        leads = prep(over, "from", "to") if moved else ()
        near = places(over, scene) if moved or noun.head.lower_ == "of" else ()
        arenas = near or tuple(filter(None, map(referent.place_of, leads)))
    if not arenas and verb is not None:
        arenas = places(verb, scene)
    if not arenas:
        besides = frozenset(h.actor for h in holders)
        arenas = tuple(p for t in noun.rights if t.lower_ == "there" and (p := referent.place_of(t, besides)))
    if not arenas and "regional" in _adjectives(noun):
        arenas = (UNNAMED,)
    if not arenas:  # "the port of Chancay in Peru"
        arenas = grounds(noun, scene)
    for c in () if arenas or verb is None else verb.children:  # "remain encamped in B"
        arenas = arenas or (places(c, scene) if c.dep_ in {"acomp", "oprd"} else ())
    return arenas


@cache
def _crossing() -> frozenset[str]:
    return words("presence", "entering") | words("presence", "quitting")


def _host(noun: Token, verb: Token | None, scene: Scene) -> tuple[str, ...]:
    """The ground of who hosts what the noun names: "B hosts a base", "B is home to a base"."""
    over = noun
    while over.dep_ == "conj" and over.head.pos_ in {"NOUN", "PROPN"}:
        over = over.head
    if verb is not None and verb.lemma_ in words("presence", "hosting") and noun.dep_ != "nsubj":
        hosts = doers(verb)
    elif (
        over.dep_ == "pobj"
        and over.head.lower_ == "to"
        and over.head.head.lower_ in words("presence", "homes")
    ):
        home = over.head.head
        hosts = grammatical_subjects(home.head) if home.dep_ != "appos" else (home.head,)
    else:
        return ()
    found = (
        scene.referent.place_of(t) or next((r.actor for r in scene.referent.denoted(t)), None) for t in hosts
    )
    return tuple(p for p in found if p)


def _level_and_trend(noun: Token, verb: Token | None) -> tuple[float, int]:
    """How much is held and where it is going, by adjectives and the verb."""
    adjectives, level = _adjectives(noun), _forms()[noun.lemma_.lower()][1]
    if adjectives & words("presence", "high"):
        level = min(1.0, level + 0.15)
    if adjectives & words("presence", "low"):
        level = max(0.05, level - 0.2)
    trend = 1 if adjectives & words("presence", "rising_words") else 0
    if adjectives & words("presence", "falling_words"):
        trend = -1
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"of", "by"} else noun.head
    going = over.lemma_.lower()
    if going in words("presence", "going"):
        trend = -1
    elif going in words("presence", "coming") and over != noun:
        trend = 1
    return round(level, 2), (_moves(verb) if verb is not None else 0) or trend


def _adjectives(noun: Token) -> set[str]:
    return {c.lower_ for c in noun.lefts if c.dep_ == "amod"}


def _verb_over(noun: Token) -> Token | None:
    top = noun
    if (
        top.dep_ == "pobj"
        and top.head.lower_ == "of"
        and top.head.head.lemma_ in words("presence", "measures")
    ):
        top = top.head.head
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head
    if top.dep_ in {"dobj", "nsubjpass"} and top.head.pos_ == "VERB":
        return top.head
    known_verb = (
        _goes(top.head.lemma_)
        or top.head.lemma_ in _LASTING
        or top.head.lemma_.lower() in (_crossing() | words("presence", "working"))
    )
    if top.dep_ == "nsubj" and known_verb:
        return top.head
    return None


def _moves(verb: Token) -> int:
    """1 where the verb raises what is held, -1 where it lowers it, else 0; "are stationed" tells a state."""
    lemma = verb.lemma_.lower()
    particles = {c.lower_ for c in verb.children if c.dep_ in {"prt", "advmod"}}
    if lemma == "take" and "over" in particles:
        return 1
    if lemma == "hand" and not particles & {"over", "back"}:
        return 0
    if lemma == "return" and ("home" in particles or any(prep(verb, "from"))):
        return -1
    state = [c.lower_ for c in verb.children if c.dep_ == "auxpass"]
    perfect = any(c.lower_ in {"has", "have", "had", "will"} for c in verb.children if c.dep_ == "aux")
    if lemma in words("presence", "placing") and (verb.dep_ == "acl" or (state and state[0] != "being")):
        return 1 if perfect else 0
    return _goes(lemma)


def _goes(lemma: str) -> int:
    if lemma in words("presence", "rising"):
        return 1
    return -1 if lemma in words("presence", "falling") else 0


def _by_willing(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """ "Russia … with the willingness to maintain some presence": the doer of the clause around."""
    token = noun
    for _ in range(14):
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            refs = known(scene.referent.denoted_by(grammatical_subjects(token)))
            if refs:
                return refs[:1]
        if token.head == token:
            break
    return ()
