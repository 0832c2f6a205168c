"""Links between two parts of a sentence that may be causal: which words tie them, and which end is the cause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .causal_features import meanings
from .grammar import SUBJECT, grammatical_subjects, is_infinitive
from .lexicon import by_word, entry, words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_OPENERS = frozenset({"mark", "advmod", "preconj"})
_MEASURES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "PERCENT"})
_THINGS = frozenset({"dobj", "ccomp", "xcomp", "dative"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between `host`, what carries the sentence on, and `guest`, what hangs on it.

    `top` is the uppermost word of the guest's side (its preposition, say); `backward`: the guest is the effect.
    """

    kind: str
    cue: str
    word: Token
    top: Token
    host: Token
    guest: Token
    backward: bool = False


def links(sentence: Span) -> Iterator[Link]:
    """Every link of a sentence that may be causal, in order of its words."""
    for token in sentence:
        step = token.dep_
        if token.lower_ in words("causal_links", "pairs") and step not in {"mark", "amod"}:
            yield from _paired(token)
        elif token.lower_ == "following" and token.tag_ == "VBG":
            yield from _following(token)
        elif step in {"advcl", "xcomp", "acl", "relcl", "ccomp", "conj", "pcomp"} and token.head != token:
            yield from _clausal(token)
        elif step in {"prep", "agent"}:
            yield from _prepositional(token)
        if token.pos_ == "VERB":
            yield from _verbal(token)


def idle(link: Link) -> bool:
    """Whether a link weighs in its sentence's score but says too little to be a claim.

    It is a concession, a date or a means.
    """
    if link.word.i > link.word.sent.start and link.word.nbor(-1).lower_ in {"even", "despite"}:
        return True
    if link.kind == "clause" and (
        (link.cue == "once" and link.guest.pos_ not in {"VERB", "AUX"}) or link.host.pos_ == "ADV"
    ):
        return True  # "once a mediator, X", "as long as X"
    if link.kind == "clause":  # "a year after X"
        aside = (*link.word.children, *link.guest.children)
        return any(c.dep_ == "npadvmod" for c in aside if c.i < link.word.i)
    if link.kind == "participle":  # how, not why: "…, using X"
        lemma = link.guest.lemma_.lower()
        trails = link.guest.i > link.host.i
        return (
            trails
            and not link.backward
            and link.guest.tag_ == "VBG"
            and lemma not in words("causal_links", "motive")
        )
    if link.kind != "prep":
        return False
    if link.cue == "for" and link.host.lemma_ in words("causal_links", "wanting"):
        return True  # "asked both for restraint"
    if link.cue == "over" and link.host.lemma_ in {"prefer", "favor", "favour"}:
        return True
    if link.guest.lemma_.lower() in link.cue.split():  # "in protest", and nothing of against what
        return True
    acted = link.guest.pos_ in {"VERB", "AUX"}
    head = link.top.head
    if (
        link.cue in words("causal_links", "leaning")
        and head.pos_ in _NOMINAL
        and not (acted or head.ent_type_)
    ):
        return not _moves(head)  # "the potential for X", "relief for X"
    if link.cue not in words("causal_links", "faint"):
        return False
    held = set(meanings(link.host))
    if acted:  # "charged with doing X"
        return held.isdisjoint(words("causal_links", "charging"))
    return held.isdisjoint(words("causal_links", "harmed")) or not eventful(link.guest)


def _moves(noun: Token) -> bool:
    """Whether a noun names what somebody does for a reason, or what is felt about something."""
    return eventful(noun) or not words("causal_links", "moved").isdisjoint(meanings(noun))


