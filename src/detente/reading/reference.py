"""Which actor a noun phrase or pronoun stands for, and whose a thing is.

A `Referent` lives as long as one article: names and titles introduced once hold to its end ("Colonel Assimi
Goita", later "Goita"), pronouns and descriptions look back a few sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .antecedent import antecedent, is_pronoun
from .description import described, the_two
from .gazetteer import Gazetteer, Match
from .grammar import SUBJECT, conjuncts, governors, grammatical_subjects, over_another, prep
from .lexicon import by_word, words
from .memory import Memory, Seen
from .naming import introduced, is_longer, unknown_group, unknown_person
from .principals import distinct, known, to_ref
from .quotations import Quotation, quotations
from .statement import ActorRef
from .surfaces import Entry

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .parse import Sentence

_WHERE = frozenset({"in", "at", "near", "outside", "around", "inside", "from"})
_POSSESSOR = frozenset({"poss"})
_ADJECTIVE = frozenset({"amod", "compound", "nmod"})


def is_agent(noun: Token) -> bool:
    """Whether the noun is an office, force or group that can act and speak, whoever it belongs to."""
    return noun.lemma_.lower() in by_word("nouns", "agents")


def _is_of_another(noun: Token) -> bool:
    """Whether the noun is somebody in relation to another: "A's partners" are not A."""
    lemma = noun.lemma_.lower()
    return (
        lemma in words("nouns", "relational") and lemma not in words("nouns", "of_one") and not is_agent(noun)
    )


class Referent:
    """Resolver of references within one article."""

    def __init__(self, gazetteer: Gazetteer, published: str | None) -> None:
        self.memory = Memory()
        self.quotations: tuple[Quotation, ...] = ()
        self._gazetteer = gazetteer
        self._published = published
        self._aliases: dict[str, ActorRef] = {}
        self._mention: dict[int, Match] = {}  # by token of the paragraph
        self._known: dict[int, tuple[ActorRef, ...]] = {}
        self._busy: set[int] = set()

    # --- one paragraph, one sentence at a time ------------------------------------------------------------

    def enter_paragraph(self, doc: Doc) -> None:
        """Find the names in a paragraph before its sentences are read."""
        mentions = self._gazetteer.mentions(doc, self._published)
        self._mention = {i: mention for mention in mentions for i in range(mention.start, mention.end)}
        self._known = {}
        self.quotations = quotations(doc)
        if not self.quotations:
            self.memory.quoted = None

    def enter_sentence(self, sentence: Sentence) -> None:
        """Take note of the actors of a sentence, so that later ones can point back to them."""
        self.memory.sentence = sentence.index
        if any(
            t.lemma_.lower() in words("nouns", "between") | words("nouns", "at_issue") for t in sentence.span
        ):
            self.memory.contested.add(sentence.index)
        for token in sentence.span:
            for ref in self._met(token):
                self.memory.keep(self._seen(ref, token, sentence))
        learned = len(self._aliases)
        for name, ref in introduced(sentence, self):
            self._aliases.setdefault(name, ref)
        if len(self._aliases) > learned:
            self._known = {}

    def _met(self, token: Token) -> tuple[ActorRef, ...]:
        """Actors that a later word can point back to by way of this one."""
        if is_pronoun(token):
            return self.denoted(token) if token.dep_ in SUBJECT else ()
        if token.pos_ == "PRON" or (token.dep_ in _ADJECTIVE and self._inside_name(token)):
            return ()
        refs = self.denoted(token) or (self._named(token) if self._ends_name(token) else ())
        return tuple(r for r in refs if r.actor or r.name)

    def _seen(self, ref: ActorRef, token: Token, sentence: Sentence) -> Seen:
        mention = self._mention.get(token.i)
        kind = mention.entries[0].kind if mention else self._kind_seen(token)
        first = token
        while first.dep_ == "conj" and first.head.i < first.i:
            first = first.head
        state = kind == "state" and mention is not None and mention.entries[0].form == "name"
        # "the United Arab Emirates" are one
        plural = (token.tag_ in {"NNS", "NNPS"} and not state) or kind == "collective"
        plural = plural or len(conjuncts(token)) > 1 or first != token
        leads = first.dep_ in SUBJECT or (first.dep_ == "poss" and first.head.dep_ in SUBJECT)
        town = mention is not None and mention.entries[0].form in {"place", "capital"}
        location = town and first.dep_ == "pobj" and first.head.lower_ in _WHERE
        return Seen(ref, kind, plural, sentence.index, token.i, first.i, leads, location)

    def _kind_seen(self, token: Token) -> str:
        """What kind of actor a word stands for that is no gazetteer name."""
        if token.ent_type_ == "PERSON":
            return "person"
        if token.lemma_.lower() in words("nouns", "descriptions", "person") | words("nouns", "persons"):
            return "office"
        unknown = token.ent_type_ in {"ORG", "NORP"} and token.pos_ == "PROPN" and not is_agent(token)
        return "organisation" if unknown else "state"

    def _names_a_pact(self, token: Token) -> bool:
        """Whether a place only names what was agreed or happened there: "the Pretoria agreement"."""
        placed = any(e.form == "place" for e in self.named(token))
        return (
            placed
            and token.dep_ == "compound"
            and token.head.lemma_.lower() in words("nouns", "named_for_places")
        )

    def _inside_name(self, token: Token) -> bool:
        """Whether the token is part of the same name as its head."""
        here = self._mention.get(token.i)
        return here is not None and here == self._mention.get(token.head.i)

    def _ends_name(self, token: Token) -> bool:
        """Whether the token is the last of a gazetteer name."""
        mention = self._mention.get(token.i)
        return mention is not None and mention.end == token.i + 1

    # --- names ----------------------------------------------------------------------------------------------

    def mention_at(self, token: Token) -> Match | None:
        """The gazetteer mention that covers the token."""
        return self._mention.get(token.i)

    def named(self, token: Token) -> tuple[Entry, ...]:
        """Gazetteer entries of the name that the token is part of."""
        mention = self._mention.get(token.i)
        return mention.entries if mention else ()

    def name(self, code: str) -> str:
        """A principal's name for people, the code itself where it is unknown."""
        try:
            return self._gazetteer.describe(code).name
        except KeyError:
            return code

    def kind(self, code: str) -> str:
        """What kind of actor a code is: state, organisation, armed_group, …; other where it is unknown."""
        return self._gazetteer.describe(code).kind

    def may_hold(self, ref: ActorRef, office: str) -> bool:
        """Whether a person may hold the office: as far as is known nobody else of that state does."""
        holder = self._gazetteer.office(ref.actor, office, self._published) if ref.actor else None
        return holder is None or holder.name == ref.name

    def _named(self, token: Token) -> tuple[ActorRef, ...]:
        """The actor of a name; of several that share it the one met before, else nobody known."""
        usable = [e for e in self.named(token) if e.kind != "outlet"]
        if len({e.actor for e in usable}) > 1:
            usable = [e for e in usable if e.actor in self.memory.actors] or usable
            if len({e.actor for e in usable}) > 1:
                return (ActorRef(None, None, token.text),)
        return (to_ref(usable[0]),) if usable else ()

    # --- what a token denotes -------------------------------------------------------------------------------

    def denoted(self, token: Token, *, follow_apposition: bool = True) -> tuple[ActorRef, ...]:
        """Actors that the noun phrase headed by `token` stands for; empty where it is no actor."""
        if follow_apposition and token.i in self._known:
            return self._known[token.i]
        if token.i in self._busy:  # a name in apposition to a description that leads back to the name
            return ()
        self._busy.add(token.i)
        try:
            refs = self._denoted(token, follow_apposition)
        finally:
            self._busy.discard(token.i)
        if follow_apposition and not self._busy:
            self._known[token.i] = refs
        return refs

    def denoted_by(self, tokens: Iterable[Token]) -> tuple[ActorRef, ...]:
        """Actors that any of the noun phrases stands for, repeats and all."""
        return tuple(r for t in tokens for r in self.denoted(t))

    def _denoted(self, token: Token, follow_apposition: bool) -> tuple[ActorRef, ...]:
        if is_pronoun(token):
            return antecedent(token, self)
        entries = self.named(token)
        if entries and any(e.form == "place" for e in entries) and not _acts(token):
            # a city is a place unless it does something; its state is still what "in" it means
            return self._named(token)
        if entries and entries[0].form != "adjective":
            return self._named(token)
        if token.text in self._aliases and not is_longer(token, self._aliases[token.text]):
            return (self._aliases[token.text],)
        if (token.pos_ in {"NOUN", "PROPN", "ADJ"} and is_agent(token)) or token.lemma_.lower() in words(
            "nouns", "relational"
        ):
            return self._agent(token, follow_apposition)
        if entries and token.pos_ in {"NOUN", "PROPN"}:
            return self._named(token)
        if token.ent_type_ == "PERSON" and token.pos_ == "PROPN":
            return (unknown_person(token, self),)
        if token.ent_type_ in {"ORG", "NORP"} and token.pos_ == "PROPN":
            return unknown_group(token, self)
        if token.lower_ in {"both", "two", "pair"}:
            return the_two(token, self)
        return described(token, self)

    def _agent(self, token: Token, follow_apposition: bool) -> tuple[ActorRef, ...]:
        """An office, force or group noun with the actor it belongs to beside it."""
        lemma = token.lemma_.lower()
        for child in token.children if follow_apposition else ():
            if child.dep_ != "appos":
                continue
            mention = self._mention.get(child.i)
            if mention and mention.entries[0].kind == "person":
                return (to_ref(mention.entries[0]),)
            if child.text in self._aliases:
                return (self._aliases[child.text],)
        beside = self._modifiers(token, _ADJECTIVE | {"npadvmod"})
        within = any(is_agent(t) for t in prep(token, "of"))  # "opponents of Kenya's government" are Kenyans
        if not beside and (within or not _is_of_another(token)):
            beside = self.possessors(token) or self.denoted_by(prep(token, "of", "from", "in"))[:3]
        if not beside:
            return described(token, self)
        sector = by_word("nouns", "agents").get(lemma)
        many = lemma in words("nouns", "plural_states")
        # "Netanyahu's military secretary" acts for Netanyahu's principal
        return distinct(ActorRef(r.actor, r.sector if r.sector and many else sector, None) for r in beside)

    def _standing_for(self, token: Token) -> tuple[ActorRef, ...]:
        """Actors that one word by itself stands for: a pronoun, the end of a name, a name learned before."""
        if is_pronoun(token):
            return self.denoted(token)
        if self._ends_name(token):
            return self._named(token)
        return (self._aliases[token.text],) if token.text in self._aliases else ()

    def among(self, tokens: Iterable[Token]) -> tuple[ActorRef, ...]:
        """All actors that single words among `tokens` stand for, each once, in order of the text."""
        return known(distinct(r for t in tokens for r in self._standing_for(t)))

    def within(self, token: Token) -> tuple[ActorRef, ...]:
        """All actors named or pointed to in the phrase that `token` heads, in order of the text."""
        return self.among(token.subtree)

    def core(self, token: Token) -> tuple[ActorRef, ...]:
        """Actors in the phrase that `token` heads, without its relative clauses and appositions."""
        aside = {t.i for c in token.subtree if c.dep_ in {"appos", "relcl"} and c != token for t in c.subtree}
        aside |= over_another(token)
        return self.among(t for t in token.subtree if t.i not in aside)

    def place_of(self, token: Token, besides: frozenset[str | None] = frozenset()) -> str | None:
        """Code of the place that a noun names or lies in; "there" points back, to any but `besides`."""
        named = self._named(token)
        if named:
            return named[0].actor
        if token.lower_ in {"there", "here"}:
            besides = besides | self._doing(token)
            for seen in self.memory.before(token):
                if seen.kind in {"state", "place"} and seen.ref.actor not in besides:
                    return seen.ref.actor
        return next((r.actor for r in self._modifier(token)), None)

    def _doing(self, token: Token) -> frozenset[str | None]:
        """Who does what the nearest verb over the token says: "A sent troops there" is not to A."""
        verb = next((g for g in governors(token) if g.pos_ == "VERB" and grammatical_subjects(g)), None)
        return (
            frozenset(r.actor for r in self.denoted_by(grammatical_subjects(verb)))
            if verb is not None
            else frozenset()
        )

    # --- whose a thing is -----------------------------------------------------------------------------------

    def possessors(self, noun: Token) -> tuple[ActorRef, ...]:
        """Whose the thing is by a possessive: "Turkey's", "its"."""
        return self._modifiers(noun, _POSSESSOR)

    def adjectives(self, noun: Token) -> tuple[ActorRef, ...]:
        """Whose the thing is by an adjective or compound: "Turkish", "Turkey-backed"."""
        return self._modifiers(noun, _ADJECTIVE)

    def owners_beside(self, noun: Token) -> tuple[ActorRef, ...]:
        """Whose the thing is by what stands right beside the noun: possessive, else adjective or compound."""
        return self.possessors(noun) or self.adjectives(noun)

    def owners(self, noun: Token) -> tuple[ActorRef, ...]:
        """Whose the thing is that a noun names: by what stands beside it, else "by", "from", "of"."""
        return self.owners_beside(noun) or distinct(self.denoted_by(prep(noun, "by", "from", "of")))

    def all_beside(self, noun: Token) -> tuple[ActorRef, ...]:
        """Every actor that modifies a noun from the left: "Israel's Russia policy", "US–Russia relations"."""
        i = noun.i - 1
        while i > noun.sent.start and noun.doc[i].pos_ == "ADJ" and i not in self._mention:
            i -= 1
        # "US-Russia relations", whatever the parser hangs where
        if i - 2 >= noun.sent.start and noun.doc[i - 1].text == "-":
            pair = (*self._named(noun.doc[i - 2]), *self._named(noun.doc[i]))
            if len(pair) == 2:
                return distinct(pair)
        return self._modifiers(noun, _ADJECTIVE | _POSSESSOR)

    def _modifiers(self, noun: Token, labels: frozenset[str]) -> tuple[ActorRef, ...]:
        """Actors in what modifies a noun under any of the dependency `labels`."""
        refs: list[ActorRef] = []
        if "poss" in labels and any(c.tag_ == "WP$" for c in noun.children):
            clause = next((g for g in (noun, *governors(noun)) if g.dep_ == "relcl"), None)
            return self.denoted(clause.head) if clause is not None else ()  # "A, whose army"
        for child in noun.children:
            misread = child.dep_ == "conj" and "amod" in labels and child.i < noun.i
            if child.dep_ in labels or misread:
                for t in conjuncts(child):
                    if t.i < noun.i or child.dep_ == "poss":
                        refs.extend(self._modifier(t))
        return distinct(refs)

    def _modifier(self, token: Token) -> tuple[ActorRef, ...]:
        if token.lower_ in words("nouns", "peopled") and token.i and token.nbor(-1).text == "-":
            return ()  # "the Serb-majority north" is nobody's
        if is_pronoun(token):
            return self.denoted(token)
        if self._names_a_pact(token):
            return ()
        if token.i in self._mention:
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


def _acts(token: Token) -> bool:
    return token.dep_ in SUBJECT or token.dep_ in {"dobj", "poss", "agent"}
