"""Causal claims: what brings about what, from causal verbs, connectives, conditions and result clauses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ..data import vocabulary
from .draft import Draft, Scene
from .grammar import (
    SUBJECT,
    auxiliaries,
    complements,
    governors,
    grammatical_subjects,
    negated,
    objects,
    phrase,
    phrase_end,
    prep,
)
from .proposition import direction
from .statement import Cause, Modality, Part

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def _verbs() -> dict[str, int]:
    return {
        v: int(s) for s, verbs in vocabulary("detente.reading", "causes.yaml")["verbs"].items() for v in verbs
    }


@cache
def _data(key: str) -> dict:
    return vocabulary("detente.reading", "causes.yaml")[key]


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(vocabulary("detente.reading", "causes.yaml")[key])


def causes(scene: Scene) -> Iterator[Draft]:
    """Yield the causal claims that a sentence makes; the same pair of words once."""
    seen: set[tuple[str, str]] = set()
    for draft in _found(scene):
        assert isinstance(draft.content, Cause)
        key = (draft.content.cause.text.lower(), draft.content.effect.text.lower())
        if key not in seen and key[0] != key[1]:
            seen.add(key)
            yield draft


def _found(scene: Scene) -> Iterator[Draft]:
    span = scene.sentence.span
    for token in span:
        lemma = token.lemma_.lower()
        if token.lower_ in {"risk", "risks", "risking", "risked"} and token.i + 1 < span.end:
            yield from _risk(token, scene)
        elif token.tag_ == "VBG" and lemma in _verbs() and _trails(token):
            yield from _trailing(token, _verbs()[lemma], scene)
        elif token.pos_ == "VERB" and lemma in _verbs() and token.dep_ != "amod":
            yield from _by_verb(token, lemma, scene)
        elif token.pos_ == "VERB" and (lemma in _data("prepositional") or lemma in _data("backward")):
            yield from _prepositional(token, lemma, scene)
        elif token.lower_ in _data("conditions") and token.dep_ == "mark":
            yield from _condition(token, scene)
        elif token.lower_ == "because" and token.dep_ == "mark":
            yield from _clauses(token.head, scene, token)
        elif token.lower_ in _set("without") and token.dep_ == "prep":
            yield from _without(token, scene)
        elif (
            token.lower_ in {"due", "because", "owing", "thanks"}
            and token.i + 1 < span.end
            and token.nbor(1).lower_ in {"to", "of"}
        ):
            yield from _due_to(token, scene)
        elif token.pos_ == "NOUN" and lemma in _data("nouns"):
            yield from _by_noun(token, scene)
    yield from _result(scene)


# --- parts ---------------------------------------------------------------------------------------------------------


def _part(head: Token, scene: Scene) -> Part:
    first, _ = phrase(head)
    return _span(first.i, phrase_end(head), scene, head)


def _span(start: int, end: int, scene: Scene, head: Token | None = None) -> Part:
    doc = scene.sentence.span.doc
    while start < end and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ in {"mark", "cc"}):
        start += 1
    if start + 2 < end and doc[start].pos_ in {"ADV", "ADJ"} and doc[start + 1].text == ",":
        start += 2  # "Third, …"
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    begin, stop = (
        doc[start].idx if start < len(doc) else 0,
        doc[end - 1].idx + len(doc[end - 1]) if end > start else 0,
    )
    actors = scene.referent.between(start, end, doc)
    if head is not None and not actors:
        actors = tuple(r for r in scene.referent.owners(head) if r.actor)
    return Part(doc.text[begin:stop], actors)


def _draft(
    cause: Part,
    effect: Part,
    sign: int,
    anchor: Token,
    cue: str,
    rule: str,
    modality: Modality | None = None,
    noun: bool = False,
) -> Iterator[Draft]:
    if len(cause.text) < 3 or len(effect.text) < 3:
        return
    if (
        not cause.actors
        and not effect.actors
        and cause.text.lower() in {"it", "this", "that", "they", "which"}
    ):
        return
    yield Draft(
        Cause(cause, effect, sign),
        anchor,
        cue,
        rule,
        noun=noun,
        modality=modality,
        negated=False,
        path=f"{cause.text[:30]} → {effect.text[:30]}",
    )


def _cause_head(verb: Token, scene: Scene) -> Token | None:
    """What stands as cause: the subject, where it is a thing that can cause and not just somebody acting."""
    subjects = grammatical_subjects(verb)
    if not subjects:
        return None
    head = subjects[0]
    if head.sent != verb.sent or head.lower_ in {"risk", "risks"}:
        return None
    if head.is_ancestor(verb) and not any(g.dep_ == "relcl" for g in (verb, *governors(verb))):
        return None  # "an effort to curb X": the effort is no cause of what it aims at
    if head.lower_ in {"we", "you", "i", "he", "she", "who"}:
        return None
    if verb.lemma_.lower() not in _set("strong") and (
        scene.referent.denoted(head) or head.ent_type_ in {"PERSON", "GPE", "ORG", "NORP"}
    ):
        return None
    return head


def _effects(verb: Token) -> Iterator[tuple[Token, int]]:
    """What is brought about, with the direction that inner words give it."""
    inner = [c for c in complements(verb) if c.pos_ in {"VERB", "AUX", "ADJ"} and c.i > verb.i]
    for c in inner[:1]:
        turned = direction(c.lemma_.lower())
        objs = objects(c)
        if turned and objs and c.i < objs[0].i:
            yield objs[0], turned
        else:
            yield c, 1
        return
    for o in objects(verb):
        if o.dep_ != "dative":
            yield o, 1
            return


# --- patterns ------------------------------------------------------------------------------------------------------


def _by_verb(verb: Token, lemma: str, scene: Scene) -> Iterator[Draft]:
    sign = _verbs()[lemma]
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    if particle in {"out", "up"} and lemma in {"cut", "make"}:
        return
    if any(c.dep_ == "agent" for c in verb.children):
        if lemma not in _set("passive"):
            return
        for by in (c for c in verb.children if c.dep_ == "agent"):
            for noun in (p for p in by.children if p.dep_ == "pobj"):
                effect = grammatical_subjects(verb)[:1] or ((verb.head,) if verb.dep_ == "acl" else ())
                if effect and not scene.referent.denoted(noun):
                    yield from _draft(
                        _part(noun, scene), _part(effect[0], scene), sign, verb, verb.text, "cause.passive"
                    )
        return
    if verb.dep_ == "pcomp" and verb.head.lower_ in {"at", "for", "toward", "towards", "to"}:
        return  # a purpose
    if lemma == "make" and not complements(verb):
        return
    if lemma in {
        "require",
        "mean",
        "leave",
        "bring",
        "allow",
        "open",
        "force",
        "push",
        "end",
        "stop",
        "cut",
        "contain",
        "shape",
        "counter",
        "enable",
        "raise",
        "drive",
    } and _weak(verb):
        return
    head = _cause_head(verb, scene)
    if head is None or head.i > verb.i:
        return
    for effect, turned in _effects(verb):
        if scene.referent.denoted(effect) and lemma not in {
            "embolden",
            "weaken",
            "hurt",
            "harm",
            "isolate",
            "strengthen",
            "undermine",
            "damage",
            "force",
            "compel",
            "deter",
            "threaten",
        }:
            continue
        total = sign * turned * (-1 if negated(verb) else 1)
        yield from _draft(
            _part(head, scene), _with_rest(effect, verb, scene), total, verb, verb.text, "cause.verb"
        )


def _weak(verb: Token) -> bool:
    return any(o.lemma_.lower() in _set("weak_objects") for o in objects(verb))


def _with_rest(effect: Token, verb: Token, scene: Scene) -> Part:
    """The effect with what the verb hangs on it: "creates complications for Israel"."""
    first, _ = phrase(effect)
    end = phrase_end(effect) - 1
    for c in verb.children:
        if (
            c.dep_ == "prep"
            and c.i == end + 1
            and c.lower_ in {"for", "to", "in", "with", "on", "between", "among"}
        ):
            end = phrase(c)[1].i
    return _span(first.i, end + 1, scene, effect)


def _risk(token: Token, scene: Scene) -> Iterator[Draft]:
    """ "X risks doing Y", "X risks Y (if Z)": taken by position too, since parsers read "risks" as a noun."""
    nxt = token.nbor(1)
    verbal = token.pos_ == "VERB" or nxt.tag_ == "VBG"
    if not verbal or nxt.lower_ in {"of", "that", "to", "for"}:
        return
    span = scene.sentence.span
    start = span.start
    for t in span.doc[span.start : token.i]:
        if t.text == "," and t.i < token.i - 1 and t.i - span.start <= 6:
            start = t.i + 1
    sign, effect = 1, nxt
    if nxt.tag_ == "VBG":
        turned = direction(nxt.lemma_.lower())
        objs = [c for c in nxt.children if c.dep_ == "dobj"] or [
            t for t in span.doc[nxt.i + 1 : span.end] if t.pos_ == "NOUN"
        ][:1]
        if turned and objs:
            sign, effect = turned, objs[0]
        elif not turned:
            effect = nxt
    elif token.pos_ == "VERB":
        objs = objects(token)
        if not objs:
            return
        effect = objs[0]
    condition = next(
        (
            c
            for c in token.children
            if c.dep_ == "advcl"
            and any(m.lower_ in {"if", "unless"} and m.dep_ == "mark" for m in c.children)
        ),
        None,
    )
    first, last = phrase(effect)
    tail = _span(first.i if effect != nxt else nxt.i, last.i + 1, scene, effect)
    if condition is not None:
        cause = _part(condition, scene)
        subject = next(iter(grammatical_subjects(token)), None)
        if subject is not None:
            owner = scene.referent.denoted(subject)
            tail = Part(tail.text, tuple({r.actor: r for r in (*tail.actors, *owner) if r.actor}.values()))
        yield from _draft(cause, tail, sign, token, token.text, "cause.risk_if", "conditional")
        return
    cause = _span(start, token.i, scene)
    if len(cause.text.split()) <= 2 and not cause.actors:
        return
    if not tail.actors and token.pos_ == "VERB":
        for s in grammatical_subjects(token)[:1]:
            tail = Part(tail.text, tuple(r for r in scene.referent.denoted(s) if r.actor))
    yield from _draft(cause, tail, sign, token, token.text, "cause.risk", "possible")


def _trails(verb: Token) -> bool:
    """A participle after a comma at the end of a clause: ", potentially increasing threats to …"."""
    i = verb.i - 1
    while i > verb.sent.start and verb.doc[i].tag_ == "RB":
        i -= 1
    if verb.dep_ not in {"advcl", "conj"} and not (verb.dep_ == "amod" and i < verb.i - 1):
        return False
    return i > verb.sent.start and verb.doc[i].text in {",", "-"} and verb.i - verb.sent.start > 4


def _trailing(verb: Token, sign: int, scene: Scene) -> Iterator[Draft]:
    span = scene.sentence.span
    if verb.dep_ == "amod":
        effect: Token | None = verb.head
    else:
        found = next(iter(_effects(verb)), None)
        effect, sign = (found[0], sign * found[1]) if found else (None, sign)
    if effect is None or effect.i < verb.i:
        return
    clause = verb.head if verb.dep_ == "advcl" else None
    if clause is not None and not grammatical_subjects(clause):
        clause = None
    subject = grammatical_subjects(clause)[:1] if clause is not None else ()
    if (
        subject
        and scene.referent.denoted(subject[0])
        and verb.lemma_ not in _set("strong")
        and clause is not None
        and _intended(clause)
    ):
        return
    end = verb.i
    start = span.start
    cause = _span(start, end, scene)
    while end > start and (span.doc[end - 1].tag_ == "RB" or span.doc[end - 1].is_punct):
        end -= 1
    cause = _span(start, end, scene)
    first, last = phrase(effect)
    result = _span(max(first.i, verb.i + 1), last.i + 1, scene, effect)
    hedged = any(
        w in {"may", "might", "could", "would"} for t in span.doc[start : verb.i] for w in [t.lower_]
    ) or any(c.lower_ in {"potentially", "possibly", "perhaps"} for c in verb.children)
    yield from _draft(
        cause,
        result,
        sign,
        verb,
        verb.text,
        "cause.result_clause",
        "possible" if hedged or span.doc[verb.i - 1].lower_ == "potentially" else None,
    )


def _intended(clause: Token) -> bool:
    return any(a in {"to"} for a in auxiliaries(clause))


def _prepositional(verb: Token, lemma: str, scene: Scene) -> Iterator[Draft]:
    forward = _data("prepositional").get(lemma)
    if forward:
        for noun in prep(verb, *forward):
            head = next(iter(grammatical_subjects(verb)), None)
            if (
                head is None
                or scene.referent.denoted(head)
                or (lemma in {"give", "pave", "add"} and not _with_word(verb, {"rise", "way", "pressure"}))
            ):
                continue
            effect, sign = noun, 1
            if noun.pos_ == "VERB":
                turned, objs = direction(noun.lemma_.lower()), objects(noun)
                if turned and objs:
                    effect, sign = objs[0], turned
            yield from _draft(
                _part(head, scene),
                _part(effect, scene),
                sign * (-1 if negated(verb) else 1),
                verb,
                verb.text,
                "cause.verb_prep",
            )
    backward = _data("backward").get(lemma)
    if backward:
        for noun in prep(verb, *backward):
            head = next(iter(grammatical_subjects(verb)), None)
            if head is not None and not scene.referent.denoted(noun):
                yield from _draft(
                    _part(noun, scene), _part(head, scene), 1, verb, verb.text, "cause.backward"
                )


def _with_word(verb: Token, words: set[str]) -> bool:
    return any(c.lower_ in words for c in verb.children)


def _condition(mark: Token, scene: Scene) -> Iterator[Draft]:
    condition = mark.head
    main = condition.head
    span = scene.sentence.span
    if (
        condition.dep_ != "advcl" and mark.i <= span.start + 1
    ):  # a parse that lost its way: up to the comma, and after
        comma = next((t.i for t in span if t.text == "," and t.i > mark.i), None)
        if comma is not None:
            yield from _draft(
                _span(mark.i + 1, comma, scene), _span(comma + 1, span.end, scene), _data("conditions")[mark.lower_], span.root, mark.text,
                "cause.condition", "conditional",
            )  # fmt: skip
        return
    if (
        condition.dep_ != "advcl"
        or main.pos_ not in {"VERB", "AUX"}
        or main.lemma_ in {"risk", "ask", "wonder", "see", "know"}
    ):
        return
    sign = _data("conditions")[mark.lower_]
    if negated(main):
        sign = -sign
    yield from _draft(
        _part(condition, scene),
        _main(main, condition, scene),
        sign,
        main,
        mark.text,
        "cause.condition",
        "conditional",
    )


def _main(main: Token, without: Token, scene: Scene) -> Part:
    """The main clause, less the clause that hangs on it."""
    drop = {t.i for t in without.subtree}
    keep = [t.i for t in main.subtree if t.i not in drop]
    if not keep:
        return Part("", ())
    runs: list[list[int]] = [[keep[0]]]
    for i in keep[1:]:
        if i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    best = next((r for r in runs if main.i in r), max(runs, key=len))
    return _span(best[0], best[-1] + 1, scene)


def _clauses(clause: Token, scene: Scene, cue: Token) -> Iterator[Draft]:
    main = clause.head
    if main == clause or clause.dep_ != "advcl":
        return
    yield from _draft(_part(clause, scene), _main(main, clause, scene), 1, main, cue.text, "cause.because")


def _without(token: Token, scene: Scene) -> Iterator[Draft]:
    noun = next((c for c in token.children if c.dep_ in {"pobj", "pcomp"}), None)
    main = token.head
    if (
        noun is None
        or main.pos_ not in {"VERB", "AUX"}
        or not {"would", "could", "will", "can", "may", "might", "cannot"} & set(auxiliaries(main))
    ):
        return
    sign = 1 if negated(main) else -1
    yield from _draft(
        _part(noun, scene), _main(main, token, scene), sign, main, token.text, "cause.without", "conditional"
    )


def _due_to(token: Token, scene: Scene) -> Iterator[Draft]:
    noun = next(
        (t for c in (token, *token.children) for t in c.children if t.dep_ in {"pobj", "pcomp"}), None
    )
    if noun is None:
        return
    main = token.head
    while main.pos_ not in {"VERB", "AUX", "NOUN"} and main.head != main:
        main = main.head
    if main.pos_ == "AUX" or main.lemma_ == "be":
        subject = next((c for c in main.children if c.dep_ in SUBJECT), None)
        effect = _part(subject, scene) if subject is not None else None
    else:
        effect = _main(main, token, scene)
    if effect is not None:
        yield from _draft(
            _part(noun, scene),
            effect,
            1,
            main if main.pos_ in {"VERB", "AUX"} else token,
            f"{token.text} {token.nbor(1).text}",
            "cause.due_to",
        )


def _by_noun(noun: Token, scene: Scene) -> Iterator[Draft]:
    """ "X is the main driver of Y", "a consequence of Y is X"."""
    if noun.dep_ not in {"attr", "pobj"} or noun.head.lemma_ not in {"be", "as", "remain"}:
        return
    verb = noun.head if noun.head.pos_ in {"VERB", "AUX"} else noun.head.head
    subject = next(iter(grammatical_subjects(verb)), None)
    other = next(iter(prep(noun, "of", "for", "behind")), None)
    if subject is None or other is None or scene.referent.denoted(subject):
        return
    a, b = _part(subject, scene), _part(other, scene)
    if noun.lemma_ in {"result", "consequence"}:
        a, b = b, a
    yield from _draft(a, b, 1, verb, noun.text, "cause.noun")


def _result(scene: Scene) -> Iterator[Draft]:
    """ "…, thereby weakening Y" is met as a result clause; a sentence led by "As a result of X, Y" here."""
    span = scene.sentence.span
    text = span.text.lower()
    for lead in ("as a result of", "in response to", "as a consequence of", "in retaliation for"):
        at = text.find(lead)
        if at < 0:
            continue
        inner = span.char_span(at, at + len(lead), alignment_mode="expand")
        if inner is None:
            continue
        noun = next((c for c in inner[-1].children if c.dep_ in {"pobj", "pcomp"}), None)
        if noun is None:
            continue
        main = span.root
        yield from _draft(_part(noun, scene), _main(main, inner[0], scene), 1, main, lead, "cause.response")
