"""Forecasts told by set phrases: "on course to", "only a matter of time", "cannot be ruled out", "no sign of"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .expectation import Range
from .forecast_draft import chance_of, of_clause, of_noun
from .grammar import auxiliaries, complements, grammatical_subjects, negated, preps
from .lexicon import words
from .likelihood import UNTHINKABLE

if TYPE_CHECKING:
    from spacy.tokens import Token

_RULE = "forecast.outlook"


def by_outlook(token: Token, scene: Scene) -> Iterator[Draft]:
    """Yield the forecasts of set phrases headed by a verb, or by "sign" and its like."""
    if token.pos_ == "NOUN":
        yield from _no_sign(token, scene)
    elif token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBD":
        if token.lemma_ in words("likelihood", "linking"):
            yield from _on_course(token, scene)
            yield from _matter_of_time(token, scene)
            yield from _hard_to_imagine(token, scene)
            yield from _likeliest(token, scene)
        elif token.lemma_ in {"head", "go", "drift", "slide", "hurtle", "lurch", "sleepwalk"}:
            yield from _heading(token, scene)
        elif token.lemma_ in {"rule", "exclude", "discount"}:
            yield from _ruled_out(token, scene)
        elif token.lemma_ == "expect":
            yield from _told_to_expect(token, scene)


def _on_course(be: Token, scene: Scene) -> Iterator[Draft]:
    """ "is on course to default", "is on the brink of war", "a deal is in the offing"."""
    for word, noun in preps(be):
        if word == "like" and noun.pos_ == "VERB" and be.lemma_ in {"look", "seem"}:
            yield from of_clause(noun, be, (0.55, 0.8), "looks like", _RULE, scene, negative=negated(noun))
        cue = f"{word} {noun.lemma_.lower()}"
        chance = chance_of("courses", cue)
        if chance is None:
            continue
        clauses = [
            *(c for h in (noun, be) for c in h.children if c.dep_ in {"acl", "xcomp"} and c.pos_ == "VERB")
        ]
        for clause in clauses[:1]:
            yield from of_clause(clause, be, chance, cue, _RULE, scene, negative=negated(be))
        inner = [t for w, t in preps(noun) if w in {"of", "for", "to"}] if not clauses else []
        for thing in inner[:1]:
            yield from _brought(be, thing, chance, cue, scene)
        arriving = cue in words("likelihood", "arriving")
        for subject in grammatical_subjects(be)[:1] if arriving and not clauses and not inner else ():
            if subject.pos_ == "NOUN":
                yield from of_noun(subject, be, chance, be, cue, scene, rule=_RULE, negative=negated(be))


def _brought(verb: Token, thing: Token, chance: Range, cue: str, scene: Scene) -> Iterator[Draft]:
    """What the subject of `verb` is on its way to: it is about both."""
    if verb.tag_ == "VBD" or not scene.referent.denoted_by(grammatical_subjects(verb)):
        return
    yield from of_clause(verb, verb, chance, cue, _RULE, scene, negative=negated(verb))


def _heading(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "is going to reopen", "is heading for war"."""
    now = {"is", "are", "'s", "'re", "am"}.intersection(auxiliaries(verb)) and verb.tag_ == "VBG"
    if verb.lemma_ == "go":
        for inner in complements(verb) if now else ():
            if any(c.dep_ == "aux" and c.lower_ == "to" for c in inner.children):
                chance = chance_of("courses", "going to") or (0.8, 0.97)
                yield from of_clause(inner, verb, chance, "going to", _RULE, scene, negative=negated(verb))
        return
    toward = [t for w, t in preps(verb) if w in {"for", "toward", "towards", "into"}]
    bad = any(t.lemma_.lower() in words("likelihood", "destinations") for t in toward)
    if (now or verb.tag_ in {"VBN", "VBZ", "VBP"}) and bad:
        chance = chance_of("courses", "heading for") or (0.55, 0.85)
        yield from _brought(verb, toward[0], chance, "heading for", scene)


