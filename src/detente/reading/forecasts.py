"""Forecasts: what is expected of what, with the range of probability that the wording stands for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ..data import vocabulary
from .draft import Draft, Scene
from .grammar import auxiliaries, complements, governors, grammatical_subjects, negated, objects, phrase
from .reference import distinct
from .statement import ActorRef, Expectation, Forecast, Subject

if TYPE_CHECKING:
    from spacy.tokens import Token

Range = tuple[float, float]
_POINTING = frozenset({"this", "these", "that", "those", "such"})
_OPPOSITE: dict[str, Expectation] = {
    "occur": "not_occur",
    "not_occur": "occur",
    "increase": "not_occur",
    "decrease": "not_occur",
}


@cache
def _data() -> dict:
    return vocabulary("detente.reading", "likelihood.yaml")


@cache
def _range(part: str, word: str) -> Range | None:
    found = _data()[part].get(word)
    return (float(found[0]), float(found[1])) if found else None


@cache
def _expects(name: str) -> frozenset[str]:
    return frozenset(_data()["expects"][name])


@cache
def _tie_words() -> frozenset[str]:
    return frozenset(w for row in vocabulary("detente.reading", "ties.yaml")["nouns"] for w in row["lemmas"])


def forecasts(scene: Scene) -> Iterator[Draft]:
    """Yield what a sentence expects of the future; conditionals are causal claims and are left out."""
    taken: set[int] = set()
    for token in scene.sentence.span:
        for draft, verb in _at(token, scene):
            if verb.i not in taken:
                taken.add(verb.i)
                yield draft


def _at(token: Token, scene: Scene) -> Iterator[tuple[Draft, Token]]:
    if token.pos_ in {"ADJ", "VERB"} and token.lower_ in _data()["adjectives"] and complements(token):
        yield from _by_adjective(token, scene)
    elif (
        token.lower_ in {"likely", "unlikely", "inevitable", "improbable"}
        and token.dep_ == "acomp"
        and token.head.lemma_ in {"be", "seem", "look", "appear", "remain"}
    ):
        yield from _by_predicate(token, scene)
    elif (
        token.pos_ == "VERB"
        and token.lemma_ in _data()["verbs"]
        and token.tag_ in {"VBN", "VBD", "VBZ", "VBP", "VBG"}
    ):
        yield from _by_verb(token, scene)
    elif token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
        yield from _by_modal(token, scene)
    elif token.pos_ == "NOUN" and token.lemma_ in _data()["chances"]["nouns"]:
        yield from _by_chance(token, scene)


def _conditional(verb: Token) -> bool:
    """Whether the clause stands under or over a condition."""
    for t in (verb, *governors(verb)):
        if any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in t.children):
            return True
        if any(
            (c.dep_ == "prep" and c.lower_ == "without")
            or (
                c.dep_ == "advcl"
                and any(m.dep_ == "mark" and m.lower_ in {"if", "unless"} for m in c.children)
            )
            for c in t.children
        ):
            return True
    return False


def _felt(verb: Token) -> bool:
    """Whether the clause is what somebody hopes or fears."""
    feeling = vocabulary("detente.reading", "speech.yaml")["feeling"]
    return any(g.pos_ == "VERB" and g.lemma_ in feeling for g in governors(verb))


def _by_modal(verb: Token, scene: Scene) -> Iterator[tuple[Draft, Token]]:
    words = auxiliaries(verb)
    modal = next((w for w in words if w in _data()["modals"]), None)
    if modal is None or _conditional(verb) or "have" in words or _felt(verb):
        return
    if modal in {"may", "might", "could"} and verb.dep_ == "relcl":
        return
    chance = _range("modals", modal)
    assert chance is not None
    cue = modal
    for c in verb.children:
        if c.dep_ != "advmod":
            continue
        two = f"{c.nbor(-1).lower_} {c.lower_}" if c.i else ""
        found = _range("adverbs", two) or _range("adverbs", c.lower_)
        if found and (modal in {"will", "'ll", "wo"} or c.lower_ in {"possibly", "perhaps"}):
            chance, cue = found, f"{modal} {c.lower_}"
            if any(k.lower_ in _data()["intensifiers"] for k in c.children):
                chance = _very(c.lower_) or chance
    if modal in {"could", "can"} and negated(verb):
        chance = (0.7, 0.95)
    doubt = _doubt(verb)
    if doubt:
        chance, cue = doubt, f"doubt … {modal}"
    yield from _forecast(verb, verb, chance, cue, "forecast.modal", scene, negative=negated(verb))


def _very(word: str) -> Range | None:
    found = _data()["very"].get(word)
    return (float(found[0]), float(found[1])) if found else None


def _doubt(verb: Token) -> Range | None:
    """ "There is little doubt (that) X will …"."""
    head = verb.head
    if verb.dep_ not in {"ccomp", "acl", "relcl"}:
        return None
    for noun in (head, *head.children):
        if noun.lemma_ == "doubt" and noun.pos_ == "NOUN":
            for c in noun.children:
                found = _data()["doubt"].get(c.lower_)
                if found:
                    return float(found[0]), float(found[1])
    return None


def _by_adjective(adjective: Token, scene: Scene) -> Iterator[tuple[Draft, Token]]:
    """ "is likely to", "are unlikely to", "looks set to"."""
    chance = _range("adjectives", adjective.lower_)
    if chance is None or _conditional(adjective):
        return
    verb = complements(adjective)[0]
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    if adjective.lower_ == "due" or (
        adjective.lower_ in {"certain", "sure", "possible", "set"}
        and not any(c.lower_ == "to" for c in verb.children)
        and adjective.lower_ == "set"
    ):
        return
    governing = adjective.head
    if governing.pos_ in {"VERB", "AUX"} and governing.tag_ == "VBD":
        return  # likelihoods reported of the past are history
    if any(c.lower_ in _data()["intensifiers"] for c in adjective.children if c.dep_ == "advmod"):
        chance = _very(adjective.lower_) or chance
    negative = negated(verb) != (negated(governing) if governing != adjective else False)
    yield from _forecast(
        verb, adjective, chance, adjective.text, "forecast.adjective", scene, negative=negative
    )


def _by_predicate(adjective: Token, scene: Scene) -> Iterator[tuple[Draft, Token]]:
    """ "An invasion is unlikely before 2027"."""
    verb = adjective.head
    subject = next((s for s in grammatical_subjects(verb) if s.pos_ == "NOUN"), None)
    chance = _range("adjectives", adjective.lower_)
    if subject is None or chance is None or verb.tag_ == "VBD" or _conditional(verb) or _felt(verb):
        return
    if any(c.lower_ in _data()["intensifiers"] for c in adjective.children if c.dep_ == "advmod"):
        chance = _very(adjective.lower_) or chance
    low, high = chance
    expects: Expectation = "occur"
    if (high < 0.5) != negated(verb):
        expects = "not_occur"
    if high < 0.5:
        low, high = 1 - high, 1 - low
    start, end = _extent(verb, adjective, [subject])
    actors = _principals(scene.referent.between(start, end, verb.doc)) or _principals(
        scene.referent.owners(subject)
    )
    if not actors and not scene.referent.between(start, end, verb.doc):
        actors = _principals(scene.referent.last_subject(scene.sentence))
    if actors:
        content = Forecast(
            Subject(verb.doc[start:end].text, actors, _kind(verb, scene)),
            expects,
            (round(low, 2), round(high, 2)),
            _horizon(scene),
        )
        yield (
            Draft(
                content,
                verb,
                adjective.text,
                "forecast.predicate",
                modality="asserted",
                negated=False,
                certainty=0.9,
                path=adjective.text,
            ),
            verb,
        )


def _horizon(scene: Scene) -> str | None:
    return next(
        (
            d.iso
            for d in scene.dates
            if scene.published and d.iso[:4] >= scene.published[:4] and d.iso > scene.published
        ),
        None,
    )


def _by_verb(verb: Token, scene: Scene) -> Iterator[tuple[Draft, Token]]:
    """ "is expected to", "expects X to", "threatens to"."""
    chance = _range("verbs", verb.lemma_)
    inner = [c for c in complements(verb) if c.pos_ in {"VERB", "AUX"}]
    if chance is None or not inner or _conditional(verb):
        return
    if verb.lemma_ in {"threaten", "promise", "stand"}:
        subject = next(iter(grammatical_subjects(verb)), None)
        if subject is None or scene.referent.denoted(subject):
            return
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    present = verb.tag_ in {"VBZ", "VBP"} or (
        passive and any(c.lower_ in {"is", "are"} for c in verb.children if c.dep_ == "auxpass")
    )
    if not present or (
        verb.lemma_ == "expect" and not passive and not any(c.dep_ in {"nsubj"} for c in inner[0].children)
    ):
        return
    yield from _forecast(
        inner[0], verb, chance, verb.text, "forecast.verb", scene, negative=negated(verb) != negated(inner[0])
    )


def _by_chance(noun: Token, scene: Scene) -> Iterator[tuple[Draft, Token]]:
    """ "limited prospects for success", "little chance of a deal"."""
    words = {c.lower_ for c in noun.children if c.dep_ in {"amod", "det"}}
    chances = _data()["chances"]
    of = next(
        (
            p
            for c in noun.children
            if c.dep_ == "prep" and c.lower_ in {"for", "of", "that"}
            for p in c.children
            if p.dep_ in {"pobj", "pcomp"}
        ),
        None,
    )
    if of is None:
        return
    for side in ("low", "high"):
        if words & set(chances[side]["words"]):
            low, high = chances[side]["range"]
            first, last = phrase(of)
            text = noun.doc[first.i : last.i + 1].text
            actors = _principals(scene.referent.within(of)) or _principals(
                scene.referent.between(scene.sentence.span.start, scene.sentence.span.end, noun.doc)
            )
            if not actors:
                return
            expects: Expectation = "occur" if side == "high" else "not_occur"
            probability = (
                (float(low), float(high))
                if side == "high"
                else (round(1 - float(high), 2), round(1 - float(low), 2))
            )
            content = Forecast(Subject(text, actors, "other"), expects, probability, None)
            yield (
                Draft(
                    content,
                    noun,
                    noun.text,
                    "forecast.chance",
                    noun=True,
                    negated=False,
                    modality="asserted",
                    path=text[:40],
                ),
                noun,
            )
            return


def _principals(refs: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    return distinct(ActorRef(r.actor) for r in refs if r.actor)


def _expectation(verb: Token, scene: Scene) -> Expectation:
    lemma = verb.lemma_.lower()
    words = {t.lower_ for c in verb.children if c.dep_ == "advmod" for t in c.subtree}
    if lemma in _expects("no_change") and lemma != "maintain":
        inner = complements(verb)
        if inner and inner[0].lemma_ in _expects("increase"):
            return "increase"
        if inner and inner[0].lemma_ in _expects("decrease"):
            return "decrease"
        return "no_change"
    if lemma in _expects("increase") or "increasingly" in words or "more" in words:
        return "increase"
    if lemma in _expects("decrease") or "less" in words:
        return "decrease"
    if lemma == "maintain":
        return "no_change"
    there = any(c.dep_ == "expl" for c in verb.children)
    if there or lemma == "be":
        rising = frozenset(vocabulary("detente.reading", "ties.yaml")["up"])
        falling = frozenset(vocabulary("detente.reading", "ties.yaml")["down"])
        around = {t.lower_ for t in verb.subtree if t.i >= verb.i and t.i <= verb.i + 3} | {verb.lower_}
        if around & (rising - {"better", "broader"}) or lemma in _expects("increase"):
            return "increase"
        if around & falling:
            return "decrease"
    return "occur"


def _kind(verb: Token, scene: Scene) -> str:
    lemmas = {t.lemma_.lower() for s in grammatical_subjects(verb) for t in s.subtree} | {
        t.lemma_.lower() for o in objects(verb) for t in o.subtree
    }
    if lemmas & _tie_words():
        return "tie"
    if lemmas & {"presence", "force", "troop", "base", "footprint"}:
        return "presence"
    if lemmas & {"commitment", "guarantee"}:
        return "commitment"
    if lemmas & {"sanction", "attack", "strike", "war", "invasion", "talk", "summit"}:
        return "event"
    return "other"


def _extent(verb: Token, anchor: Token, subjects: list[Token]) -> tuple[int, int]:
    """First token and the one after the last of what is expected: subject and predicate, without what only hangs on."""
    last = max(verb.i, anchor.i)
    for c in verb.children:
        loose = c.dep_ in {"conj", "cc", "parataxis", "punct"} or (
            c.dep_ in {"advcl", "advmod"} and c.i and c.nbor(-1).text == ","
        )
        if c.i > verb.i and not loose:
            last = max(last, phrase(c)[1].i)
    before = [phrase(s)[0].i for s in subjects if s.i < verb.i]
    return (min(before) if before else min(verb.i, anchor.i), last + 1)


def _forecast(
    verb: Token, anchor: Token, chance: Range, cue: str, rule: str, scene: Scene, *, negative: bool
) -> Iterator[tuple[Draft, Token]]:
    subjects = [s for s in grammatical_subjects(verb) if s.sent == verb.sent]
    expects = _expectation(verb, scene)
    low, high = chance
    if verb.lemma_ in _expects("change") and expects not in {"increase", "decrease"}:
        # change one way or the other: what is likely is said, "unlikely to change" being no change
        if negative:
            expects = "no_change"
        elif high < 0.5:
            expects, low, high = "no_change", 1 - high, 1 - low
        else:
            expects = "occur"
    elif negative:
        expects = _OPPOSITE.get(expects, "occur")
    elif high < 0.5 and anchor.lower_ in {"unlikely", "improbable", "doubtful", "doubt"}:
        expects, low, high = _OPPOSITE.get(expects, "occur"), 1 - high, 1 - low
    start, end = _extent(verb, anchor, subjects)
    text = verb.doc[start:end].text
    actors = _principals(scene.referent.between(start, end, verb.doc))
    actors = _principals((*(r for s in subjects for r in scene.referent.denoted(s)), *actors))
    if not actors and any(
        t.lower_ in _POINTING or t.tag_ in {"PRP", "PRP$"} for s in subjects for t in s.subtree
    ):
        actors = _principals(
            scene.referent.between(scene.sentence.span.start, scene.sentence.span.end, verb.doc)
        )
    if not actors:
        return
    content = Forecast(
        Subject(text[:300], actors, _kind(verb, scene)),
        expects,
        (round(low, 2), round(high, 2)),
        _horizon(scene),
    )
    yield (
        Draft(
            content,
            verb,
            cue,
            rule,
            modality="asserted",
            negated=False,
            certainty=0.9,
            path=f"{cue}>{verb.text}",
        ),
        verb,
    )
