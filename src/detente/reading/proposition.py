"""What a clause or phrase is about, as an issue: one question, its actors, and the side that its words take.

"let France keep its base in Chad", "preserve the French base in Chad" and "close France's base in Chad" are
one issue, the last with the opposite sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .grammar import (
    complements,
    grammatical_subjects,
    kept_from,
    negated,
    objects,
    over_another,
    phrase,
    phrase_end,
    prep,
)
from .lexicon import by_word, words
from .principals import distinct, known
from .reference import Referent
from .statement import ActorRef, IssueRef

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELD = frozenset({"base", "forces", "influence"})  # concepts of what is held somewhere
_BODIES = frozenset({"organisation", "alliance", "bloc"})  # kinds of actor that one can belong to
_DEPTH = 6  # of clauses within clauses


@dataclass(frozen=True, slots=True)
class Proposition:
    """An issue and the side that the words take on it: 1 for more of it, -1 for less."""

    issue: IssueRef
    sign: int
    head: Token


@dataclass(frozen=True, slots=True)
class _Held:
    """Whose a thing is, and where it is held."""

    by: tuple[ActorRef, ...]
    at: tuple[ActorRef, ...]


def membership(token: Token, referent: Referent) -> Proposition | None:
    """The question of who belongs to an organisation, where `token` names one."""
    bodies = [r for r in referent.denoted(token) if referent.kind(r.actor or "") in _BODIES]
    if not bodies:
        return None
    code = bodies[0].actor or ""
    text = f"membership of {referent.name(code)}"
    return Proposition(IssueRef(f"membership:{code}", text, (ActorRef(code),)), 1, token)


def direction(lemma: str) -> int:
    """1 where the word raises or keeps what it governs, -1 where it lowers or ends it, else 0."""
    if lemma in words("polarity", "less"):
        return -1
    return 1 if lemma in words("polarity", "more") else 0


def proposition(token: Token, referent: Referent, sign: int = 1, depth: int = 0) -> Proposition | None:
    """The proposition that the clause or phrase headed by `token` puts forward, None where it is empty."""
    if depth > _DEPTH:
        return None
    lemma = token.lemma_.lower()
    if negated(token):
        sign = -sign
    if token.pos_ in {"VERB", "AUX"}:
        return _of_verb(token, lemma, referent, sign, depth)
    if token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET"}:
        return _of_noun(token, lemma, referent, sign, depth)
    return None


def _of_verb(verb: Token, lemma: str, referent: Referent, sign: int, depth: int) -> Proposition | None:
    inner = complements(verb)
    objs = [o for o in objects(verb) if o.i != verb.i]
    kept = kept_from(verb)
    if kept:  # "stop X from gaining a foothold"
        return proposition(kept[0], referent, -sign, depth + 1)
    turned = _turned(verb, lemma)
    through = lemma in words("polarity", "through")
    if (through or turned) and inner:
        found = proposition(inner[0], referent, -sign if turned < 0 else sign, depth + 1)
        if found:
            return found
    if not objs and turned:  # "hold on to its bases"
        objs = [*prep(verb, "to", "onto")]
    if objs and objs[0].pos_ == "PROPN" and (moved := _moved(verb, lemma, objs, referent, sign)):
        return moved
    if turned and objs and objs[0].pos_ == "PROPN":
        parties = distinct(referent.denoted_by((*grammatical_subjects(verb), objs[0])))
        if len(parties) >= 2 and depth:  # "that Russia will abandon Iran" is a question of their ties
            return _issue("tie", parties, referent, sign * turned, verb)
    leaves = lemma in words("polarity", "leaving_verbs") and any(
        referent.place_of(o) for o in objs if o.pos_ == "PROPN"
    )
    if turned and objs and not leaves:
        found = proposition(objs[0], referent, sign * turned, depth + 1)
        if found or objs[0].lemma_.lower() in words("polarity", "empty"):
            return found
    if through and not inner:
        for noun in prep(verb, "for", "on", "toward", "towards", "to"):
            found = proposition(noun, referent, sign, depth + 1)
            if found:
                return found
        if objs:
            return proposition(objs[0], referent, sign, depth + 1)
    if lemma in words("polarity", "leaving_verbs"):
        left = _places((*prep(verb, "from"), *(objs if leaves else ())), referent)
        actors = distinct((*referent.denoted_by(grammatical_subjects(verb)), *left))
        if actors:
            return _issue("forces", actors, referent, -sign, verb)
    if lemma in words("polarity", "linking") or verb.pos_ == "AUX":
        attribute = next((c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd"}), None)
        if attribute is not None:
            linked = (*grammatical_subjects(verb), attribute)
            actors = distinct(r for t in linked for r in referent.core(t))
            if not actors:
                return None
            return _issue(attribute.lemma_.lower(), actors, referent, sign, verb)
    return _of_ordinary_verb(verb, lemma, objs, referent, sign, depth)


def _moved(verb: Token, lemma: str, objs: list[Token], referent: Referent, sign: int) -> Proposition | None:
    """Giving up a place, and keeping somebody out of one."""
    if f"{lemma} {_particle(verb)}".strip() in words("polarity", "ceding"):
        places = _places(objs, referent)
        holders = known(referent.denoted_by(grammatical_subjects(verb)))
        if not places:
            return None
        parties = distinct((*holders, *places))
        text = f"{_listed(parties[:1], referent)}: control of {_listed(places, referent)}"
        codes = "-".join(sorted(p.actor or "" for p in parties))
        return Proposition(IssueRef(f"control:{codes}", text, parties), -sign, verb)
    out = any(c.lower_ == "out" for c in verb.children) and lemma in words("polarity", "shutting_out")
    if out or lemma in words("polarity", "expelling"):
        barred = distinct(ActorRef(r.actor) for r in known(referent.denoted_by(objs)))
        where = [*prep(verb, "from", "out of"), *(t for c in verb.children for t in prep(c, "of"))]
        at = distinct((*_places(where, referent), *(r for t in where for r in known(referent.possessors(t)))))
        if barred and at:
            parties = distinct(ActorRef(r.actor) for r in (*barred, *at))
            text = f"{_listed(barred, referent)}: presence in {_listed(at, referent)}"
            codes = "-".join(sorted(p.actor or "" for p in parties))
            return Proposition(IssueRef(f"influence:{codes}", text, parties), -sign, verb)
    return None


def _of_ordinary_verb(
    verb: Token, lemma: str, objs: list[Token], referent: Referent, sign: int, depth: int
) -> Proposition | None:
    """A verb that is its own concept, about whom it touches."""
    touched = (*objs, *(c for c in verb.children if c.dep_ == "prep"))
    actors = distinct(
        (
            *referent.denoted_by(grammatical_subjects(verb)),
            *(r for t in touched for r in referent.core(t)),
        )
    )
    if actors:
        concept = f"{lemma} {_particle(verb)}".strip()
        if objs and not referent.denoted(objs[0]):
            concept = f"{concept} {objs[0].lemma_.lower()}"
        return _issue(concept, actors, referent, sign, verb)
    for s in grammatical_subjects(verb)[
        :1
    ]:  # "that a blockade would choke trade": the blockade is the question
        if s.pos_ == "NOUN" and s.dep_ in {"nsubj", "nsubjpass"} and s.head == verb:
            return proposition(s, referent, sign, depth + 1)
    return None


def _turned(verb: Token, lemma: str) -> int:
    """The direction of a verb with its particle: "scale back" lowers, "threaten" does not end."""
    particles = {c.lower_ for c in verb.children if c.dep_ == "prt"}
    if lemma in words("polarity", "lowered_by_particle") and particles & words(
        "polarity", "lowering_particles"
    ):
        return -1
    return 0 if lemma in words("polarity", "endangering") else direction(lemma)


def _particle(verb: Token) -> str:
    return next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")


def _places(nouns: Iterable[Token], referent: Referent) -> tuple[ActorRef, ...]:
    return tuple(ActorRef(p) for t in nouns if (p := referent.place_of(t)))


def _of_noun(noun: Token, lemma: str, referent: Referent, sign: int, depth: int) -> Proposition | None:
    turned = direction(lemma)
    if lemma in words("polarity", "through") or turned:
        clauses = (c for c in noun.children if c.dep_ == "acl" and c.pos_ == "VERB")
        for inner in (*clauses, *prep(noun, "of", "for", "on", "in", "to")):
            if inner.pos_ in {"NOUN", "VERB"} or (inner.pos_ == "PROPN" and turned):
                found = proposition(inner, referent, -sign if turned < 0 else sign, depth + 1)
                if found:
                    return found
    if lemma in words("polarity", "measures"):  # "the last of its troops"
        counted = prep(noun, "of")
        return proposition(counted[0], referent, sign, depth + 1) if counted else None
    if lemma in words("polarity", "empty"):
        return None
    if lemma in words("polarity", "leaving_nouns"):
        gone = known(referent.owners(noun))
        where = _places(prep(noun, "from"), referent)
        if gone:
            return _issue("forces", distinct((*gone, *where)), referent, -sign, noun, _Held(gone, where))
    denoted = referent.denoted(noun)
    if denoted and noun.pos_ in {"PROPN", "PRON"}:
        return _issue("standing", denoted, referent, sign, noun)
    held = _held(noun, lemma, referent)
    everyone = distinct((*known(referent.owners(noun)), *held.by, *held.at, *referent.core(noun)))
    everyone = everyone or distinct(known(_named_after(noun, referent)))
    return _issue(lemma, everyone, referent, sign, noun, held) if everyone else None


def _named_after(noun: Token, referent: Referent) -> Iterable[ActorRef]:
    """Actors in what follows a noun that names none itself: "a railway across Chad", "a deal that would leave X"."""
    beyond = [c for c in noun.children if c.dep_ == "relcl"]
    if noun.dep_ == "dobj" and noun.i + 1 < len(noun.doc):
        after = noun.nbor(1)  # the parser may hang the phrase right after a noun on the verb
        beyond += [after] if after.dep_ == "prep" and after.head == noun.head else []
    return (r for c in beyond for t in c.subtree if t.pos_ == "PROPN" for r in referent.among((t,)))


def _held(noun: Token, lemma: str, referent: Referent) -> _Held:
    """Whose the thing is that a noun names, and where: beside the noun, else by the verb that governs it."""
    own = known(referent.owners(noun))
    aside = over_another(noun)
    places = _places(
        (t for t in prep(noun, "in", "over", "at", "across", "on") if t.i not in aside), referent
    )
    governed = noun.dep_ == "dobj" and by_word("polarity", "concepts").get(lemma) in _HELD
    if not places and governed:
        sent = ("to",) if noun.head.lemma_ in words("polarity", "sending") else ()
        places = _places(prep(noun.head, "in", "at", "across", *sent), referent)
    if not places:
        besides = frozenset(r.actor for r in own)
        after = [noun.nbor(1)] if noun.i + 1 < len(noun.doc) else []
        there = (t for t in (*noun.children, *after) if t.lower_ == "there")
        places = tuple(ActorRef(p) for t in there if (p := referent.place_of(t, besides)))[:1]
    if not own and governed:
        own = known(referent.denoted_by(grammatical_subjects(noun.head)))
    return _Held(own, places)


def _issue(
    concept: str,
    actors: tuple[ActorRef, ...],
    referent: Referent,
    sign: int,
    head: Token,
    held: _Held | None = None,
) -> Proposition:
    parties = tuple(ActorRef(r.actor) for r in actors if r.actor)
    name = by_word("polarity", "concepts").get(concept, concept)
    if name == "influence" and not (held is not None and held.by):
        name = concept  # influence is somebody's; "power in Syria" at large is another question
    codes = sorted({r.actor for r in parties if r.actor})
    text = _text(concept, head, referent, parties, held)
    return Proposition(IssueRef(f"{name.replace(' ', '-')}:{'-'.join(codes)}", text, parties), sign, head)


def _text(
    concept: str, head: Token, referent: Referent, parties: tuple[ActorRef, ...], held: _Held | None
) -> str:
    """A phrase that stands on its own: pronouns and "there" give way to names."""
    if concept == "tie":
        return f"ties between {_listed(parties, referent)}"
    if concept == "standing":
        return f"favour toward {_listed(parties, referent)}"
    if concept == "forces" and by_word("polarity", "concepts").get(head.lemma_.lower()) != "forces":
        # "that X's soldiers leave", "X's withdrawal": the question is the forces, the words are its lower end
        text = f"{_listed(parties[:1], referent)}: forces"
        return f"{text} in {_listed(parties[1:], referent)}" if parties[1:] else text
    if held is not None and held.by:
        thing = [c.text for c in head.lefts if c.dep_ in {"amod", "compound"} and not referent.named(c)]
        owners = {r.actor for r in held.by}
        place = _listed(tuple(r for r in held.at if r.actor not in owners), referent)
        text = f"{_listed(held.by, referent)}: {' '.join([*thing, head.text])}"
        return f"{text} in {place}" if place else text
    first, last = phrase(head)
    span = head.doc[first.i : min(phrase_end(head), last.i + 1)]
    if head.pos_ in {"VERB", "AUX"}:
        return _clause(head) or f"{concept} ({', '.join(referent.name(r.actor or '') for r in parties)})"
    pointing = any(t.tag_ in {"PRP", "PRP$"} or t.lower_ == "there" for t in span)
    if head.pos_ in {"NOUN", "PROPN"} and not pointing and len(span.text) <= 120:
        text = span.text.removeprefix("the ").removeprefix("a ").removeprefix("an ")
        return text if any(referent.named(t) for t in span) else f"{text} ({_listed(parties, referent)})"
    return f"{concept} ({', '.join(referent.name(r.actor or '') for r in parties)})"


def _listed(refs: tuple[ActorRef, ...], referent: Referent) -> str:
    return " and ".join(dict.fromkeys(referent.name(r.actor or "") for r in refs))


def _clause(verb: Token) -> str | None:
    """A verb with subject, objects and first phrases, as words that stand alone; None where they point back."""
    start, end = verb.i, verb.i + 1
    for c in verb.children:
        if c.dep_ in {"nsubj", "nsubjpass"} and c.i < verb.i:
            start = min(start, c.left_edge.i)
        near = c.dep_ in {"dobj", "prt", "acomp", "attr", "oprd", "dative"} or (
            c.dep_ == "prep" and c.lower_ in words("polarity", "near_prepositions")
        )
        if near and (c.left_edge.i == end or (c.left_edge.i == end + 1 and verb.doc[end].is_punct)):
            end = min(phrase_end(c), phrase(c)[1].i + 1) if c.dep_ != "acomp" else c.i + 1
    span = verb.doc[start:end]
    if (
        any(t.tag_ in {"PRP", "PRP$", "DT"} and t.lower_ in words("polarity", "pointing") for t in span)
        or len(span.text) > 120
    ):
        return None
    text = span.text if start < verb.i else verb.lemma_ + span.text[len(verb.text) :]
    return text.replace('"', "").strip(" ,")
