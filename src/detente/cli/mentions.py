"""`detente mentions`: where articles name or describe an actor, whom they mean, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from .material import loaded_in
from .terminal import (
    dossier_option,
    emit,
    json_option,
    paths_argument,
    printable,
    private_option,
    show,
    working,
)

if TYPE_CHECKING:
    from rich.table import Table

    from ..reading.mentions import Mention
    from ..reading.relations import Relation


@click.command()
@paths_argument
@json_option
@click.option("--relations", is_flag=True, help="Give how the actors of a sentence stand to each other.")
@dossier_option
@private_option
def mentions(
    paths: tuple[str, ...], as_json: bool, relations: bool, dossier: str | None, allow_private: bool
) -> None:
    """Find the actors in articles: every place where one is named or described.

    \b
    detente mentions report.txt
    detente mentions report.txt --relations
    detente mentions 'articles/*.txt' --json
    """
    from rich.text import Text

    from .. import api

    with working("loading articles") as say:
        articles = loaded_in(paths, dossier=dossier, allow_private=allow_private, say=say)
        say(f"finding actors in {len(articles)} articles")
        found = () if relations else api.mentions(articles)
        related = api.relations(articles) if relations else ()
    if as_json:
        emit(related if relations else found)
        return
    for article in articles:
        show(Text(f"\n{printable(article.title or article.path)}", style="bold"))
        if relations:
            show(_related(r for r in related if r.source.article.id == article.id))
        else:
            show(_mentioned(m for m in found if m.article.id == article.id))


def _mentioned(found: Iterable[Mention]) -> Table:
    from ..api.wording import meant

    table = _table(at="dim", kind="cyan", words="yellow", actor="")
    for m in found:
        table.add_row(str(m.start), m.kind, _words(m), printable(meant(m)))
    return table


def _related(found: Iterable[Relation]) -> Table:
    table = _table(at="dim", actor="yellow", relation="cyan", to="yellow", cue="dim")
    for r in found:
        table.add_row(str(r.source.start), _words(r.source), r.kind, _words(r.target), printable(r.cue))
    return table


def _table(**styles: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head, style in styles.items():
        table.add_column(head, style=style)
    return table


def _words(mention: Mention) -> str:
    return printable(mention.text).replace("\n", " ")
