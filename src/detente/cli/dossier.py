"""`detente dossier`: the store itself, what goes into it, and what people decided about what it holds."""

from __future__ import annotations

import getpass
import json
import os
import sys
from typing import TYPE_CHECKING, Any, get_args

import click

from ..evidence.ruling import Outcome
from .material import opened, tell_skipped
from .terminal import (
    bar,
    dossier_option,
    emit,
    jobs_option,
    json_option,
    note,
    one_line,
    paths_argument,
    printable,
    private_option,
    require_paths,
    show,
)

if TYPE_CHECKING:
    from ..store import Dossier

author_option = click.option(
    "--author",
    metavar="NAME",
    help="Who decides; default: DETENTE_AUTHOR, else the name you are logged in by.",
)
note_option = click.option("--note", "reason", metavar="TEXT", default="", help="Why.")


@click.group()
def dossier() -> None:
    """Keep articles, what they say, and what people decided about it, in one file or database.

    Every subcommand takes --dossier URL (or DETENTE_DOSSIER): a file, or postgresql://USER@HOST/DATABASE.

    \b
    detente dossier add articles/ --dossier affairs.dossier
    detente dossier info --dossier affairs.dossier
    detente claims --dossier affairs.dossier
    """


def _open(url: str | None, *, create: bool = False) -> Dossier:
    if url is None:
        raise click.UsageError("Missing option '--dossier URL' (or DETENTE_DOSSIER).")
    return opened(url, create=create)


@dossier.command()
@paths_argument
@click.option("--watch", is_flag=True, help="Go on watching the folders named for new and changed files.")
@click.option(
    "--every",
    type=click.FloatRange(0.1, 86_400),
    default=2.0,
    show_default=True,
    help="Seconds between looks.",
)
@jobs_option
@dossier_option
@private_option
def add(
    paths: tuple[str, ...], watch: bool, every: float, jobs: int, dossier: str | None, allow_private: bool
) -> None:
    """Add articles: files, folders, pages, feeds, sitemaps, archives. Stopped, it goes on where it was.

    \b
    detente dossier add articles/ --dossier affairs.dossier --jobs 2
    detente dossier add https://example.org/feed.xml --dossier affairs.dossier
    detente dossier add inbox/ --watch --dossier affairs.dossier
    """
    from ..api.intake import add as add_sources

    require_paths(paths, None)
    with _open(dossier, create=True) as held:
        if watch:
            _watch(held, paths, every=every, jobs=jobs, allow_private=allow_private)
            return
        with bar() as tell:
            done = add_sources(
                held, paths, jobs=jobs, allow_private=allow_private, on_skip=tell_skipped, on_progress=tell
            )
        note(f"{held.where}: {done.added} articles added, {done.version} new versions, {done.known} known")


def _watch(held: Dossier, paths: tuple[str, ...], *, every: float, jobs: int, allow_private: bool) -> None:
    from ..api.intake import listed_before, put_each
    from ..sources.watching import watch

    if len(paths) != 1 or not os.path.isdir(paths[0]):
        raise click.UsageError("--watch takes one folder.")
    note(f"watching {paths[0]}; Ctrl-C ends it")
    put_each(
        held,
        watch(
            paths[0],
            every=every,
            on_skip=tell_skipped,
            known=listed_before(held),
            allow_private=allow_private,
        ),
        jobs=jobs,
        on_put=lambda document, put: note(f"{document.source}: {put.outcome}"),
    )


@dossier.command()
@json_option
@dossier_option
def info(as_json: bool, dossier: str | None) -> None:
    """Tell what a dossier holds, in numbers.

    \b
    detente dossier info --dossier affairs.dossier
    """
    from ..records import to_record

    with _open(dossier) as held:
        found = held.info()
    if as_json:
        emit([found])
        return
    for name, value in to_record(found).items():
        shown = f"{value:,}" if isinstance(value, int) else value if value is not None else "none"
        click.echo(one_line(f"{name:<12} {shown}"))


@dossier.command()
@json_option
@dossier_option
def verify(as_json: bool, dossier: str | None) -> None:
    """Hold everything against what it was made from: bytes, quotes, claims, the log of edits.

    \b
    detente dossier verify --dossier affairs.dossier
    """
    with _open(dossier) as held:
        problems = held.verify()
    if as_json:
        emit(problems)
    else:
        for problem in problems:
            click.echo(one_line(f"{problem.level}: {problem.where}: {problem.what}"))
    if any(p.level == "error" for p in problems):
        note(f"{held.where}: {len(problems)} problems; go back to an export or a copy made before")
        raise SystemExit(1)
    note(f"{held.where}: whole")


@dossier.command()
@click.option("-o", "--output", metavar="FILE", default="-", help="File to write; - (the default) is stdout.")
@dossier_option
def export(output: str, dossier: str | None) -> None:
    """Write all that a dossier holds as JSON Lines, the same bytes for the same content.

    \b
    detente dossier export --dossier affairs.dossier -o affairs.jsonl
    """
    with _open(dossier) as held:
        lines = held.export(sys.stdout.buffer if output == "-" else output)
    note(f"{held.where}: {lines} lines written")


