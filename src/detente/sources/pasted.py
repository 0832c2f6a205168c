"""Text pasted from a page, to an article: fields from the header, the article's own words, and nothing else.

The page is read as blocks. The header runs to the last line that gives author, date or outlet before the
prose sets in; what follows the prose is the foot. Between them everything is kept that is not furniture,
section headings as paragraphs of their own. The title is a field and no part of the text, since the grammar
of headlines misleads a reader of statements; a standfirst of whole sentences is the article's own words and
stays.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from .blocks import Block, blocks_of, key
from .draft import Draft
from .ends import (
    continued,
    foot_authors,
    reporters,
    reprinted_from,
    rights_holder,
    split_bio,
    trim_ends,
    without_self_portrait,
)
from .fields import split_fields
from .furniture import in_box, is_end_marker, is_final_marker, is_furniture
from .header import read_meta
from .masthead import read_masthead
from .outlet import find_outlet


def clean(text: str, known: Draft | None = None) -> Draft:
    """The article in the text of a page; `known` holds fields already known from elsewhere, which win.

    Newlines are `\\n`. Every paragraph of the result stands verbatim in `text`, but for dateline, sign-off
    and continuation marks cut from its ends.
    """
    fields, body = split_fields(text)
    fields = (known or Draft()).filled(fields)
    blocks = tuple(continued(b) for b in blocks_of(body))
    notice = next((o for b in blocks if (o := reprinted_from(b.text)) and is_furniture(b)), None)
    rights = next((o for b in reversed(blocks) if (o := rights_holder(b.text))), None)
    kept, header = read_masthead(blocks, fields)
    kept = _without_foot(_without_furniture(kept, header.title))
    if not kept:
        # No prose at all: a note of a line or two, of which no line is surely the headline.
        kept = [b for b in blocks if b.words >= 4 and not is_furniture(b) and read_meta(b.text) is None]
        header = replace(header, title=fields.title)
    paragraphs, agency = trim_ends([b.text for b in kept])
    paragraphs = without_self_portrait(paragraphs, (header.site, header.origin))
    bio, paragraphs = split_bio(paragraphs, header.byline)
    found = Draft(
        origin=notice or agency,
        byline=(bio,)
        if bio
        else foot_authors(blocks) or next((r for b in blocks if (r := reporters(b.text))), ()),
        site=rights,
    )
    if found.origin:
        # The page's own header names who carries the piece, wherever it stood.
        header = replace(header, site=header.site or header.origin or found.site, origin=found.origin)
    return replace(header.filled(found), text="\n\n".join(paragraphs))


def _without_furniture(blocks: list[Block], title: str | None) -> list[Block]:
    """The blocks that are the article's: no furniture, no captions printed twice, no runs of links, no
    second title.
    """
    kept: list[Block] = []
    title_key = key(title)
    sizes = Counter(b.group for b in blocks)
    boxes = {b.group for b in blocks if 1 < sizes[b.group] <= 6 and b.words <= 14 and in_box(b.text)}
    for at, block in enumerate(blocks):
        if (block.key == title_key and title_key) or (block.group in boxes and block.words <= 35):
            continue
        before = blocks[at - 1] if at and blocks[at - 1].group == block.group else None
        if _is_credit(block) or (before and _is_credit(before) and block.words <= 35):
            continue  # who took a picture, and its caption on the next line
        if is_end_marker(block):
            kept.append(block)  # judged with the foot
        elif not is_furniture(block):
            neighbour = [b.key for b in (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])]
            # A pull quote beside its own sentence is no caption.
            if block.key not in neighbour or block.prose:
                kept.append(block)
    runs: list[Block] = []
    at = 0
    while at < len(kept):
        stop = at
        while (
            stop < len(kept)
            and not kept[stop].prose
            and not kept[stop].ended
            and not is_end_marker(kept[stop])
        ):
            stop += 1
        run = kept[at:stop]
        listed = sum(bool(re.match(r"^(?:[•·▪◦‣*–—-]|\d{1,2}[.)])\s", b.text)) for b in run)
        if len(run) < 4 or listed >= len(run) - 1:
            runs += run
        at = stop
        if at < len(kept):
            runs.append(kept[at])
            at += 1
    return runs


def _is_credit(block: Block) -> bool:
    """Whether a line is nothing but the name of an agency, as above a picture's caption."""
    outlet = find_outlet(block.text) if block.words <= 4 else None
    return (outlet is not None and outlet.kind == "agency") or block.key in ("getty images", "epa", "getty")


def _without_foot(blocks: list[Block]) -> list[Block]:
    """The blocks up to the last paragraph of the article."""
    total = sum(b.words for b in blocks if b.prose)
    done = 0
    kept: list[Block] = []
    skipping = False
    for block in blocks:
        if is_end_marker(block):
            left = (total - done) / total if total else 1.0
            if left < (0.4 if is_final_marker(block) else 0.1):
                break
            skipping = True
            continue
        if skipping and not block.prose:
            continue  # the links of a box within the article
        skipping = False
        kept.append(block)
        done += block.words if block.prose else 0
    # The last sentence may have lost its stop with a mark that was cut off; headlines of other
    # articles are shorter.
    while kept and not (kept[-1].prose or (kept[-1].ended and kept[-1].words >= 2) or kept[-1].words >= 15):
        kept.pop()
    while kept and not (kept[0].prose or (kept[0].ended and kept[0].words >= 2)):
        kept.pop(0)
    return kept
