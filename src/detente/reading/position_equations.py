"""Positions told by an equation: "what X wants is Y", "Y is a red line for X", "X makes Y a condition"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .grammar import auxiliaries, doers, grammatical_subjects, negated, objects, prep, preps
from .lexicon import by_word, words
from .position_draft import emit
from .principals import distinct, known
from .proposition import Proposition, proposition
from .statement import ActorRef
from .topic import topic

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRM = 0.9
_FAVOUR = frozenset({"favour", "favor"})


def by_equation(verb: Token, scene: Scene) -> Iterator[Draft]:
    """Yield the positions that the clause of a verb tells by setting one thing equal to another."""
    if verb.lemma_ in {"be", "remain", "become", "stay"}:
        yield from _judged(verb, scene)
        yield from _wanted_thing(verb, scene)
        yield from _line(verb, scene)
        yield from _side(verb, scene)
    elif verb.lemma_ in {"make", "declare", "set", "consider", "call"}:
        yield from _made_condition(verb, scene)
        yield from _made_clear(verb, scene)
    yield from _rather(verb, scene)


def judgement(word: Token) -> int:
    """Whether the word calls a thing good (1) or bad (-1) in its speaker's eyes, 0 where it does neither."""
    lemma, sign = word.lemma_.lower(), 0
    if lemma == "negotiable":  # "non-negotiable", "not negotiable": to be kept as it is
        before = {t.lower_ for t in word.doc[max(word.i - 2, word.sent.start) : word.i]}
        return 1 if "non" in before or negated(word.head) else 0
    named = [lemma, *(f"{c.lower_} {lemma}" for c in word.lefts)]
    named += [t.lemma_.lower() for t in prep(word, "of")] if lemma in {"act", "matter", "violation"} else []
    for name in named:
        if name in words("stances", "regard_bad"):
            sign = -1
        elif name in words("stances", "regard_good"):
            sign = sign or 1
    return sign


def _put_forward(token: Token, scene: Scene, sign: int = 1) -> Proposition | None:
    return proposition(token, scene.referent, sign) or topic(token, sign)


def _judged(be: Token, scene: Scene) -> Iterator[Draft]:
    """ "Y is unacceptable to X", "for X, Y is a red line", "Y is out of the question for X"."""
    for told in be.children:
        if told.dep_ not in {"acomp", "attr", "prep"} or told.i < be.i:
            continue
        out = told.lower_ == "out" and any(t.lemma_ == "question" for t in told.subtree)
        sign = -1 if out else judgement(told) if told.dep_ != "prep" else 0
        owned = told.dep_ == "attr" and told.lemma_.lower() in words("stances", "conditions")
        if owned and scene.referent.possessors(told):  # "Y remains X's condition"
            sign = 1
        if not sign:
            continue
        whose = [t for h in (be, told) for t in prep(h, "for", "to")]
        holders = distinct(known(scene.referent.denoted_by(whose)))
        holders = holders or (known(scene.referent.possessors(told)) if told.pos_ == "NOUN" else ())
        if negated(be) and told.lemma_.lower() != "negotiable":
            sign = -sign
        subjects = grammatical_subjects(be)[:1]
        if subjects and subjects[0].lower_ == "it":  # "It is vital for X that …"
            subjects = tuple(c for c in be.children if c.dep_ in {"ccomp", "xcomp"} and c.i > told.i)[:1]
        for subject in subjects:
            found = _put_forward(subject, scene, sign)
            yield from emit(holders, found, 0.9, told, "position.judged", scene)


