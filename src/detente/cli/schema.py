"""`detente schema`: the JSON Schema of every record that --json gives."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import click

RECORDS = {
    "article": ("detente.sources.article", "Article"),
    "mention": ("detente.reading.mentions", "Mention"),
    "relation": ("detente.reading.relations", "Relation"),
    "statement": ("detente.reading.statement", "Statement"),
    "claim": ("detente.evidence.claim", "Claim"),
    "origin": ("detente.evidence.trail", "Trail"),
    "outcome": ("detente.dynamics.state", "Outcome"),
    "explanation": ("detente.dynamics.state", "Explanation"),
    "hypothesis": ("detente.dynamics.state", "HypothesisTest"),
    "sensitivity": ("detente.dynamics.state", "Sensitivity"),
    "settlement": ("detente.dynamics.settle", "Settlement"),
    "system": ("detente.system.model", "System"),
}


def schema_named(name: str) -> dict[str, Any]:
    """JSON Schema of the record of this name."""
    from ..records import schema_of

    module, cls = RECORDS[name]
    return schema_of(getattr(import_module(module), cls))


@click.command()
@click.argument("name", metavar="[NAME]", required=False, type=click.Choice(list(RECORDS)))
def schema(name: str | None) -> None:
    """Print the JSON Schema of a record; without a name, list the names.

    \b
    detente schema
    detente schema statement
    """
    if name is None:
        click.echo("\n".join(RECORDS))
    else:
        click.echo(json.dumps(schema_named(name), indent=2, ensure_ascii=False))
