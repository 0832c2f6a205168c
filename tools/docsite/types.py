"""The public types of the Python API, and the types of their fields, as pages: fields, meaning, methods."""

from __future__ import annotations

import dataclasses
import inspect
import re
import typing
from collections.abc import Iterator
from typing import Any

import detente

from .functions import signature
from .prose import markdown

HEAD = """# Python: types

Made from the code. All are frozen: a change makes a new value (`dataclasses.replace`, or `model_copy` for the parts of
a system). Dates are ISO 8601 of the precision known. What only stands inside these is on [its own page](parts.md).
"""

PARTS_HEAD = """# Python: parts of types

Made from the code: the types of fields of the [public types](types.md). They are no names of `detente` itself; each
comes from the module that stands with it. The fields of those in `detente.system.model` are the keys of a system file.
"""

ORDER = (
    ("Articles", ("Article",)),
    ("Statements", ("Statement", "ActorRef", "Mention", "Relation")),
    ("Claims", ("Claim", "Origin", "Weighed", "Trail", "Ranking", "Rulings")),
    ("Systems", (
        "System", "Estimate", "Scenario", "Shock", "Variable", "Hypothesis", "Assembly", "Problem",
    )),
    ("Results", (
        "Results", "Outcome", "Provenance", "Explanation", "Sensitivity", "HypothesisTest", "Settlement",
    )),
    ("What people see", ("Analysis", "Brief", "Table")),
    ("The dossier", ("Dossier", "Wanted")),
)  # fmt: skip


def public_types() -> dict[str, type]:
    """Every public class but the errors, by name."""
    found = {name: getattr(detente, name) for name in detente.__all__}
    return {
        name: value
        for name, value in found.items()
        if inspect.isclass(value) and not issubclass(value, BaseException)
    }


def page() -> str:
    """The page of public types in Markdown."""
    left = public_types()
    sections = [HEAD]
    for title, names in (*ORDER, ("More", tuple(sorted(left)))):
        entries = [entry(name, left.pop(name)) for name in names if name in left]
        if entries:
            sections += [f"## {title}", *entries]
    return "\n\n".join(sections) + "\n"


def parts_page() -> str:
    """The page of types that stand in fields of public ones."""
    entries = [entry(f"{cls.__module__}.{cls.__name__}", cls) for cls in parts()]
    return "\n\n".join([PARTS_HEAD, *entries]) + "\n"


def parts() -> list[type]:
    """Types of ours that fields of public types are of, near and far, that are not public themselves."""
    public = set(public_types().values())
    found: dict[type, None] = {}
    waiting = sorted(public, key=lambda cls: cls.__name__)
    while waiting:
        for cls in _within(_hints(waiting.pop(0)).values()):
            if cls not in public and cls not in found:
                found[cls] = None
                waiting.append(cls)
    return sorted(found, key=lambda cls: (cls.__module__, cls.__name__))


def _hints(cls: type) -> dict[str, Any]:
    if not fields(cls):
        return {}
    try:
        return typing.get_type_hints(cls)
    except NameError:  # a field's type is imported for checking alone
        return {}


def _within(hints: typing.Iterable[Any]) -> Iterator[type]:
    for hint in hints:
        inner = typing.get_args(hint)
        if inner:
            yield from _within(inner)
        elif inspect.isclass(hint) and hint.__module__.startswith("detente.") and fields(hint):
            yield hint


def fields(cls: type) -> dict[str, tuple[str, str]]:
    """Type and default, as written, of every field of a dataclass or a pydantic model."""
    if dataclasses.is_dataclass(cls):
        return {
            f.name: (_written(f.type), _default(f.default, f.default_factory))
            for f in dataclasses.fields(cls)
            if not f.name.startswith("_")
        }
    declared = getattr(cls, "__pydantic_fields__", None)
    if declared is None:
        return {}
    return {
        name: (
            _written(inspect.get_annotations(_holder(cls, name))[name]),
            "" if f.is_required() else _default(f.default, f.default_factory or dataclasses.MISSING),
        )
        for name, f in declared.items()
    }


def _holder(cls: type, name: str) -> type:
    return next(base for base in cls.__mro__ if name in inspect.get_annotations(base))


def _written(annotation: Any) -> str:
    text = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
    return re.sub(r"\s+", " ", text)


def _default(default: Any, factory: Any) -> str:
    if default is not dataclasses.MISSING and repr(default) != "PydanticUndefined":
        return repr(default)
    return "" if factory is dataclasses.MISSING else f"{getattr(factory, '__name__', 'made')}()"


def entry(name: str, cls: type) -> str:
    """One type: its docstring, its fields, its methods."""
    said = [f"### `{name}`", markdown(cls.__doc__)]
    rows = [
        f"| `{field}` | {_cell(kind)} | {_cell(default)} |" for field, (kind, default) in fields(cls).items()
    ]
    if rows:
        said.append("\n".join(["| field | type | unless said |", "|---|---|---|", *rows]))
    for method, function in _methods(cls):
        if isinstance(function, (property, _cached())):
            inner = function.fget if isinstance(function, property) else function.func
            said.append(f"**`.{method}`** — {markdown(inner.__doc__)}")
        else:
            said.append(f"```python\n.{signature(method, function)}\n```\n\n{markdown(function.__doc__)}")
    return "\n\n".join(part for part in said if part)


def _cell(text: str) -> str:
    return f"`{text}`" if text else ""


def _cached() -> type:
    from functools import cached_property

    return cached_property


def _methods(cls: type) -> Iterator[tuple[str, Any]]:
    """Public methods and properties that the class itself defines and says something of."""
    for name, value in vars(cls).items():
        if name.startswith("_") or name == "model_config":
            continue
        inner = getattr(value, "fget", None) or getattr(value, "func", None) or value
        if (inspect.isfunction(inner) or isinstance(value, property)) and inner.__doc__:
            yield name, value
