"""JSON records and their schemas, both made from the frozen dataclasses of each layer."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Convert = Callable[[Any, Mapping[str, Any]], Any]  # a value and the record that it stands in


def to_record(value: Any, *, hidden: bool = False) -> Any:
    """Turn a dataclass (nested at will) into what JSON can hold.

    A field marked `flatten` gives its own fields to the record around it, one marked `hidden` is left out unless
    `hidden` asks for it; tuples become lists. A pydantic model gives its JSON form.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        record: dict[str, Any] = {}
        for f in dataclasses.fields(value):
            if f.metadata.get("hidden") and not hidden:
                continue
            inner = to_record(getattr(value, f.name), hidden=hidden)
            if f.metadata.get("flatten"):
                record.update(inner)
            else:
                record[f.name] = inner
        return record
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        return dump(mode="json")
    if isinstance(value, (list, tuple)):
        return [to_record(v, hidden=hidden) for v in value]
    if isinstance(value, dict):
        return {str(k): to_record(v, hidden=hidden) for k, v in value.items()}
    return value


def from_record(cls: type[T], record: Any) -> T:
    """The `cls` whose `to_record` (with `hidden`) is `record`; what the record has beyond its fields is ignored.

    Of a union of dataclasses the `kind` of the record around it names the one; a pydantic model validates its own. A
    hidden field that the record
    left out comes back with empty texts. Raises ValueError, naming the field, where something is missing or of
    another type.
    """
    return _converter(cls)(record, {})


@cache
def _converter(hint: Any) -> _Convert:
    """What turns JSON into a value of this type."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _dataclass(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _list(arguments[0]) if arguments[-1] is Ellipsis else _tuple(arguments)
    if origin is Literal:
        return _one_of(arguments)
    if origin in (Union, UnionType):
        return _union(arguments)
    if origin is Mapping:
        return _mapping
    if hint in _PLAIN:
        return _plain(hint)
    if hasattr(hint, "model_validate"):
        return _model(hint)
    raise TypeError(f"no record holds a {hint}")


_PLAIN: dict[type, tuple[type, ...]] = {
    str: (str,), bool: (bool,), int: (int,), float: (float, int), NoneType: (NoneType,),
}  # fmt: skip


def _plain(hint: type) -> _Convert:
    allowed, name = _PLAIN[hint], "null" if hint is NoneType else hint.__name__

    def convert(value: Any, _: Mapping[str, Any]) -> Any:
        if type(value) not in allowed:
            raise ValueError(f"is no {name}")
        return value

    return convert


def _one_of(allowed: tuple[Any, ...]) -> _Convert:
    def convert(value: Any, _: Mapping[str, Any]) -> Any:
        if not isinstance(value, str) or value not in allowed:
            raise ValueError(f"is none of {', '.join(map(str, allowed))}")
        return value

    return convert


def _mapping(value: Any, _: Mapping[str, Any]) -> Any:
    if not isinstance(value, dict):
        raise ValueError("is no record")
    return value


def _model(hint: Any) -> _Convert:
    def convert(value: Any, _: Mapping[str, Any]) -> Any:
        try:
            return hint.model_validate(value)
        except ValueError as error:
            raise ValueError(f"is no {hint.__name__}") from error

    return convert


def _list(member: Any) -> _Convert:
    inner = _converter(member)

    def convert(value: Any, _: Mapping[str, Any]) -> Any:
        if not isinstance(value, (list, tuple)):
            raise ValueError("is no list")
        return tuple(inner(v, {}) for v in value)

    return convert


def _tuple(members: tuple[Any, ...]) -> _Convert:
    inner = [_converter(m) for m in members]

    def convert(value: Any, _: Mapping[str, Any]) -> Any:
        if not isinstance(value, (list, tuple)) or len(value) != len(inner):
            raise ValueError(f"is no list of {len(inner)}")
        return tuple(one(v, {}) for one, v in zip(inner, value))

    return convert


def _union(members: tuple[Any, ...]) -> _Convert:
    some = [m for m in members if m is not NoneType]
    several = {m.__name__.lower(): _converter(m) for m in some} if len(some) > 1 else {}
    only = _converter(some[0])

    def convert(value: Any, around: Mapping[str, Any]) -> Any:
        if value is None and NoneType in members:
            return None
        if not several:
            return only(value, around)
        kind = around.get("kind")
        if not isinstance(kind, str) or kind not in several:
            raise ValueError(f"is of no kind among {', '.join(several)}")
        return several[kind](value, around)

    return convert


def _dataclass(cls: type) -> _Convert:
    hints = get_type_hints(cls)
    plan = [
        (f.name, _converter(hints[f.name]), bool(f.metadata.get("flatten")), _default(f, hints[f.name]))
        for f in dataclasses.fields(cls)
    ]

    def convert(value: Any, _: Mapping[str, Any]) -> Any:
        if not isinstance(value, Mapping):
            raise ValueError("is no record")
        made = {}
        for name, inner, flat, default in plan:
            if not flat and name not in value:
                if default is dataclasses.MISSING:
                    raise ValueError(f"{name} is missing")
                made[name] = default
                continue
            try:
                made[name] = inner(value if flat else value[name], value)
            except ValueError as error:
                raise ValueError(f"{error}" if flat else f"{name} {error}") from error
        return cls(**made)

    return convert


def _default(field: dataclasses.Field[Any], hint: Any) -> Any:
    """What a field is where a record lacks it; MISSING where it may not."""
    if field.default is dataclasses.MISSING and field.metadata.get("hidden"):
        return hint(*("" for _ in dataclasses.fields(hint)))
    return field.default


def to_line(value: Any) -> str:
    """One line of JSON Lines for a record."""
    return json.dumps(to_record(value), ensure_ascii=False)


def schema_of(cls: type) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the record that `to_record` makes of a `cls`."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(cls).json_schema(mode="serialization")
    if dataclasses.is_dataclass(cls):
        hints = get_type_hints(cls)
        flat = [f for f in dataclasses.fields(cls) if f.metadata.get("flatten")]
        for f in dataclasses.fields(cls):
            if f.metadata.get("hidden") or f.metadata.get("flatten"):
                schema["properties"].pop(f.name, None)
                if f.name in schema.get("required", []):
                    schema["required"].remove(f.name)
        for f in flat:
            variants = get_args(hints[f.name]) or (hints[f.name],)
            schema["anyOf"] = [{"$ref": f"#/$defs/{variant.__name__}"} for variant in variants]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
