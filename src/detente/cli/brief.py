"""`detente brief`: the main job, articles in and one page out."""

from __future__ import annotations

import sys
from typing import Literal

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
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    help="File to write: .html, .md or .pdf; - (the default) is stdout.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "markdown", "pdf"]),
    help="Form, where the file's name does not say it; html unless told otherwise.",
)
@click.option(
    "--excerpts",
    type=click.Choice(["sentence", "none", "paragraph"]),
    default="sentence",
    show_default=True,
    help="How much of the articles' words to put in: the sentence behind each claim, its paragraph, or none.",
)
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
    form: Literal["html", "markdown", "pdf"] | None,
    excerpts: Literal["sentence", "none", "paragraph"],
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

    PDF is printed by an installed Chromium, Chrome or Edge (or the one that DETENTE_BROWSER names).

    \b
    detente brief articles/*.txt -o brief.html
    detente brief articles/*.txt -o brief.pdf --excerpts none
    detente brief https://example.org/report.html -o brief.html --months 12
    """
    if output == "-" and sys.stdout.isatty():
        raise click.UsageError("the brief is a file: name it with -o brief.html, .md or .pdf")
    from ..api import brief as make_brief
    from ..api import load_scenarios, load_system
    from ..api.page import format_of
    from ..writing import target_of

    form = form or ("html" if output == "-" else format_of(output))
    if output != "-":
        target_of(output)
    if form == "pdf":
        from ..show.pdf import find_browser

        find_browser()

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
            excerpts=excerpts,
            on_stage=say,
        )
        say("setting out the page" if form != "pdf" else "printing the page")
        content = page.content(form)
    if output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    page.write(output, form)
    a = page.analysis
    note(
        f"{output}: {len(a.articles)} articles, {len(a.statements)} statements, "
        f"{len(a.weighed.claims)} claims, {len(a.assembly.system.actors)} actors, "
        f"{len(a.results.scenarios)} scenarios"
    )