def _clausal(clause: Token) -> Iterator[Link]:
    """ "Y when X", "Y to do X", "…, demanding X", "…, killing X", "and thus Y"."""
    host, step = clause.head, clause.dep_
    opener = next((c for c in clause.children if c.dep_ in _OPENERS and c.i < clause.i and _opens(c)), None)
    if opener is not None and (
        step in {"advcl", "acl", "ccomp"} or (step == "relcl" and opener.lower_ == "when")
    ):
        cue = _mark(opener)
        if cue in by_word("causal_links", "marks"):
            backward = by_word("causal_links", "marks")[cue] == "effect"
            if cue == "so" and opener.nbor(1).lower_ == "that":
                cue, backward = "so that", False
            if step != "relcl" or (
                _set_off(clause) and not eventful(host)
            ):  # "in May, when X"; not "the day when X"
                yield Link("clause", cue, opener, clause, _lifted(host, step == "relcl"), clause, backward)
            return
        if opener.dep_ == "mark" or opener.tag_ == "WRB":
            return
    if step in {"advcl", "xcomp", "acl"} and is_infinitive(clause):
        if _purposeful(_lifted(host), step) and not _measured(clause):
            to = next(c for c in clause.children if c.lower_ == "to" and c.dep_ == "aux")
            yield Link("purpose", "to", to, clause, _lifted(host), clause)
    elif step in {"advcl", "acl"} and clause.tag_ in {"VBG", "VBN"} and opener is None:
        if clause.tag_ == "VBN" and step == "acl" and not _set_off(clause):
            return
        lemma = clause.lemma_.lower()
        bears = lemma in words("causal_links", "outcome") or lemma in by_word("causes", "verbs")
        backward = clause.tag_ == "VBG" and bears and lemma not in words("causal_links", "motive")
        yield Link("participle", clause.tag_, clause, clause, _lifted(host), clause, backward)
    elif step == "conj" and clause.pos_ in {"VERB", "AUX"} and host.pos_ in {"VERB", "AUX"}:
        adverb = next((c for c in clause.children if c.lower_ in words("causal_links", "inference")), None)
        if adverb is not None:
            yield Link("inference", adverb.lower_, adverb, clause, host, clause, True)


def _purposeful(host: Token, step: str) -> bool:
    """Whether an infinitive under the host can say what it is done for."""
    lemma = host.lemma_.lower()
    if host.pos_ in _NOMINAL:
        return eventful(host)  # "a protest to demand X"; not "the ability to do X"
    asks = lemma in words("causal_links", "asking") | words("modality", "relying_verbs") or host.pos_ == "ADJ"
    return not asks and (step == "advcl" or lemma not in words("causal_links", "not_purpose"))


def _measured(infinitive: Token) -> bool:
    """Whether an infinitive completes a measure: "too weak to act", "enough soldiers to win"."""
    before = infinitive.doc[max(infinitive.sent.start, infinitive.left_edge.i - 5) : infinitive.left_edge.i]
    return any(t.lower_ in {"enough", "too"} for t in before)


def _opens(token: Token) -> bool:
    return token.tag_ in {"IN", "WRB", "RB"} and (
        token.dep_ == "mark" or token.tag_ == "WRB" or token.lower_ == "once"
    )


def _mark(opener: Token) -> str:
    """The conjunction, with the word before it where the two are one."""
    if opener.i > opener.sent.start:
        pair = f"{opener.nbor(-1).lower_} {opener.lower_}"
        if pair in by_word("causal_links", "marks") or pair == "even though":
            return pair
    return opener.lower_


def _set_off(token: Token) -> bool:
    edge = token.left_edge
    return edge.i == token.sent.start or edge.nbor(-1).is_punct


def _prepositional(preposition: Token) -> Iterator[Link]:
    """ "Y over X", "Y after doing X", "Y in protest against X"."""
    cue, host = preposition.lower_, preposition.head
    if cue not in words("causal_links", "prepositions") or host.pos_ not in {*_NOMINAL, "VERB", "AUX", "ADJ"}:
        return
    guest = _under(preposition)
    if guest is None:
        return
    phrasal = cue in entry("causal_links", "phrasal") and guest.lemma_.lower() in words(
        "causal_links", "phrasal", cue
    )
    if phrasal:
        cue = f"{cue} {guest.lemma_.lower()}"
        under = next((c for c in guest.children if c.i > guest.i and (_leads(c) or is_infinitive(c))), None)
        if under is not None and under.dep_ != "prep":
            guest = under
        elif under is not None:
            guest = _under(under) or guest
    elif guest.ent_type_ in _MEASURES and not (
        cue in words("causal_links", "sharp") and guest.ent_type_ == "GPE"
    ):
        return
    sharp = phrasal or cue in words("causal_links", "sharp")
    yield Link("prep", cue, preposition, preposition, _lifted(host, sharp), guest)


