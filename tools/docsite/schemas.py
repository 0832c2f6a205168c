"""The JSON records and their schemas as a page."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from detente.cli.schema import RECORDS, schema_named

from .prose import markdown

HEAD = """# Records and schemas

Made from the code. `--json` gives JSON Lines, one record a line; `detente schema NAME` prints the JSON Schema below.
Unknown scalars are null, lists are never null. In Python, `detente.records.to_record` turns the types into these
records.
"""


def page() -> str:
    """The page in Markdown: of each record its fields and its schema."""
    return "\n\n".join([HEAD, *(record(name) for name in RECORDS)]) + "\n"


def record(name: str) -> str:
    """One record: what it is, its fields, its schema folded away."""
    module, cls = RECORDS[name]
    meaning = markdown(getattr(import_module(module), cls).__doc__)
    schema = schema_named(name)
    rows = [f"| `{field}` | {kind(inner)} |" for field, inner in schema.get("properties", {}).items()]
    table = "\n".join(["| field | JSON |", "|---|---|", *rows])
    code = json.dumps(schema, indent=2, ensure_ascii=False)
    return (
        f"## `{name}`\n\n{meaning}\n\n{table}\n\n"
        f'<details markdown="1">\n<summary>JSON Schema: <code>detente schema {name}</code></summary>\n\n'
        f"```json\n{code}\n```\n\n</details>"
    )


def kind(schema: dict[str, Any]) -> str:
    """What a field holds, in a word or two."""
    if "anyOf" in schema or "oneOf" in schema:
        return " or ".join(dict.fromkeys(kind(s) for s in schema.get("anyOf", schema.get("oneOf"))))
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[-1]
    if "enum" in schema:
        return ", ".join(f"`{json.dumps(value, ensure_ascii=False)}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{json.dumps(schema['const'], ensure_ascii=False)}`"
    named = schema.get("type", "anything")
    if isinstance(named, list):
        return " or ".join(named)
    if named == "array":
        inner = schema.get("items", {})
        return f"list of {kind(inner)}" if inner else "list"
    return named
