"""JSON records and their schemas, both made from the frozen dataclasses of each layer."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, get_args, get_type_hints


def to_record(value: Any) -> Any:
    """Turn a dataclass (nested at will) into what JSON can hold.

    A field marked `flatten` gives its own fields to the record around it, one marked `hidden` is left out; tuples
    become lists. A pydantic model gives its JSON form.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        record: dict[str, Any] = {}
        for f in dataclasses.fields(value):
            if f.metadata.get("hidden"):
                continue
            inner = to_record(getattr(value, f.name))
            if f.metadata.get("flatten"):
                record.update(inner)
            else:
                record[f.name] = inner
        return record
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        return dump(mode="json")
    if isinstance(value, (list, tuple)):
        return [to_record(v) for v in value]
    if isinstance(value, dict):
        return {str(k): to_record(v) for k, v in value.items()}
    return value


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
