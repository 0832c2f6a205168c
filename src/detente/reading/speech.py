"""Who says what in a sentence: the stretches of it that are somebody's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .grammar import SUBJECT, conjuncts, doers, grammatical_subjects, inverted_speaker, is_infinitive, preps
from .lexicon import by_word, words
from .reference import is_agent
from .statement import ActorRef, Attribution

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from .quotations import Quotation
    from .reference import Referent

_CITED = 0.95  # certainty of what is cited from a named source
_UNNAMED = 0.6  # and of what "reports" say
_SHORT = 6  # tokens of a phrase that belongs to a speaker's name


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of a sentence that is somebody's words: its token indices, who speaks, and how it weighs."""

    scope: frozenset[int]
    attribution: Attribution | None
    certainty: float
    reported: bool = False
    denying: bool = False


def frames(sentence: Span, referent: Referent) -> tuple[Frame, ...]:
    """All speech frames of a sentence, the widest first."""
    aside = _indices(t for c in sentence if _denies_before(c) for t in c.subtree)
    told = (f for t in sentence for f in _frames_at(t, referent))
    found = [replace(f, scope=f.scope - aside) for f in told]
    found += _between_marks(sentence, referent)
    return tuple(sorted(found, key=lambda f: (-len(f.scope), min(f.scope, default=0))))


def _denies_before(clause: Token) -> bool:
    """Whether a relative clause denies what stands before it, in the text's own words: "which A denies"."""
    which = any(c.lower_ == "which" and c.dep_ == "dobj" for c in clause.children)
    return clause.dep_ == "relcl" and which and clause.lemma_ in words("speech", "denying")


def _frames_at(token: Token, referent: Referent) -> Iterator[Frame]:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in words("speech", "accusing"):
        yield from _accusation(token, referent)
    if token.pos_ == "VERB" and (lemma in by_word("speech", "verbs") or lemma in words("speech", "denying")):
        yield from _by_verb(token, lemma, referent)
    elif token.lower_ in {"according", "per"} and token.dep_ in {"prep", "advmod", "ROOT", "advcl", "pcomp"}:
        yield from _according(token, referent)
    elif token.lower_ == "citing" and token.pos_ == "VERB":
        over = _indices(token.sent) - _indices(token.subtree)
        for c in token.children:
            if c.dep_ == "dobj":
                yield Frame(over, _attribution(c, "citing", referent), _CITED)
    elif token.pos_ == "NOUN" and lemma in words("speech", "nouns"):
        yield from _by_noun(token, lemma, referent)


def _between_marks(sentence: Span, referent: Referent) -> Iterator[Frame]:
    """What of a sentence stands between quotation marks, where the text says whose words they are."""
    for quotation in referent.quotations:
        scope = frozenset(range(max(quotation.start, sentence.start), min(quotation.end, sentence.end)))
        attribution = _speaker_of(quotation, referent) if scope else None
        if attribution is not None:
            referent.memory.quoted = attribution
            yield Frame(scope, attribution, _CITED)


def _speaker_of(quotation: Quotation, referent: Referent) -> Attribution | None:
    if quotation.speaker is None or quotation.verb is None:
        return referent.memory.quoted if quotation.follows else None
    if not _can_speak(quotation.speaker, referent):
        return None
    return _attribution(quotation.speaker, quotation.verb.lower_, referent)


def _indices(tokens: Iterable[Token]) -> frozenset[int]:
    return frozenset(t.i for t in tokens)


def _accusation(verb: Token, referent: Referent) -> Iterator[Frame]:
    """ "X accuses Y of Z": Z is X's word."""
    charges = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"of", "for"}]
    over = _indices(t for c in charges for t in c.subtree)
    if over:
        speaker = next(iter(doers(verb)), None)
        attribution = _attribution(speaker, verb.lower_, referent) if speaker is not None else None
        yield Frame(over, attribution, _UNNAMED, reported=speaker is None)


def _according(token: Token, referent: Referent) -> Iterator[Frame]:
    """ "According to X, Y"; at the front of a sentence it covers all of it."""
    inside = _indices(token.subtree)
    speakers = [t for word, t in preps(token) if word == "to"]
    speakers = speakers or [c for c in token.children if c.dep_ == "pobj"]
    over: frozenset[int] = frozenset()
    if token.i <= token.sent.start + 2:
        over = _indices(token.sent) - inside
    elif token.head != token:
        over = _indices(token.head.subtree) - inside
    for speaker in speakers:
        yield Frame(over, _attribution(speaker, "according to", referent), _CITED)


def _by_noun(noun: Token, lemma: str, referent: Referent) -> Iterator[Frame]:
    """ "X's claim that Y", "reports of Y"; nobody's where no one is named beside the noun."""
    told = [c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and _has_that(c)]
    if lemma in words("speech", "nouns_of"):
        told += [t for word, t in preps(noun) if word == "of"]
    if not told and noun.i + 1 < len(noun.doc):
        # the parser often hangs "reports that X did" the wrong way round: the clause is then the parent
        after = noun.nbor(1)
        told = [after.head] if after.lower_ == "that" and after.dep_ == "mark" else []
    named = referent.owners(noun)
    for clause in told:
        scope = frozenset(t.i for t in clause.subtree if t.i > noun.i)
        attribution = _attribution(noun, noun.lower_, referent, refs=named) if named else None
        yield Frame(scope, attribution, _UNNAMED, reported=not named)


