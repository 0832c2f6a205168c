"""The head of a pasted page: headline, authors, outlet and dates, told from standfirst and body.

The header runs to the last line that gives author, date or outlet before the prose sets in. A line is taken
for what it looks like; the headline is the likeliest of the lines that look like nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from .blocks import Block, key
from .draft import Draft
from .furniture import is_furniture, is_label, word_set
from .header import Meta, bare_names, is_role, read_meta
from .names import is_place, outlet_name
from .outlet import find_outlet

_HEAD = 200  # blocks from the top within which a header line may stand
_STANDFIRST = 90  # words; a longer paragraph before the byline is the body already
_BANNER = re.compile(r"^(?P<a>[^|]{2,60})\s+\|\s+(?P<b>[^|]{2,100})$")
_TITLE_SITE = re.compile(r"^(?P<title>.{12,}?)\s+(?:\||[-–—]|::|•)\s+(?P<site>[^|]{2,60})$", re.S)


@dataclass(frozen=True, slots=True)
class _Line:
    """A block of the header with what it was taken for."""

    block: Block
    kind: str  # furniture, meta, name, outlet, banner, label, prose, line
    meta: Meta | None = None


def read_masthead(blocks: tuple[Block, ...], fields: Draft) -> tuple[list[Block], Draft]:
    """Fields of the header, and the blocks that are left: standfirst, body and foot."""
    lines = _with_site([_classify(b) for b in blocks[:_HEAD]], blocks)
    end = _header_end(lines)
    head = lines[:end]
    title_at = _find_title(head, fields.title)
    draft = Draft()
    site_before: str | None = None
    unsure = Draft()
    for at, line in enumerate(head):
        after = title_at is not None and at > title_at
        if line.meta and (line.kind == "meta" or after or _beside_meta(head, at)):
            meta = line.meta
            told = Draft(
                byline=meta.byline, published=meta.published, modified=meta.modified, origin=meta.outlet
            )
            if line.kind == "meta":
                draft = draft.filled(told)
            else:
                unsure = unsure.filled(told)  # a bare name gives way to a line that says "by"
        elif line.kind in ("banner", "outlet"):
            text = line.block.text
            name = _banner_name(text) if line.kind == "banner" else outlet_name(text) or text
            if after and line.kind == "outlet":
                if not _credits_picture(head, at):
                    draft = draft.filled(Draft(origin=name))
            else:
                site_before = site_before or name
    draft = draft.filled(unsure)
    title = fields.title
    if title_at is not None:
        title, suffix = split_title(" ".join(head[title_at].block.text.split()).lstrip("# ").strip("*_ "))
        site_before = site_before or suffix
    draft = fields.filled(replace(draft, title=title, site=site_before))
    if fields.title and title_at is not None and title and key(fields.title) not in (key(title), ""):
        # A message's subject is often the headline with something before it; the page's own is surer.
        draft = replace(draft, title=title if key(title) in key(fields.title) else fields.title)
    standfirst: list[Block] = []
    seen = {key(draft.title)}
    for at, line in enumerate(head):
        if line.kind == "prose" and at != title_at and line.block.key not in seen:
            standfirst.append(line.block)
            seen.add(line.block.key)
    return [*standfirst, *blocks[end:]], draft


def _classify(block: Block) -> _Line:
    text = block.text
    banner = _BANNER.match(text)
    if is_label(text):
        return _Line(block, "label")
    if is_furniture(block):
        return _Line(block, "furniture")
    meta = read_meta(text)
    if meta and (meta.byline or meta.outlet or meta.published or meta.modified or meta.explicit):
        return _Line(block, "meta", meta)
    if text.startswith("# "):
        return _Line(block, "line")
    if banner and not block.prose and _banner_name(text):
        return _Line(block, "banner")
    if outlet_name(text) and block.words <= 8 and (find_outlet(text) or not _headline_verb(text)):
        return _Line(block, "outlet")
    if block.prose:
        return _Line(block, "prose")
    if is_place(text) or (is_role(text) and not _headline_verb(text) and block.words <= 10):
        return _Line(block, "label")
    names = bare_names(text)
    return _Line(block, "name", names) if names else _Line(block, "line")


def _with_site(lines: list[_Line], blocks: tuple[Block, ...]) -> list[_Line]:
    """The lines, with the first taken for the site's name if the page's furniture names it again."""
    at = next((i for i, line in enumerate(lines) if line.kind not in ("label", "furniture")), None)
    if at is None or lines[at].kind not in ("line", "name"):
        return lines
    name = lines[at].block
    if not 2 <= name.words <= 6 or _headline_verb(name.text):
        return lines
    again = re.compile(r"(?<!\w)" + re.escape(name.text) + r"(?!\w)", re.I)
    if any(again.search(b.text) and b.key != name.key and (not b.prose or is_furniture(b)) for b in blocks):
        return [*lines[:at], replace(lines[at], kind="outlet", meta=None), *lines[at + 1 :]]
    return lines


def _header_end(lines: list[_Line]) -> int:
    """The index of the first block that is no longer header."""
    first_prose = next((i for i, line in enumerate(lines) if line.kind == "prose"), len(lines))
    end = first_prose
    titled = any(line.kind in ("line", "name", "outlet") for line in lines[:first_prose])
    told = {kind for line in lines[:first_prose] if line.kind == "meta" for kind in _told(line.meta)}
    words = 0
    for at in range(first_prose, len(lines)):
        line = lines[at]
        if line.kind == "prose":
            words += line.block.words
            # Without a headline above it, one short sentence before a byline is the headline; more is the
            # body.
            if words > _STANDFIRST or (not titled and at > first_prose):
                break
        elif line.kind == "meta" and line.meta and line.meta.explicit and _told(line.meta) - told:
            if not titled and not (
                lines[first_prose].block.words <= 20 and not lines[first_prose].block.several
            ):
                break
            told |= _told(line.meta)
            end, words = at + 1, 0
    # Names, roles and outlets in the lines that go with the byline belong to the header too.
    while (
        end < len(lines)
        and end > first_prose
        and lines[end].kind in ("outlet", "label", "furniture", "meta", "name")
    ):
        end += 1
    return end


def _told(meta: Meta | None) -> set[str]:
    if meta is None:
        return set()
    return {kind for kind in ("byline", "published", "modified") if getattr(meta, kind)}


def _beside_meta(head: list[_Line], at: int) -> bool:
    return any(0 <= i < len(head) and head[i].kind == "meta" for i in (at - 1, at + 1))


def _credits_picture(head: list[_Line], at: int) -> bool:
    """Whether an outlet's name alone on a line stands over a caption, and not among author and date."""
    following = head[at + 1] if at + 1 < len(head) else None
    captioned = following is not None and following.block.group == head[at].block.group
    return (captioned and following is not None and following.kind in ("line", "prose")) or not _beside(
        head, at
    )


