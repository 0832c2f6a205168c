"""Who does what in a parse: subjects, objects, complements, with control, coordination and passives undone.

Pure functions over spaCy tokens (Universal-like CLEAR labels). Nothing here knows actors.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The token and everything coordinated with it from it on, in order."""
    found = [token]
    queue = [token]
    while queue:
        head = queue.pop()
        for child in head.children:
            if child.dep_ == "conj":
                found.append(child)
                queue.append(child)
    return tuple(sorted(found, key=lambda t: t.i))


def nominal(token: Token) -> bool:
    """Whether the token can head a noun phrase."""
    return token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"} or token.tag_ in {
        "PRP",
        "WP",
        "WDT",
        "DT",
        "CD",
    }


def inverted_speaker(verb: Token) -> Token | None:
    """Who speaks in an inverted tag that the parser takes for an object: "… , warned the minister"."""
    if any(c.dep_ in SUBJECT and c.i < verb.i for c in verb.children) or verb.tag_ not in {"VBD", "VBN"}:
        return None
    if any(c.dep_ in {"aux", "auxpass"} for c in verb.children):
        return None
    before = verb.doc[verb.i - 1].text if verb.i > verb.sent.start else ""
    if before not in {",", '"', "'"}:
        return None
    return next((c for c in verb.children if c.dep_ in {"dobj", "nsubj"} and c.i > verb.i), None)


def controls_object(verb: Token) -> bool:
    """Whether an infinitive under the verb is done by its object: "urges X to leave"."""
    return verb.lemma_ in words("grammar", "object_control")


def is_infinitive(verb: Token) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive: with its auxiliary, or a bare past participle that modifies."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return True
    if (
        verb.tag_ == "VBN"
        and verb.dep_ == "conj"
        and not any(c.dep_ in {"aux", "nsubj"} for c in verb.children)
    ):
        return is_passive(verb.head)
    return False


def _own_subjects(verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ in SUBJECT]
    return found or [
        s for c in verb.children if c.dep_ in {"aux", "auxpass"} for s in c.children if s.dep_ in SUBJECT
    ]


