"""`detente run`: a system forward in time, scenario by scenario."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from .material import keep_run
from .terminal import bar, dossier_option, emit, ensemble_options, json_option, note, printable, show

if TYPE_CHECKING:
    from ..dynamics.state import Results
    from ..system.model import System

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
@click.option(
    "--also",
    metavar="OUTCOME",
    multiple=True,
    help="Report this too, like events:ISR>SYR:material_conflict.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write all results there too: .nc (NetCDF), .parquet, .json or .jsonl; a long run goes on from there.",
)
@ensemble_options
@json_option
@dossier_option
def run(
    file: str,
    names: tuple[str, ...],
    scenario_file: str | None,
    shocks: tuple[str, ...],
    also: tuple[str, ...],
    output: str | None,
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
    detente run system.yaml --runs 1000000 -o results.nc
    """
    from ..api import load_scenarios, load_system
    from ..api.analysis import with_scenarios
    from ..api.inputs import file_digest

    # Its bytes first: what is hashed is what is run, or older.
    digest, system = file_digest(file), load_system(file)
    if scenario_file is not None:
        system = with_scenarios(system, load_scenarios(scenario_file, system))
    chosen = names if names or shocks else None
    results = _run(
        file, system, output, scenarios=chosen, shocks=shocks, also=also, runs=runs, months=months, seed=seed
    )
    results = replace(results, provenance=replace(results.provenance, file=digest))
    if output is not None:
        _keep(results, output)
    if dossier is not None:
        keep_run(
            dossier,
            system,
            file,
            [
                "run",
                *(f"--scenario={n}" for n in names),
                *(f"--shock={s}" for s in shocks),
                *(f"--also={v}" for v in also),
            ],
            inputs=results.inputs,
            seed=seed,
            runs=runs,
            months=months,
            results=results.outcomes(),
        )
    if as_json:
        emit(results.outcomes())
    else:
        _show(results, also)


def _run(file: str, system: System, output: str | None, *, runs: int, **more: Any) -> Results:
    """Run, telling how far it is; with an output, from where an earlier call for it was stopped."""
    from ..api import simulate
    from ..dynamics.results_file import require
    from ..dynamics.unfinished import beside

    if output is None:
        with bar() as tell:
            tell(0, None, f"preparing {file}")
            return simulate(system, runs=runs, progress=lambda d, t: tell(d, t, f"running {file}"), **more)
    require(output)
    part, begun = beside(output), False

    with bar() as tell:
        tell(0, None, f"preparing {file}")

        def progress(done: int, total: int) -> None:
            nonlocal begun
            if done and not begun:
                note(f"{part}: going on after {done:,} runs")
            begun = True
            tell(done, total, f"running {file}")

        return simulate(system, runs=runs, progress=progress, resume=part, **more)


def _keep(results: Results, output: str) -> None:
    """Write the results, and then forget the unfinished run that they were made from."""
    from ..api import save_results
    from ..dynamics.unfinished import beside

    save_results(results, output)
    beside(output).unlink(missing_ok=True)
    note(
        f"{output}: {results.runs:,} runs of {len(results.scenarios)} scenarios,"
        f" {len(results.variables)} variables, {results.months} months"
    )


def _show(results: Results, also: tuple[str, ...] = ()) -> None:
    from rich.table import Table
    from rich.text import Text

    last = results.months
    show(Text(f"{results.runs} runs, {last} months, seed {results.seed}", style="dim"))
    show(
        Text(
            "±: how far chance moves a mean, less with more runs; 5 % to 95 %: where nine in ten runs lie",
            style="dim",
        )
    )
    for s, scenario in enumerate(results.scenarios):
        table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
        table.add_column("outcome", ratio=3)
        for name in ("now", "mean ± error", "5 %", "95 %"):
            table.add_column(name, justify="right")
        if s == 0:
            table.title = f"{scenario}, month {last}"
            shown = [v for v, variable in enumerate(results.variables) if variable.kind == "settlement"]
            shown = shown or list(range(len(results.variables)))[:LARGEST]
        else:
            table.title = f"{scenario}: largest changes against the baseline, month {last}"
            table.add_column("change ± error", justify="right")
            table.add_column("5 %", justify="right")
            table.add_column("95 %", justify="right")
            moved = abs(results.contrast_mean[s, :, last])
            shown = sorted(range(len(results.variables)), key=lambda v: (-moved[v], v))
            # Counts of events are on a scale of their own: they are shown where they were asked for.
            shown = [v for v in shown if moved[v] > 0.0005 and results.variables[v].kind != "events"][
                :LARGEST
            ]
        first = [v for v, variable in enumerate(results.variables) if variable.label in also]
        shown = [*first, *(v for v in shown if v not in first)]
        for v in shown:
            cells = [
                f"{results.mean[s, v, 0]:.2f}",
                f"{results.mean[s, v, last]:.2f} ± {results.error[s, v, last]:.3f}",
                f"{results.quantiles[s, v, last, 0]:.2f}",
                f"{results.quantiles[s, v, last, -1]:.2f}",
            ]
            if s:
                cells += [
                    f"{results.contrast_mean[s, v, last]:+.3f} ± {results.contrast_error[s, v, last]:.4f}",
                    f"{results.contrast_quantiles[s, v, last, 0]:+.3f}",
                    f"{results.contrast_quantiles[s, v, last, -1]:+.3f}",
                ]
            table.add_row(printable(results.variables[v].label), *cells)
        show(Text(""), table if shown else Text(f"{scenario}: nothing changes"))
