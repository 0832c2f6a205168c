"""`detente brief`: the main job, articles in and one page out."""

from __future__ import annotations

import sys

import click

from .material import gather
from .terminal import (
    dossier_option,
    ensemble_options,
    jobs_option,
    note,
    paths_argument,
    private_option,
    ratings_option,
    working,
)


@click.command()
@paths_argument
@click.option("-o", "--output", metavar="FILE", default="-", help="Page to write; - (the default) is stdout.")
@ensemble_options
@click.option(
    "--system", "system_file", metavar="FILE", help="Run this (edited) system file, not the assembled one."
)
@click.option("--scenarios", "scenario_file", metavar="FILE", help="YAML list of scenarios to run besides.")
@ratings_option
@jobs_option
@dossier_option
@private_option
def brief(
    paths: tuple[str, ...],
    output: str,
    runs: int,
    months: int,
    seed: int,
    system_file: str | None,
    scenario_file: str | None,
    ratings: str | None,
    jobs: int,
    dossier: str | None,
    allow_private: bool,
) -> None:
    """Read articles, weigh and assemble what they say, run it forward, and write one page to read and send.

    \b
    detente brief articles/*.txt -o brief.html
    detente brief https://example.org/report.html -o brief.html --months 12
    """
    if output == "-" and sys.stdout.isatty():
        raise click.UsageError("the page is a file for a browser: name it with -o brief.html")
    from ..api import brief as make_brief
    from ..api import load_scenarios, load_system
    from ..writing import target_of

    if output != "-":
        target_of(output)

    with working("loading articles") as say:
        system = load_system(system_file) if system_file else None
        scenarios = load_scenarios(scenario_file, system) if scenario_file else ()
        found = gather(
            paths, dossier=dossier, ratings=ratings, jobs=jobs, allow_private=allow_private, say=say
        )
        page = make_brief(
            found.articles,
            found.statements,
            found.weighed,
            system=system,
            scenarios=scenarios,
            runs=runs,
            months=months,
            seed=seed,
            on_stage=say,
        )
        say("setting out the page")
        html = page.html
    if output == "-":
        sys.stdout.write(html)
        return
    page.write(output)
    a = page.analysis
    note(
        f"{output}: {len(a.articles)} articles, {len(a.statements)} statements, "
        f"{len(a.weighed.claims)} claims, {len(a.assembly.system.actors)} actors, "
        f"{len(a.results.scenarios)} scenarios"
    )
