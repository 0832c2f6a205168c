"""Headers of named fields above an article: of a forwarded message, of front matter, or lines such as
`Title: ...`.
"""

from __future__ import annotations

import re
from functools import cache

from ..data import vocabulary
from .dates import one_date
from .draft import Draft
from .names import outlet_name, person, persons

_FIELD = re.compile(r"^[ \t>*_]{0,8}([A-Za-z][A-Za-z _-]{1,20})[*_]{0,2}\s*:\s*[*_]{0,2}\s*(.*)$")
_QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.M)
_FORWARDED = re.compile(
    r"^[ \t>]*(?:-{2,}\s*(?:forwarded|original) message\s*-{2,}|begin forwarded message:)", re.I | re.M
)
_SUBJECT = re.compile(r"^(?:(?:fwd?|re|aw|wg|tr)\s*:\s*)+", re.I)
_ADDRESS = re.compile(r"\s*<[^<>]*>|\s*\[mailto:[^\]]*\]|\S+@\S+")
_SIGNATURE = re.compile(r"\n-- ?\n.*\Z", re.S)
_REACH = 60  # lines from the top within which a header may stand


def split_fields(text: str) -> tuple[Draft, str]:
    """What named fields above the article say, and the text below them."""
    if text.startswith("---\n"):
        end = re.search(r"^(?:---|\.\.\.)[ \t]*$", text[4:8000], re.M)
        if end:
            return _draft(_front(text[4 : 4 + end.start()])), text[4 + end.end() :]
    text = _unquoted(text)
    lines = text.split("\n")
    best: tuple[int, int] | None = None
    at = 0
    while at < min(len(lines), _REACH):
        stop = _run(lines, at)
        names = {_name(line) for line in lines[at:stop]} - {None}
        mail = {"from", "subject"} <= names or {"from", "to"} <= names
        if len(names) >= 2 and (at == 0 or mail or not any(line.strip() for line in lines[:at])):
            best = (at, stop)  # the innermost header of a message forwarded twice is the last
        at = max(stop, at + 1)
    if best is None:
        return Draft(), text
    body = "\n".join(lines[best[1] :])
    found = [(name, value) for line in lines[best[0] : best[1]] for name, value in [_pair(line)] if name]
    mail = any(name in ("from", "to", "subject") for name, _ in found)
    return _draft(found), _SIGNATURE.sub("", body) if mail else body


def _unquoted(text: str) -> str:
    """The text without the marks of a quoted message, where most of it or a forwarded part is quoted."""
    lines = [line for line in text.split("\n") if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for line in lines)
    if quoted >= 0.6 * len(lines) or (quoted >= 3 and _FORWARDED.search(text)):
        return _QUOTED.sub("", text)
    return text


def _name(line: str) -> str | None:
    match = _FIELD.match(line)
    return match[1].strip().casefold() if match and match[1].strip().casefold() in _kinds() else None


def _run(lines: list[str], start: int) -> int:
    """The end of the run of field lines that begins at `start` (`start` itself where there is none)."""
    at = start
    while at < len(lines) and _name(lines[at]) is not None:
        at += 1
        while (
            at < len(lines)
            and re.match(r"^\s+\S", lines[at])
            and _name(lines[at]) is None
            and len(lines[at]) < 200
        ):
            at += 1  # a folded field
    return at


def _pair(line: str) -> tuple[str, str]:
    match = _FIELD.match(line)
    return (match[1].strip().casefold(), match[2].strip().strip("*_").strip()) if match else ("", "")


def _front(block: str) -> list[tuple[str, str]]:
    """Front matter as pairs; read as lines, since a full YAML reader would be a door for bombs and is not
    needed.
    """
    pairs: list[tuple[str, str]] = []
    name = ""
    for line in block.split("\n"):
        item = re.match(r"^\s*-\s+(.*)$", line)
        field = re.match(r"^([A-Za-z][\w -]*?)\s*:\s*(.*)$", line)
        if item and name:
            pairs.append((name, re.sub(r"^name\s*:\s*", "", item[1]).strip().strip("\"'")))
        elif field:
            name = field[1].replace("_", " ").casefold()
            value = field[2].strip()
            values = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
            pairs += [(name, v.strip().strip("\"'")) for v in values if v.strip()]
    return pairs


def _draft(pairs: list[tuple[str, str]]) -> Draft:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        kind = _kinds().get(name, "")
        if kind and kind != "other" and value:
            found.setdefault(kind, []).append(value)
    first = {kind: values[0] for kind, values in found.items()}
    byline = [
        n for value in found.get("byline", []) for n in persons(value) or ((value,) if person(value) else ())
    ]
    sender = _ADDRESS.sub("", first.get("from", "")).strip(" \"'")
    origin = first.get("origin", "")
    url = first.get("url")
    if not url and origin.startswith("http"):
        url = origin
    subject = _SUBJECT.sub("", first.get("subject", "")).strip()
    return Draft(
        title=first.get("title") or subject or None,
        byline=tuple(dict.fromkeys(byline)),
        origin=(outlet_name(origin) or origin or None)
        if not origin.startswith("http")
        else outlet_name(origin),
        # A message comes from whoever forwards it; only a sender that looks like an outlet is one.
        site=outlet_name(sender) if sender else None,
        published=one_date(first.get("published", "")),
        modified=one_date(first.get("modified", "")),
        url=url,
    )


@cache
def _kinds() -> dict[str, str]:
    """What each known field name tells: title, byline, published, modified, origin, from, url or other."""
    return {
        name: kind for kind, names in vocabulary("detente.sources", "fields.yaml").items() for name in names
    }