def _has_that(clause: Token) -> bool:
    return any(m.lower_ == "that" and m.dep_ == "mark" for m in clause.children)


def _by_verb(verb: Token, lemma: str, referent: Referent) -> Iterator[Frame]:
    """ "X says that Y", "Y, X said", "said X", "X denies Y"."""
    tagged = inverted_speaker(verb)
    denying = lemma in words("speech", "denying")
    scope = _said(verb, tagged, denying)
    if not scope:
        return
    certainty: float = by_word("speech", "verbs").get(lemma, 0.9)
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        yield Frame(scope, None, min(certainty, _UNNAMED), reported=True)
        return
    speakers = [tagged] if tagged is not None else [s for s in grammatical_subjects(verb) if s.i not in scope]
    able = [s for s in speakers if _can_speak(s, referent)]
    if able:
        attribution = _attribution(able[0], verb.lower_, referent, last=able[-1])
        yield Frame(scope, attribution, certainty, denying=denying)
    elif lemma in words("speech", "impersonal"):
        yield Frame(scope, None, min(certainty, 0.7))


def _said(verb: Token, tagged: Token | None, denying: bool) -> frozenset[int]:
    """What a verb of speech covers: its clauses, else the clause it is set into, else what it denies."""
    clauses = [
        t
        for c in verb.children
        if c.dep_ == "ccomp"
        for t in conjuncts(c)
        if t.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} and not _asked(t)
    ]
    scope = _indices(t for c in clauses for t in c.subtree)
    if not clauses and verb.dep_ == "parataxis" and verb.head != verb:
        scope = _indices(verb.head.subtree) - _indices(verb.subtree)
    if not scope and tagged is not None:
        scope = frozenset(t.i for t in verb.sent if t.i < verb.i)
    if not scope and denying:
        scope = _indices(t for c in verb.children if c.dep_ in {"dobj", "xcomp"} for t in c.subtree)
    return scope


def _asked(clause: Token) -> bool:
    """Whether the clause is an infinitive or question, which the verb asks for rather than reports.

    What somebody expects to happen he says, infinitive or not.
    """
    if clause.head.lemma_ in words("speech", "expecting") and any(c.dep_ in SUBJECT for c in clause.children):
        return False
    return is_infinitive(clause) or any(
        c.dep_ == "mark" and c.lower_ in {"if", "whether"} for c in clause.children
    )


def _can_speak(subject: Token, referent: Referent) -> bool:
    return (
        referent.mention_at(subject) is not None
        or is_agent(subject)
        or not words("speech", "speakers").isdisjoint({subject.lemma_.lower(), subject.lower_})
        or bool(referent.denoted(subject))
        or subject.ent_type_ in {"PERSON", "ORG", "NORP"}
        or subject.lower_ in {"he", "she", "they", "i", "we"}
    )


def _attribution(
    speaker: Token, cue: str, referent: Referent, refs: tuple[ActorRef, ...] = (), last: Token | None = None
) -> Attribution:
    """One speaker, or several up to `last`: the words for them, and their actor."""
    mention = referent.mention_at(speaker)
    if mention is not None and mention.entries[0].kind == "outlet":
        outlet = mention.entries[0]
        actor: ActorRef | None = ActorRef(outlet.actor, outlet.sector or "MED", outlet.name)
    else:
        actor = next(iter(refs or referent.denoted(speaker)), None)
    if speaker.pos_ == "PRON" and actor is not None:
        spoke = referent.memory.spoke
        if (
            spoke is not None
            and spoke.actor is not None
            and spoke.actor.actor == actor.actor
            and not actor.name
        ):
            return Attribution(spoke.speaker, spoke.actor, cue)  # "he added": the minister of before
        name = actor.name or referent.name(actor.actor or "")
        if name:
            return Attribution(name, actor, cue)
    attribution = Attribution(_words_for(speaker, last), actor, cue)
    if speaker.pos_ != "PRON":
        referent.memory.spoke = attribution
    return attribution


def _words_for(speaker: Token, last: Token | None) -> str:
    """The speaker's name with its title, and of several speakers all of them."""
    beside = {"compound", "amod", "poss", "det", "nmod", "nummod", "quantmod"}
    left = min((c.left_edge.i for c in speaker.lefts if c.dep_ in beside), default=speaker.i)
    right = speaker.i
    for c in speaker.children:
        belongs = c.dep_ == "prep" and c.lower_ in words("speech", "speaker_prepositions")
        belongs = belongs or (c.dep_ == "amod" and c.i > speaker.i)  # "a person familiar with the talks"
        if belongs and len(list(c.subtree)) <= _SHORT:
            right = max(right, c.right_edge.i)
    if last is not None and speaker.i < last.i <= speaker.i + 8:
        right = last.i  # "Germany, Italy and Spain fear": one speaker of several
    return speaker.doc[left : right + 1].text
