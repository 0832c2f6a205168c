"""`detente settle`: where issues come to rest, from a table of positions alone."""

from __future__ import annotations

import io
import sys

import click

from .terminal import emit, json_option, note, printable, show


@click.command()
@click.argument("file", metavar="CSV")
@click.option(
    "--model",
    default="logit",
    show_default=True,
    help="Settlement model: logit, compromise, median, condorcet, challenge or exchange.",
)
@json_option
def settle(file: str, model: str, as_json: bool) -> None:
    """Settle issues from a CSV: [issue,]actor,position,salience,capability[,reference][,low,high].

    \b
    detente settle issues.csv
    cat issues.csv | detente settle - --model challenge --json

    Under exchange all issues of the table are bargained over together; a single one settles as under compromise.
    """
    from ..api import settle as settle_table

    table = io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig", newline="") if file == "-" else file
    settlements = settle_table(table, model=model)
    if model == "exchange" and len(settlements) == 1:
        note("a single issue leaves nothing to exchange: it settles as under compromise")
    if as_json:
        emit(settlements)
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("issue", ratio=2)
    table.add_column("model")
    for name in ("mean", "median", "5 %", "95 %"):
        table.add_column(name, justify="right")
    for s in settlements:
        numbers = (s.mean, s.median, s.quantiles[4], s.quantiles[94])
        table.add_row(printable(s.issue or ""), s.model, *(f"{x:.4g}" for x in numbers))
    show(table)
