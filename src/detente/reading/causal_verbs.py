"""Causal claims that a verb makes: "X fuels Y", "X leads to Y", "…, weakening Y", "X risks Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .causal_features import meanings
from .causal_parts import claim, part, stretch
from .draft import Draft, Scene
from .grammar import (
    auxiliaries,
    complements,
    governors,
    grammatical_subjects,
    negated,
    objects,
    phrase,
    phrase_end,
    prep,
)
from .lexicon import by_word, entry, words
from .principals import distinct, known
from .proposition import direction
from .statement import Part

if TYPE_CHECKING:
    from spacy.tokens import Token

_HEDGES = frozenset({"potentially", "possibly", "perhaps"})


def by_verb(verb: Token, scene: Scene) -> Iterator[Draft]:
    """Yield what a causal verb claims of its subject and its object."""
    lemma = verb.lemma_.lower()
    sign: int = by_word("causes", "verbs")[lemma]
    if lemma in {"cut", "make"} and any(c.dep_ == "prt" and c.lower_ in {"out", "up"} for c in verb.children):
        return
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "risk":
        return  # what is only risked, told by the risk
    if any(c.dep_ == "agent" for c in verb.children):
        yield from _by_passive(verb, sign, scene)
        return
    if verb.dep_ == "pcomp" and verb.head.lower_ in words("causes", "purpose_prepositions"):
        return
    if lemma == "make" and not complements(verb):
        return
    if lemma in words("causes", "weak") and _does_little(verb):
        return
    head = _cause_head(verb, scene)
    found = _effect(verb)
    if head is None or head.i > verb.i or found is None:
        return
    effect, turned = found
    if scene.referent.denoted(effect) and lemma not in words("causes", "on_actors"):
        return
    total = -sign * turned if negated(verb) else sign * turned
    yield from claim(part(head, scene), _with_rest(effect, verb, scene), total, verb, verb.text, "cause.verb")


def _by_passive(verb: Token, sign: int, scene: Scene) -> Iterator[Draft]:
    """ "Y was fuelled by X", "a rift deepened by X"."""
    if verb.lemma_.lower() not in words("causes", "passive"):
        return
    effect = grammatical_subjects(verb)[:1] or ((verb.head,) if verb.dep_ == "acl" else ())
    for by in (c for c in verb.children if c.dep_ == "agent"):
        for noun in (p for p in by.children if p.dep_ == "pobj"):
            if effect and not scene.referent.denoted(noun):
                yield from claim(
                    part(noun, scene), part(effect[0], scene), sign, verb, verb.text, "cause.passive"
                )


def _does_little(verb: Token) -> bool:
    return any(o.lemma_.lower() in words("causes", "weak_objects") for o in objects(verb))


def _cause_head(verb: Token, scene: Scene) -> Token | None:
    """What stands as cause: the subject, where it is a thing that can cause and not just somebody acting."""
    head = next(iter(grammatical_subjects(verb)), None)
    if head is None or head.sent != verb.sent or head.lower_ in {"risk", "risks"}:
        return None
    if head.is_ancestor(verb) and not any(g.dep_ == "relcl" for g in (verb, *governors(verb))):
        return None  # "an effort to curb X": the effort is no cause of what it aims at
    if head.lower_ in words("causes", "people"):
        return None
    if verb.lemma_.lower() in words("causes", "strong"):
        return head
    if not {"group", "state"}.isdisjoint(meanings(head)):
        return None  # "villagers blocked the road"
    acts = scene.referent.denoted(head) or head.ent_type_ in {"PERSON", "GPE", "ORG", "NORP"}
    return None if acts else head


def _effect(verb: Token) -> tuple[Token, int] | None:
    """What is brought about, with the direction that an inner verb gives it."""
    for inner in complements(verb):
        if inner.pos_ in {"VERB", "AUX", "ADJ"} and inner.i > verb.i:
            return _turned(inner, inner.i)
    return next(((o, 1) for o in objects(verb) if o.dep_ != "dative"), None)


def _turned(verb: Token, after: int = -1) -> tuple[Token, int]:
    """The object of a verb that raises or lowers it, with the direction; another verb itself."""
    turned, things = direction(verb.lemma_.lower()), objects(verb)
    return (things[0], turned) if turned and things and things[0].i > after else (verb, 1)


def _with_rest(effect: Token, verb: Token, scene: Scene) -> Part:
    """The effect with what the verb hangs on it: "creates complications for Israel"."""
    first, _ = phrase(effect)
    end = phrase_end(effect)
    for c in verb.children:
        goes_on = c.dep_ == "prep" and c.lower_ in words("causes", "effect_prepositions")
        goes_on = goes_on or (c.dep_ in {"advmod", "acomp", "oprd"} and any(True for _ in c.children))
        if c.left_edge.i == end and goes_on:
            end = phrase(c)[1].i + 1
    return stretch(first.i, end, scene, effect)


def by_preposition(verb: Token, scene: Scene) -> Iterator[Draft]:
    """Yield what a verb claims with a preposition: "leads to Y", and backward "stems from X"."""
    lemma, referent = verb.lemma_.lower(), scene.referent
    head = next(iter(grammatical_subjects(verb)), None)
    if head is None:
        return
    idle = lemma in {"give", "pave", "add"} and not any(
        c.lower_ in {"rise", "way", "pressure"} for c in verb.children
    )
    for noun in prep(verb, *entry("causes", "prepositional").get(lemma, ())):
        if not idle and not referent.denoted(head):
            effect, turned = _turned(noun) if noun.pos_ == "VERB" else (noun, 1)
            sign = -turned if negated(verb) else turned
            yield from claim(part(head, scene), part(effect, scene), sign, verb, verb.text, "cause.verb_prep")
    for noun in prep(verb, *entry("causes", "backward").get(lemma, ())):
        if not referent.denoted(noun):
            yield from claim(part(noun, scene), part(head, scene), 1, verb, verb.text, "cause.backward")


# --- result clauses -----------------------------------------------------------------------------------------


def trails(verb: Token) -> bool:
    """Whether a verb is a participle after a comma at the end of a clause: ", weakening Y"."""
    i = verb.i - 1
    while i > verb.sent.start and verb.doc[i].tag_ == "RB":
        i -= 1
    if verb.dep_ not in {"advcl", "conj"} and not (verb.dep_ == "amod" and i < verb.i - 1):
        return False
    return i > verb.sent.start and verb.doc[i].text in {",", "-"} and verb.i - verb.sent.start > 4


def by_result_clause(verb: Token, scene: Scene) -> Iterator[Draft]:
    """Yield what a trailing participle claims: all before it brings about what it says."""
    span = scene.sentence.span
    found = (verb.head, 1) if verb.dep_ == "amod" else _effect(verb)
    if found is None or found[0].i < verb.i or _pursued(verb, scene):
        return
    effect, turned = found
    end = verb.i
    while end > span.start and (span.doc[end - 1].tag_ == "RB" or span.doc[end - 1].is_punct):
        end -= 1
    first, last = phrase(effect)
    hedged = (
        any(t.lower_ in {"may", "might", "could", "would"} for t in span.doc[span.start : verb.i])
        or any(c.lower_ in _HEDGES for c in verb.children)
        or verb.nbor(-1).lower_ == "potentially"
    )
    yield from claim(
        stretch(span.start, end, scene),
        stretch(max(first.i, verb.i + 1), last.i + 1, scene, effect),
        by_word("causes", "verbs")[verb.lemma_.lower()] * turned,
        verb,
        verb.text,
        "cause.result_clause",
        "possible" if hedged else None,
    )


def _pursued(verb: Token, scene: Scene) -> bool:
    """Whether the participle tells what an actor means to do, not what follows: "plans to act, ending Y"."""
    if verb.dep_ != "advcl" or verb.lemma_ in words("causes", "strong") or "to" not in auxiliaries(verb.head):
        return False
    subject = next(iter(grammatical_subjects(verb.head)), None)
    return subject is not None and bool(scene.referent.denoted(subject))


# --- risks --------------------------------------------------------------------------------------------------


def by_risk(token: Token, scene: Scene) -> Iterator[Draft]:
    """Yield what "X risks doing Y" and "X risks Y (if Z)" claim, though "risks" be parsed as a noun."""
    gerund = token.nbor(1) if token.nbor(1).tag_ == "VBG" else None
    if (token.pos_ != "VERB" and gerund is None) or token.nbor(1).lower_ in {"of", "that", "to", "for"}:
        return
    found = _risked_doing(gerund, scene) if gerund is not None else _risked(token)
    if found is None:
        return
    effect, sign = found
    first, last = phrase(effect)
    tail = stretch(max(first.i, token.i + 1), last.i + 1, scene, effect)
    subject = next(iter(grammatical_subjects(token)), None)
    runners = scene.referent.denoted(subject) if subject is not None else ()
    condition = next((c for c in token.children if _is_condition(c)), None)
    if condition is not None:
        tail = Part(tail.text, distinct(known((*tail.actors, *runners))))
        yield from claim(
            part(condition, scene), tail, sign, token, token.text, "cause.risk_if", "conditional"
        )
        return
    cause = stretch(_after_lead(token, scene), token.i, scene)
    if len(cause.text.split()) <= 2 and not cause.actors:
        return
    if not tail.actors and token.pos_ == "VERB":
        tail = Part(tail.text, known(runners))
    yield from claim(cause, tail, sign, token, token.text, "cause.risk", "possible")


def _risked_doing(gerund: Token, scene: Scene) -> tuple[Token, int]:
    turned, span = direction(gerund.lemma_.lower()), scene.sentence.span
    things = [c for c in gerund.children if c.dep_ == "dobj"]
    things = things or [t for t in span.doc[gerund.i + 1 : span.end] if t.pos_ == "NOUN"]
    return (things[0], turned) if turned and things else (gerund, 1)


def _risked(verb: Token) -> tuple[Token, int] | None:
    return next(((o, 1) for o in objects(verb)), None)


def _is_condition(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(
        m.dep_ == "mark" and m.lower_ in {"if", "unless"} for m in clause.children
    )


def _after_lead(token: Token, scene: Scene) -> int:
    """Index after a short lead set off by a comma: "In the long run, X risks …"."""
    span = scene.sentence.span
    commas = (t.i for t in span if t.text == "," and t.i < token.i - 1 and t.i - span.start <= 6)
    return max(commas, default=span.start - 1) + 1
