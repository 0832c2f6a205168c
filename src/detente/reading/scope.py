"""Who says a clause, how sure, and whether it happened: attribution chains, modality and negation over a parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..data import vocabulary
from .grammar import (
    SUBJECT,
    auxiliaries,
    conjuncts,
    doers,
    governors,
    grammatical_subjects,
    inverted_speaker,
    negated,
    preps,
)
from .reference import is_agent
from .statement import ActorRef, Attribution, Modality

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from .reference import Referent

_STRENGTH: dict[str, int] = {
    "asserted": 0,
    "reported": 1,
    "intended": 2,
    "conditional": 3,
    "possible": 4,
    "denied": 5,
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of a sentence that is somebody's words: token indices covered, who speaks, and how it weighs."""

    scope: frozenset[int]
    attribution: Attribution | None
    certainty: float
    reported: bool
    denying: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clause stands: its modality, the certainty of its wording, grammar's negation, and the chain of speakers."""

    modality: Modality
    certainty: float
    negated: bool
    attribution: tuple[Attribution, ...]


@cache
def _speech() -> dict:
    return vocabulary("detente.reading", "speech.yaml")


@cache
def _speech_verbs() -> dict[str, float]:
    return {v: float(c) for c, verbs in _speech()["verbs"].items() for v in verbs}


@cache
def _set(file: str, key: str) -> frozenset[str]:
    return frozenset(vocabulary("detente.reading", file)[key])


@cache
def _modality() -> dict:
    return vocabulary("detente.reading", "modality.yaml")


def frames(sentence: Span, referent: Referent) -> tuple[Frame, ...]:
    """All speech frames of a sentence, the widest first."""
    found = [f for t in sentence for f in _frames_at(t, referent)]
    return tuple(sorted(found, key=lambda f: (-len(f.scope), min(f.scope, default=0))))


def _frames_at(token: Token, referent: Referent) -> Iterator[Frame]:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in _set("speech.yaml", "accusing"):
        over = frozenset(
            t.i for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "for"} for t in c.subtree
        )
        if over:
            speakers = doers(token)
            yield Frame(
                over,
                _attribution(speakers[0], token.lower_, referent) if speakers else None,
                0.6,
                not speakers,
                False,
            )
    if token.pos_ == "VERB" and (lemma in _speech_verbs() or lemma in _set("speech.yaml", "denying")):
        yield from _verb_frame(token, lemma, referent)
    elif token.lower_ in {"according", "per"} and token.dep_ in {"prep", "advmod", "ROOT", "advcl", "pcomp"}:
        speakers = [t for word, t in preps(token) if word == "to"] or [
            c for c in token.children if c.dep_ == "pobj"
        ]
        inside = {t.i for t in token.subtree}
        over = frozenset(t.i for t in token.head.subtree) - inside if token.head != token else frozenset()
        # "According to X" at the front of a sentence covers all of it
        if token.i <= token.sent.start + 2:
            over = frozenset(t.i for t in token.sent) - inside
        for s in speakers:
            yield Frame(over, _attribution(s, "according to", referent), 0.95, False, False)
    elif token.lower_ == "citing" and token.pos_ == "VERB":
        over = frozenset(t.i for t in token.sent) - {t.i for t in token.subtree}
        for c in token.children:
            if c.dep_ == "dobj":
                yield Frame(over, _attribution(c, "citing", referent), 0.95, False, False)
    elif token.pos_ == "NOUN" and lemma in _set("speech.yaml", "nouns"):
        clause = [
            c
            for c in token.children
            if c.dep_ in {"acl", "ccomp", "relcl"}
            and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)
        ]
        clause += [
            t
            for w, t in preps(token)
            if w == "of" and lemma in {"report", "rumour", "rumor", "news", "allegation"}
        ]
        # the parser often hangs "reports that X did" the wrong way round: the clause is then the parent
        if (
            not clause
            and token.i + 1 < len(token.doc)
            and token.doc[token.i + 1].lower_ == "that"
            and token.doc[token.i + 1].dep_ == "mark"
        ):
            clause = [token.doc[token.i + 1].head]
        named = referent.owners(token)
        for c in clause:
            scope = frozenset(t.i for t in c.subtree if t.i > token.i)
            attribution = _attribution(token, token.lower_, referent, refs=named) if named else None
            yield Frame(scope, attribution, 0.6, not named, False)


