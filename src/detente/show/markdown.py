"""The brief as Markdown: CommonMark with tables, in which nothing from an article is markup."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from .excerpt import Excerpts
from .unseen import plain

if TYPE_CHECKING:
    from jinja2 import Environment

    from .analysis import Analysis
    from .index import Citation

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
MARKUP = re.compile(r"[\\`*_{}\[\]|~^$#]")
WORD_JOINER = "\u2060"
"""Stands after an @, unseen: renderers that make addresses of bare text find none there."""


def escape(text: str) -> str:
    """Text on one line in which nothing is markup, in CommonMark and in what common renderers add to it."""
    line = re.sub(r"\s+", " ", plain(text))
    line = MARKUP.sub(lambda m: "\\" + m[0], line)
    line = re.sub(r"[&<>]", lambda m: ENTITIES[m[0]], line)
    # A bare address would become a link by itself, and so would what looks like an emoji's name.
    line = re.sub(r":(?=\S)", r"\\:", line)
    line = re.sub(r"\b(www)\.", r"\1\\.", line, flags=re.IGNORECASE)
    line = line.replace("@", "@" + WORD_JOINER)
    # At the head of a line these would begin a list, a heading or a rule.
    line = re.sub(r"^( ?)([-+=])(?=[-+=\s]|$)", r"\1\\\2", line)
    return re.sub(r"^( ?\d+)([.)])(?=\s|$)", r"\1\\\2", line)


def render_markdown(analysis: Analysis, excerpts: Excerpts = "sentence") -> str:
    """The brief as Markdown, of the same parts as the page; numbers lead to the list of evidence by links."""
    from .brief import parts_of

    page = _environment().get_template("brief.md").render(**parts_of(analysis, excerpts))
    lines = (line.rstrip() for line in plain(page).split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
    return re.sub(r"\n\n(?= +- )", "\n", text)  # a list within a list stays close to it


def _escaped(value: Any) -> Markup:
    """What an expression of the template prints: text escaped, what the template itself made left as it is."""
    return value if isinstance(value, Markup) else Markup(escape(str(value)))


def link(text: str, url: str | None) -> Markup:
    """A link to an address that was found to be http(s), else the text alone."""
    if not url:
        return Markup(escape(text))
    safe = (
        quote(url, safe="-._~:/?#@!$&'*+,;=%").replace("&", "&amp;").replace("*", "%2A").replace("_", "%5F")
    )
    return Markup(f"[{escape(text)}](<{safe}>)")


def refs(citation: Citation, most: int = 3) -> Markup:
    """Links to the first few claims of a citation and how many more there are, else to what it rests on."""
    if not citation:
        return Markup("")
    if not citation.numbers:
        return Markup(f"[{escape(citation.word)}](#{citation.targets[0]})")
    shown = ", ".join(f"[E{n}](#e{n})" for n in citation.numbers[:most])
    more = len(citation.numbers) - most
    return Markup(f"{shown} +{more}" if more > 0 else shown)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    # With autoescape what a macro made counts as made by us; finalize comes before it and escapes for Markdown.
    environment = Environment(
        loader=PackageLoader("detente.show", "templates"),
        autoescape=True,
        finalize=_escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"refs": refs, "link": link}
    return environment
