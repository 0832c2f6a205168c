"""Forecasts: what is expected of what, with the range of probability that the wording stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .description import parties_to
from .draft import Draft, Scene
from .expectation import Range, complement, expectation, extent, horizon, kind_of, opposite, rounded
from .grammar import (
    SUBJECT,
    auxiliaries,
    complements,
    governors,
    grammatical_subjects,
    negated,
    phrase,
    phrase_end,
    prep,
)
from .lexicon import entry, words
from .principals import principals
from .statement import ActorRef, Expectation, Forecast, Subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 300  # characters of what a forecast is about
_CERTAINTY = 0.9  # that a forecast was meant as one
_FINITE = frozenset({"VBN", "VBD", "VBZ", "VBP", "VBG"})
_NEVER: Range = (0.7, 0.95)  # of what "could not" happen that it will not


def forecasts(scene: Scene) -> Iterator[Draft]:
    """Yield what a sentence expects of the future, a verb once; conditionals are causal claims instead."""
    taken: set[int] = set()
    for token in scene.sentence.span:
        for draft in _at(token, scene):
            if draft.anchor.i not in taken:
                taken.add(draft.anchor.i)
                yield draft


def _at(token: Token, scene: Scene) -> Iterator[Draft]:
    if (
        token.pos_ in {"ADJ", "VERB"}
        and token.lower_ in entry("likelihood", "adjectives")
        and complements(token)
    ):
        return _by_adjective(token, scene)
    if (
        token.lower_ in words("likelihood", "predicates")
        and token.dep_ == "acomp"
        and token.head.lemma_ in words("likelihood", "linking")
    ):
        return _by_predicate(token, scene)
    if token.pos_ == "VERB" and token.lemma_ in entry("likelihood", "verbs") and token.tag_ in _FINITE:
        return _by_verb(token, scene)
    if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
        return _by_modal(token, scene)
    if token.pos_ == "NOUN" and token.lemma_ in words("likelihood", "chances", "nouns"):
        return _by_chance(token, scene)
    return iter(())


def _range(part: str, word: str) -> Range | None:
    found = entry("likelihood", part).get(word)
    return (found[0], found[1]) if found else None


def _intensified(word: Token, chance: Range) -> Range:
    """The range of a likelihood with "very" or its like beside it."""
    strong = any(
        c.dep_ == "advmod" and c.lower_ in words("likelihood", "intensifiers") for c in word.children
    )
    return (_range("very", word.lower_) if strong else None) or chance


def _conditional(verb: Token) -> bool:
    """Whether the clause stands under or over a condition; one that only follows such a clause does not."""
    clause = verb
    while not _conditioned(clause):
        on_its_own = clause.dep_ == "conj" and any(c.dep_ in SUBJECT for c in clause.children)
        if on_its_own or clause.head == clause:
            return False
        clause = clause.head
    return True


def _conditioned(clause: Token) -> bool:
    for c in clause.children:
        if c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"}:
            return True
        if c.dep_ == "prep" and c.lower_ == "without":
            return True
        if c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in {"if", "unless"} for m in c.children):
            return True
    return False


def _asked(verb: Token) -> bool:
    """Whether the clause is a question set into another: "how much it will bear"."""
    before = (t for t in verb.subtree if t.i < verb.i)
    return verb.dep_ in {"ccomp", "pcomp", "csubj"} and any(t.tag_ in {"WRB", "WP", "WDT"} for t in before)


def _felt(verb: Token) -> bool:
    """Whether the clause is what somebody hopes or fears."""
    return any(g.pos_ == "VERB" and g.lemma_ in words("speech", "feeling") for g in governors(verb))


def _by_modal(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "will", "may well", "There is little doubt that X will …"."""
    auxiliary = auxiliaries(verb)
    modal = next((w for w in auxiliary if w in entry("likelihood", "modals")), None)
    if modal is None or _asked(verb) or _conditional(verb) or "have" in auxiliary or _felt(verb):
        return
    if modal in {"may", "might", "could"} and verb.dep_ == "relcl":
        return
    chance, cue = _modal_chance(verb, modal)
    yield from _forecast(verb, verb, chance, cue, "forecast.modal", scene, negative=negated(verb))