def _verb_frame(verb: Token, lemma: str, referent: Referent) -> Iterator[Frame]:
    clauses = [
        t
        for c in verb.children
        if c.dep_ == "ccomp"
        for t in conjuncts(c)
        if t.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}
    ]
    clauses = [c for c in clauses if not _pseudo_complement(c)]
    scope: set[int] = set()
    for c in clauses:
        scope |= {t.i for t in c.subtree}
    if not clauses and verb.dep_ in {"parataxis"} and verb.head != verb:
        scope = {t.i for t in verb.head.subtree} - {t.i for t in verb.subtree}
    if not scope and inverted_speaker(verb) is not None:
        scope = {t.i for t in verb.sent if t.i < verb.i}
    denying = lemma in _set("speech.yaml", "denying")
    if denying and not scope:
        scope = {t.i for c in verb.children if c.dep_ in {"dobj", "xcomp"} for t in c.subtree}
    if not scope:
        return
    certainty = _speech_verbs().get(lemma, 0.9)
    tagged = inverted_speaker(verb)
    speakers = [tagged] if tagged is not None else [s for s in grammatical_subjects(verb) if s.i not in scope]
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
    if passive:
        yield Frame(frozenset(scope), None, min(certainty, 0.6), True, False)
        return
    able = [s for s in speakers if _can_speak(s, referent)]
    if able:
        yield Frame(
            frozenset(scope),
            _attribution(able[0], verb.lower_, referent, last=able[-1]),
            certainty,
            False,
            denying,
        )
    elif lemma in _set("speech.yaml", "impersonal"):
        yield Frame(frozenset(scope), None, min(certainty, 0.7), False, False)


def _pseudo_complement(clause: Token) -> bool:
    """An infinitive or question that the verb asks for rather than reports."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children) or any(
        c.dep_ == "mark" and c.lower_ in {"if", "whether"} for c in clause.children
    )


def _can_speak(subject: Token, referent: Referent) -> bool:
    mention = referent.mention_at(subject)
    if mention is not None:
        return True
    if (
        is_agent(subject)
        or subject.lemma_.lower() in _set("speech.yaml", "speakers")
        or subject.lower_ in _set("speech.yaml", "speakers")
    ):
        return True
    return (
        bool(referent.denoted(subject))
        or subject.ent_type_ in {"PERSON", "ORG", "NORP"}
        or subject.lower_ in {"he", "she", "they", "i", "we"}
    )


def _attribution(
    speaker: Token, cue: str, referent: Referent, refs: tuple[ActorRef, ...] = (), last: Token | None = None
) -> Attribution:
    mention = referent.mention_at(speaker)
    if mention is not None and mention.entries[0].kind == "outlet":
        entry = mention.entries[0]
        actor: ActorRef | None = ActorRef(entry.actor, entry.sector or "MED", entry.name)
    else:
        known = refs or referent.denoted(speaker)
        actor = known[0] if known else None
    left = min(
        (
            c.left_edge.i
            for c in speaker.children
            if c.dep_ in {"compound", "amod", "poss", "det", "nmod", "nummod", "quantmod"} and c.i < speaker.i
        ),
        default=speaker.i,
    )
    right = speaker.i
    for child in speaker.children:
        if (
            child.dep_ == "prep"
            and child.lower_ in {"of", "for", "from", "in", "at", "with"}
            and len(list(child.subtree)) <= 6
        ):
            right = max(right, child.right_edge.i)
    if last is not None and speaker.i < last.i <= speaker.i + 8:
        right = last.i  # "Germany, Italy and Spain fear": one speaker of several
    words = speaker.doc[left : right + 1].text
    if speaker.pos_ == "PRON" and actor is not None:
        words = actor.name or referent.name(actor.actor or "") or words
    return Attribution(words, actor, cue)


def standing(anchor: Token, within: tuple[Frame, ...], *, noun: bool = False) -> Standing:
    """How the clause of `anchor` stands.

    `noun` says that the anchor is a nominal event ("the attack on"), which is taken as having happened unless
    what governs it says otherwise.
    """
    chain: list[Attribution] = []
    modality: Modality = "asserted"
    certainty = float(_modality()["plain_certainty"])
    denied = False
    for frame in within:
        if anchor.i in frame.scope:
            if frame.attribution is not None and frame.attribution not in chain:
                chain.append(frame.attribution)
            certainty = min(certainty, frame.certainty)
            if frame.reported:
                modality = _stronger(modality, "reported")
            denied = denied or frame.denying
    found, weight = _governed(anchor, noun)
    modality = _stronger(modality, found)
    certainty = min(certainty, weight)
    if denied:
        modality = "denied"
    return Standing(modality, round(certainty, 3), negated(anchor), tuple(chain))


def _stronger(a: Modality, b: Modality) -> Modality:
    return a if _STRENGTH[a] >= _STRENGTH[b] else b


def _own_modality(verb: Token) -> tuple[Modality, float]:
    """Modality by the verb's own auxiliaries, adverbs and if-clause."""
    modality: Modality = "asserted"
    certainty = 0.95
    words = [*auxiliaries(verb)]
    past = "have" in words  # "might have justified" is a judgement on the past, still only possible
    for word in words:
        entry = _modality()["modals"].get(word)
        if entry:
            modality, certainty = _stronger(modality, entry["modality"]), min(certainty, entry["certainty"])
    del past
    for c in verb.children:
        if c.dep_ == "advmod":
            entry = _modality()["adverbs"].get(c.lower_)
            if entry:
                modality = _stronger(modality, entry.get("modality", "asserted"))
                certainty = min(certainty, entry["certainty"])
        if c.dep_ == "mark" and c.lower_ in _modality()["conditional_marks"]:
            modality, certainty = _stronger(modality, "conditional"), min(certainty, 0.5)
    return modality, certainty


