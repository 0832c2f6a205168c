"""What commands print, and where: data on stdout, messages and progress on stderr."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from ..reading.statement import Statement
    from ..sources.article import Article

F = TypeVar("F", bound=Callable[..., Any])

PIPED_WIDTH = 120
"""Columns of tables that go into a file or a pipe."""
LARGE, STEP = 500, 1000
"""Articles from which weighing anew takes long enough to be told of, and between two notes of it."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters: an article must not steer the terminal that shows it."""

paths_argument = click.argument("paths", metavar="PATH...", nargs=-1)
json_option = click.option("--json", "as_json", is_flag=True, help="JSON Lines in place of text for people.")
private_option = click.option(
    "--allow-private", is_flag=True, help="Fetch from private and local network addresses too."
)


dossier_option = click.option(
    "--dossier",
    metavar="URL",
    envvar="DETENTE_DOSSIER",
    help="Keep everything in this dossier (a file, or postgresql://…) and work on all that it holds.",
)
ratings_option = click.option(
    "--reliability",
    "ratings",
    metavar="FILE",
    help="YAML with letters A to F for origins and kinds of origin.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Processes that read side by side; pays from a few dozen articles on.",
)


def _with_mechanisms(context: click.Context, parameter: click.Parameter, files: tuple[str, ...]) -> None:
    """Load the user's own mechanisms before anything runs."""
    if files:
        from ..dynamics import load_mechanism

        for file in files:
            load_mechanism(file)


mechanism_option = click.option(
    "--mechanism",
    metavar="FILE",
    multiple=True,
    expose_value=False,
    callback=_with_mechanisms,
    help="File of Python that registers a mechanism of your own (may be given again).",
)


def ensemble_options(command: F) -> F:
    """Add --runs, --months, --seed and --mechanism."""
    for option in (
        mechanism_option,
        click.option(
            "--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True, help="Seed of chance."
        ),
        click.option(
            "--months", type=click.IntRange(1, 1200), default=24, show_default=True, help="Months to run."
        ),
        click.option(
            "--runs",
            type=click.IntRange(1, 1_000_000),
            default=500,
            show_default=True,
            help="Runs a scenario.",
        ),
    ):
        command = option(command)
    return command


def printable(text: str) -> str:
    """Text that is safe to show in a terminal: control characters become �."""
    return _CONTROL.sub("�", text)


def one_line(text: str) -> str:
    """Text on one line, safe to show."""
    return printable(" ".join(text.split()))


def emit(records: Iterable[Any]) -> None:
    """Write records as JSON Lines to stdout, each as soon as it is there."""
    from ..records import to_line

    write = sys.stdout.write
    for record in records:
        write(to_line(record) + "\n")


def console() -> Console:
    """The console for people on stdout: as wide as the terminal, else of a fixed width without colour."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PIPED_WIDTH
    return Console(file=sys.stdout, width=width, markup=False, highlight=False, emoji=False)


def show(*parts: RenderableType) -> None:
    """Print for people."""
    screen = console()
    for part in parts:
        screen.print(part)


def note(message: str) -> None:
    """Tell something on stderr that is no data."""
    click.echo(f"detente: {one_line(message)}", err=True)


def note_weighing(done: int, total: int) -> None:
    """Tell now and then how far a large dossier is that is weighed anew by changed rules."""
    if total >= LARGE and done % STEP == 0:
        note(
            f"the rules of weighing have changed: {done:,} of the dossier's {total:,} articles are weighed anew"
        )


@contextmanager
def working(message: str, *, beside_output: bool = False) -> Iterator[Callable[[str], None]]:
    """Show on a terminal's stderr what is being done and for how long; elsewhere say nothing.

    Yields a function that changes the message. With `beside_output` data go to stdout meanwhile: then nothing is
    said where that is a terminal too.
    """
    if not sys.stderr.isatty() or (beside_output and sys.stdout.isatty()):
        yield lambda message: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    screen = Console(stderr=True, markup=False, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(printable(message), total=None)
        yield lambda message: progress.update(task, description=printable(message))


def read_articles(
    articles: Sequence[Article], *, jobs: int, say: Callable[[str], None]
) -> Iterator[tuple[Statement, ...]]:
    """Yield each article's statements as they are read, saying how far it is."""
    from ..reading import read_each

    say(f"reading {_counted(articles)}")
    for number, statements in enumerate(read_each(articles, jobs=jobs), 1):
        say(f"reading {_counted(articles)}, {number} done")
        yield statements


def _counted(articles: Sequence[Article]) -> str:
    return f"{len(articles)} article{'' if len(articles) == 1 else 's'}"


def require_paths(paths: tuple[str, ...], dossier: str | None) -> None:
    """Wrong usage where there is nothing to work on: no path, and no dossier in their place."""
    if not paths and dossier is None:
        raise click.UsageError("Missing argument 'PATH...'.")


@contextmanager
def bar() -> Iterator[Callable[[int, int | None, str], None]]:
    """Show on a terminal's stderr how far a long job is; elsewhere say nothing. Yields `tell(done, total, what)`."""
    if not sys.stderr.isatty():
        yield lambda done, total, what: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        TimeRemainingColumn(),
    )  # fmt: skip
    screen = Console(stderr=True, markup=False, highlight=False)
    with Progress(*columns, console=screen, transient=True, redirect_stdout=False) as progress:
        task, begun = progress.add_task("", total=None), False

        def tell(done: int, total: int | None, what: str) -> None:
            nonlocal begun
            if not begun and total is not None:  # what was done before this call says nothing about its speed
                progress.reset(task, completed=done)
                begun = True
            progress.update(task, completed=done, total=total, description=one_line(what)[:60])

        yield tell


def load_articles(paths: Iterable[str], *, allow_private: bool = False) -> Any:
    """Load articles for a command: `-` is stdin; what is skipped among many is told on stderr."""
    from ..api import Table
    from ..sources import load

    return Table(
        load(tuple(paths), allow_private=allow_private, on_skip=lambda skipped: note(f"skipped {skipped}"))
    )
