"""`detente claims`: what is said once, by how many independent origins, and how sure that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .terminal import (
    emit,
    jobs_option,
    json_option,
    load_articles,
    paths_argument,
    printable,
    private_option,
    read_articles,
    show,
    working,
)

if TYPE_CHECKING:
    from rich.text import Text

    from ..evidence.claim import Claim

BAR = 12
"""Cells of a belief bar."""


@click.command()
@paths_argument
@json_option
@jobs_option
@private_option
def claims(paths: tuple[str, ...], as_json: bool, jobs: int, allow_private: bool) -> None:
    """Weigh statements into claims: belief, and the independent origins behind each.

    \b
    detente claims articles/*.txt
    detente claims articles/ --json | jq 'select(.belief > 0.8)'
    """
    from ..api import weigh

    with working("loading articles") as say:
        articles = load_articles(paths, allow_private=allow_private)
        statements = [s for found in read_articles(articles, jobs=jobs, say=say) for s in found]
        say(f"weighing {len(statements)} statements")
        weighed = weigh(articles, statements)
    if as_json:
        emit(weighed.claims)
        return
    from rich.table import Table

    from ..evidence.wording import describe

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("belief", no_wrap=True)
    table.add_column("kind", no_wrap=True, style="cyan")
    table.add_column("claim", ratio=3)
    table.add_column("origins", ratio=2)
    table.add_column("said", justify="right")
    for claim in sorted(weighed.claims, key=lambda c: (-c.belief, -len(c.origins), c.id)):
        origins = ", ".join(
            f"{'not: ' if o.stance == 'denies' else ''}{o.name} ({o.reliability})" for o in claim.origins
        )
        table.add_row(
            _bar(claim),
            claim.kind,
            printable(describe(claim.content)),
            printable(origins),
            str(len(claim.statements)),
        )
    show(table)


def _bar(claim: Claim) -> Text:
    """Belief from the left, disbelief from the right, what is unknown between."""
    from rich.text import Text

    held = round(claim.belief * BAR)
    against = min(round(claim.disbelief * BAR), BAR - held)
    bar = Text("█" * held, style="green")
    bar.append("░" * (BAR - held - against), style="dim")
    bar.append("▒" * against, style="red")
    bar.append(f" {claim.belief:.2f}", style="default")
    return bar
