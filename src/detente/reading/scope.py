"""How a clause stands: who says it, how sure its wording is, and whether it happened."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .grammar import (
    SUBJECT,
    auxiliaries,
    governors,
    grammatical_subjects,
    is_infinitive,
    is_passive,
    kept_from,
    negated,
)
from .lexicon import by_word, entry, words
from .likelihood import weighed
from .statement import Attribution, Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .expectation import Range
    from .speech import Frame

# Of two modalities the later holds.
_RISING: tuple[Modality, ...] = ("asserted", "reported", "intended", "conditional", "possible", "denied")
_AS_GOOD_AS_DENIED = 0.1  # chance at most of what is said not to be so: "it is not true that"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clause stands: modality, certainty of wording, negation by grammar, and the chain of speakers.

    `chance` is how likely the words over the clause call it, None where they do not say; `averted` whether it is what
    somebody is kept from.
    """

    modality: Modality
    certainty: float
    negated: bool
    attribution: tuple[Attribution, ...]
    chance: Range | None = None
    averted: bool = False

    @property
    def doubted(self) -> bool:
        """Whether the words call it less likely than not: "unlikely", "little chance"."""
        return self.chance is not None and self.chance[1] < 0.5


@dataclass(frozen=True, slots=True)
class _Weight:
    """A modality and how far the wording commits; two of them together are the stronger and the less sure."""

    modality: Modality
    certainty: float

    def __and__(self, other: _Weight) -> _Weight:
        stronger = max(self, other, key=lambda weight: _RISING.index(weight.modality))
        return _Weight(stronger.modality, min(self.certainty, other.certainty))


def standing(anchor: Token, frames: tuple[Frame, ...], *, noun: bool = False) -> Standing:
    """How the clause of `anchor` stands within the frames of its sentence.

    `noun` says that the anchor is a nominal event ("the attack on"), which is taken as having happened unless
    what governs it says otherwise.
    """
    around = [f for f in frames if anchor.i in f.scope]
    chain = dict.fromkeys(f.attribution for f in around if f.attribution is not None)
    weight = _governed(anchor, noun)
    chance = weighed(anchor)
    if chance is not None:
        commits = _Weight(weight.modality, _commits(chance))
        weight = commits if chance[1] <= _AS_GOOD_AS_DENIED else commits & _Weight("possible", 1.0)
    for frame in around:
        weight &= _Weight("reported" if frame.reported else "asserted", frame.certainty)
    undone = negated(anchor) or _almost(anchor)
    modality = "denied" if any(f.denying for f in around) else weight.modality
    return Standing(modality, round(weight.certainty, 3), undone, tuple(chain), chance, _averted(anchor))


def _almost(verb: Token) -> bool:
    """Whether what the verb tells was all but done: "almost attacked"."""
    close = any(c.dep_ == "advmod" and c.lower_ in {"almost", "nearly"} for c in verb.children)
    return close and verb.tag_ in {"VBD", "VBN"}


def _is_set_aside(verb: Token) -> bool:
    """Whether the clause is what somebody does not do: "instead of supporting A", "rather than attack A"."""
    before = [t.lower_ for t in verb.doc[max(verb.sent.start, verb.i - 3) : verb.i]]
    return verb.pos_ == "VERB" and bool(set(pairwise(before)) & {("instead", "of"), ("rather", "than")})


def _averted(anchor: Token) -> bool:
    """Whether the clause of the anchor is what somebody is kept from, or is to be: "stop X from gaining"."""
    above = (anchor, *governors(anchor))
    if _is_set_aside(anchor):
        return True
    for t in above:  # "will not allow X to cross"
        head = t.head
        if t.dep_ in {"xcomp", "ccomp"} and head.lemma_ in words("modality", "letting") and negated(head):
            return True
    return any(t in kept_from(g) for t, g in ((t, t.head.head) for t in above if t.dep_ == "pcomp"))


def _commits(chance: Range) -> float:
    """How far a range of probability commits to the side that it is on."""
    middle = (chance[0] + chance[1]) / 2
    return 1 - middle if chance[1] < 0.5 else middle


def _plain() -> _Weight:
    return _Weight("asserted", entry("modality", "plain_certainty"))


