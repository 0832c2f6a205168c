"""Markdown to the text that it shows; headings keep one mark so that the headline is known."""

from __future__ import annotations

import re

_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,500}\)")
_REFERENCE = re.compile(r"^\s{0,3}\[[^\]\n]{1,100}\]:\s+\S.*$", re.M)
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n*_]{1,400}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^\n*_]{1,400}?)(?<=\S)\1(?![\w*_])")
_QUOTE = re.compile(r"^\s{0,3}>\s?", re.M)
_SUBHEADING = re.compile(r"^#{2,6}\s+(.*?)\s*#*$", re.M)
_COMMENT = re.compile(r"<!--.{0,2000}?-->", re.S)
_FENCE = re.compile(r"^(```|~~~)[^\n]*\n.*?^\1\s*$", re.M | re.S)
_RULE = re.compile(r"^\s{0,3}(?:[-*_]\s*){3,}$", re.M)


def plain(text: str) -> str:
    """The words of a Markdown text, without links, emphasis, quote marks, rules, comments and code."""
    front = re.match(r"---\n.{0,8000}?\n(?:---|\.\.\.)[ \t]*\n", text, re.S)
    head, text = (front.group(), text[front.end() :]) if front else ("", text)
    for pattern, by in (
        (_COMMENT, ""),
        (_FENCE, ""),
        (_REFERENCE, ""),
        (_IMAGE, ""),
        (_LINK, r"\1"),
        (_RULE, ""),
        (_STRONG, r"\2"),
        (_EMPHASIS, r"\2"),
        (_QUOTE, ""),
        (_SUBHEADING, r"\1"),
    ):
        text = pattern.sub(by, text)
    return head + text
