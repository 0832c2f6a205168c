"""The help of every command as a page, as the program prints it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from detente.cli import main

HEAD = """# Help of every command

Made from the program: what `detente COMMAND --help` prints. [Commands](../commands.md) tells it at leisure.
"""
WIDTH = 100


def page() -> str:
    """The page in Markdown."""
    said = [f"## `{path}`\n\n```text\n{text.rstrip()}\n```" for path, text in helps(main, "detente")]
    return "\n\n".join([HEAD, *said]) + "\n"


def helps(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    """Path and help of a command and of all below it."""
    context = click.Context(command, info_name=path, max_content_width=WIDTH, terminal_width=WIDTH)
    yield path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from helps(below, f"{path} {name}")
