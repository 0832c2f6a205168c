"""Forecasts: what is expected of what, with the range of probability that the wording stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .chances import by_chance, that_clause_chance
from .conditions import asked, conditional, felt, pledged, supposed
from .description import parties_to
from .draft import Draft, Scene
from .expectation import Range, complement, extent
from .forecast_draft import chance_of, drafted, of_clause
from .grammar import auxiliaries, complements, grammatical_subjects, is_infinitive, negated
from .lexicon import entry, words
from .likelihood import OPEN, few, intensified, weighed
from .outlooks import by_outlook
from .principals import principals
from .statement import Expectation

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBN", "VBD", "VBZ", "VBP", "VBG"})
_NEVER: Range = (0.7, 0.95)  # of what "could not" happen that it will not
_WILL = frozenset({"will", "'ll", "wo", "shall"})


def forecasts(scene: Scene) -> Iterator[Draft]:
    """Yield what a sentence expects of the future, a verb once; conditionals are causal claims instead."""
    if scene.sentence.span.text.rstrip().endswith("?"):
        return
    taken: set[int] = set()
    for token in scene.sentence.span:
        for draft in _at(token, scene):
            if draft.anchor.i not in taken:
                taken.add(draft.anchor.i)
                yield draft


def _at(token: Token, scene: Scene) -> Iterator[Draft]:
    told = token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"} and not conditional(token)
    if told or token.pos_ == "NOUN":
        yield from by_outlook(token, scene)
    if (
        token.pos_ in {"ADJ", "VERB"}
        and token.lower_ in entry("likelihood", "adjectives")
        and _governed(token)
    ):
        yield from _by_adjective(token, scene)
    elif (
        token.lower_ in words("likelihood", "predicates")
        and token.dep_ in {"acomp", "oprd"}
        and token.head.lemma_ in words("likelihood", "linking")
    ):
        yield from _by_predicate(token, scene)
    elif token.pos_ == "VERB" and token.lemma_ in entry("likelihood", "verbs") and _finite(token):
        yield from _by_verb(token, scene)
    elif token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
        yield from _by_modal(token, scene)
    elif token.pos_ == "NOUN" and token.lemma_ in words("likelihood", "chances", "nouns"):
        yield from by_chance(token, scene)


def _finite(verb: Token) -> bool:
    """Whether the verb says what somebody does: "expects", "do not expect"."""
    return verb.tag_ in _FINITE or bool({"do", "does", "did"}.intersection(auxiliaries(verb)))


def _by_modal(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "will", "may well", "There is little doubt that X will …"."""
    auxiliary = auxiliaries(verb)
    modal = next((w for w in auxiliary if w in entry("likelihood", "modals")), None)
    if modal is None and "would" in auxiliary and not asked(verb) and not felt(verb):
        yield from _would_probably(verb, scene)
    if modal is None or asked(verb) or felt(verb) or pledged(verb, scene):
        return
    if conditional(verb):  # "if X, Y will": a causal claim, and a forecast where it says how likely
        if modal in _WILL and not supposed(verb):
            yield from _would_probably(verb, scene, modal)
        return
    if "have" in auxiliary and not (modal in _WILL and any(c.lower_ == "by" for c in verb.children)):
        return
    if modal in {"may", "might", "could"} and verb.dep_ == "relcl":
        return
    past = any(scene.published and d.iso <= scene.published for d in scene.dates)
    if modal == "could" and negated(verb) and past:
        return  # what somebody was not able to do
    chance, cue, doubted = _modal_chance(verb, modal)
    yield from of_clause(
        verb, verb, chance, cue, "forecast.modal", scene, negative=negated(verb), doubted=doubted
    )


def _would_probably(verb: Token, scene: Scene, modal: str = "would") -> Iterator[Draft]:
    """ "Were it to attack, Egypt would probably …": how likely, given a condition."""
    for c in verb.children:
        if c.dep_ == "advmod" and "have" not in auxiliaries(verb):
            two = f"{c.nbor(-1).lower_} {c.lower_}" if c.i else ""
            chance = chance_of("adverbs", two) or chance_of("adverbs", c.lower_)
            if (
                chance is not None
                and chance[0] >= 0.5
                and c.lower_ not in words("grammar", "negative_adverbs")
            ):
                yield from of_clause(
                    verb,
                    verb,
                    chance,
                    f"{modal} {c.lower_}",
                    "forecast.modal",
                    scene,
                    negative=negated(verb),
                    modality="conditional",
                )
                return


