"""`detente system` and `detente check`: a system file from articles, and whether one holds."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from .material import add_paths, gather, opened
from .terminal import (
    dossier_option,
    jobs_option,
    json_option,
    load_articles,
    note,
    paths_argument,
    private_option,
    ratings_option,
    working,
)


@click.command()
@paths_argument
@click.option("-o", "--output", metavar="FILE", default="-", help="File to write; - (the default) is stdout.")
@click.option(
    "--as-of",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Date that the system describes (ISO); default: the latest article's.",
)
@ratings_option
@jobs_option
@dossier_option
@private_option
def system(
    paths: tuple[str, ...],
    output: str,
    as_of: datetime | None,
    ratings: str | None,
    jobs: int,
    dossier: str | None,
    allow_private: bool,
) -> None:
    """Assemble a system from articles: a YAML file made to be read and edited.

    \b
    detente system articles/*.txt -o system.yaml
    """
    from ..api import assemble, save_system
    from ..system.file import dump_system
    from ..writing import target_of

    if output != "-":
        target_of(output)

    with working("loading articles") as say:
        found = gather(
            paths, dossier=dossier, ratings=ratings, jobs=jobs, allow_private=allow_private, say=say
        )
        say(f"assembling {len(found.weighed.claims)} claims")
        made = assemble(
            found.articles, found.statements, found.weighed, as_of=as_of.date().isoformat() if as_of else None
        ).system
        if dossier is not None:
            with opened(dossier, create=False) as held:
                use = held.keep_system(made, author="", note="assembled on the command line")
            note(f"{held.where}: kept as system {use.system}, which is worked with from now on")
    if output == "-":
        sys.stdout.write(dump_system(made))
        return
    save_system(made, output)
    note(
        f"{output}: {len(made.actors)} actors, {len(made.issues)} issues, {len(made.ties)} ties, "
        f"{len(made.scenarios)} scenarios, {len(made.forecasts)} forecasts"
    )


@click.command()
@click.argument("file", metavar="SYSTEM")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@json_option
@dossier_option
@private_option
def check(file: str, paths: tuple[str, ...], as_json: bool, dossier: str | None, allow_private: bool) -> None:
    """Check a system file: schema, ranges, and quotes still in their articles.

    \b
    detente check system.yaml
    detente check system.yaml articles/*.txt
    detente check system.yaml --dossier affairs.dossier
    """
    from ..api import check as check_system
    from ..api import load_system
    from .terminal import emit, one_line

    given = load_system(file)
    if dossier is not None:
        with opened(dossier, create=bool(paths)) as held:
            add_paths(held, paths, jobs=1, allow_private=allow_private, say=lambda message: None)
            articles = held.articles(superseded=True)
    else:
        articles = load_articles(paths, allow_private=allow_private) if paths else ()
    problems = check_system(given, articles)
    if as_json:
        emit(problems)
    else:
        for problem in problems:
            click.echo(one_line(f"{problem.level}: {problem.where}: {problem.what}"))
    errors = sum(p.level == "error" for p in problems)
    found = f"{file}: {errors} errors, {len(problems) - errors} warnings"
    if errors:
        note(f"{found}; mend the file and check it again")
        raise SystemExit(1)
    if not as_json:
        note(found if articles else f"{found}; give its articles to check the quotes too")