def _modal_chance(verb: Token, modal: str) -> tuple[Range, str]:
    """The likelihood of a modal with the adverbs beside it and the doubt above it, and the words for it."""
    doubt = _doubt(verb) or _few_believe(verb)
    if doubt:
        return doubt, f"doubt … {modal}"
    if modal in {"may", "might", "could"} and any(
        c.dep_ == "advmod" and c.lower_ == "well" for c in verb.children
    ):
        low, high = entry("likelihood", "modals", "may well")
        return (low, high), f"{modal} well"
    low, high = entry("likelihood", "modals", modal)
    chance, cue = (low, high), modal
    for c in verb.children:
        if c.dep_ != "advmod":
            continue
        two = f"{c.nbor(-1).lower_} {c.lower_}" if c.i else ""
        found = _range("adverbs", two) or _range("adverbs", c.lower_)
        if found and (modal in {"will", "'ll", "wo"} or c.lower_ in {"possibly", "perhaps"}):
            chance, cue = found, f"{modal} {c.lower_}"
            if any(k.lower_ in words("likelihood", "intensifiers") for k in c.children):
                chance = _range("very", c.lower_) or chance
    return (_NEVER if modal == "could" and negated(verb) else chance), cue


def _doubt(verb: Token) -> Range | None:
    """ "There is little doubt (that) X will …"."""
    if verb.dep_ not in {"ccomp", "acl", "relcl"}:
        return None
    for noun in (verb.head, *verb.head.children):
        if noun.lemma_ == "doubt" and noun.pos_ == "NOUN":
            return next((found for c in noun.children if (found := _range("doubt", c.lower_))), None)
    return None


def _few_believe(verb: Token) -> Range | None:
    """ "Few believe that X will …": what few believe is doubted."""
    believing = verb.head
    if verb.dep_ != "ccomp" or believing.lemma_ not in words("likelihood", "believing"):
        return None
    subjects = [c for c in believing.children if c.dep_ == "nsubj"]
    few = any(t.lower_ in words("likelihood", "few") for s in subjects for t in (s, *s.children))
    return _range("doubt", "serious") if few else None


def _by_adjective(adjective: Token, scene: Scene) -> Iterator[Draft]:
    """ "is likely to", "are unlikely to", "looks set to"."""
    chance = _range("adjectives", adjective.lower_)
    verb, governing = complements(adjective)[0], adjective.head
    if chance is None or _conditional(adjective) or verb.pos_ not in {"VERB", "AUX"}:
        return
    infinitive = any(c.lower_ == "to" for c in verb.children)
    if adjective.lower_ == "due" or (adjective.lower_ == "set" and not infinitive):
        return
    if governing.pos_ in {"VERB", "AUX"} and governing.tag_ == "VBD":
        return  # likelihoods reported of the past are history
    negative = negated(verb) != (governing != adjective and negated(governing))
    chance, cue = _intensified(adjective, chance), adjective.text
    yield from _forecast(verb, adjective, chance, cue, "forecast.adjective", scene, negative=negative)


def _by_predicate(adjective: Token, scene: Scene) -> Iterator[Draft]:
    """ "An invasion is unlikely before 2027"."""
    verb, referent = adjective.head, scene.referent
    subject = next((s for s in grammatical_subjects(verb) if s.pos_ == "NOUN"), None)
    chance = _range("adjectives", adjective.lower_)
    if subject is None or chance is None or verb.tag_ == "VBD" or _conditional(verb) or _felt(verb):
        return
    chance = _intensified(adjective, chance)
    unlikely = chance[1] < 0.5
    expects: Expectation = "not_occur" if unlikely != negated(verb) else "occur"
    start, end = extent(verb, adjective, [subject])
    inside = referent.among(verb.doc[start:end])
    actors = principals(inside) or principals(referent.owners(subject))
    actors = actors or parties_to(subject, referent) or referent.memory.last_subject()
    chance = complement(chance) if unlikely else chance
    yield from _draft(
        verb.doc[start:end].text, actors, expects, chance, verb, adjective.text, "forecast.predicate", scene
    )


