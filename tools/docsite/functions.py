"""The public functions of the Python API as a page: signature, what it does, what it raises."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import detente

from .prose import markdown

HEAD = """# Python: functions

Made from the code. `import detente` gives all of them; `detente.read(...)`, and so on. What several take:

- *Sources*: `Article` values or paths to articles (files, folders, patterns, addresses), one or many, mixed at will.
- *Systems*: a `System`, an `Assembly` that holds one, or a path to a system file.
- *Path_*: a `str` or an `os.PathLike`.

A `Table` is a tuple that shows itself as a table in a notebook. Each function raises an [error](errors.md) that says
what is wrong, where, and what to do; types are on [their own page](types.md). Randomness comes from `seed` alone: the
same arguments give the same numbers. A month is the unit of time, month 0 the date of the system.
"""

ORDER = (
    ("From articles to claims", ("load", "read", "mentions", "relations", "weigh", "trails", "load_ranking")),
    ("Systems", ("assemble", "load_system", "save_system", "load_scenarios", "check")),
    ("Running and explaining", (
        "simulate", "explain", "sensitivity", "test_hypotheses", "settle", "save_results", "load_results",
    )),
    ("The brief", ("brief",)),
    ("The dossier", ("open_dossier", "add")),
)  # fmt: skip
"""Sections of the page; a function that stands in none of them comes last."""


def public_functions() -> dict[str, Callable[..., Any]]:
    """Every public function by name."""
    found = {name: getattr(detente, name) for name in detente.__all__}
    return {name: value for name, value in found.items() if inspect.isfunction(value)}


def page() -> str:
    """The page in Markdown."""
    left = public_functions()
    parts = [HEAD]
    for title, names in (*ORDER, ("More", tuple(sorted(left)))):
        entries = [entry(name, left.pop(name)) for name in names if name in left]
        if entries:
            parts += [f"## {title}", *entries]
    return "\n\n".join(parts) + "\n"


def entry(name: str, function: Callable[..., Any]) -> str:
    """One function: its name, its signature, its docstring."""
    return f"### `{name}`\n\n```python\n{signature(name, function)}\n```\n\n{markdown(function.__doc__)}"


def signature(name: str, function: Callable[..., Any], *, width: int = 92) -> str:
    """The call as one would write it down, a parameter a line where it is long."""
    given = inspect.signature(function)
    parameters, starred = [], False
    for parameter in given.parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            parameters, starred = [*parameters, "*"], True
        parameters.append(_written(parameter))
        starred = starred or parameter.kind is parameter.VAR_POSITIONAL
    result = "" if given.return_annotation is given.empty else f" -> {_name(given.return_annotation)}"
    line = f"{name}({', '.join(parameters)}){result}"
    if len(line) <= width:
        return line
    return f"{name}(\n" + "".join(f"    {p},\n" for p in parameters) + f"){result}"


def _written(parameter: inspect.Parameter) -> str:
    star = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
    typed = "" if parameter.annotation is parameter.empty else f": {_name(parameter.annotation)}"
    default = (
        "" if parameter.default is parameter.empty else f"{' = ' if typed else '='}{_default(parameter)}"
    )
    return f"{star}{parameter.name}{typed}{default}"


def _default(parameter: inspect.Parameter) -> str:
    return "..." if callable(parameter.default) else repr(parameter.default)


def _name(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
