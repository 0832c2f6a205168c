"""YAML as detente reads and writes it: plain values of YAML 1.2's core schema, through libyaml.

Reading goes by events, without recursion, and knows no tags, aliases or anchors: text from outside can neither grow
nor nest without bound. `no` and `on` are words, a date is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

DEEPEST = 40  # levels of nesting
Place = tuple[str | int, ...]
_NUMBER = re.compile(
    r"^[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$|^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NONE: Any = object()
_WIDTH = 1_000_000  # a line an item: wrapping makes diffs of what did not change


class YamlFault(ValueError):  # noqa: N818  it becomes an error of whoever reads
    """Something in a text that is no YAML, or none that is taken: what, at which line, and what to do."""

    def __init__(self, what: str, line: int | None, remedy: str) -> None:
        self.what, self.line, self.remedy = what, line, remedy
        super().__init__(f"{what}, line {line}" if line else what)


@dataclass(frozen=True, slots=True)
class Document:
    """The value of a text, and the line of each part of it by its place (keys and indices from the root)."""

    value: Any
    lines: dict[Place, int]


class Flow(dict[str, Any]):
    """A mapping that is written on one line."""


def read_yaml(text: str, *, deepest: int = DEEPEST, words: bool = True) -> Document:
    """The plain values of a text, with the line of each. Keys are words, whatever they look like; without
    `words` they are values like any other. Raises YamlFault."""
    import yaml

    reader = _Reader(deepest, words)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            reader.take(event)
    except yaml.YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = (
            getattr(error, "problem", None) or getattr(error, "context", None) or str(error).splitlines()[0]
        )
        raise YamlFault(f"broken YAML ({what})", mark.line + 1 if mark else None, "mend it there") from error
    except UnicodeEncodeError as error:
        raise YamlFault("broken YAML (a character that is none)", None, "remove it") from error
    return Document(reader.value, reader.lines)


class _Reader:
    """Builds values of events, one after another."""

    def __init__(self, deepest: int, words: bool) -> None:
        self.value: Any = None
        self.lines: dict[Place, int] = {}
        self._deepest, self._words, self._documents = deepest, words, 0
        self._open: list[tuple[Any, Place]] = []  # what is being filled, and where it stands
        self._key: Any = _NONE  # of the mapping at hand, once it was read

    def take(self, event: Any) -> None:
        """Take the next event."""
        line = event.start_mark.line + 1
        if getattr(event, "tag", None):
            raise YamlFault(f"a tag ({event.tag[:40]})", line, "write plain values")
        match type(event).__name__:
            case "DocumentStartEvent":
                self._documents += 1
                if self._documents > 1:
                    raise YamlFault("a second document (---)", line, "write one document a file")
            case "AliasEvent":
                raise YamlFault(
                    "a YAML alias (*name)", line, "write the value out: files here hold no aliases"
                )
            case "ScalarEvent":
                self._scalar(event, line)
            case "MappingStartEvent":
                self._begin({}, line)
            case "SequenceStartEvent":
                self._begin([], line)
            case "MappingEndEvent" | "SequenceEndEvent":
                self._open.pop()

    def _scalar(self, event: Any, line: int) -> None:
        if not event.value.isascii() and _SURROGATE.search(event.value):
            raise YamlFault("an escape that is no character of a text", line, "remove it")
        if self._open and isinstance(self._open[-1][0], dict) and self._key is _NONE:
            key = event.value if self._words or event.style else plain(event.value)
            if key in self._open[-1][0]:
                raise YamlFault(f"the key {event.value!r} stands twice", line, "keep one of them")
            self._key = key
            return
        self._put(event.value if event.style else plain(event.value), line)

    def _begin(self, made: Any, line: int) -> None:
        if self._open and isinstance(self._open[-1][0], dict) and self._key is _NONE:
            raise YamlFault("a key that is no plain word", line, "keys are words")
        if len(self._open) >= self._deepest:
            raise YamlFault("nested too deeply", line, f"at most {self._deepest} levels are read")
        self._open.append((made, self._put(made, line)))

    def _put(self, value: Any, line: int) -> Place:
        """Put a value where it belongs, and tell where that is."""
        if not self._open:
            self.value = value
            self.lines[()] = line
            return ()
        into, place = self._open[-1]
        if isinstance(into, dict):
            key = self._key
            into[key], self._key = value, _NONE
        else:
            key = len(into)
            into.append(value)
        where = (*place, key)
        self.lines[where] = line
        return where


def plain(value: str) -> Any:
    """The value of a scalar without quotes: null, a truth value, a number or text. Dates stay text."""
    if value in {"", "~", "null", "Null", "NULL"}:
        return None
    if value in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return value.lower() == "true"
    if value[0] in "+-.0123456789" and len(value) <= 100 and _NUMBER.match(value):
        number = value.replace("_", "").lower()
        if number.lstrip("+-").isdigit():
            return int(number)
        return float(number.replace(".inf", "inf").replace(".nan", "nan"))
    return value


def write_yaml(value: Any) -> str:
    """Plain values as a text that `read_yaml` reads as the same; lists of scalars, and `Flow`, on one line each."""
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.serialize(_node(value, False), Dumper=dumper, width=_WIDTH, allow_unicode=True)  # type: ignore[arg-type]


def _node(value: Any, flow: bool) -> Any:
    import yaml

    if isinstance(value, dict):
        flow = flow or isinstance(value, Flow)
        pairs = [(_scalar_node(k, flow), _node(v, flow)) for k, v in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)
    if isinstance(value, (list, tuple)):
        flow = flow or not any(isinstance(v, dict) for v in value)
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(v, flow) for v in value], flow_style=flow)
    return _scalar_node(value, flow)


def _scalar_node(value: Any, flow: bool) -> Any:
    import yaml

    if value is None:
        return yaml.ScalarNode("tag:yaml.org,2002:null", "null")
    if isinstance(value, bool):
        return yaml.ScalarNode("tag:yaml.org,2002:bool", str(value).lower())
    if isinstance(value, int):
        return yaml.ScalarNode("tag:yaml.org,2002:int", str(value))
    if isinstance(value, float):
        return yaml.ScalarNode("tag:yaml.org,2002:float", _float(value))
    return yaml.ScalarNode("tag:yaml.org,2002:str", value, style=_style(value, flow))


def _style(value: str, flow: bool) -> str | None:
    """How a text is quoted where libyaml would not do it, or less legibly."""
    if not value.isprintable():
        return '"'  # line separators would be written as they are, and read as breaks
    if not isinstance(plain(value), str):
        return "'"  # a number to us, whatever libyaml takes it for
    marked = (
        ": " in value or " #" in value or value[-1:] == ":" or (flow and any(c in value for c in ",[]{}?"))
    )
    return '"' if "'" in value and '"' not in value and (marked or value[0] in "'&*!|>%@`") else None


def _float(value: float) -> str:
    """As Python has it, but for a point that older readers need before an exponent."""
    text = repr(value)
    head, mark, exponent = text.partition("e")
    return f"{head}.0e{exponent}" if mark and "." not in head else text
