"""`detente articles`: what was loaded, with its provenance."""

from __future__ import annotations

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


@click.command()
@paths_argument
@json_option
@dossier_option
@private_option
def articles(paths: tuple[str, ...], as_json: bool, dossier: str | None, allow_private: bool) -> None:
    """Load articles: clean text with title, byline, publisher and dates.

    \b
    detente articles report.txt page.html
    detente articles 'articles/*.txt' --json
    """
    with working("loading articles") as say:
        loaded = loaded_in(paths, dossier=dossier, allow_private=allow_private, say=say)
    if as_json:
        emit(loaded)
        return
    from rich.text import Text

    for article in loaded:
        words = len(article.text.split())
        carried = f", carried by {', '.join(article.carried_by)}" if article.carried_by else ""
        by = f", {', '.join(article.byline)}" if article.byline else ""
        dates = article.published or "undated"
        if article.modified:
            dates += f" (updated {article.modified})"
        show(
            Text(printable(article.title or "untitled"), style="bold"),
            Text(printable(f"  {dates}, {article.publisher or 'publisher unknown'}{by}{carried}")),
            Text(printable(f"  {article.path}: {words} words, id {article.id}"), style="dim"),
        )
