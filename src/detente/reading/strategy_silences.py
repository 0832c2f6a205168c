"""What somebody will not tell: whether a clause leaves open what its doer would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grammar import auxiliaries, is_infinitive, negated
from .lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_LATER = frozenset({"would", "will", "might", "may", "could"})


def kept_open(verb: Token) -> bool:
    """Whether the verb says that its doer keeps back what it would do: "refuses to say whether it would …"."""
    if verb.lemma_ in _words("withholding"):
        told = (c for c in verb.children if c.dep_ == "xcomp" and c.lemma_ in _words("telling"))
        return any(_question_under(c) for c in told)
    if verb.lemma_ in _words("telling") and negated(verb) and verb.dep_ != "xcomp":
        return _question_under(verb)
    if verb.lemma_ in {"leave", "keep"}:
        beside = any(c.lower_ in _words("open") for t in verb.children for c in (t, *t.children))
        asked = any(c.lemma_ == "question" for c in verb.children)
        return beside and (asked or _question_under(verb))
    if verb.lemma_ in {"be", "remain", "stay"}:
        vague = [c for c in verb.children if c.dep_ == "acomp" and c.lower_ in _words("vague")]
        return any(k.dep_ == "prep" for c in vague for k in c.children) or any(
            _question_under(c) for c in vague
        )
    return False


def _words(part: str) -> frozenset[str]:
    return words("strategies", "ambiguity", part)


def _question_under(verb: Token) -> bool:
    """Whether the verb governs a question of what would be done: "whether it would …", "how to …"."""
    inner = [c for c in verb.children if c.dep_ in {"ccomp", "advcl", "xcomp", "pcomp"}]
    inner += [k for c in verb.children if c.dep_ == "prep" for k in c.children if k.dep_ == "pcomp"]
    return any(_asks(c) and (_LATER & {*auxiliaries(c)} or is_infinitive(c)) for c in inner)


def _asks(clause: Token) -> bool:
    marks = (t.lower_ for t in clause.children if t.i < clause.i)
    opening = clause.left_edge.lower_
    return opening in _words("asking") or bool(_words("asking") & {*marks})
