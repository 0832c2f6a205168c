"""Who takes part in an event: actors behind quantities, weapons, people and parts, where the noun itself names none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .draft import Scene
from .grammar import SUBJECT, conjuncts, doers, governors, is_passive, prep, preps
from .lexicon import by_word, entry, words
from .principals import distinct, known
from .statement import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEP = 4  # so many "of" and "in" are followed: "part of the second city of Syria"
_ARMED_OR_MANY = frozenset({"REB", "UAF", "CVL", "MIL", "COP", "CRM", "OPP"})
_CROWDS = frozenset({"CVL", "OPP", "REB"})
# Within one state only these stand against the others: a government's own offices do not.
_HOME = ("from", "of", "in", "at", "throughout", "across")  # "students in Chad"
_APART = frozenset({"OPP", "CVL", "REB", "JUD", "LEG", "CRM", "PTY", "LAB"})
_RULING = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "CVL"})


def parties(nouns: tuple[Token, ...], scene: Scene) -> tuple[ActorRef, ...]:
    """Actors that any of the nouns stands for, each once."""
    return distinct(r for noun in nouns for r in party(noun, scene))


def party(noun: Token, scene: Scene, depth: int = 0) -> tuple[ActorRef, ...]:
    """Actors that a noun phrase stands for, behind what counts them or how the parser slipped."""
    if depth > _DEEP:
        return ()
    if noun.lemma_.lower() in words(
        "events", "weekdays"
    ):  # "met with President X Tuesday", taken for one name
        return distinct(r for c in noun.children if c.dep_ == "compound" for r in party(c, scene, depth + 1))
    if whose := _whose(noun, scene, depth):
        return whose
    if any(_only_near(c) for c in noun.children):  # "pro-X rebels" and "X-linked rebels" are not X's
        return unnamed(noun)
    listed = _listed(noun, scene)
    if listed:
        return distinct(r for t in listed for r in scene.referent.denoted(t))
    found = _of_state(noun, scene) or _of_faction(noun, scene.referent.denoted(noun))
    if not found and noun.tag_ == "PRP":
        return _speaking_of_itself(noun, scene, depth)
    if not found and noun.lemma_.lower() in words("events", "quantities"):
        return distinct(r for t in prep(noun, "of") for r in party(t, scene, depth + 1))
    if not found and noun.lemma_.lower() in words("events", "kinds"):
        found = scene.referent.adjectives(noun)
    if not found and is_people(noun):
        return _people(noun, scene)
    if not found and noun.lemma_.lower() in words("events", "bodies"):
        return tuple(replace(r, name=None) for r in known(scene.referent.owners_beside(noun))[:1])
    return found


def _whose(noun: Token, scene: Scene, depth: int) -> tuple[ActorRef, ...]:
    """Whose officer or force it is in a relative clause: "Chad, whose army attacked Sudan"."""
    if not any(c.dep_ == "poss" and c.lower_ == "whose" for c in noun.children):
        return ()
    sector = by_word("nouns", "agents").get(noun.lemma_.lower())
    clause = next((g for g in governors(noun) if g.dep_ == "relcl"), None)
    if sector is None or clause is None:
        return ()
    return tuple(ActorRef(r.actor, sector) for r in party(clause.head, scene, depth + 1) if r.actor)


def _only_near(modifier: Token) -> bool:
    return modifier.lower_ == "pro" or (
        modifier.dep_ == "amod" and modifier.lower_ in words("events", "near")
    )


def _speaking_of_itself(pronoun: Token, scene: Scene, depth: int) -> tuple[ActorRef, ...]:
    """Who says it, of a pronoun that points to nobody else: "the French president said that he would visit"."""
    clause = pronoun.head
    if pronoun.dep_ not in SUBJECT or clause.dep_ != "ccomp" or clause.head.i > clause.i:
        return ()
    return distinct(r for t in doers(clause.head) for r in party(t, scene, depth + 1))


def _of_faction(noun: Token, refs: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """Leaders of an opposition or of rebels are no government: "the opposition leader"."""
    for c in noun.children:
        if c.dep_ in {"compound", "amod"} and c.lower_ in words("events", "factions"):
            sector = by_word("nouns", "agents").get(c.lower_, "OPP")
            return tuple(replace(r, sector=sector) if r.sector == "GOV" else r for r in refs)
    return refs


def _of_state(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """A body that no table knows but that has its state in its name: "Malaysia Airlines"."""
    if noun.pos_ != "PROPN" or noun.ent_type_ != "ORG" or scene.referent.mention_at(noun) is not None:
        return ()
    name = noun.doc[noun.left_edge.i : noun.i + 1].text.removeprefix("the ").removeprefix("The ")
    return tuple(replace(r, name=name) for r in known(scene.referent.adjectives(noun))[:1])


def _listed(noun: Token, scene: Scene) -> tuple[Token, ...]:
    """Names in a list whose first the parser takes for explained by the others: "A, B, and C met"."""
    if scene.referent.mention_at(noun) is None:
        return ()
    for c in noun.children:
        several = conjuncts(c)
        if c.dep_ == "appos" and len(several) > 1 and scene.referent.mention_at(c) is not None:
            return (noun, *several)
    return ()


def _people(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """People of a nationality or place: "two Brazilian men", "villagers from Chad"."""
    homes = prep(noun, *_HOME) or _home_after(noun)
    refs = scene.referent.adjectives(noun) or distinct(r for t in homes for r in struck(t, scene, 2))
    sector = by_word("nouns", "agents").get(noun.lemma_.lower(), "CVL")
    return distinct(r if r.sector in _APART else ActorRef(r.actor, sector) for r in refs if r.actor)


def _home_after(noun: Token) -> tuple[Token, ...]:
    """What stands under a "from" right after the noun, which the parser hung on the verb."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    return tuple(c for c in after.children if c.dep_ == "pobj") if after.lower_ == "from" else ()


