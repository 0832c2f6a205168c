"""Docstrings as Markdown: their tables and examples kept as they stand, the errors that they raise as links."""

from __future__ import annotations

import inspect
import re

_ALIGNED = re.compile(r"\S {3,}\S")


def markdown(docstring: str | None) -> str:
    """A docstring as Markdown. Blocks with aligned columns, formulas and examples are shown as written."""
    return "\n\n".join(_block(block) for block in re.split(r"\n\s*\n", inspect.cleandoc(docstring or "")))


def _block(block: str) -> str:
    lines = block.splitlines()
    if block.lstrip().startswith(">>>"):
        return f"```pycon\n{inspect.cleandoc(block)}\n```"
    if all(line.startswith("    ") for line in lines):
        return f"```text\n{inspect.cleandoc(block)}\n```"
    if len(lines) > 1 and sum(bool(_ALIGNED.search(line)) for line in lines) > 1:
        return f"```text\n{block}\n```"
    return linked(re.sub(r"\bRaises (?=[A-Z]\w+Error)", "**Raises** ", block))


def linked(text: str) -> str:
    """Text in which names of our errors lead to their place in the reference."""
    return re.sub(
        r"(?<![\w`\[.])([A-Z]\w+Error)\b", lambda found: f"[{found[1]}](errors.md#{found[1].lower()})", text
    )
