"""`detente read`: what each article says, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from .material import articles_in
from .sentences import grouped
from .terminal import (
    dossier_option,
    emit,
    jobs_option,
    json_option,
    paths_argument,
    printable,
    private_option,
    show,
    working,
)

if TYPE_CHECKING:
    from rich.text import Text

    from ..reading.statement import Statement
    from ..sources.article import Article


@click.command()
@paths_argument
@json_option
@click.option(
    "--explain", is_flag=True, help="Show why each statement was made: cue, rule, path in the parse."
)
@jobs_option
@dossier_option
@private_option
def read(
    paths: tuple[str, ...], as_json: bool, explain: bool, jobs: int, dossier: str | None, allow_private: bool
) -> None:
    """Read articles into statements: who did, wants, claims or expects what, with the exact words.

    \b
    detente read report.txt
    detente read report.txt --explain
    cat report.txt | detente read - --json
    """
    with working("loading articles", beside_output=as_json) as say:
        articles, found = articles_in(paths, dossier=dossier, jobs=jobs, allow_private=allow_private, say=say)
        if as_json:
            for statements in found:
                emit(map(_explained, statements) if explain else statements)
            return
        read_all = list(zip(articles, found))
    for article, statements in read_all:
        _show(article, statements, explain)


def _explained(statement: Statement) -> dict[str, Any]:
    from ..records import to_record

    return {**to_record(statement), "why": to_record(statement.why)}


def _show(article: Article, statements: tuple[Statement, ...], explain: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    show(Text(f"\n{printable(article.title or article.path)}", style="bold"))
    show(Text(f"{len(statements)} statements", style="dim"))
    for start, end, group in grouped(article.text, statements):
        sentence = Text(printable(article.text[start:end]).replace("\n", " "))
        for statement in group:
            sentence.stylize("bold yellow", statement.start - start, statement.end - start)
        show(Text(""), sentence)
        lines = Table.grid(padding=(0, 1))
        lines.add_column(width=12, no_wrap=True, style="cyan")
        for statement in group:
            for head, line in _lines(statement, whole=end - start, explain=explain):
                lines.add_row(head, line)
        show(lines)


def _lines(statement: Statement, *, whole: int, explain: bool) -> Iterator[tuple[str, Text]]:
    """A statement's lines: what it says and how, its quote where that is not the whole sentence, and why."""
    from rich.text import Text

    from ..api.wording import manner, speakers
    from ..evidence.wording import describe

    said = Text(printable(describe(statement.content)))
    chain = speakers(statement.attribution)
    said.append(printable(f"  [{chain}]" if chain else ""), style="magenta")
    said.append(f"  {manner(statement)}", style="dim")
    yield f"  {statement.kind}", said
    if whole > len(statement.quote):
        yield "", Text(f"“{printable(statement.quote)}”".replace("\n", " "), style="yellow")
    if explain:
        why = statement.why
        yield "", Text(printable(f"cue “{why.cue}”, rule {why.rule}, {why.path}"), style="dim")