def _modal_chance(verb: Token, modal: str) -> tuple[Range, str, bool]:
    """The likelihood of a modal with the words beside it and over it, the words for it, and whether they doubt it."""
    over = _doubt(verb) or _few_believe(verb)
    if over:
        return over, f"doubt … {modal}", over[1] < 0.5
    if modal in {"may", "might", "could"} and any(
        c.dep_ == "advmod" and c.lower_ == "well" for c in verb.children
    ):
        low, high = entry("likelihood", "modals", "may well")
        return (low, high), f"{modal} well", False
    if modal in _WILL and (above := _over_will(verb)):
        chance, word = above
        return chance, f"{word} … {modal}", chance[1] < 0.5
    low, high = entry("likelihood", "modals", modal)
    chance, cue = (low, high), modal
    for c in verb.children:
        if c.dep_ != "advmod":
            continue
        two = f"{c.nbor(-1).lower_} {c.lower_}" if c.i else ""
        found = chance_of("adverbs", two) or chance_of("adverbs", c.lower_)
        if found and (modal in _WILL or c.lower_ in {"possibly", "perhaps"}):
            chance, cue = found, f"{modal} {c.lower_}"
            if any(k.lower_ in words("likelihood", "intensifiers") for k in c.children):
                chance = chance_of("very", c.lower_) or chance
    return (_NEVER if modal == "could" and negated(verb) else chance), cue, False


def _over_will(verb: Token) -> tuple[Range, str] | None:
    """What likelihood stands over or beside a clause with "will": "it is likely that", "in all likelihood"."""
    above = that_clause_chance(verb)
    if above is not None:
        return above
    for c in verb.children:  # "in all likelihood"
        for noun in c.children if c.dep_ == "prep" and c.lower_ in {"in", "with", "by"} else ():
            chance = chance_of("adverbials", noun.lemma_.lower())
            if chance is not None:
                return chance, noun.text
    head = verb.head
    if verb.dep_ in {"ccomp", "advcl"} and head.lemma_ in words("likelihood", "linking"):
        for c in head.children:
            chance = chance_of("adjectives", c.lower_) if c.dep_ == "acomp" else None
            if chance is not None:
                return intensified(c, chance), c.text
        looks = verb.left_edge.lower_ in {"as", "like"} or any(c.lower_ == "as" for c in verb.lefts)
        if looks and head.lemma_ != "be":
            return (0.55, 0.8), f"{head.text} as if"
    if verb.dep_ == "ccomp" and head.lemma_ in words("likelihood", "betting"):
        return (0.55, 0.8), head.text
    over = weighed(verb)
    return (over, head.text) if over is not None else None


def _doubt(verb: Token) -> Range | None:
    """ "There is little doubt (that) X will …"."""
    if verb.dep_ not in {"ccomp", "acl", "relcl"}:
        return None
    for noun in (verb.head, *verb.head.children):
        if noun.lemma_ == "doubt" and noun.pos_ == "NOUN":
            return next((found for c in noun.children if (found := chance_of("doubt", c.lower_))), None)
    return None


def _few_believe(verb: Token) -> Range | None:
    """ "Few believe that X will …", "nothing suggests that": what few believe is doubted."""
    believing = verb.head
    if verb.dep_ != "ccomp" or believing.lemma_ not in words("likelihood", "believing"):
        return None
    doubted = few(believing) or (negated(believing) and believing.lemma_ not in words("likelihood", "saying"))
    return chance_of("doubt", "serious") if doubted else None


def _governed(adjective: Token) -> tuple[Token, ...]:
    """The clauses that an adjective governs, those too that the parser hangs on its verb: "it is likely that"."""
    own = complements(adjective)
    linking = adjective.dep_ == "acomp" and adjective.head.lemma_ in words("likelihood", "linking")
    if own or not linking:
        return own
    it = any(c.dep_ == "nsubj" and c.lower_ == "it" for c in adjective.head.children)
    return tuple(
        c
        for c in adjective.head.children
        if c.i > adjective.i and c.pos_ in {"VERB", "AUX"}
        if (is_infinitive(c) and c.dep_ in {"advcl", "xcomp"}) or (it and c.dep_ == "ccomp")
    )


