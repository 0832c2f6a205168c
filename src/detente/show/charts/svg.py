"""SVG elements as escaped markup.

No `style` attribute is ever written: the page's content security policy allows none, and colours come from
classes.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from ..index import Citation


def place(x: float) -> str:
    """A coordinate: at most two places, no trailing zeros, never a negative zero."""
    text = f"{x:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def share(x: float) -> str:
    """A coordinate as a percentage of the drawing's width, for x in 0..1."""
    return place(min(1.0, max(0.0, x)) * 100) + "%"


_NAMES = {"class_": "class", "view_box": "viewBox", "aspect": "preserveAspectRatio"}


def el(name: str, *children: object, **attributes: object) -> Markup:
    """One element; `class_` is class, `view_box` viewBox, other underscores are dashes; None is left out."""
    parts = []
    for key, value in attributes.items():
        if value is None:
            continue
        known = _NAMES.get(key) or key.replace("_", "-")
        text = (
            place(value)
            if isinstance(value, float)
            else value
            if isinstance(value, int)
            else escape(str(value))
        )
        parts.append(f' {known}="{text}"')
    inner = "".join(map(escape, children))
    return Markup(f"<{name}{''.join(parts)}>{inner}</{name}>" if inner else f"<{name}{''.join(parts)}/>")


def picture(
    title: str, *children: object, desc: str | None = None, role: str = "img", **attributes: object
) -> Markup:
    """An `svg` that a screen reader announces by its title and description.

    What holds links must be a `group`: the inside of an `img` is hidden from screen readers.
    """
    heads = [el("title", title)] + ([el("desc", desc)] if desc else [])
    return el("svg", *heads, *children, role=role, **attributes)


def link(citation: Citation, *children: object, label: str | None = None) -> Markup:
    """The children as a link to what they rest on; just a group where that is nothing."""
    if not citation:
        return el("g", *children)
    return el(
        "a",
        *children,
        class_="ev",
        href=citation.address or f"#{citation.targets[0]}",
        data_open=" ".join(citation.targets) or None,
        aria_label=label,
    )
