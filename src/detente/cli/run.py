"""`detente run`: a system forward in time, scenario by scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .material import keep_run
from .terminal import dossier_option, emit, ensemble_options, json_option, printable, show, working

if TYPE_CHECKING:
    from ..dynamics.state import Results

LARGEST = 20
"""Changes that are shown for people; --json has them all."""


@click.command()
@click.argument("file", metavar="SYSTEM")
@click.option("--scenario", "names", metavar="NAME", multiple=True, help="Run this one (may be given again).")
@click.option("--scenarios", "scenario_file", metavar="FILE", help="YAML list of scenarios to run besides.")
@click.option(
    "--shock",
    "shocks",
    metavar="TEXT",
    multiple=True,
    help="Impose a change, like 'USA withdraws from SYR at 3'.",
)
@ensemble_options
@json_option
@dossier_option
def run(
    file: str,
    names: tuple[str, ...],
    scenario_file: str | None,
    shocks: tuple[str, ...],
    runs: int,
    months: int,
    seed: int,
    as_json: bool,
    dossier: str | None,
) -> None:
    """Run a system forward: the baseline and its scenarios, as distributions.

    Without --scenario and --shock all scenarios of the system, and of --scenarios, are run; the baseline always is.

    \b
    detente run system.yaml
    detente run system.yaml --shock 'USA withdraws from SYR at 3' --months 12
    detente run system.yaml --shock 'USA presence in SYR 0 over 6 when presence:TUR@SYR > 0.5'
    detente run system.yaml --scenarios mine.yaml --scenario usa-leaves-syr --runs 5000 --json
    """
    from ..api import load_scenarios, load_system, simulate
    from ..api.analysis import with_scenarios

    system = load_system(file)
    if scenario_file is not None:
        system = with_scenarios(system, load_scenarios(scenario_file, system))
    chosen = names if names or shocks else None
    with working(f"running {file} {runs} times"):
        results = simulate(system, scenarios=chosen, shocks=shocks, runs=runs, months=months, seed=seed)
    if dossier is not None:
        keep_run(
            dossier,
            system,
            file,
            ["run", *(f"--scenario={n}" for n in names), *(f"--shock={s}" for s in shocks)],
            inputs=results.inputs,
            seed=seed,
            runs=runs,
            months=months,
            results=results.outcomes(),
        )
    if as_json:
        emit(results.outcomes())
    else:
        _show(results)


def _show(results: Results) -> None:
    from rich.table import Table
    from rich.text import Text

    last = results.months
    show(Text(f"{results.runs} runs, {last} months, seed {results.seed}", style="dim"))
    for s, scenario in enumerate(results.scenarios):
        table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
        table.add_column("outcome", ratio=3)
        for name in ("now", "mean", "5 %", "95 %"):
            table.add_column(name, justify="right")
        if s == 0:
            table.title = f"{scenario}, month {last}"
            shown = [v for v, variable in enumerate(results.variables) if variable.kind == "settlement"]
            shown = shown or list(range(len(results.variables)))[:LARGEST]
        else:
            table.title = f"{scenario}: largest changes against the baseline, month {last}"
            table.add_column("change", justify="right")
            table.add_column("5 %", justify="right")
            table.add_column("95 %", justify="right")
            moved = abs(results.contrast_mean[s, :, last])
            shown = sorted(range(len(results.variables)), key=lambda v: (-moved[v], v))
            shown = [v for v in shown if moved[v] > 0.0005][:LARGEST]
        for v in shown:
            cells = [
                f"{results.mean[s, v, 0]:.2f}",
                f"{results.mean[s, v, last]:.2f}",
                f"{results.quantiles[s, v, last, 0]:.2f}",
                f"{results.quantiles[s, v, last, -1]:.2f}",
            ]
            if s:
                cells += [
                    f"{results.contrast_mean[s, v, last]:+.3f}",
                    f"{results.contrast_quantiles[s, v, last, 0]:+.3f}",
                    f"{results.contrast_quantiles[s, v, last, -1]:+.3f}",
                ]
            table.add_row(printable(results.variables[v].label), *cells)
        show(Text(""), table if shown else Text(f"{scenario}: nothing changes"))
