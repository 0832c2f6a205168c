"""What a definite description points back to: "the group", "both governments", "the prime minister"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .grammar import SUBJECT, governors, grammatical_subjects
from .lexicon import entry, words
from .memory import LOOK_BACK
from .principals import principals
from .statement import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .reference import Referent

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}


def described(token: Token, referent: Referent) -> tuple[ActorRef, ...]:
    """Actors that the description headed by `token` points back to; empty where it points to none."""
    determiner = next((c.lower_ for c in token.children if c.dep_ == "det" or c.tag_ == "DT"), "")
    if determiner not in words("nouns", "pointing"):
        return ()
    number = next((c.lower_ for c in token.children if c.dep_ == "nummod"), "")
    if token.tag_ not in {"NNS", "NNPS"}:
        return _one(token, referent)
    if (number == "two" or determiner == "both") and _stands_for_states(token, "pair"):
        return _pair(token, referent)
    return _several(token, number, referent)


def _stands_for_states(token: Token, listed: str) -> bool:
    lemma = token.lemma_.lower()
    return lemma in words("nouns", "descriptions", "state") or lemma in words("nouns", listed)


def _one(token: Token, referent: Referent) -> tuple[ActorRef, ...]:
    """A single actor: the last of the kind that the noun can mean."""
    lemma = token.lemma_.lower()
    after = _named_after(token, referent, persons=False)
    beside = [c.lower_ for c in token.children if c.dep_ in {"compound", "amod"} and c.i == token.i - 1]
    compound = " ".join([*beside, token.lower_])
    for kind, nouns in entry("nouns", "descriptions").items():
        if lemma not in nouns and compound not in nouns:
            continue
        office = compound if compound in nouns else lemma
        for seen in referent.memory.before(token, LOOK_BACK):
            stands = seen.kind == kind or (kind in {"state", "person"} and seen.kind == "office")
            if not stands or seen.ref.actor in after:
                continue
            if kind == "person":
                if seen.ref.actor and referent.may_hold(seen.ref, office):
                    return (seen.ref,)
                continue
            return (replace(seen.ref, sector="GOV") if lemma in {"government", "regime"} else seen.ref,)
    return ()


def _pair(token: Token, referent: Referent) -> tuple[ActorRef, ...]:
    """The two actors that the text is on: "both sides"."""
    besides = _named_after(token, referent, persons=False) | _subjects_over(token, referent)
    return two_at_issue(token, referent, besides)


def the_two(token: Token, referent: Referent) -> tuple[ActorRef, ...]:
    """The pair that "the two" or "the pair" names by itself under "between" or as a subject; else nobody known."""
    counted = any(c.lower_ in {"of", "and"} or c.dep_ == "relcl" for c in token.children)
    alone = token.lower_ != "both" and any(c.lower_ == "the" for c in token.children) and not counted
    placed = token.dep_ in SUBJECT or (
        token.dep_ == "pobj" and token.head.lower_ in {"between", "with", "of"}
    )
    return _pair(token, referent) if alone and placed else ()


def two_at_issue(token: Token, referent: Referent, besides: set[str | None]) -> tuple[ActorRef, ...]:
    """The two actors that the text is on at `token`, in order of the text; empty where it is on fewer.

    Going back sentence by sentence, the first two named are meant where they are two; where more come at once, those
    of the last few sentences met most often in all. Those in `besides` are left out. "Sides" that the text does not set
    against one another are none.
    """
    near: tuple[ActorRef, ...] = ()
    for sentences in range(LOOK_BACK + 1):
        seen = (
            s
            for s in referent.memory.before(token, sentences)
            if s.kind in {"state", "person", "office"} and not s.location
        )
        near = principals(s.ref for s in seen if s.ref.actor not in besides)
        if len(near) == 2:
            return tuple(reversed(near)) if _may_be(near, token, referent) else ()
    most = sorted(near, key=lambda r: -referent.memory.met(r.actor or ""))[:2]
    found = tuple(r for r in reversed(near) if r in most)
    if token.lemma_.lower() in words("nouns", "sides") and referent.memory.on_one_side(found):
        return ()  # "A, B and C left": they are one side
    return found if len(most) == 2 and _may_be(found, token, referent) else ()


def _may_be(pair: tuple[ActorRef, ...], token: Token, referent: Referent) -> bool:
    """Whether two actors may be meant: "sides" are set against one another, "countries" need be no more than two."""
    contest = token.lemma_.lower() in words("nouns", "sides")
    return not contest or referent.memory.opposed(pair, LOOK_BACK)


def parties_to(noun: Token, referent: Referent) -> tuple[ActorRef, ...]:
    """Whose "the dispute" or "the talks" are, where the text does not say so again: the two that it is on."""
    if noun.lemma_.lower() not in words("nouns", "between"):
        return ()
    determiner = next((c.lower_ for c in noun.children if c.dep_ == "det"), "")
    if determiner not in words("nouns", "pointing") or referent.within(noun):
        return ()
    return two_at_issue(noun, referent, set())


def _subjects_over(token: Token, referent: Referent) -> set[str | None]:
    """Who does something to what `token` describes: in "A urged both sides" A is neither."""
    verb = next((g for g in governors(token) if g.pos_ in {"VERB", "AUX"}), None)
    if verb is None or token.dep_ in SUBJECT:
        return set()
    return {r.actor for r in referent.denoted_by(t for t in grammatical_subjects(verb) if t != token)}


def _named_after(token: Token, referent: Referent, *, persons: bool = True) -> set[str | None]:
    """Actors that the rest of the sentence names itself: "the government turned to Moscow" is not Moscow's."""
    entries = (e for t in token.sent if t.i > token.i and not _apposed(t) for e in referent.named(t))
    return {e.actor for e in entries if persons or e.kind != "person"}


def _apposed(token: Token) -> bool:
    return any(t.dep_ == "appos" for t in (token, *governors(token)))


def _several(token: Token, number: str, referent: Referent) -> tuple[ActorRef, ...]:
    """Several actors, "the juntas", "the three governments": a collective, or states named together."""
    if not _stands_for_states(token, "several"):
        return ()
    wanted = _NUMBERS.get(number)
    member = token.lemma_.lower() in words("nouns", "members")
    for seen in referent.memory.before(token, 3 * LOOK_BACK):
        if seen.kind == "collective" or (seen.kind == "organisation" and member):
            return (ActorRef(seen.ref.actor),)
        together = principals(s.ref for s in referent.memory.together(seen) if s.kind in {"state", "place"})
        if len(together) >= 2 and (wanted is None or len(together) == wanted):
            return together
    return ()
