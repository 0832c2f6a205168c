"""`detente sensitivity`: which uncertain quantities an outcome's spread rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .terminal import bar, emit, json_option, mechanism_option, note, printable, show

if TYPE_CHECKING:
    from ..dynamics.state import Part, Sensitivity

MUCH = 0.1
"""Total index of all else from which on a greater --top is advised."""


@click.command()
@click.argument("file", metavar="SYSTEM")
@click.argument("outcome", metavar="OUTCOME")
@click.option("--scenario", metavar="NAME", help="Look at what this scenario changes, against the baseline.")
@click.option(
    "--shock",
    "shocks",
    metavar="TEXT",
    multiple=True,
    help="Impose a change and look at what it does, like run's.",
)
@click.option("--month", type=click.IntRange(0, 1200), help="Month that is looked at; default: the last.")
@click.option(
    "--runs",
    type=click.IntRange(2, 65_536),
    default=1024,
    show_default=True,
    help="Points of the plan (made a power of two); each takes K + 4 runs or more.",
)
@click.option(
    "--top",
    metavar="K",
    type=click.IntRange(1, 200),
    default=12,
    show_default=True,
    help="Quantities that are looked at one by one; the others are taken together.",
)
@click.option("--months", type=click.IntRange(1, 1200), default=24, show_default=True, help="Months to run.")
@click.option(
    "--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True, help="Seed of chance."
)
@mechanism_option
@json_option
def sensitivity(
    file: str,
    outcome: str,
    scenario: str | None,
    shocks: tuple[str, ...],
    month: int | None,
    runs: int,
    top: int,
    months: int,
    seed: int,
    as_json: bool,
) -> None:
    """Say which uncertain quantities an outcome's spread rests on: estimates, parameters of mechanisms, chance.

    OUTCOME is named as run shows it: tie:ISR>RUS, presence:TUR@SYR, settlement:ISSUE, hedging:ISR.

    \b
    detente sensitivity system.yaml 'tie:ISR>RUS'
    detente sensitivity system.yaml 'presence:TUR@SYR' --scenario usa-leaves-syr --month 12
    detente sensitivity system.yaml 'settlement:ISSUE' --runs 4096 --top 20 --json
    """
    from ..api import load_system
    from ..api import sensitivity as look

    if scenario and shocks:
        raise click.UsageError("Name a --scenario or give --shock, not both.")
    system = load_system(file)
    with bar() as tell:
        tell(0, None, "looking for what may carry most")
        found = look(
            system,
            outcome,
            scenario=scenario,
            shocks=shocks,
            month=month,
            points=runs,
            top=top,
            months=months,
            seed=seed,
            progress=lambda done, total: tell(done, total, f"running {file}"),
        )
    if as_json:
        emit([found])
    else:
        _show(found)
    rest = next(p for p in found.parts if p.kind == "rest")
    if rest.total >= MUCH:
        note(f"{rest.total:.0%} rests on quantities that were not looked at one by one; give a greater --top")


def _show(found: Sensitivity) -> None:
    from rich.table import Table
    from rich.text import Text

    what = f"changes by {found.mean:+.3f}" if found.contrast else f"is {found.mean:+.3f}"
    against = f" in {found.scenario}, against the baseline" if found.contrast else ""
    head = f"{found.variable.label} {what} at month {found.month}{against}"
    if not any(p.total for p in found.parts):
        show(Text(printable(f"{head}, and in every run the same"), style="bold"))
        return
    show(
        Text(printable(f"{head}, with a spread over runs (sd) of {found.sd:.3f}"), style="bold"),
        Text(
            f"{found.runs:,} runs, seed {found.seed}. alone: the share of its variance that would go if this alone were"
            " known; in all: the share that would stay if all but this were known; both ± 95 %. known as: mean ± sd.\n",
            style="dim",
        ),
    )
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("alone", "in all"):
        table.add_column(name, justify="right", no_wrap=True)
    for name in ("rests on", "known as", "from"):
        table.add_column(name)
    for part in found.parts:
        known = "" if part.mean is None else f"{_short(part.mean)} ± {part.sd:.2f}"
        table.add_row(
            f"{_short(part.first)} ± {part.first_error:.2f}",
            f"{_short(part.total)} ± {part.total_error:.2f}",
            printable(part.label),
            known,
            printable(_grounds(part)),
        )
    show(table)


def _short(share: float) -> str:
    """Two digits, and no minus before a nought."""
    return f"{round(share, 2) + 0.0:.2f}"


def _grounds(part: Part) -> str:
    """What a quantity's own estimate rests on, in a few words."""
    claims = f"{len(part.claims)} claim{'' if len(part.claims) == 1 else 's'}"
    match part.basis:
        case None:
            return ""
        case "claims":
            return f"{claims}, {part.source}" if part.source else claims
        case "data":
            return f"data: {part.source}"
        case "analyst":
            return f"analyst: {part.note}"
        case "prior":
            return f"prior: {part.note}" if part.note else "prior"
