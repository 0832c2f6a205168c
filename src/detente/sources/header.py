"""Lines of an article's header: who wrote it, when, and for which outlet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .dates import find_dates
from .furniture import is_label, word_set
from .names import is_place, outlet_name, person, persons
from .outlet import outlet_in

_LONGEST = 220
_BY = re.compile(
    r"^(?:by|(?:written|words|story|text|report|reporting|analysis|opinion|comment|commentary|essay"
    r"|guest post|guest essay|posted|published|submitted)\s+by|authors?\s*:|byline\s*:)\s*:?\s*"
    r"(?<=[\s:])(?=[\"“]?[A-ZÀ-Þ*_\[])(?P<who>.+)$",
    re.I,
)
_STAFF = re.compile(
    r"^(?:the |our )?(?:(?P<outlet>[\w'’. -]{2,40}?) )?"
    r"(?:staff(?: writers?| reporters?)?|editorial board|editors|newsroom|web desk|news desk"
    r"|correspondents?|agencies|reporters?)(?: and (?:news )?agencies)?$",
    re.I,
)
_MODIFIED = re.compile(
    r"(updated|modified|revised|amended|edited|last update|last changed)\b[^a-z]{0,4}(?:on|at)?\W{0,4}$", re.I
)
_LABEL = re.compile(
    r"\b(?:first\s+)?(?:published|posted|updated|last updated|last modified|modified|revised|created"
    r"|publication date|date|issued|released|filed|edited|last update)\b\s*(?:on|at|in)?\s*:?",
    re.I,
)
_ZONE = (
    r"GMT|UTC|BST|CET|CEST|EST|EDT|ET|PST|PDT|PT|IST|EAT|WAT|CAT|SAST|MSK|AST|JST|KST|AEST|AEDT|local time"
)
_CLOCK = re.compile(
    r"(?:\bat\s+)?\b\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
    rf"\s*(?:\(?\b(?:{_ZONE})(?:\s?[+-]\d{{1,2}}(?::?\d\d)?)?\)?)?"
    r"|\b\d{1,2}\s*[ap]\.?m\.?\b|\b(?:GMT|UTC|ET|EST|EDT|BST|CET)\b(?:\s?[+-]\d{1,2}(?::?\d\d)?)?",
    re.I,
)
_READING = re.compile(
    r"\b\d{1,3}\s*-?\s*min(?:ute)?s?\.?\s*(?:to\s+)?(?:read(?:ing)?(?:\s+time)?|listen)?\b"
    r"|\breading time\b:?",
    re.I,
)
_AGO = re.compile(r"\b(?:\d+|an?|one|two|three)\s+(?:second|minute|hour|day|week|month|year)s?\s+ago\b", re.I)
_SEPARATOR = re.compile(r"\s*[|•·,;\t\n●▪—–/()\[\]]+\s*|\s+-+\s+|\s{3,}")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?$", re.I)


@dataclass(frozen=True, slots=True)
class Meta:
    """What one header line says."""

    byline: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    explicit: bool = False  # the line says "by" or holds a date, so that it cannot be a heading


def read_meta(line: str) -> Meta | None:
    """What a header line says of author, outlet and dates, or None if it is no such line."""
    if len(line) > _LONGEST:
        return None
    line = line.strip("*_ \t")
    published, modified, rest = _dates(line)
    dated = published is not None or modified is not None
    timed = dated or bool(_AGO.search(rest)) or bool(_READING.search(rest))
    if timed and re.search(r"[a-z]{3,}[.!?][\"”’]?$", line) and len(line.split()) > 6:
        return None  # a sentence with a date in it
    rest = _READING.sub(" | ", _AGO.sub(" | ", _CLOCK.sub(" ", _LABEL.sub(" | ", rest) if timed else rest)))
    by = _BY.match(rest.strip(" |,•·–—-"))
    if by:
        return _byline(by["who"], published, modified, timed)
    if not timed:
        return None
    byline: list[str] = []
    outlet: str | None = None
    unknown = 0
    for piece in _SEPARATOR.split(rest):
        part = piece.strip(" .:*_")
        if (
            not part
            or is_label(part)
            or is_place(part)
            or _WEEKDAY.match(part)
            or part.casefold() in ("on", "at", "in")
        ):
            continue
        inner = _BY.match(part)
        names = persons(inner["who"]) if inner else ()
        if names:
            byline += names
        elif found := outlet_name(inner["who"] if inner else part):
            outlet = outlet or found
        elif named := person(part):
            byline.append(named)
        elif is_role(part) or part.casefold() in word_set("lines"):
            continue
        else:
            unknown += len(part.split())
    if unknown > 4:
        return None
    return Meta(tuple(dict.fromkeys(byline)), outlet, published, modified, explicit=dated)


def _byline(who: str, published: str | None, modified: str | None, timed: bool) -> Meta | None:
    names: list[str] = []
    outlet: str | None = None
    unknown = 0
    for piece in re.split(r"\s*(?:,|;|\||•|·|\n|\s/\s|\(|\)|\bfor\b|\bat\b|\s[–—-]\s)\s*", who):
        part = piece.strip(" .*_")
        if re.search(r"\b(?:service|bureau|desk|unit|team)$", part, re.I) and (known := outlet_in(part)):
            outlet = outlet or known.name
            continue
        staff = _STAFF.match(part)
        if staff:
            outlet = outlet or outlet_name(staff["outlet"] or "")
            continue
        if not part or is_label(part) or is_place(part) or is_role(part):
            continue
        found = persons(part)
        if found:
            names += [n for n in found if n not in names]
        elif named := outlet_name(part):
            outlet = outlet or named
        else:
            unknown += len(part.split())
    if not names and not outlet and unknown == 1 and len(who.split()) == 1:
        names, unknown = [who.strip(" .")], 0  # a pen name
    if unknown > 5 or not (names or outlet or timed or _STAFF.match(who.strip(" ."))):
        return None
    return Meta(tuple(names), outlet, published, modified, explicit=True)


def bare_names(line: str) -> Meta | None:
    """The authors that a line names without "by" (`Jane Doe`, `Jane Doe in Kyiv`, `Jane Doe, Senior
    Fellow`), or None.
    """
    if len(line) > 160 or re.search(r"[.!?:][\"”’]?$", line.strip()):
        return None
    names: list[str] = []
    outlet: str | None = None
    for piece in re.split(r"\s*(?:,|;|&|\band\b|\||•|·|\n|\s[–—-]\s)\s*", line.strip("*_ \t")):
        part = re.split(r"\s+in\s+(?=[A-Z])", piece.strip(" .*_"), maxsplit=1)
        named = person(part[0]) if len(part) == 1 or is_place(part[1]) else None
        if named:
            names.append(named)
        elif is_label(piece):
            return None  # a line of section names
        elif not piece or is_role(piece) or is_place(piece):
            continue
        elif found := outlet_name(piece):
            outlet = outlet or found
        elif not names or len(piece.split()) > 6:
            return None
    return Meta(tuple(dict.fromkeys(names)), outlet) if names else None


def is_role(text: str) -> bool:
    """Whether a phrase names a post (`Senior Fellow, Africa Programme`)."""
    words = [w.casefold().strip(".,()") for w in text.split()]
    return (
        1 <= len(words) <= 14
        and any(w in word_set("roles") for w in words)
        and not re.search(r"[.!?]$", text)
    )


def _dates(line: str) -> tuple[str | None, str | None, str]:
    published: str | None = None
    modified: str | None = None
    rest: list[str] = []
    last = 0
    for found in find_dates(line):
        before = line[last : found.start]
        clear = _CLOCK.sub("", before)
        if _MODIFIED.search(clear.rstrip(" :|,•·-–—")) or _MODIFIED.search(clear):
            modified = modified or found.iso
        else:
            published = published or found.iso
        rest += [before, " | "]
        last = found.end
    rest.append(line[last:])
    return published, modified, "".join(rest)