def _governed(anchor: Token, noun: bool) -> tuple[Modality, float]:
    """Modality that the anchor takes from itself and from what governs it."""
    modality: Modality = "asserted"
    certainty = 0.95
    token = anchor
    if not noun:
        modality, certainty = _own_modality(anchor)
        if any(c.dep_ == "aux" and c.lower_ == "to" for c in anchor.children) and anchor.dep_ in {"advcl"}:
            modality = _stronger(modality, "intended")
    for head in governors(anchor):
        step = token.dep_
        if noun and step in {"pobj"} and token.head.lower_ in _set("modality.yaml", "settled_prepositions"):
            break
        lemma = head.lemma_.lower()
        if head.pos_ in {"NOUN", "PROPN"} and step in {"acl", "prep", "pcomp", "relcl"}:
            if lemma in _set("modality.yaml", "intention_nouns") and (
                step == "acl" or token.lower_ in {"for", "of", "to", "on", "at"}
            ):
                modality, certainty = _stronger(modality, "intended"), min(certainty, 0.8)
            if step == "relcl":
                break
        elif head.pos_ == "ADJ" and step == "xcomp":
            if lemma in _set("modality.yaml", "intention_adjectives"):
                modality, certainty = _stronger(modality, "intended"), min(certainty, 0.7)
        elif head.pos_ in {"VERB", "AUX"}:
            own, weight = _own_modality(head)
            if step in {"xcomp", "dobj", "attr"} or (step == "ccomp" and lemma not in _speech_verbs()):
                if lemma in _modality()["hedge_verbs"]:
                    certainty = min(certainty, float(_modality()["hedge_verbs"][lemma]))
                elif lemma in _set("modality.yaml", "intention_verbs") or (
                    lemma == "be" and step in {"xcomp", "attr", "ccomp"} and _subject_is_aim(head)
                ):
                    modality, certainty = _stronger(modality, "intended"), min(certainty, 0.8)
            if step in {"ccomp", "xcomp"} and lemma in {
                "allow",
                "enable",
                "let",
                "help",
                "permit",
                "make",
                "cause",
            }:
                modality, certainty = (
                    _stronger(_stronger(modality, own), "possible"),
                    min(certainty, weight, 0.6),
                )
            if step in {"xcomp", "dobj", "attr", "pcomp", "conj", *SUBJECT} or (noun and step == "pobj"):
                modality, certainty = _stronger(modality, own), min(certainty, weight)
            if step in {"ccomp", "advcl", "relcl"} or head.dep_ in {"ROOT", "relcl"}:
                if (
                    step == "advcl"
                    and not _marked(token)
                    and not any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
                ):
                    modality, certainty = _stronger(modality, own), min(certainty, weight)
                break
        token = head
    return modality, certainty


def _marked(clause: Token) -> bool:
    return any(c.dep_ in {"mark", "advmod"} and c.tag_ in {"IN", "WRB"} for c in clause.children)


def _subject_is_aim(verb: Token) -> bool:
    return any(
        s.lemma_.lower() in _set("modality.yaml", "intention_nouns")
        or s.lemma_.lower() in {"priority", "task", "purpose", "interest"}
        for s in grammatical_subjects(verb)
    )
