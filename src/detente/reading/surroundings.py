"""Whether a surface may stand where it was found, going by the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .pieces import pieces_of
from .surfaces import Surface

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What makes a collective's name of its adjective: "Western powers" (one Western power is not the West).
_PLURALS = """nations countries states powers governments capitals partners allies monarchies
kingdoms bloc neighbours neighbors members republics democracies"""
COLLECTIVE_NOUNS = frozenset(_PLURALS.split())
# What comes before the pronoun in a heading in capitals: "GIVE US TIME".
_BEFORE_US_WORDS = """give gives gave tell tells told let lets help helps join show shows contact follow
about make makes made keep keeps send sends sent teach teaches taught between among remind reminds leave
around"""
_BEFORE_US = frozenset(_BEFORE_US_WORDS.split())
# What may stand before a surname, in one name with it by some taggers, without being a first name.
_TITLES_WORDS = """president vice prime minister premier chancellor king queen prince emir sultan sheikh
ayatollah mullah imam general gen lt maj brig col colonel admiral adm captain capt marshal commander
secretary ambassador envoy senator sen governor gov mayor speaker justice judge dr mr mrs ms sir lord lady
dame foreign defence defense interior finance leader then former ex late sayyed sayyid hojatoleslam pope
cardinal comrade"""
_TITLES = frozenset(_TITLES_WORDS.split())

_ARTICLES = frozenset({"al", "el", "an", "ar", "as", "ash", "at"})


def stands(surface: Surface, doc: Doc, words: list[str], index: list[int], i: int, j: int) -> bool:
    """Whether a surface may stand at the pieces `words[i:j]`; `index` gives each piece's token in the doc."""
    match surface.where:
        case "" | "organ":
            return True
        case "the":
            return i > 0 and words[i - 1] == "the"
        case "people":
            return i > 0 and words[i - 1] == "the" and not _leads_noun(doc, index[j - 1])
        case "prefix":
            return j < len(words) and words[j] == "-"
        case "not_caps":
            return "." in doc[index[i]].text or not _is_shouted_word(doc, index[i])
        case "given":
            return not _in_longer_name(doc, index[i], index[j - 1])
        case "surname":
            return not _in_longer_name(doc, index[i], index[j - 1]) or _is_own_name(surface, words, i)
    return True


def ends_a_name(doc: Doc, start: int, end: int) -> bool:
    """Whether an adjective of a nation is the last part of somebody's name: "Omar al-Kuwaiti"."""
    joined = start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ in _ARTICLES
    return joined and doc[start].ent_type_ == "PERSON" and (end >= len(doc) or doc[end].ent_iob_ != "I")


def _leads_noun(doc: Doc, at: int) -> bool:
    """Whether a noun phrase goes on after a token, as in "the French army", not in "the French said"."""
    return at + 1 < len(doc) and (doc[at + 1].pos_ in {"NOUN", "PROPN", "ADJ"} or doc[at + 1].text == "-")


def _is_shouted_word(doc: Doc, at: int) -> bool:
    """Whether a token is an ordinary word in a run of capitals rather than an acronym."""
    if doc[at].text == "US":
        return at > 0 and doc[at - 1].is_upper and doc[at - 1].lower_ in _BEFORE_US
    around = [*_run(doc, at, -1), *_run(doc, at, 1)]
    return len(around) > 1 and all(w.isupper() for w in around)


def _run(doc: Doc, at: int, step: int) -> list[str]:
    """Up to three words on one side of a token, within its sentence."""
    found: list[str] = []
    i = at + step
    while 0 <= i < len(doc) and len(found) < 3 and doc[i].text not in {".", "!", "?"}:
        if doc[i].is_alpha and len(doc[i]) > 1:
            found.append(doc[i].text)
        i += step
    return found


def _in_longer_name(doc: Doc, first: int, last: int) -> bool:
    """Whether the tokens `first` to `last` are part of a longer name of a person, by the parse's names."""
    if doc[first].ent_type_ != "PERSON":
        return False
    before = doc[first - 1] if first and doc[first].ent_iob_ == "I" else None
    if before is not None and before.is_title and before.lower_.rstrip(".") not in _TITLES:
        return True
    after = doc[last + 1] if last + 1 < len(doc) else None
    return after is not None and after.ent_iob_ == "I" and after.is_title


def _is_own_name(surface: Surface, words: list[str], i: int) -> bool:
    """Whether what stands before a surname is of the person's own name ("Donald J. Trump")."""
    own = surface.entry.name if surface.entry else None
    return own is not None and any(w in pieces_of(own) for w in words[max(0, i - 2) : i])
