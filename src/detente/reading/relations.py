"""Relations: how the actors that a sentence mentions stand to each other, from mention to mention.

Statements hold principals; this is the view below them, which also has actors of no known principal ("rebel fighters").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from ..sources.article import Article
from .gazetteer import Gazetteer
from .grammar import conjuncts, doers, governors, grammatical_subjects, is_passive, negated, objects, preps
from .lexicon import words
from .mentions import Found, Mention, in_sentences

if TYPE_CHECKING:
    from spacy.tokens import Token

RelationKind = Literal["fights", "backs", "talks", "heads", "likes", "dislikes"]
KINDS: tuple[RelationKind, ...] = get_args(RelationKind)
_OWNERS = frozenset({"poss", "compound", "amod", "nmod"})
_WIDEST = 4  # at most so many on either side of one cue


@dataclass(frozen=True, slots=True)
class Relation:
    """One actor's relation to another in the words of one sentence: `cue` is the word that says it.

    `fights` covers attack, capture and resistance; `backs` help and alliance; `talks` any exchange of words; `heads`
    who leads an actor or holds a place; `likes` and `dislikes` judgement of another. What is denied is left out.
    """

    kind: RelationKind
    source: Mention
    target: Mention
    cue: str


def relations(articles: Iterable[Article], *, gazetteer: Gazetteer | None = None) -> tuple[Relation, ...]:
    """Find relations between mentions, in order of the articles and of their text."""
    gazetteer = gazetteer or Gazetteer.default()
    return tuple(
        r for article in articles for found in in_sentences(article, gazetteer) for r in _in_sentence(found)
    )


def _in_sentence(found: Found) -> Iterator[Relation]:
    """Relations of one sentence, each once."""
    seen: set[tuple[str, int, int]] = set()
    ends = Ends(found)
    for token in found.sentence.span:
        for kind, sources, targets in _said_by(token, ends):
            for s in sources[:_WIDEST]:
                for t in targets[:_WIDEST]:
                    key = (kind, s.start, t.start)
                    if s.start != t.start and key not in seen and _can_stand(kind, s, t):
                        seen.add(key)
                        yield Relation(kind, s, t, token.text)


def _can_stand(kind: RelationKind, source: Mention, target: Mention) -> bool:
    """Whether actors of these kinds can stand so: places do nothing and are neither helped nor talked to."""
    if source.kind in {"place", "group"}:
        return False
    return target.kind != "place" or kind in {"fights", "heads"}


class Ends:
    """The mentions of one sentence by the words of its parse."""

    def __init__(self, found: Found) -> None:
        self._by_token = {i: m for span, m in found.pairs for i in range(span.first, span.last + 1)}
        self._inner = {span.head.i: m for span, m in found.within}

    def at(self, token: Token) -> Mention | None:
        """The mention that a word is part of."""
        return self._by_token.get(token.i)

    def inner(self, token: Token) -> Mention | None:
        """The mention that a word is part of, or that it is inside another's."""
        return self._inner.get(token.i) or self.at(token)

    def of(self, tokens: Iterable[Token], *, through: bool = True) -> list[Mention]:
        """Mentions that words stand for: themselves, else (`through`) whose the things are that they name."""
        found: dict[int, Mention] = {}
        for token in tokens:
            own = self.at(token)
            meant = [own] if own is not None else self.owners(token) if through else []
            examples = (t for word, t in preps(token) if word in {"such as", "including", "like"})
            for m in (*meant, *(e for t in examples if (e := self.at(t)) is not None)):
                found.setdefault(m.start, m)
        return list(found.values())

    def owners(self, noun: Token) -> list[Mention]:
        """Whose a thing is: by what stands before it, else who does it, else under "of" and the like."""
        if noun.pos_ not in {"NOUN", "PROPN"}:
            return []
        if noun.dep_ == "attr":  # "Kisumu is the only town held by …"
            return [m for t in doers(noun.head) if (m := self.at(t)) is not None]
        if found := self.before(noun) or self.agents(noun):
            return found
        inner = (t for word, t in preps(noun) if word in {"of", "from", "such as", "including", "in"})
        return [m for t in inner if (m := self.at(t)) is not None]

    def before(self, noun: Token) -> list[Mention]:
        """Whose a thing is by what stands before the noun: "Kenya's", "Kenyan"."""
        left = [t for c in noun.lefts if c.dep_ in _OWNERS for t in conjuncts(c)]
        found = [m for t in left if (m := self.at(t)) is not None]
        return found or [m for t in left for g in t.children if (m := self.at(g)) is not None]

    def agents(self, noun: Token) -> list[Mention]:
        """Who does what a noun names: "a raid by X", "a raid that X led", "the help given by X"."""
        by = [t for word, t in preps(noun) if word == "by"]
        by += [t for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" for t in doers(c)]
        return [m for t in by if (m := self.at(t)) is not None]

    def around(self, token: Token) -> list[Mention]:
        """Who acts where the word names no one: whose a noun above it is, or the doer of a clause above it."""
        below = token
        for g in governors(token):
            if below.dep_ in {"ccomp", "parataxis"} or g.lower_ in words("relations", "apart"):
                break
            if g.pos_ in {"VERB", "AUX"}:
                if g.lemma_.lower() in words("relations", "telling") and below.dep_ != "advcl":
                    break
                who = doers(g) or (objects(g) if is_passive(g) else ())
                if found := self.of(t for t in who if t != token and not token.is_ancestor(t)):
                    return found
            elif g.pos_ in {"NOUN", "PROPN"}:
                own = self.at(g)
                if found := [own] if own is not None else self.before(g) or self.agents(g):
                    return found
            below = g
        return []


_Said = tuple[RelationKind, list[Mention], list[Mention]]


def _said_by(token: Token, ends: Ends) -> Iterator[_Said]:
    """What one word says: the kind of relation, who stands in it, and to whom."""
    naming = any(c.dep_ == "oprd" for c in token.children)  # "called him a liar"
    if token.pos_ == "VERB" and token.dep_ not in {"aux", "auxpass", "amod"} and not naming:
        if not negated(token):
            yield from _by_verb(token, ends)
        elif token.lemma_.lower() in words("relations", "dislikes", "denied"):
            below = [
                t for c in token.children if c.dep_ in {"ccomp", "xcomp"} for t in grammatical_subjects(c)
            ]
            yield "dislikes", ends.of(doers(token)), ends.of((*objects(token), *below))
    elif token.pos_ == "NOUN":
        yield from _by_noun(token, ends)
    elif token.pos_ == "ADJ" and token.dep_ == "acomp":
        yield from _by_adjective(token, ends)
    yield from _by_role(token, ends)
    yield from _by_compound(token, ends)


def _by_verb(verb: Token, ends: Ends) -> Iterator[_Said]:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    lemma = verb.lemma_.lower()
    joined = f"{lemma}_{particle}" if particle else lemma
    sources = ends.of(doers(verb)) or (_in_the_course(verb, ends) if is_passive(verb) else ends.around(verb))
    things = objects(verb)
    for kind in KINDS:
        verbs = words("relations", kind, "verbs")
        if not verbs & {joined, lemma}:
            continue
        targets = ends.of(things, through=kind != "talks")
        if not targets or kind == "talks":
            under = words("relations", kind, "to") - ({"by", "of"} if lemma != "stand" else {"of"})
            targets += ends.of((t for word, t in preps(verb) if word in under), through=kind != "talks")
        mutual = kind == "talks" and lemma in words("relations", "talks", "mutual")
        if mutual and not targets:
            yield from _among(kind, sources)
        yield kind, sources, targets
        if mutual:
            yield kind, targets, sources
    if {joined, lemma} & words("relations", "heads", "holding"):
        held = ends.of(things)
        yield "heads", sources, [t for t in held if t.kind == "place"]
        yield "fights", sources, [t for t in held if t.kind != "place"]
        yield "fights", sources, ends.of(t for word, t in preps(verb) if word == "from")
    if lemma in words("relations", "freeing"):
        yield "fights", sources, ends.of(t for word, t in preps(verb) if word in {"from", "of"})
    if is_passive(verb) and lemma in words("relations", "dislikes", "felt"):
        yield "dislikes", ends.of(things), ends.of(doers(verb))


def _in_the_course(verb: Token, ends: Ends) -> list[Mention]:
    """Who does it where the passive names it with an occasion: "was killed in a raid by X"."""
    fights = words("relations", "fights", "nouns")
    occasions = [
        t for word, t in preps(verb) if word in {"in", "by", "during"} and t.lemma_.lower() in fights
    ]
    return [m for t in occasions for m in ends.before(t) or ends.agents(t)]


def _among(kind: RelationKind, actors: list[Mention]) -> Iterator[_Said]:
    """What actors do together, each toward each."""
    for actor in actors:
        yield kind, [actor], [other for other in actors if other is not actor]


def _by_noun(noun: Token, ends: Ends) -> Iterator[_Said]:
    lemma = noun.lemma_.lower()
    for kind in KINDS:
        if lemma not in words("relations", kind, "nouns"):
            continue
        to = words("relations", kind, "to")
        if kind == "fights" and lemma in words("relations", "fights", "of"):
            to = to | {"of"}
        between = ends.of(t for word, t in preps(noun) if word == "between")
        if len(between) > 1:
            yield from _among(kind, between)
            continue
        targets = ends.of((t for word, t in preps(noun) if word in to - {"by"}), through=kind != "talks")
        targets = targets or _beside_verb(noun, kind, ends)
        sources = ends.agents(noun) or ends.before(noun) or _helped_in(noun, kind, ends) or ends.around(noun)
        if kind == "backs" and noun.dep_ == "pobj" and noun.head.lower_ == "with":
            sources, targets = targets, sources  # "with the help of X"
        yield kind, sources, targets
        if kind == "talks" and lemma in words("relations", "talks", "mutual"):
            yield kind, targets, sources


def _beside_verb(noun: Token, kind: RelationKind, ends: Ends) -> list[Mention]:
    """To whom something is done that a verb carries: "deal X a defeat", "A's strikes left a mark on X"."""
    verb = noun.head
    if verb.pos_ != "VERB" or noun.dep_ not in {"dobj", "nsubj"}:
        return []
    to = words("relations", kind, "to") - {"by", "of"} if noun.dep_ == "dobj" else {"against"}
    given = (
        [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"] if noun.dep_ == "dobj" else []
    )
    return ends.of((*given, *(t for word, t in preps(verb) if word in to)), through=kind != "talks")


def _helped_in(noun: Token, kind: RelationKind, ends: Ends) -> list[Mention]:
    """Who fights where somebody is helped in the fight: "support for X in its war against Y"."""
    if kind != "fights" or noun.dep_ != "pobj" or noun.head.lower_ not in {"in", "during"}:
        return []
    helping = noun.head.head
    backing = [helping, *(c for c in helping.children if c.dep_ == "dobj")]
    help_ = [t for t in backing if t.lemma_.lower() in words("relations", "backs", "nouns")]
    if help_:
        return ends.of(t for h in help_ for word, t in preps(h) if word in {"for", "of", "to"})
    return ends.of(objects(helping)) if helping.lemma_.lower() in words("relations", "backs", "verbs") else []


def _by_adjective(adjective: Token, ends: Ends) -> Iterator[_Said]:
    for kind in ("likes", "dislikes"):
        if adjective.lemma_.lower() in words("relations", kind, "adjectives") and not negated(adjective.head):
            under = [t for word, t in preps(adjective) if word in words("relations", kind, "to")]
            yield kind, ends.of(doers(adjective.head)), ends.of(under)


def _by_role(token: Token, ends: Ends) -> Iterator[_Said]:
    """Who heads what by an office: "Ada Example, commander of the Ghost Brigade"."""
    if token.lemma_.lower() not in words("relations", "heads", "roles"):
        return
    who = ends.at(token)
    if who is None or who.kind != "person":
        return
    named = [token.head] if token.dep_ == "appos" else []
    named += [c for c in token.children if c.dep_ == "appos"]
    person = next((m for t in named if (m := ends.at(t)) is not None and m.kind == "person"), who)
    named += [t for t in token.doc[token.i + 2 : token.i + 4] if token.nbor(1).text == ","]
    over = [t for t in named if (m := ends.at(t)) is not None and m.kind == "organisation"]
    over += [t for word, t in preps(token) if word == "of" and t.lower_ != "staff"] + [
        c for c in token.lefts if c.dep_ == "compound"
    ]
    yield "heads", [person], [m for t in over if (m := ends.inner(t)) is not None and m.kind != "person"]


def _by_compound(token: Token, ends: Ends) -> Iterator[_Said]:
    """What a compound says: "the Iran-backed militia", "rebel-held towns"."""
    if token.i < 2 or token.nbor(-1).text != "-":
        return
    for kind in ("heads", "backs"):
        if token.lower_ in words("relations", kind, "joined"):
            source, target = ends.inner(token.nbor(-2)), ends.at(token.head)
            if source is not None and target is not None:
                yield kind, [source], [target]
