"""What a pronoun stands for, as far as the text makes it plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grammar import SUBJECT, governors, grammatical_subjects, inverted_speaker
from .lexicon import by_word, words
from .memory import LOOK_BACK, Seen
from .statement import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .reference import Referent


_PLURAL = frozenset({"they", "we", "i", "you"})


def is_pronoun(token: Token) -> bool:
    """Whether the token is a pronoun that can stand for an actor ("US" is a country)."""
    return token.lower_ in by_word("grammar", "pronouns") and token.text != "US"


def antecedent(pronoun: Token, referent: Referent) -> tuple[ActorRef, ...]:
    """The actors that a pronoun stands for, none where the text leaves it open."""
    word, memory = pronoun.lower_, referent.memory
    kind: str = by_word("grammar", "pronouns")[word]
    if word == "it" and _expletive(pronoun):
        return ()
    if kind == "speaker":
        return _speaker(pronoun, referent)
    if kind == "thing" and pronoun.head.dep_ == "conj":  # "Iran and its proxies"
        first = referent.denoted(pronoun.head.head)
        if first:
            return first
    subjects = {
        s.i
        for g in (pronoun, *governors(pronoun))
        if g.pos_ in {"VERB", "AUX"}
        for s in grammatical_subjects(g)
        if s.i < pronoun.i
    }
    here = [s for s in memory.back(0) if s.token < pronoun.i and _fits(s, kind)]
    if asker := _asked_by(pronoun):
        codes = {s.ref.actor for s in here if s.token in asker}
        here = [s for s in here if s.ref.actor not in codes]
        if here:
            return memory.meant(here[-1])
        subjects -= asker
    if pronoun.dep_ in {"dobj", "dative", "pobj"} and word in {"it", "him", "her", "them"}:
        own = _own_subjects(pronoun)
        codes = {s.ref.actor for s in here if s.token in own}
        # nobody is both subject and plain object of one verb
        here = [s for s in here if s.token not in own and s.ref.actor not in codes]
        subjects -= own
    preferred = [s for s in here if s.token in subjects]
    if preferred:
        return memory.meant(preferred[-1])
    if kind == "group" and any(
        pronoun.doc[i].tag_ in {"NNS", "NNPS"} and not pronoun.doc[i].is_ancestor(pronoun) for i in subjects
    ):
        return ()  # it means that subject, of which we know no actor
    if here:
        if pronoun.dep_ in {"dobj", "dative"}:
            return memory.meant(here[-1])
        leading = [s for s in here if s.subject or _owns_subject(pronoun.doc[s.token])]
        if leading or word != "it":
            return memory.meant((leading or here)[0 if kind == "thing" else -1])
    for sentences in range(1, LOOK_BACK + 1):
        earlier = [s for s in memory.back(sentences) if _fits(s, kind)]
        if earlier:
            return memory.meant(next((s for s in earlier if s.subject), earlier[0]))
    return memory.meant(here[0]) if here else ()


def _fits(seen: Seen, kind: str) -> bool:
    if kind == "person":
        return seen.kind == "person" or (seen.kind == "office" and not seen.plural)
    if kind == "group":
        return seen.plural or seen.kind in {"collective", "armed_group"}
    return seen.kind != "person" and not seen.plural


def _own_subjects(pronoun: Token) -> set[int]:
    """Subjects of the verb that the pronoun stands with."""
    verb = next((g for g in governors(pronoun) if g.pos_ in {"VERB", "AUX"}), None)
    return {s.i for s in grammatical_subjects(verb)} if verb is not None else set()


def _asked_by(pronoun: Token) -> set[int]:
    """Who asks, where the pronoun is asked: in "A demands that it leave" it is not A."""
    clause = pronoun.head
    if pronoun.dep_ not in SUBJECT or clause.dep_ != "ccomp" or clause.tag_ not in {"VB", "VBP"}:
        return set()  # "it leave", not "it leaves": the mood of what is asked
    if any(c.dep_ == "aux" for c in clause.children) or (clause.tag_ == "VBP" and pronoun.lower_ in _PLURAL):
        return set()
    return {s.i for s in grammatical_subjects(clause.head)}


def _owns_subject(token: Token) -> bool:
    return token.dep_ in {"poss", "amod", "compound"} and token.head.dep_ in SUBJECT


def _speaker(pronoun: Token, referent: Referent) -> tuple[ActorRef, ...]:
    """Whom "we" stands for in quoted speech: the principal of who says it."""
    for quotation in referent.quotations:
        if quotation.start <= pronoun.i < quotation.end:
            if quotation.follows and referent.memory.quoted is not None:
                return _principal(referent.memory.quoted.actor)
            if quotation.speaker is not None and quotation.speaker.lower_ not in words(
                "grammar", "pronouns", "speaker"
            ):
                return _principal(*referent.denoted(quotation.speaker)[:1])
    for verb in pronoun.sent:
        if verb.pos_ != "VERB" or verb.lemma_ not in words("speech", "quoting"):
            continue
        tagged = inverted_speaker(verb)
        speakers = (tagged,) if tagged is not None else grammatical_subjects(verb)
        others = (s for s in speakers if s.lower_ not in words("grammar", "pronouns", "speaker"))
        refs = referent.denoted_by(others)
        if refs:
            return _principal(refs[0])
    return ()


def _principal(*speakers: ActorRef | None) -> tuple[ActorRef, ...]:
    return tuple(ActorRef(s.actor, s.sector, None) for s in speakers if s is not None)


def _expletive(it: Token) -> bool:
    """Whether "it" stands for nothing: "it is likely that", "make it easier to"."""
    head = it.head
    if it.dep_ == "expl":
        return True
    if it.dep_ not in SUBJECT:
        return it.dep_ == "dobj" and head.dep_ == "ccomp" and head.pos_ == "ADJ"
    if head.pos_ == "ADJ":
        return True
    return (
        head.lemma_ in {"be", "seem", "appear", "remain"}
        and any(c.dep_ in {"acomp", "attr", "oprd"} for c in head.children)
        and any(c.dep_ in {"ccomp", "xcomp", "advcl"} and c.i > head.i for c in head.children)
    )
