"""How likely the words over a clause call it: "it is unlikely that", "is expected to", "little chance that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .chances import that_clause_chance
from .expectation import Range, complement
from .forecast_draft import chance_of
from .grammar import SUBJECT, governors, grammatical_subjects, is_infinitive, is_passive, negated
from .lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

OPEN: Range = (0.25, 0.65)
"""Of what is "not certain"."""
UNTHINKABLE: Range = (0.03, 0.2)
"""Of what is "hard to imagine"."""
UNPROVEN: Range = (0.1, 0.4)
"""Of what there is "no evidence" for."""
RULED_OUT: Range = (0.03, 0.2)
"""Of what somebody rules out."""
_AS_GOOD_AS_SAID = 0.9  # least chance of a finite clause that is as good as asserted: "it is certain that"
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "advcl"})


def intensified(word: Token, chance: Range) -> Range:
    """The range of a likelihood with "very" or "almost" beside it."""
    for c in word.children:
        if c.dep_ != "advmod":
            continue
        if c.lower_ in words("likelihood", "intensifiers"):
            return chance_of("very", word.lower_) or chance
        if c.lower_ in words("likelihood", "nearly"):
            return chance_of("almost", word.lower_) or chance
    return chance


def denied(word: Token, chance: Range) -> Range:
    """The range of a likelihood that is denied: "not likely" turns it round, "not certain" leaves it open."""
    return OPEN if word.lower_ in words("likelihood", "open_when_denied") else complement(chance)


def weighed(anchor: Token) -> Range | None:
    """The range of probability that the words over the clause of `anchor` give it; None where they give none."""
    of_noun = _said_of_subject(anchor)
    if of_noun is not None:
        return of_noun
    clause = anchor
    for head in governors(anchor):
        chance = (
            _under_adjective(clause, head)
            or _under_noun(clause, head)
            or _under_of(clause, head)
            or _under_verb(clause, head)
        )
        if chance is not None:
            told = chance[0] >= _AS_GOOD_AS_SAID and not is_infinitive(clause)
            return None if told else chance
        apart = clause.dep_ == "advcl" and not is_infinitive(clause)
        if apart or clause.dep_ in {"relcl", "parataxis"}:
            return None
        clause = head
    return None


def _said_of_subject(anchor: Token) -> Range | None:
    """ "A treaty between X and Y is unlikely", told of the noun or of its verb; "considers a war unlikely"."""
    verb = anchor.head if anchor.dep_ in SUBJECT else anchor
    if verb != anchor and verb.lower_ in words("likelihood", "predicates"):
        return _said_by(verb, verb)
    if verb.lemma_ not in words("likelihood", "linking"):
        return None
    if not any(c.dep_ in SUBJECT and c.pos_ in {"NOUN", "PROPN"} for c in verb.children):
        return None
    for c in verb.children:
        if c.dep_ in {"acomp", "oprd"} and c.lower_ in words("likelihood", "predicates"):
            whole = not any(k.dep_ in _CLAUSES for k in (*c.children, *verb.children))
            return _said_by(c, verb) if whole else None
    return None


def _under_adjective(clause: Token, head: Token) -> Range | None:
    """ "It is unlikely that X …", "X seems unlikely to …", "it is not true that X …"."""
    if clause.dep_ not in _CLAUSES:
        return None
    if head.pos_ in {"ADJ", "VERB"} and head.dep_ in {"acomp", "oprd"}:
        return _said_by(head, head.head)
    if head.lower_ in words("likelihood", "fated") and is_infinitive(clause):
        return _said_by(head, head)
    if head.lemma_ not in words("likelihood", "linking"):
        return None
    impersonal = any(c.dep_ in SUBJECT and c.lower_ == "it" for c in head.children)
    if not (impersonal or clause.dep_ == "csubj" or is_infinitive(clause)):
        return None
    for c in head.children:
        if c.dep_ in {"acomp", "oprd", "attr"} and (c.i < clause.i or clause.dep_ == "csubj"):
            return _said_by(c, head)
        if c.lower_ == "far" and c.dep_ == "advmod":  # "it is far from clear that"
            under = next((a for a in c.subtree if a.lower_ in words("likelihood", "facts")), None)
            return chance_of("not_facts", under.lower_) or OPEN if under is not None else None
    return None


def _said_by(word: Token, verb: Token) -> Range | None:
    """What an adjective or noun after "is" says of a clause, with its "not"."""
    turned = negated(verb) or any(
        c.dep_ in {"neg", "det"} and c.lower_ in {"not", "no"} for c in word.children
    )
    if word.lower_ in words("modality", "intention_adjectives"):
        return None  # planned
    if word.lower_ in words("likelihood", "facts"):
        return (chance_of("not_facts", word.lower_) or OPEN) if turned else None
    if word.lower_ in words("likelihood", "untruths"):
        return None if turned else chance_of("untruths", word.lower_)
    chance = chance_of("adjectives", word.lower_)
    if chance is None:
        return None
    chance = intensified(word, chance)
    return denied(word, chance) if turned else chance


def _under_noun(clause: Token, head: Token) -> Range | None:
    """ "There is little chance that X …", "the danger is that X …", "doubts that X …"."""
    if clause.pos_ not in {"VERB", "AUX"} or not _is_content(clause, head):
        return None
    found = that_clause_chance(clause)
    if found is not None:
        return found[0]
    noun = head if head.pos_ == "NOUN" else None
    if head.lemma_ == "be" and clause.dep_ == "ccomp":
        noun = next((c for c in head.children if c.dep_ in {"nsubj", "attr"} and c.pos_ == "NOUN"), None)
    if noun is None:
        return None
    if noun.dep_ in SUBJECT:  # "rumours that X … are false"
        told = (c.lower_ for c in noun.head.children if c.dep_ == "acomp" and not negated(noun.head))
        untrue = next((f for word in told if (f := chance_of("untruths", word))), None)
        if untrue is not None:
            return untrue
    beside = {c.lower_ for c in noun.children if c.dep_ in {"det", "amod"}}
    if noun.lemma_ in words("likelihood", "proofs"):
        return UNPROVEN if beside & words("likelihood", "lacking") else None
    if noun.lemma_ in words("likelihood", "untruths"):
        return chance_of("untruths", noun.lemma_)
    if noun.lemma_ == "doubt":
        return next((f for c in noun.children if (f := chance_of("doubt", c.lower_))), (0.1, 0.35))
    feared = chance_of("fears", noun.lemma_.lower())
    said = (chance_of("chances_be", word) for word in sorted(beside))
    return next(filter(None, said), feared) if feared is not None else None


def _under_of(phrase: Token, head: Token) -> Range | None:
    """ "The risk of an attack", "fear of an invasion", "talk of war"."""
    if phrase.dep_ != "prep" or phrase.lower_ != "of" or head.pos_ != "NOUN":
        return None
    talk = head.lower_ in words("likelihood", "talk")
    return (0.2, 0.5) if talk else chance_of("fears", head.lemma_.lower())


def _is_content(clause: Token, head: Token) -> bool:
    """Whether the clause says what its noun is, which the parser may take for a relative one: "a risk that X falls"."""
    if clause.dep_ in {"acl", "ccomp"}:
        return not is_infinitive(clause)
    that = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    return clause.dep_ == "relcl" and that and head.pos_ == "NOUN"


def _under_verb(clause: Token, head: Token) -> Range | None:
    """ "X is expected to …", "analysts expect X to …", "B doubts that X …", "nobody believes that X …"."""
    if clause.dep_ not in {"ccomp", "xcomp"} or head.pos_ != "VERB":
        return None
    lemma = head.lemma_
    thought = words("likelihood", "believing") | words("likelihood", "imagining")
    if lemma in thought and clause.dep_ == "ccomp":
        if few(head) or (
            negated(head) and lemma in words("likelihood", "believing") - words("likelihood", "saying")
        ):
            return chance_of("doubt", "serious")
        if _hard(head):
            return UNTHINKABLE
    if lemma in {"rule", "exclude"} and clause.dep_ == "xcomp" and clause.tag_ == "VBG":
        return RULED_OUT if not negated(head) else (0.1, 0.5)
    if lemma == "afford" and negated(head):
        return UNPROVEN  # "cannot afford to attack"
    if lemma not in words("likelihood", "weighing"):
        return None
    chance = chance_of("verbs", lemma)
    if chance is None or (clause.dep_ == "xcomp" and not is_passive(head) and not _of_another(clause)):
        return None  # what somebody expects to do himself he plans
    return complement(chance) if negated(head) else chance


def few(verb: Token) -> bool:
    """Whether few or none do what the verb says: "few expect", "no one believes", "nothing suggests"."""
    return any(
        t.lower_ in words("likelihood", "few")
        or (t.lower_ == "one" and any(k.lower_ == "no" for k in t.children))
        for s in verb.children
        if s.dep_ == "nsubj"
        for t in (s, *s.children)
    )


def _hard(verb: Token) -> bool:
    """Whether it is hard to do what the verb says: "it is hard to imagine"."""
    be = verb.head
    judged = (be, *(c for c in be.children if c.dep_ in {"acomp", "attr"}))
    return is_infinitive(verb) and any(t.lower_ in words("likelihood", "hard") for t in judged)


def _of_another(clause: Token) -> bool:
    """Whether the infinitive has a subject between it and the verb that it hangs on."""
    subjects = grammatical_subjects(clause)
    return bool(subjects) and subjects[0].i > clause.head.i
