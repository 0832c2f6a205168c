"""`detente explain`: which sentences, sources and mechanisms carry an outcome."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import click

from .material import keep_run
from .terminal import dossier_option, emit, ensemble_options, json_option, printable, show, working

if TYPE_CHECKING:
    from ..dynamics.state import Explanation
    from ..system.model import Evidence, System

SHOWN = 12
"""Claims that are shown for people; --json has them all."""
LEAST = 5e-4
"""Shares smaller than this print as nothing."""


@click.command()
@click.argument("file", metavar="SYSTEM")
@click.argument("outcome", metavar="OUTCOME")
@click.option(
    "--scenario", metavar="NAME", help="Explain it in this scenario, as its change against the baseline."
)
@click.option(
    "--shock",
    "shocks",
    metavar="TEXT",
    multiple=True,
    help="Impose a change and explain what it does, like run's.",
)
@click.option("--month", type=click.IntRange(0, 1200), help="Month that is explained; default: the last.")
@ensemble_options
@json_option
@dossier_option
def explain(
    file: str,
    outcome: str,
    scenario: str | None,
    shocks: tuple[str, ...],
    month: int | None,
    runs: int,
    months: int,
    seed: int,
    as_json: bool,
    dossier: str | None,
) -> None:
    """Explain an outcome: what it loses without each claim, each source, and each mechanism.

    OUTCOME is named as run shows it: tie:ISR>RUS, presence:TUR@SYR, settlement:ISSUE, hedging:ISR.

    \b
    detente explain system.yaml 'tie:ISR>RUS'
    detente explain system.yaml 'presence:TUR@SYR' --scenario usa-leaves-syr --month 12
    detente explain system.yaml 'tie:ISR>RUS' --shock 'USA withdraws from SYR at 3'
    """
    from ..api import explain as explain_outcome
    from ..api import load_system
    from ..system.file import dump_system

    if scenario and shocks:
        raise click.UsageError("Name a --scenario or give --shock, not both.")
    system = load_system(file)
    with working(f"running {file} without each claim"):
        found = explain_outcome(
            system,
            outcome,
            scenario=scenario,
            shocks=shocks,
            month=month,
            runs=runs,
            months=months,
            seed=seed,
        )
    if dossier is not None:
        keep_run(
            dossier,
            system,
            file,
            [
                "explain",
                outcome,
                *([f"--scenario={scenario}"] if scenario else []),
                *(f"--shock={s}" for s in shocks),
            ],
            inputs=sha256(dump_system(system).encode("utf8")).hexdigest()[:16],
            seed=seed,
            runs=runs,
            months=months,
            results=[found],
        )
    if as_json:
        emit([found])
    else:
        _show(found, system)


def _show(found: Explanation, system: System) -> None:
    from rich.table import Table
    from rich.text import Text

    evidence = {e.claim: e for e in system.evidence}
    what = "changes by" if found.contrast else "is"
    against = f" in {found.scenario}, against the baseline" if found.contrast else ""
    show(
        Text(
            printable(f"{found.variable.label} {what} {found.value:+.3f} at month {found.month}{against}"),
            style="bold",
        )
    )
    carried = [s for s in found.claims if abs(s.share) >= LEAST]
    show(Text(f"\nwithout this claim it loses ({len(carried)} claims bear on it)", style="bold"))
    for share in carried[:SHOWN]:
        claim = evidence.get(share.claim)
        head = Text(f"{share.share:+.3f}  ", style="green" if share.share > 0 else "red")
        if claim is None:
            show(head.append(share.claim))
            continue
        head.append(printable(claim.text))
        head.append(printable(f"  belief {claim.belief:.2f}, {', '.join(claim.origins)}"), style="dim")
        show(head, Text(printable(_quoted(claim)), style="yellow"))
    for title, rows in (
        ("without this source it loses (claims that rest on it alone)",
         [(s.share, f"{s.origin}  ({len(s.claims)} claims)") for s in found.sources]),
        ("without this mechanism it loses", [(s.share, s.mechanism) for s in found.mechanisms]),
    ):  # fmt: skip
        kept = [(share, name) for share, name in rows if abs(share) >= LEAST]
        if kept:
            table = Table(box=None, pad_edge=False, show_header=False)
            for share, name in kept:
                table.add_row(f"{share:+.3f}", printable(name))
            show(Text(f"\n{title}", style="bold"), table)


def _quoted(claim: Evidence) -> str:
    """The first sentence behind a claim, with where it stands."""
    if not claim.quotes:
        return "        no quote"
    first = claim.quotes[0]
    more = f" and {len(claim.quotes) - 1} more" if len(claim.quotes) > 1 else ""
    where = ", ".join(x for x in (first.publisher or first.path, first.published) if x)
    return f"        “{' '.join(first.quote.split())}” ({where}{more})"