def _by_adjective(adjective: Token, scene: Scene) -> Iterator[Draft]:
    """ "is likely to", "are unlikely to", "looks set to"."""
    chance = chance_of("adjectives", adjective.lower_)
    verb, governing = _governed(adjective)[0], adjective.head
    if chance is None or supposed(adjective) or verb.pos_ not in {"VERB", "AUX"}:
        return
    infinitive = any(c.lower_ == "to" for c in verb.children)
    if adjective.lower_ in words("likelihood", "before_infinitive") and not infinitive:
        return
    if adjective.lower_ == "due" and governing.lemma_ not in words("likelihood", "linking"):
        return
    if governing.pos_ in {"VERB", "AUX"} and governing.tag_ == "VBD":
        return  # likelihoods reported of the past are history
    if verb.tag_ == "VBD" or {"have", "has", "had", "'ve"}.intersection(auxiliaries(verb)):
        return  # likelihoods of what has happened are no forecast
    denied = governing != adjective and negated(governing)
    chance = intensified(adjective, chance)
    if denied and adjective.lower_ in words("likelihood", "open_when_denied"):
        denied, chance = False, OPEN
    yield from of_clause(
        verb,
        adjective,
        chance,
        adjective.text,
        "forecast.adjective",
        scene,
        negative=negated(verb) != denied,
        doubted=adjective.lower_ in words("likelihood", "doubting"),
        modality="conditional" if conditional(adjective) else "asserted",
    )


def _by_predicate(adjective: Token, scene: Scene) -> Iterator[Draft]:
    """ "An invasion is unlikely before 2027"."""
    verb, referent = adjective.head, scene.referent
    subject = next((s for s in grammatical_subjects(verb) if s.pos_ == "NOUN"), None)
    chance = chance_of("adjectives", adjective.lower_)
    if subject is None or chance is None or verb.tag_ == "VBD" or conditional(verb) or felt(verb):
        return
    chance = intensified(adjective, chance)
    unlikely = chance[1] < 0.5
    expects: Expectation = "not_occur" if unlikely != negated(verb) else "occur"
    start, end = extent(verb, adjective, [subject])
    inside = referent.among(verb.doc[start:end])
    actors = principals(inside) or principals(referent.owners(subject))
    actors = actors or parties_to(subject, referent) or referent.memory.last_subject()
    chance = complement(chance) if unlikely else chance
    yield from drafted(
        verb.doc[start:end].text, actors, expects, chance, verb, adjective.text, "forecast.predicate", scene
    )


def _by_verb(verb: Token, scene: Scene) -> Iterator[Draft]:
    """ "is expected to", "expects X to", "threatens to"."""
    chance = chance_of("verbs", verb.lemma_)
    inner = next((c for c in complements(verb) if c.pos_ in {"VERB", "AUX"}), None)
    if chance is None or inner is None or conditional(verb):
        return
    if verb.lemma_ in {"threaten", "promise"}:
        subject = next(iter(grammatical_subjects(verb)), None)
        if subject is None or scene.referent.denoted(subject):
            return  # somebody's threat or promise
    passive = [c.lower_ for c in verb.children if c.dep_ == "auxpass"]
    can = "be" in passive and {"can", "should", "must"}.intersection(auxiliaries(verb))
    present = verb.tag_ in {"VBZ", "VBP"} or {"do", "does"}.intersection(auxiliaries(verb))
    if not present and not {"is", "are"} & set(passive) and not can:
        return
    if verb.lemma_ == "expect" and not passive and not any(c.dep_ == "nsubj" for c in inner.children):
        return  # what somebody expects to do
    seldom = few(verb)
    chance = (chance_of("doubt", "serious") or chance) if seldom else chance
    yield from of_clause(
        inner,
        verb,
        chance,
        verb.text,
        "forecast.verb",
        scene,
        negative=(negated(verb) and not seldom) != negated(inner),
        doubted=seldom or verb.lemma_ in words("likelihood", "doubting"),
    )
