"""Ties told by what one is to another: "X is Y's ally", "view X as a threat", "forces loyal to X", "Iran-backed"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .draft import Draft, Scene
from .grammar import doers, governors, grammatical_subjects, negated, objects, prep
from .lexicon import by_word, words
from .principals import principals
from .sides import pairs, whose
from .statement import ActorRef, Domain, Tie
from .ties import domain, modifiers, nested

if TYPE_CHECKING:
    from spacy.tokens import Token

_AMONG = frozenset({"as", "among", "amongst"})


def roles(scene: Scene) -> Iterator[Draft]:
    """Yield the ties that roles, adjectives and hyphenated participles tell of."""
    for token in scene.sentence.span:
        yield from _by_adjective(token, scene)
        yield from _by_participle(token, scene)
        sign = _sign(token)
        if sign and token.dep_ == "pobj" and token.head.lower_ in _AMONG:
            yield from _by_regard(token, sign, scene)
        elif sign:
            yield from _by_role(token, sign, scene)


def _sign(noun: Token) -> int:
    """What the role says of the tie; of a neighbour only the adjective tells."""
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN":
        return 0
    if lemma in words("ties", "bad_roles"):
        return -1
    if lemma in words("ties", "plain_roles"):
        beside = modifiers(noun)
        return -1 if beside & words("ties", "bad") else int(bool(beside & words("ties", "good")))
    return int(lemma in words("ties", "good_roles"))


def _predicate(noun: Token) -> Token | None:
    """The verb whose subject is said to have the role: "is an ally of", "is one of B's allies", "became B's ally"."""
    counted = noun.dep_ == "pobj" and noun.head.lower_ in {"of", "among"}
    if counted and noun.head.head.lower_ in words("ties", "counting"):
        noun = noun.head.head
    while noun.dep_ == "conj":
        noun = noun.head
    if noun.dep_ in {"attr", "oprd"} or (noun.dep_ == "dobj" and noun.head.lemma_ in {"become", "remain"}):
        return noun.head
    return None


def _by_role(noun: Token, sign: int, scene: Scene) -> Iterator[Draft]:
    """ "X is an ally of Y", "X, Y's main rival", "X and Y are rivals"."""
    referent = scene.referent
    theirs = principals(referent.possessors(noun)) or whose(prep(noun, "of", "to", "for", "with"), scene)
    said = _predicate(noun)
    if said is not None and said.lemma_ == "be" and said.tag_ == "VBD" and not _told(said):
        return  # "was an ally" is no more, as far as it is said
    if noun.lemma_.lower() in words("ties", "supplying_roles"):
        goods = prep(noun, "of")
        theirs = theirs or whose((t for h in (*goods, said or noun) for t in prep(h, "to")), scene)
    who: tuple[ActorRef, ...] = ()
    if said is not None:
        called = noun.dep_ == "oprd" and said.pos_ == "VERB"
        who = principals(referent.denoted_by(objects(said) if called else grammatical_subjects(said)))
        theirs = theirs or tuple(r for r in principals(referent.adjectives(noun)) if r not in who)
        if not theirs and len(who) == 2 and noun.tag_ == "NNS":
            theirs, who = who[:1], who[1:]
    elif noun.dep_ == "appos":
        who = principals(referent.denoted(noun.head))
    elif noun.dep_ == "dobj" and noun.head.lemma_ in words("ties", "finding"):
        # "A found a friend in B"
        theirs = theirs or principals(referent.denoted_by(doers(noun.head)))
        who = principals(referent.denoted_by((*prep(noun, "in"), *prep(noun.head, "in"))))
    else:
        apposed = (principals(referent.denoted(c)) for c in noun.children if c.dep_ == "appos")
        who = principals(nested(noun, scene)) or next(filter(None, apposed), ())
    if theirs == who and noun.dep_ == "attr" and noun.head.dep_ == "relcl":
        # "A avoided B, which is its ally": nobody is his own ally, so "its" is A's
        main = next((g for g in governors(noun.head) if g.pos_ == "VERB"), None)
        theirs = principals(referent.denoted_by(doers(main))) if main is not None else ()
    most = any(c.tag_ in {"JJR", "RBR"} for c in noun.children)  # "no better friend"
    denied = any(c.dep_ == "neg" or c.lower_ == "no" for c in noun.children) and not most
    other = said is not None and any(c.dep_ == "neg" and c.i > noun.i for c in said.children)  # "X, not Y"
    if denied or (said is not None and negated(said) and not other):
        sign = -1 if sign == 1 else 0
    for a, b in pairs(theirs, who):
        content = Tie(a, b, _played(noun), sign, 0)
        yield Draft(content, noun, noun.text, "tie.role", noun=True, negated=False, path=noun.text)


def _told(verb: Token) -> bool:
    """Whether a clause is told in the past because the telling is: "said that A was an ally"."""
    return verb.dep_ in {"ccomp", "advcl"} or any(c.dep_ in {"ccomp", "parataxis"} for c in verb.children)


def _played(noun: Token) -> Domain:
    """The domain of a role: by the words beside it, by what is supplied, by the role itself."""
    default: Domain = "economic" if noun.lemma_.lower() in words("ties", "economic_roles") else "diplomatic"
    supplied = {t.lemma_.lower() for t in prep(noun, "of")}
    if noun.lemma_.lower() in words("ties", "supplying_roles") and supplied & words(
        "ties", "exchange", "arms"
    ):
        return "military"
    return domain(noun, modifiers(noun), default)


def _by_regard(noun: Token, sign: int, scene: Scene) -> Iterator[Draft]:
    """ "A views B as a threat", "A counts B among its friends": a tie of whoever views to whom."""
    verb = noun.head.head
    viewers = principals(scene.referent.denoted_by(doers(verb)))
    judged = principals(scene.referent.denoted_by(objects(verb)))
    for a, b in pairs(viewers, judged):
        content = Tie(a, b, "diplomatic", sign, 0)
        yield Draft(content, verb, noun.text, "tie.regard", path=f"{verb.text}>{noun.head.text}>{noun.text}")


def _by_adjective(adjective: Token, scene: Scene) -> Iterator[Draft]:
    """ "Forces loyal to X", "Y is hostile to X"."""
    word, head = adjective.lower_, adjective.head
    good = word in words("ties", "good_adjectives")
    if not good and word not in words("ties", "bad_adjectives"):
        return
    referent = scene.referent
    other = principals(referent.denoted_by(prep(adjective, "to", "with", "toward", "towards")))
    if adjective.dep_ in {"acomp", "oprd", "ROOT"}:
        one = principals(
            referent.denoted_by(grammatical_subjects(head if adjective.dep_ != "ROOT" else adjective))
        )
        denied = negated(head)
    elif head.pos_ in {"NOUN", "PROPN"} and head.i < adjective.i:
        one, denied = principals(referent.denoted(head)), False
    else:
        return
    sign = (0 if denied else -1) if not good else (-1 if denied else 1)
    for a, b in pairs(one, other):
        content = Tie(a, b, "diplomatic", sign, 0)
        yield Draft(
            content, adjective, adjective.text, "tie.adjective", noun=True, negated=False, path=head.text
        )


def _by_participle(participle: Token, scene: Scene) -> Iterator[Draft]:
    """ "The Iran-backed Houthis": a tie of who stands before the hyphen to who is named."""
    domain = by_word("ties", "joined").get(participle.lower_)
    if domain is None or participle.i < scene.sentence.span.start + 2 or participle.nbor(-1).text != "-":
        return
    backer = principals(scene.referent.among([participle.nbor(-2)]))
    backed = principals(scene.referent.denoted(participle.head))
    for a, b in pairs(backer, backed):
        content = Tie(a, b, domain, 1, 0)
        yield Draft(
            content, participle, participle.text, "tie.participle", noun=True, path=participle.head.text
        )