def _wanted_thing(be: Token, scene: Scene) -> Iterator[Draft]:
    """ "What X wants is Y", "all that X asks is that …", "the last thing X wants is Y"."""
    for c in be.children:
        wanting, least = None, False
        if c.dep_ in {"csubj", "nsubj"} and c.pos_ == "VERB" and c.left_edge.lower_ == "what":
            wanting = c
        elif c.dep_ == "nsubj" and c.lemma_.lower() in {"thing", "all", "everything"}:
            wanting = next((k for k in c.children if k.dep_ == "relcl"), None)
            least = any(k.lower_ in {"last", "least"} for k in c.children)
        if wanting is None or wanting.lemma_ not in by_word("stances", "verbs"):
            continue
        weight = by_word("stances", "verbs")[wanting.lemma_] * (-1 if least or negated(wanting) else 1)
        holders = distinct(known(scene.referent.denoted_by(doers(wanting))))
        for target in be.children:
            if target.i > be.i and target.dep_ in {"attr", "ccomp", "xcomp", "acomp"}:
                yield from emit(
                    holders, _put_forward(target, scene), weight, wanting, "position.equation", scene
                )


def _line(be: Token, scene: Scene) -> Iterator[Draft]:
    """ "X's red line is Y": never Y. "X's price is Y": only with Y."""
    for c in be.children:
        lemma = c.lemma_.lower()
        red = lemma == "line" and any(k.lower_ == "red" for k in c.children)
        if c.dep_ != "nsubj" or not (red or lemma in words("stances", "conditions")):
            continue
        holders = known(scene.referent.possessors(c)) or distinct(
            known(scene.referent.denoted_by(prep(c, "of")))
        )
        for target in be.children:
            if target.i > be.i and target.dep_ in {"attr", "ccomp", "xcomp"}:
                weight = -_FIRM if red else _FIRM
                yield from emit(holders, _put_forward(target, scene), weight, c, "position.equation", scene)


def _side(be: Token, scene: Scene) -> Iterator[Draft]:
    """ "X is against Y", "in favour of Y"."""
    holders = distinct(known(scene.referent.denoted_by(grammatical_subjects(be))))
    for word, noun in preps(be):
        weight = -_FIRM if word == "against" else _FIRM
        targets = (noun,) if word == "against" else prep(noun, "of") if noun.lemma_ in _FAVOUR else ()
        for target in targets:
            weight = -weight if negated(be) else weight
            yield from emit(holders, _put_forward(target, scene), weight, be, "position.side", scene)


def _made_condition(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "X makes Y a condition of Z", "X has made Y its price for Z"."""
    holders = distinct(known(scene.referent.denoted_by(doers(verb))))
    for c in verb.children:
        if c.dep_ not in {"ccomp", "oprd", "dobj", "attr"} or c.lemma_.lower() not in words(
            "stances", "conditions"
        ):
            continue
        wanted = [k for k in c.children if k.dep_ == "nsubj"] or [o for o in objects(verb) if o.i < c.i]
        for target in wanted[:1]:
            yield from emit(holders, _put_forward(target, scene), _FIRM, c, "position.condition", scene)


def _made_clear(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "X made clear that Y must leave"."""
    for clear in (c for c in verb.children if c.lower_ in {"clear", "plain"}):
        for clause in (*clear.children, *verb.children):
            duty = words("stances", "duties").intersection(auxiliaries(clause))
            if clause.dep_ in {"csubj", "ccomp"} and clause != clear and duty:
                holders: tuple[ActorRef, ...] = distinct(known(scene.referent.denoted_by(doers(verb))))
                found = proposition(clause, scene.referent)
                yield from emit(holders, found, _FIRM, verb, "position.made_clear", scene)


def _rather(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "X would rather A than B"."""
    would = {"would", "'d"} & {*auxiliaries(verb)}
    if not would or not any(c.dep_ == "advmod" and c.lower_ in {"rather", "sooner"} for c in verb.children):
        return
    holders = distinct(known(scene.referent.denoted_by(grammatical_subjects(verb))))
    yield from emit(holders, proposition(verb, scene.referent), 0.8, verb, "position.rather", scene)
    for c in verb.children:
        if c.dep_ == "advcl" and any(k.lower_ == "than" for k in c.children):
            yield from emit(holders, proposition(c, scene.referent), -0.6, c, "position.rather", scene)
