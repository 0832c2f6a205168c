"""The ends of an article's text: datelines, sign-offs, "continue" marks, notices of reprint and notes on the
author.

They are not the article's sentences, but say where it comes from.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from .blocks import Block
from .furniture import carried_from
from .names import is_place, outlet_name, person, persons
from .outlet import find_outlet, outlet_in

_RIGHTS = re.compile(
    r"^(?:©|\(c\)|copyright)[\s©(c)]*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,]*(?:by\s+)?"
    r"(?P<who>[A-Z][^.|©]{2,70})",
    re.I,
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][\w'’.]*(?:[ /-][A-Z][\w'’.]*){0,3}(?:, [A-Z][\w'’. ]{1,25})?)"
    r"(?P<day>,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?\.?)?"
    r"(?P<agency>[,.]? (?:\((?P<in>[^()]{2,40})\)|/(?P<slash>[^/]{2,30})/\.?))?"
    r"\s*(?P<dash>[-–—]{1,2}|:)?\s+(?=[\"“‘']?[A-Z0-9])"
)
_SIGN_OFF = re.compile(r"\s*(?:[-–—]{1,2}\s*|\()(?P<agency>[A-Z][\w .-]{1,30}?)\)?[.]?$")
_CONTINUED = re.compile(
    r"(?:\s*(?:…|\.{2,})+\s*[\[(]?\s*"
    r"(?:source|read more|continue reading|more|continued|read on|full (?:story|text))\s*[\])]?"
    r"|\s*[\[(](?:…|\.{3}|&hellip;|source|read more|continue reading)[\])])\s*[»›>→.]*$",
    re.I,
)
_BIO = re.compile(
    r"^[*_]*(?P<name>(?:(?:Dr|Prof(?:essor)?|Sir|Dame|Amb(?:assador)?)\.? )?"
    r"[A-ZÀ-Þ][\w'’.-]+(?: [\w'’.-]+){1,3}) (?:is|was|are|covers|reports|writes|works|serves|teaches) "
)
_BIO_ROLE = re.compile(
    r"\b(fellow|director|professor|lecturer|correspondent|editor|reporter|analyst|columnist|researcher"
    r"|journalist|writer|author of|contributor|adviser|advisor|scholar|expert|specialist|covers|reports"
    r"|teaches|ambassador)\b"
)


def trim_ends(paragraphs: list[str]) -> tuple[list[str], str | None]:
    """Paragraphs without agency dateline, sign-off and "continue" marks, and the agency that these name."""
    agency: str | None = None
    for at, paragraph in enumerate(paragraphs[:4]):
        rest, named = strip_dateline(paragraph)
        if rest != paragraph:
            paragraphs[at], agency = rest, named
            break
    if paragraphs:
        last = paragraphs[-1]
        signed = _SIGN_OFF.search(last[-60:])
        outlet = find_outlet(signed["agency"]) if signed else None
        if signed and outlet and outlet.kind in ("agency", "state_media"):
            paragraphs[-1] = last[: len(last) - len(signed.group())].rstrip()
            agency = agency or outlet.name
    return [p for p in paragraphs if p.strip()], agency


def strip_dateline(paragraph: str) -> tuple[str, str | None]:
    """A paragraph without an agency's dateline (`CITY, March 1 (Agency) - `), and the outlet that it
    names.
    """
    match = _DATELINE.match(paragraph[:160])
    if not match or not (match["dash"] or match["agency"]):
        return paragraph, None
    named = match["in"] or match["slash"]
    outlet = find_outlet(named) if named else None
    shouted = match["place"].split(",")[0].isupper() and len(match["place"]) > 2
    where = is_place(match["place"]) or is_place(match["place"].split(",")[0]) or shouted
    if not (outlet or (where and match["dash"])) or (match["dash"] == ":" and not outlet):
        return paragraph, None
    if (
        not outlet
        and not shouted
        and re.search(r"\s[–—-]{1,2}\s", paragraph[match.end() : match.end() + 120])
    ):
        return paragraph, None  # "Mali – Niger's neighbour – ..." is a sentence
    return paragraph[match.end() :], outlet.name if outlet else None


def continued(block: Block) -> Block:
    """A block without the mark that it goes on elsewhere (`… [Read more]`)."""
    at = max(0, len(block.text) - 60)
    mark = _CONTINUED.search(block.text, at)
    return replace(block, text=block.text[: mark.start()], cut=True) if mark and mark.start() > 0 else block


def split_bio(paragraphs: list[str], byline: tuple[str, ...]) -> tuple[str | None, list[str]]:
    """The author that a closing note introduces, and the paragraphs without that note."""
    name: str | None = None
    while len(paragraphs) > 1:
        match = _BIO.match(paragraphs[-1])
        who = person(match["name"]) if match else None
        if not (who and len(paragraphs[-1]) < 500 and _BIO_ROLE.search(paragraphs[-1])):
            break
        if byline and who not in byline and not any(who.split()[-1] == b.split()[-1] for b in byline):
            break
        name, paragraphs = who, paragraphs[:-1]
    return name, paragraphs


def without_self_portrait(paragraphs: list[str], sites: tuple[str | None, ...]) -> list[str]:
    """The paragraphs without closing ones in which the site presents itself."""
    names = "|".join(re.escape(site) for site in sites if site)
    if not names:
        return paragraphs
    portrait = re.compile(
        rf"(?:the )?(?:{names})(?: \([^()]*\))? (?:is|are|was|does|publishes|provides|brings|offers|aims)\b",
        re.I,
    )
    last = len(paragraphs)
    while last > 1 and len(paragraphs[last - 1]) < 600 and portrait.match(paragraphs[last - 1]):
        last -= 1
    return paragraphs[:last]


def foot_authors(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The authors named under a line such as "Contributors" or "About the author" at the foot of a page."""
    for line, following in pairwise(blocks):
        if re.fullmatch(
            r"(?:about the )?(?:authors?|contributors?|writers?)|written by", line.text.strip(" :"), re.I
        ):
            name = person(following.text) if len(following.text) < 80 else None
            if name:
                return (name,)
    return ()