def grammatical_subjects(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Heads of what stands as subject of `verb`, inherited where the clause has none of its own.

    Relative pronouns give their antecedent, controlled infinitives their controller, participles and
    coordinated verbs the subject of the clause they hang on.
    """
    if depth > 6:
        return ()
    own = _own_subjects(verb)
    if own:
        heads: list[Token] = []
        for s in own:
            if s.lower_ in _RELATIVE and s.tag_ in {"WP", "WDT", "IN"}:
                clause = verb
                while clause.dep_ in {"conj", "xcomp", "ccomp"} and clause.head.dep_ in {"relcl", "conj"}:
                    clause = clause.head
                if clause.dep_ == "relcl":
                    heads.extend(conjuncts(clause.head) if s.lower_ in {"who", "that"} else [clause.head])
                continue
            heads.extend(conjuncts(s))
        return tuple(heads)
    head = verb.head
    if verb.dep_ == "conj" and head != verb:
        return grammatical_subjects(head, depth + 1)
    if verb.dep_ in {"xcomp", "advcl"} and head.lemma_ in words("grammar", "preposition_control"):
        asked = [t for t in prep(head, "on", "upon", "to", "with") if t.i < verb.i]
        if asked and is_infinitive(verb):  # "called on X to leave"
            return tuple(asked)
    if verb.dep_ in {"xcomp", "ccomp"}:
        if head.pos_ in {"VERB", "AUX"}:
            if controls_object(head):
                direct = [c for c in head.children if c.dep_ in {"dobj", "dative"} and c.i < verb.i]
                if direct:
                    return tuple(t for d in direct for t in conjuncts(d))
                if is_passive(head):
                    return grammatical_subjects(head, depth + 1)
            return grammatical_subjects(head, depth + 1)
        if head.pos_ in {"ADJ", "NOUN"} and head.dep_ in {"acomp", "attr", "oprd"}:
            return grammatical_subjects(head.head, depth + 1)
        return ()
    if verb.dep_ == "advcl":
        return grammatical_subjects(head, depth + 1)
    if verb.dep_ == "pcomp":
        anchor = head.head
        if anchor.lemma_ in words("grammar", "equating"):
            return ()
        if anchor.pos_ in {"VERB", "AUX"}:
            if anchor.lemma_ in words("grammar", "object_of_gerund"):  # "accuses X of arming Y"
                return objects(anchor)
            return grammatical_subjects(anchor, depth + 1)
        if anchor.pos_ in {"NOUN", "PROPN"}:
            return (anchor,)
        return ()
    if verb.dep_ == "acl":
        return (head,)
    return ()


def doers(verb: Token) -> tuple[Token, ...]:
    """Heads of who does what the verb says: subjects of the active, agents of the passive."""
    if is_passive(verb):
        return tuple(
            t
            for c in verb.children
            if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")
            for p in c.children
            if p.dep_ == "pobj"
            for t in conjuncts(p)
        )
    return grammatical_subjects(verb)


def objects(verb: Token) -> tuple[Token, ...]:
    """Heads of what the verb is done to: direct objects of the active, subjects of the passive."""
    if is_passive(verb):
        if verb.dep_ == "acl":
            return (verb.head,)
        return grammatical_subjects(verb)
    found: list[Token] = []
    for c in verb.children:
        if c.dep_ in {"dobj", "dative"} and nominal(c):
            if c.lower_ in _RELATIVE and c.tag_ in {"WP", "WDT", "IN"}:
                clause = verb
                while clause.dep_ in {"xcomp", "ccomp", "conj"}:
                    clause = clause.head
                if clause.dep_ == "relcl":
                    found.extend(conjuncts(clause.head)[:1])
                continue
            found.extend(conjuncts(c))
    if not found:  # "arm and train the rebels": the object stands with the last verb only
        for c in verb.children:
            if c.dep_ == "conj" and c.pos_ == "VERB" and not any(k.dep_ in SUBJECT for k in c.children):
                return objects(c) if c.i - verb.i <= 3 else ()
    return tuple(found)


def kept_from(verb: Token) -> tuple[Token, ...]:
    """Gerunds that the object of the verb is kept from: "stop X from gaining a foothold"."""
    if verb.lemma_ not in words("grammar", "keeping_from"):
        return ()
    return tuple(
        t
        for c in verb.children
        for p in (c, *(k for k in c.children if c.dep_ == "dobj"))
        if p.dep_ == "prep" and p.lower_ == "from"
        for g in p.children
        if g.dep_ == "pcomp" and g.pos_ in {"VERB", "AUX"}
        for t in conjuncts(g)
    )


def preps(head: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, noun) for every prepositional phrase of `head`, coordinated nouns each."""
    for c in head.children:
        if c.dep_ in {"prep", "agent"} or (c.dep_ == "dative" and c.pos_ == "ADP"):
            word = c.lower_
            for p in c.children:
                if p.dep_ == "pobj":
                    for t in conjuncts(p):
                        yield word, t
                elif p.dep_ == "prep":
                    for q in p.children:
                        if q.dep_ == "pobj":
                            for t in conjuncts(q):
                                yield f"{word} {p.lower_}", t
                elif p.dep_ == "pcomp":
                    yield word, p


def prep(head: Token, *prepositions: str) -> tuple[Token, ...]:
    """Nouns under any of the `prepositions` of `head`."""
    return tuple(t for word, t in preps(head) if word in prepositions)


def complements(verb: Token) -> tuple[Token, ...]:
    """Heads of the clauses that the verb takes: infinitives, that-clauses, coordinated ones each."""
    return tuple(
        t
        for c in verb.children
        if c.dep_ in {"xcomp", "ccomp"}
        for t in conjuncts(c)
        if t == c or not (_finite_after_infinitive(c, t) or _set_aside(t))
    )


def _finite_after_infinitive(first: Token, second: Token) -> bool:
    """Whether a verb coordinated with an infinitive is finite: then it is no second infinitive."""
    return first.tag_ == "VB" and second.tag_ in {"VBD", "VBZ"}


def _set_aside(token: Token) -> bool:
    """Whether "rather than" stands before the word: what is not wanted."""
    before = [t.lower_ for t in token.doc[max(token.sent.start, token.i - 3) : token.i]]
    return "rather" in before and "than" in before


def negated(token: Token) -> bool:
    """Whether grammar negates the token: "not", "never", "no longer", "fails to"; or its noun is none."""
    if token.dep_ == "xcomp" and token.head.lemma_ in {"fail", "avoid", "neglect", "cease"}:
        return not negated(token.head)
    before = token.doc[token.i - 2].lower_ if is_infinitive(token) and token.i - 2 >= token.sent.start else ""
    if before == "yet" and token.dep_ in {"xcomp", "acl", "advcl", "ccomp"}:  # "has yet to recognise"
        return token.head.lemma_ in {"have", "be", "remain"}
    for c in token.children:
        if c.dep_ == "neg" and not _not_merely(c):
            return True
        if c.dep_ in {"advmod", "preconj"} and c.lower_ in words("grammar", "negative_adverbs"):
            return True
        if c.dep_ == "advmod" and c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children):
            return True
        if c.dep_ == "det" and c.lower_ in {"no", "neither"}:
            return True
        if c.dep_ == "aux" and any(g.dep_ == "neg" for g in c.children):
            return True
        if c.dep_ == "dobj" and any(
            d.dep_ in {"preconj", "det", "cc"} and d.lower_ == "neither" for d in c.children
        ):
            return True
        if c.dep_ in {"nsubj", "nsubjpass"} and any(
            d.dep_ == "det" and d.lower_ in {"no", "neither"} for d in c.children
        ):
            return True
    if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"} and token.head.pos_ in {"VERB", "AUX"}:
        between = {t.lower_ for t in token.doc[token.head.i : token.i]}
        own = any(c.dep_ in SUBJECT or c.dep_ == "aux" for c in token.children)
        if not own and ("or" in between or "nor" in between):
            return negated(token.head)
    return False