def _by_verb(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "is expected to", "expects X to", "threatens to"."""
    chance = _range("verbs", verb.lemma_)
    inner = next((c for c in complements(verb) if c.pos_ in {"VERB", "AUX"}), None)
    if chance is None or inner is None or _conditional(verb):
        return
    if verb.lemma_ in {"threaten", "promise", "stand"}:
        subject = next(iter(grammatical_subjects(verb)), None)
        if subject is None or scene.referent.denoted(subject):
            return  # somebody's threat or promise
    passive = [c.lower_ for c in verb.children if c.dep_ == "auxpass"]
    if verb.tag_ not in {"VBZ", "VBP"} and not {"is", "are"} & set(passive):
        return
    if verb.lemma_ == "expect" and not passive and not any(c.dep_ == "nsubj" for c in inner.children):
        return  # what somebody expects to do
    negative = negated(verb) != negated(inner)
    yield from _forecast(inner, verb, chance, verb.text, "forecast.verb", scene, negative=negative)


def _said_to_be(be: Token) -> tuple[Range, str] | None:
    """What chances are said to be: "roughly even", "no better than even", "slim"."""
    for c in be.children:
        if c.i > be.i and c.dep_ in {"acomp", "advmod", "attr"}:
            bounded = any(k.lower_ == "no" for k in c.children) and c.lower_ in {
                "better",
                "more",
                "greater",
                "higher",
            }
            chance = _range("chances_be", "no better" if bounded else c.lower_)
            if chance is not None:
                return chance, c.text
    return None


def _by_prospect(noun: Token, scene: Scene) -> Iterator[Draft]:
    """ "A settlement is a remote prospect"."""
    chance = next((f for c in noun.children if (f := _range("chances_be", c.lower_))), None)
    for subject in grammatical_subjects(noun.head)[:1]:
        if chance is not None and subject.pos_ == "NOUN" and noun.head.tag_ != "VBD":
            yield from _of_a_noun(subject, noun.head, chance, noun, noun.text, scene)


def _of_a_noun(
    subject: Token, clause: Token, chance: Range, anchor: Token, cue: str, scene: Scene
) -> Iterator[Draft]:
    """The forecast that what a noun names will come about."""
    unlikely = chance[1] < 0.5
    expects: Expectation = "not_occur" if unlikely else "occur"
    inside = scene.referent.within(subject)
    actors = principals(inside) or parties_to(subject, scene.referent) or scene.referent.memory.last_subject()
    chance = complement(chance) if unlikely else chance
    yield from _draft(_words_of(subject), actors, expects, chance, anchor, cue, "forecast.chance", scene)


def _is_that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _by_chance(noun: Token, scene: Scene) -> Iterator[Draft]:
    """ "limited prospects for success", "little chance of a deal", "the chances that they agree are even"."""
    be = noun.head
    if noun.dep_ == "attr" and be.lemma_ in words("likelihood", "linking"):
        yield from _by_prospect(noun, scene)
        return
    if noun.dep_ == "nsubj" and be.lemma_ == "be" and (found := _said_to_be(be)) is not None:
        chance, word = found
        told = next((c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and _is_that(c)), None)
        if told is not None:
            cue = f"{noun.text} … {word}"
            yield from _forecast(told, noun, chance, cue, "forecast.chance", scene, negative=negated(told))
        for of in prep(noun, "of", "for") if told is None else ():
            yield from _of_a_noun(of, of, chance, noun, f"{noun.text} … {word}", scene)
        return
    beside = {c.lower_ for c in noun.children if c.dep_ in {"amod", "det"}}
    under = (
        p for c in noun.children if c.dep_ == "prep" and c.lower_ in {"for", "of", "that"} for p in c.children
    )
    of = next((p for p in under if p.dep_ in {"pobj", "pcomp"}), None)
    side = next((s for s in ("low", "high") if beside & words("likelihood", "chances", s, "words")), None)
    if of is None or side is None:
        return
    low, high = entry("likelihood", "chances", side, "range")
    first, last = phrase(of)
    text = noun.doc[first.i : last.i + 1].text
    actors = principals(scene.referent.within(of)) or principals(scene.referent.among(scene.sentence.span))
    if actors:
        expects: Expectation = "occur" if side == "high" else "not_occur"
        chance = (low, high) if side == "high" else complement((low, high))
        content = Forecast(Subject(text, actors, "other"), expects, rounded(chance), None)
        yield Draft(
            content,
            noun,
            noun.text,
            "forecast.chance",
            noun=True,
            negated=False,
            modality="asserted",
            path=text[:40],
        )


def _forecast(
    verb: Token, anchor: Token, chance: Range, cue: str, rule: str, scene: Scene, *, negative: bool
) -> Iterator[Draft]:
    """The forecast of the clause of `verb`, with what is likely said: "unlikely to change" is no change."""
    subjects = [s for s in grammatical_subjects(verb) if s.sent == verb.sent]
    beside = [c for c in verb.head.children if c.dep_ == "ccomp" and c.i < verb.i and verb.dep_ == "ccomp"]
    if (
        beside
    ):  # "believe that the truce agreed in May will hold": the parser took "agreed" for a clause of its own
        subjects = list(grammatical_subjects(beside[0]))
    expects = expectation(verb)
    unlikely = chance[1] < 0.5
    if verb.lemma_ in words("likelihood", "expects", "change") and expects not in {"increase", "decrease"}:
        expects = "no_change" if negative or unlikely else "occur"
        chance = complement(chance) if unlikely and not negative else chance
    elif negative:
        expects = opposite(expects)
    elif unlikely and (anchor.lower_ in words("likelihood", "doubting") or cue.startswith("doubt")):
        expects, chance = opposite(expects), complement(chance)
    start, end = extent(verb, anchor, subjects)
    text, referent = verb.doc[start:end].text, scene.referent
    own = [c.i for c in verb.lefts if c.dep_ in {"aux", "neg", "advmod"}]
    expletive = any(c.dep_ == "expl" for c in verb.children)
    if verb.dep_ == "conj" and own and not expletive and subjects and subjects[0].i < verb.head.i < verb.i:
        # "A will do B and may do C": what may be is "A … may do C"
        start = min(own)
        text = f"{_words_of(subjects[0])} {verb.doc[start:end].text}"
    text = text[:_LONGEST]
    actors = principals((*referent.denoted_by(subjects), *referent.among(verb.doc[start:end])))
    actors = actors or principals(r for s in subjects for r in parties_to(s, referent))
    if not actors and any(_points_back(t) for s in subjects for t in s.subtree):
        actors = principals(referent.among(scene.sentence.span))
    yield from _draft(text, actors, expects, chance, verb, cue, rule, scene, path=f"{cue}>{verb.text}")


def _words_of(noun: Token) -> str:
    first, last = phrase(noun)
    return noun.doc[first.i : min(phrase_end(noun), last.i + 1)].text


def _points_back(token: Token) -> bool:
    return token.lower_ in words("likelihood", "pointing") or token.tag_ in {"PRP", "PRP$"}


def _draft(
    text: str,
    actors: tuple[ActorRef, ...],
    expects: Expectation,
    chance: Range,
    verb: Token,
    cue: str,
    rule: str,
    scene: Scene,
    path: str | None = None,
) -> Iterator[Draft]:
    if actors:
        content = Forecast(Subject(text, actors, kind_of(verb)), expects, rounded(chance), horizon(scene))
        yield Draft(
            content,
            verb,
            cue,
            rule,
            modality="asserted",
            negated=False,
            certainty=_CERTAINTY,
            path=path or cue,
        )