def _own(verb: Token) -> _Weight:
    """What the verb's own auxiliaries, adverbs and if-clause make of it."""
    weight = _plain()
    adverbs = [c.lower_ for c in verb.children if c.dep_ == "advmod"]
    # "might have justified" is a judgement on the past, still only possible
    hints = [entry("modality", "modals").get(w) for w in auxiliaries(verb)]
    hints += [entry("modality", "adverbs").get(w) for w in adverbs]
    for hint in filter(None, hints):
        weight &= _Weight(hint.get("modality", "asserted"), hint["certainty"])
    if any(c.dep_ == "mark" and c.lower_ in words("modality", "conditional_marks") for c in verb.children):
        weight &= _Weight("conditional", 0.5)
    return weight


def _governed(anchor: Token, noun: bool) -> _Weight:
    """What the anchor itself and all that governs it, up to a clause of its own, make of it."""
    weight = _plain() if noun else _own(anchor)
    if not noun and anchor.dep_ == "advcl" and is_infinitive(anchor):
        weight &= _Weight("intended", 1.0)
    token = anchor
    for head in governors(anchor):
        step = token.dep_
        if noun and step == "pobj" and token.head.lower_ in words("modality", "settled_prepositions"):
            break
        if head.pos_ in {"NOUN", "PROPN"} and step in {"acl", "prep", "pcomp", "relcl"}:
            weight &= _under_noun(token, head)
            if step == "relcl":
                break
        elif head.pos_ == "ADJ" and step == "xcomp":
            if head.lemma_.lower() in words("modality", "intention_adjectives"):
                weight &= _Weight("intended", 0.7)
        elif head.pos_ in {"VERB", "AUX"}:
            weight &= _under_verb(token, head, noun)
            if step in {"ccomp", "advcl", "relcl"} or head.dep_ in {"ROOT", "relcl"}:
                if step == "advcl" and not _marked(token) and not is_infinitive(token):
                    weight &= _own(head)
                break
        token = head
    return weight


def _under_noun(token: Token, noun: Token) -> _Weight:
    """What a noun makes of the clause or phrase that depends on it: "plans to", "calls for"."""
    aims = noun.lemma_.lower() in words("modality", "intention_nouns")
    leads = token.dep_ == "acl" or token.lower_ in words("modality", "intention_prepositions")
    return _Weight("intended", 0.8) if aims and leads else _Weight("asserted", 1.0)


def _under_verb(token: Token, verb: Token, noun: bool) -> _Weight:
    """What a verb makes of the clause or noun that depends on it: "wants to", "appears to", "may allow"."""
    weight, lemma, step = _Weight("asserted", 1.0), verb.lemma_.lower(), token.dep_
    told = step == "ccomp" and lemma in by_word("speech", "verbs") and not is_infinitive(token)
    if lemma in words("modality", "averting_verbs") and step in {"xcomp", "dobj", "ccomp", "pcomp"}:
        weight &= _Weight("possible", 0.4)  # what is averted did not happen
    if step == "xcomp" and lemma in by_word("speech", "verbs") and is_passive(verb):
        weight &= _Weight("reported", 0.6)  # "is believed to supply": by whom is not said
    if step in {"xcomp", "advcl"} and is_infinitive(token) and lemma in words("modality", "relying_verbs"):
        weight &= _Weight("possible", 0.6)
    if step in {"xcomp", "dobj", "attr", "ccomp"} and not told:
        if lemma in words("modality", "hedge_verbs"):
            weight &= _Weight("asserted", entry("modality", "hedge_verbs", lemma))
        elif lemma in words("modality", "intention_verbs") or (
            lemma == "be" and step != "dobj" and _subject_is_aim(verb)
        ):
            weight &= _Weight("intended", 0.8)
    if step in SUBJECT and any(
        c.dep_ == "acomp" and c.lower_ in entry("likelihood", "adjectives") for c in verb.children
    ):
        weight &= _Weight("possible", 0.6)  # "more strikes are likely"
    if step in {"ccomp", "xcomp"} and lemma in words("modality", "enabling_verbs"):
        weight &= _own(verb) & _Weight("possible", 0.6)
    if step in {"xcomp", "dobj", "attr", "pcomp", "conj", *SUBJECT} or (noun and step == "pobj"):
        weight &= _own(verb)
    return weight


def _marked(clause: Token) -> bool:
    return any(c.dep_ in {"mark", "advmod"} and c.tag_ in {"IN", "WRB"} for c in clause.children)


def _subject_is_aim(verb: Token) -> bool:
    lemmas = [s.lemma_.lower() for s in grammatical_subjects(verb)]
    return any(
        w in words("modality", "intention_nouns") or w in words("modality", "aim_nouns") for w in lemmas
    )