def unnamed(noun: Token) -> tuple[ActorRef, ...]:
    """Rebels, police or people whose state is not said, by the words for them."""
    lemma = noun.lemma_.lower()
    if lemma in words("events", "instruments"):
        return ()
    sector = by_word("nouns", "agents").get(lemma)
    if lemma in words("events", "people"):
        sector = "CVL"
    if sector and any(c.lower_ in words("events", "factions") for c in noun.children if c.i < noun.i):
        sector = "REB" if sector == "MIL" else "OPP"
    return (ActorRef(None, sector, noun.lower_),) if sector in _ARMED_OR_MANY else ()


def nameless(nouns: tuple[Token, ...]) -> tuple[ActorRef, ...]:
    """The first of the nouns that stands for rebels, police or people, behind what counts them."""
    for noun in nouns:
        counted = prep(noun, "of") if noun.lemma_.lower() in words("events", "quantities") else ()
        for t in (*counted, noun):
            if found := unnamed(t):
                return found
    return ()


def acting(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Who does what a verb says: its doers, whose the weapon is that does it, or as grammar leaves it to an aim."""
    done_by = tuple(t for t in doers(verb) if not _is_only_a_place(t, scene))
    return (
        parties(done_by, scene)
        or distinct(r for t in done_by for r in behind(t, scene))
        or (behind_cause(verb, scene) if is_passive(verb) else implied_source(verb, scene))
    )


def _is_only_a_place(noun: Token, scene: Scene) -> bool:
    """Whether a noun names a town or region, which does nothing itself."""
    named = scene.referent.named(noun)
    return bool(named) and all(e.form == "place" for e in named)


def behind(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whose a weapon or attack is that does it: "an Israeli missile", "a missile fired by rebels"."""
    instruments = words("events", "instruments")
    if noun.lemma_.lower() not in instruments:
        after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
        # "in Indian shelling", with the adjective taken for a noun
        return scene.referent.among((noun,)) if after.lower_ in instruments else ()
    done_by = prep(noun, "by", "from")
    owners = known(scene.referent.owners_beside(noun)) or parties(done_by, scene) or nameless(done_by)
    if owners:
        return owners
    for t in noun.subtree:
        if t.dep_ == "agent":
            under = tuple(c for c in t.children if c.dep_ == "pobj")
            return parties(under, scene) or nameless(under)
    return ()


def behind_cause(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whose deed killed or hurt in a passive: "were killed in an Israeli strike"."""
    return distinct(
        r
        for word, noun in preps(verb)
        if word in {"in", "by", "during", "after"}
        for r in behind(noun, scene)
    )


def implied_source(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Who acts where grammar leaves it to an aim or an effort: "one aim of X's visit was to urge Y"."""
    head, referent = verb.head, scene.referent
    if verb.dep_ == "acl" and head.pos_ == "NOUN":
        owners = referent.owners(head)
        if owners:
            return owners
        for g in governors(head):
            found = parties(doers(g), scene) if g.pos_ == "VERB" else ()
            if found:
                return found
    if verb.dep_ in {"xcomp", "ccomp"} and head.lemma_ == "be":
        for c in head.children:
            if c.dep_ == "nsubj":
                return referent.owners(c) or referent.memory.last_subject()
    return ()


def struck(noun: Token, scene: Scene, depth: int = 0) -> tuple[ActorRef, ...]:
    """Whom an event hits that is done to a thing: itself, whose it is, where it lies, whom a measure is on."""
    return party(noun, scene, depth) or through(noun, scene, depth) or _aimed_at(noun, scene)


def through(noun: Token, scene: Scene, depth: int = 0) -> tuple[ActorRef, ...]:
    """Actors hit through what is theirs: "Iranian-linked targets", "part of Mali's second city", "a base in Chad"."""
    if depth > _DEEP or noun.pos_ not in {"NOUN", "PROPN"} or scene.referent.mention_at(noun) is not None:
        return ()
    if noun.lemma_.lower() in words("events", "things", "frontiers") and prep(noun, "with"):
        return known(parties(prep(noun, "with"), scene))
    owners = known(scene.referent.owners_beside(noun))
    if owners:
        return tuple(replace(r, name=None) if r.sector is None else r for r in owners)
    for t in prep(noun, "of", "by", "from"):
        if found := known(struck(t, scene, depth + 1)):
            return found
    places = (
        scene.referent.place_of(t) or next((r.actor for r in through(t, scene, depth + 1)), None)
        for t in prep(noun, "in", "at", "near", "inside", "outside", "around", "on")
        if t.lemma_.lower() not in words("events", "idioms")
    )
    return tuple(ActorRef(p) for p in places if p)


def _aimed_at(noun: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whom a measure or accord is with, where its noun is the object: "lifted sanctions on X's banks"."""
    referent, lemma = scene.referent, noun.lemma_.lower()
    if lemma in words("events", "things", "travel"):
        return distinct(r for t in prep(noun, "to") for r in party(t, scene))
    if lemma in words("events", "things", "relations"):
        return distinct(r for t in prep(noun, "with", "to") for r in party(t, scene))
    if not any(lemma in row["lemmas"] for row in entry("events", "nouns")):
        return ()
    aims = prep(noun, "on", "against", "with")
    return known(r for t in aims for r in (party(t, scene) or referent.owners(t)))


def apart(source: ActorRef, target: ActorRef) -> bool:
    """Whether two references are two parties: of two principals, or of one where people or rebels face its offices."""
    if source.actor is None or target.actor is None:
        return True
    if source.actor != target.actor:
        return True
    sides = {source.sector, target.sector} - {None}
    return len(sides) == 2 and not _APART.isdisjoint(sides) and not _RULING.isdisjoint(sides)


def addressed(verb: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Who is asked or threatened where the object is a clause or a thing: "demand that Syria …"."""
    for c in verb.children:
        if c.dep_ in {"dobj", "ccomp", "xcomp"}:
            return scene.referent.core(c) if c.dep_ == "dobj" else scene.referent.within(c)
    return ()


def dated_targets(verb: Token, scene: Scene) -> tuple[tuple[ActorRef, str], ...]:
    """Targets and dates of a list: "left A in May, B in June and C in July", by order, whatever the parse.

    Between one date and the next stands the next target alone, and no verb.
    """
    span = scene.sentence.span
    end = verb.idx + len(verb.text) - span.start_char
    found: list[tuple[ActorRef, str]] = []
    for when in scene.dates:
        if when.start < end:
            continue
        between = [t for t in span if end <= t.idx - span.start_char < when.start]
        named = scene.referent.among(between)
        if len(named) != 1 or any(t.pos_ in {"VERB", "AUX"} for t in between) or when.until:
            break
        found.append((named[0], when.iso))
        end = when.end
    return tuple(found) if len(found) >= 2 else ()


def is_person(token: Token) -> bool:
    """Whether a noun is a person or people who are sent to talk."""
    return token.lemma_.lower() in words("events", "envoys") or any(
        t.ent_type_ == "PERSON" for t in (token, *token.subtree)
    )


def is_people(token: Token) -> bool:
    """Whether a noun is people of no office, soldiers among them, or who oppose or rebel."""
    lemma = token.lemma_.lower()
    sector = by_word("nouns", "agents").get(lemma)
    return lemma == "soldier" or lemma in words("events", "people") or sector in _CROWDS


def is_ruling(token: Token) -> bool:
    """Whether a noun is those who rule: "the government", "the president"."""
    return by_word("nouns", "agents").get(token.lemma_.lower()) == "GOV"


def is_deployable(token: Token) -> bool:
    """Whether a noun is forces or materiel, so that sending it is a deployment."""
    lemma = token.lemma_.lower()
    return (
        lemma in words("presence", "nouns", "forces", "lemmas")
        or lemma in words("events", "materiel")
        or by_word("nouns", "agents").get(lemma) == "MIL"
    )
