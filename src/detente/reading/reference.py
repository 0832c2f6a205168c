"""Which actor a noun phrase or pronoun stands for, and whose a thing is.

A `Referent` resolver lives as long as one article: names and titles introduced once hold to its end
("Colonel Assimi Goita", later "Goita"), pronouns and descriptions look back a few sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from ..data import vocabulary
from .gazetteer import Entry, Gazetteer, Mention
from .grammar import SUBJECT, conjuncts, governors, grammatical_subjects, inverted_speaker, over_another, prep
from .statement import ActorRef

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .parse import Sentence

_IT = frozenset({"it", "its", "itself"})
_PERSON = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_WE = frozenset({"we", "us", "our", "ours", "i", "my", "me"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "nummod", "det"})
_LOOK_BACK = 3  # sentences


@cache
def _agent_sectors() -> dict[str, str]:
    return {
        noun: sector
        for sector, nouns in vocabulary("detente.reading", "nouns.yaml")["agents"].items()
        for noun in nouns
    }


def is_agent(noun: Token) -> bool:
    """Whether the noun is an office, force or group that can act and speak, whoever it belongs to."""
    return noun.lemma_.lower() in _agent_sectors()


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary("detente.reading", "nouns.yaml")[name])


@cache
def _descriptions() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in vocabulary("detente.reading", "nouns.yaml")["descriptions"].items()}


@dataclass(frozen=True, slots=True)
class Seen:
    """An actor met in the text: the reference, its kind, whether many, its sentence and place, and its role."""

    ref: ActorRef
    kind: str
    plural: bool
    sentence: int
    paragraph: int
    token: int
    group: int
    subject: bool


def to_ref(entry: Entry) -> ActorRef:
    """The actor reference of a gazetteer entry."""
    return ActorRef(entry.actor, entry.sector, entry.name)


def distinct(refs: Iterable[ActorRef]) -> tuple[ActorRef, ...]:
    """References without repeats of the same actor, in order; the fuller of two is kept."""
    kept: dict[str, ActorRef] = {}
    for r in refs:
        key = r.actor or f"?{r.name}"
        if key not in kept:
            kept[key] = r
    return tuple(kept.values())


def _apposed(token: Token) -> bool:
    return any(t.dep_ == "appos" for t in (token, *governors(token)))


class Referent:
    """Resolver of references within one article."""

    def __init__(self, gazetteer: Gazetteer, published: str | None) -> None:
        self._gazetteer = gazetteer
        self._published = published
        self._aliases: dict[str, ActorRef] = {}
        self._seen: list[Seen] = []
        self._mention: dict[tuple[int, int], Mention] = {}
        self._cache: dict[tuple[int, int], tuple[ActorRef, ...]] = {}
        self._busy: set[tuple[int, int]] = set()
        self._doc = 0
        self._sentence: Sentence | None = None

    # --- one paragraph, one sentence at a time -------------------------------------------------------------

    def enter_paragraph(self, doc: Doc) -> None:
        """Find the names in a paragraph before its sentences are read."""
        self._doc = id(doc)
        self._mention = {}
        self._cache = {}
        for mention in self._gazetteer.mentions(doc, self._published):
            for i in range(mention.start, mention.end):
                self._mention[(self._doc, i)] = mention

    def enter_sentence(self, sentence: Sentence) -> None:
        """Take note of the actors of a sentence, so that later ones can point back to them."""
        self._sentence = sentence
        self._take_note(sentence)
        if self._learn_aliases(sentence):
            self._cache = {}

    def _take_note(self, sentence: Sentence) -> None:
        for token in sentence.span:
            if self._is_pronoun(token) and token.dep_ in SUBJECT:
                for ref in self.denoted(token):
                    self._seen.append(self._note(ref, token, sentence))
                continue
            if token.pos_ == "PRON" or (
                token.dep_ in {"compound", "amod", "nmod"} and self._inside_name(token)
            ):
                continue
            refs = self.denoted(token) if not self._is_pronoun(token) else ()
            if not refs and self._head_of_name(token):
                refs = self._named(token)
            for ref in refs:
                if ref.actor or ref.name:
                    self._seen.append(self._note(ref, token, sentence))

    def _note(self, ref: ActorRef, token: Token, sentence: Sentence) -> Seen:
        mention = self._mention.get((self._doc, token.i))
        kind = mention.entries[0].kind if mention else ("person" if token.ent_type_ == "PERSON" else "state")
        plural = token.tag_ in {"NNS", "NNPS"} or kind == "collective" or len(conjuncts(token)) > 1
        first = token
        while first.dep_ == "conj" and first.head.i < first.i:
            first = first.head
        plural = plural or first != token
        leads = first.dep_ in SUBJECT or (first.dep_ == "poss" and first.head.dep_ in SUBJECT)
        return Seen(ref, kind, plural, sentence.index, sentence.paragraph, token.i, first.i, leads)

    def _is_pronoun(self, token: Token) -> bool:
        return (
            token.lower_ in _IT or token.lower_ in _PERSON or token.lower_ in _THEY or token.lower_ in _WE
        ) and token.text != "US"

    def _inside_name(self, token: Token) -> bool:
        """Whether the token is part of the same name as its head."""
        here, there = self._mention.get((self._doc, token.i)), self._mention.get((self._doc, token.head.i))
        return here is not None and here == there

    def _head_of_name(self, token: Token) -> bool:
        """Whether the token is the last of a gazetteer name."""
        mention = self._mention.get((self._doc, token.i))
        return mention is not None and mention.end == token.i + 1

    def _learn_aliases(self, sentence: Sentence) -> bool:
        """Take persons' names that a title or description ties to an actor: "his military secretary, Roman G."."""
        known = len(self._aliases)
        for token in sentence.span:
            mention = self._mention.get((self._doc, token.i))
            if (
                mention
                and mention.end == token.i + 1
                and mention.end - mention.start > 1
                and mention.entries[0].kind == "person"
            ):
                self._aliases.setdefault(
                    token.text, to_ref(mention.entries[0])
                )  # "Shehbaz Sharif", later "Sharif"
        for ent in sentence.span.ents:
            if ent.label_ != "PERSON" or len(ent.text) < 3:
                continue
            last = ent[-1] if ent[-1].text not in {"'s", "’s"} or len(ent) == 1 else ent[-2]
            if (self._doc, last.i) in self._mention:
                continue
            ref = self._by_title(last, {t.i for t in ent})
            if ref is not None and ref.actor:
                name = " ".join(
                    t.text for t in ent if t.text not in {"'s", "’s", "."} and not t.text.endswith(".")
                )
                self._aliases.setdefault(
                    last.text, ActorRef(ref.actor, ref.sector or "GOV", name or last.text)
                )
        return len(self._aliases) > known

    def _by_title(self, name: Token, inside: set[int]) -> ActorRef | None:
        """The actor that the title before a name, or the noun it stands in apposition to, belongs to."""
        if name.dep_ == "appos" and name.head.i not in inside:
            refs = self.denoted(name.head, follow_apposition=False)
            if refs:
                return refs[0]
        for child in name.children:
            if child.dep_ == "appos" and child.i not in inside:
                refs = self.denoted(child, follow_apposition=False)
                if refs:
                    return refs[0]
        sector = None
        for child in (*name.lefts, *(g for c in name.lefts for g in c.lefts)):
            if child.i in inside:
                continue
            sector = sector or _agent_sectors().get(child.lemma_.lower())
            mention = self._mention.get((self._doc, child.i))
            if mention and mention.entries[0].actor and mention.entries[0].form != "person":
                return ActorRef(mention.entries[0].actor, mention.entries[0].sector or sector, None)
        return None

    # --- what a token denotes ---------------------------------------------------------------------------------

    def named(self, token: Token) -> tuple[Entry, ...]:
        """Gazetteer entries of the name that the token is part of."""
        mention = self._mention.get((self._doc, token.i))
        return mention.entries if mention else ()

    def mention_at(self, token: Token) -> Mention | None:
        """The gazetteer mention that covers the token."""
        return self._mention.get((self._doc, token.i))

    def _named(self, token: Token) -> tuple[ActorRef, ...]:
        entries = self.named(token)
        usable = [e for e in entries if e.kind != "outlet"]
        if not usable:
            return ()
        if len({e.actor for e in usable}) > 1:
            known = {s.ref.actor for s in self._seen}
            usable = [e for e in usable if e.actor in known] or usable
            if len({e.actor for e in usable}) > 1:
                return (ActorRef(None, None, token.text),)
        return (to_ref(usable[0]),)

    def denoted(self, token: Token, *, follow_apposition: bool = True) -> tuple[ActorRef, ...]:
        """Actors that the noun phrase headed by `token` stands for; empty where it is no actor."""
        key = (self._doc, token.i)
        if follow_apposition and key in self._cache:
            return self._cache[key]
        if key in self._busy:  # a name in apposition to a description that leads back to the name
            return ()
        self._busy.add(key)
        try:
            refs = self._denoted(token, follow_apposition)
        finally:
            self._busy.discard(key)
        if follow_apposition and not self._busy:
            self._cache[key] = refs
        return refs

    def _denoted(self, token: Token, follow_apposition: bool) -> tuple[ActorRef, ...]:
        if self._is_pronoun(token):
            return self._antecedent(token)
        entries = self.named(token)
        if entries and any(e.form == "place" for e in entries) and not self._acts(token):
            # a city is a place unless it does something; its state is still what "in" it means
            return self._named(token)
        if entries and entries[0].form not in {"adjective"}:
            return self._named(token)
        lemma = token.lemma_.lower()
        if token.text in self._aliases:
            return (self._aliases[token.text],)
        if (token.pos_ in {"NOUN", "PROPN", "ADJ"} and lemma in _agent_sectors()) or lemma in _words(
            "relational"
        ):
            return self._agent(token, lemma, follow_apposition)
        if entries and token.pos_ in {"NOUN", "PROPN"}:
            return self._named(token)
        if token.ent_type_ in {"PERSON"} and token.pos_ == "PROPN":
            return self._unknown_person(token)
        if token.ent_type_ in {"ORG", "NORP"} and token.pos_ == "PROPN":
            return self._unknown_group(token)
        if token.lower_ in {"both", "two", "pair"} or lemma in {"side"}:
            return ()
        return self._described(token, lemma)

    def _acts(self, token: Token) -> bool:
        return token.dep_ in SUBJECT or token.dep_ in {"dobj", "poss", "agent"}

    def _agent(self, token: Token, lemma: str, follow_apposition: bool) -> tuple[ActorRef, ...]:
        """An office, force or group noun with the actor it belongs to beside it."""
        sector = _agent_sectors().get(lemma)
        if follow_apposition:
            for child in token.children:
                if child.dep_ == "appos":
                    mention = self._mention.get((self._doc, child.i))
                    if mention and mention.entries[0].kind == "person":
                        return (to_ref(mention.entries[0]),)
                    if child.text in self._aliases:
                        return (self._aliases[child.text],)
        adjectives = self._owners(token, {"amod", "compound", "nmod", "npadvmod"})
        possessors = self._owners(token, {"poss"})
        beside = adjectives or possessors
        if not beside:
            beside = tuple(r for t in prep(token, "of", "from", "in") for r in self.denoted(t))[:3]
        if not beside:
            return self._described(token, lemma)
        # "Netanyahu's military secretary" acts for Netanyahu's principal
        return distinct(
            ActorRef(r.actor, r.sector if r.sector and lemma in _words("plural_states") else sector, None)
            for r in beside
        )

    def _owners(self, token: Token, labels: Iterable[str]) -> tuple[ActorRef, ...]:
        refs: list[ActorRef] = []
        wanted = set(labels)
        for child in token.children:
            if child.dep_ not in wanted and not (
                child.dep_ == "conj" and "amod" in wanted and child.i < token.i
            ):
                continue
            for t in conjuncts(child):
                if t.i >= token.i and child.dep_ != "poss":
                    continue
                refs.extend(self._modifier(t))
        return distinct(refs)

    def _modifier(self, token: Token) -> tuple[ActorRef, ...]:
        if self._is_pronoun(token):
            return self.denoted(token)
        mention = self._mention.get((self._doc, token.i))
        if mention:
            return self._named(token)
        found: list[ActorRef] = []
        for child in token.children:
            if child.dep_ in {"npadvmod", "compound", "nmod", "amod", "poss"} and child.i < token.i:
                found.extend(self._modifier(child))
        if token.text in self._aliases:
            found.append(self._aliases[token.text])
        if not found and token.dep_ == "poss":
            found.extend(self.denoted(token))
        return tuple(found)

    def owners(self, noun: Token) -> tuple[ActorRef, ...]:
        """Whose the thing is that a noun names: possessive, adjective, compound, else "of", "by", "from"."""
        beside = self._owners(noun, {"poss"}) or self._owners(noun, {"amod", "compound", "nmod"})
        if beside:
            return beside
        return distinct(r for t in prep(noun, "by", "from", "of") for r in self.denoted(t))

    def _standing_for(self, token: Token) -> tuple[ActorRef, ...]:
        """Actors that one word by itself stands for: a pronoun, the end of a name, a name learned before."""
        if self._is_pronoun(token):
            return self.denoted(token)
        if self._head_of_name(token):
            return self._named(token)
        return (self._aliases[token.text],) if token.text in self._aliases else ()

    def within(self, token: Token) -> tuple[ActorRef, ...]:
        """All actors named or pointed to in the phrase that `token` heads, in order of the text."""
        refs: list[ActorRef] = []
        for t in token.subtree:
            refs.extend(self._standing_for(t))
        return tuple(r for r in distinct(refs) if r.actor)

    def core(self, token: Token) -> tuple[ActorRef, ...]:
        """Actors in the phrase that `token` heads, without its relative clauses and appositions."""
        aside = {t.i for c in token.subtree if c.dep_ in {"appos", "relcl"} and c != token for t in c.subtree}
        aside |= over_another(token)
        refs: list[ActorRef] = []
        for t in token.subtree:
            if t.i not in aside:
                refs.extend(self._standing_for(t))
        return tuple(r for r in distinct(refs) if r.actor)

    def between(self, first: int, last: int, doc: Doc) -> tuple[ActorRef, ...]:
        """All actors in the tokens from `first` up to `last`, in order of the text."""
        refs: list[ActorRef] = []
        for t in doc[first:last]:
            refs.extend(self._standing_for(t))
        return tuple(r for r in distinct(refs) if r.actor)

    def place_of(self, token: Token, besides: frozenset[str | None] = frozenset()) -> str | None:
        """Code of the place that a noun names: the state it lies in or is; "there" points back, `besides` excepted."""
        entries = [e for e in self.named(token) if e.kind != "outlet"]
        if entries:
            return entries[0].actor
        if token.lower_ in {"there", "here"}:
            for seen in reversed(self._seen):
                if (
                    seen.kind in {"state", "place"}
                    and seen.ref.actor not in besides
                    and (seen.sentence, seen.token) < (self._now(), token.i)
                ):
                    return seen.ref.actor
        for r in self._modifier(token):
            return r.actor
        return None

    # --- looking back --------------------------------------------------------------------------------------------

    def _now(self) -> int:
        return self._sentence.index if self._sentence else 0

    def _antecedent(self, pronoun: Token) -> tuple[ActorRef, ...]:
        """The actors that a pronoun stands for, none where the text leaves it open."""
        word = pronoun.lower_
        if word == "it" and self._expletive(pronoun):
            return ()
        if word in _WE:
            return self._speaker(pronoun)
        if word in _IT and pronoun.head.dep_ == "conj":  # "Iran and its proxies"
            first = self.denoted(pronoun.head.head)
            if first:
                return first

        def fits(seen: Seen) -> bool:
            if word in _PERSON:
                return seen.kind == "person"
            if word in _THEY:
                return seen.plural or seen.kind in {"collective", "armed_group"}
            return seen.kind != "person" and not seen.plural

        subjects = {
            s.i
            for g in (pronoun, *governors(pronoun))
            if g.pos_ in {"VERB", "AUX"}
            for s in grammatical_subjects(g)
            if s.i < pronoun.i
        }
        here = [s for s in self._seen if s.sentence == self._now() and s.token < pronoun.i and fits(s)]
        if pronoun.dep_ in {"dobj", "dative", "pobj"} and word in {"it", "him", "her", "them"}:
            verb = next((g for g in governors(pronoun) if g.pos_ in {"VERB", "AUX"}), None)
            own = {s.i for s in grammatical_subjects(verb)} if verb is not None else set()
            codes = {s.ref.actor for s in here if s.token in own}
            # nobody is both subject and plain object of one verb
            here = [s for s in here if s.token not in own and s.ref.actor not in codes]
            subjects -= own
        preferred = [s for s in here if s.token in subjects]
        if preferred:
            return self._together(preferred[-1])
        if word in _THEY and any(
            pronoun.doc[i].tag_ in {"NNS", "NNPS"} and not pronoun.doc[i].is_ancestor(pronoun)
            for i in subjects
        ):
            return ()  # it means that subject, of which we know no actor
        if here:
            leading = [s for s in here if s.subject or self._owns_subject(s.token, pronoun)]
            if pronoun.dep_ in {"dobj", "dative"}:
                return self._together(here[-1])
            if leading or word != "it":
                return self._together((leading or here)[0 if word in _IT else -1])
        for back in range(1, _LOOK_BACK + 1):
            sentence = [s for s in self._seen if self._now() - s.sentence == back and fits(s)]
            if sentence:
                return self._together(next((s for s in sentence if s.subject), sentence[0]))
        return self._together(here[0]) if here else ()

    def _speaker(self, pronoun: Token) -> tuple[ActorRef, ...]:
        """Whom "we" stands for in quoted speech: the principal of who says it, in the same sentence."""
        for t in pronoun.sent:
            if t.pos_ == "VERB" and t.lemma_ in {
                "say",
                "tell",
                "add",
                "warn",
                "declare",
                "announce",
                "state",
                "insist",
                "write",
                "note",
            }:
                speakers = (
                    (inverted_speaker(t),) if inverted_speaker(t) is not None else grammatical_subjects(t)
                )
                refs = tuple(
                    r for s in speakers if s is not None and s.lower_ not in _WE for r in self.denoted(s)
                )
                if refs:
                    return (ActorRef(refs[0].actor, refs[0].sector, None),)
        return ()

    def _together(self, seen: Seen) -> tuple[ActorRef, ...]:
        """An actor with those it was coordinated with, where a plural may mean them all."""
        if not seen.plural:
            return (seen.ref,)
        return distinct(s.ref for s in self._seen if (s.sentence, s.group) == (seen.sentence, seen.group))

    def _owns_subject(self, token: int, pronoun: Token) -> bool:
        t = pronoun.doc[token]
        return t.dep_ in {"poss", "amod", "compound"} and t.head.dep_ in SUBJECT

    def _expletive(self, it: Token) -> bool:
        head = it.head
        if it.dep_ == "expl":
            return True
        if it.dep_ not in SUBJECT:
            return it.dep_ in {"nsubj", "dobj"} and head.dep_ == "ccomp" and head.pos_ == "ADJ"
        if head.pos_ == "ADJ":
            return True
        return head.lemma_ in {"be", "seem", "appear", "remain"} and any(
            c.dep_ in {"ccomp", "xcomp", "advcl"}
            and c.i > head.i
            and any(a.dep_ == "acomp" for a in head.children)
            for c in head.children
        )

    def _described(self, token: Token, lemma: str) -> tuple[ActorRef, ...]:
        """Actors that a definite description points back to ("the group", "the prime minister")."""
        determiner = next((c.lower_ for c in token.children if c.dep_ == "det" or c.tag_ == "DT"), "")
        if determiner not in {"the", "this", "that", "both", "these", "its"}:
            return ()
        number = next((c.lower_ for c in token.children if c.dep_ == "nummod"), "")
        plural = token.tag_ in {"NNS", "NNPS"}
        if (
            (number == "two" or determiner == "both")
            and plural
            and lemma
            in {
                *_descriptions()["state"],
                "side",
                "capital",
                "ally",
                "neighbour",
                "neighbor",
                "leader",
                "party",
                "government",
            }
        ):
            after = {e.actor for t in token.sent if t.i > token.i and not _apposed(t) for e in self.named(t)}
            states = distinct(
                ActorRef(s.ref.actor)
                for s in reversed(self._seen)
                if s.kind in {"state", "person"}
                and self._now() - s.sentence <= _LOOK_BACK
                and s.ref.actor
                and s.ref.actor not in after
            )
            return tuple(ActorRef(r.actor) for r in reversed(states[:2])) if len(states) >= 2 else ()
        if plural:
            return self._several(token, lemma, number)
        compound = " ".join(
            [c.lower_ for c in token.children if c.dep_ in {"compound", "amod"} and c.i == token.i - 1]
            + [token.lower_]
        )
        for kind, nouns in _descriptions().items():
            if lemma not in nouns and compound not in nouns:
                continue
            if kind == "person":
                office = compound if compound in nouns else lemma
                for seen in reversed(self._seen):
                    if (
                        seen.kind == "person"
                        and seen.ref.actor
                        and self._now() - seen.sentence <= _LOOK_BACK
                        and (seen.sentence, seen.token) < (self._now(), token.i)
                    ):
                        held = self._gazetteer.office(seen.ref.actor, office, self._published)
                        if held is None or held.name == seen.ref.name:
                            return (seen.ref,)
                continue
            for seen in reversed(self._seen):
                if (
                    seen.kind == kind
                    and self._now() - seen.sentence <= _LOOK_BACK
                    and (seen.sentence, seen.token) < (self._now(), token.i)
                ):
                    return (
                        replace(seen.ref, sector="GOV") if lemma in {"government", "regime"} else seen.ref,
                    )
        return ()

    def _several(self, token: Token, lemma: str, number: str) -> tuple[ActorRef, ...]:
        """Actors that "the juntas", "the three governments" point back to: a collective, or states named together."""
        if lemma not in _descriptions()["state"] | {
            "junta",
            "ruler",
            "leader",
            "ally",
            "neighbour",
            "neighbor",
            "member",
            "capital",
        }:
            return ()
        wanted = {"two": 2, "three": 3, "four": 4, "five": 5}.get(number)
        for seen in reversed(self._seen):
            if self._now() - seen.sentence > 3 * _LOOK_BACK:
                break
            if (seen.sentence, seen.token) >= (self._now(), token.i):
                continue
            if seen.kind == "collective" or (
                seen.kind == "organisation" and lemma in {"junta", "ruler", "member"}
            ):
                return (ActorRef(seen.ref.actor),)
            together = distinct(
                ActorRef(s.ref.actor) for s in self._seen
                if (s.sentence, s.group) == (seen.sentence, seen.group) and s.kind in {"state", "place"} and s.ref.actor
            )  # fmt: skip
            if len(together) >= 2 and (wanted is None or len(together) == wanted):
                return together
        return ()

    def _unknown_person(self, token: Token) -> tuple[ActorRef, ...]:
        ent = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
        inside = {t.i for t in ent} if ent else {token.i}
        ref = self._by_title(token, inside)
        name = ent.text.removesuffix("'s").strip() if ent else token.text
        return (ActorRef(ref.actor, ref.sector or "GOV", name),) if ref else (ActorRef(None, None, name),)

    def _unknown_group(self, token: Token) -> tuple[ActorRef, ...]:
        ent = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
        if ent is None:
            return ()
        words = [t.text for t in ent if t.text not in {"'s", "the", "The"}]
        name = " ".join(words)
        beside = self._owners(token, {"amod", "compound", "nmod"})
        if beside:
            return (ActorRef(beside[0].actor, beside[0].sector, name),)
        slug = "".join(c if c.isalnum() else "_" for c in name.upper()).strip("_")
        return (
            (ActorRef(slug, None, name),)
            if slug and slug.isascii() and len(slug) > 2
            else (ActorRef(None, None, name),)
        )

    def name(self, code: str) -> str:
        """A principal's name for people, the code itself where it is unknown."""
        try:
            return self._gazetteer.describe(code).name
        except KeyError:
            return code

    def owners_beside(self, noun: Token) -> tuple[ActorRef, ...]:
        """Whose the thing is by what stands right beside the noun: possessive, adjective or compound."""
        return self._owners(noun, {"poss"}) or self._owners(noun, {"amod", "compound", "nmod"})

    def last_subject(self, sentence: Sentence) -> tuple[ActorRef, ...]:
        """The actor that the text was last about, before this sentence."""
        for back in range(1, _LOOK_BACK + 1):
            for seen in self._seen:
                if sentence.index - seen.sentence == back and seen.subject and seen.ref.actor:
                    return (ActorRef(seen.ref.actor),)
        return ()

    def all_beside(self, noun: Token) -> tuple[ActorRef, ...]:
        """Every actor that modifies a noun from the left: "Israel's … Russia policy", "US–Russia relations"."""
        beside = self._owners(noun, {"poss", "amod", "compound", "nmod"})
        i = noun.i - 1
        while i > noun.sent.start and noun.doc[i].pos_ == "ADJ" and (self._doc, i) not in self._mention:
            i -= 1
        # "US-Russia relations", whatever the parser hangs where
        if i - 2 >= noun.sent.start and noun.doc[i - 1].text == "-":
            pair = (*self._named(noun.doc[i - 2]), *self._named(noun.doc[i]))
            if len(pair) == 2:
                return distinct(pair)
        return beside