def _beside(head: list[_Line], at: int) -> bool:
    return any(0 <= i < len(head) and head[i].kind in ("meta", "name", "line") for i in (at - 1, at + 1))


def _find_title(head: list[_Line], known: str | None) -> int | None:
    """Which header block is the headline, or None."""
    tagged = {
        line.block.group: 6.0 if line.kind == "banner" else 3.5
        for line in head
        if line.kind in ("banner", "outlet")
    }
    keys = Counter(line.block.key for line in head)
    best: tuple[float, int] | None = None
    order = 0
    for at, line in enumerate(head):
        text = line.block.text
        candidate = line.kind in ("line", "name", "outlet")
        short = line.kind == "prose" and at == 0 and line.block.words <= 20 and not line.block.several
        if known and line.block.key == key(known):
            return at
        if not (candidate or (short and len(head) > 1)):
            continue
        words = line.block.words
        score = min(words, 8) - 1.5 * order - 0.5 * max(0, words - 18)
        folded = [w.casefold() for w in re.findall(r"[^\W\d_]+", text)]
        score -= 6.0 * (sum(w in word_set("foreign_words") for w in folded) >= 2)
        score -= tagged.get(line.block.group, 0.0)
        score -= 4.0 * any(above.kind == "prose" for above in head[:at]) + 3.0 * bool(
            re.search(r"[a-z]{3}[.!?]\s+[A-Z]", text)
        )
        score += 2.5 * (keys[line.block.key] > 1)
        score -= 3.0 * (line.kind == "name") + 3.0 * (line.kind == "outlet") + 2.0 * text.endswith(":")
        score += 8.0 * text.startswith("# ") - 2.0 * text.startswith(("## ", "### "))
        score += 2.0 * _headline_verb(text)
        order += words >= 4
        if best is None or score > best[0]:
            best = (score, at)
    if best is None:
        return None
    line = head[best[1]]
    if line.kind in ("name", "outlet") and (best[0] <= 0 or line.kind == "outlet"):
        return best[1] if line.kind == "name" and best[1] == 0 and not _beside_meta(head, 0) else None
    return best[1]


def _headline_verb(text: str) -> bool:
    """Whether a line has words in lower case other than of, and, the: a name of an outlet or post has
    none.
    """
    lower = [w for w in re.findall(r"[^\W\d_]+", text) if w[0].islower()]
    return any(
        w not in ("of", "and", "the", "for", "in", "on", "at", "to", "de", "s", "la", "du", "by", "with")
        for w in lower
    )


def split_title(title: str) -> tuple[str, str | None]:
    """A title without the site's name after it, and that name."""
    match = _TITLE_SITE.match(title)
    if match:
        site = outlet_name(match["site"])
        if site and match["site"][0].isupper() and (find_outlet(match["site"]) or "|" in title):
            return match["title"].strip(), site
    return title, None


def _banner_name(text: str) -> str | None:
    """The outlet that a banner (`ABC | Academy of Better Causes`) names, by its known or its longest form."""
    match = _BANNER.match(text)
    if not match:
        return None
    sides = [match["a"].strip(), match["b"].strip()]
    for side in sides:
        if find_outlet(side):
            return outlet_name(side)
    initials = "".join(w[0] for w in sides[1].split() if w[0].isupper())
    if sides[0].isupper() and initials and sides[0].replace(".", "") == initials:
        return sides[1]
    return next((name for side in sides if (name := outlet_name(side))), None)
