"""Mathematics of the pages as MathML, which browsers set themselves: no script, no fonts from elsewhere.

In a page a display is a block fenced as `math`, an inline formula stands between $` and `$: both in LaTeX, as code
hosts show them too.
"""

from __future__ import annotations

import re

from latex2mathml.converter import convert

_DISPLAY = re.compile(r"^```math\n(.*?)^```$", re.M | re.S)
_INLINE = re.compile(r"\$`([^`\n]+)`\$")


def set_formulas(page: str) -> str:
    """The page with its formulas as MathML; one in a line stands in a span, since Markdown takes `math` for a block."""
    page = _DISPLAY.sub(
        lambda found: f'<div class="formula" tabindex="0">{_mathml(found[1], "block")}</div>', page
    )
    return _INLINE.sub(lambda found: f"<span>{_mathml(found[1], 'inline')}</span>", page)


def _mathml(latex: str, display: str) -> str:
    made = convert(" ".join(latex.split()), display=display)
    if "\\" in re.sub(r"<[^>]*>", "", made):
        raise ValueError(f"not set as a formula: {latex}")
    return made
