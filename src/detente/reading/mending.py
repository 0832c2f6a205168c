"""Slips of the parser and lemmatizer that recur in news prose, put right before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lexicon import entry, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def mend(doc: Doc) -> None:
    """Put right what recurs: lemmas that matter here, and clauses that go on after a tag of speech."""
    _mend_verbs(doc)
    _mend_lemmas(doc)
    _mend_after_tags(doc)
    _mend_around_tags(doc)
    _mend_after_dates(doc)
    _mend_after_perfects(doc)


def _mend_verbs(doc: Doc) -> None:
    """A word under "would" or "may" is a verb, whatever the tagger took it for."""
    for token in doc:
        if token.pos_ == "NOUN" and any(c.dep_ == "aux" and c.tag_ == "MD" for c in token.children):
            token.pos_, token.tag_ = "VERB", "VB"


def _mend_lemmas(doc: Doc) -> None:
    for token in doc:
        if token.pos_ in {"NOUN", "VERB"}:
            slips = entry("grammar", "noun_lemmas" if token.pos_ == "NOUN" else "verb_lemmas")
            token.lemma_ = slips.get(token.lower_, token.lemma_)


def _mend_around_tags(doc: Doc) -> None:
    """ "A, she said in March, has weakened": A is what has weakened, not a loose word of "said"."""
    for token in doc:
        said = token.head
        if token.dep_ == "ccomp" and token.i < said.i and token.lemma_ in words("speech", "quoting"):
            subjects = [c for c in token.children if c.dep_ == "nsubj" and c.i < token.i]
            if len(subjects) == 2:  # "A, B told C, has weakened"
                subjects[0].head, token.dep_ = said, "parataxis"
        elif _is_tag_within(token):
            token.head, token.dep_ = said.head, "parataxis"
        elif (
            token.dep_ == "dep"
            and token.pos_ in {"NOUN", "PROPN"}
            and said.lemma_ in words("speech", "quoting")
        ):
            told = next((c for c in said.children if c.dep_ == "ccomp" and c.i > said.i), None)
            if told is not None and token.i < said.i and not any(c.dep_ in _SUBJECT for c in told.children):
                token.head, token.dep_ = told, "nsubj"


def _is_tag_within(token: Token) -> bool:
    """Whether a verb of speaking with its own subject is set into a clause, though parsed as a relative clause."""
    if token.dep_ != "relcl" or token.lemma_ not in words("speech", "quoting"):
        return False
    subjects = [c for c in token.children if c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"}]
    relative = any(
        c.tag_ in {"WDT", "WP", "WP$", "WRB"} or (c.dep_ == "prep" and c.i < token.i) for c in token.children
    )
    set_off = token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ","
    return bool(subjects) and not relative and set_off and token.head.head.pos_ in {"VERB", "AUX"}


def _mend_after_tags(doc: Doc) -> None:
    """ "A would do B, she said, and could do C": C goes on from B, not from "said"."""
    for token in doc:
        tag = token.head
        if token.dep_ != "conj" or tag.lemma_ not in words("speech", "quoting"):
            continue
        if any(c.dep_ in _SUBJECT for c in token.children):
            continue
        told = next((c for c in tag.children if c.dep_ == "ccomp" and c.i < tag.i), None)
        if tag.dep_ == "parataxis":
            token.head = tag.head
        elif told is not None and any(c.tag_ == "MD" for c in token.children):
            token.head = told


def _mend_after_dates(doc: Doc) -> None:
    """ "On Friday Chad closed its border": Chad closes it, and is no part of the date."""
    days = entry("dates", "weekdays").keys() | entry("dates", "months").keys()
    for day in doc:
        name = day.head
        when = name.head
        if day.dep_ != "compound" or day.lower_ not in days or name.dep_ != "pobj" or name.i != day.i + 1:
            continue
        verb = when.head
        if verb.pos_ == "VERB" and when.i == day.i - 1 and not any(c.dep_ in _SUBJECT for c in verb.children):
            name.head, name.dep_ = verb, "nsubj"
            day.head, day.dep_ = when, "pobj"


def _mend_after_perfects(doc: Doc) -> None:
    """ "A denied that B had used force and accused C": A accused, as the tense says."""
    for token in doc:
        told, said = token.head, token.head.head
        if token.dep_ != "conj" or token.tag_ != "VBD" or told.dep_ != "ccomp" or said.tag_ != "VBD":
            continue
        perfect = told.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ == "had" for c in told.children)
        if perfect and not any(c.dep_ in _SUBJECT | {"aux"} for c in token.children):
            token.head = said