def _not_merely(neg: Token) -> bool:
    nxt = neg.doc[neg.i + 1] if neg.i + 1 < len(neg.doc) else None
    return nxt is not None and nxt.lower_ in words("grammar", "focus_adverbs")


def _reports_will(verb: Token) -> bool:
    """Whether a clause with "would" tells what somebody said will happen, no condition in sight."""
    subjects = grammatical_subjects(verb)
    rather = any(c.dep_ == "advmod" and c.lower_ in {"rather", "sooner"} for c in verb.children)
    if rather or not subjects or not all(s.pos_ in {"PROPN", "PRON"} for s in subjects):
        return False  # "said a blockade would …": were there one
    clause = verb
    while clause.dep_ == "conj" and clause.head.pos_ in {"VERB", "AUX"}:
        clause = clause.head
    said = clause.head
    told = (
        clause.dep_ == "ccomp" and said.tag_ in {"VBD", "VBN"} and said.lemma_ in words("speech", "quoting")
    )
    if any(c.dep_ == "prep" and c.lower_ in {"without", "absent"} for c in clause.children):
        return False
    conditions = (m for c in clause.children if c.dep_ == "advcl" for m in c.children if m.dep_ == "mark")
    return told and not any(m.lower_ in {"if", "unless"} for m in conditions)


def auxiliaries(verb: Token) -> tuple[str, ...]:
    """Lower-case auxiliaries of the verb ("will", "may"), inherited by coordinated verbs that have none.

    The "would" of reported speech ("said that it would leave") is the "will" that was said.
    """
    own = tuple(c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"})
    if "would" in own and _reports_will(verb):
        return tuple("will" if word == "would" else word for word in own)
    if (
        not own
        and verb.dep_ == "conj"
        and verb.head.pos_ in {"VERB", "AUX"}
        and verb.tag_ in {"VB", "VBN", "VBG"}
    ):
        return auxiliaries(verb.head)
    return own


def governors(token: Token) -> Iterator[Token]:
    """Yield the heads above a token, nearest first."""
    while token.head != token:
        token = token.head
        yield token


def clause_of(token: Token) -> Token:
    """The nearest verb at or above a token, else the sentence's root."""
    for t in (token, *governors(token)):
        if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"aux", "auxpass", "amod"}:
            return t
    return token.sent.root


def phrase(token: Token) -> tuple[Token, Token]:
    """First and last token of the phrase or clause that `token` heads, punctuation at the ends left out."""
    # a subtree can be torn by parser errors: keep the run that holds the head
    by_index = {t.i for t in token.subtree if not t.is_space}
    lo = hi = token.i
    while lo - 1 in by_index:
        lo -= 1
    while hi + 1 in by_index:
        hi += 1
    first, last = token.doc[lo], token.doc[hi]
    while first.i < token.i and (first.is_punct or first.lower_ in {"and", "but", "that"}):
        first = token.doc[first.i + 1]
    while last.i > token.i and last.is_punct and last.text not in {'"', "'", ")"}:
        last = token.doc[last.i - 1]
    return first, last


def phrase_end(head: Token) -> int:
    """Index after a phrase, without a clause or apposition that a comma or dash sets off."""
    _, last = phrase(head)
    for t in head.doc[head.i + 1 : last.i + 1]:
        if (
            t.dep_ in {"relcl", "appos"}
            and t.left_edge.i > head.i + 1
            and t.left_edge.nbor(-1).text in {",", "-"}
        ):
            return t.left_edge.i - 1
    return last.i + 1


def over_another(noun: Token) -> frozenset[int]:
    """Indices of what a thing is preferred over: "prefers A's influence over B's"."""
    if noun.head.lemma_ not in {"prefer", "favor", "favour"}:
        return frozenset()
    return frozenset(
        t.i for c in noun.children if c.dep_ == "prep" and c.lower_ in {"over", "to"} for t in c.subtree
    )