def reporters(text: str) -> tuple[str, ...]:
    """The reporters that an agency's closing line names."""
    match = re.match(r"^\(?Reporting by (?P<who>[^;()]{3,160})", text)
    return persons(match["who"]) if match else ()


def _outlet_of(notice: str, line: str) -> str | None:
    """The outlet in the words of a notice of reprint; after a mere "Source:" only what is surely an
    outlet.
    """
    known = outlet_in(notice)
    phrase = re.split(
        r"\s+(?:on|under|in|with|at|and|as|by|here)\s+(?=[a-z\d]|[A-Z][a-z]+ \d)|[.;(\[]|,\s|\s[–—|-]\s",
        notice,
        maxsplit=1,
    )[0].strip(' "“”*_')
    if not phrase:
        return known.name if known else None
    clean_name = all(w[0].isupper() or w in ("of", "the", "for", "and", "de") for w in phrase.split())
    found = find_outlet(phrase) or (None if clean_name else known)
    if found:
        return found.name
    if re.match(r"^\W*(?:source|via|from|courtesy)\b", line, re.I):
        return outlet_name(phrase)
    phrase = re.sub(r"^the\s+", "The ", phrase) if re.match(r"^the\s+[A-Z]", phrase) else phrase
    return phrase if re.match(r"^[A-Z]", phrase) and len(phrase.split()) <= 10 else None


def reprinted_from(line: str) -> str | None:
    """The outlet that a notice of reprint names, or None where the line is no such notice."""
    notice = carried_from(line)
    return _outlet_of(notice, line) if notice else None


def rights_holder(line: str) -> str | None:
    """The outlet that a copyright line names, or None."""
    match = _RIGHTS.match(line)
    return outlet_name(match["who"]) if match else None