@dossier.command(name="import")
@click.argument("file", metavar="FILE")
@dossier_option
def import_(file: str, dossier: str | None) -> None:
    """Take what `export` wrote into an empty dossier, whole or not at all. FILE may be - for stdin.

    \b
    detente dossier import affairs.jsonl --dossier postgresql://me@localhost/affairs
    """
    with _open(dossier, create=True) as held:
        lines = held.import_(sys.stdin.buffer if file == "-" else file)
    note(f"{held.where}: {lines} lines taken in")


@dossier.command()
@json_option
@dossier_option
def log(as_json: bool, dossier: str | None) -> None:
    """Show what people decided, oldest first, with what was undone since.

    \b
    detente dossier log --dossier affairs.dossier
    """
    with _open(dossier) as held:
        edits = held.edits()
    if as_json:
        emit(edits)
        return
    undone = {e.undoes for e in edits if e.action == "undo"}
    for e in edits:
        value = f" {json.dumps(dict(e.value), ensure_ascii=False)}" if e.value else ""
        why = f"  ({e.note})" if e.note else ""
        mark = "  [undone]" if e.no in undone else ""
        show(
            printable(
                f"{e.no:>4}  {e.at}  {e.author}: {e.action} {e.target}{value}{why}{mark}".replace("\n", " ")
            )
        )


def _record(
    url: str | None, action: Any, target: str, value: dict[str, Any], author: str | None, reason: str
) -> None:
    who = author or os.environ.get("DETENTE_AUTHOR") or getpass.getuser()
    with _open(url) as held:
        edit = held.record(action, target, value, author=who, note=reason)
    note(f"{held.where}: edit {edit.no} by {edit.author}: {edit.action} {edit.target}")


@dossier.command()
@click.argument("target", metavar="ID")
@author_option
@note_option
@dossier_option
def accept(target: str, author: str | None, reason: str, dossier: str | None) -> None:
    """Accept a claim or statement: it was looked at and holds.

    \b
    detente dossier accept c0123456789abcdef --dossier affairs.dossier
    """
    _record(dossier, "accept", target, {}, author, reason)


@dossier.command()
@click.argument("target", metavar="ID")
@author_option
@note_option
@dossier_option
def reject(target: str, author: str | None, reason: str, dossier: str | None) -> None:
    """Reject a claim (it counts as if nobody had made it) or a statement (it was misread).

    \b
    detente dossier reject s0123456789abcdef --note 'this is irony' --dossier affairs.dossier
    """
    _record(dossier, "reject", target, {}, author, reason)


@dossier.command()
@click.argument("target", metavar="CLAIM")
@click.argument("claims", metavar="OTHER...", nargs=-1, required=True)
@author_option
@note_option
@dossier_option
def merge(target: str, claims: tuple[str, ...], author: str | None, reason: str, dossier: str | None) -> None:
    """Merge other claims into one: they say the same.

    \b
    detente dossier merge c0123456789abcdef c1123456789abcdef --dossier affairs.dossier
    """
    _record(dossier, "merge", target, {"claims": list(claims)}, author, reason)


@dossier.command()
@click.argument("target", metavar="CLAIM")
@click.argument("statements", metavar="STATEMENT...", nargs=-1, required=True)
@author_option
@note_option
@dossier_option
def split(
    target: str, statements: tuple[str, ...], author: str | None, reason: str, dossier: str | None
) -> None:
    """Split statements off a claim, into a claim of their own: they say something else.

    \b
    detente dossier split c0123456789abcdef s0123456789abcdef --dossier affairs.dossier
    """
    _record(dossier, "split", target, {"statements": list(statements)}, author, reason)


@dossier.command()
@click.argument("target", metavar="STATEMENT")
@click.argument("changes", metavar="FIELD=VALUE...", nargs=-1, required=True)
@author_option
@note_option
@dossier_option
def correct(
    target: str, changes: tuple[str, ...], author: str | None, reason: str, dossier: str | None
) -> None:
    """Correct how a statement was read. VALUE is JSON, or plain text; FIELD a path like source.actor.

    \b
    detente dossier correct s0123456789abcdef source.actor=TUR stance=-0.5 --dossier affairs.dossier
    """
    value: dict[str, Any] = {}
    for change in changes:
        field, mark, text = change.partition("=")
        if not mark or not field:
            raise click.UsageError(f"{change!r} is no FIELD=VALUE.")
        value[field] = _value(text)
    _record(dossier, "correct", target, value, author, reason)


@dossier.command()
@click.argument("target", metavar="FORECAST")
@click.argument("status", type=click.Choice(get_args(Outcome)))
@author_option
@note_option
@dossier_option
def resolve(target: str, status: str, author: str | None, reason: str, dossier: str | None) -> None:
    """Say what became of a forecast.

    \b
    detente dossier resolve c0123456789abcdef 'came true' --note 'seen in May' --dossier affairs.dossier
    """
    _record(dossier, "resolve", target, {"status": status}, author, reason)


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


@dossier.command()
@click.argument("number", metavar="EDIT", type=click.IntRange(1))
@author_option
@note_option
@dossier_option
def undo(number: int, author: str | None, reason: str, dossier: str | None) -> None:
    """Undo an edit by its number in the log; the log keeps both.

    \b
    detente dossier undo 3 --dossier affairs.dossier
    """
    _record(dossier, "undo", str(number), {}, author, reason)