def _leads(preposition: Token) -> bool:
    return preposition.dep_ == "prep" and preposition.lower_ in words("causal_links", "leading")


def _paired(word: Token) -> Iterator[Link]:
    """ "Y due to X", "because of X, Y", "Y was owing to X"."""
    inner = next((c for c in word.children if c.lower_ in {"to", "of"}), None)
    if inner is None and word.i + 1 < word.sent.end and word.nbor(1).lower_ in {"to", "of"}:
        inner = word.nbor(1)
    guest = _under(inner) if inner is not None else None
    if inner is None or guest is None:
        return
    host = word.head
    if host.lemma_ == "be" and word.dep_ in {"acomp", "prep", "advmod"}:
        host = next((c for c in host.children if c.dep_ in SUBJECT), host)
    if host != word and host.i != guest.i:
        top = word if guest.is_ancestor(word) or inner.head == word else inner
        yield Link("prep", f"{word.lower_} {inner.lower_}", word, top, _lifted(host, True), guest)


def _following(word: Token) -> Iterator[Link]:
    """ "Y following X", where the parser takes the preposition for a participle."""
    guest = next((c for c in word.children if c.dep_ in {"dobj", "pobj"}), None)
    if guest is not None and word.head != word and guest.ent_type_ not in _MEASURES:
        yield Link("prep", "following", word, word, _lifted(word.head, True), guest)


def _under(preposition: Token) -> Token | None:
    """What stands under a preposition."""
    return next((c for c in preposition.children if c.dep_ in {"pobj", "pcomp"} and c.pos_ != "ADP"), None)


def _lifted(host: Token, far: bool = False) -> Token:
    """The clause that a host noun stands for: "staged a protest" for "protest"; else the host itself.

    With `far` a noun that names no event gives way to what it hangs on: the parser often ties "due to X" to the
    noun beside it.
    """
    for _ in range(4):
        if host.pos_ not in _NOMINAL or host.dep_ not in {
            "dobj",
            "pobj",
            "attr",
            "conj",
            "appos",
            "npadvmod",
            "oprd",
        }:
            break
        over = host.head.head if host.dep_ == "pobj" else host.head
        light = over.pos_ in {"VERB", "AUX"} and over.lemma_.lower() in words("causal_links", "light")
        if not light and (not far or eventful(host)):
            break
        host = over
    return host


def eventful(noun: Token) -> bool:
    """Whether a noun names something that happens."""
    return noun.lemma_.lower() in words("causal_links", "happenings")


def _verbal(verb: Token) -> Iterator[Link]:
    """ "X sparks Y", "X leads to Y", "X is behind Y"."""
    lemma = verb.lemma_.lower()
    subject = next(iter(grammatical_subjects(verb)), None)
    if subject is None or subject.sent != verb.sent or subject == verb:
        return
    if subject.is_ancestor(verb) and verb.dep_ != "relcl":  # "an effort to curb X"
        return
    if lemma in entry("causes", "prepositional") or lemma in entry("causes", "backward"):
        for c in verb.children:
            if c.dep_ != "prep" or subject.i > verb.i:
                continue
            forward = c.lower_ in entry("causes", "prepositional").get(lemma, ())
            if forward or c.lower_ in entry("causes", "backward").get(lemma, ()):
                thing = next((p for p in c.children if p.dep_ in {"pobj", "pcomp"}), None)
                if thing is not None:
                    yield Link("verb", f"{lemma} {c.lower_}", verb, c, subject, thing, forward)
    bears = lemma in by_word("causes", "verbs") or lemma in words("causal_links", "outcome")
    if bears and subject.i < verb.i and not any(c.dep_ in {"auxpass", "agent"} for c in verb.children):
        thing = next((c for c in verb.children if c.dep_ in _THINGS and c.i > verb.i), None)
        if thing is not None and verb.tag_ != "VBG":
            yield Link("verb", lemma, verb, thing, subject, thing, True)