def _matter_of_time(be: Token, scene: Scene) -> Iterator[Draft]:
    """ "It is a matter of time before X tests a bomb", "A strike is only a matter of time"."""
    for c in be.children:
        timely = (
            c.dep_ == "attr"
            and c.lemma_ in {"matter", "question"}
            and any(t.lemma_ == "time" for t in c.subtree)
        )
        chance = chance_of("courses", "matter of time")
        if not timely or chance is None:
            continue
        before = [
            k
            for h in (be, c, *c.subtree)
            for k in h.children
            if k.dep_ in {"advcl", "acl", "pcomp"} and k.pos_ in {"VERB", "AUX"}
        ]
        for clause in before[:1]:
            yield from of_clause(clause, be, chance, "matter of time", _RULE, scene, negative=negated(clause))
        for subject in grammatical_subjects(be)[:1] if not before else ():
            if subject.pos_ == "NOUN":
                yield from of_noun(subject, be, chance, be, "matter of time", scene, rule=_RULE)


def _hard_to_imagine(be: Token, scene: Scene) -> Iterator[Draft]:
    """ "It is hard to imagine X cutting ties"."""
    hard = any(c.dep_ == "acomp" and c.lower_ in words("likelihood", "hard") for c in be.children)
    for seeing in be.subtree if hard else ():
        if seeing.lemma_ not in words("likelihood", "imagining") or seeing.i < be.i:
            continue
        for inner in complements(seeing)[:1]:
            yield from of_clause(
                inner,
                be,
                UNTHINKABLE,
                "hard to imagine",
                _RULE,
                scene,
                negative=negated(inner),
                doubted=True,
            )
        return


def _likeliest(be: Token, scene: Scene) -> Iterator[Draft]:
    """ "The most likely outcome is a frozen conflict"."""
    for c in be.children:
        likely = any(k.lower_ in words("likelihood", "likeliest") for k in c.children)
        if c.dep_ != "nsubj" or not likely or c.lemma_ not in words("likelihood", "outcomes"):
            continue
        for thing in (k for k in be.children if k.dep_ == "attr"):
            yield from of_noun(thing, be, (0.5, 0.75), be, f"likely {c.text}", scene, rule=_RULE)
        for clause in (k for k in be.children if k.dep_ == "ccomp"):
            yield from of_clause(
                clause, be, (0.5, 0.75), f"likely {c.text}", _RULE, scene, negative=negated(clause)
            )


def _ruled_out(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "A coup cannot be ruled out": little more than possible."""
    can = {"can", "ca", "could"}.intersection(auxiliaries(verb))
    passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
    out = verb.lemma_ != "rule" or any(c.lower_ == "out" for c in verb.children)
    if can and passive and out and passive[0].pos_ == "NOUN":
        chance: Range = (0.1, 0.5) if negated(verb) else (0.01, 0.1)
        yield from of_noun(passive[0], verb, chance, verb, "ruled out", scene, rule=_RULE)


def _told_to_expect(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "Expect more drones", "Do not expect X to join": what readers are told to expect."""
    told = (
        verb.dep_ == "ROOT"
        and verb.tag_ in {"VB", "VBP"}
        and not any("subj" in c.dep_ for c in verb.children)
    )
    chance = chance_of("verbs", "expect")
    if not told or chance is None or {"will", "would", "to", "can"}.intersection(auxiliaries(verb)):
        return
    inner = complements(verb)
    for clause in inner[:1]:
        negative = negated(verb) != negated(clause)
        yield from of_clause(clause, verb, chance, verb.text, _RULE, scene, negative=negative)
    for thing in (c for c in verb.children if c.dep_ == "dobj" and not inner):
        yield from of_noun(thing, verb, chance, verb, verb.text, scene, rule=_RULE, negative=negated(verb))


def _no_sign(noun: Token, scene: Scene) -> Iterator[Draft]:
    """ "There is no sign of a breakthrough"."""
    if noun.lemma_ not in words("likelihood", "signs") or noun.head.tag_ in {"VBD", "VBN"}:
        return
    if not any(
        c.dep_ in {"det", "amod"} and c.lower_ in {"no", "little", "few", "scant"} for c in noun.children
    ):
        return
    for word, thing in preps(noun):
        if word == "of" and thing.pos_ == "NOUN":
            yield from of_noun(thing, noun, (0.1, 0.4), noun, f"no {noun.text}", scene, rule=_RULE)
            return
    for clause in (c for c in noun.children if c.dep_ in {"acl", "ccomp"} and c.pos_ in {"VERB", "AUX"}):
        yield from of_clause(
            clause, noun, (0.1, 0.4), f"no {noun.text}", _RULE, scene, negative=negated(clause), doubted=True
        )
        return
