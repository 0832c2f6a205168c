"""Names that no gazetteer has: persons known by the title before them, groups known by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .lexicon import by_word, words
from .principals import to_ref
from .statement import ActorRef
from .surfaces import Entry

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from .parse import Sentence
    from .reference import Referent

_POSSESSIVE = frozenset({"'s", "’s"})


def introduced(sentence: Sentence, referent: Referent) -> Iterator[tuple[str, ActorRef]]:
    """Yield last names that a sentence introduces with whom they stand for.

    A full name gives its last word ("Shehbaz Sharif", later "Sharif"); a title or description ties a new name
    to its principal ("the Malian colonel Assimi Goita").
    """
    for token in sentence.span:
        mention = referent.mention_at(token)
        if mention and mention.end == token.i + 1 and mention.end - mention.start > 1:
            first = mention.entries[0]
            if first.kind == "person" or _is_body(token, first):
                yield token.text, to_ref(first)
    for ent in sentence.span.ents:
        if ent.label_ != "PERSON" or len(ent.text) < 3:
            continue
        last = ent[-2] if ent[-1].text in _POSSESSIVE and len(ent) > 1 else ent[-1]
        if referent.mention_at(last) is not None:
            continue
        ref = _by_title(last, {t.i for t in ent}, referent)
        full = " ".join(t.text for t in ent if t.text not in _POSSESSIVE and not t.text.endswith("."))
        full = full.replace(" - ", "-")
        if ref is not None and ref.actor:
            yield last.text, ActorRef(ref.actor, ref.sector or "GOV", full or last.text)
        elif " " in full:  # nobody's principal is known, but "Delorme" is the Awa Delorme of before
            yield last.text, ActorRef(None, None, full)


def _is_body(token: Token, entry: Entry) -> bool:
    """Whether the last word of a name says what body it is ("Security Council"), so that later it stands for it."""
    named = entry.form == "name" and entry.kind in {"organisation", "armed_group", "state"} and token.is_title
    return named and token.lemma_.lower() in words("naming", "bodies")


def is_longer(token: Token, known: ActorRef) -> bool:
    """Whether a last word stands in another name than the one known by it.

    "The Arab Coalition" is not "the Coalition", nor is "Amina Diallo" the "Diallo" of before.
    """
    before = [c for c in token.lefts if c.pos_ == "PROPN" and c.dep_ == "compound"]
    if token.lemma_.lower() in words("naming", "bodies"):
        return bool(before)
    own = (known.name or "").split()
    titled = by_word("nouns", "agents")
    return bool(own) and any(
        c.ent_type_ == "PERSON"
        and c.text not in own
        and not c.text.endswith(".")
        and c.lemma_.lower() not in titled
        for c in before
    )


def unknown_person(token: Token, referent: Referent) -> ActorRef:
    """Who a person stands for that the gazetteer does not have: a principal by title, else the name alone."""
    ent = _entity(token)
    inside = {t.i for t in ent} if ent else {token.i}
    name = ent.text.removesuffix("'s").strip() if ent else token.text
    ref = _by_title(token, inside, referent)
    return ActorRef(ref.actor, ref.sector or "GOV", name) if ref else ActorRef(None, None, name)


def unknown_group(token: Token, referent: Referent) -> tuple[ActorRef, ...]:
    """Who the name of a group stands for: whose it is, else an actor of its own under a slug of the name."""
    ent = _entity(token)
    if ent is None:
        return ()
    name = " ".join(t.text for t in ent if t.text not in {"'s", "the", "The"})
    beside = referent.adjectives(token)
    if beside:
        return (ActorRef(beside[0].actor, beside[0].sector, name),)
    slug = "".join(c if c.isalnum() else "_" for c in name.upper()).strip("_")
    return (ActorRef(slug if slug.isascii() and len(slug) > 2 else None, None, name),)


def _entity(token: Token) -> Span | None:
    return next((e for e in token.doc.ents if e.start <= token.i < e.end), None)


def _by_title(name: Token, inside: set[int], referent: Referent) -> ActorRef | None:
    """The actor that the title before a name, or the noun it stands in apposition to, belongs to."""
    apposed = [name.head] if name.dep_ == "appos" else []
    apposed += [c for c in name.children if c.dep_ == "appos"]
    for other in apposed:
        refs = referent.denoted(other, follow_apposition=False) if other.i not in inside else ()
        if refs:
            return refs[0]
    sector = None
    for word in (*name.lefts, *(g for c in name.lefts for g in c.lefts)):
        if word.i in inside:
            continue
        sector = sector or by_word("nouns", "agents").get(word.lemma_.lower())
        mention = referent.mention_at(word)
        if mention and mention.entries[0].actor and mention.entries[0].form != "person":
            return ActorRef(mention.entries[0].actor, mention.entries[0].sector or sector, None)
    return None
